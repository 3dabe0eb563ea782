//! Tries the rules that find a cue with its source and its content, at one word. They never decide between candidates that overlap.

use std::ops::Range;

use super::clauses::{VerbForm, VerbGroup};
use super::lexicon::Frames;
use super::tags::{Tag, TaggedSection};

/// By which construction a candidate was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Rule {
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
    /// None is empty.
    pub content: Vec<Range<usize>>,
    pub cue: Range<usize>,
    pub source: Option<Range<usize>>,
    /// From 0 to 1: how often the word of the cue is one.
    pub share: f32,
}

/// The most tokens between a verb and its content.
pub(super) const MAX_ADVERBIAL: usize = 16;

/// How often a verb is a cue at least that takes nothing but what is said.
const SURE_SHARE: f32 = 0.6;
/// Verbs that tell what somebody thinks of their subject, and not who.
const IMPRESSIONS: &[&str] = &["seem", "seems", "seemed", "appear", "appears", "appeared"];
/// The most tokens of one word in marks.
const MAX_MARKED_WORD: usize = 3;

impl TaggedSection<'_> {
    /// The candidate of one cue word, outside of quotations.
    pub(super) fn found_at(&self, sentence: &Range<usize>, at: usize) -> Option<Found> {
        let found = if self.lower(at) == "according" && self.tag(at + 1) == Tag::To {
            self.according(sentence, at)
        } else if self.lower(at) == "put" && self.lower(at + 1) == "it" {
            self.put_it(sentence, at)
        } else if let Some(group) = self.verb_group(sentence, at) {
            self.found_by_verb(sentence, at, &group)
        } else if self.cues[at].frames.has(Frames::NOUN) {
            self.found_by_noun(sentence, at)
        } else if self.cues[at].frames.has(Frames::ADJECTIVE) {
            self.found_by_adjective(sentence, at)
        } else {
            None
        };
        found.filter(|found| found.content.iter().all(|range| !range.is_empty()))
    }

    fn found_by_verb(&self, sentence: &Range<usize>, verb: usize, group: &VerbGroup) -> Option<Found> {
        if matches!(group.form, VerbForm::Passive | VerbForm::Reduced) {
            return self.found_by_passive(sentence, verb, group);
        }
        let source = self.source_of(sentence, group);
        let is_speech = self.cues[verb].frames.has(Frames::SPEECH);
        if is_speech && group.form == VerbForm::Finite {
            let parenthesis = self.parenthesis(sentence, verb, group, source.as_ref());
            if parenthesis.is_some() {
                return parenthesis;
            }
        }
        let (mut rule, cue_end, content) =
            self.introduced_after(sentence, verb).or_else(|| self.complement_after(sentence, verb))?;
        let content = content.start..self.subordinate_end(sentence, verb, &content);
        let is_named = source.as_ref().is_some_and(|source| self.tag_before(sentence, source.start) == Tag::Question);
        if rule == Rule::QuotationAfter && is_named {
            // “what she calls”
            rule = Rule::Object;
        }
        let is_impression = rule == Rule::Infinitive && IMPRESSIONS.contains(&self.lower(verb));
        let source =
            source.filter(|source| !is_impression && (source.end <= content.start || source.start >= content.end));
        let cue = group.tokens.start..cue_end;
        Some(Found { rule, content: vec![content], cue, source, share: self.cues[verb].share })
    }

    /// The end of a content whose cue stands in a clause before the main one: `After she said that it rained, they left.`
    fn subordinate_end(&self, sentence: &Range<usize>, verb: usize, content: &Range<usize>) -> usize {
        let first = sentence.start + usize::from(self.tag(sentence.start) == Tag::Conjunction);
        let is_subordinate = match self.tag(first) {
            Tag::Subordinator => true,
            Tag::Question => self.lower(first) == "when",
            Tag::Preposition => matches!(self.lower(first), "after" | "before" | "since" | "until"),
            _ => false,
        };
        let is_main = |at: &usize| {
            self.tag(*at) == Tag::Comma && self.quotation[*at].is_none() && self.clause_begins(sentence, at + 1)
        };
        let has_comma = || (first..verb).any(|at| self.tag(at) == Tag::Comma);
        let cut = || (content.start + 1..content.end.min(sentence.end)).find(is_main);
        (is_subordinate && !has_comma()).then(cut).flatten().unwrap_or(content.end)
    }

    /// A quotation or a clause with `that` after a verb: the rule, where the cue ends, and the content.
    fn introduced_after(&self, sentence: &Range<usize>, verb: usize) -> Option<(Rule, usize, Range<usize>)> {
        let frames = self.cues[verb].frames;
        if frames.has(Frames::SPEECH.and(Frames::QUOTE))
            && let Some((cue_end, content)) = self.quotation_after(sentence, verb)
        {
            return Some((Rule::QuotationAfter, cue_end, content));
        }
        let that = frames.has(Frames::SPEECH.and(Frames::THAT)).then(|| self.that_after(sentence, verb)).flatten()?;
        Some((Rule::That, verb + 1, that..self.clause_end(sentence, that + 1)))
    }

    /// Any other content after a verb: the rule, where the cue ends, and the content.
    fn complement_after(&self, sentence: &Range<usize>, verb: usize) -> Option<(Rule, usize, Range<usize>)> {
        let frames = self.cues[verb].frames;
        let is_degree = |at: usize| matches!(self.lower(at), "more" | "less" | "very" | "too");
        let first = (verb + 1..sentence.end).find(|at| self.tag(*at) != Tag::Adverb || is_degree(*at))?;
        let addressee = frames.has(Frames::ADDRESSEE).then(|| self.noun_phrase_after(sentence, first, false)).flatten();
        let told = addressee.map(|addressee| self.addressee_end(sentence, addressee));
        told.and_then(|next| self.complement_at(sentence, verb, first, next))
            .or_else(|| self.complement_at(sentence, verb, first, first))
    }

    /// The content at `next`, of a verb whose complements begin at `first`.
    fn complement_at(
        &self,
        sentence: &Range<usize>,
        verb: usize,
        first: usize,
        next: usize,
    ) -> Option<(Rule, usize, Range<usize>)> {
        let frames = self.cues[verb].frames;
        let is_speech = frames.has(Frames::SPEECH);
        let asks = is_speech || frames.has(Frames::QUOTE);
        if next >= sentence.end {
            return None;
        }
        let clause = || next..self.clause_end(sentence, next);
        let is_sure = is_speech && self.cues[verb].share >= SURE_SHARE;
        match self.tag(next) {
            Tag::To if frames.has(Frames::INFINITIVE) => {
                Some((Rule::Infinitive, verb + 1, first..self.phrase_end(sentence, next)))
            }
            Tag::Question if asks || frames.has(Frames::OBJECT) => Some((Rule::Question, verb + 1, clause())),
            Tag::Subordinator if asks && matches!(self.lower(next), "if" | "whether") => {
                Some((Rule::Question, verb + 1, clause()))
            }
            _ if is_speech && self.clause_begins(sentence, next) => Some((Rule::Clause, verb + 1, clause())),
            Tag::Preposition | Tag::To | Tag::Subordinator
                if self.cues[verb].takes(self.lower(next)) && next + 1 < sentence.end =>
            {
                Some((Rule::Preposition, next + 1, next + 1..self.phrase_end(sentence, next + 1)))
            }
            Tag::Preposition | Tag::Time if is_sure && self.late_clause(sentence, next).is_some() => {
                let start = self.late_clause(sentence, next)?;
                Some((Rule::Clause, verb + 1, start..self.clause_end(sentence, start)))
            }
            Tag::Time if self.tag(next + 1) == Tag::Clitic && frames.has(Frames::OBJECT) => {
                Some((Rule::Object, verb + 1, next..self.object_end(sentence, next)))
            }
            tag if is_nominal(tag) && !frames.has(Frames::OBJECT) && is_sure => {
                Some((Rule::Object, verb + 1, clause()))
            }
            tag if is_nominal(tag) && (is_speech || frames.has(Frames::OBJECT)) => {
                Some((Rule::Object, verb + 1, next..self.object_end(sentence, next)))
            }
            _ => None,
        }
    }

    /// Where a clause begins after an adverbial: `said on Monday the port would`, `said after the storm he would`.
    fn late_clause(&self, sentence: &Range<usize>, adverbial: usize) -> Option<usize> {
        let reach = adverbial + 1..sentence.end.min(adverbial + MAX_ADVERBIAL / 2);
        let mut inside = reach.take_while(|at| {
            !matches!(self.tag(*at), Tag::Comma | Tag::End | Tag::Break | Tag::Mark) && !self.is_finite(*at)
        });
        inside.find(|at| {
            let before = self.tag(at - 1);
            let is_after_time = before == Tag::Time && self.clause_begins(sentence, *at);
            is_after_time || self.tag(*at) == Tag::Subject && before != Tag::Preposition
        })
    }

    /// The end of an object: of a pronoun alone, or of a phrase.
    fn object_end(&self, sentence: &Range<usize>, start: usize) -> usize {
        let is_pronoun = self.tag(start) == Tag::Object || self.lower(start) == "it";
        let is_alone = matches!(self.tag(start + 1), Tag::Preposition | Tag::To | Tag::End | Tag::Comma);
        if is_pronoun && is_alone { start + 1 } else { self.phrase_end(sentence, start) }
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
                let is_speech = self.cues[verb].frames.has(Frames::SPEECH);
                let is_title = at == verb + 1 && !is_speech && self.is_like_title(&quotation);
                if !is_introduced || is_title && quotation.len() > MAX_MARKED_WORD {
                    return None;
                }
                let is_whole = self.ends_like_sentence(&quotation) || !is_speech;
                let end = if is_whole { quotation.end } else { self.clause_end(sentence, at) };
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
        let is_sure = found == verb + 1 && self.cues[verb].share >= SURE_SHARE && !self.is_finite(found + 1);
        let begins = is_sure && found + 2 < sentence.end || self.that_begins_clause(sentence, found);
        (is_free && is_close && begins).then_some(found)
    }

    /// Whether `that` begins a clause of its own, and is no relative pronoun or determiner.
    pub(super) fn that_begins_clause(&self, sentence: &Range<usize>, that: usize) -> bool {
        let next = that + 1;
        next < sentence.end
            && !self.is_finite(next)
            && (!matches!(self.tag(next), Tag::Noun | Tag::End) || self.clause_begins(sentence, next))
    }
}

/// Whether a noun phrase can begin with the tag.
const fn is_nominal(tag: Tag) -> bool {
    matches!(
        tag,
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
    )
}
