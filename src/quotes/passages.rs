//! Finds the passages of records in the texts of their sources. Case, punctuation and spaces between words do not count.

use std::collections::HashMap;
use std::ops::{AddAssign, Range};

use super::article::QuoteFinder;
use super::word_index::WordIndex;
use crate::model::{Brief, Ix, Passage, PassageTerm, Record, Source};

/// The result of looking for a passage in a text. Ranges are bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PassageVerdict {
    /// It is there once.
    Found(Range<usize>),
    /// It begins in several places, in the order of the text.
    Repeated(Vec<RepeatedPassage>),
    /// This term is not there; or, if it is not `start`, not where it must be.
    Missing(PassageTerm),
}

/// One of the places of a passage that is not unique.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepeatedPassage {
    pub at: Range<usize>,
    /// The fewest words right before it that no other place has before it; `None` if no few words do, or if there are too many places.
    pub prefix: Option<String>,
}

/// A passage with the source in whose text it was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocatedPassage {
    pub source: Ix<Source>,
    pub verdict: PassageVerdict,
}

/// The number of records by the state of their passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PassageCounts {
    /// Records with a passage that is in the text once.
    pub found: usize,
    pub repeated: usize,
    pub missing: usize,
    /// Records with a passage, of which no text is held.
    pub no_text: usize,
    /// Records without a passage.
    pub none: usize,
}

impl PassageCounts {
    /// The number of records.
    pub const fn records(self) -> usize {
        self.found + self.repeated + self.missing + self.no_text + self.none
    }

    /// The counts with the words of the states, the best first.
    pub const fn counts(self) -> [(usize, &'static str); 5] {
        [
            (self.found, "found"),
            (self.repeated, "repeated"),
            (self.missing, "not found"),
            (self.no_text, "no text held"),
            (self.none, "none"),
        ]
    }
}

impl AddAssign for PassageCounts {
    fn add_assign(&mut self, other: Self) {
        let Self { found, repeated, missing, no_text, none } = other;
        self.found += found;
        self.repeated += repeated;
        self.missing += missing;
        self.no_text += no_text;
        self.none += none;
    }
}

/// The state of the passage of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageState<'a> {
    None,
    /// No text of its sources is held.
    NoText,
    Located(&'a LocatedPassage),
}

impl PassageState<'_> {
    /// The places of the passage in the text, in order; none if it is not there.
    pub fn at(self) -> Vec<Range<usize>> {
        let Self::Located(LocatedPassage { verdict, .. }) = self else { return Vec::new() };
        match verdict {
            PassageVerdict::Found(at) => vec![at.clone()],
            PassageVerdict::Repeated(places) => places.iter().map(|place| place.at.clone()).collect(),
            PassageVerdict::Missing(_) => Vec::new(),
        }
    }
}

/// The most words that a prefix is suggested with.
const MAX_PREFIX: usize = 6;

/// The most places that are told apart by a prefix: each is compared with each.
const MAX_COMPARED: usize = 64;

/// The verdicts on the passages of a brief.
#[derive(Debug, Clone, Default)]
pub(super) struct Passages {
    verdicts: HashMap<Record, LocatedPassage>,
}

impl Passages {
    /// Looks for the passages of all records. `finders` is indexed by the position of the source.
    pub(super) fn new(brief: &Brief, finders: &mut [Option<QuoteFinder<'_>>]) -> Self {
        let mut verdicts = HashMap::new();
        for record in brief.records() {
            let Some(passage) = brief.passage_of(record) else { continue };
            let mut first = None;
            for source in brief.sources_of(record).iter().copied() {
                let Some(finder) = finders.get_mut(source.at()).and_then(Option::as_mut) else { continue };
                let located = LocatedPassage { source, verdict: finder.find_passage(passage) };
                if matches!(located.verdict, PassageVerdict::Found(_)) {
                    first = Some(located);
                    break;
                }
                first.get_or_insert(located);
            }
            verdicts.extend(first.map(|located| (record, located)));
        }
        Self { verdicts }
    }

    pub(super) fn state(&self, brief: &Brief, record: Record) -> PassageState<'_> {
        match self.verdicts.get(&record) {
            Some(located) => PassageState::Located(located),
            None if brief.passage_of(record).is_some() => PassageState::NoText,
            None => PassageState::None,
        }
    }

