//! The words on the command line, and what is told where there is nothing to read.

use std::fs;
use std::process::{Command, Output};

use rustix::fs::{CWD, Mode, mkfifoat};
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
    assert_tells(
        &refused(&[&path]),
        &["error[E-unreadable]: not UTF-8", "brief.toml:7:6", "not opened; nothing of it can be read"],
    );
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
        (&["harbour-toll"], "# The harbour toll (invented)\n"),
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

const LABELLED: &str = r#"
[[key_point]]
text = "Bob will not move."
supports = ["bob-said", "ann-said"]

[[key_point]]
text = "For us alone."
tlp = "TLP:RED"

[[issue]]
id = "pay"
label = "pay"
question = "Should they be paid?"

[[actor]]
id = "ann"
name = "Ann Open"
kind = "person"

[[actor]]
id = "bob"
name = "Bob Hidden"
kind = "person"

[[source]]
id = "post"
outlet = "The Post"

[[source]]
id = "wire"
outlet = "The Wire"
tlp = "TLP:RED"

[[statement]]
id = "ann-said"
actor = "ann"
source = "post"
attribution = "direct"
quote = "Open it for all of them."
said = 2025-01-20

[[statement]]
id = "bob-said"
actor = "bob"
source = "wire"
attribution = "direct"
quote = "Nobody will be paid a penny."
said = 2025-01-21
stance = { pay = "against" }

[[event]]
id = "meet"
title = "They met"
date = 2025-01-22
sources = ["post"]
tlp = "TLP:AMBER"
"#;

#[track_caller]
fn printed(words: &[&str]) -> String {
    let output = whosaid(words);
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(0));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_speaker_learns_before_the_meeting_what_the_audience_will_not_see() {
    let (_folder, path) = brief(LABELLED);
    let list = |audience: &str| printed(&["present", &path, "--list", "--audience", audience, "--ascii"]);
    assert_eq!(
        list("TLP:CLEAR"),
        r#"  1  title: A brief
  2  bottom-line: Bottom line
  3  key-points: Bob will not move.
  4  timeline: Timeline 20 Jan 2025
  5  quotes: Ann Open: "Open it for all of them."

withheld from TLP:CLEAR: 1 key point, 1 source, 1 statement, 1 event, 1 issue, 1 actor
  key point 2 (TLP:RED): For us alone.
  source wire (TLP:RED): The Wire, undated
  statement bob-said (TLP:RED, as its source wire): "Nobody will be paid a penny."
  event meet (TLP:AMBER): They met
  issue pay (only what is withheld takes a stance on it): Should they be paid?
  actor bob (only what is withheld mentions it): Bob Hidden
notes and held texts are shown to nobody
look again at key point 1: it is TLP:CLEAR, and rests on statement bob-said (TLP:RED, as its source wire)
"#
    );
    let amber = list("AMBER");
    assert!(
        amber.contains("withheld from TLP:AMBER: 1 key point, 1 source, 1 statement, 1 issue, 1 actor\n"),
        "{amber}"
    );
    let red = list("TLP:RED");
    assert!(red.ends_with("\n\nwithheld from TLP:RED: nothing\nnotes and held texts are shown to nobody\n"), "{red}");
    assert!(red.contains("Bob Hidden"));
}

#[test]
fn of_no_audience_it_is_listed_how_much_each_would_miss() {
    let (_folder, path) = brief(LABELLED.to_owned() + "\n[deck]\ncards = [\"quotes\"]\n");
    let all = printed(&["present", &path, "--list"]);
    assert!(
        all.starts_with(
            "  1  title: A brief\n  2  quotes: Ann Open: “Open it for all of them.”\n  3  quotes: Bob Hidden: "
        ),
        "{all}"
    );
    let (_, summaries) = all.split_once("\n\n").unwrap();
    let labels: Vec<&str> =
        summaries.lines().filter_map(|line| line.strip_prefix("withheld from ")?.split(':').nth(1)).collect();
    assert_eq!(labels, ["AMBER+STRICT", "AMBER", "GREEN", "CLEAR"]);
    assert!(summaries.contains("look again at key point 1"), "{summaries}");
    let green = all_of_green();
    let told = printed(&["present", &green.1, "--list"]);
    assert!(told.contains("the brief is TLP:GREEN as a whole: nothing of it may be shown to TLP:CLEAR\n"), "{told}");
    assert_tells(&refused(&["present", &green.1, "--list", "--audience", "CLEAR"]), &["TLP:GREEN as a whole"]);
}

fn all_of_green() -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("brief.toml");
    fs::write(&path, BRIEF.replace("TLP:CLEAR", "TLP:GREEN")).unwrap();
    (folder, path.to_str().unwrap().to_owned())
}

