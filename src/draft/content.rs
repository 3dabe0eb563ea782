//! Finds where the content of a cue begins and ends. It never decides whether it is content.

use std::ops::Range;

use super::lexicon::Frames;
use super::tags::{Tag, TaggedSection};

impl TaggedSection<'_> {
    /// The quotation of which the token is the first.
    pub(super) fn quotation_from(&self, at: usize) -> Option<Range<usize>> {
        let number = (*self.quotation.get(at)?)?;
        let found = &self.section.quotations[number as usize];
        (found.tokens.start == at).then(|| found.tokens.clone())
    }

    /// The quotation of which the token is the last.
    pub(super) fn quotation_to(&self, at: usize) -> Option<Range<usize>> {
        let number = (*self.quotation.get(at)?)?;
        let found = &self.section.quotations[number as usize];
        (found.tokens.end == at + 1).then(|| found.tokens.clone())
    }

    /// The end of a clause that begins at a token, mostly that of its sentence, or of a quotation that goes on after it.
    pub(super) fn clause_end(&self, sentence: &Range<usize>, start: usize) -> usize {
        let mut at = start;
        while at < sentence.end {
            if let Some(quotation) = self.quotation_from(at) {
                at = quotation.end;
                let ends_with_comma = at >= 2 && self.tag(at - 2) == Tag::Comma && self.new_clause_follows(at - 1);
                if at >= sentence.end || self.ends_sentence(at) || ends_with_comma {
                    return at;
                }
                continue;
            }
            let stops = match self.tag(at) {
                Tag::Comma => at > start && self.new_clause_follows(at),
                Tag::Break => self.lower(at) == ";",
                Tag::Subordinator => matches!(self.lower(at), "although" | "though" | "whereas"),
                Tag::Conjunction => {
                    self.lower(at) == "but" && self.tag(at + 1) == Tag::Subject
                        || self.lower(at) != "or" && self.cue_follows(at + 1)
                }
                _ => false,
            };
            if stops && at > start {
                return self.trimmed_end(start, at);
            }
            at += 1;
        }
        self.trimmed_end(start, at)
    }

    /// Whether a verb of speech stands after a conjunction: `and says`, `but also warned`.
    pub(super) fn cue_follows(&self, at: usize) -> bool {
        let at = if self.tag(at) == Tag::Adverb { at + 1 } else { at };
        self.cues.get(at).is_some_and(|cue| {
            cue.share >= 0.5 && cue.frames.has(Frames::PAST.and(Frames::WITH_S)) && cue.frames.has(Frames::VERB)
        })
    }

    /// Whether a quotation that ends before this token ends its sentence too.
    fn ends_sentence(&self, at: usize) -> bool {
        self.section.sentences.binary_search_by_key(&at, |sentence| sentence.start).is_ok()
    }

    /// Whether what follows a comma belongs no more to the clause before it.
    fn new_clause_follows(&self, comma: usize) -> bool {
        let next = comma + 1;
        let frames = self.cues.get(next).map(|cue| cue.frames).unwrap_or_default();
        match self.tag(next) {
            Tag::Conjunction => self.lower(next) == "but" || self.lower(next) == "and" && self.cue_follows(next + 1),
            Tag::Subordinator => {
                matches!(self.lower(next), "while" | "though" | "although" | "whereas")
                    || self.lower(next) == "as" && self.lower(next + 1) != "well"
            }
            Tag::Noun => frames.has(Frames::PARTICIPLE) && frames.has(Frames::SPEECH.and(Frames::QUOTE)),
            Tag::Adverb => {
                let after = self.cues.get(next + 1).map(|cue| cue.frames).unwrap_or_default();
                after.has(Frames::PARTICIPLE) && after.has(Frames::SPEECH)
            }
            Tag::Verb => self.lower(next) == "according",
            _ => false,
        }
    }

    /// Whether a subject and a finite verb begin at a token.
    pub(super) fn clause_begins(&self, sentence: &Range<usize>, start: usize) -> bool {
        if self.tag(start) == Tag::Subject {
            return true;
        }
        let begins = matches!(
            self.tag(start),
            Tag::Determiner | Tag::Possessive | Tag::Noun | Tag::Name | Tag::Number | Tag::That | Tag::Time
        );
        begins
            && (start + 1..sentence.end.min(start + 14))
                .take_while(|at| !matches!(self.tag(*at), Tag::Comma | Tag::End | Tag::Break | Tag::Mark))
                .any(|at| self.is_finite(at) && self.tag(at - 1) != Tag::To)
    }

    /// The end of a noun phrase or an infinitive with what depends on it, that begins at a token.
    pub(super) fn phrase_end(&self, sentence: &Range<usize>, start: usize) -> usize {
        let mut at = start;
        while at < sentence.end {
            if let Some(quotation) = self.quotation_from(at) {
                at = quotation.end;
                if at >= sentence.end {
                    return at;
                }
                continue;
            }
            let stops = match self.tag(at) {
                Tag::Comma => !self.phrase_goes_on(sentence, at),
                Tag::Break => true,
                Tag::Subordinator => !matches!(self.lower(at), "as" | "if" | "once"),
                Tag::Question => self.lower(at) == "when",
                Tag::Preposition if matches!(self.lower(at), "in" | "on" | "at") => self.is_occasion(sentence, at + 1),
                Tag::Preposition => {
                    matches!(self.lower(at), "during" | "after" | "before" | "since" | "despite" | "until")
                }
                Tag::Conjunction => self.verb_or_clause_follows(sentence, at + 1),
                _ => false,
            };
            if stops && at > start {
                return self.trimmed_end(start, at);
            }
            at += 1;
        }
        self.trimmed_end(start, at)
    }

    /// Whether a time or an occasion of speech follows a preposition: `in July`, `in a statement`, `on Tuesday`.
    fn is_occasion(&self, sentence: &Range<usize>, start: usize) -> bool {
        let is_year = self.tag(start) == Tag::Number && self.word(start).len() == 4;
        is_year
            || self.tag(start) == Tag::Time
            || (start..sentence.end.min(start + 4))
                .take_while(|at| {
                    matches!(self.tag(*at), Tag::Determiner | Tag::Noun | Tag::Possessive | Tag::Name | Tag::Number)
                })
                .any(|at| OCCASIONS.contains(&self.lower(at)))
    }

    /// Whether a phrase goes on after a comma: a list, or a relative clause.
    fn phrase_goes_on(&self, sentence: &Range<usize>, comma: usize) -> bool {
        match self.tag(comma + 1) {
            Tag::Preposition => true,
            Tag::Adverb => matches!(self.lower(comma + 1), "especially" | "particularly" | "even"),
            Tag::Noun | Tag::Name => {
                let rest = comma + 1..sentence.end.min(comma + 8);
                let list = rest.take_while(|at| !self.is_finite(*at));
                list.into_iter().any(|at| self.tag(at) == Tag::Conjunction)
            }
            _ => false,
        }
    }

    /// Whether another verb phrase or a clause begins after a conjunction.
    fn verb_or_clause_follows(&self, sentence: &Range<usize>, start: usize) -> bool {
        let start = if self.tag(start) == Tag::Adverb { start + 1 } else { start };
        let frames = self.cues.get(start).map(|cue| cue.frames).unwrap_or_default();
        self.is_finite_at(start)
            || frames.has(Frames::VERB) && !frames.has(Frames::NOUN)
            || self.tag(start) == Tag::Subject
            || matches!(self.tag(start), Tag::Subordinator)
            || self.tag(start) == Tag::Name && self.clause_begins(sentence, start)
    }

    fn is_finite_at(&self, at: usize) -> bool {
        at < self.tags.len() && self.is_finite(at)
    }

    /// The end without the signs before it, apart from marks that close a quotation.
    pub(super) fn trimmed_end(&self, start: usize, end: usize) -> usize {
        let mut end = end;
        while end > start + 1
            && self.tag(end - 1) >= Tag::Comma
            && self.quotation_to(end - 1).is_none()
            && self.tag(end - 1) != Tag::Bracket
        {
            end -= 1;
        }
        end
    }

    /// The start of what stands before a clause of the reporter: that of its sentence, or of a quotation that began earlier.
    pub(super) fn content_start(&self, sentence: &Range<usize>) -> usize {
        let first = sentence.start;
        let quoted = self.quotation.get(first).copied().flatten();
        let start = quoted.map_or(first, |number| self.section.quotations[number as usize].tokens.start);
        if self.tag(start) == Tag::Break { start + 1 } else { start }
    }
}

/// What people speak in or on.
const OCCASIONS: &[&str] = &[
    "interview",
    "interviews",
    "statement",
    "speech",
    "tweet",
    "tweets",
    "email",
    "emails",
    "letter",
    "post",
    "ruling",
    "article",
    "column",
    "memo",
    "briefing",
    "conference",
    "rally",
    "twitter",
    "facebook",
    "forum",
    "ad",
    "remarks",
    "hearing",
];
