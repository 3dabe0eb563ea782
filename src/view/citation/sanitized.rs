//! Text that may leave the program for anywhere: one line, and nothing in it that a terminal or a reading order would obey.

use crate::text::sanitize::sanitize_for_copy;

/// The text on one line, by the rule of [`harmless`](crate::text::sanitize): what joins is kept, so that a quote stays as it is read.
pub(super) fn one_line(text: &str) -> String {
    sanitize_for_copy(text).trim().to_owned()
}

/// Whether an address is one that a click may follow: of the web, and whole.
pub(super) fn is_web_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.contains(|char: char| char.is_whitespace() || "<>\"\\".contains(char))
    })
}
