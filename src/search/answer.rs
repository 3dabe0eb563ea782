//! The answer to a query: hits, counts and the query in words.

use std::ops::Range;

use super::highlight::Highlighter;
use crate::model::{Issue, Record, Stance};

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

/// The answer to a query.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The hits, best first; [`SearchIndex::answer`](super::SearchIndex::answer) gives the order.
    pub hits: Vec<Hit>,
    /// The number of all hits; it is larger than the length of `hits` when only the first ones were asked for.
    pub counts: Counts,
    /// The query as it was understood: `Asif · on direct talks · against · since September 2024`.
    pub in_words: String,
    /// The parts of the query that match nothing, in words: ``nobody is called `pty`; did you mean `PTI`?``
    pub remarks: Vec<String>,
    pub(super) highlighter: Highlighter,
    /// The labels of the issues that the query names; `None` if it names none.
    pub(super) issues: Option<Vec<String>>,
    /// The stances that the query names; empty if it names none.
    pub(super) stances: Vec<Stance>,
}

impl Answer {
    /// The byte ranges of `text` that match the words of the query, sorted and disjoint. `text` is what is shown of a hit, such as a name
    /// or a quote. The time is linear in the length of `text`.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        self.highlighter.marks(text)
    }

    /// Whether the query asks with `on:` or `is:` for this stance on this issue. It tells which of several stances of a hit matched.
    pub fn asks_for(&self, issue: &Issue, stance: Stance) -> bool {
        let on = self.issues.as_ref().is_none_or(|labels| labels.contains(&issue.label));
        let is = self.stances.is_empty() || self.stances.contains(&stance);
        (self.issues.is_some() || !self.stances.is_empty()) && on && is
    }
}
