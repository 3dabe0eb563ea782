//! The stance matrix of actors and issues, as of a day or of the latest statements. It uses dates and stances, never words.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::dating::Dated;
use super::stance_records::{ActorIssue, StanceRecord, retracted, stance_records};
use crate::model::StancePosition;
use crate::model::{Actor, Attribution, Brief, Issue, Ix, Record, Stance, Statement};

/// The positions of all named actors who take a stance, as of a day.
#[derive(Debug, Clone)]
pub struct StanceMatrix {
    cells: BTreeMap<ActorIssue, MatrixCell>,
    actors: Vec<Ix<Actor>>,
    /// The actors with a stance on each issue, in the order of the brief.
    by_issue: BTreeMap<Ix<Issue>, Vec<Ix<Actor>>>,
}

/// The position of one actor on one issue, with its evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixCell {
    pub position: StancePosition,
    /// Every statement of the actor on the issue that counts on the day, in list order.
    pub statements: Vec<Ix<Statement>>,
    /// The statements that are in force and make the position, in list order.
    pub current: Vec<Ix<Statement>>,
    /// Whether every statement in force has the attribution `inferred`, so that no source reports that the actor said it.
    pub inferred_only: bool,
}

impl StanceMatrix {
    /// The matrix as of a day; all statements count when `as_of` is `None`.
    ///
    /// A statement counts on a day according to [`Dated::counts_by`]. A statement that counts is in force unless another that counts
    /// retracts it, or another of the same actor on the same issue, itself not retracted, is certainly later. The statements in force
    /// together make the position ([`StancePosition::from_stances`]). When all are retracted, the position is unclear.
    pub fn new(brief: &Brief, as_of: Option<NaiveDate>) -> Self {
        let counts = |statement| as_of.is_none_or(|day| Dated::new(brief, Record::Statement(statement)).counts_by(day));
        let retracted = retracted(brief, counts);
        let cells: BTreeMap<ActorIssue, MatrixCell> = stance_records(brief)
            .into_iter()
            .filter_map(|(key, mut records)| {
                records.retain(|record| counts(record.statement));
                (!records.is_empty()).then(|| (key, MatrixCell::new(brief, &records, &retracted)))
            })
            .collect();
        let mut actors: Vec<Ix<Actor>> = cells.keys().map(|key| key.actor).collect();
        actors.dedup();
        let mut by_issue: BTreeMap<Ix<Issue>, Vec<Ix<Actor>>> = BTreeMap::new();
        for key in cells.keys() {
            by_issue.entry(key.issue).or_default().push(key.actor);
        }
        Self { cells, actors, by_issue }
    }

    /// The actors with a stance on `issue`, in the order of the brief, with their cells.
    pub fn on(&self, issue: Ix<Issue>) -> impl Iterator<Item = (Ix<Actor>, &MatrixCell)> {
        let actors = self.by_issue.get(&issue).into_iter().flatten();
        actors.filter_map(move |actor| Some((*actor, self.cell(*actor, issue)?)))
    }

    /// The position of `actor` on `issue`; `None` when the actor takes no stance.
    pub fn cell(&self, actor: Ix<Actor>, issue: Ix<Issue>) -> Option<&MatrixCell> {
        self.cells.get(&ActorIssue { actor, issue })
    }

    /// The rows: every actor who takes a stance on any issue, in the order of the brief.
    pub fn actors(&self) -> &[Ix<Actor>] {
        &self.actors
    }
}

impl MatrixCell {
    /// The statements that take the stance of the position; for a mixed position, the statements in force.
    pub fn proofs<'a>(&'a self, brief: &'a Brief, issue: Ix<Issue>) -> impl Iterator<Item = Ix<Statement>> + 'a {
        let (statements, held) = match self.position {
            StancePosition::Held(stance) => (&self.statements, Some(stance)),
            StancePosition::Mixed => (&self.current, None),
        };
        let is_proof = move |ix: &Ix<Statement>| held.is_none() || brief.statements[*ix].stance_on(issue) == held;
        statements.iter().copied().filter(is_proof)
    }

