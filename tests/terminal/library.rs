//! A folder of many briefs under a real terminal: usable before it is read, asked while it is, left at any moment.

use std::fmt::Write as _;
use std::fs;

use tempfile::TempDir;

use crate::pty::{Start, Terminal, whosaid};

/// Briefs enough that reading them goes on for a while after the first frame.
const MANY: usize = 400;

/// A folder of briefs, the last of which says what no other does.
fn library(briefs: usize) -> TempDir {
    let folder = TempDir::new().unwrap();
    for at in 0..briefs {
        let mut text = format!(
            "[brief]\nformat = 1\ntitle = \"Title of {at}\"\nas_of = \"2024-01-{:02}\"\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n\n\
             [[actor]]\nid = \"marn\"\nname = \"Marn\"\nkind = \"person\"\n\n[[source]]\nid = \"gazette\"\noutlet = \"Gazette\"\n\
             published = \"2024-01-01\"\nreliability = \"B\"\n",
            1 + at % 28
        );
        for line in 0..20 {
            let said = if at + 1 == briefs && line == 3 { "the lighthouse keeps its lamp" } else { "the toll stays" };
            write!(
                text,
                "\n[[statement]]\nid = \"s{line}\"\nactor = \"marn\"\nattribution = \"direct\"\ncue = \"said\"\n\
                 quote = \"Line {line}: {said}.\"\nsaid = \"2024-01-01\"\n"
            )
            .unwrap();
        }
        fs::write(folder.path().join(format!("brief-{at:04}.toml")), text).unwrap();
    }
    folder
}

fn started(folder: &TempDir) -> Start {
    whosaid(&[folder.path().to_str().unwrap()])
}

/// The first frame, with the bytes that take the terminal over.
fn first_frame(terminal: &Terminal) -> String {
    let written = String::from_utf8_lossy(&terminal.written).into_owned();
    written.split_inclusive("\x1b[?2026l").next().unwrap_or_default().to_owned()
}

#[test]
fn the_first_frame_has_every_name_in_sight_and_waits_for_no_brief() {
    let folder = library(MANY);
    let mut terminal = started(&folder).open();
    terminal.wait_for("400 briefs");
    let first = first_frame(&terminal);
    assert!(first.contains("brief-0000") && first.contains("brief-0030") && !first.contains("Title of"), "{first}");
    terminal.wait_for("Title of 27 ");
    terminal.wait("nothing more of how far it is", |screen| !screen.contents().contains("reading"));
    terminal.settle();
    assert_eq!(terminal.settle(), 0, "who waits for nothing is written nothing");
    terminal.send("\x1b");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_given_back();
}

#[test]
fn it_is_left_while_it_is_read() {
    let folder = library(MANY);
    for keys in ["\x1b", "\x03", "qq"] {
        let mut terminal = started(&folder).open();
        terminal.wait_for("400 briefs");
        terminal.send(keys);
        assert_eq!(terminal.end().exit_code(), 0, "{keys:?}");
        terminal.assert_given_back();
    }
}

#[test]
fn what_is_asked_before_it_is_read_is_answered_and_the_way_back_leads_to_the_question() {
    let folder = library(MANY);
    let start = started(&folder);
    let mut terminal = start.open();
    terminal.wait_for("400 briefs");
    terminal.send("/lighthouse\r");
    terminal.wait_for("1 Sources");
    terminal.wait_for("the lighthouse keeps its lamp");
    terminal.send("[");
    terminal.wait_for("Look up in ");
    terminal.wait_for("/ lighthouse");
    terminal.wait_for("1 statement");
    // A question to all, and the last of its hits.
    terminal.send("\x15toll");
    terminal.wait_for("7999 statements");
    terminal.send("\x1b[BG");
    terminal.wait("a hit that stands far down, told whole", |screen| screen.contents().contains("origins"));
    terminal.send("y");
    terminal.wait_for("sent to the terminal");
    terminal.send("\x03");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_given_back();
}

#[test]
fn what_has_changed_is_read_again_when_that_is_asked_for() {
    let folder = library(3);
    let mut terminal = started(&folder).open();
    terminal.wait_for("Title of 1 ");
    let path = folder.path().join("brief-0001.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("Title of 1", "A better title")).unwrap();
    fs::copy(&path, folder.path().join("brief-0009.toml")).unwrap();
    terminal.send("\x12");
    terminal.wait_for("4 briefs");
    terminal.wait("both titles", |screen| screen.contents().matches("A better title").count() == 2);
    terminal.send("\x1b");
    assert_eq!(terminal.end().exit_code(), 0);
}

#[test]
fn from_the_bundled_brief_the_list_leads_to_the_invented_one_and_its_articles() {
    let mut terminal = whosaid(&[]).open();
    terminal.wait_for("KP–Kabul talks");
    terminal.send("L");
    terminal.wait_for("2 briefs");
    terminal.wait_for("The harbour toll");
    terminal.send("\x1b[F\r");
    terminal.wait_for("Callan Courier");
    terminal.send("4v");
    terminal.wait_for("In the article");
    terminal.send("\x03");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_given_back();
}
