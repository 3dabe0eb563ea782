//! What each key does to the records.

use whosaid::app::Notice;
use whosaid::app::coding::{Judgement, QuestionKind};
use whosaid::coding::{CodedTable, CodingEdit, FieldValue};

use super::desk::CodingDesk;

fn text(value: &str) -> FieldValue {
    FieldValue::Text(value.to_owned())
}

/// The fields of the record that the last step added.
fn added(desk: &CodingDesk) -> Vec<(String, FieldValue)> {
    let edits = &desk.files.steps.last().expect("a step").edits;
    match edits.last() {
        Some(CodingEdit::Add { table: CodedTable::Statement, fields }) => fields.clone(),
        other => panic!("no statement was added: {other:?}"),
    }
}

fn field<'a>(fields: &'a [(String, FieldValue)], name: &str) -> Option<&'a FieldValue> {
    fields.iter().find(|(field, _)| field == name).map(|(_, value)| value)
}

fn judgements(desk: &CodingDesk) -> Vec<Judgement> {
    desk.view().items().iter().map(|item| item.judgement).collect()
}

fn here(desk: &CodingDesk) -> &str {
    &desk.view().current().expect("an item").form.id
}

#[test]
fn enter_accepts_what_the_article_says_and_goes_on() {
    let mut desk = CodingDesk::new(120, 40);
    assert_eq!(here(&desk), "vidal-coin");
    desk.press("<enter>");
    let fields = added(&desk);
    assert_eq!(field(&fields, "actor"), Some(&text("vidal")));
    assert_eq!(field(&fields, "quote"), Some(&text("We will pay the toll, but not a coin more,")));
    assert_eq!(field(&fields, "cue"), Some(&text("said")));
    assert_eq!(desk.files.steps.len(), 1);
    assert_eq!((judgements(&desk)[0], here(&desk)), (Judgement::Coded, "she-asked"));
}

#[test]
fn a_stance_is_a_digit_and_a_letter() {
    let mut desk = CodingDesk::new(120, 40);
    desk.press("1c2a<enter>");
    let stances = vec![("toll".to_owned(), text("conditional")), ("breakwater".to_owned(), text("against"))];
    assert_eq!(field(&added(&desk), "stance"), Some(&FieldValue::Table(stances)));
    desk.press("0break<enter>f");
    assert_eq!(desk.view().current().and_then(|item| item.form.stance("breakwater")), Some("for"));
    desk.press("2x");
    assert_eq!(desk.view().current().and_then(|item| item.form.stance("breakwater")), None);
    desk.press("7");
    assert!(matches!(&desk.app.notice, Some(Notice::Refused(_))), "there is no seventh issue");
}

#[test]
fn a_pronoun_is_asked_for_and_what_is_not_direct_needs_a_gist() {
    let mut desk = CodingDesk::new(120, 40);
    desk.press("n<enter>");
    assert_eq!(desk.view().question.as_ref().map(|question| &question.kind), Some(&QuestionKind::Speaker));
    assert!(desk.files.steps.is_empty(), "nothing is filled in silence");
    desk.press("<enter>");
    assert_eq!(
        desk.view().question.as_ref().map(|question| question.kind.clone()),
        Some(QuestionKind::Field("gist".to_owned()))
    );
    desk.press("Nobody asked the pilots.<enter>");
    let fields = added(&desk);
    assert_eq!(field(&fields, "actor"), Some(&text("vidal")), "the first of the offers");
    assert_eq!(field(&fields, "gist"), Some(&text("Nobody asked the pilots.")));
    assert_eq!(field(&fields, "id"), Some(&text("vidal-pilots")), "the id follows the speaker");
}

#[test]
fn a_digit_chooses_another_offer() {
    let mut desk = CodingDesk::new(120, 40);
    desk.press("n<enter>2No one was asked.<enter>");
    assert_eq!(field(&added(&desk), "actor"), Some(&text("berg")));
    let CodingEdit::Add { table: CodedTable::Actor, fields } = &desk.files.steps[0].edits[0] else {
        panic!("no actor")
    };
    let expected = [("id", "berg"), ("name", "Tomas Berg"), ("kind", "person"), ("role", "mayor")];
    assert_eq!(*fields, expected.map(|(field, value)| (field.to_owned(), text(value))));
}

