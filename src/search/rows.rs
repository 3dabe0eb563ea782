//! The entries of a segment as they came, written newest first: their columns, their words and their names.

use std::io;

use super::bytes::{put_short, put_u32, put_u64};
use super::layers::{Layer, Layers};
use super::sets::Growing;
use super::vocabulary::Vocabulary;

/// An entry as it came.
#[derive(Debug)]
pub(super) struct Row {
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
pub(super) type Place<'a, W> = (&'a mut Layers, &'a mut W);

/// What a column has of a row.
type Field = fn(&Row) -> u32;

/// Rows in their order.
pub(super) struct Rows<'a> {
    pub(super) rows: &'a [Row],
    pub(super) order: &'a [u32],
}

impl Rows<'_> {
    /// The rows, newest first, each with the one that came before it.
    fn each(&self) -> impl Iterator<Item = (&Row, Option<&Row>)> {
        let before = |at: u32| at.checked_sub(1).map(|before| &self.rows[before as usize]);
        self.order.iter().map(move |at| (&self.rows[*at as usize], before(*at)))
    }

    pub(super) fn write_columns(&self, layers: &mut Layers, out: &mut impl io::Write) -> io::Result<()> {
        let mut at = Vec::new();
        for (row, _) in self.each() {
            put_u64(&mut at, row.excerpt.0);
            put_u64(&mut at, row.excerpt.0 + u64::from(row.excerpt.1));
        }
        layers.write(Layer::ExcerptsAt, &at, out)?;
        let columns: [(Layer, Field); 6] = [
            (Layer::Brief, |row| row.brief),
            (Layer::Record, |row| row.record),
            (Layer::Facts, |row| row.facts),
            (Layer::Said, |row| row.said),
            (Layer::Date, |row| row.date),
            (Layer::From, |row| row.from),
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
        vocabulary: &Vocabulary<'_>,
        (layers, out): Place<'_, impl io::Write>,
    ) -> io::Result<Vec<Growing>> {
        let mut having = vec![Growing::default(); vocabulary.words.len()];
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
        layers.write(Layer::Tokens, &bytes, out)?;
        layers.write(Layer::TokensAt, &ends, out)?;
        Ok(having)
    }

    /// Writes for each thing how entries have it, and which do.
    pub(super) fn write_names(
        &self,
        names: &[u32],
        things: usize,
        (layers, out): Place<'_, impl io::Write>,
    ) -> io::Result<()> {
        let mut having: Vec<Vec<(u8, Growing)>> = vec![Vec::new(); things];
        for (entry, (row, before)) in (0..).zip(self.each()) {
            for name in &names[before.map_or(0, |before| before.names)..row.names] {
                let ways = &mut having[(name >> 5) as usize];
                let how = (name & 31).to_le_bytes()[0];
                let at = ways.iter().position(|(other, _)| *other == how).unwrap_or_else(|| {
                    ways.push((how, Growing::default()));
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
        layers.write(Layer::Ways, &ways, out)?;
        layers.write(Layer::Named, &sets, out)
    }
}