    pub(super) fn tally(&self, brief: &Brief) -> PassageCounts {
        let mut counts = PassageCounts::default();
        for record in brief.records() {
            let counted = match self.state(brief, record) {
                PassageState::None => &mut counts.none,
                PassageState::NoText => &mut counts.no_text,
                PassageState::Located(located) => match located.verdict {
                    PassageVerdict::Found(_) => &mut counts.found,
                    PassageVerdict::Repeated(_) => &mut counts.repeated,
                    PassageVerdict::Missing(_) => &mut counts.missing,
                },
            };
            *counted += 1;
        }
        counts
    }
}

impl QuoteFinder<'_> {
    /// Looks for a passage, as a browser does for a text fragment: `start` is at a word and right behind `prefix`, `end` is the first one behind
    /// `start` that `suffix` follows.
    pub fn find_passage(&mut self, passage: &Passage) -> PassageVerdict {
        PassageSearch { index: self.index() }.find(passage)
    }
}

/// A range of words, by their positions in the index.
type WordRange = Range<usize>;

struct PassageSearch<'a> {
    index: &'a WordIndex,
}

impl PassageSearch<'_> {
    fn find(&self, passage: &Passage) -> PassageVerdict {
        let starts = self.places(&passage.start);
        let prefixes = passage.prefix.as_deref().map(|prefix| self.places(prefix));
        let ends = passage.end.as_deref().map(|end| self.places(end));
        let suffixes = passage.suffix.as_deref().map(|suffix| self.places(suffix));
        if starts.is_empty() {
            return PassageVerdict::Missing(PassageTerm::Start);
        }
        let follows = |place: &WordRange| match &prefixes {
            Some(prefixes) => prefixes.iter().any(|prefix| prefix.end == place.start),
            None => true,
        };
        let starts: Vec<WordRange> = starts.into_iter().filter(follows).collect();
        if starts.is_empty() {
            return PassageVerdict::Missing(PassageTerm::Prefix);
        }
        let is_followed = |place: &WordRange| match &suffixes {
            Some(suffixes) => suffixes.iter().any(|suffix| suffix.start == place.end),
            None => true,
        };
        let whole = |start: &WordRange| match &ends {
            None => Some(start.clone()).filter(is_followed),
            Some(ends) => {
                let from = ends.partition_point(|end| end.start < start.end);
                ends[from..].iter().find(|end| is_followed(end)).map(|end| start.start..end.end)
            }
        };
        let found: Vec<WordRange> = starts.iter().filter_map(whole).collect();
        match found.as_slice() {
            [] => {
                let has_end = ends.is_none_or(|ends| ends.iter().any(|end| end.start >= starts[0].end));
                PassageVerdict::Missing(if has_end { PassageTerm::Suffix } else { PassageTerm::End })
            }
            [one] => PassageVerdict::Found(self.bytes(one)),
            several => PassageVerdict::Repeated(self.repeated(several)),
        }
    }

    /// The places where the words of a term follow each other, in the order of the text.
    fn places(&self, term: &str) -> Vec<WordRange> {
        let words = self.index.numbers_of(term);
        let Some(numbers) = words.into_iter().collect::<Option<Vec<usize>>>() else { return Vec::new() };
        let rarest = (0..numbers.len()).min_by_key(|at| self.index.positions(numbers[*at]).len());
        let Some(rarest) = rarest else { return Vec::new() };
        let starts = self.index.positions(numbers[rarest]).iter().filter_map(|at| at.checked_sub(rarest));
        let places = starts.map(|start| start..start + numbers.len());
        let is_term = |place: &WordRange| {
            let words = self.index.words.get(place.clone()).unwrap_or_default();
            words.iter().map(|word| word.number).eq(numbers.iter().copied().map(Some))
        };
        places.filter(is_term).collect()
    }

    fn repeated(&self, places: &[WordRange]) -> Vec<RepeatedPassage> {
        let number = |at: usize| self.index.words[at].number;
        let before = |place: &WordRange, words: usize| {
            let from = place.start.checked_sub(words)?;
            Some((from..place.start).map(number).collect::<Vec<_>>())
        };
        let prefix = |place: &WordRange| {
            if places.len() > MAX_COMPARED {
                return None;
            }
            let is_own = |words: usize| {
                before(place, words).is_some_and(|own| {
                    places.iter().all(|other| other == place || before(other, words).as_ref() != Some(&own))
                })
            };
            let words = (1..=MAX_PREFIX).find(|words| is_own(*words))?;
            Some(self.text(&(place.start - words..place.start)))
        };
        places.iter().map(|place| RepeatedPassage { at: self.bytes(place), prefix: prefix(place) }).collect()
    }

    fn span(&self, place: &WordRange) -> Range<usize> {
        let words = &self.index.words;
        words[place.start].span.start..words[place.end - 1].span.end
    }

    fn text(&self, place: &WordRange) -> String {
        self.index.normal.text[self.span(place)].to_owned()
    }

    fn bytes(&self, place: &WordRange) -> Range<usize> {
        self.index.normal.source(&self.span(place)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::quotes::Article;

    const TEXT: &str =
        "The toll is dead, the mayor said.\nThe toll is due, a clerk wrote: “The\u{a0}toll — never paid — is dead.”";

    fn passage(terms: [&str; 4]) -> Passage {
        let term = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let [prefix, start, end, suffix] = terms;
        Passage { start: start.to_owned(), end: term(end), prefix: term(prefix), suffix: term(suffix) }
    }

    /// The text of the passage; or the places where it begins, with what tells them apart; or the term that is missing.
    fn find(text: &str, terms: [&str; 4]) -> String {
        match Article::new(text.to_owned()).finder().find_passage(&passage(terms)) {
            PassageVerdict::Found(at) => text[at].to_owned(),
            PassageVerdict::Missing(term) => format!("no {}", term.word()),
            PassageVerdict::Repeated(places) => {
                let prefixes = places.into_iter().map(|place| place.prefix.unwrap_or_else(|| "?".to_owned()));
                prefixes.collect::<Vec<_>>().join(" / ")
            }
        }
    }

    #[test]
    fn a_passage_is_found_by_its_ends() {
        for (terms, found) in [
            (["", "the mayor said", "", ""], "the mayor said"),
            (["", "The mayor", "said.", ""], "the mayor said"),
            (["", "a clerk", "never paid", ""], "a clerk wrote: “The\u{a0}toll — never paid"),
            (["a clerk wrote", "the toll", "dead", ""], "The\u{a0}toll — never paid — is dead"),
            (["", "the toll", "", "never"], "The\u{a0}toll"),
            (["said", "the toll", "dead", ""], "The toll is due, a clerk wrote: “The\u{a0}toll — never paid — is dead"),
        ] {
            assert_eq!(find(TEXT, terms), found, "{terms:?}");
        }
    }

    #[test]
    fn a_passage_that_is_not_there_or_several_times_is_explained() {
        for (terms, found) in [
            (["", "the tolls", "", ""], "no start"),
            (["", "…", "", ""], "no start"),
            (["", "the mayor", "the moon", ""], "no end"),
            (["", "a clerk", "the mayor", ""], "no end"),
            (["a clerk", "the mayor", "", ""], "no prefix"),
            (["", "the mayor", "", "wrote"], "no suffix"),
            (["", "the toll", "", ""], "? / said / wrote"),
            (["", "toll is", "", ""], "? / said. The"),
        ] {
            assert_eq!(find(TEXT, terms), found, "{terms:?}");
        }
        assert_eq!(find("so it is and so it was and so it is", ["", "it is", "", ""]), "? / and so");
    }

    proptest! {
        #[test]
        fn a_passage_is_a_part_of_the_text(text in "[a b.“”\n\u{ad}]{0,40}", terms in ["[ab ]{0,3}", "[ab ]{0,5}", "[ab ]{0,3}", "[ab ]{0,3}"]) {
            let terms = [terms[0].as_str(), &terms[1], &terms[2], &terms[3]];
            let at = match Article::new(text.clone()).finder().find_passage(&passage(terms)) {
                PassageVerdict::Found(at) => vec![at],
                PassageVerdict::Repeated(places) => places.into_iter().map(|place| place.at).collect(),
                PassageVerdict::Missing(_) => Vec::new(),
            };
            prop_assert!(at.iter().all(|at| text.get(at.clone()).is_some_and(|found| !found.is_empty())));
        }
    }
}
