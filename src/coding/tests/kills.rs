//! A kill or a full disk at any point, others who write meanwhile, and the history after a restart.

use super::*;

const FRAME: &str = "[brief]\nformat = 1\ntitle = \"T\"\nas_of = 2025-01-01\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n\n\
    # an actor\n[[actor]]\nid = \"a\" # kept\nname = \"A\"\nkind = \"person\"\n";
const ARTICLE: &str = "# one article\n[[source]]\nid = \"s\"\n\n\
    [[statement]]\nid = \"old\"\nactor = \"a\"\nattribution = \"indirect\"\ngist = \"G.\"";

fn brief() -> MemoryBrief {
    MemoryBrief::new(&[("x/brief.toml", FRAME), ("x/s.toml", ARTICLE)])
}

fn narrow_step(id: &str) -> CodingStep {
    step(id, vec![statement(id, "O.")])
}

/// A step that changes both files, the article at two places.
fn wide_step() -> CodingStep {
    let name = set(CodedTable::Actor, "a", "name", Some(text("Ada")));
    let gist = set(CodedTable::Statement, "old", "gist", Some(text("H.")));
    let reject = CodingEdit::Reject { passage: "some words".to_owned() };
    step("wide", vec![name, statement("new", "N."), gist, reject])
}

/// The brief and its history before the operation that is interrupted: one step is made, and for undo and redo the wide one after it.
fn prepared(operation: &str) -> (MemoryBrief, CodingHistory) {
    let (brief, mut history) = (brief(), CodingHistory::default());
    history.apply(&brief, "s", narrow_step("one")).unwrap();
    if operation != "apply" {
        history.apply(&brief, "s", wide_step()).unwrap();
    }
    if operation == "redo" {
        history.undo(&brief, "s").unwrap();
    }
    (brief, history)
}

#[test]
fn wherever_the_program_is_killed_a_step_is_whole_or_not_there_and_can_be_taken_back() {
    let one = prepared("redo").0.texts();
    let both = prepared("undo").0.texts();
    let mut found = [0; 2];
    for (failure, operation) in [Failure::Kill, Failure::Once]
        .into_iter()
        .flat_map(|failure| ["apply", "undo", "redo"].map(|name| (failure, name)))
    {
        for changes in 0..6 {
            let (brief, mut history) = prepared(operation);
            let was = brief.texts();
            brief.fail_after(changes, failure);
            let result = match operation {
                "apply" => history.apply(&brief, "s", wide_step()).map(Some),
                "undo" => history.undo(&brief, "s"),
                _ => history.redo(&brief, "s"),
            };
            let at = format!("{failure:?} after {changes} in {operation}: {result:?}");
            let (mut history, notice) = brief.restart();
            let now = brief.texts();
            assert!(now == one || now == both, "{at}: {now:#?}");
            assert_eq!(history.rejected().len(), usize::from(now == both), "{at}");
            match (failure, &result) {
                (_, Ok(_)) => assert_ne!(now, was, "what was told to be done is there: {at}"),
                (Failure::Once, Err(_)) => assert_eq!((&now, notice), (&was, None), "{at}"),
                (Failure::Kill, Err(_)) => assert_eq!(notice.is_some(), changes > 0, "{at}"),
            }
            found[usize::from(now == was)] += 1;
            while history.undo(&brief, "s").unwrap().is_some() {}
            assert_eq!(brief.texts(), [FRAME, ARTICLE], "{at}");
            while history.redo(&brief, "s").unwrap().is_some() {}
            assert_eq!(brief.texts(), if operation == "apply" { now } else { both.clone() }, "{at}");
        }
    }
    assert!(found.iter().all(|times| *times > 4), "{found:?}");
}

#[test]
fn steps_outlast_a_restart_and_another_path() {
    let (brief, mut history) = (brief(), CodingHistory::default());
    history.apply(&brief, "s", wide_step()).unwrap();
    for file in brief.files.borrow_mut().iter_mut() {
        file.name = file.name.replace("x/", "/home/x/");
    }
    *brief.root.borrow_mut() = "/home/x".to_owned();
    let (mut history, notice) = brief.restart();
    assert_eq!((history.can_undo("s"), history.can_undo("other"), notice), (Some("wide"), None, None));
    assert_eq!(history.rejected(), ["some words"]);
    history.undo(&brief, "s").unwrap();
    assert_eq!(brief.texts(), [FRAME, ARTICLE]);
}

