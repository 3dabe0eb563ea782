//! Derives the findings of a brief: shifts, contradictions, weekday faults, origins and silence, each with its evidence. It reads the model
//! and never changes it.
//!
//! Findings do not depend on the order of the brief's files and tables: ties are broken by id.

mod contradictions;
mod dating;
mod day_names;
mod matrix;
mod origins;
mod printed_date;
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
use weekdays::PrintedDateFaults;

pub use contradictions::{Contradiction, ContradictionKind, ContradictionSide};
pub use dating::{Dated, DaySpan, list_order, sort_as_list};
pub use matrix::{MatrixCell, StanceMatrix};
pub use origins::Origins;
pub use shifts::{ShiftDirection, StanceShift};
pub use silence::Silence;
pub use sourcing::{KindCount, SourcingReport};
pub use utterances::Utterances;
pub use weekdays::{DayMismatch, WeekdayFault};

/// All findings that do not depend on a day. The [`StanceMatrix`] depends on one.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// Ordered by actor, then by issue, then by time.
    pub shifts: Vec<StanceShift>,
    /// In the order of their earliest evidence.
    pub contradictions: Vec<Contradiction>,
    /// In list order.
    pub weekday_faults: Vec<WeekdayFault>,
    /// In list order.
    pub day_mismatches: Vec<DayMismatch>,
    pub utterances: Utterances,
    pub origins: Origins,
    pub silence: Silence,
    /// For each record, the indices of the contradictions that it is evidence of.
    contradictions_by_record: HashMap<Record, Vec<usize>>,
}

impl Analysis {
    /// Analyzes `brief` in O(n log n) for n records, plus the size of the evidence. Uses a second thread for large briefs.
    pub fn new(brief: &Brief) -> Self {
        let from_utterances = || {
            let utterances = Utterances::new(brief);
            (contradictions::contradictions(brief, &utterances), Origins::new(brief, &utterances), utterances)
        };
        let from_others = || (shifts::shifts(brief), PrintedDateFaults::new(brief), Silence::new(brief));
        let is_large = brief.statements.len() > SINGLE_THREADED;
        let (others, utterances) =
            if is_large { join(from_others, from_utterances) } else { (from_others(), from_utterances()) };
        let (shifts, PrintedDateFaults { weekdays: weekday_faults, mismatches: day_mismatches }, silence) = others;
        let (contradictions, origins, utterances) = utterances;
        let contradictions_by_record = by_record(&contradictions);
        Self {
            shifts,
            contradictions,
            weekday_faults,
            day_mismatches,
            utterances,
            origins,
            silence,
            contradictions_by_record,
        }
    }

    /// The contradictions that `record` is evidence of, in the order of [`Self::contradictions`].
    pub fn contradictions_of(&self, record: Record) -> impl Iterator<Item = &Contradiction> {
        self.contradictions_by_record.get(&record).into_iter().flatten().map(|at| &self.contradictions[*at])
    }

    /// The shifts of `actor` on `issue`, ordered by time.
    pub fn shifts_on(&self, actor: Ix<Actor>, issue: Ix<Issue>) -> &[StanceShift] {
        let first = self.shifts.partition_point(|shift| (shift.actor, shift.issue) < (actor, issue));
        let end = self.shifts.partition_point(|shift| (shift.actor, shift.issue) <= (actor, issue));
        &self.shifts[first..end]
    }
}

/// Up to this number of statements, starting a thread costs more than it saves.
const SINGLE_THREADED: usize = 4_000;

/// The results of both functions; the first runs on a new thread, or on this one when no thread can be started.
fn join<A: Send, B>(one: impl Fn() -> A + Sync, other: impl Fn() -> B) -> (A, B) {
    thread::scope(|scope| {
        let handle = thread::Builder::new().spawn_scoped(scope, &one).ok();
        let other = other();
        let one = handle.map_or_else(|| Ok(one()), ScopedJoinHandle::join);
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

/// The text in lower case, with single spaces. Names and values that differ in nothing else are the same.
pub(crate) fn fold_case_and_spaces(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{BriefBuilder, any_draft};
    use crate::model::{Stance, Statement};
    use proptest::prelude::*;

    /// The findings in words, with records named by id.
    fn describe(brief: &Brief) -> Vec<String> {
        let analysis = Analysis::new(brief);
        let ids =
            |records: &[Record]| records.iter().map(|record| brief.record_id(*record)).collect::<Vec<_>>().join("+");
        let statements = |all: &[Ix<Statement>]| ids(&all.iter().copied().map(Record::Statement).collect::<Vec<_>>());
        let mut lines: Vec<String> = analysis
            .contradictions
            .iter()
            .map(|one| {
                let sides = one.sides.iter().map(|side| format!(" | {}: {}", side.label, ids(&side.records)));
                format!("{}{}", one.question, sides.collect::<String>())
            })
            .collect();
        let mut shifts: Vec<String> = analysis
            .shifts
            .iter()
            .map(|shift| {
                let (actor, issue) = (&brief.actors[shift.actor].id, &brief.issues[shift.issue].id);
                let (before, after) = (statements(&shift.before), statements(&shift.after));
                format!("{actor} {issue}: {before} → {after} {}", shift.turn.word())
            })
            .collect();
        shifts.sort();
        lines.extend(shifts);
        lines
    }

    #[test]
    fn findings_are_found_by_their_records() {
        let brief = BriefBuilder::new()
            .statement("a", |s| s.by("asif").said("2022").stance("talks", Stance::For).stance("border", Stance::For))
            .statement("b", |s| s.by("asif").said("2024").stance("talks", Stance::Against))
            .statement("c", |s| s.by("asif").said("2024").stance("talks", Stance::For))
            .brief();
        let analysis = Analysis::new(&brief);
        let (asif, issue) = (brief.actors.find("asif").unwrap(), |id| brief.issues.find(id).unwrap());
        assert_eq!(analysis.shifts_on(asif, issue("talks")).len(), 1);
        assert_eq!(analysis.shifts_on(asif, issue("border")), []);
        let contradictions = |id| analysis.contradictions_of(brief.record(id).unwrap()).count();
        assert_eq!([contradictions("a"), contradictions("b"), contradictions("c")], [0, 1, 1]);
    }

    proptest! {
        #[test]
        fn sort_as_list_and_list_order_agree(draft in any_draft()) {
            let brief = draft.brief();
            let mut one_by_one: Vec<Record> = brief.records().collect();
            let mut once = one_by_one.clone();
            one_by_one.sort_by(|a, b| list_order(&brief, *a, *b));
            sort_as_list(&brief, &mut once);
            prop_assert_eq!(one_by_one, once);
        }

        #[test]
        fn the_order_of_the_brief_does_not_change_the_findings(draft in any_draft()) {
            prop_assert_eq!(describe(&draft.brief()), describe(&draft.reversed().brief()));
        }
    }
}
