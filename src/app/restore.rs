//! Saves and restores the position in a brief, by ids. It never reads or writes a file.

use super::filter::{FIND, Pin, Pins};
use super::reader::{AsOf, BriefReader, CaseSequence, CaseStep};
use super::search::BriefSearch;
use super::{BriefItem, OpenedBrief};
use crate::layout::Pane;
use crate::storage::{Bookmark, SavedState};

/// Identifies a case across a reload.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct CaseKey {
    sequence: CaseSequence,
    question: String,
    records: Vec<String>,
}

impl BriefReader {
    /// Takes over marks, stars and position from a saved state.
    pub(super) fn restore(&mut self, saved: SavedState) {
        self.search = BriefSearch::restore(saved.questions, saved.known);
        self.stars = saved.stars;
        self.marks = saved.marks;
        match &saved.last {
            Some(bookmark) => self.go_to_bookmark(bookmark),
            None => self.panes.timeline.move_to_end(true),
        }
        self.apply_pins();
        let rows = usize::from(self.regions().body(Pane::Timeline).height);
        self.panes.timeline.show_cursor(rows);
        self.cursor_moved();
    }

    /// Replaces the brief by its reloaded version and keeps the position as far as its items still exist.
    pub fn reload(&mut self, opened: OpenedBrief) {
        let mut saved = self.saved_state();
        // Sources that were new at the start stay new. Without a saved state, only sources added by a reload are new.
        saved.known = self.search.known().cloned().or(saved.known);
        let mut new = Self::new(self.size, OpenedBrief { saved_state: saved, ..opened });
        new.carry_over(self);
        *self = new;
    }

    /// Takes over from the old reader what is not part of the saved state.
    fn carry_over(&mut self, old: &mut Self) {
        self.zoomed = old.zoomed;
        self.last_presented = old.last_presented.take();
        self.history = std::mem::take(&mut old.history);
        self.detail.pane = old.detail.pane;
        self.case_step = old.case_step.and_then(|step| self.find_case(&old.case_key(step)?));
        self.panes.sources.set_top(old.panes.sources.top());
        self.panes.actors.set_top(old.panes.actors.top());
        self.panes.stances.rows.set_top(old.panes.stances.rows.top());
        self.panes.timeline.set_top(old.panes.timeline.top());
        if let AsOf::Cursor(_) = old.as_of {
            self.set_as_of(AsOf::Cursor(self.cursor_day()));
        }
        self.cursor_moved();
        let key = |reader: &Self| reader.selected_item().map(|item| item.to_key(&reader.facts.brief));
        if key(self) == key(old) {
            self.detail.top = old.detail.top;
            self.cursor_moved();
        }
    }

    /// The key of a case: its question and the keys of its records.
    pub(super) fn case_key(&self, step: CaseStep) -> Option<CaseKey> {
        let case = self.cases(step.sequence).get(step.at)?;
        let records = case.records().map(|record| BriefItem::Record(record).to_key(&self.facts.brief));
        Some(CaseKey { sequence: step.sequence, question: case.question.clone(), records: records.collect() })
    }

    /// The case with this key, if the brief still has it.
    pub(super) fn find_case(&self, key: &CaseKey) -> Option<CaseStep> {
        let steps = (0..self.cases(key.sequence).len()).map(|at| CaseStep { sequence: key.sequence, at });
        steps.into_iter().find(|step| self.case_key(*step).as_ref() == Some(key))
    }

    /// The state to save.
    pub fn saved_state(&self) -> SavedState {
        let present = self.facts.brief.sources.iter().map(|(_, source)| source.id.clone());
        SavedState {
            last: Some(self.bookmark()),
            stars: self.stars.clone(),
            marks: self.marks.clone(),
            questions: self.search.queries().to_vec(),
            known: Some(present.chain(self.search.known().into_iter().flatten().cloned()).collect()),
        }
    }

    /// The current position, by ids.
    pub fn bookmark(&self) -> Bookmark {
        let items = Pane::ALL.iter().filter_map(|pane| self.panes.item(*pane));
        Bookmark {
            pane: self.focus.title().to_owned(),
            items: items.map(|item| item.to_key(&self.facts.brief)).collect(),
            pins: self.pins.to_keys(&self.facts.brief),
        }
    }

    /// Goes to a saved position; items that the brief no longer has are skipped.
    pub(super) fn go_to_bookmark(&mut self, bookmark: &Bookmark) {
        let pins = bookmark.pins.iter().filter_map(|text| self.parse_pin(text)).collect();
        self.pins = Pins::from_pins(pins);
        self.apply_pins();
        for item in bookmark.items.iter().filter_map(|text| BriefItem::from_key(text, &self.facts.brief)) {
            self.panes.choose(item);
        }
        if let Some(pane) = Pane::ALL.iter().find(|pane| pane.title() == bookmark.pane) {
            self.set_focus(*pane);
        }
    }

    /// Parses a saved pin. A search runs again; returns `None` if it finds nothing or the item is gone.
    fn parse_pin(&mut self, text: &str) -> Option<Pin> {
        match text.strip_prefix(FIND) {
            Some(question) => self.search_to_pin(question).map(Pin::Search),
            None => BriefItem::from_key(text, &self.facts.brief).map(Pin::Item),
        }
    }
}
