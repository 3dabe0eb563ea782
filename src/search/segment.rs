//! Some briefs' leaves, joined and ready to be asked. It reads what a question needs, when it is needed, and trusts nothing that it reads.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::bytes::{ByteReader, ByteSource, all_u32, all_u64};
use super::dates::RecordDate;
use super::document::ListDate;
use super::excerpt::Excerpt;
use super::facts::{RecordFacts, RecordKind};
use super::names_index::NamedEntity;
use super::postings::{EntryIds, read_into};
use super::relation::Relation;
use super::sections::{IndexSection, SectionReader};
use super::segment_writer::KINDLESS;
use super::source_table::{SegmentSource, SourceTables, numbers, read_date};
use super::term_dictionary::{TermDictionary, TermPhrase};
use crate::model::{Ix, Record};

/// Briefs that can be asked, wherever their bytes lie.
#[derive(Debug)]
pub struct Segment {
    stack: SectionReader,
    columns: [OnceLock<Vec<u32>>; 6],
    excerpts_at: OnceLock<Vec<u64>>,
    tokens: OnceLock<(Vec<u8>, Vec<u64>)>,
    words: OnceLock<TermDictionary>,
    names: OnceLock<Vec<RelationPostings>>,
    tables: OnceLock<SourceTables>,
    others: OnceLock<[EntryIds; 2]>,
}

/// How entries have a thing, each way with the place of the set of those that do.
type RelationPostings = Vec<(Relation, Range<u64>)>;

/// What there is a line of for each entry.
#[derive(Debug, Clone, Copy)]
enum SegmentColumn {
    Brief,
    Record,
    Facts,
    Said,
    Date,
    From,
}

impl Segment {
    /// What [`Binder`](super::Binder) wrote; `None` where it is something else. Little of it is read at first; what is found not to be
    /// what was written is taken for nothing, and remembered: see [`is_broken`](Self::is_broken).
    pub fn open(bytes: Arc<dyn ByteSource>) -> Option<Self> {
        Some(Self {
            stack: SectionReader::open(bytes)?,
            columns: Default::default(),
            excerpts_at: OnceLock::new(),
            tokens: OnceLock::new(),
            words: OnceLock::new(),
            names: OnceLock::new(),
            tables: OnceLock::new(),
            others: OnceLock::new(),
        })
    }

    /// Whether something that was read of it was not what was written, so that its answers may be wrong.
    pub fn is_broken(&self) -> bool {
        self.stack.is_broken()
    }

    /// How many briefs it has.
    pub fn briefs(&self) -> usize {
        self.stack.layers.briefs
    }

    /// How many entries it has.
    pub(super) const fn len(&self) -> usize {
        self.stack.layers.entries
    }

    /// No entry.
    pub(super) fn none(&self) -> EntryIds {
        EntryIds::with_capacity(self.len())
    }

    /// The brief and the record of an entry.
    pub(super) fn record(&self, entry: usize) -> (u32, Record) {
        let number = self.column(SegmentColumn::Record)[entry];
        let at = (number & KINDLESS) as usize;
        let record = match number >> 30 {
            0 => Record::Statement(Ix::new(at)),
            1 => Record::Event(Ix::new(at)),
            _ => Record::Claim(Ix::new(at)),
        };
        (self.brief(entry), record)
    }

    /// The brief of an entry.
    pub(super) fn brief(&self, entry: usize) -> u32 {
        self.column(SegmentColumn::Brief)[entry]
    }

    pub(super) fn facts(&self, entry: usize) -> RecordFacts {
        RecordFacts::numbered(self.column(SegmentColumn::Facts)[entry])
    }

    /// The events and the claims: all other entries are statements.
    pub(super) fn others(&self) -> &[EntryIds; 2] {
        self.others.get_or_init(|| {
            [RecordKind::Event, RecordKind::Claim].map(|kind| {
                let mut entries = self.none();
                entries.extend((0..self.len()).filter(|entry| self.facts(*entry).is_kind(kind)));
                entries
            })
        })
    }

