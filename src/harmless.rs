//! Which characters a terminal would obey rather than show. Whatever is told outside of the screen is held against this one list.

/// Whether a terminal, or its reading order, would obey the character: controls, marks of direction, separators that break a line.
///
/// Tab and line feed are layout, and not among them.
pub fn is_obeyed(char: char) -> bool {
    let is_layout = matches!(char, '\t' | '\n');
    let is_direction =
        matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_mark = matches!(char, '\u{2028}' | '\u{2029}' | '\u{feff}');
    (char.is_control() && !is_layout) || is_direction || is_mark
}

/// The text on one line, without what would be obeyed.
pub fn harmless(text: &str) -> String {
    let shown = |char| if is_obeyed(char) { char::REPLACEMENT_CHARACTER } else { char };
    text.replace(['\n', '\t'], " ").chars().map(shown).collect()
}
