//! A record that matches a query, and the number of such records. It does not know the query.

use crate::model::Record;

/// A record that matches a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The position of the brief among the briefs of the index.
    pub brief: usize,
    pub record: Record,
    /// Whether the record matches only if its uncertain date is one that the query names; shown as `?`.
    pub perhaps: bool,
    /// The index of the segment, and of the entry in it.
    pub(super) at: (u32, u32),
}

/// The number of hits of each kind of record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub statements: usize,
    pub events: usize,
    pub claims: usize,
}

impl Counts {
    /// The number of hits of all kinds.
    pub const fn all(self) -> usize {
        self.statements + self.events + self.claims
    }
}

#[cfg(test)]
impl Hit {
    /// A certain hit that belongs to no index.
    pub(crate) fn new(brief: usize, record: Record) -> Self {
        Self { brief, record, perhaps: false, at: (0, 0) }
    }
}
