//! Finds the verb group of a verb, and whether a word stands as a noun. It never decides what a clause says.

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
}

impl TaggedSection<'_> {
    /// The group of the verb at a token of a sentence; `None` if the word stands there as a noun or an adjective.
    pub(super) fn verb_group(&self, sentence: &Range<usize>, verb: usize) -> Option<VerbGroup> {
        let frames = self.cues[verb].frames;
        if !frames.has(Frames::VERB) || self.stands_as_noun(sentence, verb) {
            return None;
        }
        let mut start = verb;
        let (mut has_be, mut has_auxiliary) = (false, false);
        let mut form = None;
        while start > sentence.start {
            let before = start - 1;
            match self.tag(before) {
                Tag::Auxiliary => {
                    has_be |= form.is_none() && self.is_be(before);
                    has_auxiliary = true;
                }
                Tag::Adverb => {}
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
        Some(VerbGroup { tokens: start..verb + 1, form: if is_reduced { VerbForm::Reduced } else { form } })
    }

    fn is_be(&self, at: usize) -> bool {
        matches!(
            self.lower(at),
            "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am" | "isn't" | "aren't" | "wasn't" | "weren't"
        )
    }

    /// Whether `'s` and the like stand for an auxiliary: after a pronoun, or before a word that no noun phrase has there.
    pub(super) fn is_auxiliary_clitic(&self, sentence: &Range<usize>, at: usize) -> bool {
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
                !(self.stands_alone(at - 1) && (!is_bare || frames.has(Frames::SPEECH) || self.lower(at - 1) == "this"))
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
    pub(super) fn stands_alone(&self, at: usize) -> bool {
        matches!(
            self.lower(at),
            "some" | "many" | "most" | "all" | "few" | "this" | "those" | "these" | "both" | "each" | "another"
        )
    }

    /// Whether what a verb takes stands here: a noun phrase, `that`, an infinitive, a quotation.
    fn object_follows(&self, at: usize) -> bool {
        match self.tag(at) {
            Tag::Determiner
            | Tag::Possessive
            | Tag::Subject
            | Tag::Object
            | Tag::That
            | Tag::Question
            | Tag::Name
            | Tag::Mark => true,
            Tag::To => self.governs(at + 1) || self.tag(at + 1) == Tag::Auxiliary,
            _ => false,
        }
    }
}
