//! What the open brief was asked: an index, made when it is first needed, the earlier questions, and the hits that are walked.

use std::collections::BTreeSet;

use super::BriefItem;
use super::filter::{Pin, PinnedSearch};
use super::history::NavigationHistory;
use super::lookup::MAX_QUERY_CHARS;
use super::navigation::JumpResult;
use super::reader::BriefReader;
use super::timeline_index::TimelineSet;
use crate::analysis::Analysis;
use crate::layout::Pane;
use crate::model::{Brief, Record};
use crate::search::{Answer, IndexInput, Query, SearchIndex};
use crate::storage::push_query;
use crate::view;

/// Questions to the open brief.
#[derive(Debug, Default)]
pub(super) struct BriefSearch {
    index: Option<SearchIndex>,
    /// The ids of the sources that were known before this reading; `None` where it is the first.
    known: Option<BTreeSet<String>>,
    /// The latest last.
    queries: Vec<String>,
    /// The answer to the latest; `None` where it is still to be asked again.
    hit_cursor: Option<HitCursor>,
}

/// An answer, and how far it was walked.
#[derive(Debug)]
struct HitCursor {
    description: String,
    hits: Vec<Record>,
    /// The hit last gone to.
    at: Option<usize>,
}

impl BriefSearch {
    pub(super) fn restore(mut questions: Vec<String>, known: Option<BTreeSet<String>>) -> Self {
        // A state file is a file: what no line could hold is none of ours.
        questions.retain(|question| question.len() <= 4 * MAX_QUERY_CHARS);
        Self { index: None, known, queries: questions, hit_cursor: None }
    }

    /// Everything that was asked, the latest last.
    pub(super) fn queries(&self) -> &[String] {
        &self.queries
    }

    pub(super) const fn known(&self) -> Option<&BTreeSet<String>> {
        self.known.as_ref()
    }

    fn index(&mut self, name: &str, brief: &Brief, findings: &Analysis) -> &SearchIndex {
        let Self { index, known, .. } = self;
        index.get_or_insert_with(|| SearchIndex::build([IndexInput { name, brief, findings, known: known.as_ref() }]))
    }
}

impl HitCursor {
    fn new(answer: &Answer) -> Self {
        let hits = answer.hits.iter().map(|hit| hit.record).collect();
        Self { description: answer.in_words.clone(), hits, at: None }
    }
}

impl BriefReader {
    /// What can be asked of the open brief.
    pub(super) fn index(&mut self) -> &SearchIndex {
        self.search.index(&self.name, &self.brief, &self.findings)
    }

    /// What a question finds, to be pinned; `None` where it asks nothing or finds nothing.
    pub(super) fn search_to_pin(&mut self, text: &str) -> Option<PinnedSearch> {
        let question = Query::parse(text);
        if question.is_empty() || text.len() > 4 * MAX_QUERY_CHARS {
            return None;
        }
        let answer = self.index().answer(&question);
        let mut places = TimelineSet::with_capacity(self.timeline_index.records().len());
        places.extend(answer.hits.iter().map(|hit| self.timeline_index.position(hit.record)));
        (!places.is_clear()).then(|| PinnedSearch { text: text.to_owned(), records: places })
    }

    /// Takes a question down as the latest, with its answer; one that asks nothing is not taken down.
    pub(super) fn keep_query(&mut self, text: &str, answer: &Answer) {
        let text = text.trim();
        self.search.hit_cursor = (!text.is_empty()).then(|| HitCursor::new(answer));
        if !text.is_empty() {
            push_query(&mut self.search.queries, text);
        }
    }

    /// Has the way back begin here, where a question to a library has led, and takes that down as the latest.
    pub(super) fn start_history_here(&mut self, text: &str) {
        self.history = NavigationHistory::default();
        if !text.trim().is_empty() {
            push_query(&mut self.search.queries, text.trim());
            self.search.hit_cursor = None;
        }
    }

    /// Goes to a record that was found, with every pane linked, and says which it is; from there [`next_hit`](Self::next_hit) goes on.
    pub(super) fn go_to_hit(&mut self, record: Record) -> Option<String> {
        let pinned = !self.pins.is_empty();
        self.jump_to(BriefItem::Record(record));
        let unpinned = if pinned && self.pins.is_empty() { ", which the pins hid ([ has them again)," } else { "" };
        let walk = self.search.hit_cursor.as_mut()?;
        walk.at = walk.hits.iter().position(|hit| *hit == record);
        walk.at.map(|at| hit_notice(walk, at, unpinned))
    }

    /// Goes to the hit of the latest question after the one last gone to, or before it, round and round.
    pub(super) fn next_hit(&mut self, forward: bool) -> JumpResult {
        let here = self.timeline_record().filter(|_| self.focus == Pane::Timeline);
        let Some(walk) = self.hit_cursor() else { return Err("nothing was looked up yet: / asks".to_owned()) };
        let Some(last) = walk.hits.len().checked_sub(1) else {
            return Err(format!("nothing is found for: {}; / asks anew", walk.description));
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
        let (record, notice) = (walk.hits[next], hit_notice(walk, next, wrapped));
        self.jump_to(BriefItem::Record(record));
        Ok(Some(notice))
    }

    /// Pins what a question finds, or takes that pin back, and stands at `record`, one of its hits, where that is shown.
    pub(super) fn toggle_search_pin(&mut self, text: &str, record: Record) -> JumpResult {
        let Some(found) = self.search_to_pin(text.trim()) else {
            return Err("everything is found, so there is nothing to narrow to: type what to look up".to_owned());
        };
        self.history.push(self.bookmark());
        let is_pinned = self.pins.toggle(Pin::Search(found));
        self.apply_pins();
        if self.panes.choose(BriefItem::Record(record)) {
            self.set_focus(Pane::Timeline);
        }
        self.cursor_moved();
        Ok(Some(match self.pin_filter.record_count() {
            _ if !is_pinned => "no longer narrowed to what was found".to_owned(),
            Some(0) => "nothing is left by all pins together: backspace takes the last back".to_owned(),
            left => format!("narrowed to {}: backspace takes it back", view::pluralize(left.unwrap_or(0), "record")),
        }))
    }

    /// The walk through the hits of the latest question, which is asked again after a start or a reload.
    fn hit_cursor(&mut self) -> Option<&mut HitCursor> {
        if self.search.hit_cursor.is_none() {
            let question = Query::parse(self.search.queries.last()?);
            self.search.hit_cursor = Some(HitCursor::new(&self.index().answer(&question)));
        }
        self.search.hit_cursor.as_mut()
    }
}

fn hit_notice(walk: &HitCursor, at: usize, wrapped: &str) -> String {
    format!("hit {} of {}{wrapped} for: {}", at + 1, walk.hits.len(), walk.description)
}
