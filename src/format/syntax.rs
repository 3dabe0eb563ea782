//! Syntax errors of the TOML parser, and the tables that they affect. It never repairs a text.

use std::collections::HashSet;
use std::ops::Range;

use toml::de::Error;

use super::document::{TomlEntry, TomlTable};
use super::syntax_help::{GitConflict, inner_mark};
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, TextOrigin, quoted};

/// The syntax errors of one file: the first of each line, because later ones on the line mostly follow from it.
pub(super) struct SyntaxErrors {
    list: Vec<SyntaxError>,
    /// The starts of the tables that contain an error.
    broken_tables: HashSet<usize>,
    /// Whether an error is in a header, so that whole tables may be lost.
    pub hide_tables: bool,
}

struct SyntaxError {
    span: Range<usize>,
    message: String,
}

impl SyntaxErrors {
    pub(super) fn new(errors: Vec<Error>, text: &str, starts: &[usize]) -> Self {
        let list = first_of_each_line(errors, text);
        if list.is_empty() {
            return Self { list, broken_tables: HashSet::new(), hide_tables: false };
        }
        let table_of = |error: &SyntaxError| {
            let after = starts.partition_point(|start| *start <= error.span.start);
            after.checked_sub(1).map(|at| starts[at])
        };
        let broken_tables = list.iter().filter(|error| !error.is_double_key()).filter_map(table_of).collect();
        let hide_tables = list.iter().any(|error| line_before(text, error.span.start).trim_start().starts_with('['));
        Self { list, broken_tables, hide_tables }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether the table that starts at `start` contains an error.
    pub(super) fn is_broken(&self, start: usize) -> bool {
        self.broken_tables.contains(&start)
    }

    pub(super) fn faults(&self, at: TextOrigin, text: &str) -> impl Iterator<Item = Fault> {
        let conflicts = if self.list.is_empty() { Vec::new() } else { GitConflict::find_all(text) };
        let is_of = |error: &SyntaxError, conflict: &GitConflict| {
            conflict.has_line(error.span.start - line_before(text, error.span.start).len())
        };
        let others = self.list.iter().filter(|error| !conflicts.iter().any(|conflict| is_of(error, conflict)));
        let others: Vec<Fault> = others.map(|error| error.fault(at, text)).collect();
        let is_reported = |conflict: &&GitConflict| self.list.iter().any(|error| is_of(error, conflict));
        let conflict_faults: Vec<Fault> =
            conflicts.iter().filter(is_reported).map(|conflict| conflict_fault(conflict, at)).collect();
        conflict_faults.into_iter().chain(others)
    }
}

fn conflict_fault(conflict: &GitConflict, at: TextOrigin) -> Fault {
    let [ours, theirs] = &conflict.names;
    let problem = format!("git left a conflict here, between {ours} and {theirs}");
    Fault::new(Code::Syntax, at.place(conflict.first_line()), problem)
        .related(&at.place(conflict.between.clone()), format!("{ours} is above, {theirs} below"))
        .help("keep one of the two, and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`")
}

impl SyntaxError {
    /// The parser accepts both entries and keeps the first.
    fn is_double_key(&self) -> bool {
        self.message == "duplicate key"
    }

    fn fault(&self, at: TextOrigin, text: &str) -> Fault {
        let place = at.place(self.span.clone());
        let start = self.span.start.min(text.len());
        let line = text.get(start - line_before(text, start).len()..).and_then(|line| line.lines().next());
        match (text.get(self.span.clone()), line.and_then(inner_mark)) {
            (Some(key), _) if self.is_double_key() => {
                Fault::new(Code::DoubleKey, place, format!("{} is given twice", quoted(key)))
                    .help("keep one of the two")
            }
            (_, Some('"')) => Fault::new(Code::Syntax, place, "a quotation mark inside of the text ends it")
                .help("write `\\\"` for it, or “ ” as the article does, or put the text between `'` and `'`"),
            (_, Some(_)) => Fault::new(Code::Syntax, place, "an apostrophe inside of the text ends it")
                .help("put the text between `\"` and `\"`, or write ’ as the article does"),
            (_, None) => Fault::new(Code::Syntax, place, self.message.clone()),
        }
    }
}

fn first_of_each_line(errors: Vec<Error>, text: &str) -> Vec<SyntaxError> {
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

/// The starts of the top-level tables of a file, sorted.
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

/// The text before `at` on its line.
fn line_before(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or(text);
    &before[before.rfind('\n').map_or(0, |newline| newline + 1)..]
}

fn first_line(message: &str) -> &str {
    message.lines().next().unwrap_or_default()
}
