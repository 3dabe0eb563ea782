//! The sections of a segment, and the table of where they end. It does not know what the sections mean.

use std::io;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::de::DeserializeOwned;

use crate::search::bytes::{ByteReader, ByteSource, put_u64};

/// A section of a segment, in the order of the file. What is stored "for each entry" is in the order of the entries, newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum IndexSection {
    /// The excerpts of the entries, in the order in which they were added.
    Excerpts,
    /// For each entry where its excerpt begins and ends.
    ExcerptRanges,
    /// For each entry the position of its brief.
    Brief,
    /// For each entry its kind and position in the brief.
    Record,
    /// For each entry its facts.
    Facts,
    /// For each entry its date, as a position in `RecordDates`.
    RecordDate,
    /// For each entry the date that lists sort by, as a position in `ListDates`.
    ListDate,
    /// For each entry its sources, as a position in `SourceSets`.
    SourceSet,
    /// The terms of the entries, as positions in `Terms`.
    Tokens,
    /// For each entry where its tokens end.
    TokenEnds,
    RecordDates,
    ListDates,
    /// The distinct sets of sources.
    SourceSets,
    Sources,
    /// The entities of each brief.
    BriefEntities,
    Entities,
    /// The relations of each entity, each with the end of its postings.
    Relations,
    /// The postings of each relation of an entity.
    EntityPostings,
    Terms,
    /// For each term where its postings end.
    TermPostingEnds,
    /// The postings of each term.
    TermPostings,
    /// Frequent beginnings of terms, each with the end of its postings.
    Prefixes,
    /// The postings of each frequent beginning.
    PrefixPostings,
}

/// The number of sections.
const SECTIONS: usize = IndexSection::PrefixPostings as usize + 1;

/// The ends of all sections; each section begins where the one before ends.
#[derive(Debug, Clone)]
pub(super) struct SectionTable {
    ends: Vec<u64>,
    /// The number of entries.
    pub(super) entries: usize,
    pub(super) briefs: usize,
}

/// The size of the table at the end, in bytes.
const TABLE_SIZE: u64 = (SECTIONS as u64 + 2) * 8;

impl SectionTable {
    /// The table of a segment whose first section, the excerpts, is written and has `first` bytes.
    pub(super) fn begin(first: u64, entries: usize, briefs: usize) -> Self {
        Self { ends: vec![first], entries, briefs }
    }

    /// Writes the next section.
    pub(super) fn write(&mut self, section: IndexSection, bytes: &[u8], out: &mut impl io::Write) -> io::Result<()> {
        debug_assert_eq!(self.ends.len(), section as usize, "in order");
        let before = self.ends.last().copied().unwrap_or_default();
        self.ends.push(before + bytes.len() as u64);
        out.write_all(bytes)
    }

    /// Writes the table behind all sections.
    pub(super) fn finish(&self, out: &mut impl io::Write) -> io::Result<()> {
        let mut table = Vec::new();
        self.ends.iter().for_each(|end| put_u64(&mut table, *end));
        put_u64(&mut table, self.entries as u64);
        put_u64(&mut table, self.briefs as u64);
        out.write_all(&table)
    }

    /// Reads the table; `None` if the bytes are no segment.
    pub(super) fn parse(bytes: &dyn ByteSource) -> Option<Self> {
        let start = bytes.size().checked_sub(TABLE_SIZE)?;
        let table = bytes.read(start..bytes.size()).ok()?;
        let mut reader = ByteReader(&table);
        let ends: Vec<u64> = (0..SECTIONS).map(|_| reader.u64()).collect::<Option<_>>()?;
        let mut count = || reader.u64().filter(|count| *count <= start).and_then(|count| usize::try_from(count).ok());
        let (entries, briefs) = (count()?, count()?);
        (ends.is_sorted() && ends.last() == Some(&start)).then_some(Self { ends, entries, briefs })
    }

    /// The bytes of a section.
    pub(super) fn range(&self, section: IndexSection) -> Range<u64> {
        let at = section as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        start..self.ends[at]
    }
}

/// The section table, and the output.
pub(super) type SectionWriter<'a, W> = (&'a mut SectionTable, &'a mut W);

/// Reads the sections of a segment.
#[derive(Debug)]
pub(super) struct SectionReader {
    bytes: Arc<dyn ByteSource>,
    pub(super) table: SectionTable,
    /// Whether damaged data was read.
    broken: AtomicBool,
}

impl SectionReader {
    /// Opens a segment; `None` if the bytes are none.
    pub(super) fn open(bytes: Arc<dyn ByteSource>) -> Option<Self> {
        Some(Self { table: SectionTable::parse(&*bytes)?, bytes, broken: AtomicBool::new(false) })
    }

    /// Whether damaged data was read.
    pub(super) fn is_broken(&self) -> bool {
        self.broken.load(Ordering::Relaxed)
    }

    /// Reads the values of a section, each with the range of its postings: from the end of the value before to its own.
    pub(super) fn values_with_ranges<T: DeserializeOwned>(
        &self,
        section: IndexSection,
    ) -> Option<Vec<(T, Range<u64>)>> {
        let mut start = 0;
        self.list(section, |reader| {
            let (value, end) = (read_value(reader)?, reader.u64()?);
            let at = start..end;
            start = end;
            Some((value, at))
        })
    }

    /// Reads all values of a section.
    pub(super) fn values<T: DeserializeOwned>(&self, section: IndexSection) -> Option<Vec<T>> {
        self.list(section, read_value)
    }

    /// Reads all items of a section.
    pub(super) fn list<T>(
        &self,
        section: IndexSection,
        mut take: impl FnMut(&mut ByteReader<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let bytes = self.read_section(section)?;
        let mut reader = ByteReader(&bytes);
        let mut all = Vec::new();
        while !reader.is_empty() {
            all.push(take(&mut reader)?);
        }
        Some(all)
    }

    pub(super) fn read_section(&self, section: IndexSection) -> Option<Vec<u8>> {
        self.bytes.read(self.table.range(section)).ok()
    }

    /// Reads a part of a section.
    pub(super) fn read_range(&self, section: IndexSection, at: Range<u64>) -> Option<Vec<u8>> {
        let whole = self.table.range(section);
        let (start, end) = (whole.start.checked_add(at.start)?, whole.start.checked_add(at.end)?);
        if start > end || end > whole.end {
            return None;
        }
        self.bytes.read(start..end).ok()
    }

    /// Marks the segment as broken if `read` is `None`.
    pub(super) fn or_mark_broken<T>(&self, read: Option<T>) -> Option<T> {
        if read.is_none() {
            self.broken.store(true, Ordering::Relaxed);
        }
        read
    }
}

fn read_value<T: DeserializeOwned>(reader: &mut ByteReader<'_>) -> Option<T> {
    reader.value()
}
