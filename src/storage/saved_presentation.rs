//! The saved state of a presentation, from which it can continue. It knows nothing of files.

use serde::{Deserialize, Serialize};

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
