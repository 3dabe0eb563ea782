//! Several who speak together, in every form in which statements are printed.

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
