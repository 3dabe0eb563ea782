//! Reads the label of an audience as a user types it. It redacts nothing.

use crate::model::Tlp;
use crate::text::suggest::nearest;

/// Parses the label of an audience, in upper or lower case; `TLP:` may be left out.
///
/// # Errors
/// `word` is not a label; the message lists all labels, and suggests the nearest one.
pub fn parse_audience(word: &str) -> Result<Tlp, String> {
    let upper = word.to_ascii_uppercase();
    let full = if upper.starts_with("TLP:") { upper } else { format!("TLP:{upper}") };
    Tlp::from_word(&full).ok_or_else(|| {
        let near = nearest(&full, Tlp::WORDS.iter().copied());
        let near = near.map(|near| format!("; did you mean {near}?")).unwrap_or_default();
        format!("no label `{word}`: an audience is one of {}{near}", Tlp::WORDS.join(", "))
    })
}
