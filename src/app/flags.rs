//! What rows are flagged with, looked up by place instead of searched for at every drawing.

use std::collections::HashMap;

use super::timeline_index::{TimelineIndex, TimelineSet};
use crate::analysis::{Analysis, ContradictionKind, MatrixCell, ShiftDirection};
use crate::model::{Actor, Issue, Ix, Record, Statement};

/// One actor on one issue.
type CellKey = (Ix<Actor>, Ix<Issue>);
/// A record of each side.
type SideRecords = Vec<Record>;

/// The findings, by what they flag.
#[derive(Debug, Default)]
pub struct FindingFlags {
    /// Records on a side of a contradiction, or with a wrong weekday.
    wrong_records: TimelineSet,
    /// Statements with which a position shifted.
    shifts: HashMap<usize, ShiftDirection>,
    /// The shifts of an actor on an issue, the last one last, each with a statement that makes it.
    cell_shifts: HashMap<CellKey, Vec<(Ix<Statement>, ShiftDirection)>>,
    /// Where an actor took both sides of an issue at one time: a record of each side.
    both_sides: HashMap<CellKey, Vec<SideRecords>>,
}

impl FindingFlags {
    /// The flags of a brief's findings.
    pub fn new(findings: &Analysis, chronicle: &TimelineIndex) -> Self {
        let mut flags =
            Self { wrong_records: TimelineSet::with_capacity(chronicle.records().len()), ..Self::default() };
        for contradiction in &findings.contradictions {
            let records = contradiction.sides.iter().flat_map(|side| &side.records);
            flags.wrong_records.extend(records.map(|record| chronicle.position(*record)));
            if let ContradictionKind::OppositeStances { actor, issue, .. } = contradiction.kind {
                let proof = contradiction.sides.iter().filter_map(|side| side.records.first()).copied().collect();
                flags.both_sides.entry((actor, issue)).or_default().push(proof);
            }
        }
        flags.wrong_records.extend(findings.weekday_faults.iter().map(|fault| chronicle.position(fault.record)));
        for shift in &findings.shifts {
            for statement in &shift.after {
                flags.shifts.insert(chronicle.position(Record::Statement(*statement)), shift.turn);
            }
            let made = shift.after.first().map(|statement| (*statement, shift.turn));
            flags.cell_shifts.entry((shift.actor, shift.issue)).or_default().extend(made);
        }
        flags
    }

    /// Whether the record at `place` is disputed or misdated.
    pub fn is_wrong(&self, place: usize) -> bool {
        self.wrong_records.contains(place)
    }

    /// The shift that the statement at `place` makes.
    pub fn shift_at(&self, place: usize) -> Option<ShiftDirection> {
        self.shifts.get(&place).copied()
    }

    /// The last shift of an actor on an issue, of those that the cell's statements make: on an earlier day, later ones are unknown.
    pub fn cell_shift(&self, actor: Ix<Actor>, issue: Ix<Issue>, cell: &MatrixCell) -> Option<ShiftDirection> {
        let turns = self.cell_shifts.get(&(actor, issue))?;
        turns.iter().rev().find(|(statement, _)| cell.statements.contains(statement)).map(|(_, turn)| *turn)
    }

    /// Whether, by the cell's statements, an actor took both sides of an issue at one time.
    pub fn took_both_sides(&self, actor: Ix<Actor>, issue: Ix<Issue>, cell: &MatrixCell) -> bool {
        let told = |record: &Record| match record {
            Record::Statement(statement) => cell.statements.contains(statement),
            Record::Event(_) | Record::Claim(_) => false,
        };
        self.both_sides.get(&(actor, issue)).is_some_and(|proofs| proofs.iter().any(|proof| proof.iter().all(told)))
    }
}
