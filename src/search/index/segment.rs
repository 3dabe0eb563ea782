//! A segment of the inverted index: briefs that can be searched. It reads only what a query needs, and trusts nothing that it reads.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::document::ListDate;
use super::excerpt::Excerpt;
use super::facts::{RecordFacts, RecordKind, unpack_record};
use super::names_index::NamedEntity;
use super::postings::{EntryIds, read_into};
use super::relation::Relation;
use super::sections::{IndexSection, SectionReader};
use super::term_dictionary::{TermDictionary, TermPhrase};
use crate::model::Record;
use crate::search::bytes::{ByteReader, ByteSource, all_u32, all_u64};
use crate::search::dates::RecordDate;

/// A segment: the index of some briefs, whose bytes are in memory or in a file.
#[derive(Debug)]
pub struct Segment {
    sections: SectionReader,
    /// The columns with one number for each entry, from `Brief` to `SourceSet`.
    columns: [OnceLock<Vec<u32>>; 6],
    excerpt_ranges: OnceLock<Vec<u64>>,
    tokens: OnceLock<(Vec<u8>, Vec<u64>)>,
    terms: OnceLock<TermDictionary>,
    names: OnceLock<Vec<RelationPostings>>,
    tables: OnceLock<SourceTables>,
    others: OnceLock<[EntryIds; 2]>,
}

/// The relations of an entity to entries, each with the range of its postings.
type RelationPostings = Vec<(Relation, Range<u64>)>;

/// The tables that the columns of a segment refer to by position.
#[derive(Debug, Default)]
pub(in crate::search) struct SourceTables {
    pub(in crate::search) record_dates: Vec<RecordDate>,
    pub(in crate::search) list_dates: Vec<ListDate>,
    /// Sets of sources, by their positions.
    pub(in crate::search) source_sets: Vec<Vec<u32>>,
    pub(in crate::search) sources: Vec<SegmentSource>,
}

/// A source of a segment.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::search) struct SegmentSource {
    pub(in crate::search) brief: u32,
    /// The position of the date of publication in `record_dates`.
    pub(in crate::search) published: u32,
    pub(in crate::search) id: String,
}

impl Segment {
    /// Opens what [`SegmentWriter`](super::SegmentWriter) wrote; `None` if it is something else. Most sections are read later. A section
    /// that turns out to be damaged counts as empty, and [`is_broken`](Self::is_broken) reports it.
    pub fn open(bytes: Arc<dyn ByteSource>) -> Option<Self> {
        Some(Self {
            sections: SectionReader::open(bytes)?,
            columns: Default::default(),
            excerpt_ranges: OnceLock::new(),
            tokens: OnceLock::new(),
            terms: OnceLock::new(),
            names: OnceLock::new(),
            tables: OnceLock::new(),
            others: OnceLock::new(),
        })
    }

    /// Whether damaged data was read, so that answers may be wrong.
    pub fn is_broken(&self) -> bool {
        self.sections.is_broken()
    }

    /// The number of briefs.
    pub fn briefs(&self) -> usize {
        self.sections.table.briefs
    }

    /// The number of entries.
    pub(in crate::search) const fn len(&self) -> usize {
        self.sections.table.entries
    }

    /// The empty set of entries.
    pub(in crate::search) fn empty_set(&self) -> EntryIds {
        EntryIds::with_capacity(self.len())
    }

    /// The brief and the record of an entry.
    pub(in crate::search) fn record(&self, entry: usize) -> (u32, Record) {
        (self.brief(entry), unpack_record(self.column(IndexSection::Record)[entry]))
    }

    /// The position of an entry's brief in the segment.
    pub(in crate::search) fn brief(&self, entry: usize) -> u32 {
        self.column(IndexSection::Brief)[entry]
    }

    pub(in crate::search) fn facts(&self, entry: usize) -> RecordFacts {
        RecordFacts::from_number(self.column(IndexSection::Facts)[entry])
    }

    /// The events, and the claims; all other entries are statements.
    pub(in crate::search) fn others(&self) -> &[EntryIds; 2] {
        self.others.get_or_init(|| {
            [RecordKind::Event, RecordKind::Claim].map(|kind| {
                let mut entries = self.empty_set();
                entries.extend((0..self.len()).filter(|entry| self.facts(*entry).is_kind(kind)));
                entries
            })
        })
    }

