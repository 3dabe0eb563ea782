//! Why a brief of a library could not be read whole. It reports to nobody.

use serde::{Deserialize, Serialize};

use crate::loader::LoadedBrief;

/// Why a brief could not be read whole, with the message for the user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReadFailure {
    /// Its files cannot be read: the reason for each of them, one on a line.
    Unread(String),
    /// Nothing of it can be understood: the first fault, with its position.
    Hopeless(String),
    /// It has faults: the first of them, with its position.
    Faulty(String),
    /// It has faults, and some of its files cannot be read: the first fault, with its position.
    Lacking(String),
}

impl ReadFailure {
    /// The failure of a brief whose files were read; `None` if it has no faults.
    pub fn from_reading(reading: &LoadedBrief) -> Option<Self> {
        if reading.brief.is_none() {
            return Some(Self::Hopeless(reading.problem()));
        }
        let kind = if reading.all_read { Self::Faulty } else { Self::Lacking };
        reading.fault_lines().into_iter().next().map(kind)
    }

    pub(super) fn message(&self) -> &str {
        match self {
            Self::Unread(message) | Self::Hopeless(message) | Self::Faulty(message) | Self::Lacking(message) => message,
        }
    }
}
