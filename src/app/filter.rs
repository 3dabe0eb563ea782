//! Pins, and the records that they leave to each pane. Pins of one pane are combined with *or*, pins of different panes
//! with *and*. A pane is never filtered by its own items, but by every search.

use super::BriefItem;
use crate::layout::Pane;
use crate::model::Brief;
use crate::view::{TimelineIndex, TimelineSet};

/// An item or a search that the panes are filtered by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pin {
    Item(BriefItem),
    Search(PinnedSearch),
}

/// A search with the records that it found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PinnedSearch {
    /// The query as it was typed.
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
    /// One set per [`Pane`]; `None` if no pin filters the pane.
    panes: [Option<TimelineSet>; 5],
    /// The number of records that all pins together leave; `None` without pins. It is counted once, so that drawing
    /// does not depend on the number of records.
    record_count: Option<usize>,
}

/// The prefix of the key of a search, where the key of an item has its kind.
pub(super) const FIND: &str = "find:";

impl Pins {
    /// The given pins, in their order.
    pub const fn from_pins(pins: Vec<Pin>) -> Self {
        Self { pins }
    }

    /// The number of pins.
    pub const fn count(&self) -> usize {
        self.pins.len()
    }

    /// Whether there are no pins.
    pub fn is_empty(&self) -> bool {
        self.pins.is_empty()
    }

    /// Whether the item is pinned.
    pub fn has(&self, item: BriefItem) -> bool {
        self.items().any(|pinned| pinned == item)
    }

    /// Sets or removes a pin. Returns whether it is set now.
    pub fn toggle(&mut self, pin: Pin) -> bool {
        if self.pins.contains(&pin) {
            self.pins.retain(|other| *other != pin);
            return false;
        }
        self.pins.push(pin);
        true
    }

    /// Removes the last pin.
    pub fn pop(&mut self) {
        self.pins.pop();
    }

    /// The pins as the title line shows them: `Asif + Gandapur × direct talks × /federation`.
    pub fn describe(&self, brief: &Brief) -> String {
        let of_pane = |pane: Pane| {
            let words: Vec<String> =
                self.items().filter(|item| item.pane() == pane).map(|item| item.describe(brief)).collect();
            (!words.is_empty()).then(|| words.join(" + "))
        };
        let searches = self.searches().map(|search| format!("/{}", search.text));
        Pane::ALL.into_iter().filter_map(of_pane).chain(searches).collect::<Vec<_>>().join(" × ")
    }

    /// The pins as they are saved, in the order in which they were set: an item by its key, a search as `find:` and its
    /// query.
    pub fn to_keys(&self, brief: &Brief) -> Vec<String> {
        let key = |pin: &Pin| match pin {
            Pin::Item(item) => item.to_key(brief),
            Pin::Search(search) => format!("{FIND}{}", search.text),
        };
        self.pins.iter().map(key).collect()
    }

    fn items(&self) -> impl Iterator<Item = BriefItem> {
        self.pins.iter().filter_map(|pin| match pin {
            Pin::Item(item) => Some(*item),
            Pin::Search(_) => None,
        })
    }

    fn searches(&self) -> impl Iterator<Item = &PinnedSearch> {
        self.pins.iter().filter_map(|pin| match pin {
            Pin::Search(search) => Some(search),
            Pin::Item(_) => None,
        })
    }

    /// The records that the pins leave to each pane.
    pub fn to_filter(&self, brief: &Brief, timeline_index: &TimelineIndex) -> PinFilter {
        let unions = Pane::ALL.map(|pane| self.union(brief, timeline_index, pane));
        let intersect = |leave_out: Option<Pane>| {
            let sets = Pane::ALL
                .iter()
                .filter(|pane| Some(**pane) != leave_out)
                .filter_map(|pane| unions[*pane as usize].as_ref())
                .chain(self.searches().map(|search| &search.records));
            sets.fold(None, |common: Option<TimelineSet>, set| {
                Some(common.map_or_else(
                    || set.clone(),
                    |mut common| {
                        common.intersect_with(set);
                        common
                    },
                ))
            })
        };
        PinFilter {
            panes: Pane::ALL.map(|pane| intersect(Some(pane))),
            record_count: intersect(None).map(|positions| positions.count_ones(..)),
        }
    }

    fn union(&self, brief: &Brief, timeline_index: &TimelineIndex, pane: Pane) -> Option<TimelineSet> {
        let mut pinned = self.items().filter(|item| item.pane() == pane).peekable();
        pinned.peek()?;
        let mut positions = TimelineSet::with_capacity(timeline_index.records().len());
        for item in pinned {
            positions.extend(timeline_index.linked_to(brief, item));
        }
        Some(positions)
    }
}

impl PinFilter {
    /// Whether the pins leave the record at `position` to `pane`.
    pub fn keeps(&self, pane: Pane, position: usize) -> bool {
        self.panes[pane as usize].as_ref().is_none_or(|positions| positions.contains(position))
    }

    /// Whether a pin of another pane or a search filters this pane.
    pub const fn is_filtered(&self, pane: Pane) -> bool {
        self.panes[pane as usize].is_some()
    }

    /// The positions that the pins leave to `pane`, out of `all` positions.
    pub fn kept(&self, pane: Pane, all: usize) -> impl Iterator<Item = usize> {
        let some = self.panes[pane as usize].as_ref();
        let each = if some.is_none() { all } else { 0 };
        (0..each).chain(some.into_iter().flat_map(TimelineSet::ones))
    }

    /// The number of records that all pins together leave; `None` without pins.
    pub const fn record_count(&self) -> Option<usize> {
        self.record_count
    }
}
