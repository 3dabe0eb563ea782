//! Reads the label of an audience as a user types it. It redacts nothing.

use crate::model::Tlp;
use crate::text::suggest::nearest;

/// The label of TLP 1 that TLP 2.0 calls `TLP:CLEAR`.
pub const RENAMED_LABEL: &str = "TLP:WHITE";

/// Says that `word`, which is [`RENAMED_LABEL`], is no label any more.
pub fn renamed_message(word: &str) -> String {
    format!("`{word}` is no TLP label; TLP 2.0 calls it {}", Tlp::Clear)
}

/// Parses the label of an audience, in upper or lower case; `TLP:` may be left out.
///
/// # Errors
/// `word` is not a label; the message lists all labels, and suggests the nearest one.
pub fn parse_audience(word: &str) -> Result<Tlp, String> {
    let upper = word.trim().to_ascii_uppercase();
    let full = if upper.starts_with("TLP:") { upper } else { format!("TLP:{upper}") };
    if full == RENAMED_LABEL {
        return Err(renamed_message(word));
    }
    Tlp::from_word(&full).ok_or_else(|| {
        let near = nearest(&full, Tlp::WORDS.iter().copied());
        let near = near.map(|near| format!("; did you mean {near}?")).unwrap_or_default();
        format!("no label `{word}`: an audience is one of {}{near}", Tlp::WORDS.join(", "))
    })
}
