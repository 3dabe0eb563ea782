//! Chooses among candidates that overlap, and says how sure each is. It finds none.

use std::ops::Range;

use super::rules::{Found, Rule};
use super::tags::{Tag, TaggedSection};
use super::{Candidate, Tier};
use crate::model::Attribution;

/// The least confidence of a candidate.
const MIN_CONFIDENCE: f32 = 0.3;

/// How much surer a candidate must be than the one in whose content it stands, to be chosen instead.
const MARGIN: f32 = 0.2;
/// The least confidence of the first tier, and of the second.
const LEAST_QUOTED: f32 = 0.95;
const LEAST_SPEECH: f32 = 0.66;
/// The confidence of a rule from which on nothing else counts.
const SURE: f32 = 0.94;

/// The candidates of a section, which may be the first of the text, that do not overlap, in the order of the text.
pub(super) fn candidates(tagged: &TaggedSection<'_>, is_first: bool) -> Vec<(Rule, Candidate)> {
    let mut found = tagged.found_by_quotations();
    found.extend(tagged.found_by_labels(is_first));
    for sentence in &tagged.section.sentences {
        for at in sentence.clone() {
            if tagged.quotation[at].is_none() && (tagged.cues[at].share > 0.0 || tagged.lower(at) == "put") {
                found.extend(tagged.found_at(sentence, at));
            }
        }
    }
    let sureness: Vec<f32> = found.iter().map(|found| confidence(tagged, found)).collect();
    let mut order: Vec<usize> = (0..found.len()).filter(|at| sureness[*at] >= MIN_CONFIDENCE).collect();
    drop_nested(&found, &sureness, &mut order, tagged.tags.len());
    order.sort_by(|a, b| sureness[*b].total_cmp(&sureness[*a]).then(a.cmp(b)));
    // Whether a token is of a cue, or of a content, of a candidate that is chosen.
    let mut taken = Taken { cues: vec![false; tagged.tags.len()], contents: vec![false; tagged.tags.len()] };
    let mut chosen = Vec::new();
    for at in order {
        if taken.is_free(&found[at]) {
            taken.take(&found[at]);
            chosen.push(at);
        }
    }
    chosen.sort_unstable_by_key(|at| found[*at].content[0].start.min(found[*at].cue.start));
    chosen.into_iter().filter_map(|at| Some((found[at].rule, candidate(tagged, &found[at], sureness[at])?))).collect()
}

/// The tokens of the candidates that are chosen.
struct Taken {
    cues: Vec<bool>,
    contents: Vec<bool>,
}

impl Taken {
    fn is_free(&self, found: &Found) -> bool {
        let has = |range: &Range<usize>, taken: &[bool]| taken[range.clone()].contains(&true);
        let is_taken = |range: &Range<usize>| has(range, &self.cues) || has(range, &self.contents);
        !is_taken(&found.cue) && !found.content.iter().any(is_taken)
    }

    fn take(&mut self, found: &Found) {
        self.cues[found.cue.clone()].fill(true);
        for range in &found.content {
            self.contents[range.clone()].fill(true);
        }
    }
}

/// Drops the candidates whose cue stands in the content of another that is nearly as sure: who reports is the source of what is reported.
fn drop_nested(found: &[Found], sureness: &[f32], order: &mut Vec<usize>, tokens: usize) {
    let mut by_cue: Vec<Option<usize>> = vec![None; tokens];
    for at in order.iter() {
        by_cue[found[*at].cue.start] = Some(*at);
    }
    let mut outermost = order.clone();
    outermost.sort_by_key(|at| std::cmp::Reverse(found[*at].content.iter().map(ExactSizeIterator::len).sum::<usize>()));
    let mut is_dropped = vec![false; found.len()];
    for outer in outermost {
        if is_dropped[outer] {
            continue;
        }
        let inner =
            || found[outer].content.iter().flat_map(Clone::clone).filter_map(|at| by_cue[at]).filter(|at| *at != outer);
        if inner().any(|at| !is_dropped[at] && sureness[at] > sureness[outer] + MARGIN) {
            continue;
        }
        inner().for_each(|at| is_dropped[at] = true);
    }
    order.retain(|at| !is_dropped[*at]);
}

