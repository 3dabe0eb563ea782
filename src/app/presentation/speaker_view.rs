//! What a speaker shows, by what outlives the process: the whole of it, never a change. Who sends it where is not known here.

use serde::{Deserialize, Serialize};

use crate::app::Bookmark;

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

/// What is kept of a presentation, so that it can be gone on with after a line was lost.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedPresentation {
    /// The words that open the brief, from any folder.
    pub brief: String,
    /// The name under which others follow.
    pub name: Option<String>,
    /// The label of the audience.
    pub audience: String,
    /// How long it is to take.
    pub minutes: Option<u16>,
    /// How many seconds it had lasted.
    pub elapsed: u64,
    /// When that was, in seconds since 1970, by the clock of the host.
    pub at: i64,
    pub spot: CardPosition,
}

/// A step of a card.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CardPosition {
    /// The key of the card.
    pub card: String,
    /// The step of the card, from 0.
    pub step: usize,
}
