//! The stances of a brief, grouped by actor and issue, for the matrix, shifts and opposite stances. It never merges or drops a stance.

use std::collections::BTreeMap;

use super::dating::{Dated, DaySpan, list_order};
use crate::model::{Actor, Brief, Issue, Ix, Record, Stance, Statement};

/// An actor and an issue: the key of a cell of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct ActorIssue {
    pub(super) actor: Ix<Actor>,
    pub(super) issue: Ix<Issue>,
}

/// The stance that one statement takes on one issue.
#[derive(Debug, Clone, Copy)]
pub(super) struct StanceRecord {
    pub(super) statement: Ix<Statement>,
    pub(super) stance: Stance,
    pub(super) span: DaySpan,
}

/// The stances of every named actor on every issue, each group in list order. Unnamed speakers are not included.
pub(super) fn stance_records(brief: &Brief) -> BTreeMap<ActorIssue, Vec<StanceRecord>> {
    let mut groups: BTreeMap<ActorIssue, Vec<StanceRecord>> = BTreeMap::new();
    for (statement, said) in brief.statements.iter() {
        let span = Dated::new(brief, Record::Statement(statement)).span();
        for actor in said.actors().iter().copied() {
            for (issue, stance) in said.stances.iter().copied() {
                groups.entry(ActorIssue { actor, issue }).or_default().push(StanceRecord { statement, stance, span });
            }
        }
    }
    for records in groups.values_mut() {
        records.sort_by(|a, b| list_order(brief, Record::Statement(a.statement), Record::Statement(b.statement)));
    }
    groups
}

/// Whether each statement, by position, is retracted by another statement for which `counts` is true.
pub(super) fn retracted(brief: &Brief, counts: impl Fn(Ix<Statement>) -> bool) -> Vec<bool> {
    let mut retracted = vec![false; brief.statements.len()];
    for (by, statement) in brief.statements.iter().filter(|(by, _)| counts(*by)) {
        for target in statement.retracts.iter().filter(|target| **target != by) {
            retracted[target.at()] = true;
        }
    }
    retracted
}
