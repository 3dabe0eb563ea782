//! The saved state of a presentation, from which it can continue. It knows nothing of files.

use serde::{Deserialize, Serialize};

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
    /// The minutes for which cards were chosen; `None` for every card.
    pub deck_minutes: Option<u16>,
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