    /// The position of the entry's date in [`SourceTables::record_dates`].
    pub(in crate::search) fn record_date_index(&self, entry: usize) -> usize {
        self.column(IndexSection::RecordDate)[entry] as usize
    }

    /// The position of the entry's sources in [`SourceTables::source_sets`].
    pub(in crate::search) fn source_set_index(&self, entry: usize) -> usize {
        self.column(IndexSection::SourceSet)[entry] as usize
    }

    /// The date that lists sort by.
    pub(in crate::search) fn list_date(&self, entry: usize) -> ListDate {
        self.tables().list_dates.get(self.column(IndexSection::ListDate)[entry] as usize).copied().flatten()
    }

    /// The excerpt of an entry.
    pub(in crate::search) fn excerpt(&self, entry: usize) -> Option<Excerpt> {
        let at = self.excerpt_ranges.get_or_init(|| {
            let at = self.sections.read_section(IndexSection::ExcerptRanges).and_then(|bytes| all_u64(&bytes));
            self.sections.or_mark_broken(at.filter(|at| at.len() == 2 * self.len())).unwrap_or_default()
        });
        let [start, end] = *at.get(2 * entry..2 * entry + 2)? else { return None };
        let bytes = self.sections.read_range(IndexSection::Excerpts, start..end);
        self.sections.or_mark_broken(bytes.and_then(|bytes| ByteReader(&bytes).value()))
    }

    /// The tables that the columns refer to.
    pub(in crate::search) fn tables(&self) -> &SourceTables {
        self.tables.get_or_init(|| self.sections.or_mark_broken(self.read_tables()).unwrap_or_default())
    }

    fn read_tables(&self) -> Option<SourceTables> {
        let tables = SourceTables {
            record_dates: self.sections.list(IndexSection::RecordDates, RecordDate::read)?,
            list_dates: self.sections.list(IndexSection::ListDates, read_date)?,
            source_sets: self.sections.values(IndexSection::SourceSets)?,
            sources: self.sections.values(IndexSection::Sources)?,
        };
        let sources = tables.sources.len();
        let are_valid = tables.source_sets.iter().flatten().all(|source| (*source as usize) < sources)
            && tables.sources.iter().all(|source| {
                (source.brief as usize) < self.sections.table.briefs
                    && (source.published as usize) < tables.record_dates.len()
            });
        are_valid.then_some(tables)
    }

    /// The entities, in order.
    pub(in crate::search) fn entities(&self) -> Vec<NamedEntity> {
        self.sections.or_mark_broken(self.sections.values(IndexSection::Entities)).unwrap_or_default()
    }

    /// The entities of each brief.
    pub(in crate::search) fn brief_entities(&self) -> Vec<Vec<u32>> {
        self.sections.or_mark_broken(self.sections.values(IndexSection::BriefEntities)).unwrap_or_default()
    }

    /// Adds the entries that have an entity in a relation for which `accepts` is true.
    pub(in crate::search) fn add_entity_postings(
        &self,
        entity: usize,
        accepts: impl Fn(Relation) -> bool,
        set: &mut EntryIds,
    ) {
        let names = self.names.get_or_init(|| self.sections.or_mark_broken(self.read_names()).unwrap_or_default());
        for (_, at) in names.get(entity).into_iter().flatten().filter(|(relation, _)| accepts(*relation)) {
            self.add_postings(IndexSection::EntityPostings, at.clone(), set);
        }
    }

    fn read_names(&self) -> Option<Vec<RelationPostings>> {
        let mut start = 0;
        self.sections.list(IndexSection::Relations, |reader| {
            let relations = (0..reader.varint()?).map(|_| {
                let (relation, end) = (Relation::from_number(reader.byte()?)?, reader.u64()?);
                let at = start..end;
                start = end;
                Some((relation, at))
            });
            relations.collect()
        })
    }

