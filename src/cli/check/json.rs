//! What is wrong, for programs: one object of all that was checked. `docs/writing.md` lists its fields.

use std::io::{self, Write};

use serde::Serialize;

use super::form::{Checked, Tally, Writer};
use crate::cli::json::write_value;
use crate::diagnostics::render::{Pages, Point};
use crate::diagnostics::{Fault, Level, Place, Policy};

/// Writes the briefs one by one, so that no more than one is held.
pub(super) struct Json<'a> {
    out: &'a mut dyn Write,
    policy: &'a Policy,
    is_first: bool,
}

#[derive(Serialize)]
struct Told<'a> {
    brief: &'a str,
    statements: usize,
    quotes: Vec<Count>,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Clone, Serialize)]
struct Count {
    state: &'static str,
    count: usize,
}

/// One thing that is wrong.
#[derive(Serialize)]
struct Diagnostic<'a> {
    code: &'static str,
    level: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    times: usize,
    #[serde(flatten)]
    at: At<'a>,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    #[serde(flatten)]
    at: At<'a>,
}

#[derive(Serialize)]
struct At<'a> {
    file: &'a str,
    start: Position,
    end: Position,
}

/// Line and column from 1, the column in characters; the offset in bytes from 0.
#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
    offset: usize,
}

impl<'a> Json<'a> {
    pub(super) fn new(out: &'a mut dyn Write, policy: &'a Policy) -> Self {
        Self { out, policy, is_first: true }
    }
}

impl Writer for Json<'_> {
    fn brief(&mut self, checked: &Checked) -> io::Result<()> {
        let before = if self.is_first { "{\"briefs\":[\n" } else { ",\n" };
        self.is_first = false;
        write!(self.out, "{before}")?;
        let brief = checked.reading.brief.as_ref();
        let pages = Pages::of(&checked.reading.files, &checked.faults);
        let faults = checked.faults.iter();
        let told = Told {
            brief: &checked.name,
            statements: brief.map_or(0, |brief| brief.statements.len()),
            quotes: brief.map(|brief| checked.quotes.tally(brief).counts().map(Count::of).to_vec()).unwrap_or_default(),
            diagnostics: faults
                .filter_map(|fault| Some(Diagnostic::of(fault, self.policy.level(fault.code)?, &pages)))
                .collect(),
        };
        write_value(self.out, &told)
    }

    fn end(&mut self, tally: &Tally) -> io::Result<()> {
        let before = if self.is_first { "{\"briefs\":[" } else { "\n" };
        let [errors, warnings, notes] = Level::ALL.map(|level| tally.of(level));
        writeln!(self.out, "{before}],\"errors\":{errors},\"warnings\":{warnings},\"notes\":{notes}}}")
    }
}

impl Count {
    const fn of((count, state): (usize, &'static str)) -> Self {
        Self { state, count }
    }
}

impl<'a> Diagnostic<'a> {
    fn of(fault: &'a Fault, level: Level, pages: &Pages<'a>) -> Self {
        let related = |(place, message): &'a (Place, String)| Related { message, at: At::of(place, pages) };
        Self {
            code: fault.code.word(),
            level: level.word(),
            message: &fault.problem,
            help: fault.help.as_deref(),
            times: fault.times,
            at: At::of(&fault.place, pages),
            related: fault.related.iter().map(related).collect(),
        }
    }
}

impl<'a> At<'a> {
    fn of(place: &Place, pages: &Pages<'a>) -> Self {
        let [start, end] = pages.points(place).map(Position::of);
        Self { file: pages.name(place), start, end }
    }
}

impl Position {
    const fn of(point: Point) -> Self {
        Self { line: point.line, column: point.column, offset: point.offset }
    }
}
