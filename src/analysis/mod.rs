//! What follows from a brief and is never typed: each finding by a stated rule, each with the records that it rests on. Pure; it reads
//! the model and changes nothing.
//!
//! A finding depends on what the brief says, never on the order in which its files say it: ties are broken by id.

mod contradictions;
mod dating;
mod matrix;
mod origins;
mod shifts;
mod silence;
mod sourcing;
mod stance_records;
#[cfg(test)]
pub(crate) mod testing;
pub(crate) mod union_find;
mod utterances;
mod weekdays;

use std::collections::HashMap;
use std::thread::{self, ScopedJoinHandle};

use crate::model::{Actor, Brief, Issue, Ix, Record};

pub use contradictions::{Contradiction, ContradictionKind, ContradictionSide};
pub use dating::{Dated, DaySpan, list_order, sort_as_list};
pub use matrix::{MatrixCell, StanceMatrix};
pub use origins::Origins;
pub use shifts::{ShiftDirection, StanceShift};
pub use silence::Silence;
pub use sourcing::{KindCount, SourcingReport};
pub use utterances::Utterances;
pub use weekdays::WeekdayFault;

/// All that follows from a brief whatever day it is looked at from; what depends on the day is the [`Matrix`].
#[derive(Debug, Clone)]
pub struct Analysis {
    /// In the order of actors, then issues, then time.
    pub shifts: Vec<StanceShift>,
    /// By the earliest of the evidence.
    pub contradictions: Vec<Contradiction>,
    /// In the order of a list.
    pub weekday_faults: Vec<WeekdayFault>,
    pub utterances: Utterances,
    pub origins: Origins,
    pub silence: Silence,
    /// The places in `contradictions` of those that each record is evidence of.
    contradicted: HashMap<Record, Vec<usize>>,
}

impl Analysis {
    /// Everything that follows from `brief`. It takes n log n for n records, and as much again as there is evidence to name.
    pub fn new(brief: &Brief) -> Self {
        let of_utterances = || {
            let utterances = Utterances::new(brief);
            (contradictions::contradictions(brief, &utterances), Origins::new(brief, &utterances), utterances)
        };
        let of_others = || (shifts::shifts(brief), weekdays::weekday_faults(brief), Silence::new(brief));
        let is_large = brief.statements.len() > ALONE;
        let (others, utterances) =
            if is_large { beside(of_others, of_utterances) } else { (of_others(), of_utterances()) };
        let (shifts, weekday_faults, silence) = others;
        let (contradictions, origins, utterances) = utterances;
        let contradicted = by_record(&contradictions);
        Self { shifts, contradictions, weekday_faults, utterances, origins, silence, contradicted }
    }

    /// The contradictions that `record` is evidence of, in their order.
    pub fn contradictions_of(&self, record: Record) -> impl Iterator<Item = &Contradiction> {
        self.contradicted.get(&record).into_iter().flatten().map(|at| &self.contradictions[*at])
    }

    /// The shifts of `actor` on `issue`, in the order of time.
    pub fn shifts_on(&self, actor: Ix<Actor>, issue: Ix<Issue>) -> &[StanceShift] {
        let first = self.shifts.partition_point(|shift| (shift.actor, shift.issue) < (actor, issue));
        let end = self.shifts.partition_point(|shift| (shift.actor, shift.issue) <= (actor, issue));
        &self.shifts[first..end]
    }
}

/// So many statements keep one core no longer than it takes to ask another.
const ALONE: usize = 4_000;

/// What both come to, the first of them on another core where there is one.
fn beside<A: Send, B>(one: impl Fn() -> A + Sync, other: impl Fn() -> B) -> (A, B) {
    thread::scope(|scope| {
        let hand = thread::Builder::new().spawn_scoped(scope, &one).ok();
        let other = other();
        let one = hand.map_or_else(|| Ok(one()), ScopedJoinHandle::join);
        (one.unwrap_or_else(|panic| std::panic::resume_unwind(panic)), other)
    })
}

fn by_record(contradictions: &[Contradiction]) -> HashMap<Record, Vec<usize>> {
    let mut by_record: HashMap<Record, Vec<usize>> = HashMap::new();
    for (at, contradiction) in contradictions.iter().enumerate() {
        for record in contradiction.records() {
            by_record.entry(record).or_default().push(at);
        }
    }
    by_record
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{BriefBuilder, any_draft};
    use crate::model::{Stance, Statement};
    use proptest::prelude::*;

    /// The findings in words, naming records by their ids only.
    fn describe(brief: &Brief) -> Vec<String> {
        let findings = Analysis::new(brief);
        let ids =
            |records: &[Record]| records.iter().map(|record| brief.record_id(*record)).collect::<Vec<_>>().join("+");
        let statements = |all: &[Ix<Statement>]| ids(&all.iter().copied().map(Record::Statement).collect::<Vec<_>>());
        let mut told: Vec<String> = findings
            .contradictions
            .iter()
            .map(|one| {
                let sides = one.sides.iter().map(|side| format!(" | {}: {}", side.label, ids(&side.records)));
                format!("{}{}", one.question, sides.collect::<String>())
            })
            .collect();
        let mut shifts: Vec<String> = findings
            .shifts
            .iter()
            .map(|shift| {
                let (actor, issue) = (&brief.actors[shift.actor].id, &brief.issues[shift.issue].id);
                let (before, after) = (statements(&shift.before), statements(&shift.after));
                format!("{actor} {issue}: {before} → {after} {}", shift.turn.word())
            })
            .collect();
        shifts.sort();
        told.extend(shifts);
        told
    }

    #[test]
    fn findings_are_reached_from_what_they_rest_on() {
        let brief = BriefBuilder::new()
            .statement("a", |s| s.by("asif").said("2022").stance("talks", Stance::For).stance("border", Stance::For))
            .statement("b", |s| s.by("asif").said("2024").stance("talks", Stance::Against))
            .statement("c", |s| s.by("asif").said("2024").stance("talks", Stance::For))
            .brief();
        let findings = Analysis::new(&brief);
        let (asif, issue) = (brief.actors.find("asif").unwrap(), |id| brief.issues.find(id).unwrap());
        assert_eq!(findings.shifts_on(asif, issue("talks")).len(), 1);
        assert_eq!(findings.shifts_on(asif, issue("border")), []);
        let contradictions = |id| findings.contradictions_of(brief.record(id).unwrap()).count();
        assert_eq!([contradictions("a"), contradictions("b"), contradictions("c")], [0, 1, 1]);
    }

    proptest! {
        #[test]
        fn records_looked_up_once_stand_in_the_order_of_a_list(draft in any_draft()) {
            let brief = draft.brief();
            let mut one_by_one: Vec<Record> = brief.records().collect();
            let mut once = one_by_one.clone();
            one_by_one.sort_by(|a, b| list_order(&brief, *a, *b));
            sort_as_list(&brief, &mut once);
            prop_assert_eq!(one_by_one, once);
        }

        #[test]
        fn it_makes_no_difference_in_which_order_a_brief_is_typed(draft in any_draft()) {
            prop_assert_eq!(describe(&draft.brief()), describe(&draft.reversed().brief()));
        }
    }
}
