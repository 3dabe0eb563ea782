//! Recognizes what is not plain text in UTF-8, and says how it becomes that. It converts nothing.

/// How many bytes of a text are examined.
const MAX_EXAMINED: usize = 1 << 20;
/// How many bytes at the beginning tell text in UTF-16 from text with a stray zero byte.
const UTF_16_SAMPLE: usize = 512;

/// Something that is not plain text in UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForeignText {
    Html,
    Pdf,
    /// UTF-16, with a byte order mark or without; the name is that of `iconv`.
    Utf16(&'static str),
    /// One byte a character, with the letters and quotation marks of Western Europe.
    Windows1252,
    /// One byte a character, in another script.
    OtherCodePage,
}

impl ForeignText {
    /// What the bytes of a file are, if they are not plain text in UTF-8; `None` if they are, or if nothing is recognized.
    pub fn recognize(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"%PDF-") {
            return Some(Self::Pdf);
        }
        if let Some(name) = utf_16(bytes) {
            return Some(Self::Utf16(name));
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => is_html(text).then_some(Self::Html),
            // What begins as UTF-8 is UTF-8 with broken bytes.
            Err(error) if bytes[..error.valid_up_to()].is_ascii() => code_page(bytes),
            Err(_) => None,
        }
    }

    /// What it is, as a noun.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Html => "HTML",
            Self::Pdf => "a PDF",
            Self::Utf16(_) => "UTF-16",
            Self::Windows1252 => "Windows-1252 or Latin-1",
            Self::OtherCodePage => "an old coding of another script, such as Windows-1251",
        }
    }

    /// The way to plain text in UTF-8, as a sentence without a full stop.
    pub fn way_out(self) -> String {
        match self {
            Self::Html => "`pandoc -f html -t plain` makes plain text of it".to_owned(),
            Self::Pdf => "`pdftotext` makes plain text of it".to_owned(),
            Self::Utf16(name) => format!("`iconv -f {name} -t UTF-8` converts it"),
            Self::Windows1252 => "`iconv -f WINDOWS-1252 -t UTF-8` converts it".to_owned(),
            Self::OtherCodePage => "`iconv -f CODING -t UTF-8` converts it; `iconv -l` lists the codings".to_owned(),
        }
    }
}

/// The name of UTF-16 if the bytes are that.
fn utf_16(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Some("UTF-16");
    }
    let sample = &bytes[..bytes.len().min(UTF_16_SAMPLE)];
    let zeros = |first: usize| sample.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, most) = (zeros(0), zeros(1), sample.len() / 4);
    match (even, odd) {
        (0, odd) if odd > most => Some("UTF-16LE"),
        (even, 0) if even > most => Some("UTF-16BE"),
        _ => None,
    }
}

/// How many letters tell the coding of a text.
const FEWEST_LETTERS: usize = 4;

/// The coding of text with one byte a character; `None` if it has bytes that no text has.
fn code_page(bytes: &[u8]) -> Option<ForeignText> {
    let bytes = &bytes[..bytes.len().min(MAX_EXAMINED)];
    let is_binary = |byte: &u8| *byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c);
    if bytes.iter().any(is_binary) {
        return None;
    }
    let letters = bytes.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    let high = bytes.iter().filter(|byte| **byte >= 0xc0).count();
    let is_unassigned = |byte: &u8| matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d);
    if letters + high < FEWEST_LETTERS {
        return None;
    }
    let is_western = high <= letters && !bytes.iter().any(is_unassigned);
    Some(if is_western { ForeignText::Windows1252 } else { ForeignText::OtherCodePage })
}

/// Whether the text is a page of HTML, or a part of one.
fn is_html(text: &str) -> bool {
    const MOST_TAGS: usize = 3;
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let begins = |tag: &str| start.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
    if begins("<!doctype html") || begins("<html") {
        return true;
    }
    let examined = text.get(..MAX_EXAMINED).unwrap_or(text);
    let closing =
        ["</p>", "</div>", "</span>", "</a>", "</li>", "</em>", "</strong>", "</h1>", "<br>", "<br/>", "<br />"];
    let entities = ["&quot;", "&ldquo;", "&rdquo;", "&rsquo;", "&nbsp;", "&#8220;", "&#8221;", "&#8217;", "&#39;"];
    closing.iter().chain(&entities).map(|tag| examined.matches(tag).count()).sum::<usize>() >= MOST_TAGS
}

/// How a text was decoded wrongly before it was saved as UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrongDecoding {
    /// It was UTF-8 and was read as Windows-1252: `â€œ` for `“`.
    Utf8AsWindows1252,
    /// What could not be read was replaced by U+FFFD.
    Replaced,
}

