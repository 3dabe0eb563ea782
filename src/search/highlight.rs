//! Where the words of a question stand in a text that is shown.

use std::collections::BTreeSet;
use std::ops::Range;

use super::fold::{Token, tokens};
use super::query::{QueryWords, TermTest};
use super::query_plan::{QueryPlan, TermCheck, is_open};

/// What is marked in a text.
#[derive(Debug, Clone, Default)]
pub(super) struct Highlighter {
    runs: Vec<QueryWords>,
    /// The words of names that a word of the question was read as: other spellings of it, or the one that was mistyped.
    names: BTreeSet<String>,
}

impl Highlighter {
    pub(super) fn new(plan: &QueryPlan<'_>) -> Self {
        let mut marker = Self::default();
        for (term, check) in plan.terms().filter(|(term, _)| !term.excluded) {
            let (TermTest::Words(words), TermCheck::Words(checks)) = (&term.test, check) else { continue };
            for (words, check) in words.iter().zip(checks) {
                let is_typed = |name: &&String| words.tokens.iter().any(|token| name.starts_with(token.as_str()));
                marker.names.extend(check.named.read_as.iter().filter(|name| !is_typed(name)).cloned());
                if !marker.runs.contains(words) {
                    marker.runs.push(words.clone());
                }
            }
        }
        marker
    }

    pub(super) fn marks(&self, text: &str) -> Vec<Range<usize>> {
        if self.runs.is_empty() {
            return Vec::new();
        }
        let tokens = tokens(text);
        let mut marks: Vec<Range<usize>> = Vec::new();
        for at in 0..tokens.len() {
            marks.extend(self.runs.iter().filter_map(|words| place(words, &tokens[at..])));
            marks.extend(self.names.contains(&tokens[at].folded).then(|| tokens[at].whole()));
        }
        joined(marks)
    }
}

/// Where `words` stand at the beginning of `tokens`; `None` where other words stand there.
fn place(words: &QueryWords, tokens: &[Token]) -> Option<Range<usize>> {
    let here = tokens.get(..words.tokens.len())?;
    let (last, before) = here.split_last()?;
    let (end, first) = words.tokens.split_last()?;
    let fits = before.iter().zip(first).all(|(token, word)| token.folded == *word)
        && if is_open(words) { last.folded.starts_with(end) } else { last.folded == *end };
    fits.then(|| here[0].whole().start..last.place(end.len()).end)
}

/// The same bytes in ranges that are in order and apart.
fn joined(mut marks: Vec<Range<usize>>) -> Vec<Range<usize>> {
    marks.sort_by_key(|mark| (mark.start, mark.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for mark in marks {
        match joined.last_mut() {
            Some(last) if mark.start <= last.end => last.end = last.end.max(mark.end),
            Some(_) | None => joined.push(mark),
        }
    }
    joined
}
