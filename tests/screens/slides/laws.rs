//! What holds for every deck: it fits, loses nothing of a quote, never moves as it is stepped through, and tells no note.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proptest::prelude::*;
use whosaid::model::{Brief, Tlp};
use whosaid::slides::{Card, CardPage, Deck, LARGE_LETTER, LetterSize};
use whosaid::text::sanitize;

use super::common::{body, brief, bundled, deck, drawn, page, told};

const SCREENS: [(u16, u16); 7] = [(80, 24), (81, 24), (100, 30), (104, 24), (112, 24), (120, 40), (200, 60)];

/// How large the things of a brief are.
#[derive(Debug, Clone)]
struct Shape {
    title: usize,
    bottom_line: usize,
    actors: usize,
    sides: usize,
    value: usize,
    quotes: Vec<usize>,
    events: Vec<usize>,
    points: Vec<usize>,
}

fn shapes() -> impl Strategy<Value = Shape> {
    let lengths = |most| prop::collection::vec(1_usize..most, 0..5);
    let first = (1_usize..700, 1_usize..3500, 0_usize..70, 0_usize..14, 1_usize..900);
    (first, lengths(1500), lengths(1500), lengths(900)).prop_map(|(first, quotes, events, points)| {
        let (title, bottom_line, actors, sides, value) = first;
        Shape { title, bottom_line, actors, sides, value, quotes, events, points }
    })
}

/// At least `length` characters, in sentences of words of many lengths, each word a new one.
fn prose(name: &str, length: usize) -> String {
    let mut text = String::new();
    for at in 0.. {
        if text.chars().count() >= length {
            break;
        }
        let tail = "n".repeat(at * 7 % 11);
        let end = if at % 9 == 8 { "." } else { "" };
        let long = if at % 37 == 36 { "–".to_owned() + &"x".repeat(90) } else { String::new() };
        let _ = write!(text, "{name}{at}{tail}{long}{end} ");
    }
    text.trim_end().to_owned()
}

impl Shape {
    fn brief(&self) -> Brief {
        let mut toml = format!(
            "[brief]\nformat = 1\ntitle = \"{}\"\nas_of = \"2025\"\nbottom_line = \"{}\"\ntlp = \"TLP:GREEN\"\nnote = \"SECRET\"\n\
             [[source]]\nid = \"wire\"\noutlet = \"{}\"\nnote = \"SECRET\"\n\
             [[issue]]\nid = \"talks\"\nlabel = \"talks\"\nquestion = \"{}?\"\nnote = \"SECRET\"\n",
            prose("t", self.title),
            prose("b", self.bottom_line),
            prose("o", 1 + self.value / 4),
            prose("q", self.value),
        );
        for at in 0..self.actors.max(1) {
            let stance = ["for", "against", "conditional"][at % 3];
            let name = prose(&format!("Actor{at}-"), 1 + at % 30);
            let _ = write!(
                toml,
                "[[actor]]\nid = \"a{at}\"\nname = \"{name}\"\nkind = \"person\"\nnote = \"SECRET\"\n\
                 [[statement]]\nid = \"s{at}\"\nactor = \"a{at}\"\nsource = \"wire\"\nattribution = \"indirect\"\ngist = \"{}\"\n\
                 stance = {{ talks = \"{stance}\" }}\nnote = \"SECRET\"\n{}",
                prose("g", self.value),
                if at > 0 { format!("contradicts = [\"s{}\"]\n", at - 1) } else { String::new() },
            );
        }
        for at in 0..self.sides {
            let (value, why) = (prose(&format!("v{at}-"), self.value), prose("w", self.value));
            let _ = write!(
                toml,
                "[[claim]]\nid = \"c{at}\"\nquestion = \"{}\"\nvalue = \"{value}\"\nwhy = \"{why}\"\nsource = \"wire\"\nnote = \"SECRET\"\n",
                prose("h", self.value),
            );
        }
        for (at, length) in self.quotes.iter().enumerate() {
            let quote = prose("q", *length);
            let _ = write!(
                toml,
                "[[statement]]\nid = \"q{at}\"\nactor = \"a0\"\nsource = \"wire\"\nattribution = \"direct\"\nquote = \"{quote}\"\nnote = \"SECRET\"\n"
            );
        }
        for (at, length) in self.events.iter().enumerate() {
            let (title, gist) = (prose("e", *length), prose("g", *length));
            let _ = write!(
                toml,
                "[[event]]\nid = \"e{at}\"\ntitle = \"{title}\"\ndate = \"202{at}\"\ngist = \"{gist}\"\nnote = \"SECRET\"\n"
            );
        }
        for length in &self.points {
            let text = prose("p", *length);
            let _ = write!(
                toml,
                "[[key_point]]\ntext = \"{text}\"\nlikelihood = \"likely\"\nsupports = [\"s0\"]\nnote = \"SECRET\"\n"
            );
        }
        brief(&toml)
    }
}

