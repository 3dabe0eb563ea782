//! Coding at the prompt: lines in, steps and sentences out.

use whosaid::app::Effect;
use whosaid::coding::{CodedTable, CodingEdit, FieldValue};
use whosaid::plain::PlainOptions;
use whosaid::prompt::Prompt;

use super::desk::{CodingFiles, reader};

/// Runs lines; returns what is said after the last one, and the files.
fn run(lines: &[&str]) -> (String, CodingFiles) {
    let mut prompt = Prompt::new(reader(120, 40), PlainOptions { width: 80, ascii: false });
    let mut files = CodingFiles::default();
    let mut said = prompt.render();
    for line in lines {
        let mut effects = prompt.run_line(line);
        while let Some(effect) = effects.pop() {
            for msg in files.answer(effect) {
                effects.extend::<Vec<Effect>>(prompt.handle_msg(msg));
            }
        }
        said = prompt.render();
    }
    (said, files)
}

fn added(files: &CodingFiles) -> Vec<(String, FieldValue)> {
    match files.steps.last().and_then(|step| step.edits.last()) {
        Some(CodingEdit::Add { table: CodedTable::Statement, fields }) => fields.clone(),
        other => panic!("no statement was added: {other:?}"),
    }
}

fn has(fields: &[(String, FieldValue)], name: &str, value: &str) -> bool {
    fields.contains(&(name.to_owned(), FieldValue::Text(value.to_owned())))
}

#[test]
fn an_article_is_coded_by_commands_with_words() {
    let (said, files) = run(&["sources", "code"]);
    assert!(said.contains("1 of 6, not coded:") && said.contains("[“We will pay the toll"), "{said}");
    assert!(files.steps.is_empty());
    let (said, files) =
        run(&["sources", "code", "stance toll conditional", "field venue City Hall", "grade 2", "accept"]);
    let fields = added(&files);
    assert!(has(&fields, "venue", "City Hall") && has(&fields, "credibility", "2"), "{fields:?}");
    assert!(said.contains("2 of 6, not coded:"), "the next candidate is read: {said}");
}

#[test]
fn what_a_record_lacks_is_asked_and_the_next_line_answers() {
    let (said, files) = run(&["sources", "code", "next", "accept"]);
    assert!(said.contains("who?") && said.contains("1. Irena Vidal"), "{said}");
    assert!(files.steps.is_empty());
    let (said, _) = run(&["sources", "code", "next", "accept", "1"]);
    assert!(said.contains("gist?"), "{said}");
    let (_, files) = run(&["sources", "code", "next", "accept", "1", "Nobody asked them."]);
    let fields = added(&files);
    assert!(has(&fields, "actor", "vidal") && has(&fields, "gist", "Nobody asked them."), "{fields:?}");
    let (_, files) = run(&["sources", "code", "actor Port Union", "organization", "", "accept"]);
    assert!(has(&added(&files), "actor", "port-union"));
}

#[test]
fn words_are_selected_by_saying_them() {
    let (said, files) = run(&["sources", "code", "select The port authority raised the toll on Tuesday", "accept"]);
    assert!(said.contains("[The port authority raised the toll on Tuesday]"), "{said}");
    assert!(files.steps.is_empty());
    let (said, _) = run(&["sources", "code", "select no such words"]);
    assert!(said.contains("the article has no such words"), "{said}");
}

#[test]
fn help_and_leaving_are_there() {
    let (said, _) = run(&["sources", "code", "help reject"]);
    assert!(said.contains("reject the candidate"), "{said}");
    let (_, files) = run(&["sources", "code", "help", "reject"]);
    assert_eq!(files.steps.len(), 1, "the help does not stand in the way");
    let (said, _) = run(&["sources", "code", "leave"]);
    assert!(!said.contains("not coded"), "{said}");
}
