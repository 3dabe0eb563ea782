//! A text without what interrupts a quotation inside of its marks: marks repeated at a paragraph, and brackets of a transcript. Its places
//! map back to the text.

use std::ops::Range;

use super::NormalizationRule;
use super::marked_speech::MarkedSpeech;
use super::word_index::WordIndex;

/// A text with some ranges left out.
#[derive(Debug)]
pub(super) struct JoinedText {
    pub text: String,
    pub index: WordIndex,
    /// What is left out, in order.
    cuts: Vec<TextCut>,
}

/// A range that is left out.
#[derive(Debug)]
struct TextCut {
    /// Where it would be in the joined text.
    joined: usize,
    /// The bytes that are left out up to its end.
    removed: usize,
    rule: NormalizationRule,
}

impl JoinedText {
    /// `None` if nothing is to be left out.
    pub(super) fn new(text: &str, speech: &MarkedSpeech) -> Option<Self> {
        let repeated = speech.repeated.iter().map(|mark| (mark.clone(), NormalizationRule::RepeatedMarks));
        let rooms = speech.interruptions.iter().map(|room| (with_space(text, room), NormalizationRule::Interruptions));
        let mut left_out: Vec<(Range<usize>, NormalizationRule)> = repeated.chain(rooms).collect();
        left_out.sort_unstable_by_key(|(whole, _)| whole.start);
        let mut joined = String::with_capacity(text.len());
        let (mut from, mut cuts) = (0, Vec::new());
        for (whole, rule) in left_out {
            let whole = whole.start.max(from)..whole.end.max(from);
            joined.push_str(&text[from..whole.start]);
            from = whole.end;
            cuts.push(TextCut { joined: joined.len(), removed: whole.end - joined.len(), rule });
        }
        joined.push_str(&text[from..]);
        (!cuts.is_empty()).then(|| Self { index: WordIndex::new(&joined), text: joined, cuts })
    }

    /// The range of the whole text for a range of this one, and the rules for what is left out inside of it; `None` if nothing is.
    pub(super) fn whole(&self, at: &Range<usize>) -> Option<(Range<usize>, Vec<NormalizationRule>)> {
        let before = |is_before: &dyn Fn(&TextCut) -> bool| self.cuts.partition_point(is_before);
        let (first, last) = (before(&|cut| cut.joined <= at.start), before(&|cut| cut.joined < at.end));
        let inside = self.cuts.get(first..last).filter(|inside| !inside.is_empty())?;
        let removed = |count: usize| count.checked_sub(1).map_or(0, |last| self.cuts[last].removed);
        let mut rules: Vec<NormalizationRule> = inside.iter().map(|cut| cut.rule).collect();
        rules.sort_unstable();
        rules.dedup();
        Some((at.start + removed(first)..at.end + removed(last), rules))
    }
}

/// The range with the space after it, so that the words around it stay apart by the space before it.
fn with_space(text: &str, room: &Range<usize>) -> Range<usize> {
    let begins_apart = text[..room.start].chars().next_back().is_none_or(char::is_whitespace);
    let next = text[room.end..].chars().next();
    match next {
        Some(' ') if begins_apart => room.start..room.end + 1,
        Some('.' | ',' | '!' | '?' | ';') if text[..room.start].ends_with(' ') => room.start - 1..room.end,
        Some(_) | None => room.clone(),
    }
}
