//! Pins and what they leave: pins of one pane are *or*, across panes *and*; a pane is never narrowed by its own.

use super::Item;
use super::chronicle::{Chronicle, Places};
use crate::layout::Pane;
use crate::model::Brief;

/// The pins, in the order in which they were set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pins {
    items: Vec<Item>,
}

/// The records that the pins leave to each pane.
#[derive(Debug, Clone, Default)]
pub struct Narrowing {
    /// By [`Pane`]; `None` where no pin narrows the pane.
    panes: [Option<Places>; 5],
    /// What all pins together leave; `None` without pins.
    all: Option<Places>,
}

impl Pins {
    /// The pins as they were before, in their order.
    pub const fn from_items(items: Vec<Item>) -> Self {
        Self { items }
    }

    /// Every pin, in the order in which they were set.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Whether nothing is pinned.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Whether the item is pinned.
    pub fn has(&self, item: Item) -> bool {
        self.items.contains(&item)
    }

    /// Pins the item, or takes its pin back; says whether it is pinned now.
    pub fn toggle(&mut self, item: Item) -> bool {
        if self.has(item) {
            self.items.retain(|other| *other != item);
            return false;
        }
        self.items.push(item);
        true
    }

    /// Takes the last pin back.
    pub fn pop(&mut self) -> Option<Item> {
        self.items.pop()
    }

    /// As the title line says them: `Asif + Gandapur × direct talks`.
    pub fn in_words(&self, brief: &Brief) -> String {
        let of_pane = |pane: Pane| {
            let words: Vec<String> =
                self.items.iter().filter(|item| item.pane() == pane).map(|item| item.in_words(brief)).collect();
            (!words.is_empty()).then(|| words.join(" + "))
        };
        Pane::ALL.into_iter().filter_map(of_pane).collect::<Vec<_>>().join(" × ")
    }

    /// What the pins leave of the chronicle.
    pub fn narrowing(&self, brief: &Brief, chronicle: &Chronicle) -> Narrowing {
        let unions = Pane::ALL.map(|pane| self.union(brief, chronicle, pane));
        let meet = |leave_out: Option<Pane>| {
            let sets = Pane::ALL
                .iter()
                .filter(|pane| Some(**pane) != leave_out)
                .filter_map(|pane| unions[*pane as usize].as_ref());
            sets.fold(None, |met: Option<Places>, set| {
                Some(met.map_or_else(
                    || set.clone(),
                    |mut met| {
                        met.intersect_with(set);
                        met
                    },
                ))
            })
        };
        Narrowing { panes: Pane::ALL.map(|pane| meet(Some(pane))), all: meet(None) }
    }

    fn union(&self, brief: &Brief, chronicle: &Chronicle, pane: Pane) -> Option<Places> {
        let mut pinned = self.items.iter().filter(|item| item.pane() == pane).peekable();
        pinned.peek()?;
        let mut places = Places::with_capacity(chronicle.order().len());
        for item in pinned {
            places.extend(chronicle.linked_to(brief, *item));
        }
        Some(places)
    }
}

impl Narrowing {
    /// Whether the pins leave the record at `place` to `pane`.
    pub fn keeps(&self, pane: Pane, place: usize) -> bool {
        self.panes[pane as usize].as_ref().is_none_or(|places| places.contains(place))
    }

    /// Whether a pin of another pane narrows this one.
    pub const fn narrows(&self, pane: Pane) -> bool {
        self.panes[pane as usize].is_some()
    }

    /// How many records all pins together leave; `None` without pins.
    pub fn left(&self) -> Option<usize> {
        self.all.as_ref().map(|places| places.count_ones(..))
    }
}
