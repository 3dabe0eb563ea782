//! Contradictions: statements or claims that cannot both be true, and different wordings of one utterance. It never decides between them.

mod claims;
mod links;
mod stances;
mod wordings;

use std::cmp::Ordering;

use super::dating::list_order;
use super::utterances::Utterances;
use crate::model::{Actor, Brief, Issue, Ix, Record, Source};

pub(super) use claims::ClaimAnswer;

/// Two or more sides that contradict each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    pub kind: ContradictionKind,
    /// The question that the sides answer differently.
    pub question: String,
    /// Two or more.
    pub sides: Vec<ContradictionSide>,
}

/// One side of a contradiction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContradictionSide {
    /// The name of the side: its value, its stance, its speaker, or the outlets that print its wording.
    pub label: String,
    /// The evidence: at least one record, in list order.
    pub records: Vec<Record>,
}

/// The kinds of contradictions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContradictionKind {
    /// Claims with the same question whose values with units differ, apart from case and spacing. One side per value.
    RivalClaims {
        /// Whether exactly one value has the rank `preferred`.
        settled: bool,
    },
    /// Statements of one actor for and against an issue, with dates that overlap.
    ///
    /// The stances for and conditional contradict against. A statement without a date overlaps every day up to its publication, as in the
    /// matrix, so that every mixed position has a contradiction. Retracted statements and reports of the same utterance do not contradict
    /// each other. Statements that overlap through others form one contradiction.
    OppositeStances {
        actor: Ix<Actor>,
        issue: Ix<Issue>,
        /// Whether both sides have a statement of the same exact day. Otherwise the dates only allow it, and the actor may have changed the
        /// stance in between.
        same_day: bool,
    },
    /// Two statements with a `contradicts` link, unless they are on two sides of another contradiction.
    Linked,
    /// One utterance, printed in different words. One side per wording.
    ///
    /// A `rewords` link makes one. A `repeats` link makes one when the words of the two quotes differ by more than case, punctuation and
    /// spacing, and neither quote is an excerpt of the other.
    Reworded,
}

impl Contradiction {
    /// Every record of every side.
    pub fn records(&self) -> impl Iterator<Item = Record> + '_ {
        self.sides.iter().flat_map(|side| side.records.iter().copied())
    }
}

impl ContradictionKind {
    /// The sort rank of the kind.
    const fn rank(self) -> u8 {
        match self {
            Self::RivalClaims { .. } => 0,
            Self::OppositeStances { .. } => 1,
            Self::Linked => 2,
            Self::Reworded => 3,
        }
    }
}

impl ContradictionSide {
    fn new(brief: &Brief, label: String, mut records: Vec<Record>) -> Self {
        records.sort_by(|a, b| list_order(brief, *a, *b));
        Self { label, records }
    }
}

/// The contradictions of `brief`, by their earliest evidence, then by kind, without duplicates.
pub(super) fn contradictions(brief: &Brief, utterances: &Utterances) -> Vec<Contradiction> {
    let mut found = claims::rival_claims(brief);
    found.extend(stances::opposite_stances(brief, utterances));
    found.extend(wordings::different_words(brief));
    let linked = links::contradicting_links(brief, &found);
    found.extend(linked);

    let mut by_evidence: Vec<OrderedContradiction> =
        found.into_iter().map(|one| OrderedContradiction::new(brief, one)).collect();
    by_evidence.sort_by(|a, b| a.list_order(b, brief));
    by_evidence.into_iter().map(|ordered| ordered.contradiction).collect()
}

/// A contradiction with its sort key.
struct OrderedContradiction {
    /// The records of all sides, in list order.
    evidence: Vec<Record>,
    contradiction: Contradiction,
}

impl OrderedContradiction {
    fn new(brief: &Brief, contradiction: Contradiction) -> Self {
        let mut evidence: Vec<Record> = contradiction.records().collect();
        evidence.sort_by(|a, b| list_order(brief, *a, *b));
        Self { evidence, contradiction }
    }

    /// By earliest evidence, then by kind. The rest of the evidence and the question make the order total.
    fn list_order(&self, other: &Self, brief: &Brief) -> Ordering {
        let mut by_evidence = self.evidence.iter().zip(&other.evidence).map(|(a, b)| list_order(brief, *a, *b));
        let by_earliest = by_evidence.next().unwrap_or(Ordering::Equal);
        let (mine, theirs) = (&self.contradiction, &other.contradiction);
        by_earliest
            .then_with(|| mine.kind.rank().cmp(&theirs.kind.rank()))
            .then_with(|| by_evidence.find(|order| order.is_ne()).unwrap_or(Ordering::Equal))
            .then_with(|| self.evidence.len().cmp(&other.evidence.len()))
            .then_with(|| mine.question.cmp(&theirs.question))
    }
}

