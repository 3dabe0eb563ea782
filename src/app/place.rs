//! The place of a reading, by ids: kept, and come back to. Where it is kept is not known here.

use super::narrow::{FIND, Pin, Pins};
use super::reader::Reader;
use super::search::Search;
use super::{Bookmark, Item, Memory, Opened};
use crate::layout::Pane;

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
        *self = Self::new(self.size, Opened { memory, ..opened });
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