/// How likely a candidate is right, from 0 to 1: by its rule, its cue word, and what its source, cue and content are.
fn confidence(tagged: &TaggedSection<'_>, found: &Found) -> f32 {
    let (least, by_share) = weights(found.rule);
    let base = least + by_share * found.share;
    if base >= SURE {
        return base;
    }
    let source = match &found.source {
        None => -0.12,
        Some(source) if tagged.tag(source.end - 1) == Tag::Subject => 0.0,
        Some(source) if tagged.is_capital(source.start) => 0.06,
        Some(_) => -0.04,
    };
    let cue = &found.cue;
    let first = tagged.lower(cue.start);
    let is_modal = matches!(first, "will" | "would" | "could" | "can" | "may" | "might" | "should" | "must");
    let is_negated =
        cue.clone().any(|at| matches!(tagged.lower(at), "not" | "never") || tagged.lower(at).ends_with("n't"));
    let is_short = found.content.iter().map(ExactSizeIterator::len).sum::<usize>() <= 2;
    let minus = [is_modal, is_negated, is_short].into_iter().filter(|is_so| *is_so).count();
    (base + source - 0.1 * f32::from(u8::try_from(minus).unwrap_or(0))).clamp(0.05, SURE)
}

/// The confidence of a rule with the rarest cue word, and what is added for one that is always a cue.
const fn weights(rule: Rule) -> (f32, f32) {
    match rule {
        Rule::Quotation => (0.97, 0.0),
        Rule::QuotationAfter => (0.96, 0.0),
        Rule::Dash | Rule::Colon => (0.9, 0.0),
        Rule::According => (0.88, 0.0),
        Rule::That => (0.72, 0.24),
        Rule::Clause => (0.45, 0.5),
        Rule::Parenthesis => (0.4, 0.4),
        Rule::Infinitive => (0.25, 0.6),
        Rule::Question | Rule::Adjective => (0.3, 0.6),
        Rule::Preposition => (0.25, 0.65),
        Rule::Object => (0.22, 0.65),
        Rule::Passive | Rule::NounInfinitive => (0.2, 0.5),
        Rule::NounThat => (0.4, 0.5),
        Rule::NounPreposition => (0.25, 0.5),
    }
}

fn candidate(tagged: &TaggedSection<'_>, found: &Found, confidence: f32) -> Option<Candidate> {
    let bytes = |ranges: &[Range<usize>]| -> Vec<Range<usize>> {
        let ranges = ranges.iter().filter(|range| !range.is_empty()).map(|range| tagged.section.bytes(range));
        let mut ranges: Vec<Range<usize>> = ranges.filter(|range| !range.is_empty()).collect();
        ranges.sort_unstable_by_key(|range| range.start);
        ranges.dedup_by(|next, last| {
            let overlaps = next.start < last.end;
            if overlaps {
                last.end = last.end.max(next.end);
            }
            overlaps
        });
        ranges
    };
    let content = bytes(&found.content);
    let words = || found.content.iter().flat_map(Clone::clone).filter(|at| tagged.section.tokens[*at].is_word);
    let quoted = words().filter(|at| tagged.quotation[*at].is_some()).count();
    let attribution = match quoted {
        0 => Attribution::Indirect,
        _ if quoted == words().count() => Attribution::Direct,
        _ => Attribution::Mixed,
    };
    let is_quoting =
        matches!(found.rule, Rule::Quotation | Rule::QuotationAfter | Rule::Dash | Rule::Colon | Rule::According);
    let (tier, confidence) = match attribution {
        Attribution::Direct if is_quoting => (Tier::Quoted, confidence.max(LEAST_QUOTED)),
        _ if confidence >= LEAST_SPEECH => (Tier::SpeechVerb, confidence.min(LEAST_QUOTED - 0.01)),
        _ => (Tier::Other, confidence),
    };
    (!content.is_empty()).then(|| Candidate {
        attribution,
        content,
        cue: bytes(std::slice::from_ref(&found.cue)),
        source: bytes(found.source.as_slice()),
        tier,
        confidence,
    })
}
