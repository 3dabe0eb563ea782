//! The words of all entries, written so that one or all that begin alike are soon found.

use std::io;

use super::bytes::{put_text, put_u64};
use super::document_rows::SectionWriter;
use super::pool::Pool;
use super::postings::{EntryIds, PostingsBuilder, write_bits};
use super::sections::IndexSection;
use super::segment_writer::listed;

/// The words of all entries.
pub(super) struct TermWriter<'p> {
    /// In the order of the alphabet.
    pub(super) words: Vec<&'p str>,
    /// For each word, as it was met, its place among these.
    pub(super) places: Vec<u32>,
}

/// Beginnings up to this length have a set of their own, where so much of the entries has a word with it that the sets of the words
/// would take long to join.
const LONGEST_BEGINNING: usize = 4;
const OFTEN: usize = 4;

impl<'p> TermWriter<'p> {
    pub(super) fn new(pool: &'p Pool) -> Self {
        let mut words: Vec<(&str, u32)> = pool.words().zip(0..).collect();
        words.sort_unstable();
        let mut places = vec![0; words.len()];
        for (place, (_, met)) in (0..).zip(&words) {
            places[*met as usize] = place;
        }
        Self { words: words.into_iter().map(|(word, _)| word).collect(), places }
    }

    pub(super) fn write(
        &self,
        having: &[PostingsBuilder],
        entries: usize,
        (layers, out): SectionWriter<'_, impl io::Write>,
    ) -> io::Result<()> {
        layers.write(IndexSection::Words, &listed(&self.words, |word, out| put_text(out, word)), out)?;
        let (mut sets, mut ends) = (Vec::new(), Vec::new());
        for set in having {
            set.write(entries, &mut sets);
            put_u64(&mut ends, sets.len() as u64);
        }
        layers.write(IndexSection::WordsAt, &ends, out)?;
        layers.write(IndexSection::Having, &sets, out)?;
        let (mut beginnings, mut begun) = (Vec::new(), Vec::new());
        for length in 1..=LONGEST_BEGINNING {
            let all: Vec<(&str, &PostingsBuilder)> = self.words.iter().copied().zip(having).collect();
            for alike in all.chunk_by(|(one, _), (other, _)| one.get(..length) == other.get(..length)) {
                let often = alike.iter().map(|(_, set)| set.count()).sum::<usize>() * OFTEN > entries;
                let Some(beginning) = alike[0].0.get(..length).filter(|_| often && alike.len() > 1) else { continue };
                let mut set = EntryIds::with_capacity(entries);
                for (_, each) in alike {
                    each.add_to(&mut set);
                }
                write_bits(&set, &mut begun);
                put_text(&mut beginnings, beginning);
                put_u64(&mut beginnings, begun.len() as u64);
            }
        }
        layers.write(IndexSection::Beginnings, &beginnings, out)?;
        layers.write(IndexSection::Begun, &begun, out)
    }
}
