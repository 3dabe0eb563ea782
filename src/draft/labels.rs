//! Finds the speakers whom a colon sets before their words: in headlines, in transcripts, and before a paragraph. It reads no verbs of clauses.

use std::ops::Range;

use super::lexicon::Frames;
use super::rules::{Found, Rule};
use super::tags::{Tag, TaggedSection};

/// The most tokens before the colon of a headline.
const MAX_LABEL: usize = 8;
/// The most paragraphs at the start of a text that can be its headline.
const HEAD: usize = 1;

impl TaggedSection<'_> {
    /// The candidates of all colons that no verb of speech stands before in its sentence, or after which the paragraph ends.
    pub(super) fn found_by_labels(&self, is_first: bool) -> Vec<Found> {
        let mut found = Vec::new();
        for (number, paragraph) in self.section.paragraphs.iter().enumerate() {
            found.extend(self.transcript_turn(paragraph));
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
        let is_label = start < colon && (start..colon).all(is_upper);
        let content = colon + 1..paragraph.end;
        (is_label && !content.is_empty() && content.clone().any(|at| self.tag(at) < Tag::Comma))
            .then(|| labelled(start..colon, colon, content))
    }

    /// `Vidal: ‘We wait’`, at the head of the text.
    fn headline(&self, paragraph: &Range<usize>) -> Option<Found> {
        let sentence = self.sentence_of(paragraph.start);
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
            |at: &usize| self.cues[*at].frames.has(Frames::SPEECH.and(Frames::QUOTE)) && self.quotation[*at].is_none();
        let verb = sentence.clone().rev().find(is_speech)?;
        let group = self.verb_group(&sentence, verb)?;
        let source = self.source_of(&sentence, &group)?;
        Some(Found {
            rule: Rule::Colon,
            content: vec![next.clone()],
            cue: group.tokens,
            source: Some(source),
            share: self.cues[verb].share,
        })
    }
}

/// What a colon sets after its speaker.
fn labelled(source: Range<usize>, colon: usize, content: Range<usize>) -> Found {
    Found { rule: Rule::Colon, content: vec![content], cue: colon..colon + 1, source: Some(source), share: 0.9 }
}
