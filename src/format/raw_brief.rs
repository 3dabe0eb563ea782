//! Parses the files of a brief to raw tables and reports faults of the notation. It never interprets a field; `resolve` does.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::ops::Range;
use std::thread;

use toml::de::Error;

use super::document::TomlTable;
use super::parser::Parser;
use super::raw::{
    RawActor, RawBrief, RawClaim, RawDeck, RawEvent, RawFile, RawIssue, RawKeyPoint, RawSource, RawStatement,
};
use super::syntax::{self, SyntaxErrors};
use super::table_limits::too_many_tables;
use super::typed_value::{OneOrManyTables, SpannedField, TypedValue};
use super::unknown_names::KnownNames;
use super::{chunks, limits};
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults, FilePlace, FileScope, SourceFile, TextOrigin};

/// A table as written in a file.
pub(super) struct RawTable<R> {
    pub header: TableHeader,
    pub raw: Box<R>,
}

/// The header of a table.
#[derive(Debug, Clone)]
pub(super) struct TableHeader {
    pub place: FilePlace,
    /// The origin of the byte offsets of its fields.
    pub origin: TextOrigin,
    /// Whether the table contains a syntax error, so that a missing field may only be unreadable.
    pub broken: bool,
}

/// All tables of a brief by kind, each in the order of the files.
#[derive(Default)]
pub(super) struct RawTables {
    pub briefs: Vec<RawTable<RawBrief>>,
    pub key_points: Vec<RawTable<RawKeyPoint>>,
    pub issues: Vec<RawTable<RawIssue>>,
    pub actors: Vec<RawTable<RawActor>>,
    /// The shared actors of the library; the brief uses those that it refers to.
    pub shared_actors: Vec<RawTable<RawActor>>,
    pub sources: Vec<RawTable<RawSource>>,
    pub statements: Vec<RawTable<RawStatement>>,
    pub events: Vec<RawTable<RawEvent>>,
    pub claims: Vec<RawTable<RawClaim>>,
    pub decks: Vec<RawTable<RawDeck>>,
    /// For each file, the starts of its top-level tables, sorted.
    pub tables: Vec<Vec<usize>>,
    /// Whether any text could not be parsed.
    pub broken: bool,
    /// Whether whole tables may be missing because of syntax errors or limits, so that an unknown id may be defined in one of them.
    pub incomplete: bool,
}

/// The minimum number of bytes per thread; below it, a thread costs more than it saves.
const BYTES_PER_THREAD: usize = 1 << 20;

impl RawTables {
    /// The ids of the records that say of their review that they are a draft, or anything else.
    pub(super) fn draft_ids(&self) -> Vec<String> {
        let statements = self.statements.iter().map(|table| (&table.raw.review, &table.raw.id));
        let events = self.events.iter().map(|table| (&table.raw.review, &table.raw.id));
        let claims = self.claims.iter().map(|table| (&table.raw.review, &table.raw.id));
        let drafts = statements.chain(events).chain(claims).filter(|(review, _)| review.is_some());
        drafts.filter_map(|(_, id)| id.as_ref()?.get_ref().valid().cloned()).collect()
    }

    /// Reads the tables of all files. Uses several threads for a large brief; the result is the same.
    pub(super) fn read_files(files: &[SourceFile], faults: &mut Faults) -> Self {
        let mut tables = Self::default();
        let groups = groups(files);
        let too_large = too_many_tables(files);
        if let [all] = groups.as_slice() {
            tables.read((files, &too_large), all.clone(), faults);
            return tables;
        }
        thread::scope(|scope| {
            let read = |group: &Range<usize>| {
                let (mut tables, mut faults) = (Self::default(), Faults::default());
                tables.read((files, &too_large), group.clone(), &mut faults);
                (tables, faults)
            };
            let handles: Vec<_> = groups[1..]
                .iter()
                .map(|group| (group, thread::Builder::new().spawn_scoped(scope, move || read(group)).ok()))
                .collect();
            tables.read((files, &too_large), groups[0].clone(), faults);
            for (group, handle) in handles {
                // When no thread could be started, this thread reads the group.
                let result = handle.map_or_else(|| Ok(read(group)), thread::ScopedJoinHandle::join);
                let (others, other_faults) = result.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
                tables.add_all(others);
                faults.add_all(other_faults);
            }
        });
        tables
    }

