//! Whatever becomes of a brief's text, reading ends, points into the text, and can be told.

use std::fs;
use std::path::PathBuf;

use jsonschema::Validator;
use proptest::prelude::*;
use proptest::sample::Index;
use whosaid::diagnostics::{FileScope, SourceFile};
use whosaid::format::{self};
use whosaid::loader;

use crate::fuzz::read::read;
use crate::json::{json, table_of};

/// One slip of the hand, of the merge or of the disk.
#[derive(Debug, Clone)]
enum Slip {
    DeleteChars(Index, usize),
    Insert(Index, &'static str),
    SwapChars(Index, Index),
    DoubleLine(Index, Index),
    DropLine(Index),
    SwapLines(Index, Index),
    DoubleTable(Index, Index),
    DropTable(Index),
    SwapValues(Index, Index),
    Value(Index, &'static str),
    Truncate(Index),
    /// A part of another file, as a merge may put it there.
    Splice(Index, Index, Index),
    /// A byte that is lost or wrong, read as what can be read of it.
    Byte(Index, u8),
}

const ODD: &[&str] = &[
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    "=",
    "#",
    ",",
    ".",
    "\\",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\0",
    "\u{feff}",
    "\u{202e}",
    "\u{200b}",
    "\u{2028}",
    "\u{301}",
    "é",
    "喀",
    "👨‍👩‍👧",
    "\u{10ffff}",
    "\"\"\"",
    "'''",
    "[[",
    "]]",
    "[[actor]]\n",
    "[brief]\n",
    "[[actor.roles]]\n",
    "\\uD800",
    "\\U0010FFFF",
    "{ a = ",
    "[[[[[[[[[[[[[[[[",
    "a.b.c.d = 1\n",
    "9",
    "-",
    "?",
    "e999",
];

const VALUES: &[&str] = &[
    "1",
    "-1",
    "0x7fffffffffffffff",
    "9223372036854775807",
    "99999999999999999999999999",
    "1e999",
    "nan",
    "-inf",
    "true",
    "\"\"",
    "\" \"",
    "[]",
    "{}",
    "[[]]",
    "2024-02-30",
    "2024-09-12",
    "2024-09-12T10:00:00Z",
    "10:00:00",
    "\"2024-13\"",
    "\"9999-12-31/..\"",
    "\"0000\"",
    "\"[2024,2023]\"",
    "\"TLP:WHITE\"",
    "\"unnamed\"",
    "\"asif\"",
    "[\"asif\", \"asif\"]",
    "[1, \"a\", []]",
    "{ a = \"for\" }",
    "{ direct-talks = \"fro\" }",
    "\"\\u0000\"",
    "\"\u{202e}x\"",
    "[{ title = \"a\", at = \"asif\", from = 2024-01-01, to = 2023-01-01 }]",
    "{ file = \"../x\", sha256 = \"0\" }",
    "\"ааsif\"",
    "[\"b\", 2024-01-01]",
    "\"\"\"\nlong\n\"\"\"",
];

fn slip() -> impl Strategy<Value = Slip> {
    let at = any::<Index>;
    prop_oneof![
        (at(), 1..40_usize).prop_map(|(from, length)| Slip::DeleteChars(from, length)),
        (at(), prop::sample::select(ODD)).prop_map(|(to, text)| Slip::Insert(to, text)),
        (at(), at()).prop_map(|(one, other)| Slip::SwapChars(one, other)),
        (at(), at()).prop_map(|(line, to)| Slip::DoubleLine(line, to)),
        at().prop_map(Slip::DropLine),
        (at(), at()).prop_map(|(one, other)| Slip::SwapLines(one, other)),
        (at(), at()).prop_map(|(table, to)| Slip::DoubleTable(table, to)),
        at().prop_map(Slip::DropTable),
        (at(), at()).prop_map(|(one, other)| Slip::SwapValues(one, other)),
        (at(), prop::sample::select(VALUES)).prop_map(|(line, value)| Slip::Value(line, value)),
        at().prop_map(Slip::Truncate),
        (at(), at(), at()).prop_map(|(to, file, from)| Slip::Splice(to, file, from)),
        (at(), any::<u8>()).prop_map(|(at, byte)| Slip::Byte(at, byte)),
    ]
}

/// The text after a slip.
fn slipped(text: &str, slip: &Slip, files: &[SourceFile]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    match slip {
        Slip::DeleteChars(from, length) => {
            let from = from.index(chars.len());
            chars.drain(from..(from + length).min(chars.len()));
            chars.into_iter().collect()
        }
        Slip::Insert(to, odd) => {
            let (before, after) = chars.split_at(to.index(chars.len()));
            before.iter().copied().chain(odd.chars()).chain(after.iter().copied()).collect()
        }
        Slip::SwapChars(one, other) => {
            let (one, other) = (one.index(chars.len()), other.index(chars.len()));
            chars.swap(one, other);
            chars.into_iter().collect()
        }
        Slip::Truncate(at) => chars.into_iter().take(at.index(text.len())).collect(),
        Slip::Byte(at, byte) => {
            let mut bytes = text.as_bytes().to_vec();
            let at = at.index(bytes.len());
            bytes[at] = *byte;
            String::from_utf8_lossy(&bytes).into_owned()
        }
        Slip::DoubleLine(line, to) => {
            let line = lines[line.index(lines.len())];
            lines.insert(to.index(lines.len()), line);
            lines.concat()
        }
        Slip::DropLine(line) => {
            lines.remove(line.index(lines.len()));
            lines.concat()
        }
        Slip::SwapLines(one, other) => {
            let (one, other) = (one.index(lines.len()), other.index(lines.len()));
            lines.swap(one, other);
            lines.concat()
        }
        Slip::DoubleTable(table, to) => {
            let mut tables = tables(text);
            let table = tables[table.index(tables.len())].clone();
            tables.insert(to.index(tables.len()), table);
            tables.concat()
        }
        Slip::DropTable(table) => {
            let mut tables = tables(text);
            tables.remove(table.index(tables.len()));
            tables.concat()
        }
        Slip::SwapValues(one, other) => {
            let one = value(lines[one.index(lines.len())]).unwrap_or("1").to_owned();
            with_value(&lines, *other, &one)
        }
        Slip::Value(line, value) => with_value(&lines, *line, value),
        Slip::Splice(to, file, from) => {
            let other: Vec<char> = files[file.index(files.len())].text.chars().collect();
            let from = from.index(other.len());
            let part = &other[from..(from + 400).min(other.len())];
            let (before, after) = chars.split_at(to.index(chars.len()));
            before.iter().chain(part).chain(after).collect()
        }
    }
}

/// The text from header to header.
fn tables(text: &str) -> Vec<String> {
    let mut tables = vec![String::new()];
    for line in text.split_inclusive('\n') {
        if line.starts_with('[') {
            tables.push(String::new());
        }
        tables.last_mut().expect("there is one").push_str(line);
    }
    tables
}

fn value(line: &str) -> Option<&str> {
    line.split_once('=').map(|(_, value)| value.trim())
}

fn with_value(lines: &[&str], at: Index, value: &str) -> String {
    let fields: Vec<usize> = (0..lines.len()).filter(|line| lines[*line].contains('=')).collect();
    let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    if let Some(line) = (!fields.is_empty()).then(|| at.get(&fields)) {
        let key = lines[*line].split('=').next().unwrap_or_default().to_owned();
        lines[*line] = format!("{key}= {value}\n");
    }
    lines.concat()
}

fn brief_with(text: String) -> Vec<SourceFile> {
    vec![SourceFile { name: "brief.toml".to_owned(), text, part: FileScope::Brief }]
}

/// What reading takes without a fault, the schema takes, file by file.
fn assert_schema_agrees(validator: &Validator, files: &[SourceFile]) {
    for file in files {
        let table =
            table_of(&file.text).unwrap_or_else(|| panic!("reading finds no fault, and it is no TOML: {}", file.text));
        let errors: Vec<String> =
            validator.iter_errors(&json(table)).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "reading finds no fault in it, and the schema does: {errors:#?}\n{}", file.text);
    }
}

fn validator() -> Validator {
    let schema = serde_json::from_str(&format::schema()).expect("the schema is JSON");
    jsonschema::draft202012::new(&schema).expect("the schema is one")
}

#[test]
fn every_nasty_text_that_was_kept_is_read_to_its_end() {
    let entries = fs::read_dir("tests/mutations").expect("the texts are kept");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    assert!(paths.len() >= 12);
    let validator = validator();
    for path in paths {
        let text = String::from_utf8_lossy(&fs::read(&path).expect("readable")).into_owned();
        eprintln!("{}", path.display());
        let alone = brief_with(text);
        if read(&alone) {
            assert_schema_agrees(&validator, &alone);
        }
        let mut beside = loader::bundled();
        beside.extend(alone.clone());
        read(&beside);
        let shared = alone.into_iter().map(|file| SourceFile { part: FileScope::Shared, ..file });
        beside.splice(6.., shared);
        read(&beside);
    }
}

#[test]
fn nesting_does_not_end_the_program() {
    for (open, close) in [("[", "]"), ("{ a = ", "}"), ("[{ a = ", "}]")] {
        for depth in [10, 1_000, 100_000] {
            let nested = format!("[brief]\ntitle = {}1{}\n", open.repeat(depth), close.repeat(depth));
            read(&brief_with(nested));
            read(&brief_with(format!("[brief]\ntitle = {}", open.repeat(depth))));
        }
    }
    read(&brief_with(format!("{}\n", "a.".repeat(10_000))));
    read(&brief_with(format!("[{}a]\n", "a.".repeat(10_000))));
}

fn cases() -> ProptestConfig {
    let asked = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { 400 };
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 2_000, ..asked }
}

proptest! {
    #![proptest_config(cases())]

    /// One file of the bundled brief, alone or among the others, after one to four slips.
    #[test]
    fn a_brief_that_was_damaged_is_read_to_its_end(
        at in any::<Index>(),
        alone in prop::bool::weighted(0.85),
        slips in prop::collection::vec(slip(), 1..5),
    ) {
        let mut files = loader::bundled();
        let at = at.index(files.len());
        for slip in &slips {
            if !files[at].text.is_empty() {
                files[at].text = slipped(&files[at].text, slip, &files);
            }
        }
        if alone {
            files = vec![files.swap_remove(at)];
        }
        if read(&files) {
            thread_local! {
                static VALIDATOR: Validator = validator();
            }
            VALIDATOR.with(|validator| assert_schema_agrees(validator, &files));
        }
    }
}