/// The label of a source: its outlet, or its id when it has none.
fn outlet(brief: &Brief, source: Ix<Source>) -> String {
    let Source { id, outlet, .. } = &brief.sources[source];
    outlet.clone().unwrap_or_else(|| format!("{id} (outlet not stated)"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analysis;
    use crate::analysis::stance_records::{ActorIssue, StanceRecord, retracted, stance_records};
    use crate::analysis::testing::{BriefBuilder, any_draft};
    use crate::model::Stance::{Against, Conditional, For, Neutral};
    use crate::model::StanceSide;
    use proptest::prelude::*;

    /// The contradictions of a brief in words: `question | label: ids | label: ids`.
    fn describe(draft: &BriefBuilder) -> Vec<String> {
        let brief = draft.brief();
        let side = |side: &ContradictionSide| {
            let ids: Vec<&str> = side.records.iter().map(|record| brief.record_id(*record)).collect();
            format!(" | {}: {}", side.label, ids.join("+"))
        };
        let one = |one: &Contradiction| format!("{}{}", one.question, one.sides.iter().map(side).collect::<String>());
        Analysis::new(&brief).contradictions.iter().map(one).collect()
    }

    #[test]
    fn different_values_for_one_question_are_rivals() {
        let draft = BriefBuilder::new()
            .claim("b", |c| c.question("How long is the border?").value("2,640 km"))
            .claim("a", |c| c.question("how long  is the border?").value("2,611 km").preferred())
            .claim("c", |c| c.question("How long is the border?").value("2,640 KM"))
            .claim("d", |c| c.question("How high?").value("7,708 m"));
        assert_eq!(describe(&draft), ["how long  is the border? | 2,611 km: a | 2,640 km: b+c"]);
        let kind = Analysis::new(&draft.brief()).contradictions[0].kind;
        assert_eq!(kind, ContradictionKind::RivalClaims { settled: true }, "the officer prefers one");
    }

    #[test]
    fn stances_for_and_against_with_overlapping_dates_contradict() {
        let draft = BriefBuilder::new()
            .statement("a", |s| s.by("asif").said("2024-09").stance("talks", For))
            .statement("b", |s| s.by("asif").said("2024-09-12").stance("talks", Against))
            .statement("c", |s| s.by("asif").said("2024-09-20").stance("talks", Conditional))
            .statement("d", |s| s.by("asif").said("2024-09-20").stance("talks", Neutral))
            .statement("e", |s| s.by("saif").said("2024-09-12").stance("talks", For));
        assert_eq!(describe(&draft), ["Is talks right? | for: a | against: b"], "c came certainly after b");
    }

    #[test]
    fn opposite_stances_of_one_day_are_marked_and_overlapping_dates_are_not() {
        let same_day = |date: &str| {
            let draft = BriefBuilder::new()
                .statement("a", |s| s.by("asif").said("2024-09-12").stance("talks", For))
                .statement("b", |s| s.by("asif").said(date).stance("talks", Against));
            Analysis::new(&draft.brief()).contradictions.iter().map(|one| one.kind).collect::<Vec<_>>()
        };
        assert!(matches!(same_day("2024-09-12")[..], [ContradictionKind::OppositeStances { same_day: true, .. }]));
        assert!(matches!(same_day("2024-09")[..], [ContradictionKind::OppositeStances { same_day: false, .. }]));
        assert!(same_day("2024-09-13").is_empty());
    }

    #[test]
    fn an_undated_statement_contradicts_only_statements_before_its_publication() {
        let draft = |published: &str| {
            BriefBuilder::new()
                .source("dawn", |source| source.published(published))
                .statement("dated", |s| s.by("asif").said("2024-09-12").stance("talks", For))
                .statement("undated", |s| s.by("asif").in_source("dawn").stance("talks", Against))
        };
        assert_eq!(describe(&draft("2025")).len(), 1);
        assert_eq!(describe(&draft("2023")).len(), 0);
    }

    #[test]
    fn a_retracted_statement_and_a_second_report_of_one_utterance_do_not_contradict() {
        let retracted = BriefBuilder::new()
            .statement("slip", |s| s.by("asif").said("2024-09-12").stance("talks", For))
            .statement("sorry", |s| s.by("asif").said("2024-09-12").stance("talks", Against).retracts("slip"));
        assert_eq!(describe(&retracted), [""; 0]);
        let repeated = BriefBuilder::new()
            .statement("dawn", |s| s.by("asif").stance("talks", For))
            .statement("tolo", |s| s.by("asif").stance("talks", Against).repeats("dawn"));
        assert_eq!(describe(&repeated), [""; 0]);
    }

    #[test]
    fn a_link_in_both_directions_is_one_contradiction() {
        let draft = BriefBuilder::new()
            .statement("a", |s| s.by("asif").said("2024").contradicts("b"))
            .statement("b", |s| s.by("saif").said("2025").contradicts("a"));
        assert_eq!(describe(&draft), ["Which is so: what asif says, or saif? | asif: a | saif: b"]);
    }

    #[test]
    fn a_link_in_one_direction_is_found_from_both_its_statements() {
        let brief = BriefBuilder::new()
            .statement("a", |s| s.by("asif").said("2024"))
            .statement("b", |s| s.by("saif").said("2025").contradicts("a"))
            .brief();
        let analysis = Analysis::new(&brief);
        for id in ["a", "b"] {
            assert_eq!(analysis.contradictions_of(brief.record(id).expect("there")).count(), 1, "{id}");
        }
    }

    #[test]
    fn a_link_between_opposite_stances_adds_nothing() {
        let draft = BriefBuilder::new()
            .statement("a", |s| s.by("asif").said("2024").stance("talks", For))
            .statement("b", |s| s.by("asif").said("2024").stance("talks", Against).contradicts("a"));
        assert_eq!(describe(&draft), ["Is talks right? | for: a | against: b"]);
    }

    #[test]
    fn one_utterance_in_different_words_has_a_side_for_each_wording() {
        let draft = BriefBuilder::new()
            .source("dawn", |source| source.outlet("Dawn"))
            .source("tolo", |source| source.outlet("TOLO"))
            .source("khaama", |source| source.outlet("Khaama"))
            .statement("a", |s| s.in_source("dawn").by("asif").said("2024-09-12~").quote("This is an attack."))
            .statement("b", |s| {
                s.in_source("tolo").by("asif").said("2024-09-12~").quote("It was an attack!").rewords("a")
            })
            .statement("c", |s| {
                s.in_source("khaama").by("asif").said("2024-09-12~").quote("this is “an  attack”").repeats("a")
            });
        assert_eq!(describe(&draft), ["What did asif say (about 12 September 2024)? | Dawn, Khaama: a+c | TOLO: b"]);
    }

    #[test]
    fn an_excerpt_and_other_punctuation_are_the_same_words() {
        let second = |quote: &str| {
            let whole = "We don't want war — we will talk, and we will trade with Kabul.";
            let draft =
                BriefBuilder::new().statement("a", |s| s.quote(whole)).statement("b", |s| s.quote(quote).repeats("a"));
            describe(&draft).len()
        };
        assert_eq!(second("We don’t want war, we will talk and we will trade with Kabul"), 0);
        assert_eq!(second("we will talk … with Kabul"), 0);
        assert_eq!(second("with Kabul … we will talk"), 1, "the parts stand the other way round");
        assert_eq!(second("we will talk … with Kabuli"), 1);
        assert_eq!(second("We won't talk"), 1);
    }

    proptest! {
        #[test]
        fn a_contradiction_has_sides_and_each_side_evidence(draft in any_draft()) {
            for one in Analysis::new(&draft.brief()).contradictions {
                prop_assert!(one.sides.len() > 1);
                prop_assert!(one.sides.iter().all(|side| !side.records.is_empty() && !side.label.is_empty()));
                let records: Vec<Record> = one.records().collect();
                let distinct: std::collections::HashSet<&Record> = records.iter().collect();
                prop_assert_eq!(distinct.len(), records.len(), "nobody stands on two sides");
            }
        }

        #[test]
        fn no_two_statements_face_each_other_twice_for_one_reason(draft in any_draft()) {
            let contradictions = Analysis::new(&draft.brief()).contradictions;
            for linked in contradictions.iter().filter(|one| one.kind == ContradictionKind::Linked) {
                let pair: Vec<Record> = linked.records().collect();
                let faces = |one: &&Contradiction| {
                    let side = |record| one.sides.iter().position(|side| side.records.contains(record));
                    matches!((side(&pair[0]), side(&pair[1])), (Some(a), Some(b)) if a != b)
                };
                prop_assert_eq!(contradictions.iter().filter(faces).count(), 1);
            }
        }

        /// Applies the documented rule to each pair. A mixed position is such a pair, so it always has its contradiction.
        #[test]
        fn exactly_the_opposite_stances_of_the_rule_are_found(draft in any_draft()) {
            let brief = draft.brief();
            let analysis = Analysis::new(&brief);
            let retracted = retracted(&brief, |_| true);
            for (key, records) in stance_records(&brief) {
                let here = |kind| matches!(kind, ContradictionKind::OppositeStances { actor, issue, .. } if ActorIssue { actor, issue } == key);
                let contradictions: Vec<&Contradiction> = analysis.contradictions.iter().filter(|one| here(one.kind)).collect();
                let opposed = |a: &StanceRecord, b: &StanceRecord| {
                    let in_force = !retracted[a.statement.at()] && !retracted[b.statement.at()];
                    let sides = [a, b].map(|record| StanceSide::from_stance(record.stance));
                    let overlap = !a.span.is_before(b.span) && !b.span.is_before(a.span);
                    in_force && overlap && sides[0] != sides[1] && !sides.contains(&None)
                };
                let has = |one: &Contradiction, evidence: &StanceRecord| one.records().any(|record| record == Record::Statement(evidence.statement));
                for a in &records {
                    let facing: Vec<&StanceRecord> = records.iter().filter(|b| opposed(a, b)).collect();
                    for b in facing.iter().filter(|b| !analysis.utterances.are_one(a.statement, b.statement)) {
                        prop_assert!(contradictions.iter().any(|one| has(one, a) && has(one, b)), "a pair is missed");
                    }
                    for one in contradictions.iter().filter(|one| has(one, a)) {
                        prop_assert!(facing.iter().any(|b| has(one, b)), "a statement is reported without a reason");
                    }
                }
            }
        }
    }
}
