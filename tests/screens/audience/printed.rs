//! What is printed for an audience, byte by byte: by `--plain` of a brief, of a record and of a folder, and by `find` in every format.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use whosaid::model::Tlp;

use super::room::Room;
use super::samples;
use crate::secret_marks::{SecretMarks, secret_marks};
use crate::secrets::Secretive;

const BRIEFS: usize = 6;
const FORMATS: [&str; 5] = ["plain", "markdown", "json", "csv", "csl"];

struct Done {
    printed: String,
    told: String,
    status: Option<i32>,
}

fn run(home: &Path, words: &[&str]) -> Done {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.env_clear().env("HOME", home).env("XDG_STATE_HOME", home.join("state")).current_dir(home);
    let output = command.args(words).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Done { printed: text(output.stdout), told: text(output.stderr), status: output.status.code() }
}

/// A folder for each text, with that text as its only brief.
fn home(texts: &[&str]) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    for (at, text) in texts.iter().enumerate() {
        let folder = home.path().join(format!("b{at}"));
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("one.toml"), text).unwrap();
    }
    home
}

/// Asserts that nothing hidden is in what came out, and returns the marks of what is in it.
#[track_caller]
fn seen(done: &Done, room: &Room) -> SecretMarks {
    let Done { printed, told, .. } = done;
    let all = secret_marks(&format!("{printed}\n{told}"));
    let leaked: Vec<&String> = all.intersection(&room.hidden).collect();
    assert!(leaked.is_empty(), "{} sees {leaked:?} in\n{printed}\n{told}", room.audience);
    all
}

fn samples_with_much_to_hide() -> Vec<Secretive> {
    let briefs = samples().into_iter().filter(|secretive| {
        let room = Room::of(secretive, Tlp::Amber);
        room.may_see() && room.hidden.len() > 20 && room.brief.statements.len() > 3
    });
    briefs.take(BRIEFS).collect()
}

#[test]
fn nothing_above_the_audience_is_printed_and_all_else_is() {
    let briefs = samples_with_much_to_hide();
    let home = home(&briefs.iter().map(|secretive| secretive.toml.as_str()).collect::<Vec<_>>());
    for (at, secretive) in briefs.iter().enumerate() {
        let (brief, folder) = (format!("b{at}/one.toml"), format!("b{at}"));
        for audience in Tlp::ALL {
            let room = Room::of(secretive, *audience);
            let for_room = ["--audience", audience.word()];
            let whole = run(home.path(), &[&["--plain", &brief], &for_room[..]].concat());
            let list = run(home.path(), &[&["--plain", &folder], &for_room[..]].concat());
            let found = FORMATS
                .map(|format| run(home.path(), &[&["find", "", &brief, "--format", format], &for_room[..]].concat()));
            let all = seen(&whole, &room);
            seen(&list, &room);
            for done in &found {
                seen(done, &room);
            }
            if room.may_see() {
                assert_eq!((whole.status, list.status), (Some(0), Some(0)), "{}{}", whole.told, list.told);
                let missed: Vec<&String> = room.promised.difference(&all).collect();
                assert!(missed.is_empty(), "{missed:?} are not in\n{}", whole.printed);
                assert!(list.printed.contains(&room.brief.title), "{}", list.printed);
                for (_, statement) in room.brief.statements.iter().filter(|(_, one)| !room.hidden.contains(&one.id)) {
                    assert!(found.iter().all(|found| found.printed.contains(&statement.id)), "{}", statement.id);
                }
            } else {
                assert_eq!((whole.printed.as_str(), whole.status), ("", Some(2)));
                assert!(whole.told.contains("as a whole: nothing of it may be shown"), "{}", whole.told);
                assert!(list.printed.contains("0 briefs") && list.told.contains("1 brief is above"), "{}", list.told);
                assert!(found.iter().all(|found| found.status == Some(1)), "nothing is found");
            }
        }
    }
}

