//! What the TOML parser could not read, and which tables are hurt by it.

use std::collections::HashSet;
use std::ops::Range;

use toml::de::Error;

use super::document::{TomlEntry, TomlTable};
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, TextOrigin, quoted};

/// The syntax errors of one file: the first of every line, since what follows on a line is mostly its echo.
pub(super) struct SyntaxErrors {
    list: Vec<SyntaxError>,
    /// Where the tables begin that have an error in them.
    wounded: HashSet<usize>,
    /// Whether a header is hurt, so that whole tables may be lost.
    pub hide_tables: bool,
}

struct SyntaxError {
    span: Range<usize>,
    message: String,
}

impl SyntaxErrors {
    pub(super) fn new(errors: Vec<Error>, text: &str, starts: &[usize]) -> Self {
        let list = one_a_line(errors, text);
        if list.is_empty() {
            return Self { list, wounded: HashSet::new(), hide_tables: false };
        }
        let holder = |error: &SyntaxError| {
            let after = starts.partition_point(|start| *start <= error.span.start);
            after.checked_sub(1).map(|at| starts[at])
        };
        let wounded = list.iter().filter(|error| !error.is_double_key()).filter_map(holder).collect();
        let hide_tables = list.iter().any(|error| line_before(text, error.span.start).trim_start().starts_with('['));
        Self { list, wounded, hide_tables }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether the table whose header begins at `start` has an error in it.
    pub(super) fn broken_range(&self, start: usize) -> bool {
        self.wounded.contains(&start)
    }

    pub(super) fn faults(&self, at: TextOrigin, text: &str) -> impl Iterator<Item = Fault> {
        self.list.iter().map(move |error| {
            let place = at.place(error.span.clone());
            match text.get(error.span.clone()) {
                Some(key) if error.is_double_key() => {
                    Fault::new(Code::DoubleKey, place, format!("{} is given twice", quoted(key)))
                        .help("keep one of the two")
                }
                Some(_) | None => Fault::new(Code::Syntax, place, error.message.clone()),
            }
        })
    }
}

impl SyntaxError {
    /// The parser has read both, and keeps the first.
    fn is_double_key(&self) -> bool {
        self.message == "duplicate key"
    }
}

fn one_a_line(errors: Vec<Error>, text: &str) -> Vec<SyntaxError> {
    let mut list: Vec<SyntaxError> = errors
        .into_iter()
        .map(|error| SyntaxError {
            span: error.span().unwrap_or(text.len()..text.len()),
            message: first_line(error.message()).to_owned(),
        })
        .collect();
    list.sort_by_key(|error| error.span.start);
    list.dedup_by(|later, kept| {
        let between = text.as_bytes().get(kept.span.start..later.span.start);
        between.is_some_and(|between| !between.contains(&b'\n'))
    });
    list
}

/// Where the tables at the top of a file begin, in order.
pub(super) fn table_starts(root: &TomlTable<'_>) -> Vec<usize> {
    let mut starts: Vec<usize> = Vec::new();
    for TomlEntry { value, .. } in &root.entries {
        match value.get_ref().as_list() {
            Some(rows) => starts.extend(rows.iter().map(|row| row.span().start)),
            None => starts.push(value.span().start),
        }
    }
    starts.sort_unstable();
    starts
}

/// What stands before `at` on its line.
fn line_before(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or(text);
    &before[before.rfind('\n').map_or(0, |newline| newline + 1)..]
}

fn first_line(message: &str) -> &str {
    message.lines().next().unwrap_or_default()
}