#[test]
fn an_unknown_name_makes_the_actor_with_kind_and_role() {
    let mut desk = CodingDesk::new(120, 40);
    desk.press("@Port Pilots Union<enter>org<enter>the union<enter><enter>");
    let CodingEdit::Add { table: CodedTable::Actor, fields } = &desk.files.steps[0].edits[0] else {
        panic!("no actor")
    };
    let expected =
        [("id", "port-pilots-union"), ("name", "Port Pilots Union"), ("kind", "organization"), ("role", "the union")];
    assert_eq!(*fields, expected.map(|(field, value)| (field.to_owned(), text(value))));
    assert_eq!(field(&added(&desk), "actor"), Some(&text("port-pilots-union")));
}

#[test]
fn x_rejects_and_is_remembered() {
    let mut desk = CodingDesk::new(120, 40);
    desk.press("x");
    let passage = "“We will pay the toll, but not a coin more,”".to_owned();
    assert_eq!(desk.files.steps[0].edits, [CodingEdit::Reject { passage }]);
    assert_eq!((judgements(&desk)[0], here(&desk)), (Judgement::Rejected, "she-asked"));
    desk.press("<esc>c");
    assert_eq!(judgements(&desk)[0], Judgement::Rejected, "also when the article is opened again");
    assert_eq!(here(&desk), "she-asked");
}

#[test]
fn a_coded_record_is_opened_again_and_only_what_changed_is_written() {
    let mut desk = CodingDesk::new(120, 40);
    desk.press("<enter>eVidal<enter>gShe pays.<enter>k2");
    assert_eq!(here(&desk), "vidal-coin");
    assert!(desk.text().contains("changed here"), "{}", desk.text());
    desk.press("<enter>");
    let set = |field: &str, value: &str| CodingEdit::Set {
        table: CodedTable::Statement,
        id: "vidal-coin".to_owned(),
        field: field.to_owned(),
        value: Some(text(value)),
    };
    assert_eq!(desk.files.steps[1].edits, [set("gist", "She pays."), set("credibility", "2")]);
    desk.press("e<enter>x");
    assert_eq!(desk.files.steps.len(), 2, "a record is not removed by one key");
    desk.press("<enter>");
    assert_eq!(
        desk.files.steps[2].edits,
        [CodingEdit::Remove { table: CodedTable::Statement, id: "vidal-coin".to_owned() }]
    );
    assert_eq!(judgements(&desk)[0], Judgement::Open);
}

#[test]
fn words_selected_by_hand_become_a_record() {
    let mut desk = CodingDesk::new(120, 40);
    desk.press("<enter>v(");
    let selected = desk.view().selected().expect("a selection");
    assert_eq!(&desk.view().text()[selected], "“It is forty years old,”");
    desk.press("<esc>v<down>s<enter>");
    assert_eq!(desk.view().selected(), None);
    let item = desk.view().current().expect("an item");
    assert_eq!(item.form.text("attribution"), "indirect");
    desk.press("<enter>berg<enter>A gist.<enter>");
    let fields = added(&desk);
    assert_eq!(field(&fields, "actor"), Some(&text("berg")));
    assert!(field(&fields, "passage").is_some());
}

#[test]
fn the_kind_of_attribution_decides_the_quote() {
    let mut desk = CodingDesk::new(120, 40);
    desk.press("i");
    assert_eq!(desk.view().current().expect("an item").form.get("quote"), None);
    desk.press("d");
    assert_eq!(
        desk.view().current().expect("an item").form.get("quote"),
        Some(&text("We will pay the toll, but not a coin more,"))
    );
    desk.press("nd<enter>1");
    assert!(matches!(&desk.app.notice, Some(Notice::Refused(_))), "no words stand in marks");
    assert!(desk.files.steps.is_empty());
}

