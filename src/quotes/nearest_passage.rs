//! The passage of a text that a quote is nearest to, where its words do not stand. What it finds proves nothing.

use std::ops::Range;

use super::QuoteVerdict;
use super::align::{Alignment, align};
use super::normalize::{NormalizedText, RULES};
use super::occurrences::QuotePart;
use super::word_index::{IndexedWord, WordIndex};
use crate::quotes::diff::{self, DiffPiece};

/// Places of words that are looked at for a part; the rarest words come first.
const SEEDS: usize = 2048;
/// Passages that are aligned with a part.
const PASSAGES: usize = 3;
/// Words up to which a part is aligned; of longer ones, the passage is as long as they are.
const ALIGNED: usize = 400;
/// Bytes of the text that are told of what is left out between parts.
const LONGEST: usize = 2000;
/// What stands between parts where they are shown in one.
const BETWEEN: &str = " … ";

/// The nearest passage for each part, one after the other where that can be. It is `Changed` where at least half of the words of the
/// whole quote are in them in order, and two of them, or one that the text has once; else `NotFound`. Where other parts bear this out,
/// a part that nothing is like has an empty range at the end of the one before it.
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
        let standing = places.iter().find(|place| from <= place.start).or(places.first());
        let passage = match standing {
            Some(place) => NearPassage { at: place.clone(), same: words.len(), rare: true },
            None => near(index, text, part, from).unwrap_or(NearPassage { at: from..from, same: 0, rare: false }),
        };
        passages.push(passage);
    }
    let all: usize = parts.iter().map(|part| index.words_of(&part.normal.text).len()).sum();
    let same: usize = passages.iter().map(|passage| passage.same).sum();
    let is_borne_out = same > 1 || passages.iter().any(|passage| passage.rare);
    if same == 0 || same * 2 < all || !is_borne_out {
        return QuoteVerdict::NotFound;
    }
    let diff = compared(text, parts, &passages);
    QuoteVerdict::Changed { at: passages.into_iter().map(|passage| passage.at).collect(), diff }
}

/// A passage, and how many words of the part it has.
struct NearPassage {
    at: Range<usize>,
    same: usize,
    /// Whether one of them stands nowhere else.
    rare: bool,
}