/// Everything as large as it is ever likely to be.
fn large() -> Brief {
    let (quotes, events, points) = (vec![5000, 30, 900], vec![4000, 20, 60, 300, 10], vec![40, 1200]);
    Shape { title: 500, bottom_line: 3000, actors: 60, sides: 12, value: 400, quotes, events, points }.brief()
}

fn small() -> Brief {
    brief("[brief]\nformat = 1\ntitle = \"T\"\nas_of = \"2025\"\nbottom_line = \"B.\"\ntlp = \"TLP:RED\"\n")
}

fn pages(card: &Card, screen: (u16, u16)) -> Vec<CardPage> {
    (0..card.steps).map(|step| page(card, step, screen)).collect()
}

/// That every page of every card fits a screen, and is as high as the card's other ones.
fn check_fit(deck: &Deck, screen: (u16, u16)) {
    let body = body(screen);
    for card in &deck.cards {
        let pages = pages(card, screen);
        for page in &pages {
            assert!(page.height() <= usize::from(body.height), "{} on {screen:?}:\n{}", card.key, told(page));
            assert_eq!(page.height(), pages[0].height(), "{} moves on {screen:?}", card.key);
            for cell in page.rows.iter().flatten() {
                let used: usize = cell.line.runs.iter().map(|run| whosaid::text::width(&run.text)).sum();
                assert!(cell.line.indent + used <= cell.width, "{}: a row is wider than its cell", card.key);
                assert!(cell.column + cell.width <= usize::from(body.width), "{}: a cell is beyond the edge", card.key);
            }
            let letters = page.large.iter().map(|line| line.chars().count()).max().unwrap_or(0);
            assert!(letters * usize::from(LARGE_LETTER.width) <= usize::from(body.width), "{}", card.key);
        }
    }
}

fn check_keys(deck: &Deck) {
    let keys: BTreeSet<&str> = deck.cards.iter().map(|card| card.key.as_str()).collect();
    assert_eq!(keys.len(), deck.cards.len());
    assert!(deck.cards.iter().enumerate().all(|(at, card)| deck.find(&card.key) == Some(at)));
    assert!(deck.cards.iter().all(|card| (1..=card.part.total).contains(&card.part.number) && card.steps > 0));
}

#[test]
fn every_card_fits_every_screen() {
    for brief in [bundled(), large(), small()] {
        let deck = deck(&brief);
        check_keys(&deck);
        for screen in SCREENS {
            check_fit(&deck, screen);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(12) })]

    #[test]
    fn every_card_of_any_brief_fits_any_screen(shape in shapes(), width in 80_u16..260, height in 24_u16..90) {
        let deck = deck(&shape.brief());
        check_keys(&deck);
        check_fit(&deck, (80, 24));
        check_fit(&deck, (width, height));
        let told: String = deck.cards.iter().flat_map(|card| pages(card, (80, 24))).map(|page| told(&page)).collect();
        prop_assert!(!told.contains("SECRET"), "a note is shown");
    }
}

#[test]
fn all_words_of_a_long_quote_stand_on_its_cards_in_order() {
    let brief = large();
    let deck = deck(&brief);
    let words = |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_owned).collect() };
    for screen in SCREENS {
        let cards = deck.cards.iter().filter(|card| card.key.starts_with("quote:q0"));
        let shown: Vec<String> = cards.flat_map(|card| words(&told(&page(card, 0, screen)))).collect();
        let (_, statement) = brief.statements.iter().find(|(_, statement)| statement.id == "q0").unwrap();
        // A word that is longer than a row is broken, so the letters are compared.
        let quote = format!("“{}”", words(&statement.quote[0]).concat());
        assert!(shown.concat().starts_with(&quote), "{screen:?}");
    }
    assert_eq!(
        deck.cards.iter().filter(|card| card.key.starts_with("quote:q0")).map(|card| card.part.total).max(),
        Some(6)
    );
}

