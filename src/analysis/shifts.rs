//! Where an actor's stance changed between two dates whose order is certain. It never guesses an order.

use std::cmp::Ordering;

use chrono::NaiveDate;

use super::dating::in_list_order;
use super::stance_records::{Square, StanceRecord, stance_records};
use crate::model::StancePosition;
use crate::model::{Actor, Attribution, Brief, Issue, Ix, Record, Stance, Statement};

/// An actor's stance on an issue changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StanceShift {
    pub actor: Ix<Actor>,
    pub issue: Ix<Issue>,
    pub turn: ShiftDirection,
    pub from: Stance,
    pub to: Stance,
    /// The latest statements that were certainly made before; together they make the stance left. In the order of a list.
    pub before: Vec<Ix<Statement>>,
    /// The statements of the new stance, each certainly later than every one before. In the order of a list.
    pub after: Vec<Ix<Statement>>,
    /// Whether one end of it is the officer's reading only.
    pub inferred: bool,
}

/// Which way a stance changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ShiftDirection {
    /// From for to against, or back.
    Reversed,
    /// To a weaker stance.
    Softened,
    /// To a stronger stance.
    Hardened,
}

impl ShiftDirection {
    /// The turn from one stance to another; `None` when they are the same, or one of them is unclear.
    ///
    /// For and against weigh 2, conditional 1, neutral 0: a change to less is softened, to more is hardened, between equals is reversed.
    pub fn between(from: Stance, to: Stance) -> Option<Self> {
        let (left, taken) = (weight(from)?, weight(to)?);
        match taken.cmp(&left) {
            _ if from == to => None,
            Ordering::Less => Some(Self::Softened),
            Ordering::Equal => Some(Self::Reversed),
            Ordering::Greater => Some(Self::Hardened),
        }
    }

    /// The turn as a word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reversed => "reversed",
            Self::Softened => "softened",
            Self::Hardened => "hardened",
        }
    }
}

const fn weight(stance: Stance) -> Option<u8> {
    match stance {
        Stance::For | Stance::Against => Some(2),
        Stance::Conditional => Some(1),
        Stance::Neutral => Some(0),
        Stance::Unclear => None,
    }
}

/// The shifts of every actor on every issue.
///
/// Each statement is held against its immediate predecessors: those certainly before it, but not certainly before another of them. It is a
/// shift when these make one held position ([`Position::of`]) and the statement takes another. Unclear statements are passed over, as
/// if they had not been made; retracted ones are not, for what was said was said. Statements that leave the same predecessors for the
/// same stance are one shift.
pub(super) fn shifts(brief: &Brief) -> Vec<StanceShift> {
    stance_records(brief)
        .into_iter()
        .flat_map(|(square, voices)| StanceHistory::new(voices).shifts(brief, square))
        .collect()
}

/// What one actor said on one issue, ready to be asked what came before what.
struct StanceHistory {
    /// In the order of the latest possible day, so that predecessors stand side by side.
    by_latest: Vec<StanceRecord>,
    /// The newest beginning among those of `by_latest` up to each place.
    newest_up_to: Vec<NaiveDate>,
    /// In the order of the earliest possible day, so that their predecessors never go back.
    by_earliest: Vec<StanceRecord>,
}

impl StanceHistory {
    fn new(mut voices: Vec<StanceRecord>) -> Self {
        voices.retain(|voice| weight(voice.stance).is_some());
        let mut by_latest = voices.clone();
        by_latest.sort_by_key(|voice| voice.span.latest);
        let newest = by_latest.iter().scan(NaiveDate::MIN, |newest, voice| {
            *newest = voice.span.earliest.max(*newest);
            Some(*newest)
        });
        let newest_up_to = newest.collect();
        voices.sort_by_key(|voice| voice.span.earliest);
        Self { by_latest, newest_up_to, by_earliest: voices }
    }

