//! Why a brief of a library could not be read whole. It reports to nobody.

use crate::loader::LoadedBrief;

/// Why a brief could not be read whole, with the message for the user.
#[derive(Debug, Clone, PartialEq, Eq)]
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

    pub(super) const fn number(&self) -> usize {
        match self {
            Self::Unread(_) => 1,
            Self::Hopeless(_) => 2,
            Self::Faulty(_) => 3,
            Self::Lacking(_) => 4,
        }
    }

    pub(super) fn from_number(number: usize, message: String) -> Option<Self> {
        match number {
            1 => Some(Self::Unread(message)),
            2 => Some(Self::Hopeless(message)),
            3 => Some(Self::Faulty(message)),
            4 => Some(Self::Lacking(message)),
            _ => None,
        }
    }
}
