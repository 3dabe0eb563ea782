//! Chooses among candidates that overlap, and says how sure each is. It finds none.

use std::ops::Range;

use super::rules::{Found, Rule};
use super::tags::TaggedSection;
use super::{Candidate, Tier};
use crate::model::Attribution;

/// The least confidence of a candidate.
const MIN_CONFIDENCE: f32 = 0.28;

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
    let mut order: Vec<usize> = (0..found.len()).collect();
    let sureness: Vec<f32> = found.iter().map(|found| confidence(found)).collect();
    order.retain(|at| sureness[*at] >= MIN_CONFIDENCE);
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
    chosen.sort_unstable_by_key(|at| found[*at].content[0].start.min(found[*at].cue[0].start));
    chosen.into_iter().filter_map(|at| Some((found[at].rule, candidate(tagged, &found[at], sureness[at])?))).collect()
}

/// The tokens of the candidates that are chosen.
struct Taken {
    cues: Vec<bool>,
    contents: Vec<bool>,
}

impl Taken {
    fn is_free(&self, found: &Found) -> bool {
        let has =
            |ranges: &[Range<usize>], taken: &[bool]| ranges.iter().any(|range| taken[range.clone()].contains(&true));
        !has(&found.cue, &self.contents)
            && !has(&found.cue, &self.cues)
            && !has(&found.content, &self.cues)
            && !has(&found.content, &self.contents)
    }

    fn take(&mut self, found: &Found) {
        for range in &found.cue {
            self.cues[range.clone()].fill(true);
        }
        for range in &found.content {
            self.contents[range.clone()].fill(true);
        }
    }
}

/// How likely a candidate is right, by its rule and its cue word.
fn confidence(found: &Found) -> f32 {
    let (least, by_share) = match found.rule {
        Rule::Quotation => (0.95, 0.0),
        Rule::QuotationAfter => (0.9, 0.0),
        Rule::Dash | Rule::Colon | Rule::FollowOn => (0.8, 0.0),
        Rule::That => (0.6, 0.3),
        Rule::Clause => (0.3, 0.5),
        Rule::Parenthesis => (0.6, 0.3),
        Rule::According => (0.9, 0.0),
        Rule::Infinitive => (0.2, 0.65),
        Rule::Question => (0.2, 0.6),
        Rule::Preposition => (0.1, 0.7),
        Rule::Object => (0.1, 0.8),
        Rule::Passive => (0.1, 0.5),
        Rule::NounThat => (0.3, 0.8),
        Rule::NounInfinitive => (0.2, 0.6),
        Rule::NounPreposition => (0.1, 0.7),
        Rule::Adjective => (0.2, 0.6),
    };
    least + by_share * found.share
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
    let tier = match attribution {
        Attribution::Direct => Tier::Quoted,
        _ if confidence >= 0.75 => Tier::SpeechVerb,
        _ => Tier::Other,
    };
    (!content.is_empty()).then(|| Candidate {
        attribution,
        content,
        cue: bytes(&found.cue),
        source: bytes(&found.source),
        tier,
        confidence,
    })
}
