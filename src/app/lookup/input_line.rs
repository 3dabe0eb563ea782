//! The visible part of a long input line, scrolled to the text cursor. It never edits the line.

use std::ops::Range;

use tui_input::Input;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::{self, TextRun, Tone};

/// The byte offset of the cursor.
pub(super) fn cursor_byte(line: &Input) -> usize {
    line.value().char_indices().nth(line.cursor()).map_or(line.value().len(), |(at, _)| at)
}

/// The visible part of a line in `columns`, and the column of its cursor. `faults` are byte ranges of the line that
/// could not be parsed.
pub(super) fn visible_part(line: &Input, faults: &[Range<usize>], columns: usize) -> (Vec<TextRun>, usize) {
    let whole = text::clean(line.value());
    let before = text::clean(&line.value()[..cursor_byte(line)]);
    // Sanitizing changed the text, so the byte ranges no longer apply.
    let faults = if whole == line.value() { faults } else { &[] };
    let mut from = 0;
    let mut cursor = text::width(&before);
    for (at, cluster) in before.grapheme_indices(true) {
        if cursor < columns {
            break;
        }
        from = at + cluster.len();
        cursor = text::width(&before[from..]);
    }
    let faults: Vec<Range<usize>> =
        faults.iter().map(|fault| fault.start.saturating_sub(from)..fault.end.saturating_sub(from)).collect();
    let mut runs = text::marked_runs(&whole[from..], &faults, Tone::Strong);
    for run in runs.iter_mut().filter(|run| run.marked) {
        (run.tone, run.marked) = (Tone::Alert, false);
    }
    (runs, cursor)
}

#[cfg(test)]
mod tests {
    use std::slice::from_ref;

    use super::*;
    use proptest::prelude::*;

    fn text_of(runs: &[TextRun]) -> String {
        runs.iter().map(|run| run.text.as_str()).collect()
    }

    #[test]
    fn a_long_line_shows_the_part_around_its_cursor() {
        let line = Input::new("who:asif on:talks whom:khar".to_owned());
        let (runs, cursor) = visible_part(&line, from_ref(&(18..23)), 12);
        assert_eq!((text_of(&runs).as_str(), cursor), ("s whom:khar", 11));
        assert_eq!(runs[1], TextRun { text: "whom:".to_owned(), tone: Tone::Alert, marked: false });
        let (runs, cursor) = visible_part(&line.with_cursor(3), &[], 12);
        assert_eq!((text_of(&runs).as_str(), cursor), ("who:asif on:talks whom:khar", 3));
    }

    proptest! {
        #[test]
        fn the_cursor_stands_in_sight(text in "\\PC{0,60}", at in 0_usize..60, columns in 1_usize..40) {
            let (_, cursor) = visible_part(&Input::new(text).with_cursor(at), from_ref(&(0..7)), columns);
            prop_assert!(cursor < columns);
        }
    }
}
