//! The place of a reading, by ids: kept, and come back to. Where it is kept is not known here.

use super::narrow::{FIND, Pin, Pins};
use super::reader::{AsOf, Reader, Sequence, Step};
use super::search::Search;
use super::{Bookmark, Item, Memory, Opened};
use crate::layout::Pane;

/// A case by what outlives a reload.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SpeltCase {
    sequence: Sequence,
    question: String,
    records: Vec<String>,
}

impl Reader {
    /// Takes over marks, stars and place from a memory.
    pub(super) fn recall(&mut self, memory: Memory) {
        self.search = Search::recalled(memory.questions, memory.known);
        self.stars = memory.stars;
        self.marks = memory.marks;
        match &memory.last {
            Some(place) => self.stand_at(place),
            None => self.panes.timeline.end(true),
        }
        self.narrow();
        let rows = usize::from(self.regions().body(Pane::Timeline).height);
        self.panes.timeline.show_cursor(rows);
        self.after_move();
    }

    /// The brief read again: everything stays where it was, as far as the new brief still has it.
    pub fn replace(&mut self, opened: Opened) {
        let mut memory = self.memory();
        // What was new when this reading began stays so; at a first reading, what comes with a reload is.
        memory.known = self.search.known().cloned().or(memory.known);
        let mut new = Self::new(self.size, Opened { memory, ..opened });
        new.stay_with(self);
        *self = new;
    }

    /// Takes over from the reader of the same brief what is not remembered from one start to the next.
    fn stay_with(&mut self, old: &mut Self) {
        self.zoomed = old.zoomed;
        self.presented = old.presented.take();
        self.trail = std::mem::take(&mut old.trail);
        self.detail.of = old.detail.of;
        self.step = old.step.and_then(|step| self.find_case(&old.spelt_case(step)?));
        self.panes.sources.set_top(old.panes.sources.top());
        self.panes.actors.set_top(old.panes.actors.top());
        self.panes.stances.rows.set_top(old.panes.stances.rows.top());
        self.panes.timeline.set_top(old.panes.timeline.top());
        if let AsOf::Cursor(_) = old.as_of {
            self.set_as_of(AsOf::Cursor(self.cursor_day()));
        }
        self.after_move();
        let spelt = |reader: &Self| reader.subject().map(|item| item.spelt(&reader.brief));
        if spelt(self) == spelt(old) {
            self.detail.top = old.detail.top;
            self.after_move();
        }
    }

    /// A case, by what it asks and the ids of its evidence.
    pub(super) fn spelt_case(&self, step: Step) -> Option<SpeltCase> {
        let case = self.cases(step.sequence).get(step.at)?;
        let records = case.records().map(|record| Item::Record(record).spelt(&self.brief));
        Some(SpeltCase { sequence: step.sequence, question: case.question.clone(), records: records.collect() })
    }

    /// The case that was spelt so, if the brief still has it.
    pub(super) fn find_case(&self, spelt: &SpeltCase) -> Option<Step> {
        let places = (0..self.cases(spelt.sequence).len()).map(|at| Step { sequence: spelt.sequence, at });
        places.into_iter().find(|step| self.spelt_case(*step).as_ref() == Some(spelt))
    }

    /// What is to be kept.
    pub fn memory(&self) -> Memory {
        let present = self.brief.sources.iter().map(|(_, source)| source.id.clone());
        Memory {
            last: Some(self.bookmark()),
            stars: self.stars.clone(),
            marks: self.marks.clone(),
            questions: self.search.questions().to_vec(),
            known: Some(present.chain(self.search.known().into_iter().flatten().cloned()).collect()),
        }
    }

    /// This place, by ids.
    pub fn bookmark(&self) -> Bookmark {
        let items = Pane::ALL.iter().filter_map(|pane| self.panes.item(*pane));
        Bookmark {
            pane: self.focus.title().to_owned(),
            items: items.map(|item| item.spelt(&self.brief)).collect(),
            pins: self.pins.spelt(&self.brief),
        }
    }

    /// Goes to a place kept by ids; what the brief has no more is passed over.
    pub(super) fn stand_at(&mut self, place: &Bookmark) {
        let pins = place.pins.iter().filter_map(|text| self.read_pin(text)).collect();
        self.pins = Pins::from_pins(pins);
        self.narrow();
        for item in place.items.iter().filter_map(|text| Item::read(text, &self.brief)) {
            self.panes.choose(item);
        }
        if let Some(pane) = Pane::ALL.iter().find(|pane| pane.title() == place.pane) {
            self.set_focus(*pane);
        }
    }

    /// The pin that is kept as `text`; a question is asked again, and is none where it finds nothing any more.
    fn read_pin(&mut self, text: &str) -> Option<Pin> {
        match text.strip_prefix(FIND) {
            Some(question) => self.find(question).map(Pin::Found),
            None => Item::read(text, &self.brief).map(Pin::Item),
        }
    }
}
