//! Takes from a text what a record quotes of it: the passage in the fewest words, and the words in quotation marks.

use std::ops::Range;

use super::document::{Document, Section};
use crate::model::Passage;
use crate::quotes::{Article, PassageVerdict, QuoteFinder};
use crate::text::one_line;

/// The most words at either end of a passage.
const MAX_WORDS: usize = 8;
/// A passage that begins in more places than these is given up.
const MAX_PLACES: usize = 64;
/// A stretch of no more words than this is quoted whole.
const WHOLE: usize = 8;

/// The passage of a stretch of text: the fewest words at its ends, from three on, that are found once and there; `None` if no few words
/// do.
pub(super) fn passage(text: &str, at: &Range<usize>, finder: &mut QuoteFinder<'_>) -> Option<Passage> {
    let words = words(text, at);
    let (first, last) = (words.first()?, words.last()?);
    let is_at_start =
        |found: &Range<usize>| found.start < first.end && found.end > first.start && found.start + 4 > first.start;
    let is_there = |passage: &Passage, finder: &mut QuoteFinder<'_>| match finder.find_passage(passage) {
        PassageVerdict::Found(found) => is_at_start(&found) && found.end > last.start,
        PassageVerdict::Repeated(_) | PassageVerdict::Missing(_) => false,
    };
    let shapes = (3..=MAX_WORDS).map(|count| {
        if words.len() <= WHOLE || words.len() <= 2 * count {
            (one_line(&text[first.start..last.end]), None)
        } else {
            let start = first.start..words[count - 1].end;
            let end = words[words.len() - count].start..last.end;
            (one_line(&text[start]), Some(one_line(&text[end])))
        }
    });
    let shapes = shapes.filter(|(start, _)| start.len() <= 400);
    for (start, end) in shapes {
        let mut passage = Passage { start, end, prefix: None, suffix: None };
        if is_there(&passage, finder) {
            return Some(passage);
        }
        if let PassageVerdict::Repeated(places) = finder.find_passage(&passage) {
            if places.len() > MAX_PLACES {
                return None;
            }
            let here = places.into_iter().find(|place| is_at_start(&place.at));
            passage.prefix = here.and_then(|here| here.prefix);
            if passage.prefix.is_some() && is_there(&passage, finder) {
                return Some(passage);
            }
        }
    }
    None
}

/// The passage of a stretch of `text`, which is unique where a few words make it so.
pub fn passage_of(text: &str, at: &Range<usize>) -> Passage {
    let article = Article::new(text.to_owned());
    passage(text, at, &mut article.finder()).unwrap_or_else(|| Passage {
        start: one_line(&text[at.clone()]),
        end: None,
        prefix: None,
        suffix: None,
    })
}

/// The words of a stretch of text, without the marks around them.
fn words(text: &str, at: &Range<usize>) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut from = at.start;
    for word in text.get(at.clone()).unwrap_or_default().split_inclusive(char::is_whitespace) {
        let trimmed = word
            .trim_matches(|char: char| !char.is_alphanumeric() && !matches!(char, '$' | '£' | '€' | '%' | ')' | '.'));
        let trimmed = trimmed.trim_start_matches(['.', ')']);
        if let Some(offset) = word.find(trimmed).filter(|_| trimmed.contains(char::is_alphanumeric)) {
            words.push(from + offset..from + offset + trimmed.len());
        }
        from += word.len();
    }
    words
}

/// The words in quotation marks within the content of a candidate, a string for each quotation, without the outer marks.
pub(super) fn quoted_parts(document: &Document<'_>, section: &Section, content: &[Range<usize>]) -> Vec<String> {
    let mut parts = Vec::new();
    for quotation in &section.quotations {
        let marked = section.bytes(&quotation.tokens);
        for range in content {
            let (start, end) = (marked.start.max(range.start), marked.end.min(range.end));
            if start < end {
                let part = document.words(start..end).trim().trim_matches(is_mark).trim();
                let part = without_single_marks(part);
                let part = if part.contains(is_mark) { part } else { part.trim_end_matches([',', ' ']) };
                if part.contains(char::is_alphanumeric) {
                    parts.push(part.to_owned());
                }
            }
        }
    }
    parts
}

/// A part without the single quotation marks around it: `'No'`. An apostrophe at one end stays.
fn without_single_marks(part: &str) -> &str {
    let inner = part.strip_prefix(['\'', '‘']).and_then(|part| part.strip_suffix(['\'', '’']));
    inner.map_or(part, str::trim)
}

fn is_mark(char: char) -> bool {
    matches!(char, '"' | '“' | '”' | '„' | '«' | '»' | '`')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, stretch: &str) -> Option<String> {
        let start = text.rfind(stretch).unwrap();
        let article = Article::new(text.to_owned());
        let passage = passage(text, &(start..start + stretch.len()), &mut article.finder())?;
        let Passage { start, end, prefix, .. } = passage;
        Some(
            [prefix.map(|prefix| prefix + "|"), Some(start), end.map(|end| "…".to_owned() + &end)]
                .into_iter()
                .flatten()
                .collect(),
        )
    }

    #[test]
    fn a_passage_has_the_fewest_words_that_are_there_once() {
        let text =
            "He said that the toll is fair. She said that the toll is fair to nobody who works at the harbour in Lorn.";
        let long = "that the toll is fair to nobody who works at the harbour in Lorn";
        assert_eq!(found(text, long).as_deref(), Some("She said|that the toll…harbour in Lorn"));
        assert_eq!(found(text, "fair to nobody").as_deref(), Some("fair to nobody"));
        assert_eq!(found("no no no no", "no").as_deref(), Some("no no no|no"));
        assert_eq!(found(&"no ".repeat(20), "no"), None);
    }
}
