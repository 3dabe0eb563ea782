//! The order that a brief gives to its cards.

use whosaid::analysis::Analysis;
use whosaid::model::{Brief, DeckCards, DeckLine, Record, Section};
use whosaid::slides::{Deck, DeckLength, LEFT_OUT_CARD, QuoteProofs};
use whosaid::view::cases::Cases;

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

/// The keys of the deck for a talk of so many minutes.
fn talk(brief: &Brief, minutes: u16) -> Vec<String> {
    let findings = Analysis::new(brief);
    let cases = Cases::new(brief, &findings);
    let length = DeckLength::Minutes(minutes);
    let deck = Deck::with_length(brief, &findings, &cases, &QuoteProofs::default(), length);
    deck.cards.into_iter().map(|card| card.key).collect()
}

#[test]
fn a_talk_has_a_card_a_minute_of_each_kind_and_says_at_its_end_what_it_leaves_out() {
    let brief = bundled();
    for minutes in [1, 2, 5, 10, 20] {
        let keys = talk(&brief, minutes);
        let cards = keys.len() - 2;
        assert!(cards <= minutes.into() && keys[1] == "bottom-line", "{minutes}: {keys:?}");
        assert_eq!((keys[0].as_str(), keys.last().unwrap().as_str()), ("title", LEFT_OUT_CARD));
    }
    let keys = talk(&brief, 10);
    let of = |kind: &str| keys.iter().filter(|key| key.starts_with(kind)).count();
    assert!(of("key-points") >= 3 && of("issue:") > 0 && of("contradiction:") > 0 && of("quote:") == 1, "{keys:?}");
    let everything = talk(&brief, 500);
    assert_eq!(everything.len(), keys_of_all(&brief).len(), "nothing is left out, and nothing says so");
    assert!(!everything.contains(&LEFT_OUT_CARD.to_owned()));
}

fn keys_of_all(brief: &Brief) -> Vec<String> {
    deck(brief).cards.into_iter().map(|card| card.key).collect()
}

#[test]
fn an_order_of_the_brief_is_kept_however_short_the_talk() {
    let mut brief = bundled();
    brief.deck = vec![DeckLine { cards: section(Section::Issues), omitted: false }];
    assert_eq!(talk(&brief, 1), keys_of_all(&brief));
}

#[test]
fn a_quote_of_fewer_than_five_words_has_a_card_only_where_the_brief_names_it() {
    let brief = bundled();
    let words = |at| brief.statements[at].quote.iter().flat_map(|part| part.split_whitespace()).count();
    let mut quoted = brief.statements.iter().filter(|(_, statement)| !statement.quote.is_empty());
    let (short, statement) = quoted.find(|(at, _)| words(*at) < 5).unwrap();
    let key = format!("quote:{}", statement.id);
    assert!(!keys_of_all(&brief).contains(&key));
    assert_eq!(with(&[(DeckCards::Quote(short), false)])[1..], [key]);
}
