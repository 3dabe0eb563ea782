//! Contradictions and shifts as cases: a question, its sides, and the evidence of each side. It never decides which side is right.

mod linked;
pub mod paragraphs;
mod verdict;
mod wording_diff;

use std::collections::BTreeSet;

use crate::analysis::{self, Analysis, Contradiction, StanceShift};
use crate::model::{Brief, Ix, Record, Source, Stance};

pub use verdict::{CaseVerdict, OPEN, RankReason, SETTLED};
pub use wording_diff::{WordingDiff, wording_diffs};

/// The cases of a brief.
#[derive(Debug, Clone, Default)]
pub struct Cases {
    /// Sorted by the first contradiction of each case. Every contradiction is in exactly one case.
    ///
    /// Linked contradictions are grouped, because a brief often links one dispute many times. Links between two speakers who take different
    /// stances on an issue form one case per issue, with one side per stance. Other links that share records form one case, with one side
    /// per record. Every other contradiction is a case of its own.
    pub contradictions: Vec<Case>,
    /// One case per shift, in the order of [`Analysis::shifts`]: the first side is the stance before, the second the stance after.
    pub shifts: Vec<Case>,
}

/// A question with two or more sides that disagree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    pub kind: CaseKind,
    /// The question that the sides answer.
    pub question: String,
    /// At least two.
    pub sides: Vec<CaseSide>,
    /// Indices into [`Analysis::contradictions`] or [`Analysis::shifts`], ascending; never empty.
    pub finding_indices: Vec<usize>,
    /// The pairs of records that contradict each other, when several links were grouped; else empty.
    pub links: Vec<[Record; 2]>,
}

/// The kind of finding that a case is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseKind {
    Contradiction(analysis::ContradictionKind),
    Shift(StanceShift),
}

/// One side of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseSide {
    /// The name of the side: its value, stance, speaker, or the outlets that print it.
    pub label: String,
    /// The stance, when the side is named by one.
    pub stance: Option<Stance>,
    /// The evidence in list order, at least one record.
    pub records: Vec<Record>,
    /// The independent origins of its sources, in the order of the brief.
    pub origins: Vec<Ix<Source>>,
}

impl Cases {
    /// Builds the cases of `brief` from its `findings`.
    pub fn new(brief: &Brief, findings: &Analysis) -> Self {
        let mut contradictions = linked::linked_cases(brief, findings);
        let others = findings
            .contradictions
            .iter()
            .enumerate()
            .filter(|(_, other)| other.kind != analysis::ContradictionKind::Linked);
        contradictions.extend(others.map(|(index, other)| Case::from_contradiction(brief, findings, index, other)));
        contradictions.sort_by_key(|case| case.finding_indices[0]);
        let shifts =
            findings.shifts.iter().enumerate().map(|(index, shift)| Case::from_shift(brief, findings, index, shift));
        Self { contradictions, shifts: shifts.collect() }
    }
}

impl Case {
    /// The records of all sides, side by side in order.
    pub fn records(&self) -> impl Iterator<Item = Record> + '_ {
        self.sides.iter().flat_map(|side| side.records.iter().copied())
    }

    /// Whether `record` is evidence of one of the sides.
    pub fn has(&self, record: Record) -> bool {
        self.records().any(|other| other == record)
    }

    /// The first record of the first side.
    ///
    /// # Panics
    /// Never: every case has sides, and every side has a record.
    pub fn first(&self) -> Record {
        self.sides[0].records[0]
    }

    /// The origin that all sides of a contradiction share. Returns `None` for a shift, or when there are several origins.
    pub fn only_origin(&self) -> Option<Ix<Source>> {
        let is_contradiction = matches!(self.kind, CaseKind::Contradiction(_));
        let mut origins = self.sides.iter().flat_map(|side| &side.origins);
        let first = *origins.next()?;
        (is_contradiction && origins.all(|origin| *origin == first)).then_some(first)
    }

    /// The records that the brief links to `record` as contradicting it, from [`Case::links`].
    pub fn contradicted_by(&self, record: Record) -> impl Iterator<Item = Record> + '_ {
        let other = move |[a, b]: &[Record; 2]| if record == *a { Some(*b) } else { (record == *b).then_some(*a) };
        self.links.iter().filter_map(other)
    }

    fn from_contradiction(brief: &Brief, findings: &Analysis, index: usize, contradiction: &Contradiction) -> Self {
        let side = |side: &analysis::ContradictionSide| {
            let issue = match contradiction.kind {
                analysis::ContradictionKind::OppositeStances { issue, .. } => Some(issue),
                analysis::ContradictionKind::RivalClaims { .. }
                | analysis::ContradictionKind::Linked
                | analysis::ContradictionKind::Reworded => None,
            };
            let stance = issue.and_then(|issue| stance(brief, *side.records.first()?, issue));
            CaseSide::new(brief, findings, SideName { label: side.label.clone(), stance }, side.records.clone())
        };
        Self {
            kind: CaseKind::Contradiction(contradiction.kind),
            question: contradiction.question.clone(),
            sides: contradiction.sides.iter().map(side).collect(),
            finding_indices: vec![index],
            links: Vec::new(),
        }
    }

    fn from_shift(brief: &Brief, findings: &Analysis, index: usize, shift: &StanceShift) -> Self {
        let ends = [(shift.from, &shift.before), (shift.to, &shift.after)];
        let sides = ends.map(|(stance, statements)| {
            let records = statements.iter().copied().map(Record::Statement).collect();
            CaseSide::new(brief, findings, SideName::stance(stance), records)
        });
        Self {
            kind: CaseKind::Shift(shift.clone()),
            question: brief.issues[shift.issue].question.clone(),
            sides: sides.into(),
            finding_indices: vec![index],
            links: Vec::new(),
        }
    }
}

/// The name of a side.
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

/// The stance of a record on an issue. Returns `None` unless the record is a statement that addresses the issue.
fn stance(brief: &Brief, record: Record, issue: Ix<crate::model::Issue>) -> Option<Stance> {
    match record {
        Record::Statement(ix) => brief.statements[ix].stance_on(issue),
        Record::Event(_) | Record::Claim(_) => None,
    }
}

#[cfg(test)]
mod tests;
