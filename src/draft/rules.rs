//! The rules that find a cue with its source and its content. They never decide between candidates that overlap.

use std::ops::Range;

use super::clauses::{VerbForm, VerbGroup};
use super::lexicon::Frames;
use super::tags::{Tag, TaggedSection};

/// By which construction a candidate was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// A quotation with a clause of the reporter beside it.
    Quotation,
    /// A quotation after its verb.
    QuotationAfter,
    /// `that` after a verb.
    That,
    /// A clause without `that`.
    Clause,
    /// A clause of the reporter after its content, or in it.
    Parenthesis,
    According,
    Infinitive,
    Question,
    Preposition,
    Object,
    Passive,
    NounThat,
    NounInfinitive,
    NounPreposition,
    Adjective,
    Colon,
    Dash,
}

/// A candidate in tokens of its section.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub rule: Rule,
    pub content: Vec<Range<usize>>,
    pub cue: Vec<Range<usize>>,
    pub source: Vec<Range<usize>>,
    /// From 0 to 1: how often the word of the cue is one.
    pub share: f32,
}

impl TaggedSection<'_> {
    /// The candidates of one cue word, outside of quotations.
    pub(super) fn found_at(&self, sentence: &Range<usize>, at: usize) -> Option<Found> {
        let cue = self.cues[at];
        if self.lower(at) == "according" && self.tag(at + 1) == Tag::To {
            return self.according(sentence, at);
        }
        if self.lower(at) == "put" && self.lower(at + 1) == "it" {
            return self.put_it(sentence, at);
        }
        if let Some(group) = self.verb_group(sentence, at) {
            return self.found_by_verb(sentence, at, &group);
        }
        if cue.frames.has(Frames::NOUN) {
            return self.found_by_noun(sentence, at);
        }
        cue.frames.has(Frames::ADJECTIVE).then(|| self.found_by_adjective(sentence, at)).flatten()
    }

    fn found_by_verb(&self, sentence: &Range<usize>, verb: usize, group: &VerbGroup) -> Option<Found> {
        let frames = self.cues[verb].frames;
        if matches!(group.form, VerbForm::Passive | VerbForm::Reduced) {
            return self.found_by_passive(sentence, verb, group);
        }
        let source = self.source_of(sentence, group);
        let found = |rule: Rule, cue_end: usize, content: Range<usize>| {
            let source = source.clone().filter(|source| source.end <= content.start || source.start >= content.end);
            (!content.is_empty()).then(|| Found {
                rule,
                content: vec![content],
                cue: vec![group.tokens.start..cue_end],
                source: source.into_iter().collect(),
                share: self.cues[verb].share,
            })
        };
        let is_speech = frames.has(Frames::SPEECH);
        if is_speech && group.form == VerbForm::Finite {
            if let Some(parenthesis) = self.parenthesis(sentence, verb, group, source.as_ref()) {
                return Some(parenthesis);
            }
        }
        if is_speech || frames.has(Frames::QUOTE) {
            if let Some((cue_end, content)) = self.quotation_after(sentence, verb) {
                let is_naming =
                    source.as_ref().is_some_and(|source| self.tag_before(sentence, source.start) == Tag::Question);
                return found(if is_naming { Rule::Object } else { Rule::QuotationAfter }, cue_end, content);
            }
        }
        if is_speech || frames.has(Frames::THAT) {
            if let Some(that) = self.that_after(sentence, verb) {
                let cue_end = if that == verb + 1 { that } else { verb + 1 };
                return found(Rule::That, cue_end, that..self.clause_end(sentence, that + 1));
            }
        }
        let mut next = verb + 1;
        while self.tag(next) == Tag::Adverb
            && next < sentence.end
            && !matches!(self.lower(next), "more" | "less" | "very" | "too")
        {
            next += 1;
        }
        if frames.has(Frames::ADDRESSEE) {
            if let Some(addressee) = self.noun_phrase_after(sentence, next, false) {
                next = self.addressee_end(sentence, addressee);
            }
        }
        if next >= sentence.end {
            return None;
        }
        match self.tag(next) {
            Tag::To if frames.has(Frames::INFINITIVE) => {
                found(Rule::Infinitive, verb + 1, next..self.phrase_end(sentence, next))
            }
            Tag::Question if is_speech || frames.has(Frames::QUOTE.and(Frames::OBJECT)) => {
                found(Rule::Question, verb + 1, next..self.clause_end(sentence, next))
            }
            Tag::Subordinator
                if matches!(self.lower(next), "if" | "whether") && (is_speech || frames.has(Frames::QUOTE)) =>
            {
                found(Rule::Question, verb + 1, next..self.clause_end(sentence, next))
            }
            _ if is_speech && self.clause_begins(sentence, next) => {
                found(Rule::Clause, verb + 1, next..self.clause_end(sentence, next))
            }
            Tag::Preposition | Tag::To | Tag::Subordinator
                if self.cues[verb].takes(self.lower(next)) && next + 1 < sentence.end =>
            {
                found(Rule::Preposition, next + 1, next + 1..self.phrase_end(sentence, next + 1))
            }
            Tag::Determiner
            | Tag::Possessive
            | Tag::Object
            | Tag::Name
            | Tag::Noun
            | Tag::Number
            | Tag::Verb
            | Tag::That
            | Tag::Mark
            | Tag::Adverb
            | Tag::Subject
                if frames.has(Frames::OBJECT) || is_speech =>
            {
                let is_pronoun = self.tag(next) == Tag::Object || self.lower(next) == "it";
                let is_alone =
                    is_pronoun && matches!(self.tag(next + 1), Tag::Preposition | Tag::To | Tag::End | Tag::Comma);
                let end = if is_alone { next + 1 } else { self.phrase_end(sentence, next) };
                found(Rule::Object, verb + 1, next..end)
            }
            _ => None,
        }
    }

    /// Where whom it is told to ends, before `that`, `to`, a clause or a preposition.
    fn addressee_end(&self, sentence: &Range<usize>, addressee: Range<usize>) -> usize {
        let rest = addressee.start + 1..addressee.end;
        // “told Fox News Clinton is”: no sign tells where the clause begins; a pronoun does.
        let pronoun = rest.into_iter().find(|at| self.tag(*at) == Tag::Subject);
        pronoun.unwrap_or(addressee.end).min(sentence.end)
    }

    /// The source of a verb group: its subject, or that of the clause before it which it shares.
    pub(super) fn source_of(&self, sentence: &Range<usize>, group: &VerbGroup) -> Option<Range<usize>> {
        let is_own = group.form != VerbForm::Participle;
        let own = || self.subject_before(sentence, group.tokens.start);
        if let Some(source) = is_own.then(own).flatten() {
            return Some(source);
        }
        self.clause_subject(sentence, group.tokens.start)
    }

    /// A quotation after a verb: at once, or after whom it is told to, a place or a time, a comma or a colon.
    fn quotation_after(&self, sentence: &Range<usize>, verb: usize) -> Option<(usize, Range<usize>)> {
        let mut at = verb + 1;
        let limit = (verb + MAX_ADVERBIAL).min(self.tags.len());
        while at < limit {
            if let Some(quotation) = self.quotation_from(at) {
                let is_introduced = self.tag(at - 1) == Tag::Comma || self.lower(at - 1) == ":" || at == verb + 1;
                if !is_introduced {
                    return None;
                }
                let end =
                    if self.ends_like_sentence(&quotation) { quotation.end } else { self.clause_end(sentence, at) };
                let cue_end = if at == verb + 1 || self.lower(verb + 1) == ":" { at } else { verb + 1 };
                return Some((cue_end, at..end));
            }
            if at >= sentence.end
                || matches!(self.tag(at), Tag::That | Tag::End | Tag::Question | Tag::Conjunction)
                || at > verb + 1 && self.is_finite(at)
            {
                return None;
            }
            at += 1;
        }
        None
    }

    /// Whether a quotation ends as a sentence does, or the sentence ends with it.
    pub(super) fn ends_like_sentence(&self, quotation: &Range<usize>) -> bool {
        let inside = (quotation.start..quotation.end).rev().find(|at| self.tag(*at) != Tag::Mark);
        inside.is_some_and(|at| self.tag(at) == Tag::End) || self.tag(quotation.end) == Tag::End
    }

    /// The `that` after a verb, at once or after an adverbial or whom it is told to.
    fn that_after(&self, sentence: &Range<usize>, verb: usize) -> Option<usize> {
        let limit = sentence.end.min(verb + MAX_ADVERBIAL);
        let found = (verb + 1..limit).find(|at| self.tag(*at) == Tag::That)?;
        let between = verb + 1..found;
        let is_free = between.clone().all(|at| {
            !self.is_finite(at)
                && !matches!(
                    self.tag(at),
                    Tag::End | Tag::Break | Tag::Subordinator | Tag::Question | Tag::Relative | Tag::To
                )
        });
        let is_close = between.is_empty() || self.cues[verb].frames.has(Frames::ADDRESSEE) || {
            matches!(self.tag(verb + 1), Tag::Preposition | Tag::Time | Tag::Adverb | Tag::Comma | Tag::To)
        };
        (is_free && is_close && self.that_begins_clause(sentence, found)).then_some(found)
    }

    /// Whether `that` begins a clause of its own, and is no relative pronoun or determiner.
    fn that_begins_clause(&self, sentence: &Range<usize>, that: usize) -> bool {
        let next = that + 1;
        next < sentence.end
            && !self.is_finite(next)
            && (!matches!(self.tag(next), Tag::Noun | Tag::End | Tag::Preposition)
                || self.clause_begins(sentence, next))
    }

    /// A clause of the reporter after its content or in it: `…, she said`.
    fn parenthesis(
        &self,
        sentence: &Range<usize>,
        verb: usize,
        group: &VerbGroup,
        source: Option<&Range<usize>>,
    ) -> Option<Found> {
        let own = source.filter(|source| source.end <= group.tokens.start);
        let (clause, source) = match own.filter(|_| !self.is_inverted(sentence, verb, group)) {
            Some(source) => (source.start.min(group.tokens.start)..verb + 1, source.clone()),
            None => {
                let source = self.noun_phrase_after(sentence, verb + 1, true)?;
                (group.tokens.start..source.end, source)
            }
        };
        if clause.start <= sentence.start
            || self.tag(clause.start - 1) != Tag::Comma && self.quotation_to(clause.start - 1).is_none()
        {
            return None;
        }
        let start = self.content_start(sentence);
        let after = (clause.end..sentence.end).find(|at| self.tag(*at) != Tag::Adverb).unwrap_or(sentence.end);
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
        let mut content = vec![start..self.trimmed_end(start, clause.start)];
        let goes_on = || self.tag(start) == Tag::Subordinator || !self.is_closing_clause(after + 1);
        if self.tag(after) == Tag::Comma && after + 1 < sentence.end && goes_on() {
            content.push(after + 1..self.clause_end(sentence, after + 1));
        } else if matches!(self.lower(after), "until" | "because" | "since" | "unless") {
            content.push(after..self.clause_end(sentence, after));
        }
        let cue = vec![group.tokens.clone()];
        Some(Found { rule: Rule::Parenthesis, content, cue, source: vec![source], share: self.cues[verb].share })
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

    fn according(&self, sentence: &Range<usize>, at: usize) -> Option<Found> {
        let source = self.noun_phrase_after(sentence, at + 2, true)?;
        let content = if at == sentence.start {
            let comma =
                (source.end..sentence.end.min(source.end + MAX_ADVERBIAL)).find(|at| self.tag(*at) == Tag::Comma)?;
            vec![comma + 1..self.clause_end(sentence, comma + 1)]
        } else {
            let start = self.content_start(sentence);
            vec![start..self.trimmed_end(start, at)]
        };
        Some(Found { rule: Rule::According, content, cue: vec![at..at + 2], source: vec![source], share: 0.9 })
            .filter(|found| !found.content[0].is_empty())
    }

    /// `…, as Vidal put it`, `As Vidal put it, …`
    fn put_it(&self, sentence: &Range<usize>, verb: usize) -> Option<Found> {
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
        let cue = vec![verb..verb + 2];
        (!content.is_empty()).then(|| Found {
            rule: Rule::Parenthesis,
            content: vec![content],
            cue,
            source: vec![source],
            share: 0.9,
        })
    }

    /// What is said of the subject of a passive, by whoever follows `by`: `was described as`.
    fn found_by_passive(&self, sentence: &Range<usize>, verb: usize, group: &VerbGroup) -> Option<Found> {
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
        (!content.is_empty()).then(|| Found {
            rule: Rule::Passive,
            content,
            cue: vec![group.tokens.clone()],
            source: source.into_iter().collect(),
            share: self.cues[verb].share,
        })
    }

    /// `his claim that`, `calls for`.
    fn found_by_noun(&self, sentence: &Range<usize>, noun: usize) -> Option<Found> {
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
            Tag::Clitic => self.noun_phrase_before(sentence, first),
            Tag::Determiner | Tag::Verb | Tag::Noun => self.clause_subject(sentence, first),
            _ => None,
        };
        let source = source.filter(|source| source.end <= content.start);
        (!content.is_empty()).then(|| Found {
            rule,
            content: vec![content],
            cue: vec![first..cue_end],
            source: source.into_iter().collect(),
            share: self.cues[noun].share,
        })
    }

    /// `is confident that`
    fn found_by_adjective(&self, sentence: &Range<usize>, adjective: usize) -> Option<Found> {
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
        let source = self.subject_before(sentence, first);
        (!content.is_empty()).then(|| Found {
            rule: Rule::Adjective,
            content: vec![content],
            cue: vec![first..next],
            source: source.into_iter().collect(),
            share: self.cues[adjective].share,
        })
    }
}

/// The most tokens between a verb and its content.
const MAX_ADVERBIAL: usize = 16;
