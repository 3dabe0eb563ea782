//! Where the parts of a segment lie in its bytes.

use std::io;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::bytes::{ByteReader, ByteSource, put_u64};

/// A part of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum IndexSection {
    /// What lists show of the entries, in the order in which they came.
    Excerpts,
    /// For each entry where its excerpt begins and ends.
    ExcerptsAt,
    /// For each entry its brief.
    Brief,
    /// For each entry its record.
    Record,
    /// For each entry its facts.
    Facts,
    /// For each entry when it was said, by the place of the moment.
    Said,
    /// For each entry the date that lists go by, by its place.
    Date,
    /// For each entry its sources, by the place of the set.
    From,
    /// The words of the entries, as numbers.
    Tokens,
    /// For each entry where its words end.
    TokensAt,
    Moments,
    Dates,
    /// Sets of sources.
    Sets,
    Sources,
    /// The things that each brief has.
    Held,
    Things,
    /// Each thing's ways, each with the place of its set of entries.
    Ways,
    /// The sets of entries that have a thing in a way.
    Named,
    Words,
    /// Where the set of entries of each word ends.
    WordsAt,
    /// The sets of entries that have a word.
    Having,
    /// Beginnings of words that are in many entries, each with the place of its set.
    Beginnings,
    /// The sets of entries that have a word with such a beginning.
    Begun,
}

impl IndexSection {
    const ALL: [Self; 23] = [
        Self::Excerpts,
        Self::ExcerptsAt,
        Self::Brief,
        Self::Record,
        Self::Facts,
        Self::Said,
        Self::Date,
        Self::From,
        Self::Tokens,
        Self::TokensAt,
        Self::Moments,
        Self::Dates,
        Self::Sets,
        Self::Sources,
        Self::Held,
        Self::Things,
        Self::Ways,
        Self::Named,
        Self::Words,
        Self::WordsAt,
        Self::Having,
        Self::Beginnings,
        Self::Begun,
    ];
}

/// Where all the layers of a segment end, each beginning where the one before ends.
#[derive(Debug, Clone)]
pub(super) struct SectionTable {
    ends: Vec<u64>,
    /// How many entries there are.
    pub(super) entries: usize,
    pub(super) briefs: usize,
}

/// The bytes of the table at the end.
const TABLE: u64 = (IndexSection::ALL.len() as u64 + 2) * 8;

impl SectionTable {
    /// Layers that are being written, the first of which has so many bytes.
    pub(super) fn begin(first: u64, entries: usize, briefs: usize) -> Self {
        Self { ends: vec![first], entries, briefs }
    }

    /// Writes the next layer.
    pub(super) fn write(&mut self, layer: IndexSection, bytes: &[u8], out: &mut impl io::Write) -> io::Result<()> {
        debug_assert_eq!(IndexSection::ALL.get(self.ends.len()), Some(&layer), "in their order");
        let before = self.ends.last().copied().unwrap_or_default();
        self.ends.push(before + bytes.len() as u64);
        out.write_all(bytes)
    }

    /// Writes the table behind all layers.
    pub(super) fn end(&self, out: &mut impl io::Write) -> io::Result<()> {
        let mut table = Vec::new();
        self.ends.iter().for_each(|end| put_u64(&mut table, *end));
        put_u64(&mut table, self.entries as u64);
        put_u64(&mut table, self.briefs as u64);
        out.write_all(&table)
    }

    /// The layers of some bytes; `None` where these are none.
    pub(super) fn parse(bytes: &dyn ByteSource) -> Option<Self> {
        let start = bytes.size().checked_sub(TABLE)?;
        let table = bytes.read(start..bytes.size()).ok()?;
        let mut taking = ByteReader(&table);
        let ends: Vec<u64> = IndexSection::ALL.iter().map(|_| taking.u64()).collect::<Option<_>>()?;
        let mut count = || taking.u64().filter(|count| *count <= start).and_then(|count| usize::try_from(count).ok());
        let (entries, briefs) = (count()?, count()?);
        (ends.is_sorted() && ends.last() == Some(&start)).then_some(Self { ends, entries, briefs })
    }

    /// Where a layer lies.
    pub(super) fn range(&self, layer: IndexSection) -> Range<u64> {
        let at = IndexSection::ALL.iter().position(|other| *other == layer).unwrap_or_default();
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        start..self.ends[at]
    }
}

/// Layers to read from, wherever their bytes lie.
#[derive(Debug)]
pub(super) struct SectionReader {
    bytes: Arc<dyn ByteSource>,
    pub(super) layers: SectionTable,
    /// Whether something in it was not what was written.
    broken: AtomicBool,
}

impl SectionReader {
    /// The layers of some bytes; `None` where these are none.
    pub(super) fn open(bytes: Arc<dyn ByteSource>) -> Option<Self> {
        Some(Self { layers: SectionTable::parse(&*bytes)?, bytes, broken: AtomicBool::new(false) })
    }

    /// Whether something that was read was not what was written.
    pub(super) fn is_broken(&self) -> bool {
        self.broken.load(Ordering::Relaxed)
    }

    /// What a layer has one after the other, each with the place of its set: from the end of the one before to its own.
    pub(super) fn ends_of<T>(
        &self,
        layer: IndexSection,
        take: impl Fn(&mut ByteReader<'_>) -> Option<T>,
    ) -> Option<Vec<(T, Range<u64>)>> {
        let mut start = 0;
        self.list(layer, |taking| {
            let (thing, end) = (take(taking)?, taking.u64()?);
            let at = start..end;
            start = end;
            Some((thing, at))
        })
    }

    /// Everything in a layer, one after the other.
    pub(super) fn list<T>(
        &self,
        layer: IndexSection,
        mut take: impl FnMut(&mut ByteReader<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let bytes = self.section(layer)?;
        let mut taking = ByteReader(&bytes);
        let mut all = Vec::new();
        while !taking.is_empty() {
            all.push(take(&mut taking)?);
        }
        Some(all)
    }

    pub(super) fn section(&self, layer: IndexSection) -> Option<Vec<u8>> {
        self.bytes.read(self.layers.range(layer)).ok()
    }

    /// A part of a layer.
    pub(super) fn read_of(&self, layer: IndexSection, at: Range<u64>) -> Option<Vec<u8>> {
        let whole = self.layers.range(layer);
        let (start, end) = (whole.start.checked_add(at.start)?, whole.start.checked_add(at.end)?);
        if start > end || end > whole.end {
            return None;
        }
        self.bytes.read(start..end).ok()
    }

    /// Remembers where there is nothing that something is broken.
    pub(super) fn sound<T>(&self, read: Option<T>) -> Option<T> {
        if read.is_none() {
            self.broken.store(true, Ordering::Relaxed);
        }
        read
    }
}
