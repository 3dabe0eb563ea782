//! Short invented articles: what is found in them, and what is not.

use proptest::prelude::*;

use super::*;

/// The candidates as `source | cue | content`, parts of a content joined with ` … `.
fn found(text: &str) -> Vec<String> {
    let parts =
        |ranges: &[Range<usize>]| ranges.iter().map(|range| text[range.clone()].trim()).collect::<Vec<_>>().join(" … ");
    let rows = find_attributions(&Document::new(text));
    rows.iter().map(|row| format!("{} | {} | {}", parts(&row.source), parts(&row.cue), parts(&row.content))).collect()
}

fn assert_found(rows: &[(&str, &[&str])]) {
    for (text, expected) in rows {
        assert_eq!(found(text), *expected, "{text}");
    }
}

#[test]
fn a_quotation_has_the_clause_beside_it() {
    assert_found(&[
        ("“We will not pay,” Irena Vidal said.", &["Irena Vidal | said | “We will not pay,”"]),
        (
            "“We will not pay,” said Irena Vidal, the mayor of Port.",
            &["Irena Vidal, the mayor of Port | said | “We will not pay,”"],
        ),
        ("\"Will you pay?\" Vidal asked the council.", &["Vidal | asked | \"Will you pay?\""]),
        ("She said: “We will not pay.”", &["She | said: | “We will not pay.”"]),
        ("On Tuesday, Vidal told reporters, “We will wait.”", &["Vidal | told | “We will wait.”"]),
        ("“We wait,” Vidal (R-Port) told the paper. He left.", &["Vidal (R-Port) | told | “We wait,”"]),
        ("“We wait for the ships.” ― Irena Vidal", &["Irena Vidal | ― | “We wait for the ships.”"]),
    ]);
}

#[test]
fn a_quotation_goes_on_after_the_clause_and_over_paragraphs() {
    assert_found(&[
        ("“We wait,” she said, “until the ships come.”", &["she | said | “We wait,” … “until the ships come.”"]),
        (
            "“We wait,” said Vidal. “The ships will come. We know it.” She left.",
            &["Vidal | said | “We wait,” … “The ships will come. We know it.”"],
        ),
        (
            "“We wait for the ships.\n\n“They will come,” Vidal said.",
            &["Vidal | said | “We wait for the ships. … “They will come,”"],
        ),
        (
            "“We wait,” Vidal said. “They come late.\n\n“They come from far away.”",
            &["Vidal | said | “We wait,” … “They come late. … “They come from far away.”"],
        ),
    ]);
}

#[test]
fn speech_without_marks_is_found_by_its_verb() {
    assert_found(&[
        ("Vidal said that the port would close.", &["Vidal | said | that the port would close"]),
        ("The mayor says the port will close in May.", &["The mayor | says | the port will close in May"]),
        ("Vidal told reporters on Monday that the port would close.", &["Vidal | told | that the port would close"]),
        ("The port will close, the mayor said Monday.", &["the mayor | said | The port will close"]),
        ("The port, Vidal said, will close in May.", &["Vidal | said | The port … will close in May"]),
        (
            "The port will close in May, said Irena Vidal, the mayor.",
            &["Irena Vidal, the mayor | said | The port will close in May"],
        ),
        ("Vidal denied that she was ill, but the council laughed.", &["Vidal | denied | that she was ill"]),
        (
            "Vidal praised the ships, saying that they were fast.",
            &["Vidal | praised | the ships", "Vidal | saying | that they were fast"],
        ),
        ("She called the plan “reckless and late.”", &["She | called | the plan “reckless and late.”"]),
    ]);
}

