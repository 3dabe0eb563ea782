//! What rows are flagged with, looked up by place instead of searched for at every drawing.

use std::collections::{HashMap, HashSet};

use super::chronicle::{Chronicle, Places};
use crate::findings::{Findings, Kind, Turn};
use crate::model::{Actor, Issue, Ix, Record};

/// The findings, by what they flag.
#[derive(Debug, Default)]
pub struct Flags {
    /// Records on a side of a contradiction, or with a wrong weekday.
    wrong: Places,
    /// Statements with which a position shifted.
    turns: HashMap<usize, Turn>,
    /// The last shift of an actor on an issue.
    cells: HashMap<(Ix<Actor>, Ix<Issue>), Turn>,
    /// Actors who took both sides of an issue at one time.
    both_sides: HashSet<(Ix<Actor>, Ix<Issue>)>,
}

impl Flags {
    /// The flags of a brief's findings.
    pub fn of(findings: &Findings, chronicle: &Chronicle) -> Self {
        let mut flags = Self { wrong: Places::with_capacity(chronicle.order().len()), ..Self::default() };
        for contradiction in &findings.contradictions {
            let records = contradiction.sides.iter().flat_map(|side| &side.records);
            flags.wrong.extend(records.map(|record| chronicle.place(*record)));
            if let Kind::OppositeStances { actor, issue, .. } = contradiction.kind {
                flags.both_sides.insert((actor, issue));
            }
        }
        flags.wrong.extend(findings.weekday_faults.iter().map(|fault| chronicle.place(fault.record)));
        for shift in &findings.shifts {
            for statement in &shift.after {
                flags.turns.insert(chronicle.place(Record::Statement(*statement)), shift.turn);
            }
            flags.cells.insert((shift.actor, shift.issue), shift.turn);
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

    /// The last shift of an actor on an issue.
    pub fn cell_turn(&self, actor: Ix<Actor>, issue: Ix<Issue>) -> Option<Turn> {
        self.cells.get(&(actor, issue)).copied()
    }

    /// Whether an actor took both sides of an issue at one time.
    pub fn took_both_sides(&self, actor: Ix<Actor>, issue: Ix<Issue>) -> bool {
        self.both_sides.contains(&(actor, issue))
    }
}