    /// The place of the moment at which it was said.
    pub(super) fn said(&self, entry: usize) -> usize {
        self.column(SegmentColumn::Said)[entry] as usize
    }

    /// The place of the set of its sources.
    pub(super) fn from(&self, entry: usize) -> usize {
        self.column(SegmentColumn::From)[entry] as usize
    }

    /// The date that lists go by.
    pub(super) fn date(&self, entry: usize) -> ListDate {
        self.tables().dates.get(self.column(SegmentColumn::Date)[entry] as usize).copied().flatten()
    }

    /// What a list shows of an entry.
    pub(super) fn excerpt(&self, entry: usize) -> Option<Excerpt> {
        let at = self.excerpts_at.get_or_init(|| {
            let at = self.stack.section(IndexSection::ExcerptsAt).and_then(|bytes| all_u64(&bytes));
            self.stack.sound(at.filter(|at| at.len() == 2 * self.len())).unwrap_or_default()
        });
        let [start, end] = *at.get(2 * entry..2 * entry + 2)? else { return None };
        let bytes = self.stack.read_of(IndexSection::Excerpts, start..end);
        self.stack.sound(bytes.and_then(|bytes| Excerpt::read(&mut ByteReader(&bytes))))
    }

    /// What the columns name by place.
    pub(super) fn tables(&self) -> &SourceTables {
        self.tables.get_or_init(|| self.stack.sound(self.read_tables()).unwrap_or_default())
    }

    fn read_tables(&self) -> Option<SourceTables> {
        let tables = SourceTables {
            moments: self.stack.list(IndexSection::Moments, RecordDate::read)?,
            dates: self.stack.list(IndexSection::Dates, read_date)?,
            sets: self.stack.list(IndexSection::Sets, numbers)?,
            sources: self.stack.list(IndexSection::Sources, |taking| {
                Some(SegmentSource { brief: taking.u32()?, published: taking.u32()?, id: taking.text()?.to_owned() })
            })?,
        };
        let sources = tables.sources.len();
        let are_there = tables.sets.iter().flatten().all(|source| (*source as usize) < sources)
            && tables.sources.iter().all(|source| {
                (source.brief as usize) < self.stack.layers.briefs && (source.published as usize) < tables.moments.len()
            });
        are_there.then_some(tables)
    }

    /// The things that there are, in their order.
    pub(super) fn things(&self) -> Vec<NamedEntity> {
        self.stack.sound(self.stack.list(IndexSection::Things, NamedEntity::read)).unwrap_or_default()
    }

    /// The things of each brief.
    pub(super) fn held(&self) -> Vec<Vec<u32>> {
        self.stack.sound(self.stack.list(IndexSection::Held, numbers)).unwrap_or_default()
    }

    /// Adds the entries that have a thing in one of the ways that are meant.
    pub(super) fn add_named(&self, thing: usize, is_meant: impl Fn(Relation) -> bool, set: &mut EntryIds) {
        let names = self.names.get_or_init(|| self.stack.sound(self.read_names()).unwrap_or_default());
        for (_, at) in names.get(thing).into_iter().flatten().filter(|(how, _)| is_meant(*how)) {
            self.add_set(IndexSection::Named, at.clone(), set);
        }
    }

    fn read_names(&self) -> Option<Vec<RelationPostings>> {
        let mut start = 0;
        self.stack.list(IndexSection::Ways, |taking| {
            let ways = (0..taking.short()?).map(|_| {
                let (how, end) = (Relation::numbered(taking.byte()?)?, taking.u64()?);
                let at = start..end;
                start = end;
                Some((how, at))
            });
            ways.collect()
        })
    }

