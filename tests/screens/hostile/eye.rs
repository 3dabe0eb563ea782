//! Eyes that know by themselves what commands a terminal. They ask nothing of what they are to test.

use ratatui::buffer::Buffer;

/// Whether a character would be obeyed by a terminal or its reading order, or is there and cannot be seen; line feeds are neither.
pub(crate) fn is_hostile(char: char) -> bool {
    let code = u32::from(char);
    let is_control = code < 0x20 && char != '\n' || (0x7f..0xa0).contains(&code);
    let is_separator = code == 0x2028 || code == 0x2029;
    let is_direction = [0x61c, 0x200e, 0x200f].contains(&code) || (0x202a..=0x202e).contains(&code);
    let is_isolate = (0x2066..=0x206f).contains(&code);
    let is_empty = [0xad, 0x180e, 0x200b, 0xfeff, 0x3164, 0xffa0].contains(&code) || (0x2060..=0x2064).contains(&code);
    let is_annotation = (0xfff9..=0xfffb).contains(&code);
    let is_private = (0xe000..=0xf8ff).contains(&code) || code >= 0xf_0000;
    is_control || is_separator || is_direction || is_isolate || is_empty || is_annotation || is_private || is_tag(char)
}

const fn is_tag(char: char) -> bool {
    0xe_0000 <= char as u32 && char as u32 <= 0xe_0fff
}

/// What shapes its neighbours: only ever spelling, and only in text that is taken away.
fn is_joiner(char: char) -> bool {
    matches!(u32::from(char), 0x200d | 0xfe00..=0xfe0f | 0xe0100..=0xe01ef)
}

/// Text that is shown: nothing hostile, and no joiner.
#[track_caller]
pub(crate) fn look(what: &str, text: &str) {
    if let Some(char) = text.chars().find(|char| is_hostile(*char) || is_joiner(*char)) {
        panic!("{what} has {char:?}:\n{}", around(text, char));
    }
}

/// Text that is taken away: nothing hostile but spelling.
#[track_caller]
pub(crate) fn look_at_spelling(what: &str, text: &str) {
    let is_flag = text.contains('\u{1f3f4}');
    if let Some(char) = text.chars().find(|char| is_hostile(*char) && !is_joiner(*char) && !(is_flag && is_tag(*char)))
    {
        panic!("{what} has {char:?}:\n{}", around(text, char));
    }
}

/// A screen: what is hostile stands in no cell. The reader's own marks stand around names, one pair for each.
#[track_caller]
pub(crate) fn look_at_screen(what: &str, screen: &Buffer) {
    for y in 0..screen.area.height {
        let mut open = false;
        for x in 0..screen.area.width {
            let cell = &screen[(x, y)];
            let mut own = String::new();
            for char in cell.symbol().chars() {
                match char {
                    '\u{2068}' if !open => open = true,
                    '\u{2069}' if open => open = false,
                    other => own.push(other),
                }
            }
            assert!(!own.contains('\n'), "{what}: a line feed in row {y}");
            look(what, &own);
            assert!(
                own.chars().count() <= 40,
                "{what}: {} characters in one cell of row {y}: {own:?}",
                own.chars().count()
            );
        }
        assert!(!open, "{what}: a mark is left open in row {y}");
    }
}

fn around(text: &str, char: char) -> String {
    let at = text.find(char).unwrap_or(0);
    let from = (0..=at.saturating_sub(80)).rev().find(|from| text.is_char_boundary(*from)).unwrap_or(0);
    text[from..].chars().take(160).flat_map(char::escape_default).collect()
}
