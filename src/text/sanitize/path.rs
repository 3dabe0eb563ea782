//! Encodes paths as text that can be decoded again: bytes that are unsafe in text or on a terminal are percent-encoded. It opens no file.

use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::path::{Path, PathBuf};

use super::{CharTreatment, sanitize, treatments};

/// Encodes a path as text on one line that [`sanitize`] does not change and [`decode_path`] reverses.
///
/// Percent-encoded (`%0A`) are bytes that are not UTF-8, characters that [`sanitize`] replaces, leading white space, and a `%` before
/// two hexadecimal digits. All other characters are unchanged.
pub fn encode_path(path: &Path) -> String {
    let bytes = path.as_os_str().as_bytes();
    // Fast path: nearly every path needs no encoding.
    if let Some(plain) =
        path.to_str().filter(|text| text.bytes().all(|byte| matches!(byte, b'!'..=b'~') && byte != b'%'))
    {
        return plain.to_owned();
    }
    let is_shown = |_: char, treatment| treatment == CharTreatment::Keep;
    let encoded = encode(bytes, is_shown);
    // A kept character may depend on a neighbour that is now encoded.
    if sanitize(&encoded) == encoded { encoded } else { encode(bytes, |char, _| matches!(char, ' '..='~')) }
}

fn encode(bytes: &[u8], is_plain: impl Fn(char, CharTreatment) -> bool) -> String {
    let mut text = String::new();
    let mut offset = 0;
    for chunk in bytes.utf8_chunks() {
        for (at, char, treatment) in treatments(chunk.valid()) {
            let at = offset + at;
            let is_escape = char == '%' && escaped_byte(&bytes[at..]).is_some();
            let is_first_space = at == 0 && char.is_whitespace();
            if is_plain(char, treatment) && !is_escape && !is_first_space {
                text.push(char);
            } else {
                push_escaped(&mut text, &bytes[at..at + char.len_utf8()]);
            }
        }
        offset += chunk.valid().len();
        push_escaped(&mut text, chunk.invalid());
        offset += chunk.invalid().len();
    }
    text
}

fn push_escaped(text: &mut String, bytes: &[u8]) {
    text.extend(bytes.iter().map(|byte| format!("%{byte:02X}")));
}

/// Decodes the text of [`encode_path`]. A `%` without two hexadecimal digits after it is unchanged.
pub fn decode_path(text: &Path) -> PathBuf {
    let mut rest = text.as_os_str().as_bytes();
    let mut bytes = Vec::with_capacity(rest.len());
    while let [first, others @ ..] = rest {
        let (byte, after) = escaped_byte(rest).map_or((*first, others), |byte| (byte, &rest[3..]));
        bytes.push(byte);
        rest = after;
    }
    PathBuf::from(OsString::from_vec(bytes))
}

/// Returns the byte that `%` and two hexadecimal digits at the start encode.
fn escaped_byte(bytes: &[u8]) -> Option<u8> {
    let [b'%', high, low, ..] = bytes else { return None };
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    Some(digit(*high)? << 4 | digit(*low)?)
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;

    use proptest::prelude::*;

    use super::*;

    fn encoded(bytes: &[u8]) -> String {
        encode_path(Path::new(OsStr::from_bytes(bytes)))
    }

    #[test]
    fn only_what_is_no_plain_text_is_encoded() {
        for plain in ["briefs/kp", "100% sure", "50%", "a b/é#1.toml", "نامه\u{200c}ها"] {
            assert_eq!(encoded(plain.as_bytes()), plain);
        }
        assert_eq!(encoded(b"a\xff\nb\x1b"), "a%FF%0Ab%1B");
        assert_eq!(encoded(b"a%0Ab"), "a%250Ab", "it would be read as a line feed");
        assert_eq!(encoded(b" a"), "%20a");
    }

    proptest! {
        #[test]
        fn every_path_leads_back_and_is_harmless(bytes in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..40),
            "[%0-9A-F\\PC\u{200c}\u{301}\n]{0,20}".prop_map(String::into_bytes),
        ]) {
            let text = encoded(&bytes);
            prop_assert_eq!(decode_path(Path::new(&text)).into_os_string().into_vec(), bytes);
            prop_assert_eq!(sanitize(&text), text);
        }
    }
}