    /// Looks up a term in the term dictionary and adds the entries that have it; if `is_prefix`, those that have a term with this beginning.
    pub(in crate::search) fn collect_term_postings(&self, term: &str, is_prefix: bool, set: &mut EntryIds) {
        let terms = self.terms();
        if let Some(at) = terms.prefix_postings(term).filter(|_| is_prefix) {
            return self.add_postings(IndexSection::PrefixPostings, at, set);
        }
        let ranges = terms.postings_of(terms.range_of(term, is_prefix));
        let (Some(first), Some(last)) = (ranges.first(), ranges.last()) else { return };
        let Some(bytes) =
            self.sections.or_mark_broken(self.sections.read_range(IndexSection::TermPostings, first.start..last.end))
        else {
            return;
        };
        for at in &ranges {
            let range = [at.start, at.end].map(|at| usize::try_from(at - first.start).unwrap_or(usize::MAX));
            let _ = self.sections.or_mark_broken(bytes.get(range[0]..range[1]).and_then(|bytes| read_into(bytes, set)));
        }
    }

    /// Whether an entry has the term.
    pub(in crate::search) fn has_term(&self, term: &str) -> bool {
        !self.terms().range_of(term, false).is_empty()
    }

    fn terms(&self) -> &TermDictionary {
        self.terms.get_or_init(|| self.sections.or_mark_broken(self.read_terms()).unwrap_or_default())
    }

    fn read_terms(&self) -> Option<TermDictionary> {
        let prefixes = self.sections.values_with_ranges(IndexSection::Prefixes)?;
        TermDictionary::read(
            &self.sections.read_section(IndexSection::Terms)?,
            all_u64(&self.sections.read_section(IndexSection::TermPostingEnds)?)?,
            prefixes,
        )
    }

    /// A phrase to search for; if `is_prefix`, its last word matches by its beginning.
    pub(in crate::search) fn phrase(&self, words: &[&str], is_prefix: bool) -> TermPhrase {
        self.terms().phrase(words, is_prefix)
    }

    /// Whether an entry has the phrase.
    pub(in crate::search) fn has_phrase(&self, entry: usize, phrase: &TermPhrase) -> bool {
        let (bytes, ends) = self.tokens();
        let start = entry.checked_sub(1).map_or(Some(0), |before| ends.get(before).copied());
        let range = start.zip(ends.get(entry).copied());
        let range = range.and_then(|(start, end)| Some(usize::try_from(start).ok()?..usize::try_from(end).ok()?));
        range.and_then(|range| bytes.get(range)).is_some_and(|tokens| phrase.is_in(tokens))
    }

    fn tokens(&self) -> &(Vec<u8>, Vec<u64>) {
        self.tokens.get_or_init(|| {
            let ends = self.sections.read_section(IndexSection::TokenEnds).and_then(|bytes| all_u64(&bytes));
            let tokens =
                self.sections.read_section(IndexSection::Tokens).zip(ends.filter(|ends| ends.len() == self.len()));
            self.sections.or_mark_broken(tokens).unwrap_or_default()
        })
    }

    /// Reads a column, one of the sections from `Brief` to `SourceSet`; a broken one is all zeros, so that every entry still has a value.
    fn column(&self, column: IndexSection) -> &[u32] {
        self.columns[column as usize - IndexSection::Brief as usize].get_or_init(|| {
            let numbers = self.sections.read_section(column).and_then(|bytes| all_u32(&bytes));
            let numbers = numbers.filter(|numbers| numbers.len() == self.len() && self.is_valid(column, numbers));
            self.sections.or_mark_broken(numbers).unwrap_or_else(|| vec![0; self.len()])
        })
    }

    /// Whether every number of a column is a valid position.
    fn is_valid(&self, column: IndexSection, numbers: &[u32]) -> bool {
        // The tables are read for the columns that refer to them alone.
        let limit = if column == IndexSection::Brief {
            self.sections.table.briefs
        } else if column == IndexSection::RecordDate {
            self.tables().record_dates.len()
        } else if column == IndexSection::ListDate {
            self.tables().list_dates.len()
        } else if column == IndexSection::SourceSet {
            self.tables().source_sets.len()
        } else if column == IndexSection::Record {
            3 << 30
        } else {
            return true;
        };
        numbers.iter().all(|number| (*number as usize) < limit)
    }

    fn add_postings(&self, section: IndexSection, at: Range<u64>, set: &mut EntryIds) {
        let bytes = self.sections.read_range(section, at);
        let _ = self.sections.or_mark_broken(bytes.and_then(|bytes| read_into(&bytes, set)));
    }
}

fn read_date(reader: &mut ByteReader<'_>) -> Option<ListDate> {
    reader.value()
}
