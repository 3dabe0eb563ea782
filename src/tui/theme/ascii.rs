//! The signs of the program in ASCII. No sign has two meanings in one place; it lays out nothing.

use super::Theme;

impl Theme {
    /// The character that stands for `char` where only ASCII is shown; one cell for one cell.
    ///
    /// A gap `…` is `_`, which stands for nothing else in text: `>` would be an arrow, `.` the end of a sentence, `~` a stance.
    /// `≤` is `<`, which before a date reads as *by*. `↓` is a great `V`, for a small one is a key.
    pub const fn ascii_char(char: char) -> char {
        match char {
            ' '..='~' => char,
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
            '▃'..='█' => '#',
            _ => '?',
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::keys::KeyContext;
    use crate::view;

    /// Signs that stand in one place, where each must be told from the others.
    const PLACES: &[(&str, &str)] = &[
        ("the margin of a row", " ▌▎◆★"),
        ("beside a row, with its stance or kind", "●◐◌○?◑·◆≡!"),
        ("in a cell of the matrix", "●◐◌○?◑·↗↘⇄!◆"),
        ("before a quote that was compared", "✓✗"),
        ("in a date", "~?%/-≤≥…"),
        ("at the end of a heading, for what is beyond the screen", "↑↓‹›–"),
        ("in the bars of density", " ▂▅"),
        ("in text", "…·“‘–×/\\"),
        ("before a paragraph", "•▸-"),
    ];

    #[track_caller]
    fn assert_told_apart(place: &str, signs: impl IntoIterator<Item = char>) {
        let mut stands_for = BTreeMap::new();
        for sign in signs {
            let other = stands_for.insert(Theme::ascii_char(sign), sign);
            assert!(other.is_none_or(|other| other == sign), "{place}: {sign} and {other:?} look alike");
        }
    }

    #[test]
    fn no_sign_has_two_meanings_in_one_place() {
        for (place, signs) in PLACES {
            assert_told_apart(place, signs.chars());
        }
        let legend = format!("{}  {}", view::position_legend(), view::SIGN_LEGEND);
        assert_told_apart("the legend", legend.split("  ").filter_map(|entry| entry.chars().next()));
    }

    #[test]
    fn no_arrow_looks_like_a_key() {
        for scene in [KeyContext::Reader, KeyContext::Cards] {
            let chords = scene.bindings().iter().flat_map(|binding| binding.chords);
            assert_told_apart("the names of keys", chords.filter_map(|chord| chord.typed_char()).chain("←↑→↓".chars()));
        }
    }

    #[test]
    fn a_gap_is_no_arrow_and_no_full_stop() {
        let taken = "↗·.›◐●";
        assert!(taken.chars().all(|other| Theme::ascii_char(other) != Theme::ascii_char('…')));
    }
}
