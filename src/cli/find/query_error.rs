//! Renders the errors of a query under the query. It never writes a terminal control character.

use std::ops::Range;

use unicode_width::UnicodeWidthStr as _;

use crate::search::Query;
use crate::text::sanitize::{sanitize, sanitize_with_offsets};

/// All errors, each with the query and a line of carets under the place.
pub(super) fn render_errors(query: &Query) -> String {
    let errors = query.errors().iter();
    let rendered = errors.map(|error| {
        let sentence = sanitize(&error.sentence);
        format!("whosaid: {sentence}\n{}", underline(query.text(), &error.at))
    });
    rendered.collect::<Vec<_>>().join("\n")
}

/// The query, and under it carets as wide as the place; at least one.
fn underline(query: &str, at: &Range<usize>) -> String {
    let end = at.end.min(query.len());
    let (shown, [from, to]) = sanitize_with_offsets(query, [at.start.min(end), end]);
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
