//! What a question is answered with.

use std::ops::Range;

use super::highlight::Highlighter;
use crate::model::{Issue, Record, Stance};

/// A record that a question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The brief, by its place among those that are asked.
    pub brief: usize,
    pub record: Record,
    /// Whether an uncertain date only may be the one that is asked for; shown as `?`.
    pub perhaps: bool,
    /// The segment and the entry.
    pub(super) at: (u32, u32),
}

/// How much is found, kind by kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub statements: usize,
    pub events: usize,
    pub claims: usize,
}

impl Counts {
    /// How many there are.
    pub const fn all(self) -> usize {
        self.statements + self.events + self.claims
    }
}

#[cfg(test)]
impl Hit {
    /// A hit for certain, of no index.
    pub(crate) fn new(brief: usize, record: Record) -> Self {
        Self { brief, record, perhaps: false, at: (0, 0) }
    }
}

/// What a question is answered with.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Best first; the rule stands at [`Index::answer`](super::Index::answer).
    pub hits: Vec<Hit>,
    /// How many hits there are in all; more than `hits` where only the first were asked for.
    pub counts: Counts,
    /// The question as it was understood: `Asif · on direct talks · against · since September 2024`.
    pub in_words: String,
    /// What the briefs have no match for, in words: ``nobody is called `pty`; did you mean `PTI`?``
    pub remarks: Vec<String>,
    pub(super) marker: Highlighter,
    /// The labels of the issues that are asked about; `None` where any will do.
    pub(super) issues: Option<Vec<String>>,
    /// The stances that are asked for; none where any will do.
    pub(super) stances: Vec<Stance>,
}

impl Answer {
    /// The parts of `text` (a name, a quote, whatever is shown of a hit) that the question's words match, in bytes of `text`, in
    /// order and apart from each other. Linear in `text`: for what is shown, not for what is searched.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        self.marker.marks(text)
    }

    /// Whether the question asks about the issue, or for the stance, by `on:` and `is:`; of several stances of a hit, this one is it.
    pub fn asks_for(&self, issue: &Issue, stance: Stance) -> bool {
        let on = self.issues.as_ref().is_none_or(|labels| labels.contains(&issue.label));
        let is = self.stances.is_empty() || self.stances.contains(&stance);
        (self.issues.is_some() || !self.stances.is_empty()) && on && is
    }
}
