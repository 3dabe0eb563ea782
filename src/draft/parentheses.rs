//! Finds the clauses of the reporter that stand after their content or in it. It reads no quotation.

use std::ops::Range;

use super::clauses::VerbGroup;
use super::lexicon::Frames;
use super::rules::{Found, MAX_ADVERBIAL, Rule};
use super::tags::{Tag, TaggedSection};

impl TaggedSection<'_> {
    /// A clause of the reporter after its content or in it: `…, she said`.
    pub(super) fn parenthesis(
        &self,
        sentence: &Range<usize>,
        verb: usize,
        group: &VerbGroup,
        source: Option<&Range<usize>>,
    ) -> Option<Found> {
        let own = source.filter(|source| source.end <= group.tokens.start);
        let (clause, source) = if let Some(source) = own.filter(|_| !self.is_inverted(sentence, verb, group)) {
            (source.start.min(group.tokens.start)..verb + 1, source.clone())
        } else {
            let source = self.noun_phrase_after(sentence, verb + 1, true)?;
            (group.tokens.start..source.end, source)
        };
        if clause.start <= sentence.start
            || self.tag(clause.start - 1) != Tag::Comma && self.quotation_to(clause.start - 1).is_none()
        {
            return None;
        }
        let start = self.content_start(sentence);
        let told =
            self.cues[verb].frames.has(Frames::ADDRESSEE).then(|| self.noun_phrase_after(sentence, clause.end, false));
        let after = told.flatten().map_or(clause.end, |told| told.end);
        let after = (after..sentence.end).find(|at| self.tag(*at) != Tag::Adverb).unwrap_or(sentence.end);
        let after = self.adverbial_end(sentence, after);
        let introduces = self.lower(after) == ":"
            || self.quotation_from(after + 1).is_some() && !self.is_clause(start, clause.start);
        if introduces {
            return None;
        }
        let ends = after >= sentence.end
            || matches!(self.tag(after), Tag::End | Tag::Comma | Tag::Break | Tag::Time)
            || matches!(self.tag(after), Tag::Preposition | Tag::Subordinator) && !self.that_follows(sentence, after);
        if !ends {
            return None;
        }
        let before = start..self.trimmed_end(start, clause.start);
        let mut content = vec![before];
        let goes_on = || self.tag(start) == Tag::Subordinator || !self.is_closing_clause(after + 1);
        if self.tag(after) == Tag::Comma && after + 1 < sentence.end && goes_on() {
            content.push(after + 1..self.clause_end(sentence, after + 1));
        } else if matches!(self.lower(after), "until" | "because" | "since" | "unless") {
            content.push(after..self.clause_end(sentence, after));
        }
        let cue = group.tokens.clone();
        Some(Found { rule: Rule::Parenthesis, content, cue, source: Some(source), share: self.cues[verb].share })
    }

    /// The comma after an adverbial of a clause of the reporter, or the start of what is no adverbial: `he told me on Friday, …`.
    fn adverbial_end(&self, sentence: &Range<usize>, start: usize) -> usize {
        if !matches!(self.tag(start), Tag::Preposition | Tag::Time) {
            return start;
        }
        let mut reach = start..sentence.end.min(start + MAX_ADVERBIAL / 2);
        let stop = reach.find(|at| self.is_finite(*at) || matches!(self.tag(*at), Tag::Comma | Tag::End | Tag::Break));
        stop.filter(|at| self.tag(*at) == Tag::Comma).unwrap_or(start)
    }

    /// Whether the subject follows the verb: `…, said Vidal, the mayor.`
    fn is_inverted(&self, sentence: &Range<usize>, verb: usize, group: &VerbGroup) -> bool {
        let own = self.subject_before(sentence, group.tokens.start);
        if own.is_some_and(|own| own.start <= sentence.start + 1) {
            return false;
        }
        let is_bare = group.tokens.len() == 1 && self.cues[verb].frames.has(Frames::PAST.and(Frames::WITH_S));
        if !is_bare || self.tag_before(sentence, verb) != Tag::Comma || !self.is_clause(sentence.start, verb) {
            return false;
        }
        let Some(subject) = self.noun_phrase_after(sentence, verb + 1, true) else { return false };
        subject.end >= sentence.end
            || matches!(self.tag(subject.end), Tag::End | Tag::Comma | Tag::Time | Tag::Preposition)
                && !(subject.end..sentence.end).any(|at| self.is_finite(at))
    }

    /// Whether some tokens are a clause, and no adverbial before one.
    fn is_clause(&self, start: usize, end: usize) -> bool {
        let begins_adverbial = matches!(
            self.tag(start),
            Tag::Preposition | Tag::Subordinator | Tag::Question | Tag::Time | Tag::To | Tag::Verb
        ) || self.cues[start].frames.has(Frames::PARTICIPLE.and(Frames::PAST));
        let has_comma = || (start..end.saturating_sub(1)).any(|at| self.tag(at) == Tag::Comma);
        (start..end).any(|at| self.is_finite(at)) && (!begins_adverbial || has_comma())
    }

    /// Whether what follows a clause of the reporter belongs to it: `, adding`, `, who is`.
    fn is_closing_clause(&self, at: usize) -> bool {
        let frames = self.cues.get(at).map(|cue| cue.frames).unwrap_or_default();
        frames.has(Frames::PARTICIPLE)
            || self.tag(at) == Tag::Relative
            || self.tag(at) == Tag::Conjunction && self.cue_follows(at + 1)
            || matches!(self.lower(at), "in" | "at" | "on" | "during" | "according" | "after" | "before")
            || self.lower(at).ends_with("ing")
    }

    fn that_follows(&self, sentence: &Range<usize>, from: usize) -> bool {
        (from..sentence.end.min(from + MAX_ADVERBIAL)).any(|at| self.tag(at) == Tag::That)
    }

    /// `According to Vidal, …`, `…, according to Vidal`
    pub(super) fn according(&self, sentence: &Range<usize>, at: usize) -> Option<Found> {
        let source = self.noun_phrase_after(sentence, at + 2, at > sentence.start)?;
        let content = if at == sentence.start {
            let comma =
                (source.end..sentence.end.min(source.end + MAX_ADVERBIAL)).find(|at| self.tag(*at) == Tag::Comma)?;
            comma + 1..self.clause_end(sentence, comma + 1)
        } else {
            let start = self.content_start(sentence);
            start..self.trimmed_end(start, at)
        };
        let content = vec![content];
        Some(Found { rule: Rule::According, content, cue: at..at + 2, source: Some(source), share: 0.9 })
    }

    /// `…, as Vidal put it`, `As Vidal put it, …`
    pub(super) fn put_it(&self, sentence: &Range<usize>, verb: usize) -> Option<Found> {
        let source = self.subject_before(sentence, verb)?;
        let as_word = source.start.checked_sub(1).filter(|at| self.lower(*at) == "as" && *at >= sentence.start);
        let after = (verb + 2..sentence.end).find(|at| self.tag(*at) == Tag::Comma || self.lower(*at) == ":");
        let content = match (as_word, after) {
            (Some(as_word), None) if as_word > sentence.start => {
                let start = self.content_start(sentence);
                start..self.trimmed_end(start, as_word)
            }
            (_, Some(after)) => after + 1..self.clause_end(sentence, after + 1),
            (Some(_) | None, None) => return None,
        };
        let content = vec![content];
        Some(Found { rule: Rule::Parenthesis, content, cue: verb..verb + 2, source: Some(source), share: 0.9 })
    }
}
