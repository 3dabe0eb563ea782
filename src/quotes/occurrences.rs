//! Finds the parts of a quote in a text by the normalization rules, and places them in order. It only returns text with the words of the
//! quote.

use std::collections::HashMap;
use std::ops::Range;

use super::NormalizationRule;
use super::characters::is_bound;
use super::normalize::{NormalizedText, RULES, needed};
use super::word_index::WordIndex;

/// The number of places of a part that are tried for a reporting clause between it and the next part.
const MAX_TRIED: usize = 8;

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

    /// The rules that the part needs for this passage; `None` if they are not enough.
    pub(super) fn rules(&self, passage: &str) -> Option<Vec<NormalizationRule>> {
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

/// A place of a part.
#[derive(Debug, Clone)]
pub(super) struct QuotePlace {
    pub at: Range<usize>,
    /// In order.
    pub rules: Vec<NormalizationRule>,
    pub cost: PlaceCost,
}

/// How unlikely it is that a quote means this place. Less is better, the first field most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct PlaceCost {
    /// The number of parts that are not marked as speech.
    pub unmarked: usize,
    /// The number of paragraphs to the name of the speaker, at most 2 a part.
    pub paragraphs: usize,
    pub rules: usize,
    /// The number of bytes to the name of the speaker.
    pub bytes: usize,
}

impl PlaceCost {
    const fn plus(self, other: Self) -> Self {
        Self {
            unmarked: self.unmarked + other.unmarked,
            paragraphs: self.paragraphs + other.paragraphs,
            rules: self.rules + other.rules,
            bytes: self.bytes.saturating_add(other.bytes),
        }
    }
}

/// The rules for each spelling of a part, so that each is compared once.
#[derive(Debug, Default)]
pub(super) struct RuleCache<'t>(HashMap<&'t str, Option<Vec<NormalizationRule>>>);

impl<'t> RuleCache<'t> {
    pub(super) fn rules(&mut self, part: &QuotePart<'_>, passage: &'t str) -> Option<Vec<NormalizationRule>> {
        self.0.entry(passage).or_insert_with(|| part.rules(passage)).clone()
    }
}

/// Where the text may interrupt a quote.
pub(super) trait QuoteBreaks {
    /// The start of the last break that ends at or before `at`.
    fn last_break(&self, at: usize) -> Option<usize>;
    /// Whether this stretch between two parts is a reporting clause.
    fn is_clause(&self, gap: &Range<usize>) -> bool;
}

/// Places all parts in order, with a break between them, at the least cost, and the first such places; `None` if that is impossible.
pub(super) fn in_order(found: &[Vec<QuotePlace>], breaks: &impl QuoteBreaks) -> Option<Vec<QuotePlace>> {
    // For each place of each part: the cost of the best way to it, and the place of the part before.
    let mut ways: Vec<Vec<Option<(PlaceCost, usize)>>> = Vec::with_capacity(found.len());
    for (part, places) in found.iter().enumerate() {
        let Some(before) = part.checked_sub(1) else {
            ways.push(places.iter().map(|place| Some((place.cost, 0))).collect());
            continue;
        };
        let mut by_end: Vec<usize> = (0..found[before].len()).filter(|at| ways[before][*at].is_some()).collect();
        by_end.sort_by_key(|at| found[before][*at].at.end);
        let cost = |at: usize| ways[before][at].map_or_else(PlaceCost::default, |(cost, _)| cost);
        let end = |at: usize| found[before][at].at.end;
        let (mut reached, mut best): (usize, Option<usize>) = (0, None);
        let mut own = Vec::with_capacity(places.len());
        for place in places {
            let limit = breaks.last_break(place.at.start);
            while reached < by_end.len() && limit.is_some_and(|limit| end(by_end[reached]) <= limit) {
                let at = by_end[reached];
                let is_better = best.is_none_or(|best| (cost(at), at) < (cost(best), best));
                best = if is_better { Some(at) } else { best };
                reached += 1;
            }
            let near = by_end[reached..].iter().copied().take_while(|at| end(*at) <= place.at.start);
            let near = near.collect::<Vec<_>>().into_iter().rev().take(MAX_TRIED);
            let clauses = near.filter(|at| breaks.is_clause(&(end(*at)..place.at.start)));
            let way = clauses.chain(best).min_by_key(|at| (cost(*at), *at));
            own.push(way.map(|at| (cost(at).plus(place.cost), at)));
        }
        ways.push(own);
    }
    let last = ways.last()?.iter().enumerate().filter_map(|(at, way)| Some((way.as_ref()?.0, at)));
    let mut at = last.min()?.1;
    let mut chosen = Vec::with_capacity(found.len());
    for part in (0..found.len()).rev() {
        chosen.push(found[part][at].clone());
        at = ways[part][at]?.1;
    }
    chosen.reverse();
    Some(chosen)
}

/// The places of several parts in order, without a break between them; `None` if they are not in order.
pub(super) fn uninterrupted(found: &[Vec<QuotePlace>]) -> Option<Vec<Range<usize>>> {
    let mut from = 0;
    let mut next = |places: &Vec<QuotePlace>| {
        let place = places.iter().find(|place| from <= place.at.start)?.at.clone();
        from = place.end;
        Some(place)
    };
    let at: Option<Vec<Range<usize>>> = found.iter().map(&mut next).collect();
    at.filter(|at| at.len() > 1)
}
