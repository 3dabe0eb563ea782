//! Highlights the words of a query in a text that is shown. It never decides whether the text matches.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::search::fold::{Token, joined_tokens, tokens};
use crate::search::index::fuzzy::may_be_one_word;
use crate::search::query::terms::{QueryWords, TermTest};
use crate::search::ranking::plan::{QueryPlan, TermCheck, matches_prefix};

/// The words that are marked in a text.
#[derive(Debug, Clone, Default)]
pub(super) struct Highlighter {
    words: Vec<QueryWords>,
    /// The words of matched names that the query spells differently or wrongly.
    names: BTreeSet<String>,
}

impl Highlighter {
    pub(super) fn new(plan: &QueryPlan<'_>) -> Self {
        let mut highlighter = Self::default();
        for (term, check) in plan.terms().filter(|(term, _)| !term.excluded) {
            let (TermTest::Words(words), TermCheck::Words(checks)) = (&term.test, check) else { continue };
            for (words, check) in words.iter().zip(checks) {
                let is_typed = |name: &&String| words.tokens.iter().any(|token| name.starts_with(token.as_str()));
                highlighter.names.extend(check.name_match.matched_words.iter().filter(|name| !is_typed(name)).cloned());
                if !highlighter.words.contains(words) {
                    highlighter.words.push(words.clone());
                }
            }
        }
        highlighter
    }

    pub(super) fn marks(&self, text: &str) -> Vec<Range<usize>> {
        if self.words.is_empty() {
            return Vec::new();
        }
        let mut marks: Vec<Range<usize>> = Vec::new();
        for tokens in [tokens(text), joined_tokens(text)] {
            for at in 0..tokens.len() {
                let rest = &tokens[at..];
                let spellings =
                    self.words.iter().flat_map(|words| words.spellings().map(move |tokens| (words, tokens)));
                marks.extend(spellings.filter_map(|(words, spelling)| matched_range(words, spelling, rest)));
                marks.extend(self.words.iter().filter_map(|words| range_written_apart(words, rest)));
                marks.extend(self.names.contains(&tokens[at].folded).then(|| tokens[at].source_of_word()));
            }
        }
        merged(marks)
    }
}

/// The byte range of one spelling of `words` at the beginning of `tokens`; `None` if other words stand there.
fn matched_range(words: &QueryWords, spelling: &[String], tokens: &[Token]) -> Option<Range<usize>> {
    let here = tokens.get(..spelling.len())?;
    let (last, before) = here.split_last()?;
    let (end, first) = spelling.split_last()?;
    let fits = before.iter().zip(first).all(|(token, word)| token.folded == *word)
        && if matches_prefix(words, spelling) { last.folded.starts_with(end) } else { last.folded == *end };
    fits.then(|| here[0].source_of_word().start..last.source(end.len()).end)
}

/// The byte range of two tokens that are one of the words, written apart.
fn range_written_apart(words: &QueryWords, tokens: &[Token]) -> Option<Range<usize>> {
    let [first, second] = tokens.get(..2)? else { return None };
    let is_apart = |word: &String| word.strip_prefix(first.folded.as_str()) == Some(second.folded.as_str());
    let fits = words.tokens.iter().any(is_apart) && may_be_one_word(&first.folded, &second.folded);
    fits.then(|| first.source_of_word().start..second.source_of_word().end)
}

/// The ranges sorted, with overlapping and adjacent ones merged.
fn merged(mut marks: Vec<Range<usize>>) -> Vec<Range<usize>> {
    marks.sort_by_key(|mark| (mark.start, mark.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for mark in marks {
        match merged.last_mut() {
            Some(last) if mark.start <= last.end => last.end = last.end.max(mark.end),
            Some(_) | None => merged.push(mark),
        }
    }
    merged
}
