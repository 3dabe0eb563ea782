//! What belongs to the item under the cursor, in every other pane.

use std::collections::HashSet;

use fixedbitset::FixedBitSet;

use super::BriefItem;
use super::timeline_index::{TimelineIndex, TimelineSet};
use crate::model::{Actor, Brief, Issue, Ix, Record, Source};

/// The things linked to one item.
#[derive(Debug, Clone, Default)]
pub struct LinkedItems {
    places: TimelineSet,
    sources: FixedBitSet,
    actors: FixedBitSet,
    cells: HashSet<(Ix<Actor>, Ix<Issue>)>,
}

impl LinkedItems {
    /// What is linked to `item`: its records, and through them their sources, actors and cells.
    pub fn new(brief: &Brief, chronicle: &TimelineIndex, item: BriefItem) -> Self {
        let mut linked = Self {
            places: TimelineSet::with_capacity(chronicle.records().len()),
            sources: FixedBitSet::with_capacity(brief.sources.len()),
            actors: FixedBitSet::with_capacity(brief.actors.len()),
            cells: HashSet::new(),
        };
        linked.extend(brief, chronicle, item);
        linked
    }

    /// Adds what is linked to another item.
    pub(super) fn extend(&mut self, brief: &Brief, chronicle: &TimelineIndex, item: BriefItem) {
        for place in chronicle.linked_to(brief, item) {
            self.places.insert(place);
            self.add(brief, chronicle.records()[place], item);
        }
    }

    fn add(&mut self, brief: &Brief, record: Record, item: BriefItem) {
        self.sources.extend(brief.sources_of(record).iter().map(|source| source.at()));
        self.actors.extend(brief.actors_of(record).into_iter().map(Ix::at));
        let Record::Statement(ix) = record else { return };
        let Some(actor) = brief.statements[ix].actor() else { return };
        let stances = brief.statements[ix].stances.iter().map(|(issue, _)| *issue);
        match item {
            // A statement on two issues proves two cells; under the cursor on one of them, only that one is meant.
            BriefItem::Issue(on) | BriefItem::Cell(_, on) => {
                self.cells.extend(stances.filter(|issue| *issue == on).map(|issue| (actor, issue)));
            }
            BriefItem::Source(_) | BriefItem::Actor(_) | BriefItem::Record(_) => {
                self.cells.extend(stances.map(|issue| (actor, issue)));
            }
        }
    }

    /// Whether the record at `place` is linked.
    pub fn has_record_at(&self, place: usize) -> bool {
        self.places.contains(place)
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
        self.cells.iter().any(|(of, _)| *of == actor)
    }
}
