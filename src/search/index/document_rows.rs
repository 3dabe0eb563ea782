//! Writes the rows of a segment, newest first: columns, tokens and postings. It never reads a brief.

use std::io;

use super::postings::PostingsBuilder;
use super::sections::{IndexSection, SectionTable, SectionWriter};
use super::term_writer::TermWriter;
use crate::search::bytes::{put_u32, put_u64, put_varint};

/// An entry in the order in which it was added.
#[derive(Debug)]
pub(super) struct DocumentRow {
    pub(super) brief: u32,
    pub(super) record: u32,
    pub(super) facts: u32,
    pub(super) record_date: u32,
    pub(super) list_date: u32,
    pub(super) by_id: u32,
    pub(super) source_set: u32,
    /// The rank of its kind among records of the same date.
    pub(super) kind: u32,
    /// The ends of its tokens and names; they begin where those of the row before end.
    pub(super) tokens: usize,
    pub(super) names: usize,
    pub(super) excerpt: (u64, u32),
}

/// The value of a row in a column.
type RowField = fn(&DocumentRow) -> u32;

/// The rows, and the order in which they are written.
pub(super) struct DocumentRows<'a> {
    pub(super) rows: &'a [DocumentRow],
    pub(super) order: &'a [u32],
}

impl DocumentRows<'_> {
    /// The rows, newest first, each with the row that was added before it.
    fn each(&self) -> impl Iterator<Item = (&DocumentRow, Option<&DocumentRow>)> {
        let before = |at: u32| at.checked_sub(1).map(|before| &self.rows[before as usize]);
        self.order.iter().map(move |at| (&self.rows[*at as usize], before(*at)))
    }

    pub(super) fn write_columns(&self, sections: &mut SectionTable, out: &mut impl io::Write) -> io::Result<()> {
        let mut at = Vec::new();
        for (row, _) in self.each() {
            put_u64(&mut at, row.excerpt.0);
            put_u64(&mut at, row.excerpt.0 + u64::from(row.excerpt.1));
        }
        sections.write(IndexSection::ExcerptRanges, &at, out)?;
        let columns: [(IndexSection, RowField); 6] = [
            (IndexSection::Brief, |row| row.brief),
            (IndexSection::Record, |row| row.record),
            (IndexSection::Facts, |row| row.facts),
            (IndexSection::RecordDate, |row| row.record_date),
            (IndexSection::ListDate, |row| row.list_date),
            (IndexSection::SourceSet, |row| row.source_set),
        ];
        for (section, value) in columns {
            let mut column = Vec::with_capacity(4 * self.order.len());
            self.each().for_each(|(row, _)| put_u32(&mut column, value(row)));
            sections.write(section, &column, out)?;
        }
        Ok(())
    }

    /// Writes the tokens of the entries, and returns the postings of each term, in alphabetical order.
    pub(super) fn write_tokens(
        &self,
        tokens: &[u32],
        terms: &TermWriter<'_>,
        (sections, out): SectionWriter<'_, impl io::Write>,
    ) -> io::Result<Vec<PostingsBuilder>> {
        let mut postings = vec![PostingsBuilder::default(); terms.terms.len()];
        let (mut bytes, mut ends) = (Vec::new(), Vec::new());
        for (entry, (row, before)) in (0..).zip(self.each()) {
            for token in &tokens[before.map_or(0, |before| before.tokens)..row.tokens] {
                match terms.positions.get(*token as usize) {
                    Some(position) => {
                        postings[*position as usize].add(entry);
                        put_varint(&mut bytes, position + 1);
                    }
                    None => put_varint(&mut bytes, 0),
                }
            }
            put_u64(&mut ends, bytes.len() as u64);
        }
        sections.write(IndexSection::Tokens, &bytes, out)?;
        sections.write(IndexSection::TokenEnds, &ends, out)?;
        Ok(postings)
    }

    /// Writes the relations of each entity, and the postings of each relation.
    pub(super) fn write_names(
        &self,
        names: &[u32],
        entities: usize,
        (sections, out): SectionWriter<'_, impl io::Write>,
    ) -> io::Result<()> {
        let mut postings: Vec<Vec<(u8, PostingsBuilder)>> = vec![Vec::new(); entities];
        for (entry, (row, before)) in (0..).zip(self.each()) {
            for name in &names[before.map_or(0, |before| before.names)..row.names] {
                let relations = &mut postings[(name >> 5) as usize];
                let relation = (name & 31).to_le_bytes()[0];
                let at = relations.iter().position(|(other, _)| *other == relation).unwrap_or_else(|| {
                    relations.push((relation, PostingsBuilder::default()));
                    relations.len() - 1
                });
                relations[at].1.add(entry);
            }
        }
        let (mut relations, mut encoded) = (Vec::new(), Vec::new());
        for relations_of_entity in &postings {
            put_varint(&mut relations, u32::try_from(relations_of_entity.len()).unwrap_or_default());
            for (relation, entries) in relations_of_entity {
                relations.push(*relation);
                entries.write(self.order.len(), &mut encoded);
                put_u64(&mut relations, encoded.len() as u64);
            }
        }
        sections.write(IndexSection::Relations, &relations, out)?;
        sections.write(IndexSection::EntityPostings, &encoded, out)
    }
}
