//! Contradictions and shifts as something to read: what is asked, who stands on which side, and what that rests on. It decides none.

mod linked;
mod record_view;
mod verdict;
mod wording_diff;

use std::collections::BTreeSet;

use crate::analysis::{self, Analysis, Contradiction, StanceShift};
use crate::model::{Brief, Ix, Record, Source, Stance};

pub use record_view::{RecordView, SourceReport};
pub use verdict::{CaseVerdict, OPEN, RankReason, SETTLED};
pub use wording_diff::{WordingDiff, wording_diffs};

/// All that is to be read of a brief, case by case.
#[derive(Debug, Clone, Default)]
pub struct Cases {
    /// By the first of the contradictions that each tells of. Every contradiction stands in exactly one.
    ///
    /// Contradictions that the brief links are drawn together, for one dispute is often linked many times: into one case an issue, where
    /// two speakers take different stances on it, with a side a stance; else into one case for all that share a record, with a side a
    /// record. Every other contradiction is a case by itself, with the sides that it has.
    pub contradictions: Vec<Case>,
    /// One a shift, in the order of the shifts: its sides are what was held before, and what after.
    pub shifts: Vec<Case>,
}

/// Sides that stand against each other, ready to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    pub kind: CaseKind,
    /// What the sides answer, in words.
    pub question: String,
    /// Two or more.
    pub sides: Vec<CaseSide>,
    /// The findings that it tells of, by their places among [`Findings::contradictions`] or [`Findings::shifts`]; in order.
    pub finding_indices: Vec<usize>,
    /// Which record contradicts which, where several links were drawn together and the sides do not tell.
    pub links: Vec<[Record; 2]>,
}

/// What kind of finding a case tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseKind {
    Contradiction(analysis::ContradictionKind),
    Shift(StanceShift),
}

/// One side of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseSide {
    /// What the side is called: its value, its stance, its speaker, or the outlets that print it so.
    pub label: String,
    /// The stance, where that is what it is called by.
    pub stance: Option<Stance>,
    /// The evidence, at least one record, in the order of a list.
    pub records: Vec<Record>,
    /// The independent origins of the sources that report it, in the order of the brief.
    pub origins: Vec<Ix<Source>>,
}

impl Cases {
    /// What is to be read of `brief`, of which `findings` follow.
    pub fn new(brief: &Brief, findings: &Analysis) -> Self {
        let mut contradictions = linked::linked_cases(brief, findings);
        let others = findings
            .contradictions
            .iter()
            .enumerate()
            .filter(|(_, one)| one.kind != analysis::ContradictionKind::Linked);
        contradictions.extend(others.map(|(at, one)| Case::from_contradiction(brief, findings, at, one)));
        contradictions.sort_by_key(|case| case.finding_indices[0]);
        let shifts = findings.shifts.iter().enumerate().map(|(at, shift)| Case::from_shift(brief, findings, at, shift));
        Self { contradictions, shifts: shifts.collect() }
    }
}

impl Case {
    /// Every record of every side.
    pub fn records(&self) -> impl Iterator<Item = Record> + '_ {
        self.sides.iter().flat_map(|side| side.records.iter().copied())
    }

    /// Whether `record` is on one of its sides.
    pub fn has(&self, record: Record) -> bool {
        self.records().any(|other| other == record)
    }

    /// The record at which it begins.
    ///
    /// # Panics
    /// Never: a side without a record is none.
    pub fn first(&self) -> Record {
        self.sides[0].records[0]
    }

    /// The one origin that every side of a contradiction goes back to, where there is no other.
    pub fn only_origin(&self) -> Option<Ix<Source>> {
        let is_contradiction = matches!(self.kind, CaseKind::Contradiction(_));
        let mut origins = self.sides.iter().flat_map(|side| &side.origins);
        let first = *origins.next()?;
        (is_contradiction && origins.all(|origin| *origin == first)).then_some(first)
    }

    /// What the brief links with `record` as contradicting it, where the sides do not tell.
    pub fn contradicted_by(&self, record: Record) -> impl Iterator<Item = Record> + '_ {
        let other = move |[a, b]: &[Record; 2]| if record == *a { Some(*b) } else { (record == *b).then_some(*a) };
        self.links.iter().filter_map(other)
    }

    fn from_contradiction(brief: &Brief, findings: &Analysis, at: usize, one: &Contradiction) -> Self {
        let side = |side: &analysis::ContradictionSide| {
            let issue = match one.kind {
                analysis::ContradictionKind::OppositeStances { issue, .. } => Some(issue),
                analysis::ContradictionKind::RivalClaims { .. }
                | analysis::ContradictionKind::Linked
                | analysis::ContradictionKind::Reworded => None,
            };
            let stance = issue.and_then(|issue| stance(brief, *side.records.first()?, issue));
            CaseSide::new(brief, findings, SideName { label: side.label.clone(), stance }, side.records.clone())
        };
        Self {
            kind: CaseKind::Contradiction(one.kind),
            question: one.question.clone(),
            sides: one.sides.iter().map(side).collect(),
            finding_indices: vec![at],
            links: Vec::new(),
        }
    }

    fn from_shift(brief: &Brief, findings: &Analysis, at: usize, shift: &StanceShift) -> Self {
        let ends = [(shift.from, &shift.before), (shift.to, &shift.after)];
        let sides = ends.map(|(stance, statements)| {
            let records = statements.iter().copied().map(Record::Statement).collect();
            CaseSide::new(brief, findings, SideName::stance(stance), records)
        });
        Self {
            kind: CaseKind::Shift(shift.clone()),
            question: brief.issues[shift.issue].question.clone(),
            sides: sides.into(),
            finding_indices: vec![at],
            links: Vec::new(),
        }
    }
}

/// What a side is called.
struct SideName {
    label: String,
    stance: Option<Stance>,
}

impl SideName {
    fn stance(stance: Stance) -> Self {
        Self { label: stance.to_string(), stance: Some(stance) }
    }
}

impl CaseSide {
    fn new(brief: &Brief, findings: &Analysis, name: SideName, mut records: Vec<Record>) -> Self {
        records.sort_by(|a, b| analysis::list_order(brief, *a, *b));
        let sources = records.iter().flat_map(|record| brief.sources_of(*record));
        let origins: BTreeSet<Ix<Source>> = sources.map(|source| findings.origins.of_source(*source)).collect();
        Self { label: name.label, stance: name.stance, records, origins: origins.into_iter().collect() }
    }
}

/// The stance of a record on an issue; only statements have one.
fn stance(brief: &Brief, record: Record, issue: Ix<crate::model::Issue>) -> Option<Stance> {
    match record {
        Record::Statement(ix) => brief.statements[ix].stance_on(issue),
        Record::Event(_) | Record::Claim(_) => None,
    }
}

#[cfg(test)]
mod tests;
