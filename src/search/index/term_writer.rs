//! Writes the term dictionary of a segment, with the postings of each term and of frequent prefixes.

use std::io;

use super::interner::Interner;
use super::postings::{EntryIds, PostingsBuilder, write_bits};
use super::sections::{IndexSection, SectionWriter};
use crate::search::bytes::{encode_all, put_u64, put_value};

/// The terms of all entries.
pub(super) struct TermWriter<'p> {
    /// In alphabetical order.
    pub(super) terms: Vec<&'p str>,
    /// For each word, by its number in the interner, its position among the terms.
    pub(super) positions: Vec<u32>,
}

/// Prefixes up to this length have postings of their own, if their terms have so many postings that joining these would take long.
const LONGEST_PREFIX: usize = 4;
const FREQUENT: usize = 4;

impl<'p> TermWriter<'p> {
    pub(super) fn new(interner: &'p Interner) -> Self {
        let mut terms: Vec<(&str, u32)> = interner.words().zip(0..).collect();
        terms.sort_unstable();
        let mut positions = vec![0; terms.len()];
        for (position, (_, number)) in (0..).zip(&terms) {
            positions[*number as usize] = position;
        }
        Self { terms: terms.into_iter().map(|(word, _)| word).collect(), positions }
    }

    pub(super) fn write(
        &self,
        postings: &[PostingsBuilder],
        entries: usize,
        (sections, out): SectionWriter<'_, impl io::Write>,
    ) -> io::Result<()> {
        sections.write(IndexSection::Terms, &encode_all(&self.terms, |word, out| put_value(out, word)), out)?;
        let (mut encoded, mut ends) = (Vec::new(), Vec::new());
        for set in postings {
            set.write(entries, &mut encoded);
            put_u64(&mut ends, encoded.len() as u64);
        }
        sections.write(IndexSection::TermPostingEnds, &ends, out)?;
        sections.write(IndexSection::TermPostings, &encoded, out)?;
        let (mut prefixes, mut prefix_postings) = (Vec::new(), Vec::new());
        for length in 1..=LONGEST_PREFIX {
            let all: Vec<(&str, &PostingsBuilder)> = self.terms.iter().copied().zip(postings).collect();
            for same_prefix in all.chunk_by(|(one, _), (other, _)| one.get(..length) == other.get(..length)) {
                let is_frequent = same_prefix.iter().map(|(_, set)| set.count()).sum::<usize>() * FREQUENT > entries;
                let Some(prefix) = same_prefix[0].0.get(..length).filter(|_| is_frequent && same_prefix.len() > 1)
                else {
                    continue;
                };
                let mut set = EntryIds::with_capacity(entries);
                for (_, list) in same_prefix {
                    list.add_to(&mut set);
                }
                write_bits(&set, &mut prefix_postings);
                put_value(&mut prefixes, &prefix);
                put_u64(&mut prefixes, prefix_postings.len() as u64);
            }
        }
        sections.write(IndexSection::Prefixes, &prefixes, out)?;
        sections.write(IndexSection::PrefixPostings, &prefix_postings, out)
    }
}
