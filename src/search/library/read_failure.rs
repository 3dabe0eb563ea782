//! What there is to tell of a brief that is not whole. It tells it to nobody.

use crate::loader::LoadedBrief;

/// What stands in the way of a brief's being read whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadFailure {
    /// Its files cannot be read: the reason, a line for each of them.
    Unread(String),
    /// Nothing of it can be understood: the first reason, with its place.
    Hopeless(String),
    /// It is understood as far as can be: the first of its faults, with its place.
    Faulty(String),
    /// The same, but that some of its files cannot be read.
    Lacking(String),
}

impl ReadFailure {
    /// The trouble with a brief whose files were read; `None` where there is none.
    pub fn from_reading(reading: &LoadedBrief) -> Option<Self> {
        if reading.brief.is_none() {
            return Some(Self::Hopeless(reading.problem()));
        }
        let of = if reading.all_read { Self::Faulty } else { Self::Lacking };
        reading.fault_lines().into_iter().next().map(of)
    }

    pub(super) fn sentence(&self) -> &str {
        match self {
            Self::Unread(told) | Self::Hopeless(told) | Self::Faulty(told) | Self::Lacking(told) => told,
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

    pub(super) fn from_number(number: usize, told: String) -> Option<Self> {
        match number {
            1 => Some(Self::Unread(told)),
            2 => Some(Self::Hopeless(told)),
            3 => Some(Self::Faulty(told)),
            4 => Some(Self::Lacking(told)),
            _ => None,
        }
    }
}
