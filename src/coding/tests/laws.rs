//! What holds of any steps in any files: each adds its lines alone, the brief reads, and taking all back gives the bytes of before.

use proptest::prelude::*;

use super::*;
use crate::format;
use crate::loader::BundledBrief;

/// How a person may have written a file.
#[derive(Debug, Clone, Copy)]
struct Manner {
    line_end: &'static str,
    mark: &'static str,
    ends_with_newline: bool,
    has_comments: bool,
}

impl Manner {
    fn apply(self, text: &str) -> String {
        let mut text = text.to_owned();
        if self.has_comments {
            text = text.replace("\n\n[[statement]]", "\n# after it\n\n\n  # before it\n[[statement]] # on it");
            text = text.replace("stance       = { toll = \"for\" }", "stance.toll = 'for' # dotted");
        }
        if !self.ends_with_newline {
            text.truncate(text.trim_end().len());
        }
        format!("{}{}", self.mark, text.replace('\n', self.line_end))
    }
}

fn manner() -> impl Strategy<Value = Manner> {
    any::<[bool; 4]>().prop_map(|[crlf, mark, ends_with_newline, has_comments]| Manner {
        line_end: if crlf { "\r\n" } else { "\n" },
        mark: if mark { "\u{feff}" } else { "" },
        ends_with_newline,
        has_comments,
    })
}

/// What an edit does, of which record, with which words.
fn choice() -> impl Strategy<Value = (usize, prop::sample::Index, String)> {
    (0..8_usize, any::<prop::sample::Index>(), "[ -~é“\n'\"]{0,20}x")
}

fn edit(files: &[SourceFile], number: usize, choice: &(usize, prop::sample::Index, String)) -> CodingEdit {
    let (what, which, words) = choice;
    let brief = format::read(files).0.unwrap();
    let ids: Vec<&String> = brief.statements.iter().map(|(_, statement)| &statement.id).collect();
    let id = ids[which.index(ids.len())];
    let field = |name: &str, value| set(CodedTable::Statement, id, name, value);
    let add = |table, fields: Vec<(&str, FieldValue)>| CodingEdit::Add {
        table,
        fields: fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
    };
    let new = text(&format!("new-{number}"));
    match what {
        0 => field("gist", Some(text(words))),
        1 => field("note", Some(text(words))),
        2 => field("note", None),
        3 => field("stance", Some(FieldValue::Table(vec![("exemption".to_owned(), text("for"))]))),
        4 => field("stance", None),
        5 => CodingEdit::Remove { table: CodedTable::Statement, id: id.clone() },
        6 => add(CodedTable::Actor, vec![("id", new), ("name", text(words)), ("kind", text("person"))]),
        _ => {
            let gist = ("gist", text(words));
            add(
                CodedTable::Statement,
                vec![("id", new), ("actor", text("vidal")), ("attribution", text("indirect")), gist],
            )
        }
    }
}

/// Whether one text is the other with one stretch more.
fn is_insertion(before: &str, after: &str) -> bool {
    let start = before.bytes().zip(after.bytes()).take_while(|(one, other)| one == other).count();
    after.len() >= before.len() && after.as_bytes().ends_with(&before.as_bytes()[start..])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_steps_leave_a_brief_and_are_taken_back_to_the_byte(
        manner in manner(),
        choices in prop::collection::vec(choice(), 1..7),
    ) {
        let (brief, source) = (MemoryBrief::new(&[]), "courier");
        *brief.files.borrow_mut() = BundledBrief::HarbourToll.files();
        for file in brief.files.borrow_mut().iter_mut() {
            file.text = manner.apply(&file.text);
        }
        let mut history = CodingHistory::default();
        let mut states = vec![brief.texts()];
        for (number, choice) in choices.iter().enumerate() {
            let before = brief.texts();
            let edit = edit(&brief.files.borrow(), number, choice);
            let is_addition = matches!(edit, CodingEdit::Add { .. });
            let made = history.apply(&brief, source, step("any", vec![edit]));
            let after = brief.texts();
            prop_assert!(if made.is_err() { before == after && !is_addition } else { true }, "{:?}", made);
            let faults = format::read(&brief.files.borrow()).1;
            prop_assert!(faults.is_empty(), "{:?}", faults);
            for (before, after) in before.iter().zip(&after) {
                prop_assert!(!is_addition || is_insertion(before, after), "{}", after);
            }
            if made.is_ok() {
                states.push(after);
            }
        }
        for state in states.iter().rev().skip(1) {
            history = brief.restart().0;
            prop_assert!(history.undo(&brief, source).unwrap().is_some());
            prop_assert_eq!(&brief.texts(), state);
        }
        while history.redo(&brief, source).unwrap().is_some() {}
        prop_assert_eq!(&brief.texts(), states.last().unwrap());
    }
}
