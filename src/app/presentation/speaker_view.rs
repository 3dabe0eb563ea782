//! The view of a speaker, in terms that outlive the process. Each message is complete, never a change. It is not sent
//! from here.

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
    /// The position of the reader, with its pins; `None` unless the reader is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Bookmark>,
}

/// What the screen of a speaker shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PresentationView {
    Card,
    Reader,
    Blank,
}

/// The state to continue a presentation from after a lost connection.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedPresentation {
    /// The argument that opens the brief, valid in any folder.
    pub brief: String,
    /// The name under which others follow.
    pub name: Option<String>,
    /// The label of the audience.
    pub audience: String,
    /// The planned duration, in minutes.
    pub minutes: Option<u16>,
    /// The elapsed time, in seconds.
    pub elapsed: u64,
    /// The time of saving, in seconds since the Unix epoch, by the host's clock.
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
