//! The view of a speaker, in terms that outlive the process. Each message is complete, never a change.

use serde::{Deserialize, Serialize};

use crate::storage::Bookmark;

/// What a speaker shows at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpeakerView {
    pub view: PresentationView,
    /// The key of the card.
    pub card: String,
    /// The step of the card, from 0.
    #[serde(default)]
    pub step: usize,
    /// The position of the reader, with its pins; `None` unless the reader is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Bookmark>,
}

/// What the screen of a speaker has on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PresentationView {
    Card,
    Reader,
    Blank,
}