#[test]
fn a_withheld_record_is_as_unknown_as_one_that_never_was() {
    let briefs = samples_with_much_to_hide();
    let home = home(&briefs.iter().map(|secretive| secretive.toml.as_str()).collect::<Vec<_>>());
    for (at, secretive) in briefs.iter().enumerate() {
        let room = Room::of(secretive, Tlp::Amber);
        let path = format!("b{at}/one.toml");
        let ids = room.brief.records().map(|record| room.brief.record_id(record));
        for id in ids.filter(|id| room.hidden.contains(*id)).take(3) {
            // Of a word that is nearly the id, no suggestion is made either.
            let near = format!("{}x", &id[..id.len() - 1]);
            for word in [id, &near] {
                let one = run(home.path(), &["--plain", &format!("{path}#{word}"), "--audience", "amber"]);
                assert_eq!((one.printed.as_str(), one.status), ("", Some(2)));
                let told = Done { told: one.told.replace(word, ""), ..one };
                seen(&told, &room);
                // What is found is what is shown and nearly that word.
                let found = run(home.path(), &["find", word, &path, "--audience", "amber"]);
                seen(&Done { told: found.told.replace(word, ""), ..found }, &room);
            }
        }
        if let Some(record) = room.brief.records().find(|record| !room.hidden.contains(room.brief.record_id(*record))) {
            let id = room.brief.record_id(record);
            let one =
                run(home.path(), &["--plain", &format!("{path}#{}:{id}", super::kind(record)), "--audience", "amber"]);
            assert_eq!(one.status, Some(0), "{}", one.told);
            assert!(seen(&one, &room).len() > 1, "{}", one.printed);
        }
    }
}

const FAULTY: &str = "[brief]\nformat = 1\ntitle = \"Harbour\"\nas_of = 2025-01-01\nbottom_line = \"Secret line.\"\n\
    tlp = \"TLP:CLEAR\"\nnote = \"Desk only\"\n\n[[actor]]\nid = \"ann\"\nname = \"Ann\"\nkind = \"person\"\n\n[[source]]\nid = \"post\"\n\n\
    [[statement]]\nid = \"secret\"\nactor = \"ann\"\nattribution = \"direct\"\nquote = \"Secret quote\"\ntlp = \"TLP:CRIMSON\"\n";

#[test]
fn a_brief_with_faults_is_shown_to_red_alone() {
    let home = home(&[FAULTY]);
    for (words, printed) in [
        (&["--plain", "b0/one.toml"][..], ""),
        (&["--plain", "--force", "b0/one.toml"], ""),
        (&["--plain", "b0"], "0 briefs"),
        (&["find", "", "b0"], ""),
    ] {
        let done = run(home.path(), &[words, &["--audience", "TLP:AMBER+STRICT"]].concat());
        assert_eq!(done.status, Some(2), "{words:?}: {}", done.told);
        assert!(done.printed.contains(printed) && !done.printed.to_lowercase().contains("secret"), "{}", done.printed);
        assert!(!done.told.contains("Secret"), "{}", done.told);
    }
    let red = |words: &[&str]| run(home.path(), &[words, &["--audience", "red"]].concat());
    let done = red(&["--plain", "--force", "b0/one.toml"]);
    assert!(done.printed.contains("Secret quote") && done.status == Some(0), "{}{}", done.printed, done.told);
    assert!(!done.printed.contains("Desk only"), "{}", done.printed);
    assert!(red(&["find", "", "b0"]).printed.contains("Secret quote"));
    assert!(red(&["--plain", "b0"]).printed.contains("TLP:RED, 1 statement"));
}

#[test]
fn a_file_that_cannot_be_read_is_a_loss_for_every_audience() {
    let home = home(&[&FAULTY.replace("CRIMSON", "GREEN")]);
    fs::write(home.path().join("b0/brief.toml"), FAULTY.split("[[actor]]").next().unwrap()).unwrap();
    let rest = FAULTY.split_once("[[actor]]").map(|(_, rest)| format!("[[actor]]{}", rest.replace("CRIMSON", "GREEN")));
    fs::write(home.path().join("b0/one.toml"), rest.unwrap()).unwrap();
    let statuses = || {
        [&["find", "", "b0"][..], &["--plain", "."]]
            .map(|words| run(home.path(), &[words, &["--audience", "red"]].concat()).status)
    };
    assert_eq!(statuses(), [Some(0); 2]);
    fs::write(home.path().join("b0/latin.toml"), b"# caf\xe9\n").unwrap();
    assert_eq!(statuses(), [Some(2); 2]);
}

#[test]
fn an_audience_that_is_none_or_would_not_be_kept_to_is_refused_before_anything_is_printed() {
    let home = home(&[FAULTY]);
    for (words, told) in [
        (&["--plain", "--audience", "TLP:GREN"][..], "did you mean TLP:GREEN?"),
        (&["find", "", "--audience", "TLP:GREN"], "did you mean TLP:GREEN?"),
        (&["--audience", "green"], "--plain"),
        (&["--plain", "--interactive", "--audience", "green"], "--interactive"),
    ] {
        let done = run(home.path(), words);
        assert_eq!((done.printed.as_str(), done.status), ("", Some(2)), "{words:?}");
        assert!(done.told.contains(told), "{words:?}: {}", done.told);
    }
}
