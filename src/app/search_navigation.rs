//! Runs queries over the open brief, goes through their hits and pins them. It ranks nothing itself.

use super::BriefItem;
use super::filter::{Pin, PinnedSearch};
use super::history::NavigationHistory;
use super::navigation::JumpResult;
use super::reader::BriefReader;
use super::search::{HitCursor, MAX_QUERY_CHARS};
use crate::layout::Pane;
use crate::model::Record;
use crate::search::{Answer, Query, SearchIndex};
use crate::storage::push_query;
use crate::view::{self, TimelineSet};

impl BriefReader {
    /// The search index of the open brief, built on first use.
    pub(super) fn index(&mut self) -> &SearchIndex {
        self.search.index(&self.facts.name, &self.facts.brief, &self.facts.findings)
    }

    /// Runs a query to pin its hits; returns `None` if the query is empty, too long or finds nothing.
    pub(super) fn search_to_pin(&mut self, text: &str) -> Option<PinnedSearch> {
        let query = Query::parse(text);
        if query.is_empty() || text.len() > 4 * MAX_QUERY_CHARS {
            return None;
        }
        let answer = self.index().answer(&query);
        let mut records = TimelineSet::with_capacity(self.facts.timeline_index.records().len());
        records.extend(answer.hits.iter().map(|hit| self.facts.timeline_index.position(hit.record)));
        (!records.is_clear()).then(|| PinnedSearch { text: text.to_owned(), records })
    }

    /// Adds a query to the history, with its hits for [`next_hit`](Self::next_hit); an empty query only clears the
    /// hits.
    pub(super) fn keep_query(&mut self, text: &str, answer: &Answer) {
        let text = text.trim();
        self.search.hit_cursor = (!text.is_empty()).then(|| HitCursor::new(answer));
        if !text.is_empty() {
            push_query(&mut self.search.queries, text);
        }
    }

    /// Starts the navigation history here, at a hit of a library query, and adds that query to the history.
    pub(super) fn start_history_here(&mut self, text: &str) {
        self.history = NavigationHistory::default();
        if !text.trim().is_empty() {
            push_query(&mut self.search.queries, text.trim());
            self.search.hit_cursor = None;
        }
    }

    /// Goes to a hit with every pane linked, and returns its notice; [`next_hit`](Self::next_hit) continues from it.
    pub(super) fn go_to_hit(&mut self, record: Record) -> Option<String> {
        let pinned = !self.pins.is_empty();
        self.jump_to(BriefItem::Record(record));
        let unpinned = if pinned && self.pins.is_empty() { ", which the pins hid ([ has them again)," } else { "" };
        let cursor = self.search.hit_cursor.as_mut()?;
        cursor.at = cursor.hits.iter().position(|hit| *hit == record);
        cursor.at.map(|at| hit_notice(cursor, at, unpinned))
    }

    /// Goes to the next or the previous hit of the latest query; wraps around at the ends.
    pub(super) fn next_hit(&mut self, forward: bool) -> JumpResult {
        let here = self.timeline_record().filter(|_| self.focus == Pane::Timeline);
        let Some(cursor) = self.hit_cursor() else { return Err("nothing was looked up yet: / asks".to_owned()) };
        let Some(last) = cursor.hits.len().checked_sub(1) else {
            return Err(format!("nothing is found for: {}; / asks anew", cursor.description));
        };
        let at = cursor.at.or_else(|| cursor.hits.iter().position(|hit| Some(*hit) == here));
        let (next, wrapped) = match (at, forward) {
            (Some(at), true) if at >= last => (0, ", from the top again,"),
            (Some(0), false) => (last, ", from the end again,"),
            (Some(at), true) => (at + 1, ""),
            (Some(at), false) => (at - 1, ""),
            (None, true) => (0, ""),
            (None, false) => (last, ""),
        };
        cursor.at = Some(next);
        let (record, notice) = (cursor.hits[next], hit_notice(cursor, next, wrapped));
        self.jump_to(BriefItem::Record(record));
        Ok(Some(notice))
    }

    /// Sets or removes the pin of a query, and selects `record`, one of its hits, if it is shown.
    pub(super) fn toggle_search_pin(&mut self, text: &str, record: Record) -> JumpResult {
        let Some(pinned) = self.search_to_pin(text.trim()) else {
            return Err("everything is found, so there is nothing to narrow to: type what to look up".to_owned());
        };
        self.history.push(self.bookmark());
        let is_pinned = self.pins.toggle(Pin::Search(pinned));
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

    /// The hits of the latest query, which runs again after a start or a reload.
    fn hit_cursor(&mut self) -> Option<&mut HitCursor> {
        if self.search.hit_cursor.is_none() {
            let query = Query::parse(self.search.queries.last()?);
            self.search.hit_cursor = Some(HitCursor::new(&self.index().answer(&query)));
        }
        self.search.hit_cursor.as_mut()
    }
}

fn hit_notice(cursor: &HitCursor, at: usize, wrapped: &str) -> String {
    format!("hit {} of {}{wrapped} for: {}", at + 1, cursor.hits.len(), cursor.description)
}
