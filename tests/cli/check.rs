//! `whosaid check` from the shell: forms, levels, exit statuses, and what is told where something cannot be read.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A brief with one error, one warning and one note, told in this order.
const FAULTY: &str = r#"[brief]
format = 1
title = "Harbour"
as_of = 2025-03-14
bottom_line = "B."
tlp = "TLP:GREEN"

[[actor]]
id = "vidal"
name = "Irena Vidal"
kind = "person"

[[actor]]
id = "port"
name = "Port Authority"
kind = "organization"

[[source]]
id = "wire"
published = 2025-03-10

[[statement]]
id = "vidal-terms"
actor = "vidal"
attribution = "direct"
quote = "Ships pay, or ships wait."
said = 2025-03-10
printed_date = "Tuesday, é 50%"
"#;

const ERROR: &str = "venu = \"Old Harbour\"\n";

fn brief(text: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("brief.toml"), text).unwrap();
    folder
}

fn check(at: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.env_clear().env("HOME", at).current_dir(at).arg("check").args(words).output().unwrap()
}

fn told(output: &Output) -> (i32, String) {
    (output.status.code().unwrap(), String::from_utf8(output.stdout.clone()).unwrap())
}

fn json(at: &Path, words: &[&str]) -> Value {
    let output = check(at, words);
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn errors_decide_the_exit_status_and_warnings_only_when_denied() {
    let clean_of_errors = brief(FAULTY);
    let at = clean_of_errors.path();
    let status = |words: &[&str]| check(at, &[&["."], words].concat()).status.code();
    assert_eq!(status(&[]), Some(0), "a warning and a note");
    assert_eq!(status(&["--deny", "W-weekday"]), Some(1));
    assert_eq!(status(&["--deny", "warnings"]), Some(1));
    assert_eq!(status(&["--deny", "notes"]), Some(1));
    assert_eq!(status(&["--deny", "warnings", "--allow", "W-weekday"]), Some(0));
    assert_eq!(status(&["--deny", "W-shared-alias,W-after-source"]), Some(0), "neither is met");
    let faulty = brief(&format!("{FAULTY}{ERROR}"));
    assert_eq!(check(faulty.path(), &["."]).status.code(), Some(1));
}

#[test]
fn what_is_allowed_is_not_told() {
    let folder = brief(FAULTY);
    let codes = |words: &[&str]| {
        let told = json(folder.path(), &[&[".", "--format", "json"], words].concat());
        let codes = told["briefs"][0]["diagnostics"].as_array().unwrap().iter();
        codes
            .map(|one| format!("{} {}", one["level"].as_str().unwrap(), one["code"].as_str().unwrap()))
            .collect::<Vec<_>>()
    };
    assert_eq!(codes(&[]), ["note N-silent-actor", "warning W-weekday"]);
    assert_eq!(codes(&["--allow", "notes"]), ["warning W-weekday"]);
    assert_eq!(codes(&["--allow", "W-weekday,notes"]), [""; 0]);
    assert_eq!(codes(&["--deny", "N-silent-actor"]), ["error N-silent-actor", "warning W-weekday"]);
}

#[test]
fn everything_is_drawn_into_its_line_and_counted() {
    let folder = brief(&format!("{FAULTY}{ERROR}"));
    let (status, text) = told(&check(folder.path(), &["."]));
    assert_eq!(status, 1);
    insta::assert_snapshot!(text);
}

#[test]
fn json_has_every_place_in_lines_characters_and_bytes() {
    let folder = brief(FAULTY);
    let told = json(folder.path(), &["brief.toml", "--format", "json"]);
    assert_eq!([&told["errors"], &told["warnings"], &told["notes"]], [0, 1, 1]);
    let one = &told["briefs"][0];
    assert_eq!(one["brief"], "brief.toml");
    assert_eq!(one["statements"], 1);
    let weekday = &one["diagnostics"][1];
    assert_eq!(weekday["file"], "./brief.toml");
    let line = FAULTY.lines().position(|line| line.starts_with("printed_date")).unwrap();
    let offset = FAULTY.find("\"Tuesday, é 50%\"").unwrap();
    assert_eq!(weekday["start"], serde_json::json!({ "line": line + 1, "column": 16, "offset": offset }));
    assert_eq!(weekday["end"], serde_json::json!({ "line": line + 1, "column": 32, "offset": offset + 17 }));
    assert!(weekday["message"].as_str().unwrap().contains("10 March 2025 was a Monday"), "{weekday}");
}

#[test]
fn github_is_told_in_commands_that_nothing_can_break() {
    let folder = brief(&format!("{FAULTY}{ERROR}"));
    let (_, text) = told(&check(folder.path(), &[".", "--format", "github"]));
    let lines: Vec<&str> = text.lines().collect();
    assert!(
        lines.iter().all(|line| ["::error ", "::warning ", "::notice "].iter().any(|name| line.starts_with(name))),
        "{text}"
    );
    assert!(lines.iter().any(|line| line.contains(",line=29,col=1,endColumn=5,title=E-unknown-field::")), "{text}");
}

#[test]
fn sarif_names_every_rule_that_a_result_has() {
    let folder = brief(&format!("{FAULTY}{ERROR}"));
    let sarif = json(folder.path(), &[".", "--format", "sarif", "--deny", "W-weekday"]);
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    let rules: Vec<&str> =
        run["tool"]["driver"]["rules"].as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 2, "with an error in the format, what may only seem to lack is not told: {results:?}");
    for result in results {
        assert!(rules.contains(&result["ruleId"].as_str().unwrap()), "{result}");
        assert_eq!(result["level"], "error");
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert!(region["startLine"].as_u64().unwrap() > 0 && region["byteLength"].as_u64().unwrap() > 0, "{region}");
    }
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_checked() {
    let folder = brief(FAULTY);
    let output = check(folder.path(), &[".", "nowhere", "--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "whosaid: nowhere: no such file or folder\n");
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["briefs"].as_array().unwrap().len(), 1);
}

#[test]
fn a_text_folder_that_is_not_there_is_refused() {
    let folder = brief(FAULTY);
    let output = check(folder.path(), &[".", "--texts", "nowhere"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("nowhere: no such file or folder"));
}

#[test]
fn a_code_that_is_none_is_refused_with_the_one_that_was_meant() {
    let folder = brief(FAULTY);
    let refused = |words: &[&str]| {
        let output = check(folder.path(), words);
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty());
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(refused(&["--deny", "W-weekdays"]).contains("did you mean `W-weekday`?"));
    assert!(refused(&["--allow", "E-syntax"]).contains("`E-syntax` is an error, and cannot be allowed"));
    assert!(refused(&["--allow", "W-weekday", "--deny", "W-weekday"]).contains("both denied and allowed"));
}

#[test]
fn a_fault_of_shared_actors_is_told_once_whoever_shares_them() {
    let library = tempfile::tempdir().unwrap();
    fs::write(library.path().join("actors.toml"), "[[actor]]\nid = \"vidal\"\nnam = \"Irena\"\n").unwrap();
    for name in ["one", "two"] {
        let folder = library.path().join(name);
        fs::create_dir(&folder).unwrap();
        let head = FAULTY.split("[[actor]]").next().unwrap();
        fs::write(folder.join("brief.toml"), format!("{head}[[source]]\nid = \"w\"\n[[statement]]\nid = \"s\"\nactor = \"vidal\"\nattribution = \"indirect\"\ngist = \"G.\"\n")).unwrap();
    }
    let told = json(library.path(), &[".", "--format", "json"]);
    let of = |at: usize| {
        told["briefs"][at]["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["file"] == "./actors.toml")
            .count()
    };
    assert!(of(0) > 0, "{told}");
    assert_eq!(of(1), 0, "{told}");
}