/// What a quote leaves out that is printed without interruption: from its parts, as if they were one, to all that stands there.
pub(super) fn left_out(text: &str, parts: &[QuotePart<'_>], at: &[Range<usize>]) -> Vec<DiffPiece> {
    let (Some(first), Some(last)) = (at.first(), at.last()) else { return Vec::new() };
    let quote: Vec<&str> = parts.iter().map(|part| part.raw.trim()).collect();
    // What is far away is not what was left out of one saying.
    let is_near = |at: &usize| *at <= first.start + LONGEST && text.is_char_boundary(*at);
    let end = (first.end..=last.end).rev().find(is_near).unwrap_or(first.end);
    diff::words_alike(&quote.join(" "), &text[first.start..end], alike)
}

fn alike(word: &str) -> String {
    if word.trim().is_empty() { " ".to_owned() } else { NormalizedText::new(word, &RULES).text }
}

fn compared(text: &str, parts: &[QuotePart<'_>], passages: &[NearPassage]) -> Vec<DiffPiece> {
    let quote: Vec<&str> = parts.iter().map(|part| part.raw.trim()).collect();
    let printed: Vec<&str> = passages.iter().map(|passage| &text[passage.at.clone()]).collect();
    let mut pieces = Vec::new();
    for (at, (quote, printed)) in quote.into_iter().zip(printed).enumerate() {
        if at > 0 {
            push(&mut pieces, DiffPiece::Same(BETWEEN.to_owned()));
        }
        for piece in diff::words_alike(quote, printed, alike) {
            push(&mut pieces, piece);
        }
    }
    pieces
}

/// Adds a piece; what both have in a row is one.
fn push(pieces: &mut Vec<DiffPiece>, piece: DiffPiece) {
    match (pieces.last_mut(), piece) {
        (Some(DiffPiece::Same(before)), DiffPiece::Same(text)) => before.push_str(&text),
        (_, piece) => pieces.push(piece),
    }
}

/// The passage that has the most words of a part, from `from` on where there is one, with at least half of them.
fn near(index: &WordIndex, text: &str, part: &QuotePart<'_>, from: usize) -> Option<NearPassage> {
    let words = index.words_of(&part.normal.text);
    let known = words.iter().filter(|word| word.number.is_some()).count();
    if known == 0 || known * 2 < words.len() {
        return None;
    }
    let passages = starts(index, &words).into_iter().filter_map(|start| {
        let aligned = aligned(index, &words, start)?;
        let at = index.normal.source(&with_signs(index, part, &words, &aligned))?;
        let is_after = from <= at.start && text.is_char_boundary(at.end);
        let rare = aligned.same.iter().any(|number| index.places(*number).len() == 1);
        Some((is_after, NearPassage { at, same: aligned.same.len(), rare }))
    });
    let near = passages.filter(|(_, passage)| passage.same * 2 >= words.len());
    // Of equals, the first.
    near.reduce(|best, other| {
        let worth = |(is_after, passage): &(bool, NearPassage)| (*is_after, passage.same);
        if worth(&other) > worth(&best) { other } else { best }
    })
    .map(|(_, passage)| passage)
}

/// Where the part would begin if the most of its words stood where they do in the text: positions of words, which may lie before it.
fn starts(index: &WordIndex, words: &[IndexedWord]) -> Vec<isize> {
    let mut seeds: Vec<(usize, usize)> =
        words.iter().enumerate().filter_map(|(at, word)| Some((at, word.number?))).collect();
    seeds.sort_by_key(|(_, number)| index.places(*number).len());
    let mut votes: Vec<isize> = seeds
        .into_iter()
        .flat_map(|(at, number)| index.places(number).iter().map(move |place| place.cast_signed() - at.cast_signed()))
        .take(SEEDS)
        .collect();
    votes.sort_unstable();
    let slack = slack(words).cast_signed();
    let mut best = Vec::new();
    while best.len() < PASSAGES && !votes.is_empty() {
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

/// By how many words a passage may be longer or shorter than the part.
const fn slack(words: &[IndexedWord]) -> usize {
    3 + words.len() / 4
}

/// The words of the text around `start` that have the most of `words` in order.
fn aligned(index: &WordIndex, words: &[IndexedWord], start: isize) -> Option<Alignment> {
    let slack = slack(words);
    let clip = |at: isize| at.max(0).cast_unsigned().min(index.words.len());
    let is_long = words.len() > ALIGNED;
    let margin = if is_long { 0 } else { slack.cast_signed() };
    let window = clip(start - margin)..clip(start + 2 * margin + words.len().cast_signed());
    let there = &index.words[window.clone()];
    let there: Vec<Option<usize>> = there.iter().map(|word| word.number).collect();
    let words: Vec<Option<usize>> = words.iter().map(|word| word.number).collect();
    let mut pool: Vec<usize> = there.iter().copied().flatten().collect();
    pool.sort_unstable();
    let shared: Vec<usize> =
        words.iter().copied().flatten().filter(|number| pool.binary_search(number).is_ok()).collect();
    if shared.len() * 2 < words.len() {
        return None;
    }
    let aligned = if is_long { Alignment { span: 0..there.len(), same: shared } } else { align(&words, &there) };
    let moved = aligned.span.start + window.start..aligned.span.end + window.start;
    (!moved.is_empty()).then_some(Alignment { span: moved, ..aligned })
}

/// The stretch of the compared text from the first of these words to the last, with as many signs at the ends as the part has there.
fn with_signs(index: &WordIndex, part: &QuotePart<'_>, words: &[IndexedWord], aligned: &Alignment) -> Range<usize> {
    let text = &index.normal.text;
    let (first, last) = (&index.words[aligned.span.start], &index.words[aligned.span.end - 1]);
    let core = part.normal.core();
    let ahead = words.first().map_or("", |word| &part.normal.text[core.start.min(word.span.start)..word.span.start]);
    let behind = words.last().map_or("", |word| &part.normal.text[word.span.end..core.end.max(word.span.end)]);
    let is_sign = |char: &char| !char.is_whitespace() && !char.is_alphanumeric();
    let length = |chars: &mut dyn Iterator<Item = char>, most: &str| -> usize {
        chars.take_while(is_sign).take(most.chars().count()).map(char::len_utf8).sum()
    };
    let start = first.span.start - length(&mut text[..first.span.start].chars().rev(), ahead);
    start..last.span.end + length(&mut text[last.span.end..].chars(), behind)
}
