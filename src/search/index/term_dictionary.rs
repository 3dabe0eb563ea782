//! The term dictionary of a segment: each term with the range of its postings. It also searches for phrases of terms.

use std::ops::Range;

use memchr::memmem::Finder;

use crate::search::bytes::{ByteReader, put_varint};

/// The terms in alphabetical order, and where their postings are.
#[derive(Debug, Default)]
pub(in crate::search) struct TermDictionary {
    text: String,
    /// The end of each term in `text`.
    ends: Vec<usize>,
    posting_ends: Vec<u64>,
    prefixes: Vec<(String, Range<u64>)>,
}

impl TermDictionary {
    /// Builds the dictionary from the encoded terms, the ends of their postings, and the prefixes that have postings of their own; `None`
    /// if these do not fit together.
    pub(in crate::search) fn read(
        text: &[u8],
        posting_ends: Vec<u64>,
        mut prefixes: Vec<(String, Range<u64>)>,
    ) -> Option<Self> {
        prefixes.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        let mut terms = Self { text: String::new(), ends: Vec::new(), posting_ends, prefixes };
        let mut reader = ByteReader(text);
        while !reader.is_empty() {
            terms.text.push_str(reader.value()?);
            terms.ends.push(terms.text.len());
        }
        (terms.posting_ends.len() == terms.ends.len() && terms.posting_ends.is_sorted()).then_some(terms)
    }

    /// The postings of all terms with this prefix, if the prefix has postings of its own.
    pub(in crate::search) fn prefix_postings(&self, word: &str) -> Option<Range<u64>> {
        let at = self.prefixes.binary_search_by(|(prefix, _)| prefix.as_str().cmp(word)).ok()?;
        Some(self.prefixes[at].1.clone())
    }

    /// The ranges of the postings of some terms.
    pub(in crate::search) fn postings_of(&self, terms: Range<usize>) -> Vec<Range<u64>> {
        let start = |position: usize| position.checked_sub(1).map_or(0, |before| self.posting_ends[before]);
        terms.map(|position| start(position)..self.posting_ends[position]).collect()
    }

    /// A phrase to search for; if `is_prefix`, its last word matches by its beginning.
    pub(in crate::search) fn phrase(&self, words: &[&str], is_prefix: bool) -> TermPhrase {
        let (mut needle, mut last_terms, mut is_possible) = (Vec::new(), None, true);
        for (at, word) in words.iter().enumerate() {
            let matches_prefix = is_prefix && at + 1 == words.len();
            let matching = self.range_of(word, matches_prefix);
            is_possible &= !matching.is_empty();
            if matches_prefix {
                last_terms = Some(matching);
            } else {
                put_varint(&mut needle, u32::try_from(matching.start + 1).unwrap_or(u32::MAX));
            }
        }
        TermPhrase { needle: Finder::new(&needle).into_owned(), last_terms, is_possible }
    }

    fn term(&self, position: usize) -> &str {
        let start = position.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[position]]
    }

    /// The positions of the term; if `is_prefix`, of all terms with this beginning. A binary search.
    pub(in crate::search) fn range_of(&self, word: &str, is_prefix: bool) -> Range<usize> {
        let first = self.partition_point(|other| other < word);
        if is_prefix {
            return first..self.partition_point(|other| other < word || other.starts_with(word));
        }
        let is_known = first < self.ends.len() && self.term(first) == word;
        first..first + usize::from(is_known)
    }

    /// The position of the first term for which `is_before` is false.
    fn partition_point(&self, is_before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if is_before(self.term(middle)) { low = middle + 1 } else { high = middle }
        }
        low
    }
}

/// A phrase, encoded as the tokens of an entry are.
#[derive(Debug)]
pub(in crate::search) struct TermPhrase {
    /// All words except a last one that matches by its beginning.
    needle: Finder<'static>,
    /// The positions of the terms that may follow.
    last_terms: Option<Range<usize>>,
    /// Whether all words are terms of the segment.
    is_possible: bool,
}

impl TermPhrase {
    pub(in crate::search) fn is_in(&self, tokens: &[u8]) -> bool {
        // A varint byte with the high bit continues in the next byte, so no token begins behind it.
        let begins_token = |at: usize| at.checked_sub(1).is_none_or(|before| tokens[before] < 0x80);
        let last_matches = |next: usize| {
            self.last_terms.as_ref().is_none_or(|terms| {
                let token = ByteReader(&tokens[next..]).varint();
                token
                    .and_then(|token| (token as usize).checked_sub(1))
                    .is_some_and(|position| terms.contains(&position))
            })
        };
        let length = self.needle.needle().len();
        self.is_possible && self.needle.find_iter(tokens).any(|at| begins_token(at) && last_matches(at + length))
    }
}