    /// Reads a range of the files, except those in `too_large`.
    fn read(
        &mut self,
        (files, too_large): (&[SourceFile], &BTreeMap<usize, Fault>),
        range: Range<usize>,
        faults: &mut Faults,
    ) {
        let (names, mut parser) = (KnownNames::new(), Parser::default());
        for (at, file) in files.iter().enumerate().take(range.end).skip(range.start) {
            if let Some(fault) = too_large.get(&at) {
                self.tables.push(Vec::new());
                self.reject(fault.clone(), faults);
                continue;
            }
            self.parse(file, at, chunks::SIZE, (&names, &mut parser, faults));
        }
    }

    /// Skips a file beyond a limit. Other files may refer to its ids.
    fn reject(&mut self, fault: Fault, faults: &mut Faults) {
        faults.push(fault);
        (self.broken, self.incomplete) = (true, true);
    }

    /// Parses a file in parts of about `size` bytes.
    pub(super) fn parse(
        &mut self,
        file: &SourceFile,
        at: usize,
        size: usize,
        (names, parser, faults): (&KnownNames, &mut Parser, &mut Faults),
    ) {
        self.tables.push(Vec::new());
        let mut add = |parsed, part: Range<usize>| {
            let at = TextOrigin { file: at, start: part.start };
            self.add_part(parsed, (at, &file.text[part], file.part), (names, &mut *faults));
        };
        // A plain text of one part cannot exceed a limit.
        if file.text.len() <= size
            && let Some(root) = parser.parse_plain(&file.text)
        {
            return add((root, Vec::new()), 0..file.text.len());
        }
        match limits::parts(file, at, size) {
            Err(fault) => self.reject(*fault, faults),
            Ok(parts) => parts.into_iter().for_each(|part| add(parser.parse(&file.text[part.clone()]), part)),
        }
    }

    /// Appends the tables of the files that follow.
    fn add_all(&mut self, mut others: Self) {
        self.briefs.append(&mut others.briefs);
        self.key_points.append(&mut others.key_points);
        self.issues.append(&mut others.issues);
        self.actors.append(&mut others.actors);
        self.shared_actors.append(&mut others.shared_actors);
        self.sources.append(&mut others.sources);
        self.statements.append(&mut others.statements);
        self.events.append(&mut others.events);
        self.claims.append(&mut others.claims);
        self.decks.append(&mut others.decks);
        self.tables.append(&mut others.tables);
        self.broken |= others.broken;
        self.incomplete |= others.incomplete;
    }

