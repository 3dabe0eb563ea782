//! Leaves joined into a segment: bytes that can be asked. Nothing of what it writes can be read before it is done.

use std::cmp::Reverse;
use std::hash::Hash;
use std::io;

use hashbrown::HashMap;

use super::bytes::{put_short, put_text, put_u32};
use super::dates::{RecordDate, put_day};
use super::document::{BREAK, IndexDocument, IndexEntry, ListDate};
use super::document_rows::{DocumentRow, DocumentRows};
use super::names_index::{EntityTable, NamedEntity};
use super::pool::Pool;
use super::sections::{IndexSection, SectionTable};
use super::term_writer::TermWriter;
use crate::model::Record;

/// Joins leaves, in the order of their briefs. What lists show goes to `out` at once; of the rest it keeps about as many bytes in memory
/// as the briefs have of text, a third of them until [`finish`](Self::finish).
#[derive(Debug)]
pub struct SegmentWriter<W> {
    out: W,
    written: u64,
    register: EntityTable,
    words: Pool,
    rows: Vec<DocumentRow>,
    tokens: Vec<u32>,
    /// The place of the thing, and in the lowest five bits how the entry has it.
    names: Vec<u32>,
    moments: InternTable<RecordDate>,
    dates: InternTable<ListDate>,
    sets: InternTable<Vec<u32>>,
    sources: Vec<u8>,
    source_count: u32,
    /// The things of each brief.
    held: Vec<Vec<u32>>,
}

/// Different things, each with its place.
#[derive(Debug)]
struct InternTable<T>(HashMap<T, u32>);

impl<T: Hash + Eq> InternTable<T> {
    fn intern(&mut self, thing: T) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry(thing).or_insert(next)
    }

    fn in_order(self) -> Vec<T> {
        let mut all: Vec<(T, u32)> = self.0.into_iter().collect();
        all.sort_unstable_by_key(|(_, place)| *place);
        all.into_iter().map(|(thing, _)| thing).collect()
    }
}

impl<T> Default for InternTable<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<W: io::Write> SegmentWriter<W> {
    pub fn new(out: W) -> Self {
        Self {
            out,
            written: 0,
            register: EntityTable::default(),
            words: Pool::default(),
            rows: Vec::new(),
            tokens: Vec::new(),
            names: Vec::new(),
            moments: InternTable::default(),
            dates: InternTable::default(),
            sets: InternTable::default(),
            sources: Vec::new(),
            source_count: 0,
            held: Vec::new(),
        }
    }

