//! Writes a segment from the documents of briefs. The output can be read only when `finish` has returned.

use std::cmp::Reverse;
use std::hash::Hash;
use std::io;

use hashbrown::HashMap;

use super::document::{IndexDocument, IndexEntry, ListDate, NameLink, TEXT_BREAK};
use super::document_rows::{DocumentRow, DocumentRows};
use super::facts::pack_record;
use super::interner::Interner;
use super::names_index::EntityTable;
use super::sections::{IndexSection, SectionTable};
use super::term_writer::TermWriter;
use crate::search::bytes::{encode_all, put_value};
use crate::search::dates::RecordDate;

/// Joins documents, in the order of their briefs. Excerpts are written to `out` at once; the rest stays in memory until
/// [`finish`](Self::finish), about as many bytes as the briefs have of text.
#[derive(Debug)]
pub struct SegmentWriter<W> {
    out: W,
    written: u64,
    entity_table: EntityTable,
    terms: Interner,
    rows: Vec<DocumentRow>,
    tokens: Vec<u32>,
    /// The number of the entity, and in the lowest five bits the relation.
    names: Vec<u32>,
    record_dates: InternTable<RecordDate>,
    list_dates: InternTable<ListDate>,
    source_sets: InternTable<Vec<u32>>,
    sources: Vec<u8>,
    source_count: u32,
    /// The entities of each brief.
    brief_entities: Vec<Vec<u32>>,
}

/// Distinct values, numbered in the order in which they are added.
#[derive(Debug)]
struct InternTable<T>(HashMap<T, u32>);

impl<T: Hash + Eq> InternTable<T> {
    fn intern(&mut self, value: T) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry(value).or_insert(next)
    }

    fn in_order(self) -> Vec<T> {
        let mut all: Vec<(T, u32)> = self.0.into_iter().collect();
        all.sort_unstable_by_key(|(_, number)| *number);
        all.into_iter().map(|(value, _)| value).collect()
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
            entity_table: EntityTable::default(),
            terms: Interner::default(),
            rows: Vec::new(),
            tokens: Vec::new(),
            names: Vec::new(),
            record_dates: InternTable::default(),
            list_dates: InternTable::default(),
            source_sets: InternTable::default(),
            sources: Vec::new(),
            source_count: 0,
            brief_entities: Vec::new(),
        }
    }

    /// Adds the document of the next brief.
    ///
    /// # Errors
    /// When the excerpts cannot be written.
    pub fn add(&mut self, document: IndexDocument) -> io::Result<()> {
        let brief = u32::try_from(self.brief_entities.len()).unwrap_or(u32::MAX);
        let entities: Vec<Option<u32>> =
            document.entities.into_iter().map(|entity| self.entity_table.insert_entity(entity)).collect();
        let terms: Vec<u32> = document.words.words().map(|word| self.terms.intern(word)).collect();
        let first_source = self.source_count;
        for source in &document.sources {
            let published = self.record_dates.intern(source.published.clone());
            put_value(&mut self.sources, &(brief, published, &source.id));
            self.source_count += 1;
        }
        self.tokens.extend(document.tokens.iter().map(|word| terms.get(*word as usize).copied().unwrap_or(TEXT_BREAK)));
        let name = |link: &NameLink| Some(entities[link.entity as usize]? << 5 | u32::from(link.relation.number()));
        let (first_token, first_excerpt) = (self.tokens.len() - document.tokens.len(), self.written);
        let (mut names_start, mut sources_start, mut excerpt_start) = (0, 0, 0);
        for entry in document.entries {
            self.names.extend(document.entry_names[names_start..entry.names_end].iter().filter_map(name));
            let sources = document.entry_sources[sources_start..entry.sources_end]
                .iter()
                .map(|source| first_source + source)
                .collect();
            let excerpt = (first_excerpt + excerpt_start as u64, u32::try_from(entry.excerpt_end - excerpt_start));
            (names_start, sources_start, excerpt_start) = (entry.names_end, entry.sources_end, entry.excerpt_end);
            let source_set = self.source_sets.intern(sources);
            self.push_row(brief, &entry, source_set);
            if let Some(row) = self.rows.last_mut() {
                row.tokens = first_token + entry.tokens_end;
                row.excerpt = (excerpt.0, excerpt.1.unwrap_or_default());
            }
        }
        self.brief_entities.push(entities.into_iter().flatten().collect());
        self.written += document.excerpts.len() as u64;
        self.out.write_all(&document.excerpts)
    }

    fn push_row(&mut self, brief: u32, entry: &IndexEntry, source_set: u32) {
        self.rows.push(DocumentRow {
            brief,
            record: pack_record(entry.record),
            facts: entry.facts.number(),
            record_date: self.record_dates.intern(entry.record_date.clone()),
            list_date: self.list_dates.intern(entry.list_date),
            by_id: entry.by_id,
            source_set,
            kind: entry.facts.rank(),
            tokens: 0,
            names: self.names.len(),
            excerpt: (0, 0),
        });
    }

    /// Writes the index of all briefs, and returns the output.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        let mut sections = SectionTable::begin(self.written, self.rows.len(), self.brief_entities.len());
        let dates = std::mem::take(&mut self.list_dates).in_order();
        let order = self.order(&dates);
        let mut out = self.out;
        let rows = DocumentRows { rows: &self.rows, order: &order };
        rows.write_columns(&mut sections, &mut out)?;
        let term_writer = TermWriter::new(&self.terms);
        let postings = rows.write_tokens(&self.tokens, &term_writer, (&mut sections, &mut out))?;
        drop(self.tokens);
        let record_dates = self.record_dates.in_order();
        sections.write(IndexSection::RecordDates, &encode_all(&record_dates, RecordDate::write), &mut out)?;
        sections.write(IndexSection::ListDates, &encode_all(&dates, |date, out| put_value(out, date)), &mut out)?;
        let source_sets = self.source_sets.in_order();
        sections.write(
            IndexSection::SourceSets,
            &encode_all(&source_sets, |set, out| put_value(out, set)),
            &mut out,
        )?;
        sections.write(IndexSection::Sources, &self.sources, &mut out)?;
        sections.write(
            IndexSection::BriefEntities,
            &encode_all(&self.brief_entities, |entities, out| put_value(out, entities)),
            &mut out,
        )?;
        let entities = self.entity_table.into_entities();
        sections.write(
            IndexSection::Entities,
            &encode_all(&entities, |entity, out| put_value(out, entity)),
            &mut out,
        )?;
        rows.write_names(&self.names, entities.len(), (&mut sections, &mut out))?;
        term_writer.write(&postings, rows.order.len(), (&mut sections, &mut out))?;
        sections.finish(&mut out)?;
        Ok(out)
    }

    /// The rows, newest first.
    fn order(&self, dates: &[ListDate]) -> Vec<u32> {
        let mut newest: Vec<usize> = (0..dates.len()).collect();
        newest.sort_unstable_by_key(|at| Reverse(dates[*at]));
        let mut rank = vec![0_u32; dates.len()];
        for (position, at) in (0..).zip(newest) {
            rank[at] = position;
        }
        let mut order: Vec<u32> = (0..).zip(&self.rows).map(|(at, _)| at).collect();
        order.sort_unstable_by_key(|at| {
            let row = &self.rows[*at as usize];
            (rank[row.list_date as usize], row.kind, row.brief, row.by_id)
        });
        order
    }
}
