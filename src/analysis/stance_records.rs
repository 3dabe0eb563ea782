//! Who took which stance when: the statements of a brief, gathered by actor and issue. The ground of matrix, shifts and opposite stances.

use std::collections::BTreeMap;

use super::dating::{Dated, DaySpan, list_order};
use crate::model::{Actor, Brief, Issue, Ix, Record, Stance, Statement};

/// One actor on one issue: a square of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Square {
    pub(super) actor: Ix<Actor>,
    pub(super) issue: Ix<Issue>,
}

/// One statement, as far as it takes a stance on one issue.
#[derive(Debug, Clone, Copy)]
pub(super) struct StanceRecord {
    pub(super) statement: Ix<Statement>,
    pub(super) stance: Stance,
    pub(super) span: DaySpan,
}

/// The stances of every named actor on every issue, each square in the order of a list. Who is not named stands nowhere.
pub(super) fn stance_records(brief: &Brief) -> BTreeMap<Square, Vec<StanceRecord>> {
    let mut squares: BTreeMap<Square, Vec<StanceRecord>> = BTreeMap::new();
    for (statement, said) in brief.statements.iter() {
        let Some(actor) = said.actor() else { continue };
        let span = Dated::new(brief, Record::Statement(statement)).span();
        for (issue, stance) in said.stances.iter().copied() {
            squares.entry(Square { actor, issue }).or_default().push(StanceRecord { statement, stance, span });
        }
    }
    for voices in squares.values_mut() {
        voices.sort_by(|a, b| list_order(brief, Record::Statement(a.statement), Record::Statement(b.statement)));
    }
    squares
}

/// Whether each statement, by position, is retracted by another that `counts`.
pub(super) fn retracted(brief: &Brief, counts: impl Fn(Ix<Statement>) -> bool) -> Vec<bool> {
    let mut retracted = vec![false; brief.statements.len()];
    for (by, statement) in brief.statements.iter().filter(|(by, _)| counts(*by)) {
        for taken_back in statement.retracts.iter().filter(|taken_back| **taken_back != by) {
            retracted[taken_back.at()] = true;
        }
    }
    retracted
}
