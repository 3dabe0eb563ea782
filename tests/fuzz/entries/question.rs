//! Questions from any bytes: read or refused with a place, answered, gone on with by tab. It opens no reader.

use std::sync::LazyLock;

use whosaid::analysis::Analysis;
use whosaid::diagnostics::{FileScope, SourceFile};
use whosaid::format::{self};
use whosaid::loader;
use whosaid::search::{Completion, IndexInput, Query, SearchIndex, complete, fold};

/// The bundled brief and one of names that are hard to tell apart, each with how many records it has.
static ASKED: LazyLock<SearchIndex> = LazyLock::new(|| {
    let names = include_str!("../../query/names.toml").to_owned();
    let names = SourceFile { name: "names.toml".to_owned(), text: names, part: FileScope::Brief };
    let read = |files: &[SourceFile]| format::read(files).0.expect("a brief without faults");
    let briefs = [("kp-kabul-talks", read(&loader::bundled())), ("names", read(&[names]))];
    let briefs = briefs.map(|(name, brief)| (name, Analysis::new(&brief), brief));
    SearchIndex::build(briefs.iter().map(|(name, findings, brief)| IndexInput { name, brief, findings, known: None }))
});

/// Texts in which what was looked for is marked.
const SHOWN: [&str; 2] =
    ["“Direct attack” on the Fédération’s 800,000 خواجہ آصف 習近平", "Pakistan Tehreek-e-Insaf ﬁ ß İ"];

/// Asks each line of the bytes.
pub(crate) fn any(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    text.split('\n').take(8).for_each(asked);
}

fn asked(line: &str) {
    let question = Query::parse(line);
    for complaint in question.errors() {
        assert!(line.get(complaint.at.clone()).is_some(), "{line:?}: {complaint:?}");
        assert!(!complaint.sentence.is_empty() && !complaint.sentence.contains('\n'), "{line:?}: {complaint:?}");
    }
    assert_eq!(question.text(), line);
    let answer = ASKED.answer(&question);
    assert!(answer.hits.len() <= ASKED.len() && !answer.in_words.is_empty(), "{line:?}");
    let mut found: Vec<_> = answer.hits.iter().map(|hit| (hit.brief, hit.record)).collect();
    found.sort_unstable();
    found.dedup();
    assert_eq!(found.len(), answer.hits.len(), "{line:?} finds something twice");
    assert!(answer.remarks.iter().all(|remark| !remark.is_empty()), "{line:?}");
    for shown in SHOWN.into_iter().chain([line]) {
        let mut end = 0;
        for mark in answer.marks(shown) {
            assert!(mark.start < mark.end && shown.get(mark.clone()).is_some(), "{line:?}: {mark:?} of {shown:?}");
            assert!(mark.start >= end, "{line:?}: {mark:?} of {shown:?} is not apart");
            end = mark.end;
        }
    }
    let folded = fold(line);
    assert_eq!(fold(&folded), folded, "{line:?}");
    // Wherever the cursor may stand, and where it may not.
    for cursor in (0..=line.len() + 1).rev().take(12) {
        if let Some(completion) = complete(&ASKED, line, cursor) {
            offered(line, cursor, &completion);
        }
    }
}

fn offered(line: &str, cursor: usize, completion: &Completion) {
    let Completion { replaces, candidates } = completion;
    assert!(line.get(replaces.clone()).is_some() && replaces.end == cursor, "{line:?}: {completion:?}");
    assert!(!candidates.is_empty(), "{line:?}");
    for candidate in candidates.iter().take(12) {
        let gone_on = format!("{}{candidate}", &line[..replaces.start]);
        if candidate.ends_with(':') {
            continue;
        }
        // What stood before may be wrong all the same; what was put there is not.
        let place = replaces.start..gone_on.len();
        let question = Query::parse(&gone_on);
        let wrong = question.errors().iter().find(|complaint| complaint.at.start >= place.start);
        assert_eq!(wrong, None, "{line:?} at {cursor}: {candidate:?} is offered, and not understood in {gone_on:?}");
    }
}
