//! Finds the parts of a quote in a text by the normalization rules, and places them in order. It only returns text with the words of the
//! quote.

use std::ops::Range;

use super::characters::{first_mark, is_bound, last_mark};
use super::normalize::{NormalizedText, RULES, needed};
use super::word_index::WordIndex;
use super::{NormalizationRule, QuoteVerdict};

/// The number of places of a part among which the one with the fewest rules is chosen.
const MAX_COMPARED: usize = 32;

/// A part of a quote.
#[derive(Debug)]
pub(super) struct QuotePart<'a> {
    pub raw: &'a str,
    pub normal: NormalizedText,
}

impl<'a> QuotePart<'a> {
    pub(super) fn new(raw: &'a str) -> Self {
        Self { raw, normal: NormalizedText::new(raw, &RULES, None) }
    }

    /// All places of the part, in the order of the text; if there are none, those without the ellipses at its ends.
    pub(super) fn places(&self, index: &WordIndex, text: &str) -> Vec<Range<usize>> {
        let find = |normal: &NormalizedText| {
            let whole = ranges_of(index, text, &normal.text[normal.trimmed()]);
            if whole.is_empty() { ranges_of(index, text, &normal.text[normal.core()]) } else { whole }
        };
        let found = find(&self.normal);
        let is_broken = found.is_empty() && !self.normal.joined_words.is_empty();
        if is_broken { find(&NormalizedText::new(self.raw, &RULES, Some(text))) } else { found }
    }

    /// The rules that the part needs at this place; `None` if they are not enough.
    fn rules(&self, text: &str, at: &Range<usize>) -> Option<Vec<NormalizationRule>> {
        let passage = &text[at.clone()];
        needed(self.raw, passage).or_else(|| {
            let inner = self.normal.source(&self.normal.core())?;
            let mut rules = needed(&self.raw[inner], passage)?;
            rules.push(NormalizationRule::Ellipses);
            rules.sort_unstable();
            rules.dedup();
            Some(rules)
        })
    }
}

/// All ranges of the text that are normalized to `piece`, at word boundaries.
fn ranges_of(index: &WordIndex, text: &str, piece: &str) -> Vec<Range<usize>> {
    if piece.is_empty() {
        return Vec::new();
    }
    let starts = index.starts_of(piece).into_iter();
    let spans = starts.filter_map(|start| index.normal.source(&(start..start + piece.len())));
    let ranges: Vec<Range<usize>> = spans.filter(|at| is_bound(text, at.start) && is_bound(text, at.end)).collect();
    let with_hyphens = if ranges.is_empty() { index.with_hyphens_of(piece, text) } else { None };
    with_hyphens.map_or(ranges, |index| ranges_of(&index, text, piece))
}

/// Places all parts in order, with a quotation mark between them; `None` if that is impossible. Each part takes the one of its first places
/// that needs the fewest rules.
pub(super) fn in_order(found: &[Vec<Range<usize>>], parts: &[QuotePart<'_>], text: &str) -> Option<QuoteVerdict> {
    // The last end of each part that leaves room for those after it.
    let mut room = text.len();
    let mut ends = Vec::with_capacity(found.len());
    for (number, places) in found.iter().enumerate().rev() {
        ends.push(room);
        room = places.iter().filter(|place| place.end <= room).map(|place| place.start).max()?;
        if number > 0 {
            room = last_mark(&text[..room])?;
        }
    }
    let (mut from, mut at, mut all) = (0, Vec::new(), Vec::new());
    for ((places, part), end) in found.iter().zip(parts).zip(ends.into_iter().rev()) {
        if !at.is_empty() {
            from += first_mark(&text[from..])?;
        }
        let fitting = places.iter().filter(|place| from <= place.start && place.end <= end).take(MAX_COMPARED);
        let each = fitting.filter_map(|place| Some((part.rules(text, place)?, place)));
        let (rules, place) = each.min_by_key(|(rules, _)| rules.len())?;
        from = place.end;
        at.push(place.clone());
        all.extend(rules);
    }
    all.sort_unstable();
    all.dedup();
    Some(if all.is_empty() { QuoteVerdict::Verbatim { at } } else { QuoteVerdict::Normalized { at, rules: all } })
}

/// The places of several parts in order, without the quotation marks between them; `None` if they are not in order.
pub(super) fn uninterrupted(found: &[Vec<Range<usize>>]) -> Option<Vec<Range<usize>>> {
    let mut from = 0;
    let mut next = |places: &Vec<Range<usize>>| {
        let place = places.iter().find(|place| from <= place.start)?.clone();
        from = place.end;
        Some(place)
    };
    let at: Option<Vec<Range<usize>>> = found.iter().map(&mut next).collect();
    at.filter(|at| at.len() > 1)
}
