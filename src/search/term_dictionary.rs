//! The words of a segment, and words side by side as they are looked for in what an entry has.

use std::ops::Range;

use memchr::memmem::Finder;

use super::bytes::{ByteReader, put_short};

/// The words of all entries, and where the sets of those lie that have them.
#[derive(Debug, Default)]
pub(super) struct TermDictionary {
    text: String,
    /// Where each word ends.
    ends: Vec<usize>,
    at: Vec<u64>,
    beginnings: Vec<(String, Range<u64>)>,
}

impl TermDictionary {
    /// The words of a text of words with their lengths, where the set of each ends, and the beginnings that have sets of their own; `None`
    /// where these do not belong together.
    pub(super) fn read(text: &[u8], at: Vec<u64>, mut beginnings: Vec<(String, Range<u64>)>) -> Option<Self> {
        beginnings.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        let mut words = Self { text: String::new(), ends: Vec::new(), at, beginnings };
        let mut taking = ByteReader(text);
        while !taking.is_empty() {
            words.text.push_str(taking.text()?);
            words.ends.push(words.text.len());
        }
        (words.at.len() == words.ends.len() && words.at.is_sorted()).then_some(words)
    }

    /// Where the set of those lies that have a word with this beginning, where there is one.
    pub(super) fn beginning(&self, word: &str) -> Option<Range<u64>> {
        let at = self.beginnings.binary_search_by(|(beginning, _)| beginning.as_str().cmp(word)).ok()?;
        Some(self.beginnings[at].1.clone())
    }

    /// Where the sets of some words lie.
    pub(super) fn sets(&self, words: Range<usize>) -> Vec<Range<u64>> {
        let start = |place: usize| place.checked_sub(1).map_or(0, |before| self.at[before]);
        words.map(|place| start(place)..self.at[place]).collect()
    }

    /// Words side by side, the last of which may go on where it is `open`, ready to be looked for.
    pub(super) fn phrase(&self, words: &[&str], open: bool) -> TermPhrase {
        let (mut begins, mut ends, mut is_possible) = (Vec::new(), None, true);
        for (at, word) in words.iter().enumerate() {
            let may_go_on = open && at + 1 == words.len();
            let alike = self.fuzzy(word, may_go_on);
            is_possible &= !alike.is_empty();
            if may_go_on {
                ends = Some(alike);
            } else {
                put_short(&mut begins, u32::try_from(alike.start + 1).unwrap_or(u32::MAX));
            }
        }
        TermPhrase { begins: Finder::new(&begins).into_owned(), ends, is_possible }
    }

    fn word(&self, place: usize) -> &str {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[place]]
    }

    /// The places of the word, or of those that begin so where it is `open`.
    pub(super) fn fuzzy(&self, word: &str, open: bool) -> Range<usize> {
        let first = self.first(|other| other < word);
        if open {
            return first..self.first(|other| other < word || other.starts_with(word));
        }
        let is_there = first < self.ends.len() && self.word(first) == word;
        first..first + usize::from(is_there)
    }

    /// The place of the first word that does not stand before others.
    fn first(&self, is_before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if is_before(self.word(middle)) { low = middle + 1 } else { high = middle }
        }
        low
    }
}

/// Words side by side, as the words of an entry are written.
#[derive(Debug)]
pub(super) struct TermPhrase {
    /// All words but one that may go on.
    begins: Finder<'static>,
    /// The places of the words that will do behind them.
    ends: Option<Range<usize>>,
    /// Whether all of them are words of the segment.
    is_possible: bool,
}

impl TermPhrase {
    pub(super) fn stands_in(&self, tokens: &[u8]) -> bool {
        // A byte that goes on is followed by another of the same number: no token begins behind it.
        let begins_token = |at: usize| at.checked_sub(1).is_none_or(|before| tokens[before] < 0x80);
        let fits = |behind: usize| {
            self.ends.as_ref().is_none_or(|words| {
                let token = ByteReader(&tokens[behind..]).short();
                token.and_then(|token| (token as usize).checked_sub(1)).is_some_and(|place| words.contains(&place))
            })
        };
        let length = self.begins.needle().len();
        self.is_possible && self.begins.find_iter(tokens).any(|at| begins_token(at) && fits(at + length))
    }
}
