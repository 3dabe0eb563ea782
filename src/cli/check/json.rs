//! Faults as JSON: one object for all checked briefs. `docs/writing.md` lists its fields. It never holds more than one brief.

use std::io::{self, Write};

use serde::Serialize;

use super::report::{CheckTotals, CheckWriter, CheckedBrief};
use crate::cli::json::write_value;
use crate::diagnostics::render::{LineColumn, LineIndex};
use crate::diagnostics::{Fault, FilePlace, LintPolicy, Severity};

/// Writes the briefs one by one.
pub(super) struct JsonCheckWriter<'a> {
    out: &'a mut dyn Write,
    policy: &'a LintPolicy,
    is_first: bool,
}

#[derive(Serialize)]
struct JsonBrief<'a> {
    brief: &'a str,
    statements: usize,
    quotes: Vec<JsonQuoteCount>,
    diagnostics: Vec<JsonDiagnostic<'a>>,
}

#[derive(Clone, Serialize)]
struct JsonQuoteCount {
    state: &'static str,
    count: usize,
}

/// One fault.
#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    code: &'static str,
    level: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    times: usize,
    #[serde(flatten)]
    at: JsonLocation<'a>,
    related: Vec<JsonRelated<'a>>,
}

#[derive(Serialize)]
struct JsonRelated<'a> {
    message: &'a str,
    #[serde(flatten)]
    at: JsonLocation<'a>,
}

#[derive(Serialize)]
struct JsonLocation<'a> {
    file: &'a str,
    start: JsonPosition,
    end: JsonPosition,
}

/// Line and column count from 1, the column in characters; the offset counts bytes from 0.
#[derive(Serialize)]
struct JsonPosition {
    line: usize,
    column: usize,
    offset: usize,
}

impl<'a> JsonCheckWriter<'a> {
    pub(super) fn new(out: &'a mut dyn Write, policy: &'a LintPolicy) -> Self {
        Self { out, policy, is_first: true }
    }
}

impl CheckWriter for JsonCheckWriter<'_> {
    fn write_brief(&mut self, checked: &CheckedBrief) -> io::Result<()> {
        let before = if self.is_first { "{\"briefs\":[\n" } else { ",\n" };
        self.is_first = false;
        write!(self.out, "{before}")?;
        let brief = checked.loaded.brief.as_ref();
        let lines = LineIndex::new(&checked.loaded.files, &checked.faults);
        let faults = checked.faults.iter();
        let brief_json = JsonBrief {
            brief: &checked.name,
            statements: brief.map_or(0, |brief| brief.statements.len()),
            quotes: brief
                .map(|brief| checked.quotes.tally(brief).counts().map(JsonQuoteCount::from_pair).to_vec())
                .unwrap_or_default(),
            diagnostics: faults
                .filter_map(|fault| Some(JsonDiagnostic::new(fault, self.policy.level(fault.code)?, &lines)))
                .collect(),
        };
        write_value(self.out, &brief_json)
    }

    fn finish(&mut self, totals: &CheckTotals) -> io::Result<()> {
        let before = if self.is_first { "{\"briefs\":[" } else { "\n" };
        let [errors, warnings, notes] = Severity::ALL.map(|level| totals.count(level));
        writeln!(self.out, "{before}],\"errors\":{errors},\"warnings\":{warnings},\"notes\":{notes}}}")
    }
}

impl JsonQuoteCount {
    const fn from_pair((count, state): (usize, &'static str)) -> Self {
        Self { state, count }
    }
}

impl<'a> JsonDiagnostic<'a> {
    fn new(fault: &'a Fault, level: Severity, lines: &LineIndex<'a>) -> Self {
        let related =
            |(place, message): &'a (FilePlace, String)| JsonRelated { message, at: JsonLocation::new(place, lines) };
        Self {
            code: fault.code.word(),
            level: level.word(),
            message: &fault.problem,
            help: fault.help.as_deref(),
            times: fault.times,
            at: JsonLocation::new(&fault.place, lines),
            related: fault.related.iter().map(related).collect(),
        }
    }
}

impl<'a> JsonLocation<'a> {
    fn new(place: &FilePlace, lines: &LineIndex<'a>) -> Self {
        let [start, end] = lines.points(place).map(JsonPosition::from_point);
        Self { file: lines.name(place), start, end }
    }
}

impl JsonPosition {
    const fn from_point(point: LineColumn) -> Self {
        Self { line: point.line, column: point.column, offset: point.offset }
    }
}
