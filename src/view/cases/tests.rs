//! Tests of cases: each contradiction is in exactly one case, and the order of records in a brief makes no difference.

use proptest::prelude::*;

use super::*;
use crate::analysis::testing::{BriefBuilder, any_draft};
use crate::model::Rank;
use crate::model::Stance::{Against, For, Unclear};
use crate::quotes::diff::DiffPiece;
use crate::view::record_view::RecordView;

/// The cases of a draft as text, `question | label: ids | label: ids`: first those of contradictions, then those of shifts.
fn case_text(draft: &BriefBuilder) -> (Vec<String>, Vec<String>) {
    let brief = draft.brief();
    let cases = Cases::new(&brief, &Analysis::new(&brief));
    let side = |side: &CaseSide| {
        let ids: Vec<&str> = side.records.iter().map(|record| brief.record_id(*record)).collect();
        format!(" | {}: {}", side.label, ids.join("+"))
    };
    let case = |case: &Case| format!("{}{}", case.question, case.sides.iter().map(side).collect::<String>());
    (cases.contradictions.iter().map(case).collect(), cases.shifts.iter().map(case).collect())
}

#[test]
fn links_between_speakers_who_differ_on_an_issue_are_one_dispute() {
    let draft = BriefBuilder::new()
        .statement("a", |s| s.by("asif").said("2024").stance("talks", Against))
        .statement("b", |s| s.by("saif").said("2025").stance("talks", For).contradicts("a"))
        .statement("c", |s| s.by("khar").said("2022").stance("talks", Against))
        .statement("d", |s| s.by("khan").said("2023").stance("talks", For).contradicts("c"))
        .statement("e", |s| s.by("khan").said("2021").stance("border", For))
        .statement("f", |s| s.by("asif").said("2021").stance("border", Against).contradicts("e"));
    assert_eq!(
        case_text(&draft).0,
        ["Is border right? | for: e | against: f", "Is talks right? | for: d+b | against: c+a"]
    );
    let brief = draft.brief();
    let cases = Cases::new(&brief, &Analysis::new(&brief));
    let record = |id| brief.record(id).unwrap();
    let talks = &cases.contradictions[1];
    assert_eq!(talks.contradicted_by(record("a")).collect::<Vec<_>>(), [record("b")], "the case keeps each link");
    assert_eq!(cases.contradictions[0].contradicted_by(record("e")).count(), 0, "the two sides show it already");
}

#[test]
fn links_that_share_a_record_are_one_case_with_distinct_side_names() {
    let chain = BriefBuilder::new()
        .statement("a", |s| s.by("asif").said("2024-01"))
        .statement("b", |s| s.by("saif").said("2024-02").contradicts("a"))
        .statement("c", |s| s.by("khar").said("2024-03").contradicts("b"))
        .statement("x", |s| s.by("khan").said("2024-04"))
        .statement("y", |s| s.by("rana").said("2024-05").contradicts("x"));
    assert_eq!(
        case_text(&chain).0,
        [
            "Which is so: what asif says, or saif? | asif: a | saif: b | khar: c",
            "Which is so: what khan says, or rana? | khan: x | rana: y",
        ]
    );
    let one_speaker =
        |fill: fn(crate::analysis::testing::StatementDraft) -> crate::analysis::testing::StatementDraft| {
            let draft = BriefBuilder::new()
                .statement("a", |s| s.by("asif").said("2024-01").stance("talks", For).in_source("dawn"))
                .statement("b", |s| fill(s.by("asif").said("2024-02").in_source("dawn").contradicts("a")));
            case_text(&draft).0
        };
    assert_eq!(one_speaker(|s| s.stance("talks", Unclear)), ["Is talks right? | for: a | unclear: b"]);
    assert_eq!(one_speaker(|s| s), ["What did asif say? | 2024-01: a | 2024-02: b"]);
    assert_eq!(one_speaker(|s| s.in_source("tolo")), ["What did asif say? | (dawn): a | (tolo): b"]);
}

#[test]
fn a_value_that_is_preferred_settles_its_case_and_says_why() {
    let draft = |second: Rank| {
        let question = "How long is the border?";
        BriefBuilder::new()
            .claim("a", |c| c.question(question).value("2,611 km").preferred().why("It is measured."))
            .claim("b", |c| c.question(question).value("2,640 km").ranked(second).why("It is repeated."))
            .claim("c", |c| c.question(question).value("1,200 km").in_source("dawn"))
            .claim("d", |c| c.question(question).value("1,200 km").in_source("daily"))
            .source("daily", |source| source.origin("dawn"))
            .brief()
    };
    let brief = draft(Rank::Deprecated);
    let case = Cases::new(&brief, &Analysis::new(&brief)).contradictions.remove(0);
    let verdict = case.verdict(&brief);
    assert_eq!((verdict.word, verdict.sentence.as_str()), ("settled", "the officer prefers: 2,611 km"));
    let reasons: Vec<_> = verdict.reasons.iter().map(|reason| (reason.rank, reason.value.as_str())).collect();
    assert_eq!(
        reasons,
        [(Rank::Preferred, "2,611 km"), (Rank::Deprecated, "2,640 km")],
        "a normal rank needs no reason"
    );
    let repeated = &case.sides[case.sides.iter().position(|side| side.label == "1,200 km").unwrap()];
    assert_eq!((repeated.records.len(), repeated.origins.len()), (2, 1), "one paper repeats the other");
    let after: Vec<_> =
        repeated.records.iter().map(|record| RecordView::new(&brief, *record).reports[0].after.clone()).collect();
    assert_eq!(after, [None, Some("(dawn)".to_owned())]);
    assert_eq!(case.only_origin(), None);

    let undecided = draft(Rank::Preferred);
    let case = Cases::new(&undecided, &Analysis::new(&undecided)).contradictions.remove(0);
    assert_eq!(case.verdict(&undecided).word, "open");
}