    fn shifts(&self, brief: &Brief, square: Square) -> Vec<StanceShift> {
        let mut shifts = Vec::new();
        for of_one_past in self.by_earliest.chunk_by(|a, b| self.ended_before(a).len() == self.ended_before(b).len()) {
            let before = self.immediately_before(&of_one_past[0]);
            let left: Vec<Stance> = before.iter().map(|voice| voice.stance).collect();
            let Some(StancePosition::Held(from)) = StancePosition::from_stances(&left) else { continue };
            for to in Stance::ALL.iter().copied() {
                let after: Vec<StanceRecord> = of_one_past.iter().filter(|voice| voice.stance == to).copied().collect();
                if let (Some(turn), false) = (ShiftDirection::between(from, to), after.is_empty()) {
                    let Square { actor, issue } = square;
                    let inferred = all_inferred(brief, &before) || all_inferred(brief, &after);
                    let (before, after) = (statements(brief, &before), statements(brief, &after));
                    shifts.push(StanceShift { actor, issue, turn, from, to, before, after, inferred });
                }
            }
        }
        shifts
    }

    /// What was certainly over before `voice` can have been raised. In the order of the latest day it is a beginning of the whole.
    fn ended_before(&self, voice: &StanceRecord) -> &[StanceRecord] {
        &self.by_latest[..self.by_latest.partition_point(|other| other.span.is_before(voice.span))]
    }

    /// Those among what ended before `voice` that did not end before another of them: the end of that beginning.
    fn immediately_before(&self, voice: &StanceRecord) -> Vec<StanceRecord> {
        let ended = self.ended_before(voice);
        let Some(newest) = ended.len().checked_sub(1).map(|last| self.newest_up_to[last]) else { return Vec::new() };
        ended[ended.partition_point(|other| other.span.latest < newest)..].to_vec()
    }
}

fn all_inferred(brief: &Brief, voices: &[StanceRecord]) -> bool {
    voices.iter().all(|voice| brief.statements[voice.statement].attribution == Attribution::Inferred)
}

