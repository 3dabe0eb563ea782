//! Contradictions in the shell: every case in full, nothing that a terminal would obey, and how it ends.

use std::fs;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;
use whosaid::analysis::Analysis;
use whosaid::loader;
use whosaid::loader::LoadedBrief;
use whosaid::text;
use whosaid::view::cases::Cases;
use whosaid::view::citation;

/// Two values for one question, with what a terminal would obey in both.
const HOSTILE: &str = r#"
[brief]
format = 1
title = "A\u001B[31m\u202Etitle"
as_of = "2025"
bottom_line = "B."
tlp = "TLP:GREEN"

[[source]]
id = "wire"
outlet = "A\u0007 Wire"

[[claim]]
id = "one"
question = "How\u001B]0;x\u0007 long?"
value = "12\u009B km"
source = "wire"

[[claim]]
id = "other"
question = "How\u001B]0;x\u0007 long?"
value = "\u202E18 km"
source = "wire"
why = "\u001B[2JThat."
"#;

fn contradictions(words: &[&str]) -> Output {
    let home = TempDir::new().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.args(["check", "--contradictions"]).args(words).stdin(Stdio::null());
    command.env_clear().env("HOME", home.path()).env("LC_ALL", "C.UTF-8").output().unwrap()
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn every_record_of_every_case_is_printed_with_its_reference() {
    let output = contradictions(&[]);
    assert_eq!(output.status.code(), Some(0));
    let told = printed(&output);
    let brief = LoadedBrief::from_source_files(loader::bundled()).brief.unwrap();
    let findings = Analysis::new(&brief);
    let cases = Cases::new(&brief, &findings);
    let mut references: Vec<&str> = told.lines().map(str::trim).collect();
    for record in cases.contradictions.iter().chain(&cases.shifts).flat_map(whosaid::view::cases::Case::records) {
        let reference = citation::reference("kp-kabul-talks", &brief, record);
        let at = references.iter().position(|line| *line == reference);
        references.swap_remove(at.unwrap_or_else(|| panic!("{reference} is missing")));
    }
    let (contradictions, of) = (findings.contradictions.len(), cases.contradictions.len());
    let count = format!("{contradictions} contradictions in {of} cases, 13 of them open; 2 shifts of position");
    assert_eq!(told.lines().last(), Some(count.as_str()));
    assert!(told.lines().all(|line| text::width(line) <= 80), "80 columns where there is no terminal");
    assert!(told.contains("settled · the officer prefers: the week of 12 September 2024"), "{told}");
    assert!(told.contains("deprecated  5 September 2025 · ") && told.contains(": Not a Thursday"), "{told}");
}

#[test]
fn a_case_reads_on_by_itself() {
    let told = printed(&contradictions(&[]));
    let case = told.split("\n\n\n").find(|case| case.contains("printed in different words")).unwrap();
    insta::assert_snapshot!(case);
}

#[test]
fn ascii_alone_is_written_where_it_is_asked_for() {
    let output = contradictions(&["--ascii"]);
    assert!(output.stdout.is_ascii());
    assert!(printed(&output).contains("+ for"));
}

#[test]
fn no_terminal_obeys_what_a_brief_holds() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("hostile.toml");
    fs::write(&path, HOSTILE).unwrap();
    let output = contradictions(&[path.to_str().unwrap()]);
    let told = printed(&output);
    assert!(told.contains("18 km") && told.contains("That."), "{told}");
    let obeyed: Vec<char> = told.chars().filter(|char| whosaid::text::sanitize::is_terminal_control(*char)).collect();
    assert!(obeyed.is_empty(), "{obeyed:?}");
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_is_printed() {
    let output = contradictions(&["briefs/none", "briefs/kp-kabul-talks"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!output.stderr.is_empty());
    assert!(printed(&output).contains("22 contradictions"));
}
