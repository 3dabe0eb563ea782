//! The place of a reading, by ids: kept, and come back to. Where it is kept is not known here.

use super::filter::{FIND, Pin, Pins};
use super::reader::{AsOf, BriefReader, CaseSequence, CaseStep};
use super::search::BriefSearch;
use super::{BriefItem, OpenedBrief};
use crate::layout::Pane;
use crate::storage::{Bookmark, SavedState};

/// A case by what outlives a reload.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct CaseKey {
    sequence: CaseSequence,
    question: String,
    records: Vec<String>,
}

impl BriefReader {
    /// Takes over marks, stars and place from a memory.
    pub(super) fn restore(&mut self, memory: SavedState) {
        self.search = BriefSearch::restore(memory.questions, memory.known);
        self.stars = memory.stars;
        self.marks = memory.marks;
        match &memory.last {
            Some(place) => self.go_to_bookmark(place),
            None => self.panes.timeline.move_to_end(true),
        }
        self.apply_pins();
        let rows = usize::from(self.regions().body(Pane::Timeline).height);
        self.panes.timeline.show_cursor(rows);
        self.cursor_moved();
    }

    /// The brief read again: everything stays where it was, as far as the new brief still has it.
    pub fn reload(&mut self, opened: OpenedBrief) {
        let mut memory = self.saved_state();
        // What was new when this reading began stays so; at a first reading, what comes with a reload is.
        memory.known = self.search.known().cloned().or(memory.known);
        let mut new = Self::new(self.size, OpenedBrief { saved_state: memory, ..opened });
        new.carry_over(self);
        *self = new;
    }

    /// Takes over from the reader of the same brief what is not remembered from one start to the next.
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
        let spelt = |reader: &Self| reader.selected_item().map(|item| item.to_key(&reader.brief));
        if spelt(self) == spelt(old) {
            self.detail.top = old.detail.top;
            self.cursor_moved();
        }
    }

    /// A case, by what it asks and the ids of its evidence.
    pub(super) fn case_key(&self, step: CaseStep) -> Option<CaseKey> {
        let case = self.cases(step.sequence).get(step.at)?;
        let records = case.records().map(|record| BriefItem::Record(record).to_key(&self.brief));
        Some(CaseKey { sequence: step.sequence, question: case.question.clone(), records: records.collect() })
    }

    /// The case that was spelt so, if the brief still has it.
    pub(super) fn find_case(&self, spelt: &CaseKey) -> Option<CaseStep> {
        let places = (0..self.cases(spelt.sequence).len()).map(|at| CaseStep { sequence: spelt.sequence, at });
        places.into_iter().find(|step| self.case_key(*step).as_ref() == Some(spelt))
    }

    /// What is to be kept.
    pub fn saved_state(&self) -> SavedState {
        let present = self.brief.sources.iter().map(|(_, source)| source.id.clone());
        SavedState {
            last: Some(self.bookmark()),
            stars: self.stars.clone(),
            marks: self.marks.clone(),
            questions: self.search.queries().to_vec(),
            known: Some(present.chain(self.search.known().into_iter().flatten().cloned()).collect()),
        }
    }

    /// This place, by ids.
    pub fn bookmark(&self) -> Bookmark {
        let items = Pane::ALL.iter().filter_map(|pane| self.panes.item(*pane));
        Bookmark {
            pane: self.focus.title().to_owned(),
            items: items.map(|item| item.to_key(&self.brief)).collect(),
            pins: self.pins.to_keys(&self.brief),
        }
    }

    /// Goes to a place kept by ids; what the brief has no more is passed over.
    pub(super) fn go_to_bookmark(&mut self, place: &Bookmark) {
        let pins = place.pins.iter().filter_map(|text| self.parse_pin(text)).collect();
        self.pins = Pins::from_pins(pins);
        self.apply_pins();
        for item in place.items.iter().filter_map(|text| BriefItem::from_key(text, &self.brief)) {
            self.panes.choose(item);
        }
        if let Some(pane) = Pane::ALL.iter().find(|pane| pane.title() == place.pane) {
            self.set_focus(*pane);
        }
    }

    /// The pin that is kept as `text`; a question is asked again, and is none where it finds nothing any more.
    fn parse_pin(&mut self, text: &str) -> Option<Pin> {
        match text.strip_prefix(FIND) {
            Some(question) => self.search_to_pin(question).map(Pin::Search),
            None => BriefItem::from_key(text, &self.brief).map(Pin::Item),
        }
    }
}
