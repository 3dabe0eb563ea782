//! All tables of all files of a brief, as written, with the faults of the writing itself. What the tables mean is for `resolve`.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::ops::Range;
use std::thread;

use toml::de::Error;

use super::document::{Parser, TomlTable};
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

/// A table as it stands in a file.
pub(super) struct RawTable<R> {
    pub header: TableHeader,
    pub raw: Box<R>,
}

/// Where a table begins.
#[derive(Debug, Clone)]
pub(super) struct TableHeader {
    pub place: FilePlace,
    /// Where the text begins in which the places of its fields are counted.
    pub origin: TextOrigin,
    /// Whether a syntax error stands in the table, so that what it lacks may only be unreadable.
    pub wounded: bool,
}

/// Every table, kind by kind, in the order of the files.
#[derive(Default)]
pub(super) struct RawTables {
    pub briefs: Vec<RawTable<RawBrief>>,
    pub key_points: Vec<RawTable<RawKeyPoint>>,
    pub issues: Vec<RawTable<RawIssue>>,
    pub actors: Vec<RawTable<RawActor>>,
    /// The actors of the library, of whom the brief takes those that it names.
    pub shared_actors: Vec<RawTable<RawActor>>,
    pub sources: Vec<RawTable<RawSource>>,
    pub statements: Vec<RawTable<RawStatement>>,
    pub events: Vec<RawTable<RawEvent>>,
    pub claims: Vec<RawTable<RawClaim>>,
    pub decks: Vec<RawTable<RawDeck>>,
    /// File by file, where the tables at its top begin, in order.
    pub tables: Vec<Vec<usize>>,
    /// Whether anything could not be parsed.
    pub broken: bool,
    /// Whether whole tables may be lost to syntax errors, so that an id which no table has may yet be written somewhere.
    pub incomplete: bool,
}

/// So many bytes are read before another core is asked to read others beside it.
const A_HAND: usize = 1 << 20;

impl RawTables {
    /// The tables of all files. Those of a large brief are read side by side, on as many cores as there are, with the same result.
    pub(super) fn read_files(files: &[SourceFile], faults: &mut Faults) -> Self {
        let mut draft = Self::default();
        let groups = groups(files);
        let crowded = too_many_tables(files);
        if let [all] = groups.as_slice() {
            draft.read((files, &crowded), all.clone(), faults);
            return draft;
        }
        thread::scope(|scope| {
            let read = |group: &Range<usize>| {
                let mut of_group = (Self::default(), Faults::default());
                of_group.0.read((files, &crowded), group.clone(), &mut of_group.1);
                of_group
            };
            let hands: Vec<_> = groups[1..]
                .iter()
                .map(|group| (group, thread::Builder::new().spawn_scoped(scope, move || read(group)).ok()))
                .collect();
            draft.read((files, &crowded), groups[0].clone(), faults);
            for (group, hand) in hands {
                // Where there is no other hand, it is done by this one.
                let done = hand.map_or_else(|| Ok(read(group)), thread::ScopedJoinHandle::join);
                let (others, told) = done.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
                draft.add_all(others);
                faults.add_all(told);
            }
        });
        draft
    }

    /// Reads some of the files, one after the other, but for those that are too much.
    fn read(
        &mut self,
        (files, crowded): (&[SourceFile], &BTreeMap<usize, Fault>),
        some: Range<usize>,
        faults: &mut Faults,
    ) {
        let (names, mut parser) = (KnownNames::new(), Parser::default());
        for (at, file) in files.iter().enumerate().take(some.end).skip(some.start) {
            if let Some(fault) = crowded.get(&at) {
                self.tables.push(Vec::new());
                self.refuse(fault.clone(), faults);
                continue;
            }
            self.parse(file, at, chunks::SIZE, (&names, &mut parser, faults));
        }
    }

    /// Leaves out a file that is too much; what else there is may name things of it.
    fn refuse(&mut self, fault: Fault, faults: &mut Faults) {
        faults.push(fault);
        (self.broken, self.incomplete) = (true, true);
    }

