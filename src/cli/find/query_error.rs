//! What is wrong with a question, drawn under it. It says nothing that a terminal would obey.

use std::ops::Range;

use unicode_width::UnicodeWidthStr as _;

use crate::search::Query;
use crate::text::sanitize::{sanitize, sanitize_with_offsets};

/// Every complaint, each with the question and a line that points at the place.
pub(super) fn render_complaints(question: &Query) -> String {
    let complaints = question.errors().iter();
    let drawn = complaints.map(|complaint| {
        let sentence = sanitize(&complaint.sentence);
        format!("whosaid: {sentence}\n{}", underline(question.text(), &complaint.at))
    });
    drawn.collect::<Vec<_>>().join("\n")
}

/// The question, and under it carets as wide as the place; one where the place has no width.
fn underline(question: &str, at: &Range<usize>) -> String {
    let end = at.end.min(question.len());
    let (shown, [from, to]) = sanitize_with_offsets(question, [at.start.min(end), end]);
    let (indent, carets) = (shown[..from].width(), shown[from..to].width().max(1));
    format!("  {shown}\n  {}{}", " ".repeat(indent), "^".repeat(carets))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carets_stand_under_the_place_however_wide_it_is() {
        assert_eq!(underline("who:asif whom:x", &(9..14)), "  who:asif whom:x\n           ^^^^^");
        assert_eq!(underline("日本 é:x", &(7..10)), "  日本 é:x\n       ^^");
        assert_eq!(underline("who:", &(4..4)), "  who:\n      ^");
        assert_eq!(underline("\x1b[2J\nx", &(5..6)), "  ␛[2J x\n       ^");
        assert_eq!(underline("é", &(1..9)), "  é\n   ^", "a place outside of the question does no harm");
    }
}
