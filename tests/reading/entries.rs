//! What fuzzing calls, under `cargo test`: every input that was kept, and new ones made of them. How to fuzz: `tests/fuzz/README.md`.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::Index;

use crate::fuzz::{draft, input, protocol, question, reading, screen, when};

/// One change of an input.
#[derive(Debug, Clone)]
enum Change {
    Put(Index, u8),
    Insert(Index, Vec<u8>),
    Cut(Index, usize),
    /// A part of another input.
    Splice(Index, Index, Index),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    prop_oneof![
        (at(), any::<u8>()).prop_map(|(at, byte)| Change::Put(at, byte)),
        (at(), prop::collection::vec(any::<u8>(), 1..8)).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        (at(), 1..40_usize).prop_map(|(at, length)| Change::Cut(at, length)),
        (at(), at(), at()).prop_map(|(to, of, from)| Change::Splice(to, of, from)),
    ]
}

fn changed(mut bytes: Vec<u8>, change: Change, kept: &[Vec<u8>]) -> Vec<u8> {
    let place = |at: Index| at.index(bytes.len() + 1);
    match change {
        Change::Put(at, byte) if !bytes.is_empty() => {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        Change::Put(_, byte) => bytes.push(byte),
        Change::Insert(at, new) => {
            let at = place(at);
            bytes.splice(at..at, new);
        }
        Change::Cut(at, length) => {
            let at = place(at);
            bytes.drain(at..(at + length).min(bytes.len()));
        }
        Change::Splice(to, of, from) => {
            let (to, other) = (place(to), of.get(kept));
            let from = from.index(other.len() + 1);
            bytes.splice(to..to, other[from..(from + 60).min(other.len())].iter().copied());
        }
    }
    bytes
}

/// The inputs that were kept for an entry, in the order of their names.
fn kept(entry: &str) -> Vec<Vec<u8>> {
    let folder = Path::new("tests/fuzz/corpus").join(entry);
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// Every kept input, then `cases` new ones: as many as `PROPTEST_CASES` asks for where it does.
fn hold(entry: &str, cases: u32, law: fn(&[u8])) {
    let kept = kept(entry);
    assert!(!kept.is_empty(), "{entry}: nothing was kept");
    for bytes in &kept {
        law(bytes);
    }
    let asked = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { cases };
    let config = ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 500, ..asked };
    let made = (prop::sample::select(kept.clone()), prop::collection::vec(change(), 1..12));
    let made = made.prop_map(move |(bytes, changes)| {
        changes.into_iter().fold(bytes, |bytes, change| changed(bytes, change, &kept))
    });
    let any = prop::collection::vec(any::<u8>(), 0..300);
    let result = proptest::test_runner::TestRunner::new(config).run(&prop_oneof![9 => made, 1 => any], |bytes| {
        law(&bytes);
        Ok(())
    });
    if let Err(broken) = result {
        panic!("{entry}: {broken}");
    }
}

/// After any bytes at all, in any pieces, Ctrl-C counts within a second.
#[test]
fn input_of_any_bytes_is_lawful() {
    hold("input", 10_000, input::any);
}

#[test]
fn a_date_of_any_bytes_is_lawful() {
    hold("when", 2_000, when::any);
}

#[test]
fn an_article_of_any_bytes_is_lawful() {
    hold("draft", 256, draft::any);
}

#[test]
fn a_question_of_any_bytes_is_lawful() {
    hold("question", 128, question::any);
}

#[test]
fn a_line_of_either_side_of_any_bytes_is_lawful() {
    hold("protocol", 128, protocol::any);
}

#[test]
fn a_brief_of_any_bytes_is_lawful() {
    hold("reading", 200, reading::any);
}

#[test]
fn a_screen_after_any_keys_is_lawful() {
    hold("screen", 64, screen::any);
}
