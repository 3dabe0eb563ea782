//! Changes of an actor's stance between dates whose order is certain. It never guesses an order.

use std::cmp::Ordering;

use super::dating::in_list_order;
use super::stance_records::{ActorIssue, StanceRecord, stance_records};
use crate::model::StancePosition;
use crate::model::{Actor, Attribution, Brief, Issue, Ix, Record, Stance, Statement};

/// A change of an actor's stance on an issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StanceShift {
    pub actor: Ix<Actor>,
    pub issue: Ix<Issue>,
    pub turn: ShiftDirection,
    pub from: Stance,
    pub to: Stance,
    /// The statements that make the old stance: the latest that are certainly earlier. In list order.
    pub before: Vec<Ix<Statement>>,
    /// The statements of the new stance, each certainly later than every statement of `before`. In list order.
    pub after: Vec<Ix<Statement>>,
    /// Whether all statements of `before`, or all of `after`, have the attribution `inferred`.
    pub inferred: bool,
}

/// The direction of a change of stance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ShiftDirection {
    /// From for to against, or from against to for.
    Reversed,
    /// To a weaker stance.
    Softened,
    /// To a stronger stance.
    Hardened,
}

impl ShiftDirection {
    /// The direction from one stance to another; `None` when they are equal or one of them is unclear.
    ///
    /// For and against have weight 2, conditional 1, neutral 0. A change to a lower weight is softened, to a higher weight hardened, to
    /// an equal weight reversed.
    pub fn between(from: Stance, to: Stance) -> Option<Self> {
        let (old, new) = (weight(from)?, weight(to)?);
        match new.cmp(&old) {
            _ if from == to => None,
            Ordering::Less => Some(Self::Softened),
            Ordering::Equal => Some(Self::Reversed),
            Ordering::Greater => Some(Self::Hardened),
        }
    }

    /// The direction as a word.
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
/// Each statement is compared with its immediate predecessors: those certainly before it, but not certainly before another of them. It is
/// a shift when these together hold one position ([`StancePosition::from_stances`]) and the statement takes another. Unclear statements
/// are ignored. Retracted statements count, because they were made. Statements with the same predecessors and the same new stance are
/// one shift.
pub(super) fn shifts(brief: &Brief) -> Vec<StanceShift> {
    stance_records(brief)
        .into_iter()
        .flat_map(|(key, records)| StanceHistory::new(records).shifts(brief, key))
        .collect()
}

/// The greatest key of some beginnings ([`DaySpan::begin`](super::dating::DaySpan)).
type SpanKey = Option<(chrono::NaiveDate, i32)>;

/// The stances of one actor on one issue, sorted for the look-up of predecessors.
struct StanceHistory {
    /// Sorted by latest possible day, so that the predecessors of a record are a prefix.
    by_latest: Vec<StanceRecord>,
    /// For each index of `by_latest`, the maximum of the earliest days up to it.
    max_earliest: Vec<SpanKey>,
    /// Sorted by earliest possible day, so that the prefix of predecessors only grows.
    by_earliest: Vec<StanceRecord>,
}

impl StanceHistory {
    fn new(mut records: Vec<StanceRecord>) -> Self {
        records.retain(|record| weight(record.stance).is_some());
        let mut by_latest = records.clone();
        by_latest.sort_by_key(|record| record.span.end());
        let max_earliest = by_latest.iter().scan(SpanKey::default(), |max, record| {
            *max = Some(record.span.begin()).max(*max);
            Some(*max)
        });
        let max_earliest = max_earliest.collect();
        records.sort_by_key(|record| record.span.begin());
        Self { by_latest, max_earliest, by_earliest: records }
    }

    fn shifts(&self, brief: &Brief, key: ActorIssue) -> Vec<StanceShift> {
        let mut shifts = Vec::new();
        for group in self.by_earliest.chunk_by(|a, b| self.ended_before(a).len() == self.ended_before(b).len()) {
            let before = self.immediately_before(group);
            let stances: Vec<Stance> = before.iter().map(|record| record.stance).collect();
            let Some(StancePosition::Held(from)) = StancePosition::from_stances(&stances) else { continue };
            for to in Stance::ALL.iter().copied() {
                let after: Vec<StanceRecord> = group.iter().filter(|record| record.stance == to).copied().collect();
                if let (Some(direction), false) = (ShiftDirection::between(from, to), after.is_empty()) {
                    let ActorIssue { actor, issue } = key;
                    let inferred = all_inferred(brief, &before) || all_inferred(brief, &after);
                    let (before, after) = (statements(brief, &before), statements(brief, &after));
                    shifts.push(StanceShift { actor, issue, turn: direction, from, to, before, after, inferred });
                }
            }
        }
        shifts
    }

    /// The records that ended before `record`, as their keys say: a prefix of `by_latest`.
    fn ended_before(&self, record: &StanceRecord) -> &[StanceRecord] {
        &self.by_latest[..self.by_latest.partition_point(|other| other.span.end() < record.span.begin())]
    }