    /// Adds the leaf of the next brief.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(&mut self, leaf: IndexDocument) -> io::Result<()> {
        let brief = u32::try_from(self.held.len()).unwrap_or(u32::MAX);
        let things: Vec<Option<u32>> = leaf.things.into_iter().map(|thing| self.register.add(thing)).collect();
        let words: Vec<u32> = leaf.words.words().map(|word| self.words.place(word)).collect();
        let first_source = self.source_count;
        for source in &leaf.sources {
            put_u32(&mut self.sources, brief);
            put_u32(&mut self.sources, self.moments.intern(source.published.clone()));
            put_text(&mut self.sources, &source.id);
            self.source_count += 1;
        }
        self.tokens.extend(leaf.tokens.iter().map(|word| words.get(*word as usize).copied().unwrap_or(BREAK)));
        let name =
            |link: &super::document::NameLink| Some(things[link.to as usize]? << 5 | u32::from(link.how.number()));
        let (first_token, first_excerpt) = (self.tokens.len() - leaf.tokens.len(), self.written);
        let (mut names_done, mut from_done, mut excerpt_done) = (0, 0, 0);
        for entry in leaf.entries {
            self.names.extend(leaf.names[names_done..entry.names].iter().filter_map(name));
            let from = leaf.from[from_done..entry.from].iter().map(|source| first_source + source).collect();
            let excerpt = (first_excerpt + excerpt_done as u64, u32::try_from(entry.excerpt - excerpt_done));
            (names_done, from_done, excerpt_done) = (entry.names, entry.from, entry.excerpt);
            let from = self.sets.intern(from);
            self.write_row(brief, &entry, from);
            if let Some(row) = self.rows.last_mut() {
                row.tokens = first_token + entry.tokens;
                row.excerpt = (excerpt.0, excerpt.1.unwrap_or_default());
            }
        }
        self.held.push(things.into_iter().flatten().collect());
        self.written += leaf.excerpts.len() as u64;
        self.out.write_all(&leaf.excerpts)
    }

    fn write_row(&mut self, brief: u32, entry: &IndexEntry, from: u32) {
        self.rows.push(DocumentRow {
            brief,
            record: number_of(entry.record),
            facts: entry.facts.number(),
            said: self.moments.intern(entry.said.clone()),
            date: self.dates.intern(entry.date),
            by_id: entry.by_id,
            from,
            kind: entry.facts.rank(),
            tokens: 0,
            names: self.names.len(),
            excerpt: (0, 0),
        });
    }

    /// Writes what can be asked of all of them, and gives back where it was written to.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        let mut layers = SectionTable::begin(self.written, self.rows.len(), self.held.len());
        let dates = std::mem::take(&mut self.dates).in_order();
        let order = self.order(&dates);
        let mut out = self.out;
        let rows = DocumentRows { rows: &self.rows, order: &order };
        rows.write_columns(&mut layers, &mut out)?;
        let vocabulary = TermWriter::new(&self.words);
        let having = rows.write_tokens(&self.tokens, &vocabulary, (&mut layers, &mut out))?;
        drop(self.tokens);
        let moments = self.moments.in_order();
        layers.write(IndexSection::Moments, &listed(&moments, RecordDate::write), &mut out)?;
        layers.write(IndexSection::Dates, &listed(&dates, put_date), &mut out)?;
        let sets = self.sets.in_order();
        layers.write(IndexSection::Sets, &listed(&sets, |set, out| put_numbers(out, set)), &mut out)?;
        layers.write(IndexSection::Sources, &self.sources, &mut out)?;
        layers.write(IndexSection::Held, &listed(&self.held, |things, out| put_numbers(out, things)), &mut out)?;
        let things = self.register.into_things();
        layers.write(IndexSection::Things, &listed(&things, NamedEntity::write), &mut out)?;
        rows.write_names(&self.names, things.len(), (&mut layers, &mut out))?;
        vocabulary.write(&having, rows.order.len(), (&mut layers, &mut out))?;
        layers.end(&mut out)?;
        Ok(out)
    }

    /// The rows, newest first.
    fn order(&self, dates: &[ListDate]) -> Vec<u32> {
        let mut newest: Vec<usize> = (0..dates.len()).collect();
        newest.sort_unstable_by_key(|at| Reverse(dates[*at]));
        let mut rank = vec![0_u32; dates.len()];
        for (place, at) in (0..).zip(newest) {
            rank[at] = place;
        }
        let mut order: Vec<u32> = (0..).zip(&self.rows).map(|(at, _)| at).collect();
        order.sort_unstable_by_key(|at| {
            let row = &self.rows[*at as usize];
            (rank[row.date as usize], row.kind, row.brief, row.by_id)
        });
        order
    }
}

/// A record in 32 bits: its kind in the highest two, then its place.
fn number_of(record: Record) -> u32 {
    let (kind, at) = match record {
        Record::Statement(ix) => (0, ix.at()),
        Record::Event(ix) => (1, ix.at()),
        Record::Claim(ix) => (2, ix.at()),
    };
    kind << 30 | u32::try_from(at).unwrap_or_default() & KINDLESS
}

/// The bits of a record's place.
pub(super) const KINDLESS: u32 = (1 << 30) - 1;

/// Things one after the other.
pub(super) fn listed<T>(things: &[T], put: impl Fn(&T, &mut Vec<u8>)) -> Vec<u8> {
    let mut out = Vec::new();
    for thing in things {
        put(thing, &mut out);
    }
    out
}

fn put_numbers(out: &mut Vec<u8>, numbers: &[u32]) {
    put_short(out, u32::try_from(numbers.len()).unwrap_or_default());
    for number in numbers {
        put_short(out, *number);
    }
}

fn put_date(date: &ListDate, out: &mut Vec<u8>) {
    let Some((earliest, latest, own)) = date else { return out.push(0) };
    out.push(1 | u8::from(*own) << 1 | u8::from(earliest.is_some()) << 2);
    put_day(out, *latest);
    if let Some(earliest) = earliest {
        put_day(out, *earliest);
    }
}