fn statements(brief: &Brief, voices: &[StanceRecord]) -> Vec<Ix<Statement>> {
    in_list_order(brief, voices.iter().map(|voice| voice.statement).collect(), Record::Statement)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analysis;
    use crate::analysis::dating::Dated;
    use crate::analysis::testing::{BriefBuilder, any_draft};
    use Stance::{Against, Conditional, For, Neutral, Unclear};
    use proptest::prelude::*;

    /// What Asif said of talks, each a date and a stance, as shifts in words: `s0 → s1 reversed`.
    fn turns(said: &[(&str, Stance)]) -> Vec<String> {
        let draft = said.iter().enumerate().fold(BriefBuilder::new(), |draft, (at, (date, stance))| {
            draft.statement(&format!("s{at}"), |s| s.by("asif").said(date).stance("talks", *stance))
        });
        let brief = draft.brief();
        let ids = |statements: &[Ix<Statement>]| {
            statements.iter().map(|at| brief.statements[*at].id.as_str()).collect::<Vec<_>>().join("+")
        };
        let shifts = Analysis::new(&brief).shifts;
        shifts
            .iter()
            .map(|shift| format!("{} → {} {}", ids(&shift.before), ids(&shift.after), shift.turn.word()))
            .collect()
    }

    #[test]
    fn a_change_of_stance_is_named_by_its_turn() {
        let table = [
            (For, Against, Some(ShiftDirection::Reversed)),
            (Against, For, Some(ShiftDirection::Reversed)),
            (For, Conditional, Some(ShiftDirection::Softened)),
            (Against, Conditional, Some(ShiftDirection::Softened)),
            (Conditional, Neutral, Some(ShiftDirection::Softened)),
            (Conditional, Against, Some(ShiftDirection::Hardened)),
            (Neutral, For, Some(ShiftDirection::Hardened)),
            (For, For, None),
            (Unclear, For, None),
            (For, Unclear, None),
        ];
        for (from, to, turn) in table {
            assert_eq!(ShiftDirection::between(from, to), turn, "{from} to {to}");
        }
    }

    #[test]
    fn each_turn_of_a_long_course_is_one_shift() {
        let course = [("2022", For), ("2023-05", For), ("2024-09-12", Conditional), ("2025-09-10", Against)];
        assert_eq!(turns(&course), ["s1 → s2 softened", "s2 → s3 hardened"]);
    }

    #[test]
    fn several_statements_of_one_new_stance_are_one_shift() {
        assert_eq!(turns(&[("2022", For), ("2024-09", Against), ("2024-09-12", Against)]), ["s0 → s1+s2 reversed"]);
        assert_eq!(turns(&[("2022", For), ("2022-05-01", For), ("2024", Against)]), ["s0+s1 → s2 reversed"]);
    }

    #[test]
    fn dates_that_overlap_shift_nothing() {
        assert_eq!(turns(&[("2024", For), ("2024-09-12", Against)]), [""; 0]);
        assert_eq!(turns(&[("[2024-09-10,2025-09-10]", For), ("2025-03", Against)]), [""; 0]);
    }

    #[test]
    fn who_held_both_sides_shifts_to_neither() {
        assert_eq!(turns(&[("2022", For), ("2022", Against), ("2024", Against)]), [""; 0]);
    }

    #[test]
    fn an_unclear_statement_hides_no_shift() {
        assert_eq!(turns(&[("2022", For), ("2023", Unclear), ("2024", Against)]), ["s0 → s2 reversed"]);
    }

    /// The rule as it is told, statement by statement and without any cleverness.
    fn is_shift_by_the_rule(brief: &Brief, square: Square, later: Ix<Statement>) -> Option<ShiftDirection> {
        let stance = |at: Ix<Statement>| brief.statements[at].stance_on(square.issue);
        let span = |at: Ix<Statement>| Dated::new(brief, Record::Statement(at)).span();
        let speaks = |at: &Ix<Statement>| {
            brief.statements[*at].actor() == Some(square.actor) && stance(*at).is_some_and(|stance| stance != Unclear)
        };
        let before: Vec<_> =
            brief.statements.positions().filter(speaks).filter(|at| span(*at).is_before(span(later))).collect();
        let immediate = before.iter().filter(|at| !before.iter().any(|next| span(**at).is_before(span(*next))));
        let stances: Vec<Stance> = immediate.filter_map(|at| stance(*at)).collect();
        match StancePosition::from_stances(&stances) {
            Some(StancePosition::Held(from)) => ShiftDirection::between(from, stance(later)?),
            Some(StancePosition::Mixed) | None => None,
        }
    }

    proptest! {
        #[test]
        fn the_evidence_of_a_shift_is_certainly_ordered(draft in any_draft()) {
            let brief = draft.brief();
            let span = |at: &Ix<Statement>| Dated::new(&brief, Record::Statement(*at)).span();
            for shift in Analysis::new(&brief).shifts {
                prop_assert!(!shift.before.is_empty() && !shift.after.is_empty());
                for after in &shift.after {
                    prop_assert!(shift.before.iter().all(|before| span(before).is_before(span(after))));
                }
            }
        }

        #[test]
        fn exactly_the_shifts_of_the_rule_are_found(draft in any_draft()) {
            let brief = draft.brief();
            let found = Analysis::new(&brief).shifts;
            for square in stance_records(&brief).into_keys() {
                for (at, statement) in brief.statements.iter() {
                    if statement.actor() == Some(square.actor) && statement.stance_on(square.issue).is_some() {
                        let here = found.iter().filter(|one| (one.actor, one.issue) == (square.actor, square.issue));
                        let turns: Vec<ShiftDirection> = here.filter(|one| one.after.contains(&at)).map(|one| one.turn).collect();
                        let expected: Vec<ShiftDirection> = is_shift_by_the_rule(&brief, square, at).into_iter().collect();
                        prop_assert_eq!(turns, expected);
                    }
                }
            }
        }
    }
}
