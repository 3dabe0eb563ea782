//! The reader and the shell: one question, one answer, in one order.

use std::process::Command;

use crate::harness::{bundled, press};
use whosaid::app::overlay::Overlay;
use whosaid::app::{Msg, update};

/// The questions of the table that the look-up is judged by.
fn questions() -> Vec<&'static str> {
    let table = include_str!("../../query/bundled.txt");
    let questions = table.lines().filter(|line| !line.is_empty() && !line.starts_with(['#', ' ', '(']));
    questions.chain([""]).collect()
}

fn in_the_reader(question: &str) -> Vec<String> {
    let mut app = bundled(80, 24);
    press(&mut app, "/");
    update(&mut app, Msg::Paste(question.to_owned()));
    let Some(Overlay::LookUp(look)) = &app.overlay else { panic!("the look-up is open") };
    let brief = &app.reader.as_ref().unwrap().facts.brief;
    look.hits.rows().iter().map(|hit| brief.record_id(hit.record).to_owned()).collect()
}

fn in_the_shell(question: &str) -> Vec<String> {
    let home = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.env_clear().env("HOME", home.path()).args(["find", question, "--format", "json"]);
    let printed = String::from_utf8(command.output().unwrap().stdout).unwrap();
    let id = |line: &str| {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        record["id"].as_str().unwrap().to_owned()
    };
    printed.lines().map(id).collect()
}

#[test]
fn the_same_question_finds_the_same_records_in_the_same_order() {
    let questions = questions();
    assert!(questions.len() > 60, "{}", questions.len());
    for question in questions {
        assert_eq!(in_the_reader(question), in_the_shell(question), "{question}");
    }
}
