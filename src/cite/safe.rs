//! Text that may leave the program for anywhere: one line, and nothing in it that a terminal or a reading order would obey.

use crate::harmless::is_obeyed;

/// The text on one line: line breaks become spaces, controls the replacement character; what cannot be seen and only gives orders
/// (marks of direction, tags) is left out, so that a quote stays as it is read.
pub(super) fn line(text: &str) -> String {
    text.replace("\r\n", " ").chars().filter_map(shown).collect::<String>().trim().to_owned()
}

fn shown(char: char) -> Option<char> {
    match char {
        '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        // Tags, and the marks of direction that Unicode has given up.
        '\u{e0000}'..='\u{e007f}' | '\u{206a}'..='\u{206f}' => None,
        _ if char.is_control() => Some(char::REPLACEMENT_CHARACTER),
        _ if is_obeyed(char) => None,
        _ => Some(char),
    }
}

/// Whether an address is one that a click may follow: of the web, and whole.
pub(super) fn is_web_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.contains(|char: char| char.is_whitespace() || "<>\"\\".contains(char))
    })
}