#[test]
fn cards_are_printed_for_an_audience_that_is_named_and_for_no_other() {
    let (_folder, path) = brief(LABELLED);
    let cards = printed(&["present", &path, "--plain", "--audience", "TLP:AMBER", "--ascii"]);
    let heads: Vec<&str> = cards.lines().filter(|line| line.starts_with("card ")).collect();
    assert_eq!(heads.len(), 5, "{cards}");
    assert_eq!(heads[3], "card 4 of 5 . timeline . 22 Jan 2025 . TLP:AMBER");
    let (_, timeline) = cards.split_once(heads[3]).unwrap();
    let (timeline, _) = timeline.split_once("\n\n").unwrap();
    assert_eq!(timeline.matches("They met").count(), 2, "in the list, and by itself: {timeline}");
    assert!(cards.is_ascii() && !cards.contains("Bob Hidden") && !cards.contains("Nobody"), "{cards}");
    assert_tells(&refused(&["present", &path, "--plain"]), &["--audience"]);
    assert_tells(&refused(&["present", &path, "--plain", "--list", "--audience", "RED"]), &["cannot be used with"]);
    assert_tells(&refused(&["present", &path]), &["terminal"]);
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

/// Whatever is printed, that it could not be is told, and not taken for done.
#[test]
fn a_full_disk_is_told_by_every_command() {
    let commands: [&[&str]; 12] = [
        &["--help"],
        &["--version"],
        &["check", "--help"],
        &["check", "briefs"],
        &["check", "--contradictions", "briefs"],
        &["find", ""],
        &["export"],
        &["explain"],
        &["schema"],
        &["config", "--default"],
        &["doctor"],
        &["--plain"],
    ];
    for words in commands {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_whosaid")).args(words).stdout(full).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{words:?}: {told}");
        assert!(told.starts_with("whosaid: ") && told.lines().count() == 1, "{words:?}: {told}");
        assert!(told.contains("cannot be written: "), "{words:?}: {told}");
    }
}

#[test]
fn with_standard_output_closed_every_command_that_prints_fails() {
    let home = tempfile::tempdir().unwrap();
    let commands: [&[&str]; 18] = [
        &["--help"],
        &["--version"],
        &["check", "--help"],
        &["check"],
        &["check", "--format", "sarif"],
        &["check", "--contradictions"],
        &["find", "", "--format", "json"],
        &["export"],
        &["export", "--schema"],
        &["explain"],
        &["explain", "E-syntax"],
        &["schema"],
        &["config"],
        &["config", "--default"],
        &["doctor"],
        &["--plain"],
        &["present", "--list"],
        &["present", "--audience", "TLP:GREEN", "--plain"],
    ];
    let run = |redirected: &str, words: &[&str]| {
        let script = format!("\"$0\" \"$@\" {redirected}");
        let mut command = Command::new("sh");
        command.env_clear().env("HOME", home.path()).current_dir(home.path());
        command.args(["-c", &script, env!("CARGO_BIN_EXE_whosaid")]).args(words).output().unwrap()
    };
    for words in commands {
        let closed = run(">&-", words);
        let told = String::from_utf8(closed.stderr).unwrap();
        assert_eq!(closed.status.code(), Some(2), "{words:?}: {told}");
        assert_eq!(told, "whosaid: the answer cannot be written: standard output is closed\n", "{words:?}");
        let discarded = run(">/dev/null", words);
        assert_eq!(discarded.status.code(), Some(0), "{words:?}: {}", String::from_utf8_lossy(&discarded.stderr));
    }
    let new = run(">&-", &["new", "made"]);
    assert_eq!(new.status.code(), Some(2));
    assert!(!home.path().join("made").exists(), "nothing is done of what cannot be told");
    assert_eq!(run(">&-", &["export", "-o", "rows"]).status.code(), Some(0), "nothing is printed");
    assert!(home.path().join("rows").exists());
}

#[test]
fn a_brief_with_a_file_that_cannot_be_read_has_a_fault_and_is_read_by_force() {
    let (folder, path) = brief("[[issue]]\nid = \"toll\"\nlabel = \"toll\"\nquestion = \"Should ships pay?\"\n");
    mkfifoat(CWD, folder.path().join("pipe.toml"), Mode::RUSR).unwrap();
    let told = refused(&["--plain", &path]);
    assert_tells(
        &told,
        &["error[E-unreadable]: neither a regular file nor a folder", "pipe.toml:1:1", "--force opens"],
    );
    let forced = whosaid(&["--plain", "--force", &path]);
    assert_eq!(forced.status.code(), Some(0));
    assert_tells(
        &String::from_utf8(forced.stdout).unwrap(),
        &["Should ships pay?", "neither a regular file", "pipe.toml:1:1"],
    );
    let present = |audience: &str| whosaid(&["present", "--force", "--audience", audience, "--plain", &path]);
    let green = present("TLP:GREEN");
    assert_eq!((green.status.code(), green.stdout.as_slice()), (Some(2), &b""[..]));
    assert_tells(&String::from_utf8(green.stderr).unwrap(), &["TLP:RED"]);
    assert_eq!(present("TLP:RED").status.code(), Some(0));
    let found = whosaid(&["find", "", &path]);
    assert_eq!(found.status.code(), Some(2), "not all that was named could be searched");
    assert_tells(
        &String::from_utf8(found.stderr).unwrap(),
        &["searched as far as it can be read", "pipe.toml:1:1: neither"],
    );
}

#[test]
fn both_bundled_briefs_are_named_at_once_and_the_invented_one_is_proven_without_files() {
    let output = whosaid(&["check", "harbour-toll", "kp-kabul-talks"]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert_tells(&told, &["2 briefs and 116 statements checked", "26 verbatim, 19 no text held"]);
}
