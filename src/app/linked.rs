//! The items of every pane that are linked to the selected item. It never moves a cursor.

use std::collections::HashSet;

use fixedbitset::FixedBitSet;

use super::BriefItem;
use crate::model::{Actor, Brief, Issue, Ix, Record, Source};
use crate::view::{TimelineIndex, TimelineSet};

/// The items linked to one item.
#[derive(Debug, Clone, Default)]
pub struct LinkedItems {
    positions: TimelineSet,
    sources: FixedBitSet,
    actors: FixedBitSet,
    cells: HashSet<(Ix<Actor>, Ix<Issue>)>,
}

impl LinkedItems {
    /// The items linked to `item`: its records, and their sources, actors and cells.
    pub fn new(brief: &Brief, timeline_index: &TimelineIndex, item: BriefItem) -> Self {
        let mut linked = Self {
            positions: TimelineSet::with_capacity(timeline_index.records().len()),
            sources: FixedBitSet::with_capacity(brief.sources.len()),
            actors: FixedBitSet::with_capacity(brief.actors.len()),
            cells: HashSet::new(),
        };
        linked.extend(brief, timeline_index, item);
        linked
    }

    /// Adds the items linked to another item.
    pub(super) fn extend(&mut self, brief: &Brief, timeline_index: &TimelineIndex, item: BriefItem) {
        for position in timeline_index.linked_to(brief, item) {
            self.positions.insert(position);
            self.add(brief, timeline_index.records()[position], item);
        }
    }

    fn add(&mut self, brief: &Brief, record: Record, item: BriefItem) {
        self.sources.extend(brief.sources_of(record).iter().map(|source| source.at()));
        self.actors.extend(brief.actors_of(record).into_iter().map(Ix::at));
        let Record::Statement(ix) = record else { return };
        // A statement on two issues belongs to two cells; for a selected issue or cell, only that issue counts.
        let counts = |issue: &Ix<Issue>| match item {
            BriefItem::Issue(on) | BriefItem::Cell(_, on) => *issue == on,
            BriefItem::Source(_) | BriefItem::Actor(_) | BriefItem::Record(_) => true,
        };
        for actor in brief.statements[ix].actors() {
            let stances = brief.statements[ix].stances.iter().map(|(issue, _)| *issue);
            self.cells.extend(stances.filter(counts).map(|issue| (*actor, issue)));
        }
    }

    /// Whether the record at `position` is linked.
    pub fn has_record_at(&self, position: usize) -> bool {
        self.positions.contains(position)
    }

    /// Whether the source is linked.
    pub fn has_source(&self, source: Ix<Source>) -> bool {
        self.sources.contains(source.at())
    }

    /// Whether the actor is linked.
    pub fn has_actor(&self, actor: Ix<Actor>) -> bool {
        self.actors.contains(actor.at())
    }

    /// Whether the cell of the actor on the issue is linked.
    pub fn has_cell(&self, actor: Ix<Actor>, issue: Ix<Issue>) -> bool {
        self.cells.contains(&(actor, issue))
    }

    /// Whether any cell of the actor is linked.
    pub fn has_row(&self, actor: Ix<Actor>) -> bool {
        self.cells.iter().any(|(other, _)| *other == actor)
    }
}
