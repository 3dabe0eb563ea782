//! The records of a brief in the order of time, indexed by source, actor and issue, and the order of the lists of these. The index never
//! changes.

use std::cmp::Reverse;

use chrono::Datelike as _;
use fixedbitset::FixedBitSet;

use super::BriefItem;
use crate::analysis::{self, Dated};
use crate::model::{Actor, Brief, EdtfDate, Issue, Ix, Record, Source};

/// A set of records, by their positions in a [`TimelineIndex`].
pub type TimelineSet = FixedBitSet;

/// All records in the order of time, indexed by the items that they are linked to.
#[derive(Debug)]
pub struct TimelineIndex {
    records: Vec<Record>,
    /// The positions of statements, events and claims, each by index in its table.
    positions: [Vec<usize>; 3],
    by_source: Vec<Vec<usize>>,
    by_actor: Vec<Vec<usize>>,
    by_issue: Vec<Vec<usize>>,
    /// The number of statements of each actor, counted once, so that drawing does not depend on the number of statements.
    statements: Vec<usize>,
    sources: Vec<Ix<Source>>,
    actors: Vec<Ix<Actor>>,
    /// By position: the middle of the record's possible days, counted from the beginning of the calendar.
    days: Vec<Option<i32>>,
    /// By position: the number of changes of the date since the first record.
    changes: Vec<usize>,
}

impl TimelineIndex {
    /// The index of a brief.
    pub fn new(brief: &Brief) -> Self {
        let mut records: Vec<Record> = brief.records().collect();
        analysis::sort_as_list(brief, &mut records);
        let mut index = Self {
            positions: [vec![0; brief.statements.len()], vec![0; brief.events.len()], vec![0; brief.claims.len()]],
            by_source: vec![Vec::new(); brief.sources.len()],
            by_actor: vec![Vec::new(); brief.actors.len()],
            by_issue: vec![Vec::new(); brief.issues.len()],
            statements: vec![0; brief.actors.len()],
            sources: brief.sources.positions().collect(),
            actors: brief.actors.positions().collect(),
            days: records.iter().map(|record| middle_day(brief, *record)).collect(),
            changes: count_date_changes(brief, &records),
            records,
        };
        for position in 0..index.records.len() {
            index.insert(brief, position);
        }
        let published = |source: &Ix<Source>| brief.sources[*source].published.as_ref().and_then(EdtfDate::earliest);
        index.sources.sort_by_key(|source| Reverse(published(source)));
        let Self { statements, actors, .. } = &mut index;
        actors.sort_by_key(|actor| (Reverse(statements[actor.at()]), &brief.actors[*actor].name));
        index
    }

    fn insert(&mut self, brief: &Brief, position: usize) {
        let record = self.records[position];
        let (kind, at) = table_slot(record);
        self.positions[kind][at] = position;
        for source in brief.sources_of(record) {
            self.by_source[source.at()].push(position);
        }
        for actor in brief.actors_of(record) {
            let positions = &mut self.by_actor[actor.at()];
            if positions.last() != Some(&position) {
                positions.push(position);
            }
        }
        if let Record::Statement(ix) = record {
            brief.statements[ix].actors().iter().for_each(|actor| self.statements[actor.at()] += 1);
            for (issue, _) in &brief.statements[ix].stances {
                self.by_issue[issue.at()].push(position);
            }
        }
    }

    /// Every record, earliest first.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// Every source, newest first.
    pub fn sources(&self) -> &[Ix<Source>] {
        &self.sources
    }

    /// Every actor, the one with the most statements first.
    pub fn actors(&self) -> &[Ix<Actor>] {
        &self.actors
    }

    /// The number of statements that an actor makes.
    pub fn statements_by(&self, actor: Ix<Actor>) -> usize {
        self.statements[actor.at()]
    }

    /// The position of a record in the order of time.
    pub fn position(&self, record: Record) -> usize {
        let (kind, at) = table_slot(record);
        self.positions[kind][at]
    }

    /// The middle of the possible days of the record at `position`, counted from the beginning of the calendar; `None`
    /// if it has no day or an open end.
    pub fn day(&self, position: usize) -> Option<i32> {
        self.days[position]
    }

    /// Whether the records at two positions have the same date, but for the time of day. Neighbours are compared without a look at their dates.
    pub fn have_same_date(&self, brief: &Brief, a: usize, b: usize) -> bool {
        let dated = |position: usize| Dated::new(brief, self.records[position]);
        self.changes[a] == self.changes[b] || dated(a).is_same_day(dated(b))
    }

    /// The positions of the records linked to an item, earliest first.
    pub fn linked_to(&self, brief: &Brief, item: BriefItem) -> Vec<usize> {
        match item {
            BriefItem::Source(ix) => self.by_source[ix.at()].clone(),
            BriefItem::Actor(ix) => self.by_actor[ix.at()].clone(),
            BriefItem::Issue(ix) => self.by_issue[ix.at()].clone(),
            BriefItem::Cell(actor, issue) => {
                let speaks = |position: &&usize| self.speaks_on(brief, **position, actor, issue);
                self.by_issue[issue.at()].iter().filter(speaks).copied().collect()
            }
            BriefItem::Record(record) => vec![self.position(record)],
        }
    }

    /// The positions of the records that a source reports, earliest first.
    pub fn for_source(&self, source: Ix<Source>) -> &[usize] {
        &self.by_source[source.at()]
    }

    /// The positions of the records that an actor said, relayed, took part in or is cited for, earliest first.
    pub fn for_actor(&self, actor: Ix<Actor>) -> &[usize] {
        &self.by_actor[actor.at()]
    }

    /// The positions of the statements on an issue, earliest first.
    pub fn for_issue(&self, issue: Ix<Issue>) -> &[usize] {
        &self.by_issue[issue.at()]
    }

    fn speaks_on(&self, brief: &Brief, position: usize, actor: Ix<Actor>, issue: Ix<Issue>) -> bool {
        match self.records[position] {
            Record::Statement(ix) => {
                let statement = &brief.statements[ix];
                statement.actors().contains(&actor) && statement.stance_on(issue).is_some()
            }
            Record::Event(_) | Record::Claim(_) => false,
        }
    }
}

fn count_date_changes(brief: &Brief, records: &[Record]) -> Vec<usize> {
    let mut last: Option<Dated<'_>> = None;
    let mut changes = 0;
    let count = |record: &Record| {
        let dated = Dated::new(brief, *record);
        changes += usize::from(!last.replace(dated).is_some_and(|last| last.is_same_day(dated)));
        changes
    };
    records.iter().map(count).collect()
}

fn table_slot(record: Record) -> (usize, usize) {
    match record {
        Record::Statement(ix) => (0, ix.at()),
        Record::Event(ix) => (1, ix.at()),
        Record::Claim(ix) => (2, ix.at()),
    }
}

/// The middle of the possible days of a record, counted from the beginning of the calendar; `None` if it has no day or
/// an open end.
fn middle_day(brief: &Brief, record: Record) -> Option<i32> {
    let when = Dated::new(brief, record).when()?;
    let (earliest, latest) = (when.earliest()?, when.latest()?);
    Some((earliest + (latest - earliest) / 2).num_days_from_ce())
}
