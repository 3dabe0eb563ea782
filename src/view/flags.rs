//! The flags of rows by findings, indexed by position so that drawing does not search the findings. It finds nothing
//! itself.

use std::collections::HashMap;

use super::timeline_index::{TimelineIndex, TimelineSet};
use crate::analysis::{Analysis, ContradictionKind, MatrixCell, ShiftDirection};
use crate::model::{Actor, Issue, Ix, Record, Statement};

/// An actor and an issue: a cell of the matrix.
type CellKey = (Ix<Actor>, Ix<Issue>);
/// One record of each side of a contradiction.
type SideRecords = Vec<Record>;

/// The findings, indexed by the rows that they flag.
#[derive(Debug, Default)]
pub struct FindingFlags {
    /// The positions of records on a side of a contradiction or with a wrong weekday.
    wrong_records: TimelineSet,
    /// The positions of statements that shift a stance.
    shifts: HashMap<usize, ShiftDirection>,
    /// The shifts of an actor on an issue, in order of time, each with a statement that makes it.
    cell_shifts: HashMap<CellKey, Vec<(Ix<Statement>, ShiftDirection)>>,
    /// The contradictions of an actor who took both sides of an issue at one time: a record of each side.
    both_sides: HashMap<CellKey, Vec<SideRecords>>,
}

impl FindingFlags {
    /// The flags of a brief's findings.
    pub fn new(findings: &Analysis, timeline_index: &TimelineIndex) -> Self {
        let mut flags =
            Self { wrong_records: TimelineSet::with_capacity(timeline_index.records().len()), ..Self::default() };
        for contradiction in &findings.contradictions {
            let records = contradiction.sides.iter().flat_map(|side| &side.records);
            flags.wrong_records.extend(records.map(|record| timeline_index.position(*record)));
            if let ContradictionKind::OppositeStances { actor, issue, .. } = contradiction.kind {
                let sides = contradiction.sides.iter().filter_map(|side| side.records.first()).copied().collect();
                flags.both_sides.entry((actor, issue)).or_default().push(sides);
            }
        }
        let weekdays = findings.weekday_faults.iter().map(|fault| fault.record);
        let mismatches = findings.day_mismatches.iter().map(|mismatch| mismatch.record);
        flags.wrong_records.extend(weekdays.chain(mismatches).map(|record| timeline_index.position(record)));
        for shift in &findings.shifts {
            for statement in &shift.after {
                flags.shifts.insert(timeline_index.position(Record::Statement(*statement)), shift.turn);
            }
            let shifted = shift.after.first().map(|statement| (*statement, shift.turn));
            flags.cell_shifts.entry((shift.actor, shift.issue)).or_default().extend(shifted);
        }
        flags
    }

    /// Whether the record at `position` is on a side of a contradiction or has a wrong weekday.
    pub fn is_wrong(&self, position: usize) -> bool {
        self.wrong_records.contains(position)
    }

    /// The shift that the statement at `position` makes.
    pub fn shift_at(&self, position: usize) -> Option<ShiftDirection> {
        self.shifts.get(&position).copied()
    }

    /// The last shift of an actor on an issue among the cell's statements. A matrix of an earlier day does not show
    /// later shifts.
    pub fn cell_shift(&self, actor: Ix<Actor>, issue: Ix<Issue>, cell: &MatrixCell) -> Option<ShiftDirection> {
        let shifts = self.cell_shifts.get(&(actor, issue))?;
        shifts.iter().rev().find(|(statement, _)| cell.statements.contains(statement)).map(|(_, turn)| *turn)
    }

    /// Whether an actor took both sides of an issue at one time, judged by the cell's statements alone.
    pub fn took_both_sides(&self, actor: Ix<Actor>, issue: Ix<Issue>, cell: &MatrixCell) -> bool {
        let is_in_cell = |record: &Record| match record {
            Record::Statement(statement) => cell.statements.contains(statement),
            Record::Event(_) | Record::Claim(_) => false,
        };
        self.both_sides.get(&(actor, issue)).is_some_and(|all| all.iter().any(|sides| sides.iter().all(is_in_cell)))
    }
}