impl WrongDecoding {
    /// What is wrong with the characters of `text`, and the byte at which it first shows; `None` if nothing is.
    pub fn find(text: &str) -> Option<(Self, usize)> {
        if text.is_ascii() {
            return None;
        }
        let text = text.get(..MAX_EXAMINED).unwrap_or(text);
        let misread: Vec<(usize, char)> = misread_characters(text).take(FEWEST_MISREAD).collect();
        let is_sure =
            misread.len() == FEWEST_MISREAD || misread.iter().any(|(_, char)| ('\u{2010}'..='\u{203a}').contains(char));
        match misread.first() {
            Some((at, _)) if is_sure => Some((Self::Utf8AsWindows1252, *at)),
            Some(_) | None => text.find('\u{fffd}').map(|at| (Self::Replaced, at)),
        }
    }
}

/// How many characters must look misread, because single letters can stand so by chance; a misread quotation mark cannot.
const FEWEST_MISREAD: usize = 3;

/// The characters that were in UTF-8 and were read as Windows-1252, each with the byte at which it stands.
fn misread_characters(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().filter(|(_, char)| matches!(char, '\u{c2}'..='\u{e2}')).filter_map(|(at, _)| {
        let bytes: Vec<u8> = text[at..].chars().take(3).map_while(windows_1252_byte).collect();
        let decoded = (2..=bytes.len()).find_map(|length| std::str::from_utf8(&bytes[..length]).ok());
        let char = decoded?.chars().next()?;
        let is_usual = matches!(char, '\u{a0}'..='\u{17f}' | '\u{370}'..='\u{45f}' | '\u{5d0}'..='\u{6ff}' | '\u{2010}'..='\u{203a}' | '€');
        is_usual.then_some((at, char))
    })
}

/// The byte of a character above ASCII in Windows-1252. The five bytes without a character stand for themselves.
fn windows_1252_byte(char: char) -> Option<u8> {
    const FROM_80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match char {
        '\u{a0}'..='\u{ff}' => u8::try_from(u32::from(char)).ok(),
        _ => (0x80..).zip(FROM_80).find(|(_, known)| *known == char).map(|(byte, _)| byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_plain_text_in_utf_8_is_recognized() {
        let utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        for (bytes, expected) in [
            (b"<!DOCTYPE html><p>No</p>".to_vec(), Some(ForeignText::Html)),
            (b"\n<html lang=\"en\">".to_vec(), Some(ForeignText::Html)),
            (b"<p>No</p><p>No</p><p>No</p>".to_vec(), Some(ForeignText::Html)),
            ("&quot;No,&quot; it&#39;s said".as_bytes().to_vec(), Some(ForeignText::Html)),
            (b"%PDF-1.7\n%\xe2\xe3".to_vec(), Some(ForeignText::Pdf)),
            ([b"\xff\xfe".to_vec(), utf_16("No")].concat(), Some(ForeignText::Utf16("UTF-16"))),
            (utf_16("“No,” she said."), Some(ForeignText::Utf16("UTF-16LE"))),
            (b"\x93No,\x94 she said in Z\xfcrich".to_vec(), Some(ForeignText::Windows1252)),
            (b"\xcd\xe5\xf2, \xf1\xea\xe0\xe7\xe0\xeb\xe0 \xee\xed\xe0".to_vec(), Some(ForeignText::OtherCodePage)),
            (b"\x00\x01\x02\xff".to_vec(), None),
            (b"a\xff".to_vec(), None),
            ([" Zürich".as_bytes(), b" cut off at \xc3"].concat(), None),
            ("“No,” she said in Zürich: 3 < 4, and AT&amp;T".as_bytes().to_vec(), None),
            (b"a\0b, and much more of a text that has one stray byte".to_vec(), None),
            (Vec::new(), None),
        ] {
            assert_eq!(ForeignText::recognize(&bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn what_was_decoded_wrongly_is_recognized() {
        let misread = Some((WrongDecoding::Utf8AsWindows1252, 4));
        for (text, expected) in [
            ("a: 'â€œNo,â€\u{9d} she said'".replace('\'', ""), Some((WrongDecoding::Utf8AsWindows1252, 3))),
            ("the ÃœberfÃ¤lle and GÃ¶tter".to_owned(), misread),
            ("it: ÐŸÐ¾Ñ€Ñ‚".to_owned(), misread),
            ("a Z\u{fffd}rich".to_owned(), Some((WrongDecoding::Replaced, 3))),
            ("« CAFÉ» et „MENÜ“ IRMÃ»".to_owned(), None),
            ("Zürich — “no” € ‘so’ Ñandú".to_owned(), None),
            ("خبرې 直接会".to_owned(), None),
        ] {
            assert_eq!(WrongDecoding::find(&text), expected, "{text}");
        }
    }
}
