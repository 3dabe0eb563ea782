//! The ASCII replacements of the program's symbols. Symbols of one place never get the same replacement.

/// The ASCII character that replaces `char`, of the same width. Unknown characters become `?`.
///
/// `…` becomes `_`, because `>` is an arrow, `.` ends a sentence, and `~` is a stance. `≤` becomes `<`, which means *by* before a date.
/// `↓` becomes a capital `V`, because `v` is a key.
pub const fn ascii_char(char: char) -> char {
    match char {
        ' '..='~' => char,
        '\u{a0}' => ' ',
        '●' => '+',
        '◐' => '~',
        '◌' => '=',
        '◑' => '%',
        '○' | '–' | '—' | '─' | '━' | '‐' => '-',
        '·' => '.',
        '◆' => '@',
        '≡' => ':',
        '★' | '•' => '*',
        '✓' => 'v',
        '✗' => 'X',
        '▌' | '▸' | '›' | '→' | '≥' => '>',
        '‹' | '←' | '≤' => '<',
        '│' | '▎' => '|',
        '↑' => '^',
        '↓' => 'V',
        '↗' => '/',
        '↘' => '\\',
        '⇄' => 'Z',
        '×' => 'x',
        '“' | '”' | '„' => '"',
        '‘' | '’' => '\'',
        '…' | '▁' | '▂' => '_',
        '¶' | '▃'..='█' => '#',
        _ => '?',
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::keys::KeyContext;
    use crate::view;

    /// The symbols that appear in one place, where each needs another replacement.
    const PLACES: &[(&str, &str)] = &[
        ("the margin of a row", " ▌▎◆★"),
        ("beside a row, with its stance or kind", "●◐◌○?◑·◆≡!"),
        ("in a cell of the matrix", "●◐◌○?◑·↗↘⇄!◆"),
        ("before a quote or a passage that was looked for", "✓✗¶"),
        ("in a date", "~?%/-≤≥…"),
        ("at the end of a heading, for what is beyond the screen", "↑↓‹›–"),
        ("in the bars of density", " ▂▅"),
        ("in text", "…·“‘–×/\\"),
        ("before a paragraph", "•▸-"),
    ];

    #[track_caller]
    fn assert_distinct(place: &str, signs: impl IntoIterator<Item = char>) {
        let mut symbols = BTreeMap::new();
        for sign in signs {
            let other = symbols.insert(ascii_char(sign), sign);
            assert!(other.is_none_or(|other| other == sign), "{place}: {sign} and {other:?} look alike");
        }
    }

    #[test]
    fn no_sign_has_two_meanings_in_one_place() {
        for (place, signs) in PLACES {
            assert_distinct(place, signs.chars());
        }
        let legend = format!("{}  {}", view::position_legend(), view::SIGN_LEGEND);
        assert_distinct("the legend", legend.split("  ").filter_map(|entry| entry.chars().next()));
    }

    #[test]
    fn no_arrow_looks_like_a_key() {
        for context in KeyContext::ALL {
            let chords = context.bindings().iter().flat_map(|binding| binding.chords);
            assert_distinct("the names of keys", chords.filter_map(|chord| chord.typed_char()).chain("←↑→↓".chars()));
        }
    }

    #[test]
    fn a_gap_is_no_arrow_and_no_full_stop() {
        let taken = "↗·.›◐●";
        assert!(taken.chars().all(|other| ascii_char(other) != ascii_char('…')));
    }
}
