//! Pins and what they leave: pins of one pane are *or*, across panes *and*; a pane is never narrowed by its own, but by every question.

use super::BriefItem;
use super::timeline_index::{TimelineIndex, TimelineSet};
use crate::layout::Pane;
use crate::model::Brief;

/// Something that the reader is narrowed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pin {
    Item(BriefItem),
    Search(PinnedSearch),
}

/// What a question found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PinnedSearch {
    /// The question as it was typed.
    pub text: String,
    pub records: TimelineSet,
}

/// The pins, in the order in which they were set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pins {
    pins: Vec<Pin>,
}

/// The records that the pins leave to each pane.
#[derive(Debug, Clone, Default)]
pub struct PinFilter {
    /// By [`Pane`]; `None` where no pin narrows the pane.
    panes: [Option<TimelineSet>; 5],
    /// How many all pins together leave, counted once: drawing must not depend on how many there are. `None` without pins.
    record_count: Option<usize>,
}

/// What the spelling of a question begins with, where an item's has its kind.
pub(super) const FIND: &str = "find:";

impl Pins {
    /// The pins as they were before, in their order.
    pub const fn from_pins(pins: Vec<Pin>) -> Self {
        Self { pins }
    }

    /// How many pins there are.
    pub const fn count(&self) -> usize {
        self.pins.len()
    }

    /// Whether nothing is pinned.
    pub fn is_empty(&self) -> bool {
        self.pins.is_empty()
    }

    /// Whether the item is pinned.
    pub fn has(&self, item: BriefItem) -> bool {
        self.items().any(|pinned| pinned == item)
    }

    /// Sets the pin, or takes it back; says whether it is set now.
    pub fn toggle(&mut self, pin: Pin) -> bool {
        if self.pins.contains(&pin) {
            self.pins.retain(|other| *other != pin);
            return false;
        }
        self.pins.push(pin);
        true
    }

    /// Takes the last pin back.
    pub fn pop(&mut self) {
        self.pins.pop();
    }

    /// As the title line says them: `Asif + Gandapur × direct talks × /federation`.
    pub fn describe(&self, brief: &Brief) -> String {
        let of_pane = |pane: Pane| {
            let words: Vec<String> =
                self.items().filter(|item| item.pane() == pane).map(|item| item.describe(brief)).collect();
            (!words.is_empty()).then(|| words.join(" + "))
        };
        let questions = self.searches().map(|found| format!("/{}", found.text));
        Pane::ALL.into_iter().filter_map(of_pane).chain(questions).collect::<Vec<_>>().join(" × ")
    }

    /// As they are kept, in the order in which they were set: an item as itself, a question as `find:` and its text.
    pub fn to_keys(&self, brief: &Brief) -> Vec<String> {
        let spelt = |pin: &Pin| match pin {
            Pin::Item(item) => item.to_key(brief),
            Pin::Search(found) => format!("{FIND}{}", found.text),
        };
        self.pins.iter().map(spelt).collect()
    }

    fn items(&self) -> impl Iterator<Item = BriefItem> {
        self.pins.iter().filter_map(|pin| match pin {
            Pin::Item(item) => Some(*item),
            Pin::Search(_) => None,
        })
    }

    fn searches(&self) -> impl Iterator<Item = &PinnedSearch> {
        self.pins.iter().filter_map(|pin| match pin {
            Pin::Search(found) => Some(found),
            Pin::Item(_) => None,
        })
    }

    /// What the pins leave of the chronicle.
    pub fn to_filter(&self, brief: &Brief, chronicle: &TimelineIndex) -> PinFilter {
        let unions = Pane::ALL.map(|pane| self.union(brief, chronicle, pane));
        let meet = |leave_out: Option<Pane>| {
            let sets = Pane::ALL
                .iter()
                .filter(|pane| Some(**pane) != leave_out)
                .filter_map(|pane| unions[*pane as usize].as_ref())
                .chain(self.searches().map(|found| &found.records));
            sets.fold(None, |met: Option<TimelineSet>, set| {
                Some(met.map_or_else(
                    || set.clone(),
                    |mut met| {
                        met.intersect_with(set);
                        met
                    },
                ))
            })
        };
        PinFilter {
            panes: Pane::ALL.map(|pane| meet(Some(pane))),
            record_count: meet(None).map(|places| places.count_ones(..)),
        }
    }

    fn union(&self, brief: &Brief, chronicle: &TimelineIndex, pane: Pane) -> Option<TimelineSet> {
        let mut pinned = self.items().filter(|item| item.pane() == pane).peekable();
        pinned.peek()?;
        let mut places = TimelineSet::with_capacity(chronicle.records().len());
        for item in pinned {
            places.extend(chronicle.linked_to(brief, item));
        }
        Some(places)
    }
}

impl PinFilter {
    /// Whether the pins leave the record at `place` to `pane`.
    pub fn keeps(&self, pane: Pane, place: usize) -> bool {
        self.panes[pane as usize].as_ref().is_none_or(|places| places.contains(place))
    }

    /// Whether a pin of another pane or a question narrows this one.
    pub const fn is_filtered(&self, pane: Pane) -> bool {
        self.panes[pane as usize].is_some()
    }

    /// The places that the pins leave to `pane`, of `all` that there are.
    pub fn kept(&self, pane: Pane, all: usize) -> impl Iterator<Item = usize> {
        let some = self.panes[pane as usize].as_ref();
        let each = if some.is_none() { all } else { 0 };
        (0..each).chain(some.into_iter().flat_map(TimelineSet::ones))
    }

    /// How many records all pins together leave; `None` without pins.
    pub const fn record_count(&self) -> Option<usize> {
        self.record_count
    }
}
