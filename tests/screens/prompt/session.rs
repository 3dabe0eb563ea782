//! A session at the prompt, word for word.

use super::{bundled, prompt};
use whosaid::app::Effect;
use whosaid::prompt::PROMPT_MARK;

/// What is written when these lines are typed.
fn transcript(lines: &[&str]) -> String {
    let mut prompt = prompt(bundled());
    let mut told = Vec::new();
    for line in lines {
        prompt.run_line(line);
        told.push(format!("{PROMPT_MARK}{line}\n{}", prompt.render()));
    }
    told.concat()
}

#[test]
fn did_he_really_say_that() {
    insta::assert_snapshot!(transcript(&[
        "/ asif federation",
        "go 2",
        "detail",
        "contradiction",
        "go 2",
        "copy",
        "go asif",
        "narrow",
        "timeline",
        "unpin",
    ]));
}

#[test]
fn contradictions_are_listed_and_read_by_their_numbers() {
    insta::assert_snapshot!(transcript(&[
        "contradictions",
        "contradictions gandapur kabul",
        "contradiction 4",
        "contradictions nowhere",
        "go 2",
        "shifts",
    ]));
}

#[test]
fn a_brief_is_presented() {
    insta::assert_snapshot!(transcript(&[
        "present",
        "tlp:gren",
        "present green",
        "on",
        "4",
        "blank",
        "on",
        "cards saif",
        "reader",
        "present",
        "follow",
        "quit",
        "on",
        "quit",
        "quit",
    ]));
}

#[test]
fn what_is_asked_in_a_question_is_answered_by_the_next_line() {
    let mut prompt = prompt(bundled());
    for (line, answer, wanted) in [
        ("date", "2025-09", "Timeline 107 of 134"),
        ("mark", "a", "this place is now 'a"),
        ("look-up", "asif federation", "3 hits"),
        ("to-mark", "a", "Timeline 107 of 134"),
        ("to-mark", "b", "no mark 'b; set are a"),
        ("mark", "ab", "a mark is a letter or a digit"),
        ("date", "soon", "no date: write 2024, 2024-09 or 2024-09-12"),
        ("date", "", "Timeline 107 of 134"),
    ] {
        let asked = super::ask(&mut prompt, line);
        assert!(!asked.is_empty() && !asked.contains("Timeline"), "{line}: {asked}");
        let told = super::ask(&mut prompt, answer);
        assert!(told.contains(wanted), "{line}, {answer}: {told}");
    }
}

#[test]
fn what_the_world_is_to_do_is_asked_of_it() {
    let mut prompt = prompt(bundled());
    for (line, effects) in [
        ("reload", vec![Effect::Reload]),
        ("mark a", vec![Effect::SaveState]),
        ("suspend", vec![Effect::Suspend]),
        ("copy", vec![]),
        ("redraw", vec![]),
        ("quit", vec![Effect::Quit]),
    ] {
        assert_eq!(prompt.run_line(line), effects, "{line}");
    }
}
