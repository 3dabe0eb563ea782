//! Who stands where: actors by issues, as of a day or as of the latest. It judges by dates and stances, never by words.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::dating::Dated;
use super::stance_records::{Square, StanceRecord, retracted, stance_records};
use crate::model::StancePosition;
use crate::model::{Actor, Attribution, Brief, Issue, Ix, Record, Stance, Statement};

/// The stances of every named actor who takes one, as of a day.
#[derive(Debug, Clone)]
pub struct StanceMatrix {
    cells: BTreeMap<Square, MatrixCell>,
    actors: Vec<Ix<Actor>>,
    /// Who takes a stance on each issue, in the order of the brief.
    by_issue: BTreeMap<Ix<Issue>, Vec<Ix<Actor>>>,
}

/// Where one actor stands on one issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixCell {
    pub position: StancePosition,
    /// Every statement of the actor on the issue that counts on the day, in the order of a list.
    pub statements: Vec<Ix<Statement>>,
    /// Those of them that make the position.
    pub current: Vec<Ix<Statement>>,
    /// Whether the position is the officer's reading only: nobody reports that the actor said so.
    pub inferred_only: bool,
}

impl StanceMatrix {
    /// The matrix as of `day`; without a day, as of the latest.
    ///
    /// A statement counts when [`Dated::counts_by`] says so of the day. Of those that count, one is in force unless a statement that
    /// counts retracts it, or another of the same actor on the same issue is certainly later; a retracted statement ends no earlier one.
    /// The position is what those in force make together ([`Position::of`]); where all is retracted, it is unclear.
    pub fn new(brief: &Brief, as_of: Option<NaiveDate>) -> Self {
        let counts = |statement| as_of.is_none_or(|day| Dated::new(brief, Record::Statement(statement)).counts_by(day));
        let retracted = retracted(brief, counts);
        let cells: BTreeMap<Square, MatrixCell> = stance_records(brief)
            .into_iter()
            .filter_map(|(square, mut voices)| {
                voices.retain(|voice| counts(voice.statement));
                (!voices.is_empty()).then(|| (square, MatrixCell::new(brief, &voices, &retracted)))
            })
            .collect();
        let mut actors: Vec<Ix<Actor>> = cells.keys().map(|square| square.actor).collect();
        actors.dedup();
        let mut by_issue: BTreeMap<Ix<Issue>, Vec<Ix<Actor>>> = BTreeMap::new();
        for square in cells.keys() {
            by_issue.entry(square.issue).or_default().push(square.actor);
        }
        Self { cells, actors, by_issue }
    }

    /// Everybody who takes a stance on `issue`, in the order of the brief, with where he stands.
    pub fn on(&self, issue: Ix<Issue>) -> impl Iterator<Item = (Ix<Actor>, &MatrixCell)> {
        let actors = self.by_issue.get(&issue).into_iter().flatten();
        actors.filter_map(move |actor| Some((*actor, self.cell(*actor, issue)?)))
    }

    /// Where `actor` stands on `issue`; `None` is silence.
    pub fn cell(&self, actor: Ix<Actor>, issue: Ix<Issue>) -> Option<&MatrixCell> {
        self.cells.get(&Square { actor, issue })
    }

    /// The rows: every actor who takes a stance on some issue, in the order of the brief.
    pub fn actors(&self) -> &[Ix<Actor>] {
        &self.actors
    }
}

impl MatrixCell {
    /// Those of its statements that say what its position is; of a mixed one, those that make it so.
    pub fn proofs<'a>(&'a self, brief: &'a Brief, issue: Ix<Issue>) -> impl Iterator<Item = Ix<Statement>> + 'a {
        let (of, held) = match self.position {
            StancePosition::Held(stance) => (&self.statements, Some(stance)),
            StancePosition::Mixed => (&self.current, None),
        };
        let says = move |ix: &Ix<Statement>| held.is_none() || brief.statements[*ix].stance_on(issue) == held;
        of.iter().copied().filter(says)
    }

    fn new(brief: &Brief, voices: &[StanceRecord], retracted: &[bool]) -> Self {
        let standing = || voices.iter().filter(|voice| !retracted[voice.statement.at()]);
        let newest = standing().map(|voice| voice.span.earliest).max();
        let in_force: Vec<&StanceRecord> = standing().filter(|voice| Some(voice.span.latest) >= newest).collect();
        let stances: Vec<Stance> = in_force.iter().map(|voice| voice.stance).collect();
        let is_inferred =
            |voice: &&StanceRecord| brief.statements[voice.statement].attribution == Attribution::Inferred;
        Self {
            position: StancePosition::from_stances(&stances).unwrap_or(StancePosition::Held(Stance::Unclear)),
            statements: voices.iter().map(|voice| voice.statement).collect(),
            current: in_force.iter().map(|voice| voice.statement).collect(),
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
    fn the_matrix_tells_where_an_actor_stood_on_a_day() {
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
    fn opposite_stances_of_one_time_are_mixed() {
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
    fn a_retracted_statement_stands_no_more_from_the_day_of_the_retraction() {
        let brief = BriefBuilder::new()
            .statement("first", |s| s.by("asif").said("2024-09-01").stance("talks", Against))
            .statement("slip", |s| s.by("asif").said("2024-09-12").stance("talks", For))
            .statement("sorry", |s| s.by("asif").said("2024-09-13").retracts("slip"))
            .brief();
        assert_eq!(position(&brief, Some("2024-09-12")), Some(StancePosition::Held(For)));
        assert_eq!(position(&brief, Some("2024-09-13")), Some(StancePosition::Held(Against)));
    }

    #[test]
    fn a_position_that_only_the_officer_reads_is_marked() {
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
