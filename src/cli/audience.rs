//! The label of an audience, as it is typed. It decides nothing of what may be shown.

use super::error::CliError;
use crate::model::Tlp;
use crate::text::suggest::nearest;

/// The label that `word` means, in whatever case; `TLP:` may be left out.
pub(super) fn parse(word: &str) -> Result<Tlp, CliError> {
    let upper = word.to_ascii_uppercase();
    let full = if upper.starts_with("TLP:") { upper } else { format!("TLP:{upper}") };
    if let Some(label) = Tlp::from_word(&full) {
        return Ok(label);
    }
    let near = nearest(&full, Tlp::WORDS.iter().copied());
    let near = near.map(|near| format!("; did you mean {near}?")).unwrap_or_default();
    let labels = Tlp::WORDS.join(", ");
    Err(CliError::Presentation(format!("no label `{word}`: an audience is one of {labels}{near}")))
}
