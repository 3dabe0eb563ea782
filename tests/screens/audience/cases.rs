//! Contradictions and shifts of which one side is withheld by its own label: for the audience there is no case, and nothing says that
//! there was one.

use whosaid::app::reader::BriefReader;
use whosaid::app::{BriefFacts, OpenedBrief, presentation};
use whosaid::format;
use whosaid::model::{Brief, Tlp};
use whosaid::plain::{self, PlainOptions};
use whosaid::prompt::Prompt;
use whosaid::redact::redact_for;

use super::read;
use crate::harness::{press, text, written};

/// Ann turns from for to against, and Bob contradicts her; three papers count the ships differently.
fn harbour(turn: &str, rival: &str, count: &str) -> String {
    let statement = |id: &str, actor: &str, day: u8, stance: &str, more: &str| {
        format!(
            "[[statement]]\nid = \"{id}\"\nactor = \"{actor}\"\nsource = \"post\"\nattribution = \"direct\"\nquote = \"Words of {id}.\"\n\
             said = 2025-01-{day:02}\nstance = {{ port = \"{stance}\" }}\n{more}\n"
        )
    };
    let claim = |id: &str, value: u8, more: &str| {
        format!(
            "[[claim]]\nid = \"{id}\"\nquestion = \"How many ships?\"\nvalue = {value}\nsource = \"post\"\nas_of = 2025-01-09\n{more}\n"
        )
    };
    let label = |label: &str| if label.is_empty() { String::new() } else { format!("tlp = \"{label}\"\n") };
    [
        "[brief]\nformat = 1\ntitle = \"Harbour\"\nas_of = 2025-01-31\nbottom_line = \"B.\"\ntlp = \"TLP:GREEN\"\n\n\
         [[issue]]\nid = \"port\"\nlabel = \"the port\"\nquestion = \"Should it open?\"\n\n\
         [[actor]]\nid = \"ann\"\nname = \"Ann\"\nkind = \"person\"\n\n[[actor]]\nid = \"bob\"\nname = \"Bob\"\nkind = \"person\"\n\n\
         [[source]]\nid = \"post\"\noutlet = \"The Post\"\n\n"
            .to_owned(),
        statement("ann-for", "ann", 2, "for", ""),
        statement("ann-against", "ann", 5, "against", &label(turn)),
        statement("bob-rival", "bob", 3, "against", &format!("contradicts = [\"ann-for\"]\n{}", label(rival))),
        claim("ten", 10, ""),
        claim("twelve", 12, &format!("rank = \"preferred\"\nwhy = \"seen\"\n{}", label(count))),
    ]
    .concat()
}

fn shown(text: &str, audience: Tlp) -> Brief {
    redact_for(&read(text), audience).unwrap()
}

fn reader(brief: Brief) -> BriefReader {
    BriefReader::new(Prompt::SCREEN, OpenedBrief::new(BriefFacts::new(brief)))
}

/// How many contradictions and shifts there are.
fn cases(brief: Brief) -> (usize, usize) {
    let reader = reader(brief);
    (reader.facts.cases.contradictions.len(), reader.facts.cases.shifts.len())
}

#[test]
fn a_case_of_which_one_side_is_withheld_is_none() {
    assert_eq!(cases(shown(&harbour("", "", ""), Tlp::Green)), (2, 1), "with both sides");
    for red in ["TLP:RED", "TLP:AMBER"] {
        assert_eq!(cases(shown(&harbour(red, "", ""), Tlp::Green)).1, 0, "the turn is withheld");
        assert_eq!(cases(shown(&harbour("", red, ""), Tlp::Green)).0, 1, "the rival is withheld");
        assert_eq!(cases(shown(&harbour("", "", red), Tlp::Green)).0, 1, "the other number is withheld");
        assert_eq!(cases(shown(&harbour(red, red, red), Tlp::Green)), (0, 0));
        assert_eq!(cases(shown(&harbour(red, red, red), Tlp::Red)), (2, 1), "who may see it does");
    }
}

#[test]
fn what_is_left_of_a_case_is_told_as_if_there_had_been_none() {
    let left = shown(&harbour("TLP:RED", "TLP:RED", "TLP:RED"), Tlp::Green);
    let never = {
        let text = harbour("", "", "");
        let gone = ["id = \"ann-against\"", "id = \"bob-rival\"", "id = \"twelve\"", "id = \"bob\""];
        let tables: Vec<&str> =
            text.split_inclusive("\n\n").filter(|table| !gone.iter().any(|id| table.contains(id))).collect();
        shown(&tables.concat(), Tlp::Green)
    };
    assert_eq!(format::write(&left), format::write(&never));
    let paper = PlainOptions { width: 80, ascii: false };
    let print = |brief| plain::render_brief(&reader(brief).facts, paper);
    let printed = print(left);
    assert_eq!(printed, print(never));
    for word in ["disputed", "shift 1", "contradiction 1", "preferred", "Bob", "twelve"] {
        assert!(!printed.contains(word), "{word} in\n{printed}");
    }
}

#[test]
fn no_card_and_no_sign_beside_a_record_tells_of_a_withheld_side() {
    let deck = "[deck]\ncards = [\"contradiction:ann-for\", \"contradiction:ten\", \"quote:ann-for\"]\n";
    let mut app = written(&(harbour("TLP:RED", "TLP:RED", "TLP:RED") + deck), 100, 30);
    let _ = whosaid::app::update(
        &mut app,
        whosaid::app::Msg::Present(Some(Tlp::Green), presentation::PresentationPlan::default()),
    );
    let cards = &app.presentation.as_ref().unwrap().deck.cards;
    assert!(cards.iter().all(|card| !card.key.starts_with("contradiction")), "{cards:?}");
    let mut seen = String::new();
    for keys in ["g", "<space>", "<space>", "<tab>", "4g", "j", "j", "3", "!", "<esc>", "~", "<esc>", "i"] {
        press(&mut app, keys);
        seen += &text(&app);
    }
    for word in ["Bob", "bob-", "12", "disputed", "against"] {
        assert!(!seen.contains(word), "{word} in\n{seen}");
    }
}
