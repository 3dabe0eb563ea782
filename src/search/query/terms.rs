//! The terms of a query: what each of them tests. It parses no field, and searches nothing.

use std::ops::{Range, RangeInclusive};

use super::field::QueryField;
use super::parser::RawValue;
use crate::model::{Attribution, Credibility, EventKind, Reliability, Stance};
use crate::search::dates::QueryPeriod;
use crate::search::fold::{fold, fold_joined, has_vowels};
use crate::search::index::fuzzy::may_be_one_word;
use crate::text::sanitize::sanitize;

/// An error in a query; the rest of the query is still searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// A lower-case fragment with a hint: ``no field `whom:`; did you mean `who`?``
    pub sentence: String,
    /// The bytes of the query that the error is about.
    pub at: Range<usize>,
}

/// One condition; a record matches a query if it meets all of them.
#[derive(Debug, Clone)]
pub(in crate::search) struct QueryTerm {
    /// Whether matching records are excluded.
    pub(in crate::search) excluded: bool,
    pub(in crate::search) test: TermTest,
    pub(in crate::search) at: Range<usize>,
}

/// The test of a term; with several alternatives, one is enough.
#[derive(Debug, Clone)]
pub(in crate::search) enum TermTest {
    /// Words in the text or in the names of a record.
    Words(Vec<QueryWords>),
    /// Names in one field.
    Named {
        field: QueryField,
        names: Vec<QueryWords>,
        unnamed: bool,
    },
    Is(Vec<QueryTrait>),
    Date {
        target: DateTarget,
        periods: Vec<DateRange>,
    },
    Grade(Vec<GradeRange>),
    Credibility(Vec<RangeInclusive<Credibility>>),
    Kind(Vec<KindFilter>),
}

/// One alternative of a term, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) struct QueryWords {
    /// Never empty.
    pub(in crate::search) tokens: Vec<String>,
    /// Other ways to write the words: without their hyphens, or two of them as one.
    pub(in crate::search) joined: Vec<Vec<String>>,
    /// Whether the words must stand side by side.
    pub(in crate::search) phrase: bool,
    /// Whether the last word may be incomplete: it ends the query, and may still be typed.
    pub(in crate::search) unfinished: bool,
    /// Whether the script writes its vowels; without them a typing error is another name.
    pub(in crate::search) has_vowels: bool,
    /// The text as typed, sanitized for a message.
    pub(in crate::search) shown: String,
}

/// A value of `is:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) enum QueryTrait {
    Stance(Stance),
    Attribution(Attribution),
    Unnamed,
    Disputed,
    New,
}

impl QueryTrait {
    /// The stance, if the value is one.
    pub(in crate::search) const fn stance(self) -> Option<Stance> {
        match self {
            Self::Stance(stance) => Some(stance),
            Self::Attribution(_) | Self::Unnamed | Self::Disputed | Self::New => None,
        }
    }
}

/// The date that a term tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) enum DateTarget {
    Said,
    Published,
}

/// A period of time in a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) struct DateRange {
    pub(in crate::search) period: QueryPeriod,
    /// `since September 2024`
    pub(in crate::search) in_words: String,
}

/// A range of grades of the Admiralty code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) struct GradeRange {
    pub(in crate::search) reliability: RangeInclusive<Reliability>,
    pub(in crate::search) credibility: Option<RangeInclusive<Credibility>>,
}

/// A value of `kind:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) enum KindFilter {
    Statement,
    Event,
    Claim,
    EventOf(EventKind),
}

impl QueryWords {
    /// The words in every way to write them.
    pub(in crate::search) fn spellings(&self) -> impl Iterator<Item = &[String]> {
        std::iter::once(self.tokens.as_slice()).chain(self.joined.iter().map(Vec::as_slice))
    }

    /// The words of a value in a query that ends at `end`; `None` if it has no letter or digit.
    pub(in crate::search) fn from_value(value: &RawValue, end: usize) -> Option<Self> {
        let split = |folded: &str| folded.split_ascii_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let tokens = split(&fold(&value.text));
        let joined = fold_joined(&value.text).map(|joined| split(&joined)).into_iter().chain(with_two_joined(&tokens));
        let unfinished = value.at.end == end && (!value.quoted || value.open);
        (!tokens.is_empty()).then(|| Self {
            joined: joined.collect(),
            tokens,
            phrase: value.quoted,
            unfinished,
            has_vowels: has_vowels(&value.text),
            shown: shown(&value.text),
        })
    }
}

/// The words with two that stand side by side as one, for each two that may be one word.
fn with_two_joined(tokens: &[String]) -> Vec<Vec<String>> {
    let pairs = (1..tokens.len()).filter(|at| may_be_one_word(&tokens[at - 1], &tokens[*at]));
    let joined = pairs.map(|at| {
        let one = [format!("{}{}", tokens[at - 1], tokens[at])];
        [&tokens[..at - 1], &one, &tokens[at + 1..]].concat()
    });
    joined.collect()
}

/// Typed text for a message: on one line, sanitized, at most 60 characters.
pub(in crate::search) fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    let text = sanitize(text.trim());
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
