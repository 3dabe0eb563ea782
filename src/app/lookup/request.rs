//! What is asked of a library, and what comes back: the hits near the window with what is shown of them. It finds nothing itself.

use std::ops::Range;

use super::LookUp;
use crate::keys::Chord;
use crate::search::{Answer, Counts, Excerpt};
use crate::view;

/// A question to a library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookUpRequest {
    /// Which question of this reading it is.
    pub number: u64,
    pub text: String,
    /// The places of the hits that are to be at hand.
    pub rows: Range<usize>,
}

/// What a question to a library finds.
#[derive(Debug)]
pub struct LookUpResponse {
    /// Which question it answers.
    pub number: u64,
    /// The answer, of whose hits only those that were asked for are there.
    pub answer: Answer,
    /// The place of the first of these.
    pub first: usize,
    /// What is shown of each of these; `None` where that is not known.
    pub excerpts: Vec<Option<Excerpt>>,
}

/// How much was found: `3 statements · 1 event`.
pub(super) fn describe_counts(counts: Counts) -> String {
    let counts = [(counts.statements, "statement"), (counts.events, "event"), (counts.claims, "claim")];
    let counts = counts.into_iter().filter(|(number, _)| *number > 0);
    counts.map(|(number, noun)| view::pluralize(number, noun)).collect::<Vec<_>>().join(" · ")
}

/// Where a question to a library stands.
#[derive(Debug, Default)]
pub(super) struct PendingLookUp {
    /// The number of what now stands in the line.
    number: u64,
    /// The number of what the hits answer.
    answered: Option<u64>,
    /// What was asked last.
    requested: Option<LookUpRequest>,
    /// Keys that wait for the answer, or for the brief of a hit.
    pub(super) waiting_keys: Vec<Chord>,
    /// Whether the keys go to the hits once there are any.
    pub(super) focus_hits: bool,
    excerpts: Vec<Option<Excerpt>>,
    first: usize,
}

impl PendingLookUp {
    /// Another text stands in the line: it is the question of this number.
    pub(super) fn start(&mut self, number: u64) {
        self.number = number;
        self.focus_hits = false;
        self.waiting_keys.clear();
    }

    /// Whether the hits answer what stands in the line.
    pub(super) fn is_answered(&self) -> bool {
        self.answered == Some(self.number)
    }

    /// What is shown of the hit at a place.
    pub(super) fn excerpt(&self, at: usize) -> Option<&Excerpt> {
        self.excerpts.get(at.checked_sub(self.first)?)?.as_ref()
    }
}

impl LookUp {
    /// What is to be asked so that all in sight is at hand, each time once; `height` rows are in sight.
    pub(super) fn next_request(&mut self, height: usize) -> Option<LookUpRequest> {
        let text = self.line.value();
        let pending = self.pending.as_mut()?;
        let rows = if pending.is_answered() { self.hits.range_to_fetch(height)? } else { 0..5 * height.max(1) };
        let ask = LookUpRequest { number: pending.number, text: text.to_owned(), rows };
        if pending.requested.as_ref() == Some(&ask) {
            return None;
        }
        pending.requested = Some(ask.clone());
        Some(ask)
    }

    /// To be called when it is shown again: what came while it was not was passed over.
    pub(in crate::app) fn request_again(&mut self) {
        if let Some(pending) = &mut self.pending {
            pending.requested = None;
        }
    }

    /// Takes in an answer, unless another question was typed since.
    pub(super) fn receive(&mut self, found: LookUpResponse) {
        let Some(pending) = self.pending.as_mut().filter(|pending| pending.number == found.number) else { return };
        let LookUpResponse { number, mut answer, first, excerpts } = found;
        let counts = answer.counts;
        let hits = std::mem::take(&mut answer.hits);
        if pending.answered.replace(number) == Some(number) {
            self.hits.replace_rows(counts.all(), first, hits);
        } else {
            self.hits = super::HitList::new(counts.all(), first, hits);
        }
        (pending.first, pending.excerpts) = (first, excerpts);
        let enters = std::mem::take(&mut pending.focus_hits);
        self.answer = answer;
        if self.hits.is_empty() {
            self.focus = super::LookUpFocus::Line;
        } else if enters {
            self.focus = super::LookUpFocus::Hits;
        }
    }

    /// The places of the hits are others now: what stands in the line is asked anew, as the question of this number.
    pub(super) fn reset(&mut self, number: u64) {
        if let Some(pending) = &mut self.pending {
            *pending = PendingLookUp { number, ..PendingLookUp::default() };
            self.hits = super::HitList::default();
            self.focus = super::LookUpFocus::Line;
        }
    }
}
