//! Several who speak together or one after another, and unnamed people, in every form in which statements are printed.

use std::fs;
use std::process::Command;

use serde_json::{Value, json};

const JOINT: &str = r#"
[brief]
format = 1
title = "Joint"
as_of = "2025-06-30"
bottom_line = "B."
tlp = "TLP:GREEN"

[[issue]]
id = "toll"
label = "toll"
question = "Should ships pay a toll?"

[[actor]]
id = "vidal"
name = "Irena Vidal"
kind = "person"
role = "Mayor"

[[actor]]
id = "brandt"
name = "Carlo Brandt"
kind = "person"

[[source]]
id = "courier"
outlet = "The Courier"
published = "2025-03-12"
reliability = "B"

[[statement]]
id = "joint"
actor = ["vidal", "brandt"]
attribution = "indirect"
gist = "In a joint statement both accept the toll."
said = "2025-03-11"
stance = { toll = "for" }

[[statement]]
id = "later"
actor = "brandt"
attribution = "indirect"
gist = "He has changed his mind."
said = "2025-05-11"
stance = { toll = "against" }

[[statement]]
id = "chain"
actor = "vidal"
attribution = "indirect"
gist = "She will resign."
via = ["brandt", "herald"]

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
rank = "preferred"
actor = "unnamed"
described_as = "a port official"

[[actor]]
id = "herald"
name = "The Herald"
kind = "media"
"#;

/// What `whosaid` prints of the brief.
fn printed(words: &[&str]) -> String {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("brief.toml"), JOINT).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.env_clear().env("HOME", home.path()).env("LANG", "C.UTF-8").current_dir(home.path());
    let output = command.args(words).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{told}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_joint_statement_is_found_by_each_of_its_speakers() {
    for who in ["vidal", "brandt", "mayor"] {
        let found = printed(&["find", &format!("who:{who} on:toll is:for"), "brief.toml"]);
        assert!(found.contains("Irena Vidal, Mayor, and Carlo Brandt"), "{who}: {found}");
    }
}

#[test]
fn a_joint_statement_is_exported_with_all_its_speakers() {
    let found = printed(&["find", "joint accept", "brief.toml", "--format", "json"]);
    let found: Value = serde_json::from_str(&found).unwrap();
    let [vidal, brandt] = [
        json!({ "id": "vidal", "name": "Irena Vidal", "role": "Mayor", "described_as": null }),
        json!({ "id": "brandt", "name": "Carlo Brandt", "role": null, "described_as": null }),
    ];
    assert_eq!((&found["speaker"], &found["speakers"]), (&vidal, &json!([vidal, brandt])));
    let table = printed(&["find", "joint accept", "brief.toml", "--format", "csv"]);
    assert!(table.contains(",vidal; brandt,Irena Vidal; Carlo Brandt,Mayor,"), "{table}");
    let rows = printed(&["export", "brief.toml", "--format", "ndjson"]);
    let row: Value = serde_json::from_str(rows.lines().next().unwrap()).unwrap();
    assert_eq!(row["speaker"], "Irena Vidal; Carlo Brandt");
}

#[test]
fn hearsay_is_told_from_the_nearest_to_the_speaker_on() {
    for who in ["brandt", "herald"] {
        let found = printed(&["find", &format!("via:{who}"), "brief.toml"]);
        assert!(found.contains("relayed by Carlo Brandt, then by The Herald"), "{who}: {found}");
    }
    let found = printed(&["find", "via:officials", "brief.toml"]);
    assert!(found.contains("relayed by unnamed: officials familiar with the call"), "{found}");
    let found = printed(&["find", "via:herald via:brandt", "brief.toml", "--format", "markdown"]);
    assert!(found.contains("through Carlo Brandt, then through The Herald"), "{found}");
    let found = printed(&["find", "via:officials", "brief.toml", "--format", "markdown"]);
    assert!(found.contains("through unnamed (officials familiar with the call)"), "{found}");
}

#[test]
fn hearsay_is_exported() {
    let found = printed(&["find", "via:herald", "brief.toml", "--format", "json"]);
    let found: Value = serde_json::from_str(&found).unwrap();
    let [brandt, herald] =
        [json!({ "id": "brandt", "name": "Carlo Brandt" }), json!({ "id": "herald", "name": "The Herald" })];
    assert_eq!((&found["via"], &found["relays"]), (&brandt, &json!([brandt, herald])));
    let rows = printed(&["export", "brief.toml", "--format", "ndjson"]);
    let rows: Vec<Value> = rows.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&rows[2]["via_id"], &rows[2]["via"]), (&json!("brandt; herald"), &json!("Carlo Brandt; The Herald")));
    let unnamed = json!("unnamed: officials familiar with the call");
    assert_eq!((&rows[3]["via_id"], &rows[3]["via"]), (&Value::Null, &unnamed));
}

#[test]
fn an_unnamed_giver_of_a_value_is_described() {
    for question in ["is:unnamed kind:claim", "who:unnamed kind:claim", "who:\"port official\""] {
        let found = printed(&["find", question, "brief.toml"]);
        assert!(found.contains("given by unnamed: a port official"), "{question}: {found}");
    }
    let found = printed(&["find", "kind:claim", "brief.toml", "--format", "json"]);
    let found: Value = serde_json::from_str(&found).unwrap();
    assert_eq!(found["actor"], json!({ "id": null, "name": null, "described_as": "a port official" }));
    let table = printed(&["find", "kind:claim", "brief.toml", "--format", "csv"]);
    assert!(table.contains("a port official"), "{table}");
    let cited = printed(&["find", "kind:claim", "brief.toml", "--format", "markdown"]);
    assert!(cited.contains("unnamed (a port official)"), "{cited}");
}

#[test]
fn a_statement_of_one_speaker_has_no_list_of_speakers() {
    assert!(!printed(&["find", "who:brandt is:against", "brief.toml", "--format", "json"]).contains("speakers"));
}

#[test]
fn a_joint_statement_is_cited_with_all_its_speakers() {
    let plain = printed(&["find", "joint accept", "brief.toml", "--format", "plain"]);
    assert!(plain.contains("Irena Vidal, Mayor, and Carlo Brandt"), "{plain}");
    let cited = printed(&["find", "joint accept", "brief.toml", "--format", "markdown"]);
    assert!(cited.contains("Irena Vidal, Mayor; Carlo Brandt"), "{cited}");
    let cited = printed(&["find", "joint accept", "brief.toml", "--format", "csl"]);
    assert!(cited.contains("[Statement by Irena Vidal, Carlo Brandt]"), "{cited}");
}
