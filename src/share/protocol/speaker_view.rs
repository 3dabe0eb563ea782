//! What a speaker shows, by what outlives the process: the whole of it, never a change. Who sends it where is not known here.

use serde::{Deserialize, Serialize};

use crate::storage::Bookmark;

/// What a speaker shows at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpeakerView {
    pub view: PresentationView,
    /// The key of the card.
    pub card: String,
    /// The step of the card, from 0.
    #[serde(default)]
    pub step: usize,
    /// Where the reader beside the cards stands, with its filter; told only while it is what is shown.
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
