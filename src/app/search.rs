//! What the open brief was asked: an index, made when it is first needed, the earlier questions, and the hits that are walked.

use std::collections::BTreeSet;

use super::Item;
use super::chronicle::Places;
use super::jumps::Jump;
use super::lookup::LONGEST;
use super::memory::keep_question;
use super::narrow::{Found, Pin};
use super::reader::Reader;
use super::trail::Trail;
use crate::analysis::Findings;
use crate::layout::Pane;
use crate::model::{Brief, Record};
use crate::search::{Answer, Asked, Index, Question};
use crate::view;

/// Questions to the open brief.
#[derive(Debug, Default)]
pub(super) struct Search {
    index: Option<Index>,
    /// The ids of the sources that were known before this reading; `None` where it is the first.
    known: Option<BTreeSet<String>>,
    /// The latest last.
    questions: Vec<String>,
    /// The answer to the latest; `None` where it is still to be asked again.
    walk: Option<Walk>,
}

/// An answer, and how far it was walked.
#[derive(Debug)]
struct Walk {
    in_words: String,
    hits: Vec<Record>,
    /// The hit last gone to.
    at: Option<usize>,
}

impl Search {
    pub(super) fn recalled(mut questions: Vec<String>, known: Option<BTreeSet<String>>) -> Self {
        // A state file is a file: what no line could hold is none of ours.
        questions.retain(|question| question.len() <= 4 * LONGEST);
        Self { index: None, known, questions, walk: None }
    }

    /// Everything that was asked, the latest last.
    pub(super) fn questions(&self) -> &[String] {
        &self.questions
    }

    pub(super) const fn known(&self) -> Option<&BTreeSet<String>> {
        self.known.as_ref()
    }

    fn index(&mut self, name: &str, brief: &Brief, findings: &Findings) -> &Index {
        let Self { index, known, .. } = self;
        index.get_or_insert_with(|| Index::of([Asked { name, brief, findings, known: known.as_ref() }]))
    }
}

impl Walk {
    fn of(answer: &Answer) -> Self {
        let hits = answer.hits.iter().map(|hit| hit.record).collect();
        Self { in_words: answer.in_words.clone(), hits, at: None }
    }
}

impl Reader {
    /// What can be asked of the open brief.
    pub(super) fn index(&mut self) -> &Index {
        self.search.index(&self.name, &self.brief, &self.findings)
    }

    /// What a question finds, to be pinned; `None` where it asks nothing or finds nothing.
    pub(super) fn find(&mut self, text: &str) -> Option<Found> {
        let question = Question::parse(text);
        if question.is_empty() || text.len() > 4 * LONGEST {
            return None;
        }
        let answer = self.index().answer(&question);
        let mut places = Places::with_capacity(self.chronicle.order().len());
        places.extend(answer.hits.iter().map(|hit| self.chronicle.place(hit.record)));
        (!places.is_clear()).then(|| Found { text: text.to_owned(), places })
    }

    /// Takes a question down as the latest, with its answer; one that asks nothing is not taken down.
    pub(super) fn keep_question(&mut self, text: &str, answer: &Answer) {
        let text = text.trim();
        self.search.walk = (!text.is_empty()).then(|| Walk::of(answer));
        if !text.is_empty() {
            keep_question(&mut self.search.questions, text);
        }
    }

    /// Has the way back begin here, where a question to a library has led, and takes that down as the latest.
    pub(super) fn begin_here(&mut self, text: &str) {
        self.trail = Trail::default();
        if !text.trim().is_empty() {
            keep_question(&mut self.search.questions, text.trim());
            self.search.walk = None;
        }
    }

    /// Goes to a record that was found, with every pane linked, and says which it is; from there [`next_hit`](Self::next_hit) goes on.
    pub(super) fn go_to_hit(&mut self, record: Record) -> Option<String> {
        let pinned = !self.pins.is_empty();
        self.jump_to(Item::Record(record));
        let unpinned = if pinned && self.pins.is_empty() { ", which the pins hid ([ has them again)," } else { "" };
        let walk = self.search.walk.as_mut()?;
        walk.at = walk.hits.iter().position(|hit| *hit == record);
        walk.at.map(|at| told(walk, at, unpinned))
    }

    /// Goes to the hit of the latest question after the one last gone to, or before it, round and round.
    pub(super) fn next_hit(&mut self, forward: bool) -> Jump {
        let here = self.record().filter(|_| self.focus == Pane::Timeline);
        let Some(walk) = self.walk() else { return Err("nothing was looked up yet: / asks".to_owned()) };
        let Some(last) = walk.hits.len().checked_sub(1) else {
            return Err(format!("nothing is found for: {}; / asks anew", walk.in_words));
        };
        let at = walk.at.or_else(|| walk.hits.iter().position(|hit| Some(*hit) == here));
        let (next, wrapped) = match (at, forward) {
            (Some(at), true) if at >= last => (0, ", from the top again,"),
            (Some(0), false) => (last, ", from the end again,"),
            (Some(at), true) => (at + 1, ""),
            (Some(at), false) => (at - 1, ""),
            (None, true) => (0, ""),
            (None, false) => (last, ""),
        };
        walk.at = Some(next);
        let (record, notice) = (walk.hits[next], told(walk, next, wrapped));
        self.jump_to(Item::Record(record));
        Ok(Some(notice))
    }

    /// Pins what a question finds, or takes that pin back, and stands at `record`, one of its hits, where that is shown.
    pub(super) fn narrow_to(&mut self, text: &str, record: Record) -> Jump {
        let Some(found) = self.find(text.trim()) else {
            return Err("everything is found, so there is nothing to narrow to: type what to look up".to_owned());
        };
        self.trail.leave(self.bookmark());
        let is_pinned = self.pins.toggle(Pin::Found(found));
        self.narrow();
        if self.panes.choose(Item::Record(record)) {
            self.set_focus(Pane::Timeline);
        }
        self.after_move();
        Ok(Some(match self.narrowing.left() {
            _ if !is_pinned => "no longer narrowed to what was found".to_owned(),
            Some(0) => "nothing is left by all pins together: backspace takes the last back".to_owned(),
            left => format!("narrowed to {}: backspace takes it back", view::count(left.unwrap_or(0), "record")),
        }))
    }

    /// The walk through the hits of the latest question, which is asked again after a start or a reload.
    fn walk(&mut self) -> Option<&mut Walk> {
        if self.search.walk.is_none() {
            let question = Question::parse(self.search.questions.last()?);
            self.search.walk = Some(Walk::of(&self.index().answer(&question)));
        }
        self.search.walk.as_mut()
    }
}

fn told(walk: &Walk, at: usize, wrapped: &str) -> String {
    format!("hit {} of {}{wrapped} for: {}", at + 1, walk.hits.len(), walk.in_words)
}
