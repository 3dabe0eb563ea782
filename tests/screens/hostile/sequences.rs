//! The bytes that a terminal is given, read one by one: text, and the few sequences that the reader writes itself. Anything else fails.

/// The private modes that the reader sets and takes back: cursor, alternate screen, bracketed paste, synchronized updates, wrapping.
const MODES: &[&str] = &["7", "25", "1049", "2004", "2026"];

/// What was found in the bytes.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// What OSC 52 gave to the clipboard, as base64.
    pub(crate) copies: Vec<String>,
    /// All text between sequences.
    pub(crate) text: String,
}

/// Reads all bytes; the error says what does not belong, and where.
pub(crate) fn read(bytes: &[u8]) -> Result<Found, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| format!("no UTF-8: {error}"))?;
    let mut found = Found::default();
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let at = text.len() - rest.len();
        let wrong = |what: &str| format!("{what} at byte {at}: {:?}", rest.chars().take(40).collect::<String>());
        if char == '\u{1b}' {
            let length = sequence(&rest[1..], &mut found).ok_or_else(|| wrong("a sequence of nobody's"))?;
            rest = &rest[1 + length..];
            continue;
        }
        let code = u32::from(char);
        let is_control = code < 0x20 && !matches!(char, '\r' | '\n') || (0x7f..0xa0).contains(&code);
        let is_order = matches!(code, 0x61c | 0x200b | 0x200e | 0x200f | 0x2028..=0x202e | 0x2060..=0x2067 | 0x206a..=0x206f | 0xfeff);
        if is_control || is_order || (0xe_0000..=0xe_0fff).contains(&code) {
            return Err(wrong("a character that is obeyed"));
        }
        found.text.push(char);
        rest = &rest[char.len_utf8()..];
    }
    Ok(found)
}

/// The length of a sequence that may stand here, behind its ESC.
fn sequence(rest: &str, found: &mut Found) -> Option<usize> {
    if let Some(body) = rest.strip_prefix('[') {
        let end = body.find(|char: char| ('@'..='~').contains(&char))?;
        let (parameters, kind) = (&body[..end], body[end..].chars().next()?);
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b';');
        let is_ours = match kind {
            'm' => parameters.bytes().all(|byte| byte.is_ascii_digit() || byte == b';' || byte == b':'),
            'H' | 'J' | 'K' | 'C' | 'A' | 'B' | 'D' | 'G' | 'd' | 'X' => is_number(parameters),
            'h' | 'l' => {
                parameters.strip_prefix('?').is_some_and(|modes| modes.split(';').all(|mode| MODES.contains(&mode)))
            }
            _ => false,
        };
        return is_ours.then_some(1 + end + 1);
    }
    let body = rest.strip_prefix("]52;c;")?;
    let end = body.find("\u{1b}\\")?;
    let payload = &body[..end];
    let is_base64 = payload.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte));
    is_base64.then(|| found.copies.push(payload.to_owned()))?;
    Some("]52;c;".len() + end + 2)
}

#[test]
fn only_the_sequences_of_the_reader_are_let_through() {
    assert_eq!(read(b"\x1b[2J\x1b[1;31mred\x1b[m\x1b[?25l\x1b]52;c;eA==\x1b\\").unwrap().text, "red");
    for hostile in [
        "\u{1b}]52;c;e\u{7}",
        "\u{1b}]8;;x\u{1b}\\",
        "\u{1b}]0;t\u{7}",
        "\u{1b}[6n",
        "\u{1b}c",
        "\u{1b}[?1000h",
        "\u{9b}2J",
        "\u{7}",
        "\u{1b}P+q\u{1b}\\",
        "\u{202e}",
        "\u{1b}[>c",
        "\u{1b}",
        "\u{e0041}",
    ] {
        assert!(read(hostile.as_bytes()).is_err(), "{hostile:?}");
    }
}
