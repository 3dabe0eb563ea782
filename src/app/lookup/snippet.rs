//! The part of a text around a match, in one row. It never searches.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::{self, TextRun, Tone};

/// Cuts `text` to at most `columns`: the whole text, or the part around the first mark, with `…` for what is missing on
/// either side.
pub(super) fn snippet(text: &str, marks: &[Range<usize>], tone: Tone, columns: usize) -> Vec<TextRun> {
    let shown = window(text, marks.first(), columns);
    let shift = |byte: usize| byte.saturating_sub(shown.start);
    let marks: Vec<Range<usize>> = marks.iter().map(|mark| shift(mark.start)..shift(mark.end)).collect();
    let missing = || TextRun { text: "…".to_owned(), tone, marked: false };
    let before = (shown.start > 0).then(missing);
    let after = (shown.end < text.len() && columns > 0).then(missing);
    before.into_iter().chain(text::marked_runs(&text[shown], &marks, tone)).chain(after).collect()
}

/// The visible byte range: from the beginning if the mark is visible there, otherwise from a word before the mark.
fn window(text: &str, mark: Option<&Range<usize>>, columns: usize) -> Range<usize> {
    let from_start = 0..fitting_bytes(text, columns);
    let Some(mark) = mark.filter(|mark| mark.end > from_start.end && columns > 2) else { return from_start };
    let all = text::width(text);
    let mut used = 0;
    let mut start = 0;
    let mut before_mark = None;
    let mut word_before = ' ';
    for (at, cluster) in text.grapheme_indices(true) {
        let begins_word = word_before == ' ' && cluster != " ";
        if at > 0 && begins_word || at <= mark.start && mark.start < at + cluster.len() {
            start = at;
            let to_mark = text.get(at..mark.start).map_or(0, text::width);
            // A third of the columns is for the text before the mark; at the end of the text, as much as fits.
            if to_mark <= columns / 3 || all - used < columns {
                before_mark = Some(at);
                break;
            }
        }
        used += text::width(cluster);
        word_before = cluster.chars().last().unwrap_or(' ');
    }
    let start = before_mark.unwrap_or(start);
    start..start + fitting_bytes(&text[start..], columns.saturating_sub(1))
}

/// The number of bytes of `text` that fit in `columns`, with room for the ellipsis.
fn fitting_bytes(text: &str, columns: usize) -> usize {
    let fitted = text::fit(text, columns);
    if fitted == text { text.len() } else { fitted.trim_end_matches('…').len() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const QUOTE: &str =
        "This is a direct attack on the federation. No province can hold direct talks with any country.";

    /// The snippet with its marks in brackets.
    fn snippet_text(text: &str, marked: &str, columns: usize) -> String {
        let marks: Vec<Range<usize>> =
            text.match_indices(marked).map(|(at, part)| at..at + part.len()).filter(|mark| !mark.is_empty()).collect();
        let runs = snippet(text, &marks, Tone::Quote, columns);
        let show = |run: &TextRun| if run.marked { format!("[{}]", run.text) } else { run.text.clone() };
        runs.iter().map(show).collect()
    }

    #[test]
    fn what_was_looked_for_is_in_sight() {
        assert_eq!(snippet_text(QUOTE, "", 30), "This is a direct attack on…");
        assert_eq!(snippet_text(QUOTE, "direct", 30), "This is a [direct] attack on…");
        assert_eq!(snippet_text(QUOTE, "province", 30), "…No [province] can hold direct…");
        assert_eq!(snippet_text(QUOTE, "country", 30), "…talks with any [country].");
        assert_eq!(snippet_text(QUOTE, "federation", 100), QUOTE.replace("federation", "[federation]"));
        assert_eq!(snippet_text("日本語の長い引用文がここにあり", "引用", 10), "…[引用]文が…");
    }

    proptest! {
        #[test]
        fn a_snippet_is_a_part_of_its_text_and_never_too_wide(
            text in "\\PC{0,120}", from in 0_usize..120, length in 1_usize..9, columns in 0_usize..60,
        ) {
            let text = text::clean(&text).into_owned();
            let runs = snippet(&text, std::slice::from_ref(&(from..from + length)), Tone::Quote, columns);
            let shown: String = runs.iter().map(|run| run.text.as_str()).collect();
            prop_assert!(text::width(&shown) <= columns, "{shown:?} in {columns}");
            let inner = shown.strip_prefix('…').unwrap_or(&shown);
            prop_assert!(text.contains(inner.strip_suffix('…').unwrap_or(inner)) || text.contains(&shown));
        }
    }
}
