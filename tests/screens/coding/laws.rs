//! What holds of any article: few keys a record, and any keys leave a brief that reads.

use proptest::test_runner::TestRunner;
use whosaid::app::coding::Judgement;
use whosaid::app::overlay::Overlay;
use whosaid::app::{Msg, update};
use whosaid::coding::{CodedTable, CodingEdit};
use whosaid::diagnostics::{FileScope, SourceFile};
use whosaid::keys::{CODING_BINDINGS, Chord};

use super::desk::{ARTICLE, CodingDesk};

/// The most keys that a record costs, besides its gist.
const MOST_KEYS: usize = 25;

#[test]
fn an_article_is_coded_with_few_keys_a_record() {
    let mut desk = CodingDesk::new(120, 40);
    // One line a record: stances, acceptance, the speaker where that is open; gists are typed apart.
    let records = [
        ("1c<enter>", None),
        ("<enter>1", Some("The pilots were not asked.")),
        ("2f<enter>", Some("The toll pays for the breakwater.")),
        ("2f<enter>1", None),
        ("1n<enter>", Some("Tolls come and go.")),
    ];
    for (keys, gist) in records {
        let number = Chord::parse_all(keys).len() + usize::from(gist.is_some());
        assert!(number <= MOST_KEYS, "{number} keys: {keys}");
        desk.press(keys);
        if let Some(gist) = gist {
            desk.press(&format!("{gist}<enter>"));
        }
    }
    assert_eq!(desk.files.steps.len(), records.len());
    let text = desk.files.written().to_owned();
    let file = SourceFile { name: "brief.toml".to_owned(), text: text.clone(), part: FileScope::Brief };
    let (brief, faults) = whosaid::format::read(&[file]);
    assert!(faults.is_empty(), "{faults:?}\n{text}");
    let brief = brief.unwrap();
    assert_eq!(brief.statements.len(), records.len());
    for (_, statement) in brief.statements.iter() {
        assert!(statement.quote.iter().all(|part| ARTICLE.contains(part)), "verbatim: {:?}", statement.quote);
    }
    let open = desk.view().items().iter().filter(|item| item.judgement == Judgement::Open).count();
    assert_eq!(open, 1, "the unlikely one alone is left");
}

/// The number of random keys; `WHOSAID_RANDOM_KEYS` sets another.
fn key_count() -> u32 {
    std::env::var("WHOSAID_RANDOM_KEYS").ok().and_then(|number| number.parse().ok()).unwrap_or(1_500)
}

#[test]
fn any_keys_at_any_size_leave_a_brief_with_every_record_that_was_accepted() {
    let mut chords: Vec<Chord> = CODING_BINDINGS.iter().flat_map(|binding| binding.chords).copied().collect();
    chords.extend(Chord::parse_all("<enter><enter><enter>abdefnopy<backspace><left><right>‏é<down>"));
    let strategy = (0..chords.len(), 1_u16..150, 1_u16..60);
    let mut runner = TestRunner::deterministic();
    let mut desk = CodingDesk::new(100, 30);
    for turn in 0..key_count() {
        let (at, width, height) = proptest::strategy::ValueTree::current(
            &proptest::strategy::Strategy::new_tree(&strategy, &mut runner).unwrap(),
        );
        // Keys that leave or stop the program end nothing here.
        if !chords[at].ctrl {
            desk.press_chord(chords[at]);
        }
        if desk.app.overlay.is_none() {
            desk.press("1c");
        }
        if turn % 10 == 0 {
            update(&mut desk.app, Msg::Resize(ratatui::layout::Size { width, height }));
        }
        let _ = crate::harness::draw(&desk.app, crate::harness::COLOUR);
    }
    // The brief is read after each step, and a fault fails there.
    let mut ids: Vec<String> = Vec::new();
    for edit in desk.files.steps.iter().flat_map(|step| &step.edits) {
        match edit {
            CodingEdit::Add { table: CodedTable::Statement, fields } => ids.push(format!("{:?}", fields[0].1)),
            CodingEdit::Remove { id, .. } => ids.retain(|other| !other.contains(&format!("{id:?}"))),
            CodingEdit::Add { .. } | CodingEdit::Set { .. } | CodingEdit::Reject { .. } => {}
        }
    }
    assert!(!desk.files.steps.is_empty(), "something was decided");
    while !matches!(desk.app.overlay, Some(Overlay::Coding(_))) {
        desk.press("<esc>");
    }
    let written = desk.files.written();
    for id in ids {
        assert!(written.contains(id.split('"').nth(1).unwrap()), "{id} is lost");
    }
}
