//! All tables of all files of a brief, as written, with the faults of the writing itself. What the tables mean is for `resolve`.

use std::ops::Range;

use serde::de::{Deserialize, IntoDeserializer};
use toml::Spanned;
use toml::de::DeTable;

use super::fault::{Fault, Faults, Origin, Place};
use super::raw::{
    RawActor, RawBrief, RawClaim, RawDeck, RawEvent, RawFile, RawIssue, RawKeyPoint, RawSource, RawStatement,
};
use super::syntax::{self, SyntaxErrors};
use super::unknown::Names;
use super::written::{Field, Rows, Written};
use super::{Part, SourceFile, limits};
use crate::codes::Code;

/// A table as it stands in a file.
pub(super) struct Item<R> {
    pub header: Header,
    pub raw: Box<R>,
}

/// Where a table begins.
#[derive(Debug, Clone)]
pub(super) struct Header {
    pub place: Place,
    /// Where the text begins in which the places of its fields are counted.
    pub origin: Origin,
    /// Whether a syntax error stands in the table, so that what it lacks may only be unreadable.
    pub wounded: bool,
}

/// Every table, kind by kind, in the order of the files.
#[derive(Default)]
pub(super) struct Draft {
    pub briefs: Vec<Item<RawBrief>>,
    pub key_points: Vec<Item<RawKeyPoint>>,
    pub issues: Vec<Item<RawIssue>>,
    pub actors: Vec<Item<RawActor>>,
    /// The actors of the library, of whom the brief takes those that it names.
    pub shared_actors: Vec<Item<RawActor>>,
    pub sources: Vec<Item<RawSource>>,
    pub statements: Vec<Item<RawStatement>>,
    pub events: Vec<Item<RawEvent>>,
    pub claims: Vec<Item<RawClaim>>,
    pub decks: Vec<Item<RawDeck>>,
    /// File by file, where the tables at its top begin, in order.
    pub tables: Vec<Vec<usize>>,
    /// Whether anything could not be parsed.
    pub broken: bool,
    /// Whether whole tables may be lost to syntax errors, so that an id which no table has may yet be written somewhere.
    pub incomplete: bool,
}

impl Draft {
    /// The tables of files that are read in parts of about `size` bytes.
    pub(super) fn of(files: &[SourceFile], size: usize, faults: &mut Faults) -> Self {
        let mut draft = Self::default();
        let names = Names::new();
        for (at, file) in files.iter().enumerate() {
            draft.tables.push(Vec::new());
            match limits::parts(file, at, size) {
                Err(fault) => {
                    faults.push(*fault);
                    (draft.broken, draft.incomplete) = (true, true);
                }
                Ok(parts) => {
                    for part in parts {
                        draft.read(file, Origin { file: at, start: part.start }, part, (&names, faults));
                    }
                }
            }
        }
        draft
    }

    /// Reads a part of a file.
    fn read(&mut self, file: &SourceFile, at: Origin, part: Range<usize>, (names, faults): (&Names, &mut Faults)) {
        let text = &file.text[part];
        let (root, errors) = DeTable::parse_recoverable(text);
        names.check(root.get_ref(), at, file.part, faults);
        let tables = syntax::table_starts(root.get_ref());
        let errors = SyntaxErrors::of(errors, text, &tables);
        if let Some(of_file) = self.tables.last_mut() {
            of_file.extend(tables.iter().map(|start| at.start + start));
        }
        self.broken |= !errors.is_empty();
        self.incomplete |= errors.hide_tables;
        faults.extend(errors.faults(at, text));
        self.add(root, file.part, &mut Reading { at, errors: &errors, faults });
    }

    fn add(&mut self, root: Spanned<DeTable<'_>>, part: Part, reading: &mut Reading<'_>) {
        let raw = match RawFile::deserialize(root.into_deserializer()) {
            Ok(raw) => raw,
            Err(error) => return reading.badly(error.span().unwrap_or_default(), syntax::first_line(error.message())),
        };
        match part {
            Part::Shared => reading.many("actor", raw.actor, &mut self.shared_actors),
            Part::Brief => {
                reading.one("brief", raw.brief, &mut self.briefs);
                reading.many("key_point", raw.key_point, &mut self.key_points);
                reading.many("issue", raw.issue, &mut self.issues);
                reading.many("actor", raw.actor, &mut self.actors);
                reading.many("source", raw.source, &mut self.sources);
                reading.many("statement", raw.statement, &mut self.statements);
                reading.many("event", raw.event, &mut self.events);
                reading.many("claim", raw.claim, &mut self.claims);
                reading.one("deck", raw.deck, &mut self.decks);
            }
        }
    }
}

/// The reading of a part of a file.
struct Reading<'a> {
    at: Origin,
    errors: &'a SyntaxErrors,
    faults: &'a mut Faults,
}

impl Reading<'_> {
    /// A table of which a brief has one.
    fn one<R>(&mut self, table: &str, field: Field<Rows<R>>, items: &mut Vec<Item<R>>) {
        let before = items.len();
        if self.rows(field, items) == Brackets::Double
            && let Some(item) = items.get(before)
        {
            self.wrong_brackets(item, format!("a brief has one, so write `[{table}]`"));
        }
    }

    /// A table of which a brief has any number.
    fn many<R>(&mut self, table: &str, field: Field<Rows<R>>, items: &mut Vec<Item<R>>) {
        let before = items.len();
        if self.rows(field, items) == Brackets::Single
            && let Some(item) = items.get(before)
        {
            self.wrong_brackets(item, format!("a brief may have several, so write `[[{table}]]`"));
        }
    }

    /// Puts the rows of a table to the others of its kind, and tells how they were written.
    fn rows<R>(&mut self, field: Field<Rows<R>>, items: &mut Vec<Item<R>>) -> Brackets {
        let Some(rows) = field else { return Brackets::Neither };
        let span = rows.span();
        match rows.into_inner() {
            Written::Badly(problem) => {
                self.badly(span, &problem);
                Brackets::Neither
            }
            Written::Well(Rows::One(raw)) => {
                items.push(self.item(span, raw));
                Brackets::Single
            }
            Written::Well(Rows::Many(rows)) => {
                for row in rows {
                    let span = row.span();
                    match row.into_inner() {
                        Written::Well(raw) => items.push(self.item(span, raw)),
                        Written::Badly(problem) => self.badly(span, &problem),
                    }
                }
                Brackets::Double
            }
        }
    }

    fn item<R>(&self, span: Range<usize>, raw: Box<R>) -> Item<R> {
        let header = Header { wounded: self.errors.wound(span.start), origin: self.at, place: self.at.place(span) };
        Item { header, raw }
    }

    fn badly(&mut self, span: Range<usize>, problem: &str) {
        // The parser gives the place 0..0 to what stands in for a value that it could not read, and has said so.
        if self.errors.is_empty() || !span.is_empty() {
            self.faults.push(Fault::new(Code::Type, self.at.place(span), problem));
        }
    }

    fn wrong_brackets<R>(&mut self, item: &Item<R>, help: String) {
        self.faults
            .push(Fault::new(Code::Brackets, item.header.place.clone(), "a table in the wrong brackets").help(help));
    }
}

/// How the header of a table was written.
#[derive(PartialEq, Eq)]
enum Brackets {
    Single,
    Double,
    Neither,
}
