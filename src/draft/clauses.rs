//! Finds the verb group of a verb, and its subject. It never decides what a clause says.

use std::ops::Range;

use super::lexicon::Frames;
use super::tags::{Tag, TaggedSection};

/// How a verb stands in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum VerbForm {
    Finite,
    /// After `to`.
    Infinitive,
    /// With `-ing` and no auxiliary.
    Participle,
    Passive,
    /// A past participle without an auxiliary, as in `a bill called`.
    Reduced,
}

/// A verb with its auxiliaries and adverbs, and the verbs that govern it: `again refused to pledge`.
#[derive(Debug, Clone)]
pub(super) struct VerbGroup {
    pub tokens: Range<usize>,
    pub form: VerbForm,
    pub is_negated: bool,
}

impl TaggedSection<'_> {
    /// The group of the verb at a token of a sentence; `None` if the word stands there as a noun or an adjective.
    pub(super) fn verb_group(&self, sentence: &Range<usize>, verb: usize) -> Option<VerbGroup> {
        let frames = self.cues[verb].frames;
        if !frames.has(Frames::VERB) || self.stands_as_noun(sentence, verb) {
            return None;
        }
        let mut start = verb;
        let (mut has_be, mut has_auxiliary, mut is_negated) = (false, false, false);
        let mut form = None;
        while start > sentence.start {
            let before = start - 1;
            match self.tag(before) {
                Tag::Auxiliary => {
                    has_be |= form.is_none() && self.is_be(before);
                    has_auxiliary = true;
                    is_negated |= self.lower(before).ends_with("n't");
                }
                Tag::Adverb => is_negated |= matches!(self.lower(before), "not" | "never"),
                Tag::Clitic if self.is_auxiliary_clitic(sentence, before) => {
                    has_be |= form.is_none() && matches!(self.lower(before), "'s" | "'re" | "'m");
                    has_auxiliary = true;
                }
                Tag::To if start == verb || form == Some(VerbForm::Infinitive) || self.governs(before + 1) => {
                    form.get_or_insert(VerbForm::Infinitive);
                    let Some(governor) = self.governor(sentence, before) else {
                        start = before;
                        break;
                    };
                    start = governor;
                    continue;
                }
                _ => break,
            }
            start = before;
        }
        while start < verb && self.tag(start) == Tag::Adverb && self.tag_before(sentence, start) == Tag::Comma {
            start += 1;
        }
        let form = form.unwrap_or({
            if frames.has(Frames::PARTICIPLE) {
                if has_be || has_auxiliary { VerbForm::Finite } else { VerbForm::Participle }
            } else if frames.has(Frames::PAST) {
                if has_be { VerbForm::Passive } else { VerbForm::Finite }
            } else {
                VerbForm::Finite
            }
        });
        let is_reduced =
            form == VerbForm::Finite && !has_auxiliary && frames.has(Frames::PAST) && self.lower(verb + 1) == "by";
        Some(VerbGroup { tokens: start..verb + 1, form: if is_reduced { VerbForm::Reduced } else { form }, is_negated })
    }

    fn is_be(&self, at: usize) -> bool {
        matches!(
            self.lower(at),
            "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am" | "isn't" | "aren't" | "wasn't" | "weren't"
        )
    }

    /// Whether `'s` and the like stand for an auxiliary: after a pronoun, or before a word that no noun phrase has there.
    fn is_auxiliary_clitic(&self, sentence: &Range<usize>, at: usize) -> bool {
        self.lower(at) != "'s"
            || matches!(self.tag_before(sentence, at), Tag::Subject | Tag::Relative | Tag::That | Tag::Question)
    }

    fn governs(&self, verb: usize) -> bool {
        self.tag(verb) == Tag::Verb || self.cues.get(verb).is_some_and(|cue| cue.frames.has(Frames::VERB))
    }

    /// The verb or the predicate that governs the infinitive after the `to` at this token: `refused to`, `is ready to`.
    fn governor(&self, sentence: &Range<usize>, to: usize) -> Option<usize> {
        let before = to.checked_sub(1).filter(|before| *before >= sentence.start)?;
        let frames = self.cues[before].frames;
        let is_auxiliary = self.tag(before) == Tag::Auxiliary;
        let is_predicate = frames.has(Frames::ADJECTIVE)
            && before > sentence.start
            && matches!(self.tag(before - 1), Tag::Auxiliary | Tag::Adverb | Tag::Clitic);
        let is_verb =
            self.tag(before) == Tag::Verb || frames.has(Frames::VERB) && !self.stands_as_noun(sentence, before);
        (is_auxiliary || is_predicate || is_verb).then_some(before)
    }

    /// Whether a word that can be a noun or a verb is a noun here.
    pub(super) fn stands_as_noun(&self, sentence: &Range<usize>, at: usize) -> bool {
        let frames = self.cues[at].frames;
        let before = self.tag_before(sentence, at);
        let is_bare = !frames.has(Frames::PAST) && !frames.has(Frames::PARTICIPLE);
        let is_compound = is_bare
            && frames.has(Frames::NOUN)
            && matches!(before, Tag::Name | Tag::Noun | Tag::Clitic)
            && matches!(self.tag(at + 1), Tag::Noun | Tag::Name)
            && !frames.has(Frames::WITH_S);
        match before {
            _ if is_compound => true,
            Tag::Determiner | Tag::Possessive | Tag::Number => {
                // A determiner can stand for a noun: “some say”, “others said”, “this shows”.
                let stands_alone = matches!(
                    self.lower(at - 1),
                    "some" | "many" | "most" | "all" | "few" | "this" | "those" | "these" | "both"
                );
                !(stands_alone && (!is_bare || frames.has(Frames::SPEECH) || self.lower(at - 1) == "this"))
            }
            Tag::Clitic => self.lower(at - 1) == "'s" && !self.is_auxiliary_clitic(sentence, at - 1),
            Tag::Preposition => is_bare || frames.has(Frames::PAST),
            Tag::Conjunction => frames.has(Frames::NOUN) && is_bare && !self.object_follows(at + 1),
            Tag::Noun if frames.has(Frames::NOUN) && is_bare => !self.object_follows(at + 1),
            Tag::Noun if frames.has(Frames::PAST) => false,
            Tag::Name if frames.has(Frames::NOUN) && is_bare => {
                !self.object_follows(at + 1) && !(frames.has(Frames::SPEECH) && frames.has(Frames::WITH_S))
            }
            Tag::Verb | Tag::End | Tag::Comma | Tag::Break | Tag::Mark if frames.has(Frames::NOUN) && is_bare => {
                !self.object_follows(at + 1)
            }
            _ => false,
        }
    }

    /// Whether a determiner can stand for a noun.
    fn stands_alone(&self, at: usize) -> bool {
        matches!(
            self.lower(at),
            "some" | "many" | "most" | "all" | "few" | "this" | "those" | "these" | "both" | "each" | "another"
        )
    }

    /// Whether what a verb takes stands here: a noun phrase, `that`, an infinitive, a quotation.
    fn object_follows(&self, at: usize) -> bool {
        match self.tag(at) {
            Tag::Determiner | Tag::Possessive | Tag::Subject | Tag::Object | Tag::That | Tag::Question | Tag::Name => {
                true
            }
            Tag::To => self.governs(at + 1) || self.tag(at + 1) == Tag::Auxiliary,
            Tag::Mark => true,
            _ => false,
        }
    }

    /// The subject that ends before a token of a sentence.
    pub(super) fn subject_before(&self, sentence: &Range<usize>, end: usize) -> Option<Range<usize>> {
        let last = end.checked_sub(1).filter(|last| *last >= sentence.start)?;
        match self.tag(last) {
            Tag::Subject => (self.lower(last) != "there").then_some(last..end),
            Tag::Relative => Some(last..end),
            Tag::Comma => self.subject_before_comma(sentence, last),
            Tag::Determiner if !self.stands_alone(last) => None,
            Tag::Noun | Tag::Name | Tag::Number | Tag::Bracket | Tag::Time | Tag::Determiner | Tag::Verb => {
                self.noun_phrase_before(sentence, end)
            }
            _ => None,
        }
    }

    /// The subject before an apposition, a relative clause or an adverbial that ends with a comma.
    fn subject_before_comma(&self, sentence: &Range<usize>, comma: usize) -> Option<Range<usize>> {
        let earliest = sentence.start.max(comma.saturating_sub(MAX_APPOSITION));
        let mut first = (earliest..comma).rev().find(|at| self.tag(*at) == Tag::Comma)?;
        loop {
            let is_apposition = matches!(
                self.tag(first + 1),
                Tag::Determiner | Tag::Possessive | Tag::Noun | Tag::Name | Tag::Number | Tag::Time
            );
            let opens =
                matches!(self.tag(first + 1), Tag::Relative | Tag::Preposition | Tag::Subordinator | Tag::Adverb)
                    || self.cues[first + 1].frames.has(Frames::PARTICIPLE)
                    || self.tag(first + 1) == Tag::Verb;
            if !is_apposition && !opens {
                return None;
            }
            if let Some(head) = self.noun_phrase_before(sentence, first) {
                let has_verb = (first + 1..comma).any(|at| self.is_finite(at));
                let end = if is_apposition && !has_verb { comma } else { first };
                return Some(head.start..end);
            }
            first = (earliest..first).rev().find(|at| self.tag(*at) == Tag::Comma)?;
        }
    }

    /// The noun phrase that ends before a token of a sentence, with the prepositional phrases in it.
    pub(super) fn noun_phrase_before(&self, sentence: &Range<usize>, end: usize) -> Option<Range<usize>> {
        let mut start = end;
        while start > sentence.start {
            let at = start - 1;
            match self.tag(at) {
                Tag::Name | Tag::Number | Tag::Time | Tag::Determiner | Tag::Possessive => {}
                Tag::Noun if !self.is_boundary_verb(sentence, at, end) => {}
                Tag::Clitic if self.lower(at) == "'s" || self.lower(at).len() == 1 => {}
                Tag::Sign if self.lower(at) == "'" => {}
                Tag::Adverb if at > sentence.start && matches!(self.tag(at - 1), Tag::Determiner | Tag::Adverb) => {}
                Tag::Adverb if matches!(self.lower(at), "more" | "less" | "almost" | "very") => {}
                Tag::Preposition if at > sentence.start && start < end => {}
                Tag::Conjunction if start < end && self.joins_nouns(sentence, at) => {}
                Tag::Verb if self.modifies_noun(at, end) => {}
                Tag::Bracket if matches!(self.lower(at), ")" | "]") => {
                    let earliest = sentence.start.max(at.saturating_sub(MAX_BRACKET));
                    let Some(open) = (earliest..at).rev().find(|open| matches!(self.lower(*open), "(" | "[")) else {
                        break;
                    };
                    start = open;
                    continue;
                }
                _ => break,
            }
            start = at;
            if end - start > MAX_PHRASE {
                break;
            }
        }
        let start = self.skip_adverbials(start, end);
        (start < end
            && (start..end)
                .any(|at| matches!(self.tag(at), Tag::Noun | Tag::Name | Tag::Determiner | Tag::Number | Tag::Time)))
        .then_some(start..end)
    }

    /// Whether the word is the verb of a clause that ends before the noun phrase.
    fn is_boundary_verb(&self, sentence: &Range<usize>, at: usize, end: usize) -> bool {
        let frames = self.cues[at].frames;
        if !frames.has(Frames::VERB) || at + 1 == end && frames.has(Frames::NOUN) {
            return false;
        }
        let is_reduced = frames.has(Frames::PAST) && matches!(self.tag(at + 1), Tag::Preposition);
        let is_modifier = matches!(self.tag_before(sentence, at), Tag::Determiner | Tag::Possessive | Tag::Number)
            || frames.has(Frames::NOUN) && self.stands_as_noun(sentence, at);
        !is_reduced && !is_modifier
    }

    /// Whether a verb form stands as an adjective or a reduced relative clause in a noun phrase.
    fn modifies_noun(&self, at: usize, end: usize) -> bool {
        let word = self.lower(at);
        let is_form = word.ends_with("ed") || word.ends_with("ing");
        is_form && at + 1 < end && (matches!(self.tag(at + 1), Tag::Noun | Tag::Name | Tag::Preposition))
            || at + 1 == end && word.ends_with("ing")
    }

    /// Whether a conjunction joins two noun phrases, and no clauses.
    fn joins_nouns(&self, sentence: &Range<usize>, at: usize) -> bool {
        if at <= sentence.start || !matches!(self.lower(at), "and" | "or" | "&") {
            return false;
        }
        let is_noun = |at: usize| matches!(self.tag(at), Tag::Noun | Tag::Name | Tag::Bracket);
        if self.tag(at - 1) == Tag::Name && self.tag(at + 1) == Tag::Name {
            let first = (sentence.start..at)
                .rev()
                .take_while(|at| !matches!(self.tag(*at), Tag::Comma | Tag::Break | Tag::End));
            return first.take(MAX_PHRASE).all(|at| !self.is_finite(at));
        }
        let clause = (sentence.start..at)
            .rev()
            .take(MAX_PHRASE)
            .take_while(|at| !matches!(self.tag(*at), Tag::Comma | Tag::Break));
        is_noun(at - 1) && clause.into_iter().all(|at| !self.is_finite(at) && !self.is_verb_like(sentence, at))
    }

    fn is_verb_like(&self, sentence: &Range<usize>, at: usize) -> bool {
        self.tag(at) == Tag::Verb || self.cues[at].frames.has(Frames::VERB) && !self.stands_as_noun(sentence, at)
    }

    /// The start of a phrase without the adverbials before its noun: `On Tuesday`, `In a speech`.
    fn skip_adverbials(&self, start: usize, end: usize) -> usize {
        let mut start = start;
        while start < end {
            match self.tag(start) {
                Tag::Preposition => {
                    let begin = start + 1;
                    let is_new = |at: &usize| {
                        let (before, tag) = (self.tag(*at - 1), self.tag(*at));
                        let begins = matches!(tag, Tag::Determiner | Tag::Possessive) && before != Tag::Preposition;
                        let named = tag == Tag::Name && matches!(before, Tag::Noun | Tag::Time | Tag::Number);
                        *at > begin && (begins || named)
                    };
                    start = (begin..end).find(is_new).unwrap_or(end - 1).max(begin);
                }
                Tag::Adverb | Tag::Conjunction => start += 1,
                Tag::Time if start + 1 < end && matches!(self.tag(start + 1), Tag::Name | Tag::Determiner) => {
                    start += 1
                }
                _ => break,
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
        let mut end = start;
        if matches!(self.tag(start), Tag::Subject | Tag::Object) {
            return Some(start..start + 1);
        }
        let mut appositions = 0;
        while end < sentence.end && end - start < MAX_PHRASE {
            match self.tag(end) {
                Tag::Name | Tag::Determiner | Tag::Possessive | Tag::Clitic | Tag::Number => {}
                Tag::Noun if !self.is_boundary_verb(sentence, end, sentence.end) => {}
                Tag::Time if end == start || self.tag(end - 1) == Tag::Determiner => {}
                Tag::Adverb if self.tag_before(sentence, end) == Tag::Determiner => {}
                Tag::Preposition if end > start && self.belongs_to_noun(end, appositions > 0) => {}
                Tag::Conjunction
                    if end > start && self.lower(end) == "and" && self.next_is_noun_only(sentence, end + 1) => {}
                Tag::Bracket if end > start => {}
                Tag::Relative if appositions > 0 || has_apposition && self.tag_before(sentence, end) == Tag::Comma => {
                    return Some(start..self.phrase_stop(sentence, end));
                }
                Tag::Verb if self.modifies_noun(end, sentence.end) => {}
                Tag::Comma
                    if has_apposition && end > start && appositions == 0 && self.apposition_follows(sentence, end) =>
                {
                    appositions += 1;
                }
                _ => break,
            }
            end += 1;
        }
        while end > start
            && matches!(self.tag(end - 1), Tag::Comma | Tag::Preposition | Tag::Conjunction | Tag::Determiner if self.tag(end - 1) != Tag::Determiner || end - 1 > start)
        {
            end -= 1;
        }
        (end > start).then_some(start..end)
    }

    fn apposition_follows(&self, sentence: &Range<usize>, comma: usize) -> bool {
        let begins = matches!(self.tag(comma + 1), Tag::Determiner | Tag::Possessive | Tag::Relative)
            || self.tag(comma + 1) == Tag::Noun && !self.is_boundary_verb(sentence, comma + 1, sentence.end);
        let rest = comma + 1..sentence.end;
        begins && rest.clone().any(|at| matches!(self.tag(at), Tag::Comma | Tag::End | Tag::Mark))
    }

    /// Whether a preposition after a noun begins a phrase of that noun, and no adverbial.
    fn belongs_to_noun(&self, at: usize, in_apposition: bool) -> bool {
        let is_time = matches!(self.tag(at + 1), Tag::Time | Tag::Number);
        match self.lower(at) {
            "of" | "for" | "from" => true,
            "at" | "with" | "in" | "on" => in_apposition && !is_time || self.lower(at) == "at",
            _ => false,
        }
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
}

/// The most tokens of a noun phrase.
const MAX_PHRASE: usize = 30;
/// The most tokens of an apposition.
const MAX_APPOSITION: usize = 30;
/// The most tokens in brackets within a noun phrase.
const MAX_BRACKET: usize = 8;