#[test]
fn what_somebody_else_writes_is_kept_and_what_is_not_as_it_was_is_refused() {
    let (brief, mut history) = (brief(), CodingHistory::default());
    history.apply(&brief, "s", wide_step()).unwrap();
    let replace = |from: &str, to: &str| {
        for file in brief.files.borrow_mut().iter_mut() {
            file.text = file.text.replace(from, to);
        }
    };
    replace("# one article", "# one article, mine");
    replace("\"N.\"", "\"Mine.\"");
    let written = brief.texts();
    let refused = history.undo(&brief, "s").unwrap_err();
    assert!(refused.contains("x/s.toml") && refused.contains("by hand"), "{refused}");
    assert_eq!(brief.texts(), written, "nothing of the step is taken back");
    replace("\"Mine.\"", "\"N.\"");
    history.undo(&brief, "s").unwrap();
    assert_eq!(brief.texts(), [FRAME, &ARTICLE.replace("# one article", "# one article, mine")]);
}

#[test]
fn a_brief_with_faults_is_not_written_into_and_none_is_made() {
    let (brief, mut history) = (brief(), CodingHistory::default());
    history.apply(&brief, "s", narrow_step("new")).unwrap();
    let written = brief.texts()[1].clone();
    let add = |table: &str| brief.files.borrow_mut()[1].text = format!("{written}{table}");
    add("\n[[statement]]\nid = \"mine\"\nactor = \"nobody\"\n");
    for refused in
        [history.apply(&brief, "s", narrow_step("other")).unwrap_err(), history.undo(&brief, "s").unwrap_err()]
    {
        assert!(refused.starts_with("the brief has faults") && refused.contains("x/s.toml:"), "{refused}");
    }
    add(
        "\n[[statement]]\nid = \"mine\"\nactor = \"a\"\nattribution = \"indirect\"\ngist = \"M.\"\nrepeats = [\"new\"]\n",
    );
    let refused = history.undo(&brief, "s").unwrap_err();
    assert!(refused.starts_with("nothing was written, for the brief would have a fault: x/s.toml:"), "{refused}");
}

#[test]
fn the_steps_of_another_source_are_left_and_the_oldest_are_forgotten() {
    let brief =
        MemoryBrief::new(&[("x/brief.toml", FRAME), ("x/s.toml", ARTICLE), ("x/t.toml", "[[source]]\nid = \"t\"\n")]);
    let mut history = CodingHistory::default();
    history.apply(&brief, "s", narrow_step("of s")).unwrap_err();
    history.apply(&brief, "s", narrow_step("of-s")).unwrap();
    history.apply(&brief, "t", step("of-t", vec![CodingEdit::Reject { passage: "words".to_owned() }])).unwrap();
    assert_eq!(history.undo(&brief, "s").unwrap().unwrap().label, "of-s");
    let long = "long ".repeat(20_000);
    for number in 0..4 {
        let gist = set(CodedTable::Statement, "old", "gist", Some(text(&format!("{long}{number}"))));
        history.apply(&brief, "s", step("long", vec![gist])).unwrap();
    }
    let mut undone = 0;
    while history.undo(&brief, "s").unwrap().is_some() {
        undone += 1;
    }
    assert!((1..4).contains(&undone), "{undone}");
    assert_eq!(history.rejected(), ["words"], "also of a step that is forgotten");
}

#[test]
fn two_programs_that_code_one_brief_lose_nothing_of_each_other() {
    let (brief, mut one, mut other) = (brief(), CodingHistory::default(), CodingHistory::default());
    one.apply(&brief, "s", narrow_step("one")).unwrap();
    other.apply(&brief, "s", narrow_step("other")).unwrap();
    assert_eq!(one.undo(&brief, "s").unwrap().unwrap().label, "other", "the last one of all");
    assert_eq!(other.undo(&brief, "s").unwrap().unwrap().label, "one");
    assert_eq!(brief.texts(), [FRAME, ARTICLE]);
}

#[test]
fn steps_are_written_also_where_they_cannot_be_remembered() {
    let (brief, mut history) = (brief(), CodingHistory::default());
    brief.fail_after(0, Failure::Once);
    assert_eq!(history.apply(&brief, "s", narrow_step("one")).unwrap().notice, None, "the second attempt was enough");
    // The intent is saved and the file is written, and then the disk is full.
    brief.fail_after(2, Failure::Kill);
    let second = history.apply(&brief, "s", narrow_step("two")).unwrap();
    assert!(second.notice.unwrap().starts_with("undo ends with the program"));
    brief.fail_after(usize::MAX, Failure::Kill);
    assert_eq!(history.undo(&brief, "s").unwrap().unwrap().label, "two");
    assert_eq!(history.undo(&brief, "s").unwrap().unwrap().label, "one");
    assert_eq!(brief.texts(), [FRAME, ARTICLE]);
}
