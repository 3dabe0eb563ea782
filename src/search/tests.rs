//! Tests of segments against one index of the same briefs: split, partly removed, and damaged.

use std::collections::BTreeSet;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use proptest::prelude::*;

use super::{ByteSource, Excerpt, IndexDocument, IndexInput, Query, SearchIndex, Segment, SegmentWriter};
use crate::analysis::Analysis;
use crate::diagnostics::{FileScope, SourceFile};
use crate::format::{self};
use crate::loader::bundled;
use crate::model::Brief;

const NAMES: &str = include_str!("../../tests/query/names.toml");

/// A brief for an index.
struct TestBrief {
    name: &'static str,
    brief: Brief,
    findings: Analysis,
}

impl TestBrief {
    fn new(name: &'static str, files: &[SourceFile]) -> Self {
        let brief = format::read(files).0.unwrap();
        Self { name, findings: Analysis::new(&brief), brief }
    }

    fn names(name: &'static str, text: String) -> Self {
        Self::new(name, &[SourceFile { name: "brief.toml".to_owned(), text, part: FileScope::Brief }])
    }

    fn input(&self) -> IndexInput<'_> {
        IndexInput { name: self.name, brief: &self.brief, findings: &self.findings, known: None }
    }
}

fn briefs() -> [TestBrief; 4] {
    [
        TestBrief::new("kp-kabul-talks", &bundled()),
        TestBrief::names("names", NAMES.to_owned()),
        // The same people under another title; some are missing, some have other names.
        TestBrief::names(
            "later",
            NAMES.replace("Harbour", "Airport").replace("Umar", "Ismail").replace("2024-", "2025-"),
        ),
        TestBrief::names("between", NAMES.replace("Dogar", "Dagar").replace("2024-0", "2024-1")),
    ]
}

fn bytes<'a>(briefs: impl IntoIterator<Item = &'a TestBrief>) -> Vec<u8> {
    let mut writer = SegmentWriter::new(Vec::new());
    for brief in briefs {
        writer.add(IndexDocument::build(brief.input())).unwrap();
    }
    writer.finish().unwrap()
}

fn segment<'a>(briefs: impl IntoIterator<Item = &'a TestBrief>) -> Segment {
    Segment::open(Arc::new(bytes(briefs))).unwrap()
}

/// The queries of the tables, and the first half of each as if it were being typed.
fn queries() -> Vec<&'static str> {
    let tables = [include_str!("../../tests/query/bundled.txt"), include_str!("../../tests/query/names.txt")];
    let lines = tables.into_iter().flat_map(str::lines);
    let queries = lines.filter(|line| !line.is_empty() && !line.starts_with(['#', ' ']));
    queries.flat_map(|text| [text, &text[..text.floor_char_boundary(text.len() / 2)]]).collect()
}

/// What is found, by the positions and ids of the records, and how it is described.
fn describe(index: &SearchIndex, briefs: &[TestBrief], query: &str) -> (Vec<(usize, String, bool)>, BTreeSet<String>) {
    let answer = index.answer(&Query::parse(query));
    let hits = answer
        .hits
        .iter()
        .map(|hit| (hit.brief, briefs[hit.brief].brief.record_id(hit.record).to_owned(), hit.perhaps));
    // The order of names depends on the order of the briefs, so only the set of words is compared.
    let words = answer.in_words.split(&[' ', ','][..]).chain(answer.remarks.iter().map(String::as_str));
    (hits.collect(), words.map(str::to_owned).collect())
}

#[test]
fn briefs_in_several_segments_are_searched_as_if_they_were_in_one() {
    let briefs = briefs();
    let one = SearchIndex::build(briefs.iter().map(TestBrief::input));
    let split = SearchIndex::from_segments(vec![
        (segment([&briefs[1], &briefs[3]]), vec![Some(1), Some(3)]),
        (segment([&briefs[2]]), vec![Some(2)]),
        (segment([&briefs[0]]), vec![Some(0)]),
    ]);
    assert_eq!(split.len(), one.len());
    for query in queries() {
        assert_eq!(describe(&split, &briefs, query).0, describe(&one, &briefs, query).0, "{query}");
    }
    assert!(!split.is_broken());
}

#[test]
fn removed_briefs_and_their_names_are_not_found() {
    let briefs = briefs();
    let [kabul, names, later, between] = &briefs;
    let one = SearchIndex::build([kabul.input(), names.input()]);
    let split = SearchIndex::from_segments(vec![
        (segment([later, between, kabul]), vec![None, None, Some(0)]),
        (segment([names]), vec![Some(1)]),
    ]);
    assert_eq!(split.len(), one.len());
    for query in queries().into_iter().chain(["ismail", "dagar", "who:ismial", "brief:later", "airport"]) {
        assert_eq!(describe(&split, &briefs, query), describe(&one, &briefs, query), "{query}");
    }
}

#[test]
fn a_hit_has_an_excerpt_without_its_brief() {
    let briefs = briefs();
    let index = SearchIndex::from_segments(vec![(segment(&briefs), (0..4).map(Some).collect())]);
    for query in ["", "asif", "kind:claim", "kind:event"] {
        for hit in index.answer(&Query::parse(query)).hits {
            assert_eq!(index.excerpt(hit), Some(Excerpt::new(&briefs[hit.brief].brief, hit.record)));
        }
    }
}

#[test]
fn unreadable_bytes_mark_the_index_as_broken() {
    /// Bytes of which one range cannot be read.
    #[derive(Debug)]
    struct Unreadable(Vec<u8>, Range<u64>);
    impl ByteSource for Unreadable {
        fn size(&self) -> u64 {
            self.0.size()
        }
        fn read(&self, at: Range<u64>) -> io::Result<Vec<u8>> {
            let is_unreadable = at.start < self.1.end && self.1.start < at.end;
            if is_unreadable { Err(io::ErrorKind::InvalidData.into()) } else { self.0.read(at) }
        }
    }
    let briefs = briefs();
    let bytes = bytes(&briefs);
    let size = bytes.size();
    let mut broken = 0;
    for start in (0..size).step_by(997) {
        let Some(segment) = Segment::open(Arc::new(Unreadable(bytes.clone(), start..start + 1))) else { continue };
        let index = SearchIndex::from_segments(vec![(segment, (0..4).map(Some).collect())]);
        for query in ["asif federation", "\"direct attack\"", "is:new", "published:2024", "who:imran on:dialogue"] {
            let hits = index.answer(&Query::parse(query)).hits;
            for hit in hits {
                drop(index.excerpt(hit));
            }
        }
        broken += usize::from(index.is_broken());
    }
    assert!(broken > 10, "{broken}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_bytes_never_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        at_end in any::<bool>(), cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let briefs = [TestBrief::names("names", NAMES.to_owned())];
        let mut bytes = bytes(&briefs);
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        for (at, byte) in changes {
            let from = if at_end { bytes.len().saturating_sub(4096) } else { 0 };
            if from < bytes.len() {
                let at = from + at.index(bytes.len() - from);
                bytes[at] = byte;
            }
        }
        if let Some(segment) = Segment::open(Arc::new(bytes)) {
            let mut index = SearchIndex::from_segments(vec![(segment, vec![Some(0)])]);
            index.set_known_sources(|_| None);
            for query in ["", "umar", "u", "\"the harbour\"", "is:new is:against on:harbour", "published:2024 -grade:B", "after:2024"] {
                for hit in index.answer(&Query::parse(query)).hits {
                    let _ = index.excerpt(hit);
                }
            }
        }
    }
}
