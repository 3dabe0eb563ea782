//! Finds the speakers whom a colon sets before their words: in headlines, in transcripts, and before a paragraph. It reads no verbs of clauses.

use std::ops::Range;

use super::lexicon::Frames;
use super::rules::{Found, Rule};
use super::tags::{Tag, TaggedSection};

/// The most tokens before the colon of a headline.
const MAX_LABEL: usize = 8;
/// The most tokens of a headline.
const MAX_HEADLINE: usize = 40;
/// The most paragraphs at the start of a text that can be its headline.
const HEAD: usize = 1;

/// Labels that name nobody.
const NOTES: &[&str] = &[
    "clarification",
    "correction",
    "update",
    "updated",
    "note",
    "watch",
    "read",
    "related",
    "live",
    "photo",
    "photos",
    "video",
];

impl TaggedSection<'_> {
    /// The candidates of all colons that no verb of speech stands before in its sentence, or after which the paragraph ends.
    pub(super) fn found_by_labels(&self, is_first: bool) -> Vec<Found> {
        let mut found = Vec::new();
        let turns: Vec<Found> =
            self.section.paragraphs.iter().filter_map(|paragraph| self.transcript_turn(paragraph)).collect();
        // A single label is mostly a dateline: `ISLAMABAD: The minister said…`.
        let is_own = |turn: &Found| {
            turn.content
                .iter()
                .any(|content| content.clone().any(|at| matches!(self.lower(at), "i" | "we" | "my" | "our")))
        };
        if turns.len() > 1 || !is_first || turns.iter().any(is_own) {
            found.extend(turns);
        }
        for (number, paragraph) in self.section.paragraphs.iter().enumerate() {
            if is_first && number < HEAD {
                found.extend(self.headline(paragraph));
            }
            if let Some(next) = self.section.paragraphs.get(number + 1) {
                found.extend(self.introduction(paragraph, next));
            }
        }
        found
    }

    /// `VIDAL: We wait.`
    fn transcript_turn(&self, paragraph: &Range<usize>) -> Option<Found> {
        let start = paragraph.start + usize::from(self.tag(paragraph.start) == Tag::Mark);
        let colon = (start..paragraph.end.min(start + 5)).find(|at| self.lower(*at) == ":")?;
        let is_upper = |at: usize| {
            let word = self.word(at);
            word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase) || self.lower(at) == "mr."
        };
        let is_label = start < colon && (start..colon).all(is_upper) && !NOTES.contains(&self.lower(start));
        let content = colon + 1..paragraph.end;
        (is_label && !content.is_empty() && content.clone().any(|at| self.tag(at) < Tag::Comma))
            .then(|| labelled(start..colon, colon, content))
    }

    /// `Vidal: ‘We wait’`, at the head of the text.
    fn headline(&self, paragraph: &Range<usize>) -> Option<Found> {
        let sentence = self.sentence_of(paragraph.start);
        if paragraph.len() > MAX_HEADLINE {
            return None;
        }
        let limit = sentence.end.min(sentence.start + MAX_LABEL);
        let colon = (sentence.start + 1..limit).find(|at| self.lower(*at) == ":")?;
        let source = sentence.start..colon;
        let is_name = source.clone().all(|at| {
            matches!(
                self.tag(at),
                Tag::Name | Tag::Noun | Tag::Clitic | Tag::Determiner | Tag::Preposition | Tag::Number
            )
        });
        let content = colon + 1..self.trimmed_end(colon + 1, sentence.end);
        (is_name && content.len() > 2).then(|| labelled(source, colon, content))
    }

    /// `Vidal added:` before a paragraph that is no quotation with a clause of its own.
    fn introduction(&self, paragraph: &Range<usize>, next: &Range<usize>) -> Option<Found> {
        let colon =
            paragraph.end.checked_sub(1).filter(|colon| *colon > paragraph.start && self.lower(*colon) == ":")?;
        let sentence = self.sentence_of(colon);
        let is_speech =
            |at: &usize| self.cue(*at).frames.has(Frames::SPEECH.or(Frames::QUOTE)) && self.quotation_of(*at).is_none();
        let verb = sentence.clone().rev().find(is_speech)?;
        let group = self.verb_group(&sentence, verb)?;
        let source = self.source_of(&sentence, &group)?;
        Some(Found {
            rule: Rule::Colon,
            content: vec![next.clone()],
            cue: group.tokens,
            source: Some(source),
            share: self.cue(verb).share,
        })
    }
}

/// What a colon sets after its speaker.
fn labelled(source: Range<usize>, colon: usize, content: Range<usize>) -> Found {
    Found { rule: Rule::Colon, content: vec![content], cue: colon..colon + 1, source: Some(source), share: 0.9 }
}
