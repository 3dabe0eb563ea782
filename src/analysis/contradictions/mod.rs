//! Where the brief holds two things that cannot both be so, or one thing told in two ways. It sets the sides out and decides none.

mod claims;
mod links;
mod stances;
mod wordings;

use std::cmp::Ordering;

use super::dating::list_order;
use super::utterances::Utterances;
use crate::model::{Actor, Brief, Issue, Ix, Record, Source, Speaker, Statement};

pub(super) use claims::ClaimAnswer;

/// Sides that stand against each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    pub kind: ContradictionKind,
    /// What the sides answer, in words.
    pub question: String,
    /// Two or more.
    pub sides: Vec<ContradictionSide>,
}

/// One side of a contradiction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContradictionSide {
    /// What the side is called: its value, its stance, its speaker, or the outlets that print it so.
    pub label: String,
    /// The evidence, at least one record, in the order of a list.
    pub records: Vec<Record>,
}

/// The ways in which sides can stand against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContradictionKind {
    /// Claims with the same question (but for case and spacing) whose values, written with their units, differ. One side a value.
    RivalClaims {
        /// Whether the officer prefers one value, and only one.
        settled: bool,
    },
    /// One actor's statements for and against an issue, in dates that overlap.
    ///
    /// For and conditional stand against against. A statement with no date of its own overlaps all up to its publication, as in the matrix,
    /// so that a mixed position always has its contradiction; whether it may be a change of mind, `same_day` tells. Retracted statements
    /// and reports of one utterance are not held against each other. Statements that overlap through others are one contradiction.
    OppositeStances {
        actor: Ix<Actor>,
        issue: Ix<Issue>,
        /// Whether both sides were taken on one and the same day; if not, the dates only allow it.
        same_day: bool,
    },
    /// Two statements that a `contradicts` link joins, unless another contradiction already has them on two sides.
    Linked,
    /// One utterance, printed in different words. One side a wording.
    ///
    /// `rewords` says so, and so does `repeats` between two quotes whose words differ but for case, punctuation and spacing, where neither
    /// is an excerpt of the other.
    Reworded,
}

impl Contradiction {
    /// Every record of every side.
    pub fn records(&self) -> impl Iterator<Item = Record> + '_ {
        self.sides.iter().flat_map(|side| side.records.iter().copied())
    }
}

impl ContradictionKind {
    /// The place of the kind in a list.
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

/// The contradictions of `brief`, by the earliest of their evidence, then by kind. None is listed twice.
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

/// A contradiction with what gives it its place in the list.
struct OrderedContradiction {
    /// The records of every side, in the order of a list.
    evidence: Vec<Record>,
    contradiction: Contradiction,
}

impl OrderedContradiction {
    fn new(brief: &Brief, contradiction: Contradiction) -> Self {
        let mut evidence: Vec<Record> = contradiction.records().collect();
        evidence.sort_by(|a, b| list_order(brief, *a, *b));
        Self { evidence, contradiction }
    }

    /// By the earliest of the evidence, then by kind; then by what else there is, so that no two may change places.
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

/// What a source is called in a label: its outlet, else its id, which is all that tells it from others.
fn outlet(brief: &Brief, source: Ix<Source>) -> String {
    let Source { id, outlet, .. } = &brief.sources[source];
    outlet.clone().unwrap_or_else(|| format!("{id} (outlet not stated)"))
}

/// What the speaker of a statement is called.
fn speaker<'a>(brief: &'a Brief, statement: &'a Statement) -> &'a str {
    match &statement.speaker {
        Speaker::Actor(actor) => &brief.actors[*actor].name,
        Speaker::Unnamed(described_as) => described_as,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analysis;
    use crate::analysis::stance_records::{Square, StanceRecord, retracted, stance_records};
    use crate::analysis::testing::{BriefBuilder, any_draft};
    use crate::model::Camp;
    use crate::model::Stance::{Against, Conditional, For, Neutral};
    use proptest::prelude::*;

    /// The contradictions of a draft in words: `question | label: ids | label: ids`.
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
    fn values_that_differ_for_one_question_are_rivals() {
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
    fn who_is_for_and_against_in_dates_that_overlap_contradicts_himself() {
        let draft = BriefBuilder::new()
            .statement("a", |s| s.by("asif").said("2024-09").stance("talks", For))
            .statement("b", |s| s.by("asif").said("2024-09-12").stance("talks", Against))
            .statement("c", |s| s.by("asif").said("2024-09-20").stance("talks", Conditional))
            .statement("d", |s| s.by("asif").said("2024-09-20").stance("talks", Neutral))
            .statement("e", |s| s.by("saif").said("2024-09-12").stance("talks", For));
        assert_eq!(describe(&draft), ["Is talks right? | for: a | against: b"], "c came certainly after b");
    }

    #[test]
    fn opposite_stances_of_one_day_are_surer_than_dates_that_merely_overlap() {
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
    fn an_undated_statement_is_held_against_what_came_before_its_publication_only() {
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
    fn a_retracted_statement_and_a_second_report_of_one_utterance_accuse_nobody() {
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
    fn a_link_makes_one_contradiction_however_often_it_is_typed() {
        let draft = BriefBuilder::new()
            .statement("a", |s| s.by("asif").said("2024").contradicts("b"))
            .statement("b", |s| s.by("saif").said("2025").contradicts("a"));
        assert_eq!(describe(&draft), ["Which is so: what asif says, or saif? | asif: a | saif: b"]);
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

        /// By the rule as it is told, pair by pair; a mixed position is such a pair, so it always has its contradiction.
        #[test]
        fn exactly_the_opposite_stances_of_the_rule_are_found(draft in any_draft()) {
            let brief = draft.brief();
            let findings = Analysis::new(&brief);
            let retracted = retracted(&brief, |_| true);
            for (square, voices) in stance_records(&brief) {
                let here = |kind| matches!(kind, ContradictionKind::OppositeStances { actor, issue, .. } if Square { actor, issue } == square);
                let accused: Vec<&Contradiction> = findings.contradictions.iter().filter(|one| here(one.kind)).collect();
                let opposed = |a: &StanceRecord, b: &StanceRecord| {
                    let stand = !retracted[a.statement.at()] && !retracted[b.statement.at()];
                    let camps = [a, b].map(|voice| Camp::from_stance(voice.stance));
                    let overlap = !a.span.is_before(b.span) && !b.span.is_before(a.span);
                    stand && overlap && camps[0] != camps[1] && !camps.contains(&None)
                };
                let has = |one: &Contradiction, voice: &StanceRecord| one.records().any(|of| of == Record::Statement(voice.statement));
                for a in &voices {
                    let facing: Vec<&StanceRecord> = voices.iter().filter(|b| opposed(a, b)).collect();
                    for b in facing.iter().filter(|b| !findings.utterances.are_one(a.statement, b.statement)) {
                        prop_assert!(accused.iter().any(|one| has(one, a) && has(one, b)), "a pair is missed");
                    }
                    for one in accused.iter().filter(|one| has(one, a)) {
                        prop_assert!(facing.iter().any(|b| has(one, b)), "somebody is accused for nothing");
                    }
                }
            }
        }
    }
}
