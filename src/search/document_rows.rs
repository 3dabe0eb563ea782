//! The entries of a segment as they came, written newest first: their columns, their words and their names.

use std::io;

use super::bytes::{put_short, put_u32, put_u64};
use super::postings::PostingsBuilder;
use super::sections::{IndexSection, SectionTable};
use super::term_writer::TermWriter;

/// An entry as it came.
#[derive(Debug)]
pub(super) struct DocumentRow {
    pub(super) brief: u32,
    pub(super) record: u32,
    pub(super) facts: u32,
    pub(super) said: u32,
    pub(super) date: u32,
    pub(super) by_id: u32,
    pub(super) from: u32,
    /// Among those of one date.
    pub(super) kind: u32,
    /// The ends of its words and names.
    pub(super) tokens: usize,
    pub(super) names: usize,
    pub(super) excerpt: (u64, u32),
}

/// The layers that are written, and where to.
pub(super) type SectionWriter<'a, W> = (&'a mut SectionTable, &'a mut W);

/// What a column has of a row.
type RowField = fn(&DocumentRow) -> u32;

/// Rows in their order.
pub(super) struct DocumentRows<'a> {
    pub(super) rows: &'a [DocumentRow],
    pub(super) order: &'a [u32],
}

impl DocumentRows<'_> {
    /// The rows, newest first, each with the one that came before it.
    fn each(&self) -> impl Iterator<Item = (&DocumentRow, Option<&DocumentRow>)> {
        let before = |at: u32| at.checked_sub(1).map(|before| &self.rows[before as usize]);
        self.order.iter().map(move |at| (&self.rows[*at as usize], before(*at)))
    }

    pub(super) fn write_columns(&self, layers: &mut SectionTable, out: &mut impl io::Write) -> io::Result<()> {
        let mut at = Vec::new();
        for (row, _) in self.each() {
            put_u64(&mut at, row.excerpt.0);
            put_u64(&mut at, row.excerpt.0 + u64::from(row.excerpt.1));
        }
        layers.write(IndexSection::ExcerptsAt, &at, out)?;
        let columns: [(IndexSection, RowField); 6] = [
            (IndexSection::Brief, |row| row.brief),
            (IndexSection::Record, |row| row.record),
            (IndexSection::Facts, |row| row.facts),
            (IndexSection::Said, |row| row.said),
            (IndexSection::Date, |row| row.date),
            (IndexSection::From, |row| row.from),
        ];
        for (layer, of) in columns {
            let mut column = Vec::with_capacity(4 * self.order.len());
            self.each().for_each(|(row, _)| put_u32(&mut column, of(row)));
            layers.write(layer, &column, out)?;
        }
        Ok(())
    }

    /// Writes the words of the entries; for each word, in the order of the alphabet, the entries that have it.
    pub(super) fn write_tokens(
        &self,
        tokens: &[u32],
        vocabulary: &TermWriter<'_>,
        (layers, out): SectionWriter<'_, impl io::Write>,
    ) -> io::Result<Vec<PostingsBuilder>> {
        let mut having = vec![PostingsBuilder::default(); vocabulary.words.len()];
        let (mut bytes, mut ends) = (Vec::new(), Vec::new());
        for (entry, (row, before)) in (0..).zip(self.each()) {
            for token in &tokens[before.map_or(0, |before| before.tokens)..row.tokens] {
                match vocabulary.places.get(*token as usize) {
                    Some(place) => {
                        having[*place as usize].add(entry);
                        put_short(&mut bytes, place + 1);
                    }
                    None => put_short(&mut bytes, 0),
                }
            }
            put_u64(&mut ends, bytes.len() as u64);
        }
        layers.write(IndexSection::Tokens, &bytes, out)?;
        layers.write(IndexSection::TokensAt, &ends, out)?;
        Ok(having)
    }

    /// Writes for each thing how entries have it, and which do.
    pub(super) fn write_names(
        &self,
        names: &[u32],
        things: usize,
        (layers, out): SectionWriter<'_, impl io::Write>,
    ) -> io::Result<()> {
        let mut having: Vec<Vec<(u8, PostingsBuilder)>> = vec![Vec::new(); things];
        for (entry, (row, before)) in (0..).zip(self.each()) {
            for name in &names[before.map_or(0, |before| before.names)..row.names] {
                let ways = &mut having[(name >> 5) as usize];
                let how = (name & 31).to_le_bytes()[0];
                let at = ways.iter().position(|(other, _)| *other == how).unwrap_or_else(|| {
                    ways.push((how, PostingsBuilder::default()));
                    ways.len() - 1
                });
                ways[at].1.add(entry);
            }
        }
        let (mut ways, mut sets) = (Vec::new(), Vec::new());
        for of_thing in &having {
            put_short(&mut ways, u32::try_from(of_thing.len()).unwrap_or_default());
            for (how, entries) in of_thing {
                ways.push(*how);
                entries.write(self.order.len(), &mut sets);
                put_u64(&mut ways, sets.len() as u64);
            }
        }
        layers.write(IndexSection::Ways, &ways, out)?;
        layers.write(IndexSection::Named, &sets, out)
    }
}