    /// Reads a file in parts of about `size` bytes.
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
        // A plain text of one part is within every limit.
        if file.text.len() <= size
            && let Some(root) = parser.parse_plain(&file.text)
        {
            return add((root, Vec::new()), 0..file.text.len());
        }
        match limits::parts(file, at, size) {
            Err(fault) => self.refuse(*fault, faults),
            Ok(parts) => parts.into_iter().for_each(|part| add(parser.parse(&file.text[part.clone()]), part)),
        }
    }

    /// Adds what was read of the files that follow.
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

    /// Adds what was parsed of a part of a file.
    fn add_part(
        &mut self,
        (root, errors): (TomlTable<'_>, Vec<Error>),
        (at, text, part): (TextOrigin, &str, FileScope),
        (names, faults): (&KnownNames, &mut Faults),
    ) {
        names.check(&root, at, part, faults);
        let tables = syntax::table_starts(&root);
        let errors = SyntaxErrors::new(errors, text, &tables);
        if let Some(of_file) = self.tables.last_mut() {
            of_file.extend(tables.iter().map(|start| at.start + start));
        }
        self.broken |= !errors.is_empty();
        self.incomplete |= errors.hide_tables;
        faults.extend(errors.faults(at, text));
        let raw = RawFile::from_table(root);
        let reading = &mut PartReader { at, errors: &errors, faults };
        match part {
            FileScope::Shared => reading.many("actor", raw.actor, &mut self.shared_actors),
            FileScope::Brief => {
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

/// The files in groups of about as many bytes, one for each core that is worth it.
fn groups(files: &[SourceFile]) -> Vec<Range<usize>> {
    let bytes: usize = files.iter().map(|file| file.text.len()).sum();
    let hands = match bytes / A_HAND {
        0 | 1 => 1,
        worth => worth.min(thread::available_parallelism().map_or(1, NonZero::get)),
    };
    let mut groups = Vec::with_capacity(hands);
    let (mut start, mut before) = (0, 0);
    for (at, file) in files.iter().enumerate() {
        before += file.text.len();
        if groups.len() + 1 < hands && before * hands >= bytes * (groups.len() + 1) {
            groups.push(start..at + 1);
            start = at + 1;
        }
    }
    groups.push(start..files.len());
    groups
}

/// The reading of a part of a file.
struct PartReader<'a> {
    at: TextOrigin,
    errors: &'a SyntaxErrors,
    faults: &'a mut Faults,
}

impl PartReader<'_> {
    /// A table of which a brief has one.
    fn one<R>(&mut self, table: &str, field: SpannedField<OneOrManyTables<R>>, items: &mut Vec<RawTable<R>>) {
        let before = items.len();
        if self.rows(field, items) == Brackets::Double
            && let Some(item) = items.get(before)
        {
            self.wrong_brackets(item, format!("a brief has one, so write `[{table}]`"));
        }
    }

    /// A table of which a brief has any number.
    fn many<R>(&mut self, table: &str, field: SpannedField<OneOrManyTables<R>>, items: &mut Vec<RawTable<R>>) {
        let before = items.len();
        if self.rows(field, items) == Brackets::Single
            && let Some(item) = items.get(before)
        {
            self.wrong_brackets(item, format!("a brief may have several, so write `[[{table}]]`"));
        }
    }

    /// Puts the rows of a table to the others of its kind, and tells how they were written.
    fn rows<R>(&mut self, field: SpannedField<OneOrManyTables<R>>, items: &mut Vec<RawTable<R>>) -> Brackets {
        let Some(rows) = field else { return Brackets::Neither };
        let span = rows.span();
        match rows.into_inner() {
            TypedValue::Badly(problem) => {
                self.badly(span, &problem);
                Brackets::Neither
            }
            TypedValue::Well(OneOrManyTables::One(raw)) => {
                items.push(self.item(span, raw));
                Brackets::Single
            }
            TypedValue::Well(OneOrManyTables::Many(rows)) => {
                for row in rows {
                    let span = row.span();
                    match row.into_inner() {
                        TypedValue::Well(raw) => items.push(self.item(span, raw)),
                        TypedValue::Badly(problem) => self.badly(span, &problem),
                    }
                }
                Brackets::Double
            }
        }
    }

    fn item<R>(&self, span: Range<usize>, raw: Box<R>) -> RawTable<R> {
        let header =
            TableHeader { wounded: self.errors.broken_range(span.start), origin: self.at, place: self.at.place(span) };
        RawTable { header, raw }
    }

    fn badly(&mut self, span: Range<usize>, problem: &str) {
        // The parser gives the place 0..0 to what stands in for a value that it could not read, and has said so.
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