    /// Adds the parsed tables of a part of a file.
    fn add_part(
        &mut self,
        (root, errors): (TomlTable<'_>, Vec<Error>),
        (at, text, part): (TextOrigin, &str, FileScope),
        (names, faults): (&KnownNames, &mut Faults),
    ) {
        names.check(&root, at, part, faults);
        let starts = syntax::table_starts(&root);
        let errors = SyntaxErrors::new(errors, text, &starts);
        if let Some(file_tables) = self.tables.last_mut() {
            file_tables.extend(starts.iter().map(|start| at.start + start));
        }
        self.broken |= !errors.is_empty();
        self.incomplete |= errors.hide_tables;
        faults.extend(errors.faults(at, text));
        let raw = RawFile::from_table(root);
        let reader = &mut PartReader { at, errors: &errors, faults };
        match part {
            FileScope::Shared => reader.many("actor", raw.actor, &mut self.shared_actors),
            FileScope::Brief => {
                reader.one("brief", raw.brief, &mut self.briefs);
                reader.many("key_point", raw.key_point, &mut self.key_points);
                reader.many("issue", raw.issue, &mut self.issues);
                reader.many("actor", raw.actor, &mut self.actors);
                reader.many("source", raw.source, &mut self.sources);
                reader.many("statement", raw.statement, &mut self.statements);
                reader.many("event", raw.event, &mut self.events);
                reader.many("claim", raw.claim, &mut self.claims);
                reader.one("deck", raw.deck, &mut self.decks);
            }
        }
    }
}

/// Splits the files into groups of about equal size, one per thread.
fn groups(files: &[SourceFile]) -> Vec<Range<usize>> {
    let bytes: usize = files.iter().map(|file| file.text.len()).sum();
    let threads = match bytes / BYTES_PER_THREAD {
        0 | 1 => 1,
        count => count.min(thread::available_parallelism().map_or(1, NonZero::get)),
    };
    let mut groups = Vec::with_capacity(threads);
    let (mut start, mut before) = (0, 0);
    for (at, file) in files.iter().enumerate() {
        before += file.text.len();
        if groups.len() + 1 < threads && before * threads >= bytes * (groups.len() + 1) {
            groups.push(start..at + 1);
            start = at + 1;
        }
    }
    groups.push(start..files.len());
    groups
}

/// Reads the tables of a part of a file.
struct PartReader<'a> {
    at: TextOrigin,
    errors: &'a SyntaxErrors,
    faults: &'a mut Faults,
}

impl PartReader<'_> {
    /// Reads a table that a brief has once.
    fn one<R>(&mut self, table: &str, field: SpannedField<OneOrManyTables<R>>, items: &mut Vec<RawTable<R>>) {
        let before = items.len();
        if self.rows(field, items) == Brackets::Double
            && let Some(item) = items.get(before)
        {
            self.wrong_brackets(item, format!("a brief has one, so write `[{table}]`"));
        }
    }

    /// Reads a table that a brief may have several times.
    fn many<R>(&mut self, table: &str, field: SpannedField<OneOrManyTables<R>>, items: &mut Vec<RawTable<R>>) {
        let before = items.len();
        if self.rows(field, items) == Brackets::Single
            && let Some(item) = items.get(before)
        {
            self.wrong_brackets(item, format!("a brief may have several, so write `[[{table}]]`"));
        }
    }

    /// Adds the rows to `items` and returns how their headers were written.
    fn rows<R>(&mut self, field: SpannedField<OneOrManyTables<R>>, items: &mut Vec<RawTable<R>>) -> Brackets {
        let Some(rows) = field else { return Brackets::Neither };
        let span = rows.span();
        match rows.into_inner() {
            TypedValue::Invalid(problem) => {
                self.wrong_type(span, &problem);
                Brackets::Neither
            }
            TypedValue::Valid(OneOrManyTables::One(raw)) => {
                items.push(self.item(span, raw));
                Brackets::Single
            }
            TypedValue::Valid(OneOrManyTables::Many(rows)) => {
                for row in rows {
                    let span = row.span();
                    match row.into_inner() {
                        TypedValue::Valid(raw) => items.push(self.item(span, raw)),
                        TypedValue::Invalid(problem) => self.wrong_type(span, &problem),
                    }
                }
                Brackets::Double
            }
        }
    }

    fn item<R>(&self, span: Range<usize>, raw: Box<R>) -> RawTable<R> {
        let header =
            TableHeader { broken: self.errors.is_broken(span.start), origin: self.at, place: self.at.place(span) };
        RawTable { header, raw }
    }

    fn wrong_type(&mut self, span: Range<usize>, problem: &str) {
        // The parser gives an empty span to the placeholder of an unreadable value, and has already reported it.
        if self.errors.is_empty() || !span.is_empty() {
            self.faults.push(Fault::wrong_type(self.at.place(span), problem));
        }
    }

    fn wrong_brackets<R>(&mut self, item: &RawTable<R>, help: String) {
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
