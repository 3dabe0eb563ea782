//! The records of a brief in the order of time, and what each source, actor and issue has among them.

use fixedbitset::FixedBitSet;

use super::BriefItem;
use super::histogram;
use crate::analysis::{self, Dated};
use crate::model::{Actor, Brief, Issue, Ix, Record, Source};

/// A set of records, by their places in a [`Chronicle`].
pub type TimelineSet = FixedBitSet;

/// Every record in the order of time, indexed by what it is linked to.
#[derive(Debug)]
pub struct TimelineIndex {
    records: Vec<Record>,
    /// Places of statements, events and claims, each by position in its table.
    positions: [Vec<usize>; 3],
    by_source: Vec<Vec<usize>>,
    by_actor: Vec<Vec<usize>>,
    by_issue: Vec<Vec<usize>>,
    /// By place: the middle of the days on which the record can have been, counted from the beginning of the calendar.
    days: Vec<Option<i32>>,
    /// By place: how often the date has changed since the first record.
    changes: Vec<usize>,
}

impl TimelineIndex {
    /// The chronicle of a brief.
    pub fn new(brief: &Brief) -> Self {
        let mut order: Vec<Record> = brief.records().collect();
        analysis::sort_as_list(brief, &mut order);
        let mut chronicle = Self {
            positions: [vec![0; brief.statements.len()], vec![0; brief.events.len()], vec![0; brief.claims.len()]],
            by_source: vec![Vec::new(); brief.sources.len()],
            by_actor: vec![Vec::new(); brief.actors.len()],
            by_issue: vec![Vec::new(); brief.issues.len()],
            days: order.iter().map(|record| histogram::middle_day(brief, *record)).collect(),
            changes: count_date_changes(brief, &order),
            records: order,
        };
        for place in 0..chronicle.records.len() {
            chronicle.insert(brief, place);
        }
        chronicle
    }

    fn insert(&mut self, brief: &Brief, place: usize) {
        let record = self.records[place];
        let (kind, at) = table_slot(record);
        self.positions[kind][at] = place;
        for source in brief.sources_of(record) {
            self.by_source[source.at()].push(place);
        }
        for actor in brief.actors_of(record) {
            let of_actor = &mut self.by_actor[actor.at()];
            if of_actor.last() != Some(&place) {
                of_actor.push(place);
            }
        }
        if let Record::Statement(ix) = record {
            for (issue, _) in &brief.statements[ix].stances {
                self.by_issue[issue.at()].push(place);
            }
        }
    }

    /// Every record, earliest first.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// The place of a record in the order.
    pub fn position(&self, record: Record) -> usize {
        let (kind, at) = table_slot(record);
        self.positions[kind][at]
    }

    /// The middle of the days on which the record at `place` can have been; `None` where there is none, or an end is open.
    pub fn day(&self, place: usize) -> Option<i32> {
        self.days[place]
    }

    /// Whether two records have one date. Neighbours in the order are not even looked up.
    pub fn have_same_date(&self, brief: &Brief, a: usize, b: usize) -> bool {
        let dated = |place: usize| Dated::new(brief, self.records[place]);
        self.changes[a] == self.changes[b] || dated(a) == dated(b)
    }

    /// The places linked to an item, earliest first.
    pub fn linked_to(&self, brief: &Brief, item: BriefItem) -> Vec<usize> {
        match item {
            BriefItem::Source(ix) => self.by_source[ix.at()].clone(),
            BriefItem::Actor(ix) => self.by_actor[ix.at()].clone(),
            BriefItem::Issue(ix) => self.by_issue[ix.at()].clone(),
            BriefItem::Cell(actor, issue) => {
                let speaks = |place: &&usize| self.speaks_on(brief, **place, actor, issue);
                self.by_issue[issue.at()].iter().filter(speaks).copied().collect()
            }
            BriefItem::Record(record) => vec![self.position(record)],
        }
    }

    /// The places of everything that a source reports, earliest first.
    pub fn for_source(&self, source: Ix<Source>) -> &[usize] {
        &self.by_source[source.at()]
    }

    /// The places of everything that an actor said, relayed, did or is cited for, earliest first.
    pub fn for_actor(&self, actor: Ix<Actor>) -> &[usize] {
        &self.by_actor[actor.at()]
    }

    /// The places of every statement on an issue, earliest first.
    pub fn for_issue(&self, issue: Ix<Issue>) -> &[usize] {
        &self.by_issue[issue.at()]
    }

    fn speaks_on(&self, brief: &Brief, place: usize, actor: Ix<Actor>, issue: Ix<Issue>) -> bool {
        match self.records[place] {
            Record::Statement(ix) => {
                let statement = &brief.statements[ix];
                statement.actor() == Some(actor) && statement.stance_on(issue).is_some()
            }
            Record::Event(_) | Record::Claim(_) => false,
        }
    }
}

fn count_date_changes(brief: &Brief, order: &[Record]) -> Vec<usize> {
    let mut last: Option<Dated<'_>> = None;
    let mut changes = 0;
    let count = |record: &Record| {
        let dated = Dated::new(brief, *record);
        changes += usize::from(last.replace(dated) != Some(dated));
        changes
    };
    order.iter().map(count).collect()
}

fn table_slot(record: Record) -> (usize, usize) {
    match record {
        Record::Statement(ix) => (0, ix.at()),
        Record::Event(ix) => (1, ix.at()),
        Record::Claim(ix) => (2, ix.at()),
    }
}
