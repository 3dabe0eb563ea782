//! Several who speak together, on the screen.

use crate::harness::{HARBOUR, holding, text};
use whosaid::app::{App, Msg, update};

const JOINT: &str = r#"
[[issue]]
id = "toll"
label = "toll"
question = "Should ships pay a toll?"

[[actor]]
id = "brandt"
name = "Carlo Brandt"
aliases = ["Brandt"]
role = "Mayor"
kind = "person"

[[statement]]
id = "joint"
actor = ["brandt", "vidal"]
attribution = "indirect"
gist = "In a joint statement both accept the toll."
said = "2025-03-01"
stance = { toll = "for" }

[[statement]]
id = "chain"
actor = "vidal"
attribution = "indirect"
gist = "She will resign."
via = ["brandt", "council"]

[[statement]]
id = "heard"
actor = "vidal"
attribution = "indirect"
gist = "She will wait."
via = "unnamed"
via_described_as = "officials familiar with the call"

[[claim]]
id = "revenue"
question = "What would the toll bring?"
value = "little"
actor = "unnamed"
described_as = "a port official"

[[actor]]
id = "council"
name = "City Council"
kind = "government"
"#;

fn at(place: &str) -> App {
    let mut app = holding(&[HARBOUR, JOINT].concat(), "Nothing.", 160, 50);
    update(&mut app, Msg::GoTo(place.to_owned()));
    app
}

#[test]
fn detail_and_the_timeline_name_all_who_speak_together() {
    let shown = text(&at("statement:joint"));
    for words in ["Carlo Brandt, Mayor, and Irena Vidal", "Brandt, Irena Vidal"] {
        assert!(shown.contains(words), "{words} in {shown}");
    }
}

#[test]
fn a_narrow_timeline_says_how_many_more_speak() {
    let mut app = holding(&[HARBOUR, JOINT].concat(), "Nothing.", 80, 24);
    update(&mut app, Msg::GoTo("statement:joint".to_owned()));
    assert!(text(&app).contains("Brandt +1 "), "{}", text(&app));
}

#[test]
fn detail_tells_who_relayed_a_statement_and_who_gave_a_value() {
    for (place, words) in [
        ("statement:chain", "relayed by Carlo Brandt, then by City Council"),
        ("statement:heard", "relayed by unnamed: officials familiar with the call"),
        ("claim:revenue", "given by unnamed: a port official"),
        ("claim:revenue", "(a port official)"),
    ] {
        let shown = text(&at(place));
        assert!(shown.contains(words), "{words} in {shown}");
    }
}

#[test]
fn a_joint_statement_counts_for_each_who_speaks() {
    let shown = text(&at("actor:brandt"));
    assert!(shown.contains("1 statement in 1 source · a part in 1 more"), "{shown}");
    let app = at("statement:joint");
    let reader = app.reader.as_ref().unwrap();
    let brief = &reader.facts.brief;
    let toll = brief.issues.find("toll").unwrap();
    let matrix = whosaid::analysis::StanceMatrix::new(brief, None);
    for actor in ["vidal", "brandt"] {
        assert!(matrix.cell(brief.actors.find(actor).unwrap(), toll).is_some(), "{actor}");
    }
}
