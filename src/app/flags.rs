//! What rows are flagged with, looked up by place instead of searched for at every drawing.

use std::collections::HashMap;

use super::chronicle::{Chronicle, Places};
use crate::analysis::{Cell, Findings, Kind, Turn};
use crate::model::{Actor, Issue, Ix, Record, Statement};

/// One actor on one issue.
type Square = (Ix<Actor>, Ix<Issue>);
/// A record of each side.
type Proof = Vec<Record>;

/// The findings, by what they flag.
#[derive(Debug, Default)]
pub struct Flags {
    /// Records on a side of a contradiction, or with a wrong weekday.
    wrong: Places,
    /// Statements with which a position shifted.
    turns: HashMap<usize, Turn>,
    /// The shifts of an actor on an issue, the last one last, each with a statement that makes it.
    cells: HashMap<Square, Vec<(Ix<Statement>, Turn)>>,
    /// Where an actor took both sides of an issue at one time: a record of each side.
    both_sides: HashMap<Square, Vec<Proof>>,
}

impl Flags {
    /// The flags of a brief's findings.
    pub fn of(findings: &Findings, chronicle: &Chronicle) -> Self {
        let mut flags = Self { wrong: Places::with_capacity(chronicle.order().len()), ..Self::default() };
        for contradiction in &findings.contradictions {
            let records = contradiction.sides.iter().flat_map(|side| &side.records);
            flags.wrong.extend(records.map(|record| chronicle.place(*record)));
            if let Kind::OppositeStances { actor, issue, .. } = contradiction.kind {
                let proof = contradiction.sides.iter().filter_map(|side| side.records.first()).copied().collect();
                flags.both_sides.entry((actor, issue)).or_default().push(proof);
            }
        }
        flags.wrong.extend(findings.weekday_faults.iter().map(|fault| chronicle.place(fault.record)));
        for shift in &findings.shifts {
            for statement in &shift.after {
                flags.turns.insert(chronicle.place(Record::Statement(*statement)), shift.turn);
            }
            let made = shift.after.first().map(|statement| (*statement, shift.turn));
            flags.cells.entry((shift.actor, shift.issue)).or_default().extend(made);
        }
        flags
    }

    /// Whether the record at `place` is disputed or misdated.
    pub fn is_wrong(&self, place: usize) -> bool {
        self.wrong.contains(place)
    }

    /// The shift that the statement at `place` makes.
    pub fn turn(&self, place: usize) -> Option<Turn> {
        self.turns.get(&place).copied()
    }

    /// The last shift of an actor on an issue, of those that the cell's statements make: on an earlier day, later ones are unknown.
    pub fn cell_turn(&self, actor: Ix<Actor>, issue: Ix<Issue>, cell: &Cell) -> Option<Turn> {
        let turns = self.cells.get(&(actor, issue))?;
        turns.iter().rev().find(|(statement, _)| cell.statements.contains(statement)).map(|(_, turn)| *turn)
    }

    /// Whether, by the cell's statements, an actor took both sides of an issue at one time.
    pub fn took_both_sides(&self, actor: Ix<Actor>, issue: Ix<Issue>, cell: &Cell) -> bool {
        let told = |record: &Record| match record {
            Record::Statement(statement) => cell.statements.contains(statement),
            Record::Event(_) | Record::Claim(_) => false,
        };
        self.both_sides.get(&(actor, issue)).is_some_and(|proofs| proofs.iter().any(|proof| proof.iter().all(told)))
    }
}