#[test]
fn other_signs_of_speech_and_thought_are_found() {
    assert_found(&[
        (
            "According to the harbour master, the port will close.",
            &["the harbour master | According to | the port will close"],
        ),
        (
            "The port will close, according to the harbour master.",
            &["the harbour master | according to | The port will close"],
        ),
        ("Vidal refused to pay the toll.", &["Vidal | refused | to pay the toll"]),
        ("Vidal urged the council to close the port.", &["Vidal | urged | the council to close the port"]),
        ("Vidal criticized the harbour council.", &["Vidal | criticized | the harbour council"]),
        ("Vidal called for a new harbour.", &["Vidal | called for | a new harbour"]),
        ("The council waits despite her claim that the ships were late.", &["her | claim | that the ships were late"]),
        ("The poll found that most voters would leave.", &["The poll | found | that most voters would leave"]),
        ("Vidal: ‘We will not pay’\n\nThe ships wait in the bay.", &["Vidal | : | ‘We will not pay’"]),
        ("VIDAL: We will wait for the ships.", &["VIDAL | : | We will wait for the ships."]),
        ("Vidal added:\n\nThe ships will come.", &["Vidal | added | The ships will come."]),
        ("She asked whether the port would close.", &["She | asked | whether the port would close"]),
    ]);
}

#[test]
fn words_in_marks_that_nobody_says_are_no_speech() {
    assert_found(&[
        ("The “garden” is a yard behind the house.", &[]),
        ("The so-called ‘free’ port costs money.", &[]),
        ("“The Long Bridge” won a prize in May.", &[]),
        ("They sang “The Long Bridge” in the street.", &[]),
        ("It is 5' 10\" long.", &[]),
        ("The rules that bind ships are old.", &[]),
        ("The United States of the coast has ports.", &[]),
        ("", &[]),
        ("We walked home. Ships passed.", &[]),
    ]);
}

#[test]
fn the_first_tier_is_surer_than_the_second_and_that_than_the_third() {
    let text = "“We wait,” Vidal said. She said that ships come late. Vidal discussed the plan.";
    let tiers: Vec<(Tier, f32)> =
        find_attributions(&Document::new(text)).into_iter().map(|row| (row.tier, row.confidence)).collect();
    assert_eq!(tiers.iter().map(|(tier, _)| *tier).collect::<Vec<_>>(), [Tier::Quoted, Tier::SpeechVerb, Tier::Other]);
    assert!(tiers.windows(2).all(|two| two[0].1 > two[1].1), "{tiers:?}");
}

#[test]
fn a_text_of_many_sections_has_its_candidates_in_order_and_no_more_than_the_limit() {
    let text = "Vidal said that the port would close. He left.\n\n".repeat(MAX_CANDIDATES + 2_000);
    let rows = find_attributions(&Document::new(&text));
    assert_eq!(rows.len(), MAX_CANDIDATES);
    assert!(rows.windows(2).all(|two| two[0].content[0].end <= two[1].content[0].start));
    assert!(rows.iter().all(|row| &text[row.content[0].clone()] == "that the port would close"));
}

fn texts() -> impl Strategy<Value = String> {
    let words = "(Vidal |she |the |mayor |said |told |that |to |ask |claim |according to |not |of |in |and |, |\\. |: |“|”|\"|''|'s |‘|’|\\(|\\) |― |\n\n|Mr\\. |is |was |by |called |é|直|«|» ){0,60}";
    prop_oneof!["\\PC{0,120}", words]
}

proptest! {
    #[test]
    fn every_range_is_in_the_text_in_order_and_not_empty(text in texts()) {
        let document = Document::new(&text);
        for row in find_attributions(&document) {
            prop_assert!(!row.content.is_empty());
            prop_assert!((0.0..=1.0).contains(&row.confidence));
            for ranges in [&row.content, &row.cue, &row.source] {
                prop_assert!(ranges.iter().all(|range| text.get(range.clone()).is_some_and(|words| !words.is_empty())));
                prop_assert!(ranges.windows(2).all(|two| two[0].end <= two[1].start));
            }
        }
        for section in document.sections() {
            let covers = |ranges: &[Range<usize>]| {
                let ends = ranges.first().is_none_or(|first| first.start == 0)
                    && ranges.last().map_or(0, |last| last.end) == section.tokens.len();
                ends && ranges.windows(2).all(|two| two[0].end == two[1].start)
            };
            prop_assert!(covers(&section.sentences) && covers(&section.paragraphs));
            prop_assert!(section.quotations.windows(2).all(|two| two[0].tokens.end <= two[1].tokens.start));
            prop_assert!(section.tokens.windows(2).all(|two| two[0].end <= two[1].start));
        }
    }
}
