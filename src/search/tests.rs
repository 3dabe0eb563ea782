//! Segments, judged by an index of the same briefs: apart, half gone, and of bytes that somebody has changed.

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

/// A brief that can be asked.
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

    fn asked(&self) -> IndexInput<'_> {
        IndexInput { name: self.name, brief: &self.brief, findings: &self.findings, known: None }
    }
}

fn desks() -> [TestBrief; 4] {
    [
        TestBrief::new("kp-kabul-talks", &bundled()),
        TestBrief::names("names", NAMES.to_owned()),
        // The same people, another title, some who are gone, some who are called otherwise.
        TestBrief::names(
            "later",
            NAMES.replace("Harbour", "Airport").replace("Umar", "Ismail").replace("2024-", "2025-"),
        ),
        TestBrief::names("between", NAMES.replace("Dogar", "Dagar").replace("2024-0", "2024-1")),
    ]
}

fn bytes<'a>(desks: impl IntoIterator<Item = &'a TestBrief>) -> Vec<u8> {
    let mut binder = SegmentWriter::new(Vec::new());
    for desk in desks {
        binder.add(IndexDocument::build(desk.asked())).unwrap();
    }
    binder.finish().unwrap()
}

fn segment<'a>(desks: impl IntoIterator<Item = &'a TestBrief>) -> Segment {
    Segment::open(Arc::new(bytes(desks))).unwrap()
}

/// The questions of the tables, and beginnings of them as if they were typed.
fn questions() -> Vec<&'static str> {
    let tables = [include_str!("../../tests/query/bundled.txt"), include_str!("../../tests/query/names.txt")];
    let lines = tables.into_iter().flat_map(str::lines);
    let asked = lines.filter(|line| !line.is_empty() && !line.starts_with(['#', ' ']));
    asked.flat_map(|text| [text, &text[..text.floor_char_boundary(text.len() / 2)]]).collect()
}

/// What is found, by the places and ids of the records, and what is said of it.
fn describe(
    index: &SearchIndex,
    desks: &[TestBrief],
    question: &str,
) -> (Vec<(usize, String, bool)>, BTreeSet<String>) {
    let answer = index.answer(&Query::parse(question));
    let hits =
        answer.hits.iter().map(|hit| (hit.brief, desks[hit.brief].brief.record_id(hit.record).to_owned(), hit.perhaps));
    // Names are told in the order in which they were met, which is another where briefs stand in another order.
    let words = answer.in_words.split(&[' ', ','][..]).chain(answer.remarks.iter().map(String::as_str));
    (hits.collect(), words.map(str::to_owned).collect())
}

#[test]
fn briefs_in_several_segments_are_asked_as_if_they_were_in_one() {
    let desks = desks();
    let one = SearchIndex::build(desks.iter().map(TestBrief::asked));
    let apart = SearchIndex::from_segments(vec![
        (segment([&desks[1], &desks[3]]), vec![Some(1), Some(3)]),
        (segment([&desks[2]]), vec![Some(2)]),
        (segment([&desks[0]]), vec![Some(0)]),
    ]);
    assert_eq!(apart.len(), one.len());
    for question in questions() {
        assert_eq!(describe(&apart, &desks, question).0, describe(&one, &desks, question).0, "{question}");
    }
    assert!(!apart.is_broken());
}

#[test]
fn what_is_gone_is_found_no_more_and_is_nobodys_name() {
    let desks = desks();
    let [kabul, names, later, between] = &desks;
    let one = SearchIndex::build([kabul.asked(), names.asked()]);
    let apart = SearchIndex::from_segments(vec![
        (segment([later, between, kabul]), vec![None, None, Some(0)]),
        (segment([names]), vec![Some(1)]),
    ]);
    assert_eq!(apart.len(), one.len());
    for question in questions().into_iter().chain(["ismail", "dagar", "who:ismial", "brief:later", "airport"]) {
        assert_eq!(describe(&apart, &desks, question), describe(&one, &desks, question), "{question}");
    }
}

#[test]
fn a_hit_is_shown_without_its_brief() {
    let desks = desks();
    let index = SearchIndex::from_segments(vec![(segment(&desks), (0..4).map(Some).collect())]);
    for question in ["", "asif", "kind:claim", "kind:event"] {
        for hit in index.answer(&Query::parse(question)).hits {
            assert_eq!(index.excerpt(hit), Some(Excerpt::new(&desks[hit.brief].brief, hit.record)));
        }
    }
}

#[test]
fn bytes_that_cannot_be_read_are_remembered() {
    /// Can be read until there.
    #[derive(Debug)]
    struct Torn(Vec<u8>, Range<u64>);
    impl ByteSource for Torn {
        fn size(&self) -> u64 {
            self.0.size()
        }
        fn read(&self, at: Range<u64>) -> io::Result<Vec<u8>> {
            let is_torn = at.start < self.1.end && self.1.start < at.end;
            if is_torn { Err(io::ErrorKind::InvalidData.into()) } else { self.0.read(at) }
        }
    }
    let desks = desks();
    let bytes = bytes(&desks);
    let size = bytes.size();
    let mut broken = 0;
    for start in (0..size).step_by(997) {
        let Some(segment) = Segment::open(Arc::new(Torn(bytes.clone(), start..start + 1))) else { continue };
        let index = SearchIndex::from_segments(vec![(segment, (0..4).map(Some).collect())]);
        for question in ["asif federation", "\"direct attack\"", "is:new", "published:2024", "who:imran on:dialogue"] {
            let hits = index.answer(&Query::parse(question)).hits;
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
    fn bytes_that_somebody_changed_are_answered_by_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        at_end in any::<bool>(), cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let desks = [TestBrief::names("names", NAMES.to_owned())];
        let mut bytes = bytes(&desks);
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
            for question in ["", "umar", "u", "\"the harbour\"", "is:new is:against on:harbour", "published:2024 -grade:B", "after:2024"] {
                for hit in index.answer(&Query::parse(question)).hits {
                    let _ = index.excerpt(hit);
                }
            }
        }
    }
}
