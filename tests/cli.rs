//! The words on the command line, and what is told where there is nothing to read.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::fs;
use std::process::{Command, Output};

use tempfile::TempDir;

const BRIEF: &str = r#"[brief]
format = 1
title = "A brief"
as_of = 2025-01-01
bottom_line = "B."
tlp = "TLP:CLEAR"
"#;

fn whosaid(words: &[&str]) -> Output {
    let home = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.env_clear().env("HOME", home.path()).env("XDG_STATE_HOME", home.path().join("state"));
    command.args(words).output().unwrap()
}

/// What is told on standard error when the words are refused, as they must be.
#[track_caller]
fn refused(words: &[&str]) -> String {
    let output = whosaid(words);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(output.stdout.is_empty(), "nothing on standard output");
    assert!(!told.contains('\x1b'), "no colour where no terminal is");
    told
}

/// A brief with `rest` after its head.
fn brief(rest: impl AsRef<[u8]>) -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("brief.toml");
    fs::write(&path, [BRIEF.as_bytes(), rest.as_ref()].concat()).unwrap();
    (folder, path.to_str().unwrap().to_owned())
}

#[track_caller]
fn assert_tells(told: &str, parts: &[&str]) {
    for part in parts {
        assert!(told.contains(part), "{part:?} is not in:\n{told}");
    }
}

#[test]
fn a_missing_file_is_named() {
    let told = refused(&["/nowhere/at/all"]);
    assert_eq!(told, "whosaid: /nowhere/at/all: no such file or folder\n");
}

#[test]
fn a_folder_without_a_brief_says_what_was_looked_for() {
    let folder = tempfile::tempdir().unwrap();
    assert_tells(&refused(&[folder.path().to_str().unwrap()]), &["no brief here", "brief.toml"]);
}

#[test]
fn a_file_that_is_not_utf_8_is_told_with_the_place() {
    let (_folder, path) = brief(b"# caf\xe9\n");
    assert_tells(&refused(&[&path]), &["brief.toml:7:6: not UTF-8"]);
}

#[test]
fn a_syntax_error_is_drawn_into_its_line() {
    let (_folder, path) = brief("[[actor]\nid = \"asif\"\n");
    assert_tells(&refused(&[&path]), &["brief.toml:7:", "7 | [[actor]", "not opened"]);
}

#[test]
fn an_unknown_field_is_told_with_the_one_that_was_meant() {
    let (_folder, path) = brief("markings = \"x\"\n");
    assert_tells(&refused(&[&path]), &["brief.toml:7:1", "no field `markings`", "did you mean `marking`?"]);
}

#[test]
fn an_id_that_leads_nowhere_is_told_and_the_way_to_read_on() {
    let (_folder, path) =
        brief("[[actor]]\nid = \"asif\"\nname = \"Asif\"\nkind = \"person\"\nmember_of = [\"pmln\"]\n");
    let told = refused(&[&path]);
    assert_tells(&told, &["brief.toml:11:14", "`pmln`", "1 error in 1 file"]);
    assert_eq!(told.lines().last(), Some("whosaid: not opened; --force opens what can be read of it"));
}

#[test]
fn where_nothing_can_be_read_force_is_not_offered() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("brief.toml");
    fs::write(&path, "[[actor]]\nid = \"asif\"\n").unwrap();
    let told = refused(&[path.to_str().unwrap()]);
    assert!(!told.contains("--force"), "{told}");
    assert_eq!(refused(&["--force", path.to_str().unwrap()]), told);
}

#[test]
fn without_a_terminal_it_is_printed_and_nothing_is_presented() {
    for (words, title) in [
        ([].as_slice(), "# KP–Kabul talks\n"),
        (&["briefs/kp-kabul-talks"], "# KP–Kabul talks\n"),
        (&["briefs"], "# briefs\n"),
        (&["--ascii"], "# KP-Kabul talks\n"),
    ] {
        let output = whosaid(words);
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), [].as_slice()), "{words:?}");
        let printed = String::from_utf8(output.stdout).unwrap();
        assert!(printed.starts_with(title), "{words:?}: {printed}");
    }
    let told = refused(&["present"]);
    assert_tells(&told, &["terminal"]);
    assert_eq!(told.lines().count(), 1);
}

#[test]
fn unknown_words_are_answered_with_the_known() {
    assert_tells(&refused(&["--forse"]), &["--forse", "--force", "--help"]);
}

#[test]
fn help_and_version_are_printed_and_nothing_else_is_done() {
    let help = whosaid(&["--help"]);
    assert_eq!(help.status.code(), Some(0));
    assert_tells(&String::from_utf8(help.stdout).unwrap(), &["--force", "--ascii", "Examples:", "Exit status"]);
    let version = whosaid(&["--version"]);
    assert_eq!(String::from_utf8(version.stdout).unwrap(), format!("whosaid {}\n", env!("CARGO_PKG_VERSION")));
}

/// `whosaid --help | head -0`, and no panic.
#[test]
fn help_to_nobody_is_no_panic() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = Command::new(env!("CARGO_BIN_EXE_whosaid")).arg("--help").stdout(writer).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
}
