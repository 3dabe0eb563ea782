//! Finds the content of nouns, adjectives and passives that tell of speech or thought: `his claim that`, `was described as`.

use std::ops::Range;

use super::clauses::VerbGroup;
use super::rules::{Found, MAX_ADVERBIAL, Rule};
use super::tags::{Tag, TaggedSection};

impl TaggedSection<'_> {
    /// What is said of the subject of a passive, by whoever follows `by`: `was described as`.
    pub(super) fn found_by_passive(&self, sentence: &Range<usize>, verb: usize, group: &VerbGroup) -> Option<Found> {
        let next = verb + 1;
        let subject = self.subject_before(sentence, group.tokens.start);
        let by = (next..sentence.end.min(next + MAX_ADVERBIAL))
            .take_while(|at| !matches!(self.tag(*at), Tag::Comma | Tag::End))
            .find(|at| self.lower(*at) == "by");
        let source = by.and_then(|by| self.noun_phrase_after(sentence, by + 1, false));
        let rest = next..source.as_ref().map_or_else(|| self.phrase_end(sentence, next), |_| by.unwrap_or(next));
        let has_rest = self.tag(next) == Tag::To || self.lower(next) == "as";
        if subject.is_none() || source.is_none() && !has_rest {
            return None;
        }
        let mut content: Vec<Range<usize>> = subject.into_iter().collect();
        if !rest.is_empty() {
            content.push(rest);
        }
        Some(Found { rule: Rule::Passive, content, cue: group.tokens.clone(), source, share: self.cues[verb].share })
    }

    /// `his claim that`, `calls for`.
    pub(super) fn found_by_noun(&self, sentence: &Range<usize>, noun: usize) -> Option<Found> {
        let next = noun + 1;
        let (rule, cue_end, content) = match self.tag(next) {
            Tag::That if self.that_begins_clause(sentence, next) => {
                (Rule::NounThat, next, next..self.clause_end(sentence, next + 1))
            }
            Tag::To => (Rule::NounInfinitive, next, next..self.phrase_end(sentence, next)),
            Tag::Preposition
                if matches!(self.lower(next), "of" | "about" | "on" | "for" | "against" | "with" | "over" | "from") =>
            {
                (Rule::NounPreposition, next + 1, next + 1..self.phrase_end(sentence, next + 1))
            }
            _ => return None,
        };
        let mut first = noun;
        while first > sentence.start
            && matches!(self.tag(first - 1), Tag::Noun | Tag::Verb | Tag::Adverb)
            && !self.is_finite(first - 1)
        {
            first -= 1;
        }
        let source = match self.tag_before(sentence, first) {
            Tag::Possessive => Some(first - 1..first),
            Tag::Clitic => self.possessor_before(sentence, first),
            Tag::Determiner | Tag::Verb | Tag::Noun => self.clause_subject(sentence, first),
            _ => None,
        };
        let source = source.filter(|source| source.end <= content.start);
        Some(Found { rule, content: vec![content], cue: first..cue_end, source, share: self.cues[noun].share })
    }

    /// The noun phrase that a possessive ends, without what stands before its last preposition: `a check on Vidal’s claim`.
    fn possessor_before(&self, sentence: &Range<usize>, end: usize) -> Option<Range<usize>> {
        let phrase = self.noun_phrase_before(sentence, end)?;
        let preposition = phrase.clone().rev().find(|at| self.tag(*at) == Tag::Preposition && self.lower(*at) != "of");
        Some(preposition.map_or(phrase.start, |at| at + 1)..end)
    }

    /// `is confident that`
    pub(super) fn found_by_adjective(&self, sentence: &Range<usize>, adjective: usize) -> Option<Found> {
        let mut first = adjective;
        while first > sentence.start && matches!(self.tag(first - 1), Tag::Adverb | Tag::Auxiliary | Tag::Clitic) {
            first -= 1;
        }
        if first == adjective {
            return None;
        }
        let next = adjective + 1;
        let content = match self.tag(next) {
            Tag::That | Tag::Question => next..self.clause_end(sentence, next + 1),
            Tag::To => next..self.phrase_end(sentence, next),
            Tag::Preposition if matches!(self.lower(next), "of" | "about" | "with" | "on" | "for" | "over") => {
                next + 1..self.phrase_end(sentence, next + 1)
            }
            _ if self.clause_begins(sentence, next) => next..self.clause_end(sentence, next),
            _ => return None,
        };
        // “It is clear that” names nobody.
        let source = self.subject_before(sentence, first).filter(|source| self.lower(source.start) != "it");
        let share = self.cues[adjective].share;
        Some(Found { rule: Rule::Adjective, content: vec![content], cue: first..next, source, share })
    }
}
