//! The program in a pipe: printed to its end or to the reader's, asked line by line, and left in order.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The program in a home of its own.
fn whosaid(home: &TempDir, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.env_clear().env("HOME", home.path()).env("XDG_STATE_HOME", home.path().join("state"));
    command.env("XDG_RUNTIME_DIR", home.path()).args(words);
    command
}

/// What it answers to lines.
fn asked(home: &TempDir, words: &[&str], lines: &str) -> Output {
    let mut command = whosaid(home, words);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[track_caller]
fn told(output: &Output) -> String {
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn a_brief_in_a_pipe_is_the_brief_that_is_printed() {
    let home = tempfile::tempdir().unwrap();
    let printed = told(&whosaid(&home, &[]).output().unwrap());
    assert_eq!(printed, told(&whosaid(&home, &["--plain"]).output().unwrap()));
    assert!(printed.starts_with("# KP–Kabul talks\n") && printed.ends_with("TLP:CLEAR\n"));
    assert!(!printed.contains('\x1b'));
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0, "nothing is kept of it");
}

#[test]
fn whoever_has_read_enough_may_go() {
    let home = tempfile::tempdir().unwrap();
    for words in [["--plain"].as_slice(), &["--interactive"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = whosaid(&home, words);
        let output = command.stdin(Stdio::null()).stdout(writer).output().unwrap();
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), [].as_slice()), "{words:?}");
    }
}

#[test]
fn lines_in_a_pipe_are_answered_to_their_end_and_the_place_is_kept() {
    let home = tempfile::tempdir().unwrap();
    let first = told(&asked(&home, &["--interactive"], "go asif-federation\nmark a\n"));
    assert!(first.contains("> go asif-federation\nTimeline ") && first.ends_with("\n> \n"), "{first}");
    let again = told(&asked(&home, &["--plain", "--interactive"], "to-mark b\nquit\nactors\n"));
    assert!(again.contains("\nTimeline ") && again.contains("set are a"), "it goes on where it was left: {again}");
    assert!(!again.contains("> actors"), "after `quit` nothing is heard");
}

#[test]
fn a_line_without_end_and_one_that_is_no_text_are_answered_too() {
    let home = tempfile::tempdir().unwrap();
    let mut child = whosaid(&home, &["--interactive"]);
    let mut child = child.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = vec![b'x'; 1 << 20];
    lines.extend(b"\n/ \xff\x1b[2J\nactors");
    child.stdin.take().unwrap().write_all(&lines).unwrap();
    let told = told(&child.wait_with_output().unwrap());
    assert!(told.contains("no command `xxx") && told.contains("Actors 1 of 30"), "{}", told.len());
    assert!(!told.chars().any(|char| char.is_control() && char != '\n'));
}

#[test]
fn a_list_of_briefs_is_asked_for_one() {
    let home = tempfile::tempdir().unwrap();
    let told = told(&asked(&home, &["--interactive", "briefs"], "go 1\nlibrary\nback\nquit\n"));
    for part in [
        "briefs, 2 briefs, up to TLP:AMBER;",
        "1. here: KP–Kabul talks",
        "> go 1\nKP–Kabul talks, TLP:CLEAR",
        "\nActors 1 of 30",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

#[test]
fn a_brief_is_read_again_where_one_stands() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("brief");
    fs::create_dir(&folder).unwrap();
    let brief = "[brief]\nformat = 1\ntitle = \"A\"\nas_of = 2025-01-01\nbottom_line = \"B.\"\ntlp = \"TLP:RED\"\n";
    fs::write(folder.join("brief.toml"), brief).unwrap();
    let told = told(&asked(&home, &["--interactive", folder.to_str().unwrap()], "reload\nquit\n"));
    assert!(told.contains("> reload\n") && told.contains("TLP:RED"), "{told}");
}
