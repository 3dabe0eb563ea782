//! Finds who is the subject of a verb, and the noun phrase at a place. It never says whom a pronoun means.

use std::ops::Range;

use super::lexicon::Frames;
use super::tags::{Tag, TaggedSection};

/// The most tokens of a noun phrase.
const MAX_PHRASE: usize = 30;
/// The most tokens of an apposition.
const MAX_APPOSITION: usize = 30;
/// The most tokens in brackets within a noun phrase.
const MAX_BRACKET: usize = 8;

impl TaggedSection<'_> {
    /// The subject that ends before a token of a sentence.
    pub(super) fn subject_before(&self, sentence: &Range<usize>, end: usize) -> Option<Range<usize>> {
        let end = self.without_adverbial(sentence, end);
        let last = end.checked_sub(1).filter(|last| *last >= sentence.start)?;
        match self.tag(last) {
            Tag::Subject => (self.lower(last) != "there").then_some(last..end),
            Tag::Relative if self.lower(last) == "whom" && self.lower(last.wrapping_sub(1)) == "of" => {
                self.noun_phrase_before(sentence, last - 1).map(|quantity| quantity.start..end)
            }
            Tag::Relative | Tag::That => Some(last..end),
            Tag::Comma => self.subject_before_comma(sentence, last),
            Tag::Determiner if !self.stands_alone(last) => None,
            // “Everyone I interviewed said”
            Tag::Verb | Tag::Noun
                if self.is_finite(last) && last > sentence.start + 1 && self.tag(last - 1) == Tag::Subject =>
            {
                self.noun_phrase_before(sentence, last - 1).map(|head| head.start..end)
            }
            Tag::Noun
            | Tag::Name
            | Tag::Number
            | Tag::Bracket
            | Tag::Time
            | Tag::Determiner
            | Tag::Object
            | Tag::Verb => self.noun_phrase_before(sentence, end),
            _ => None,
        }
    }

    /// The end of a subject before an adverbial: `Wells Fargo just this month`, `Sanders on Tuesday`.
    fn without_adverbial(&self, sentence: &Range<usize>, end: usize) -> usize {
        let mut start = end;
        while start > sentence.start && self.tag(start - 1) == Tag::Time {
            start -= 1;
        }
        if start == end || start == sentence.start {
            return end;
        }
        while start > sentence.start
            && (matches!(
                self.lower(start - 1),
                "this" | "last" | "next" | "on" | "just" | "late" | "early" | "earlier"
            ))
        {
            start -= 1;
        }
        let is_subject = start > sentence.start
            && matches!(self.tag(start - 1), Tag::Name | Tag::Noun | Tag::Subject | Tag::Bracket | Tag::Relative);
        if is_subject { start } else { end }
    }

    /// The subject before an apposition, a relative clause or an adverbial that ends with a comma.
    fn subject_before_comma(&self, sentence: &Range<usize>, comma: usize) -> Option<Range<usize>> {
        let earliest = sentence.start.max(comma.saturating_sub(MAX_APPOSITION));
        let mut first = (earliest..comma).rev().find(|at| self.tag(*at) == Tag::Comma)?;
        loop {
            let is_apposition = matches!(
                self.tag(first + 1),
                Tag::Determiner | Tag::Possessive | Tag::Noun | Tag::Name | Tag::Number | Tag::Relative
            ) && !self.cues[first + 1].frames.has(Frames::PARTICIPLE)
                || self.lower(first + 1) == "including";
            let opens = matches!(
                self.tag(first + 1),
                Tag::Preposition | Tag::Subordinator | Tag::Adverb | Tag::Time | Tag::Verb
            ) || self.cues[first + 1].frames.has(Frames::PARTICIPLE);
            if !is_apposition && !opens {
                return None;
            }
            let head = match self.tag_before(sentence, first) {
                Tag::Subject => Some(first - 1..first),
                _ => self.noun_phrase_before(sentence, first),
            };
            if let Some(head) = head {
                return Some(head.start..if is_apposition { comma } else { first });
            }
            first = (earliest..first).rev().find(|at| self.tag(*at) == Tag::Comma)?;
        }
    }

    /// The noun phrase that ends before a token of a sentence, with the prepositional phrases in it.
    pub(super) fn noun_phrase_before(&self, sentence: &Range<usize>, end: usize) -> Option<Range<usize>> {
        let mut start = end;
        while start > sentence.start && end - start <= MAX_PHRASE {
            let at = start - 1;
            if self.quotation.get(at) != self.quotation.get(end - 1) {
                break;
            }
            let goes_on = match self.tag(at) {
                Tag::Name | Tag::Number | Tag::Time | Tag::Determiner | Tag::Possessive => true,
                Tag::Noun => !self.is_boundary_verb(sentence, at, end),
                Tag::Clitic => self.lower(at) == "'s" && !self.is_auxiliary_clitic(sentence, at),
                Tag::Adverb => {
                    at > sentence.start && matches!(self.tag(at - 1), Tag::Determiner | Tag::Adverb)
                        || matches!(self.lower(at), "more" | "less" | "almost" | "very" | "back")
                        || self.lower(at).ends_with("ly") && self.lower(start).ends_with("ed") && start < end
                }
                Tag::Preposition => {
                    start < end && !matches!(self.lower(at), "after" | "before" | "since" | "until" | "than")
                }
                Tag::To => {
                    start < end
                        && matches!(self.tag(start), Tag::Determiner | Tag::Name | Tag::Possessive | Tag::Object)
                }
                Tag::Subordinator => {
                    self.lower(at) == "as"
                        && start < end
                        && self.tag(start) == Tag::Noun
                        && self.tag_before(sentence, at) == Tag::Noun
                }
                Tag::Conjunction => start < end && self.joins_nouns(sentence, at),
                Tag::Verb => self.modifies_noun(at, end),
                // “Those close to him”
                Tag::Object => at + 1 == end && matches!(self.tag_before(sentence, at), Tag::Preposition | Tag::To),
                Tag::Bracket if matches!(self.lower(at), ")" | "]") => {
                    let earliest = sentence.start.max(at.saturating_sub(MAX_BRACKET));
                    let Some(open) = (earliest..at).rev().find(|open| matches!(self.lower(*open), "(" | "[")) else {
                        break;
                    };
                    start = open + 1;
                    true
                }
                _ => false,
            };
            if !goes_on {
                if let Some(head) = self.reduced_relative_head(sentence, at) {
                    start = head;
                }
                break;
            }
            start -= 1;
        }
        let start = self.skip_adverbials(start, end);
        let has_noun = |at| matches!(self.tag(at), Tag::Noun | Tag::Name | Tag::Determiner | Tag::Number | Tag::Time);
        (start < end && (start..end).any(has_noun)).then_some(start..end)
    }

    /// The start of the noun phrase at the start of the sentence that a participle belongs to: `A poll taken in May`.
    fn reduced_relative_head(&self, sentence: &Range<usize>, participle: usize) -> Option<usize> {
        let frames = self.cues[participle].frames;
        let is_participle = self.tag(participle) == Tag::Verb && !self.lower(participle).ends_with('s')
            || frames.has(Frames::PAST) && !frames.has(Frames::SPEECH);
        let is_noun = |at: usize| {
            matches!(
                self.tag(at),
                Tag::Noun | Tag::Name | Tag::Determiner | Tag::Number | Tag::Preposition | Tag::Possessive
            )
        };
        let is_head = participle - sentence.start <= MAX_BRACKET
            && self.tag_before(sentence, participle) == Tag::Noun
            && (sentence.start..participle).all(is_noun);
        (is_participle && is_head).then_some(sentence.start)
    }

    /// Whether the word is the verb of a clause that ends before the noun phrase.
    fn is_boundary_verb(&self, sentence: &Range<usize>, at: usize, end: usize) -> bool {
        let frames = self.cues[at].frames;
        if !frames.has(Frames::VERB) || at + 1 == end && frames.has(Frames::NOUN) {
            return false;
        }
        let is_reduced = frames.has(Frames::PAST.and(Frames::PARTICIPLE))
            && matches!(self.tag(at + 1), Tag::Preposition)
            && !frames.has(Frames::SPEECH)
            && self.tag_before(sentence, at) == Tag::Noun;
        let is_modifier = matches!(self.tag_before(sentence, at), Tag::Determiner | Tag::Possessive | Tag::Number)
            || frames.has(Frames::PAST)
                && self.lower(at.wrapping_sub(1)).ends_with("ly")
                && self.tag(at + 1) == Tag::Noun
            || frames.has(Frames::NOUN) && self.stands_as_noun(sentence, at);
        !is_reduced && !is_modifier
    }

    /// Whether a verb form stands as an adjective or a reduced relative clause in a noun phrase.
    fn modifies_noun(&self, at: usize, end: usize) -> bool {
        let word = self.lower(at);
        let is_form = word.ends_with("ed") || word.ends_with("ing");
        is_form && at + 1 < end && matches!(self.tag(at + 1), Tag::Noun | Tag::Name | Tag::Preposition)
            || at + 1 == end && word.ends_with("ing")
    }

    /// Whether a conjunction joins two noun phrases, and no clauses.
    fn joins_nouns(&self, sentence: &Range<usize>, at: usize) -> bool {
        if at <= sentence.start || !matches!(self.lower(at), "and" | "or" | "&") {
            return false;
        }
        let before = (sentence.start..at)
            .rev()
            .take(MAX_PHRASE)
            .take_while(|at| !matches!(self.tag(*at), Tag::Comma | Tag::Break | Tag::End));
        let between_names = self.tag(at - 1) == Tag::Name && self.tag(at + 1) == Tag::Name;
        let between_nouns = matches!(self.tag(at - 1), Tag::Noun | Tag::Name | Tag::Bracket);
        let is_verb = |at: usize| self.is_finite(at) || !between_names && self.is_verb_like(sentence, at);
        (between_names || between_nouns) && before.into_iter().all(|at| !is_verb(at))
    }

    fn is_verb_like(&self, sentence: &Range<usize>, at: usize) -> bool {
        self.tag(at) == Tag::Verb || self.cues[at].frames.has(Frames::VERB) && !self.stands_as_noun(sentence, at)
    }

    /// The start of a phrase without the adverbials before its noun: `On Tuesday`, `In a speech`, `Last week`.
    fn skip_adverbials(&self, start: usize, end: usize) -> usize {
        let mut start = start;
        while start < end {
            match self.tag(start) {
                Tag::Preposition => {
                    let begin = start + 1;
                    let is_new = |at: &usize| {
                        let (before, tag) = (self.tag(*at - 1), self.tag(*at));
                        let begins = matches!(tag, Tag::Determiner | Tag::Possessive)
                            && !matches!(before, Tag::Preposition | Tag::Determiner);
                        let named = tag == Tag::Name && matches!(before, Tag::Noun | Tag::Time | Tag::Number);
                        *at > begin && (begins || named)
                    };
                    start = (begin..end).find(is_new).unwrap_or(end - 1).max(begin);
                }
                Tag::Adverb | Tag::Conjunction => start += 1,
                _ => {
                    let time = (start..end.min(start + 3)).find(|at| self.tag(*at) == Tag::Time);
                    match time.filter(|at| at + 1 < end && matches!(self.tag(at + 1), Tag::Name | Tag::Determiner)) {
                        Some(time) => start = time + 1,
                        None => break,
                    }
                }
            }
        }
        start
    }

    /// The noun phrase that begins at a token, with its apposition if asked for.
    pub(super) fn noun_phrase_after(
        &self,
        sentence: &Range<usize>,
        start: usize,
        has_apposition: bool,
    ) -> Option<Range<usize>> {
        if matches!(self.tag(start), Tag::Subject | Tag::Object) && start < sentence.end {
            return Some(start..start + 1);
        }
        let mut end = start;
        while end < sentence.end && end - start < MAX_PHRASE {
            let goes_on = match self.tag(end) {
                Tag::Name | Tag::Determiner | Tag::Possessive | Tag::Clitic | Tag::Number => true,
                Tag::Noun => !self.is_boundary_verb(sentence, end, sentence.end),
                Tag::Time => end > start && self.tag(end - 1) == Tag::Determiner,
                Tag::Adverb => self.tag_before(sentence, end) == Tag::Determiner,
                Tag::Preposition => end > start && matches!(self.lower(end), "of" | "for" | "from" | "at"),
                Tag::Conjunction => {
                    end > start && self.lower(end) == "and" && self.next_is_noun_only(sentence, end + 1)
                }
                Tag::Bracket => end > start,
                Tag::Verb => {
                    matches!(self.tag(end + 1), Tag::Noun | Tag::Name) && self.modifies_noun(end, sentence.end)
                }
                _ => false,
            };
            if !goes_on {
                break;
            }
            end += 1;
        }
        while end > start && matches!(self.tag(end - 1), Tag::Comma | Tag::Preposition | Tag::Conjunction) {
            end -= 1;
        }
        // “everyone I interviewed”
        if end > start && self.tag(end) == Tag::Subject && end + 1 < sentence.end && self.is_finite(end + 1) {
            end += 2;
        }
        (end > start).then(|| start..if has_apposition { self.apposition_end(sentence, end) } else { end })
    }

    /// Where the appositions of a noun phrase end that ends at `end`.
    fn apposition_end(&self, sentence: &Range<usize>, end: usize) -> usize {
        let mut end = end;
        for _ in 0..2 {
            if end >= sentence.end || self.tag(end) != Tag::Comma || !self.apposition_follows(sentence, end) {
                break;
            }
            end = self.phrase_stop(sentence, end + 1);
        }
        end
    }

    fn apposition_follows(&self, sentence: &Range<usize>, comma: usize) -> bool {
        let next = comma + 1;
        let is_noun = self.tag(next) == Tag::Noun && !self.is_boundary_verb(sentence, next, sentence.end);
        let is_name = self.tag(next) == Tag::Name && (next..next + 3).any(|at| self.tag(at) == Tag::Noun);
        let is_former = matches!(self.lower(next), "now" | "then" | "once");
        matches!(self.tag(next), Tag::Determiner | Tag::Possessive | Tag::Relative) || is_noun || is_name || is_former
    }

    fn next_is_noun_only(&self, sentence: &Range<usize>, at: usize) -> bool {
        matches!(self.tag(at), Tag::Name | Tag::Noun | Tag::Determiner) && !self.is_verb_like(sentence, at)
    }

    /// The next sign after which a phrase cannot go on.
    fn phrase_stop(&self, sentence: &Range<usize>, from: usize) -> usize {
        (from..sentence.end)
            .find(|at| matches!(self.tag(*at), Tag::Comma | Tag::End | Tag::Break | Tag::Mark))
            .unwrap_or(sentence.end)
    }

    /// The subject of the clause before a token, for a verb that shares it: of the last cue that is often one, else of the last verb.
    pub(super) fn clause_subject(&self, sentence: &Range<usize>, before: usize) -> Option<Range<usize>> {
        let mut nearest = None;
        let mut at = before;
        while at > sentence.start && before - at < MAX_REACH {
            at -= 1;
            let is_outside =
                self.quotation.get(at) == self.quotation.get(before.min(self.quotation.len().saturating_sub(1)));
            if !is_outside || !self.is_finite(at) || self.tag_before(sentence, at) == Tag::To {
                continue;
            }
            let is_sure = self.cues[at].share >= 0.5;
            let mut first = at;
            while first > sentence.start && matches!(self.tag(first - 1), Tag::Auxiliary | Tag::Adverb) {
                first -= 1;
            }
            let subject =
                self.subject_before(sentence, first).filter(|subject| self.tag(subject.start) != Tag::Relative);
            if subject.is_some() && (is_sure || nearest.is_none()) {
                nearest = subject;
                if is_sure {
                    break;
                }
            }
            at = first;
        }
        nearest
    }
}

/// The most tokens between a verb and the subject that it shares with an earlier one.
const MAX_REACH: usize = 60;