#[test]
fn nothing_of_a_title_a_bottom_line_or_a_judgement_is_lost() {
    let brief = large();
    let deck = deck(&brief);
    let shown = |key: &str| -> String {
        let cards = deck.cards.iter().filter(|card| card.key.split('/').next() == Some(key));
        cards.flat_map(|card| pages(card, (80, 24))).map(|page| told(&page)).collect::<String>()
    };
    let letters = |text: &str| text.split_whitespace().collect::<String>();
    assert!(letters(&shown("title")).starts_with(&letters(&brief.title)));
    assert_eq!(letters(&shown("bottom-line")), letters(&brief.bottom_line));
    assert!(letters(&shown("key-points")).contains(&letters(&brief.key_points[1].text)));
    let contradictions = letters(&shown("contradiction:c0"));
    for (_, claim) in brief.claims.iter() {
        let value = letters(&claim.value.to_string());
        assert!(contradictions.contains(&value[..60]), "{value}");
    }
    let issue = letters(&shown("issue:talks"));
    assert!(brief.actors.iter().all(|(_, actor)| issue.contains(&letters(&actor.name))), "{issue}");
}

#[test]
fn a_brief_of_nothing_still_has_a_title_and_a_bottom_line() {
    let deck = deck(&small());
    let keys: Vec<&str> = deck.cards.iter().map(|card| card.key.as_str()).collect();
    assert_eq!(keys, ["title", "bottom-line"]);
    assert_eq!(deck.cards[0].label, Tlp::Red);
}

#[test]
fn the_bundled_notes_are_on_no_card() {
    let brief = bundled();
    let told: String =
        deck(&brief).cards.iter().flat_map(|card| pages(card, (200, 60))).map(|page| told(&page)).collect();
    let statements = brief.statements.iter().filter_map(|(_, statement)| statement.note.as_ref());
    let others = brief.actors.iter().filter_map(|(_, actor)| actor.note.as_ref());
    let letters = |text: &str| text.split_whitespace().collect::<String>();
    let told = letters(&told);
    let notes: Vec<&String> = statements.chain(others).chain(&brief.note).collect();
    assert!(notes.len() > 5);
    assert!(notes.into_iter().all(|note| !told.contains(&letters(note))));
}

#[test]
fn a_quote_that_fills_hundreds_of_cards_is_cut_as_one_that_fills_a_few() {
    let said: Vec<String> = (0..20_000).map(|number| format!("w{number}")).collect();
    let text = format!(
        "[brief]\nformat = 1\ntitle = \"T\"\nas_of = \"2025\"\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n\
         [[actor]]\nid = \"ann\"\nname = \"Ann\"\nkind = \"person\"\n[[source]]\nid = \"post\"\n\
         [[statement]]\nid = \"long\"\nactor = \"ann\"\nattribution = \"direct\"\nquote = \"{}\"\n",
        said.join(" ")
    );
    let deck = super::common::deck(&super::common::brief(&text));
    let cards = deck.cards.iter().filter(|card| card.key.starts_with("quote:long"));
    let shown: String = cards.map(|card| told(&page(card, 0, (80, 24))) + "\n").collect();
    assert!(deck.cards.len() > 100);
    let mut words = shown.split(|char: char| !char.is_alphanumeric()).filter(|word| word.starts_with('w'));
    let missing = said.iter().find(|word| !words.any(|shown| shown == *word));
    assert_eq!(missing, None, "every word stands there, in order");
}