    /// Adds the entries that have a word, or one that begins so where the word is `open`.
    pub(super) fn add_having(&self, word: &str, open: bool, set: &mut EntryIds) {
        let words = self.words();
        if let Some(at) = words.beginning(word).filter(|_| open) {
            return self.add_set(IndexSection::Begun, at, set);
        }
        let sets = words.sets(words.fuzzy(word, open));
        let (Some(first), Some(last)) = (sets.first(), sets.last()) else { return };
        let Some(bytes) = self.stack.sound(self.stack.read_of(IndexSection::Having, first.start..last.end)) else {
            return;
        };
        for at in &sets {
            let range = [at.start, at.end].map(|at| usize::try_from(at - first.start).unwrap_or(usize::MAX));
            let _ = self.stack.sound(bytes.get(range[0]..range[1]).and_then(|bytes| read_into(bytes, set)));
        }
    }

    fn words(&self) -> &TermDictionary {
        self.words.get_or_init(|| self.stack.sound(self.read_words()).unwrap_or_default())
    }

    fn read_words(&self) -> Option<TermDictionary> {
        let beginnings = self.stack.ends_of(IndexSection::Beginnings, |taking| Some(taking.text()?.to_owned()))?;
        TermDictionary::read(
            &self.stack.section(IndexSection::Words)?,
            all_u64(&self.stack.section(IndexSection::WordsAt)?)?,
            beginnings,
        )
    }

    /// Words side by side, the last of which may go on where it is `open`, ready to be looked for.
    pub(super) fn phrase(&self, words: &[&str], open: bool) -> TermPhrase {
        self.words().phrase(words, open)
    }

    /// Whether the words stand side by side in an entry.
    pub(super) fn has_phrase(&self, entry: usize, phrase: &TermPhrase) -> bool {
        let (bytes, ends) = self.tokens();
        let start = entry.checked_sub(1).map_or(Some(0), |before| ends.get(before).copied());
        let range = start.zip(ends.get(entry).copied());
        let range = range.and_then(|(start, end)| Some(usize::try_from(start).ok()?..usize::try_from(end).ok()?));
        range.and_then(|range| bytes.get(range)).is_some_and(|tokens| phrase.stands_in(tokens))
    }

    fn tokens(&self) -> &(Vec<u8>, Vec<u64>) {
        self.tokens.get_or_init(|| {
            let ends = self.stack.section(IndexSection::TokensAt).and_then(|bytes| all_u64(&bytes));
            let tokens = self.stack.section(IndexSection::Tokens).zip(ends.filter(|ends| ends.len() == self.len()));
            self.stack.sound(tokens).unwrap_or_default()
        })
    }

    /// A column; a broken one is of the first of everything, so that each entry still has its line.
    fn column(&self, column: SegmentColumn) -> &[u32] {
        let layers = [
            IndexSection::Brief,
            IndexSection::Record,
            IndexSection::Facts,
            IndexSection::Said,
            IndexSection::Date,
            IndexSection::From,
        ];
        let at = column as usize;
        self.columns[at].get_or_init(|| {
            let numbers = self.stack.section(layers[at]).and_then(|bytes| all_u32(&bytes));
            let numbers = numbers.filter(|numbers| numbers.len() == self.len() && self.is_fit(column, numbers));
            self.stack.sound(numbers).unwrap_or_else(|| vec![0; self.len()])
        })
    }

    /// Whether everything that a column names is there.
    fn is_fit(&self, column: SegmentColumn, numbers: &[u32]) -> bool {
        let most = match column {
            SegmentColumn::Brief => self.stack.layers.briefs,
            SegmentColumn::Said => self.tables().moments.len(),
            SegmentColumn::Date => self.tables().dates.len(),
            SegmentColumn::From => self.tables().sets.len(),
            SegmentColumn::Record => 3 << 30,
            SegmentColumn::Facts => return true,
        };
        numbers.iter().all(|number| (*number as usize) < most)
    }

    fn add_set(&self, layer: IndexSection, at: Range<u64>, set: &mut EntryIds) {
        let bytes = self.stack.read_of(layer, at);
        let _ = self.stack.sound(bytes.and_then(|bytes| read_into(&bytes, set)));
    }
}
