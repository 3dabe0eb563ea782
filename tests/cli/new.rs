//! A new brief can be read as it is made, and nothing is wrong with it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use whosaid::analysis::Analysis;
use whosaid::diagnostics::Severity;
use whosaid::format::schema;
use whosaid::lint::{LintSubject, check};
use whosaid::loader::{BriefLocation, LoadedBrief};
use whosaid::quotes::{Article, Quotes, TextState};

use crate::json::{json, table_of};

fn new(folder: &Path, name: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.env_clear().current_dir(folder).args(["new", name]).output().unwrap()
}

fn read(folder: &Path) -> LoadedBrief {
    BriefLocation::Path(folder.to_owned()).read().unwrap()
}

#[test]
fn a_new_brief_has_the_name_of_its_folder_and_is_told_with_what_to_do_next() {
    let home = tempfile::tempdir().unwrap();
    let output = new(home.path(), "border \"talks\"");
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{told}");
    for part in ["brief.toml", "FILL IN", "whosaid 'border \"talks\"'", "whosaid check 'border \"talks\"'"] {
        assert!(told.contains(part), "{part} is not in:\n{told}");
    }
    let LoadedBrief { brief, faults, .. } = read(&home.path().join("border \"talks\""));
    assert!(faults.is_empty(), "{faults:#?}");
    let brief = brief.unwrap();
    assert_eq!(brief.title, "Border \"talks\"");
    assert_eq!((brief.statements.len(), brief.issues.len(), brief.actors.len(), brief.key_points.len()), (3, 1, 2, 1));
    let today = brief.as_of.days()[0];
    assert!(today.to_string().as_str() > "2026", "{today}");
}

#[test]
fn nothing_is_wrong_with_a_new_brief() {
    let home = tempfile::tempdir().unwrap();
    new(home.path(), "new");
    let folder = home.path().join("new");
    let LoadedBrief { files, brief, places, .. } = read(&folder);
    let brief = &brief.unwrap();
    let held = brief.sources.iter().map(|(_, source)| match &source.text {
        Some(text) => TextState::Text(Box::new(Article::new(fs::read_to_string(folder.join(&text.file)).unwrap()))),
        None => TextState::Unnamed,
    });
    let (analysis, quotes) = (&Analysis::new(brief), &Quotes::new(brief, held.collect()));
    let faults = check(LintSubject { files: &files, brief, places: &places, analysis, quotes });
    assert!(faults.iter().all(|fault| fault.code.level() == Severity::Note), "{faults:#?}");
}

#[test]
fn every_file_of_a_new_brief_holds_to_the_schema_beside_it() {
    let home = tempfile::tempdir().unwrap();
    new(home.path(), "new");
    let kept = fs::read_to_string(home.path().join("new/brief.schema.json")).unwrap();
    assert_eq!(kept, schema());
    let validator = jsonschema::draft202012::new(&serde_json::from_str(&kept).unwrap()).unwrap();
    let LoadedBrief { files, .. } = read(&home.path().join("new"));
    assert_eq!(files.len(), 3);
    for file in files {
        assert!(file.text.starts_with("#:schema ./brief.schema.json\n"), "{}", file.name);
        assert!(validator.is_valid(&json(table_of(&file.text).unwrap())), "{}", file.name);
    }
}

#[test]
fn what_is_there_stays_as_it_is() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("full")).unwrap();
    fs::write(home.path().join("full/notes.txt"), "mine").unwrap();
    for (name, why) in [
        ("full", "something is in it already"),
        ("none/new", "make that first"),
        ("full/notes.txt", "a file of this name"),
    ] {
        let output = new(home.path(), name);
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && output.stdout.is_empty() && told.contains(why), "{name}: {told}");
    }
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    assert_eq!(fs::read_dir(home.path().join("full")).unwrap().count(), 1);
}

#[test]
fn no_brief_is_made_inside_of_another() {
    let home = tempfile::tempdir().unwrap();
    assert!(new(home.path(), "talks").status.success());
    let refused = new(home.path(), "talks/articles/more");
    assert_eq!(refused.status.code(), Some(2));
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(told.contains("talks/articles/more: inside of the brief "), "{told}");
    assert!(!home.path().join("talks/articles/more").exists());
}

#[test]
fn the_folder_that_one_is_in_can_be_filled() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("harbour-toll");
    fs::create_dir(&folder).unwrap();
    assert!(new(&folder, ".").status.success());
    assert_eq!(read(&folder).brief.unwrap().title, "Harbour toll");
}