#[test]
fn sides_that_one_paper_takes_from_another_have_one_origin() {
    let brief = BriefBuilder::new()
        .source("daily", |source| source.origin("dawn"))
        .claim("a", |c| c.question("How long?").value("1 km").in_source("dawn"))
        .claim("b", |c| c.question("How long?").value("2 km").in_source("daily"))
        .brief();
    let case = Cases::new(&brief, &Analysis::new(&brief)).contradictions.remove(0);
    assert_eq!(case.only_origin(), brief.sources.find("dawn"));
}

#[test]
fn only_quotes_are_compared_word_by_word() {
    let reworded =
        |second: fn(crate::analysis::testing::StatementDraft) -> crate::analysis::testing::StatementDraft| {
            let brief = BriefBuilder::new()
                .statement("a", |s| s.by("asif").quote("No province").quote("can talk."))
                .statement("b", |s| second(s.by("asif").rewords("a").in_source("tolo")))
                .brief();
            let case = Cases::new(&brief, &Analysis::new(&brief)).contradictions.remove(0);
            wording_diffs(&brief, &case)
        };
    let [WordingDiff { side: 1, pieces }] = &reworded(|s| s.quote("No province may talk."))[..] else { panic!("one") };
    let without = |left_out: fn(&DiffPiece) -> bool| {
        let kept = pieces.iter().filter(|piece| !left_out(piece)).map(|piece| match piece {
            DiffPiece::Same(text) | DiffPiece::Removed(text) | DiffPiece::Added(text) => text.as_str(),
        });
        kept.collect::<String>()
    };
    assert_eq!(without(|piece| matches!(piece, DiffPiece::Added(_))), "No province … can talk.");
    assert_eq!(without(|piece| matches!(piece, DiffPiece::Removed(_))), "No province may talk.");
    assert!(reworded(|s| s).is_empty(), "a gist is the officer's wording, not the speaker's");
}

#[test]
fn a_shift_goes_from_the_first_stance_to_the_last() {
    let draft = BriefBuilder::new()
        .statement("a", |s| s.by("asif").said("2022").stance("talks", For))
        .statement("b", |s| s.by("asif").said("2024").stance("talks", Against).inferred());
    assert_eq!(case_text(&draft).1, ["Is talks right? | for: a | against: b"]);
    let brief = draft.brief();
    let verdict = Cases::new(&brief, &Analysis::new(&brief)).shifts[0].verdict(&brief);
    assert_eq!(verdict.word, "reversed");
    assert!(verdict.sentence.contains("one end is the officer’s reading"), "{}", verdict.sentence);
}

proptest! {
    #[test]
    fn every_contradiction_stands_in_exactly_one_case(draft in any_draft()) {
        let brief = draft.brief();
        let findings = Analysis::new(&brief);
        let cases = Cases::new(&brief, &findings);
        let mut indices: Vec<usize> = cases.contradictions.iter().flat_map(|case| case.finding_indices.clone()).collect();
        indices.sort_unstable();
        prop_assert_eq!(indices, (0..findings.contradictions.len()).collect::<Vec<_>>());
        for case in cases.contradictions.iter().chain(&cases.shifts) {
            prop_assert!(case.sides.len() > 1 && case.sides.iter().all(|side| !side.records.is_empty()));
        }
        for case in &cases.contradictions {
            for record in case.finding_indices.iter().flat_map(|at| findings.contradictions[*at].records()) {
                prop_assert!(case.has(record));
            }
            let side = |record| case.sides.iter().position(|side| side.records.contains(&record));
            for one in case.finding_indices.iter().map(|at| &findings.contradictions[*at]) {
                prop_assert!(side(one.sides[0].records[0]) != side(one.sides[1].records[0]), "records that contradict each other are on different sides");
            }
        }
    }

    #[test]
    fn the_order_of_records_in_a_brief_makes_no_difference(draft in any_draft()) {
        let sorted = |(contradictions, mut shifts): (Vec<String>, Vec<String>)| { shifts.sort(); (contradictions, shifts) };
        prop_assert_eq!(sorted(case_text(&draft)), sorted(case_text(&draft.reversed())));
    }
}