#[test]
fn any_other_field_is_set_by_its_name() {
    let mut desk = CodingDesk::new(120, 40);
    desk.press("fven<enter>City Hall<enter>fabout<enter>berg<enter>t<ctrl-u>soon<enter>");
    let question = desk.view().question.as_ref().expect("the date is asked again");
    assert!(question.fault.as_deref().is_some_and(|fault| fault.contains("no date")));
    desk.press("<ctrl-u>2025-03-12<enter><enter>");
    let fields = added(&desk);
    assert_eq!(field(&fields, "venue"), Some(&text("City Hall")));
    assert_eq!(field(&fields, "about"), Some(&FieldValue::List(vec!["berg".to_owned()])));
    assert_eq!(field(&fields, "said"), Some(&text("2025-03-12")));
}

#[test]
fn a_contradiction_is_chosen_by_typing() {
    let mut desk = CodingDesk::new(120, 40);
    desk.press("<enter>nC");
    desk.press("coin<enter>");
    let item = desk.view().current().expect("an item");
    assert_eq!(item.form.get("contradicts"), Some(&FieldValue::List(vec!["vidal-coin".to_owned()])));
}

#[test]
fn unlikely_candidates_are_hidden_until_asked_for() {
    let mut desk = CodingDesk::new(120, 40);
    assert!(desk.text().contains("1 less likely hidden: h"), "{}", desk.text());
    for _ in 0..7 {
        desk.press("n");
        assert_ne!(here(&desk), "nobody-work");
    }
    desk.press("h");
    let seen: Vec<String> = (0..7)
        .map(|_| {
            desk.press("n");
            here(&desk).to_owned()
        })
        .collect();
    assert!(seen.contains(&"nobody-work".to_owned()), "{seen:?}");
}

#[test]
fn a_step_that_is_refused_stays_in_the_form() {
    let mut desk = CodingDesk::new(120, 40);
    desk.files.refusal = Some("the file cannot be written: the disk is full".to_owned());
    desk.press("1f<enter>");
    assert_eq!(here(&desk), "vidal-coin");
    assert!(desk.text().contains("the disk is full"));
    desk.press("<enter>");
    assert_eq!((desk.files.steps.len(), here(&desk)), (1, "she-asked"));
}

#[test]
fn a_step_is_taken_back_and_done_again() {
    let mut desk = CodingDesk::new(120, 40);
    let before = desk.files.written().to_owned();
    desk.press("1f<enter>");
    let after = desk.files.written().to_owned();
    assert!(after.starts_with(&before) && after.contains("stance = { toll = \"for\" }"), "{after}");
    desk.press("u");
    assert_eq!((desk.files.written(), judgements(&desk)[0]), (before.as_str(), Judgement::Open));
    desk.press("<ctrl-r>");
    assert_eq!((desk.files.written(), judgements(&desk)[0]), (after.as_str(), Judgement::Coded));
}

#[test]
fn escape_leaves_a_question_then_a_selection_then_the_article() {
    let mut desk = CodingDesk::new(120, 40);
    desk.press("g<esc>vw<esc>");
    assert!(desk.view().question.is_none() && desk.view().selected().is_none());
    desk.press("<esc>");
    assert!(desk.app.overlay.is_none());
}

#[test]
fn the_help_lists_the_keys_of_coding_and_runs_them() {
    let mut desk = CodingDesk::new(120, 40);
    desk.press("?");
    assert!(desk.text().contains("reject the candidate"), "{}", desk.text());
    desk.press("reject the<enter>");
    assert_eq!(desk.files.steps.len(), 1, "the help performs on the article");
    assert_eq!(here(&desk), "she-asked");
}

#[test]
fn what_was_typed_is_kept_while_one_looks_elsewhere_and_files_change() {
    let mut desk = CodingDesk::new(120, 40);
    desk.press("ngA gist.<enter>N<enter>");
    let item = desk.view().items().iter().find(|item| item.form.id == "she-asked").expect("the item");
    assert_eq!(item.form.text("gist"), "A gist.");
}
