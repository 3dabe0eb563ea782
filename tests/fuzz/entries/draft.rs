//! Articles from any bytes: what is drafted lies in the text, has its own ids, and is written as TOML that reads without a fault.

use std::collections::HashSet;

use whosaid::coding::{CodingEdit, draft_edits, table_text};
use whosaid::diagnostics::{FileScope, SourceFile};
use whosaid::draft::{Document, DraftInput, draft_article, find_attributions};
use whosaid::format;
use whosaid::model::HeldText;

/// Drafts the bytes as an article of no brief.
pub(crate) fn any(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).replace('\0', " ");
    let candidates = find_attributions(&Document::new(&text));
    for candidate in &candidates {
        let ranges = candidate.content.iter().chain(&candidate.cue).chain(&candidate.source);
        assert!(ranges.into_iter().all(|at| text.get(at.clone()).is_some()), "{candidate:?}");
        assert!((0.0..=1.0).contains(&candidate.confidence), "{candidate:?}");
    }
    let taken = HashSet::new();
    let input = DraftInput { text: &text, file_name: "a.txt", brief: None, taken: &taken, published: None };
    let draft = draft_article(&input, candidates);
    let held = HeldText { file: "articles/a.txt".to_owned(), sha256: None };
    let mut toml =
        "[brief]\nformat = 1\ntitle = \"T\"\nas_of = \"2025\"\nbottom_line = \"B.\"\ntlp = \"TLP:RED\"\n".to_owned();
    for edit in draft_edits(&draft, &held) {
        if let CodingEdit::Add { table, fields } = edit {
            toml += &table_text(table, &fields);
        }
    }
    let file = SourceFile { name: "a.toml".to_owned(), text: toml, part: FileScope::Brief };
    let (_, faults) = format::read(std::slice::from_ref(&file));
    assert!(faults.is_empty(), "{faults:#?}\n{}", file.text);
}