    fn new(brief: &Brief, records: &[StanceRecord], retracted: &[bool]) -> Self {
        let not_retracted = || records.iter().filter(|record| !retracted[record.statement.at()]);
        let last_begin = not_retracted().map(|record| record.span.begin()).max();
        // The keys settle nearly all; where they do not suffice, the latest in the list are the likeliest to be certainly later.
        let is_over = |record: &StanceRecord| {
            Some(record.span.end()) < last_begin
                && records
                    .iter()
                    .rev()
                    .any(|later| !retracted[later.statement.at()] && record.span.is_before(later.span))
        };
        let in_force: Vec<&StanceRecord> = not_retracted().filter(|record| !is_over(record)).collect();
        let stances: Vec<Stance> = in_force.iter().map(|record| record.stance).collect();
        let is_inferred =
            |record: &&StanceRecord| brief.statements[record.statement].attribution == Attribution::Inferred;
        Self {
            position: StancePosition::from_stances(&stances).unwrap_or(StancePosition::Held(Stance::Unclear)),
            statements: records.iter().map(|record| record.statement).collect(),
            current: in_force.iter().map(|record| record.statement).collect(),
            inferred_only: !in_force.is_empty() && in_force.iter().all(is_inferred),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{BriefBuilder, any_draft, day};
    use Stance::{Against, For, Neutral};
    use proptest::prelude::*;

    fn position(brief: &Brief, as_of: Option<&str>) -> Option<StancePosition> {
        let (actor, issue) = (brief.actors.find("asif")?, brief.issues.find("talks")?);
        StanceMatrix::new(brief, as_of.map(day)).cell(actor, issue).map(|cell| cell.position)
    }

    #[test]
    fn the_matrix_shows_the_position_of_an_actor_on_a_day() {
        let brief = BriefBuilder::new()
            .statement("first", |s| s.by("asif").said("2022-05-01").stance("talks", For))
            .statement("then", |s| s.by("asif").said("2024-09-12").stance("talks", Against))
            .brief();
        assert_eq!(position(&brief, Some("2022-04-30")), None);
        assert_eq!(position(&brief, Some("2022-05-01")), Some(StancePosition::Held(For)));
        assert_eq!(position(&brief, Some("2024-09-12")), Some(StancePosition::Held(Against)));
        assert_eq!(position(&brief, None), Some(StancePosition::Held(Against)));
    }

    #[test]
    fn opposite_stances_at_one_time_are_mixed() {
        let brief = BriefBuilder::new()
            .statement("morning", |s| s.by("asif").said("2024-09-12").stance("talks", For))
            .statement("month", |s| s.by("asif").said("2024-09").stance("talks", Against))
            .statement("before", |s| s.by("asif").said("2024-08").stance("talks", Neutral))
            .brief();
        let matrix = StanceMatrix::new(&brief, None);
        let cell = matrix.cell(brief.actors.find("asif").unwrap(), brief.issues.find("talks").unwrap()).unwrap();
        assert_eq!(cell.position, StancePosition::Mixed);
        assert_eq!((cell.statements.len(), cell.current.len()), (3, 2));
    }

    #[test]
    fn a_retracted_statement_is_out_of_force_from_the_day_of_the_retraction() {
        let brief = BriefBuilder::new()
            .statement("first", |s| s.by("asif").said("2024-09-01").stance("talks", Against))
            .statement("slip", |s| s.by("asif").said("2024-09-12").stance("talks", For))
            .statement("sorry", |s| s.by("asif").said("2024-09-13").retracts("slip"))
            .brief();
        assert_eq!(position(&brief, Some("2024-09-12")), Some(StancePosition::Held(For)));
        assert_eq!(position(&brief, Some("2024-09-13")), Some(StancePosition::Held(Against)));
    }

    #[test]
    fn a_position_that_is_only_inferred_is_marked() {
        let brief = BriefBuilder::new()
            .statement("reading", |s| s.by("asif").said("2024").stance("talks", For).inferred())
            .statement("unnamed", |s| s.unnamed("a diplomat").said("2025").stance("talks", Against))
            .brief();
        let matrix = StanceMatrix::new(&brief, None);
        let asif = brief.actors.find("asif").unwrap();
        assert_eq!(matrix.actors(), [asif], "who is not named has no row");
        assert!(matrix.cell(asif, brief.issues.find("talks").unwrap()).unwrap().inferred_only);
    }

    proptest! {
        #[test]
        fn as_of_a_far_day_is_as_of_the_latest(draft in any_draft()) {
            let brief = draft.brief();
            prop_assert_eq!(StanceMatrix::new(&brief, Some(day("9999-12-31"))).cells, StanceMatrix::new(&brief, None).cells);
        }

        #[test]
        fn every_cell_has_a_statement_in_force(draft in any_draft()) {
            for cell in StanceMatrix::new(&draft.brief(), None).cells.values() {
                prop_assert!(cell.current.iter().all(|statement| cell.statements.contains(statement)));
                prop_assert!(!cell.statements.is_empty());
            }
        }
    }
}
