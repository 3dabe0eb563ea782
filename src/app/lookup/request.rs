//! The requests of a look-up to a library and the responses: the hits near the window with their excerpts. It finds
//! nothing itself.

use std::ops::Range;

use super::LookUp;
use crate::keys::{Action, Chord};
use crate::search::{Answer, Counts, Excerpt};
use crate::view;

/// A query to a library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookUpRequest {
    /// The number of the query in this session.
    pub number: u64,
    pub text: String,
    /// The indices of the hits to load.
    pub rows: Range<usize>,
}

/// The result of a query to a library.
#[derive(Debug)]
pub struct LookUpResponse {
    /// The number of the query that it answers.
    pub number: u64,
    /// The answer, with only the requested hits.
    pub answer: Answer,
    /// The index of the first of these hits.
    pub first: usize,
    /// The excerpt of each of these hits; `None` if it is not known.
    pub excerpts: Vec<Option<Excerpt>>,
}

/// The number of hits by kind: `3 statements · 1 event`.
pub(super) fn describe_counts(counts: Counts) -> String {
    let counts = [(counts.statements, "statement"), (counts.events, "event"), (counts.claims, "claim")];
    let counts = counts.into_iter().filter(|(number, _)| *number > 0);
    counts.map(|(number, noun)| view::pluralize(number, noun)).collect::<Vec<_>>().join(" · ")
}

/// An input that can wait.
#[derive(Debug, Clone, Copy)]
pub(super) enum LookUpInput {
    Key(Chord),
    Do(Action),
}

/// The state of a query to a library.
#[derive(Debug, Default)]
pub(super) struct PendingLookUp {
    /// The number of the current query.
    number: u64,
    /// The number of the query that the hits answer.
    answered: Option<u64>,
    /// The last request.
    requested: Option<LookUpRequest>,
    /// The inputs that wait for the answer or for the brief of a hit.
    pub(super) waiting: Vec<LookUpInput>,
    /// Whether the hits get the focus once there are any.
    pub(super) focus_hits: bool,
    excerpts: Vec<Option<Excerpt>>,
    first: usize,
}

impl PendingLookUp {
    /// Starts another query with this number.
    pub(super) fn start(&mut self, number: u64) {
        self.number = number;
        self.focus_hits = false;
        self.waiting.clear();
    }

    /// Whether the hits answer the current query.
    pub(super) fn is_answered(&self) -> bool {
        self.answered == Some(self.number)
    }

    /// The excerpt of the hit with this index.
    pub(super) fn excerpt(&self, at: usize) -> Option<&Excerpt> {
        self.excerpts.get(at.checked_sub(self.first)?)?.as_ref()
    }
}

impl LookUp {
    /// The request that loads all visible hits; `height` rows are visible. Each request is returned once.
    pub(super) fn next_request(&mut self, height: usize) -> Option<LookUpRequest> {
        let text = self.line.value();
        let pending = self.pending.as_mut()?;
        let rows = if pending.is_answered() { self.hits.range_to_fetch(height)? } else { 0..5 * height.max(1) };
        let request = LookUpRequest { number: pending.number, text: text.to_owned(), rows };
        if pending.requested.as_ref() == Some(&request) {
            return None;
        }
        pending.requested = Some(request.clone());
        Some(request)
    }

    /// Allows the last request to be sent again. Call it when the look-up is shown again: responses were dropped
    /// meanwhile.
    pub(in crate::app) fn request_again(&mut self) {
        if let Some(pending) = &mut self.pending {
            pending.requested = None;
        }
    }

    /// Takes over a response, unless it answers another query.
    pub(super) fn receive(&mut self, response: LookUpResponse) {
        let Some(pending) = self.pending.as_mut().filter(|pending| pending.number == response.number) else { return };
        let LookUpResponse { number, mut answer, first, excerpts } = response;
        let counts = answer.counts;
        let hits = std::mem::take(&mut answer.hits);
        if pending.answered.replace(number) == Some(number) {
            self.hits.replace_rows(counts.all(), first, hits);
        } else {
            self.hits = super::HitList::new(counts.all(), first, hits);
        }
        (pending.first, pending.excerpts) = (first, excerpts);
        let focus_hits = std::mem::take(&mut pending.focus_hits);
        self.answer = answer;
        if self.hits.is_empty() {
            self.focus = super::LookUpFocus::Line;
        } else if focus_hits {
            self.focus = super::LookUpFocus::Hits;
        }
    }

    /// Drops all hits because their indices changed, and starts the current query again with this number.
    pub(super) fn reset(&mut self, number: u64) {
        if let Some(pending) = &mut self.pending {
            *pending = PendingLookUp { number, ..PendingLookUp::default() };
            self.hits = super::HitList::default();
            self.focus = super::LookUpFocus::Line;
        }
    }
}
