//! The order that a brief gives to its cards.

use whosaid::model::{Brief, DeckCards, DeckLine, Record, Section};

use super::common::{bundled, deck};

/// The cards of `brief` in an order, each once, without its parts.
fn keys(brief: &Brief) -> Vec<String> {
    let mut keys: Vec<String> =
        deck(brief).cards.iter().map(|card| card.key.split('/').next().unwrap_or_default().to_owned()).collect();
    keys.dedup();
    keys
}

fn with(picks: &[(DeckCards, bool)]) -> Vec<String> {
    let mut brief = bundled();
    brief.deck = picks.iter().map(|(cards, omitted)| DeckLine { cards: *cards, omitted: *omitted }).collect();
    keys(&brief)
}

fn section(section: Section) -> DeckCards {
    DeckCards::Section(section)
}

#[test]
fn the_usual_order_is_from_the_bottom_line_to_the_quotes() {
    let keys = keys(&bundled());
    let mut kinds: Vec<&str> = keys.iter().map(|key| key.split(':').next().unwrap_or_default()).collect();
    kinds.dedup();
    assert_eq!(kinds, ["title", "bottom-line", "key-points", "issue", "contradiction", "timeline", "quote"]);
}

#[test]
fn what_is_listed_is_shown_in_its_order_and_once() {
    let brief = bundled();
    let issue = DeckCards::Issue(brief.issues.find("dialogue").unwrap());
    let quote = DeckCards::Quote(brief.statements.find("khan-grieves").unwrap());
    let shown = with(&[(quote, false), (issue, false), (section(Section::Timeline), false), (quote, false)]);
    assert_eq!(shown, ["title", "quote:khan-grieves", "issue:dialogue", "timeline"]);
    let shown = with(&[(issue, false), (section(Section::Issues), false)]);
    assert_eq!(shown.iter().filter(|key| *key == "issue:dialogue").count(), 1);
    assert_eq!((shown[1].as_str(), shown.len()), ("issue:dialogue", 7));
}

#[test]
fn an_omission_at_the_head_takes_away_from_the_usual_order() {
    let brief = bundled();
    let quote = DeckCards::Quote(brief.statements.find("khan-grieves").unwrap());
    let shown = with(&[(section(Section::Quotes), true), (section(Section::BottomLine), true)]);
    assert!(shown.iter().all(|key| !key.starts_with("quote:") && key != "bottom-line"));
    assert_eq!(shown[..2], ["title", "key-points"]);
    let shown = with(&[(section(Section::Quotes), true), (quote, false)]);
    assert!(shown.iter().all(|key| !key.starts_with("quote:")), "what is left out is left out wherever that is said");
}

#[test]
fn an_omission_in_the_list_takes_away_what_it_names() {
    let brief = bundled();
    let issue = DeckCards::Issue(brief.issues.find("dialogue").unwrap());
    let shown = with(&[(section(Section::Issues), false), (issue, true)]);
    assert_eq!(shown.len(), 6);
    assert!(!shown.contains(&"issue:dialogue".to_owned()));
}

#[test]
fn a_contradiction_is_every_case_with_the_record_on_a_side() {
    let brief = bundled();
    let of = |id: &str| DeckCards::Contradiction(brief.record(id).unwrap());
    // It is on the other side of this case, and not its first record.
    assert_eq!(with(&[(of("asif-federation"), false)])[1..], ["contradiction:asif-attack"]);
    assert!(matches!(brief.record("asif-attack"), Some(Record::Statement(_))));
    let all = with(&[(section(Section::Contradictions), false)]);
    let without = with(&[(section(Section::Contradictions), false), (of("asif-federation"), true)]);
    assert_eq!(all.len() - without.len(), 1);
}

#[test]
fn with_everything_omitted_the_title_stands_alone() {
    let all: Vec<(DeckCards, bool)> = Section::ALL.iter().map(|one| (section(*one), true)).collect();
    assert_eq!(with(&all), ["title"]);
}