#[test]
fn a_card_has_the_strictest_label_of_what_is_on_it() {
    let mut brief = bundled();
    brief.key_points[0].tlp = Some(Tlp::Amber);
    let deck = deck(&brief);
    let label = |key: &str| deck.cards[deck.find(key).unwrap()].label;
    let labels = [label("title"), label("key-points/1"), label("key-points/2")];
    assert_eq!(labels, [Tlp::Amber, Tlp::Amber, Tlp::Clear], "the title has that of all that is to come");

    let text = "[brief]\nformat = 1\ntitle = \"T\"\nas_of = \"2025\"\nbottom_line = \"B.\"\ntlp = \"TLP:GREEN\"\n\
                [[issue]]\nid = \"talks\"\nlabel = \"talks\"\nquestion = \"Talk?\"\n\
                [[actor]]\nid = \"asif\"\nname = \"Asif\"\nkind = \"person\"\n\
                [[source]]\nid = \"wire\"\noutlet = \"Wire\"\ntlp = \"TLP:RED\"\n\
                [[statement]]\nid = \"one\"\nactor = \"asif\"\nsource = \"wire\"\nattribution = \"direct\"\nquote = \"Yes, we will talk today.\"\n\
                stance = { talks = \"for\" }\n";
    let deck = super::common::deck(&super::common::brief(text));
    let labels: Vec<(&str, Tlp)> = deck.cards.iter().map(|card| (card.key.as_str(), card.label)).collect();
    let (green, red) = (Tlp::Green, Tlp::Red);
    let wanted =
        [("title", red), ("bottom-line", green), ("issue:talks", red), ("timeline/1", red), ("quote:one", red)];
    assert_eq!(labels, wanted);
    assert!(told(&page(&deck.cards[4], 0, (80, 24))).contains("TLP:RED"));
}

#[test]
fn nothing_that_commands_a_terminal_is_drawn_at_any_size() {
    let hostile = "A\\u001B[31m\\u202E\\u009B \\u0007";
    let text = format!(
        "[brief]\nformat = 1\ntitle = \"{hostile}\"\nas_of = \"2025\"\nbottom_line = \"{hostile}\"\ntlp = \"TLP:GREEN\"\nmarking = \"{hostile}\"\n\
         [[actor]]\nid = \"asif\"\nname = \"{hostile}\"\nkind = \"person\"\n[[source]]\nid = \"wire\"\noutlet = \"{hostile}\"\n\
         [[statement]]\nid = \"one\"\nactor = \"asif\"\nsource = \"wire\"\nattribution = \"direct\"\nquote = \"{hostile}\"\n\
         [[event]]\nid = \"e\"\ntitle = \"{hostile}\"\ndate = \"2025\"\nplace = \"{hostile}\"\nsources = [\"wire\"]\n"
    );
    let deck = deck(&brief(&text));
    for screen in [(1, 1), (3, 40), (20, 5), (40, 10), (79, 23), (80, 24), (300, 4)] {
        for card in &deck.cards {
            let drawn = drawn(card, &page(card, 0, screen), 0, screen);
            assert!(!drawn.chars().filter(|char| *char != '\n').any(sanitize::is_terminal_control), "{drawn:?}");
        }
    }
}

#[test]
fn on_a_small_screen_all_of_a_card_can_be_scrolled_to() {
    let deck = deck(&large());
    for screen in [(40, 10), (20, 5), (79, 23)] {
        for card in &deck.cards {
            let page = page(card, 0, screen);
            let hidden = page.height().saturating_sub(usize::from(body(screen).height));
            let mut drawn_rows = String::new();
            for top in 0..=hidden {
                drawn_rows += &drawn(card, &page, top, screen);
            }
            let wide = |row: &&whosaid::text::TextRow| row.len() == 1;
            for row in page.rows.iter().filter(wide) {
                let text: String = row[0].line.runs.iter().map(|run| run.text.as_str()).collect();
                assert!(drawn_rows.contains(text.trim_end()), "{} on {screen:?}: {text}", card.key);
            }
        }
    }
}

#[test]
fn every_letter_that_is_set_large_is_drawn() {
    let card = &deck(&bundled()).cards[0];
    let drawn = |char: char| {
        let page = CardPage { large: vec![char.to_string()], ..CardPage::default() };
        !drawn(card, &page, 0, (80, 24)).trim().is_empty()
    };
    let missing: String = ('!'..='~').chain("¡¿«»£§°".chars()).chain('À'..='ÿ').filter(|char| !drawn(*char)).collect();
    assert_eq!(missing, "");
}

#[test]
fn without_large_letters_the_words_are_in_the_rows_and_every_sign_has_one_of_ascii() {
    for card in deck(&bundled()).cards {
        for step in 0..card.steps {
            let page = card.page(step, body((120, 40)), LetterSize::Plain);
            assert!(page.large.is_empty());
            let unknown = |char: &char| *char != '?' && *char != '\n' && whosaid::text::ascii_char(*char) == '?';
            let unknown: Vec<char> = told(&page).chars().filter(unknown).collect();
            assert!(unknown.is_empty(), "{}: {unknown:?}", card.key);
        }
    }
}