    /// The immediate predecessors of a group that has the same records before it: those that did not end before another of them, and
    /// certainly before the whole group.
    fn immediately_before(&self, group: &[StanceRecord]) -> Vec<StanceRecord> {
        let ended = self.ended_before(&group[0]);
        let Some(max_earliest) = ended.len().checked_sub(1).and_then(|last| self.max_earliest[last]) else {
            return Vec::new();
        };
        let last = &ended[ended.partition_point(|other| other.span.end() < max_earliest)..];
        let is_certain = |other: &&StanceRecord| group.iter().all(|record| other.span.is_before(record.span));
        last.iter().filter(is_certain).copied().collect()
    }
}

fn all_inferred(brief: &Brief, records: &[StanceRecord]) -> bool {
    records.iter().all(|record| brief.statements[record.statement].attribution == Attribution::Inferred)
}

fn statements(brief: &Brief, records: &[StanceRecord]) -> Vec<Ix<Statement>> {
    in_list_order(brief, records.iter().map(|record| record.statement).collect(), Record::Statement)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analysis;
    use crate::analysis::dating::Dated;
    use crate::analysis::testing::{BriefBuilder, any_draft};
    use Stance::{Against, Conditional, For, Neutral, Unclear};
    use proptest::prelude::*;

    /// The shifts of Asif on talks in words: `s0 → s1 reversed`. The input is a date and a stance per statement.
    fn shift_words(said: &[(&str, Stance)]) -> Vec<String> {
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
    fn a_change_of_stance_has_a_direction() {
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
        for (from, to, direction) in table {
            assert_eq!(ShiftDirection::between(from, to), direction, "{from} to {to}");
        }
    }

    #[test]
    fn times_order_the_stances_of_a_day_and_estimates_count_at_their_word() {
        let morning = ("2024-09-12T09:00:00+05:00", For);
        assert_eq!(shift_words(&[morning, ("2024-09-12T14:30:00+05:00", Against)]), ["s0 → s1 reversed"]);
        assert_eq!(shift_words(&[morning, ("2024-09-12T03:00:00Z", Against)]), ["s1 → s0 reversed"], "an hour before");
        assert_eq!(shift_words(&[morning, ("2024-09-12", Against)]), [""; 0]);
        assert_eq!(shift_words(&[morning, ("2024-09-12T14:30:00", Against)]), [""; 0], "in which zone?");
        assert_eq!(shift_words(&[("2024-09-12~", For), ("2024-09-13", Against)]), ["s0 → s1 reversed"]);
        assert_eq!(shift_words(&[("2024~", For), ("2024-06-30", Against)]), [""; 0]);
        let [evening, next] = ["2024-09-12T23:00:00-05:00", "2024-09-13T01:00:00+05:00"];
        assert_eq!(shift_words(&[(evening, For), (next, Against)]), [""; 0], "the zones say the opposite of the days");
    }

    #[test]
    fn each_change_in_a_long_history_is_one_shift() {
        let history = [("2022", For), ("2023-05", For), ("2024-09-12", Conditional), ("2025-09-10", Against)];
        assert_eq!(shift_words(&history), ["s1 → s2 softened", "s2 → s3 hardened"]);
    }

    #[test]
    fn several_statements_of_one_new_stance_are_one_shift() {
        assert_eq!(
            shift_words(&[("2022", For), ("2024-09", Against), ("2024-09-12", Against)]),
            ["s0 → s1+s2 reversed"]
        );
        assert_eq!(shift_words(&[("2022", For), ("2022-05-01", For), ("2024", Against)]), ["s0+s1 → s2 reversed"]);
    }

    #[test]
    fn dates_that_overlap_shift_nothing() {
        assert_eq!(shift_words(&[("2024", For), ("2024-09-12", Against)]), [""; 0]);
        assert_eq!(shift_words(&[("[2024-09-10,2025-09-10]", For), ("2025-03", Against)]), [""; 0]);
    }

    #[test]
    fn an_actor_who_held_both_sides_shifts_to_neither() {
        assert_eq!(shift_words(&[("2022", For), ("2022", Against), ("2024", Against)]), [""; 0]);
    }

    #[test]
    fn an_unclear_statement_hides_no_shift() {
        assert_eq!(shift_words(&[("2022", For), ("2023", Unclear), ("2024", Against)]), ["s0 → s2 reversed"]);
    }

    /// A direct implementation of the documented rule, in quadratic time.
    fn is_shift_by_the_rule(brief: &Brief, key: ActorIssue, later: Ix<Statement>) -> Option<ShiftDirection> {
        let stance = |at: Ix<Statement>| brief.statements[at].stance_on(key.issue);
        let span = |at: Ix<Statement>| Dated::new(brief, Record::Statement(at)).span();
        let speaks = |at: &Ix<Statement>| {
            brief.statements[*at].actors().contains(&key.actor) && stance(*at).is_some_and(|stance| stance != Unclear)
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
            for key in stance_records(&brief).into_keys() {
                for (at, statement) in brief.statements.iter() {
                    if statement.actors().contains(&key.actor) && statement.stance_on(key.issue).is_some() {
                        let here = found.iter().filter(|one| (one.actor, one.issue) == (key.actor, key.issue));
                        let directions: Vec<ShiftDirection> = here.filter(|one| one.after.contains(&at)).map(|one| one.turn).collect();
                        let expected: Vec<ShiftDirection> = is_shift_by_the_rule(&brief, key, at).into_iter().collect();
                        prop_assert_eq!(directions, expected);
                    }
                }
            }
        }
    }
}
