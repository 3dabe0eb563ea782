//! Finds the passage of a text that is nearest to a quote with other words. It never proves a quote.

use std::ops::Range;

use super::align::{Alignment, align};
use super::normalize::{NormalizedText, RULES};
use super::occurrences::QuotePart;
use super::word_index::{IndexedWord, WordIndex};
use super::{NormalizationRule, QuoteVerdict};
use crate::quotes::diff::{self, DiffPiece};
use crate::text::fold::FoldedText;

/// The largest number of word positions that are examined for a part; the rarest words come first.
const MAX_SEEDS: usize = 2048;
/// The largest number of passages that are aligned with a part.
const MAX_PASSAGES: usize = 3;
/// The largest number of words of a part that is aligned; for longer parts the passage is as long as the part.
const MAX_ALIGNED: usize = 400;
/// The largest number of bytes of the text that are shown for what is left out between parts.
const MAX_GAP: usize = 2000;
/// Separates the parts in a diff.
const SEPARATOR: &str = " … ";

/// Finds the nearest passage for each part, in order if possible. The verdict is `Changed` if at least half of the words of the whole quote
/// are there in order, and at least two of them, or one that the text has once; else `NotFound`. A part without a similar passage gets an
/// empty range at the end of the one before it, if other parts are found.
pub(super) fn nearest(
    index: &WordIndex,
    text: &str,
    parts: &[QuotePart<'_>],
    found: &[Vec<Range<usize>>],
) -> QuoteVerdict {
    let mut passages: Vec<NearPassage> = Vec::new();
    for (part, places) in parts.iter().zip(found) {
        let from = passages.last().map_or(0, |passage| passage.at.end);
        let words = index.words_of(&part.normal.text);
        let found_at = places.iter().find(|place| from <= place.start).or(places.first());
        let passage = match found_at {
            Some(place) => NearPassage { at: place.clone(), same: words.len(), rare: true },
            None => {
                nearest_to_part(index, text, part, from).unwrap_or(NearPassage { at: from..from, same: 0, rare: false })
            }
        };
        passages.push(passage);
    }
    let all: usize = parts.iter().map(|part| index.words_of(&part.normal.text).len()).sum();
    let same: usize = passages.iter().map(|passage| passage.same).sum();
    let is_supported = same > 1 || passages.iter().any(|passage| passage.rare);
    if same == 0 || same * 2 < all || !is_supported {
        return QuoteVerdict::NotFound;
    }
    let diff = diff_of_parts(text, parts, &passages);
    QuoteVerdict::Changed { at: passages.into_iter().map(|passage| passage.at).collect(), diff }
}

/// A passage, and the number of words that it shares with the part.
struct NearPassage {
    at: Range<usize>,
    same: usize,
    /// Whether one of these words occurs only once in the text.
    rare: bool,
}

/// The diff of a quote that the text has without interruption: from the joined parts to everything that the text has there.
pub(super) fn left_out(text: &str, parts: &[QuotePart<'_>], at: &[Range<usize>]) -> Vec<DiffPiece> {
    let (Some(first), Some(last)) = (at.first(), at.last()) else { return Vec::new() };
    let quote: Vec<&str> = parts.iter().map(|part| part.raw.trim()).collect();
    // Text that is too far away was not left out of one statement.
    let is_near = |at: &usize| *at <= first.start + MAX_GAP && text.is_char_boundary(*at);
    let end = (first.end..=last.end).rev().find(is_near).unwrap_or(first.end);
    diff_of_words(&quote.join(" "), &text[first.start..end])
}

/// The diff from words of a quote to those of the text, in which no word is broken at the end of a line.
fn diff_of_words(quote: &str, printed: &str) -> Vec<DiffPiece> {
    let printed = FoldedText::new(printed, &[NormalizationRule::LineEndHyphens], Some(quote));
    diff::words_by_key(quote, &printed.text, comparison_key)
}

fn comparison_key(word: &str) -> String {
    if word.trim().is_empty() { " ".to_owned() } else { NormalizedText::new(word, &RULES, None).text }
}

fn diff_of_parts(text: &str, parts: &[QuotePart<'_>], passages: &[NearPassage]) -> Vec<DiffPiece> {
    let quote: Vec<&str> = parts.iter().map(|part| part.raw.trim()).collect();
    let printed: Vec<&str> = passages.iter().map(|passage| &text[passage.at.clone()]).collect();
    let mut pieces = Vec::new();
    for (at, (quote, printed)) in quote.into_iter().zip(printed).enumerate() {
        if at > 0 {
            push(&mut pieces, DiffPiece::Same(SEPARATOR.to_owned()));
        }
        for piece in diff_of_words(quote, printed) {
            push(&mut pieces, piece);
        }
    }
    pieces
}

/// Appends a piece; adjacent pieces that are the same in both texts become one.
fn push(pieces: &mut Vec<DiffPiece>, piece: DiffPiece) {
    match (pieces.last_mut(), piece) {
        (Some(DiffPiece::Same(before)), DiffPiece::Same(text)) => before.push_str(&text),
        (_, piece) => pieces.push(piece),
    }
}

/// The passage that shares the most words with a part, at least half of them; passages from `from` on are preferred.
fn nearest_to_part(index: &WordIndex, text: &str, part: &QuotePart<'_>, from: usize) -> Option<NearPassage> {
    let words = index.words_of(&part.normal.text);
    let known = words.iter().filter(|word| word.number.is_some()).count();
    if known == 0 || known * 2 < words.len() {
        return None;
    }
    let passages = starts(index, &words).into_iter().filter_map(|start| {
        let aligned = aligned(index, &words, start)?;
        let at = index.normal.source(&with_punctuation(index, part, &words, &aligned))?;
        let is_after = from <= at.start && text.is_char_boundary(at.end);
        let rare = aligned.same.iter().any(|number| index.positions(*number).len() == 1);
        Some((is_after, NearPassage { at, same: aligned.same.len(), rare }))
    });
    let similar = passages.filter(|(_, passage)| passage.same * 2 >= words.len());
    // The first of equal passages.
    similar
        .reduce(|best, other| {
            let worth = |(is_after, passage): &(bool, NearPassage)| (*is_after, passage.same);
            if worth(&other) > worth(&best) { other } else { best }
        })
        .map(|(_, passage)| passage)
}

/// The likeliest starts of the part in the text, by votes of its words. They are positions of words, and may be negative.
fn starts(index: &WordIndex, words: &[IndexedWord]) -> Vec<isize> {
    let mut seeds: Vec<(usize, usize)> =
        words.iter().enumerate().filter_map(|(at, word)| Some((at, word.number?))).collect();
    seeds.sort_by_key(|(_, number)| index.positions(*number).len());
    let mut votes: Vec<isize> = seeds
        .into_iter()
        .flat_map(|(at, number)| {
            index.positions(number).iter().map(move |place| place.cast_signed() - at.cast_signed())
        })
        .take(MAX_SEEDS)
        .collect();
    votes.sort_unstable();
    let slack = slack(words).cast_signed();
    let mut best = Vec::new();
    while best.len() < MAX_PASSAGES && !votes.is_empty() {
        let (mut first, mut most) = (0, 0..0);
        for last in 0..votes.len() {
            while votes[last] - votes[first] > slack {
                first += 1;
            }
            if last + 1 - first > most.len() {
                most = first..last + 1;
            }
        }
        best.push(votes[most.start]);
        votes.drain(most);
    }
    best
}

/// The number of words by which a passage may be longer or shorter than the part.
const fn slack(words: &[IndexedWord]) -> usize {
    3 + words.len() / 4
}

/// The words of the text around `start` that share the most words with `words` in order.
fn aligned(index: &WordIndex, words: &[IndexedWord], start: isize) -> Option<Alignment> {
    let slack = slack(words);
    let clip = |at: isize| at.max(0).cast_unsigned().min(index.words.len());
    let is_long = words.len() > MAX_ALIGNED;
    let margin = if is_long { 0 } else { slack.cast_signed() };
    let window = clip(start - margin)..clip(start + 2 * margin + words.len().cast_signed());
    let nearby = &index.words[window.clone()];
    let nearby: Vec<Option<usize>> = nearby.iter().map(|word| word.number).collect();
    let words: Vec<Option<usize>> = words.iter().map(|word| word.number).collect();
    let mut sorted: Vec<usize> = nearby.iter().copied().flatten().collect();
    sorted.sort_unstable();
    let shared: Vec<usize> =
        words.iter().copied().flatten().filter(|number| sorted.binary_search(number).is_ok()).collect();
    if shared.len() * 2 < words.len() {
        return None;
    }
    let aligned = if is_long { Alignment { span: 0..nearby.len(), same: shared } } else { align(&words, &nearby) };
    let moved = aligned.span.start + window.start..aligned.span.end + window.start;
    (!moved.is_empty()).then_some(Alignment { span: moved, ..aligned })
}

/// The stretch of the normalized text from the first of these words to the last, with as much punctuation at the ends as the part has
/// there.
fn with_punctuation(
    index: &WordIndex,
    part: &QuotePart<'_>,
    words: &[IndexedWord],
    aligned: &Alignment,
) -> Range<usize> {
    let text = &index.normal.text;
    let (first, last) = (&index.words[aligned.span.start], &index.words[aligned.span.end - 1]);
    let core = part.normal.core();
    let before = words.first().map_or("", |word| &part.normal.text[core.start.min(word.span.start)..word.span.start]);
    let after = words.last().map_or("", |word| &part.normal.text[word.span.end..core.end.max(word.span.end)]);
    let is_punctuation = |char: &char| !char.is_whitespace() && !char.is_alphanumeric();
    let length = |chars: &mut dyn Iterator<Item = char>, most: &str| -> usize {
        chars.take_while(is_punctuation).take(most.chars().count()).map(char::len_utf8).sum()
    };
    let start = first.span.start - length(&mut text[..first.span.start].chars().rev(), before);
    start..last.span.end + length(&mut text[last.span.end..].chars(), after)
}
