//! Finds the clause of the reporter beside a quotation, and the quotations that follow on. It never reads inside of a quotation.

use std::ops::Range;

use super::lexicon::Frames;
use super::rules::{Found, Rule};
use super::tags::{Tag, TaggedSection};

/// A clause of the reporter after a quotation.
#[derive(Debug, Clone)]
struct ReporterClause {
    cue: Range<usize>,
    source: Range<usize>,
    rule: Rule,
    /// After the cue and the source.
    end: usize,
}

impl TaggedSection<'_> {
    /// The candidates whose reporter's clause follows a quotation, in order.
    pub(super) fn found_by_quotations(&self) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let quotations = &self.section.quotations;
        let mut number = 0;
        while number < quotations.len() {
            let quotation = quotations[number].tokens.clone();
            let paragraph = self.paragraph_of(quotation.start);
            let clause = self.clause_after(&paragraph, &quotation).filter(|_| !self.is_title_in_adverbial(&quotation));
            let Some(clause) = clause else {
                number += 1;
                continue;
            };
            let earliest =
                found.last().map_or(0, |last| last.source.as_ref().map_or(0, |source| source.end).max(last.cue.end));
            let start = self.quoted_start(number, earliest);
            let mut content = self.continued_before(number);
            content.push(start..quotation.end);
            let mut next = number + 1;
            let mut end = clause.end;
            if let Some(rest) = self.coordinated_rest(&paragraph, &clause) {
                while quotations.get(next).is_some_and(|next| next.tokens.start < rest.end) {
                    next += 1;
                }
                end = rest.end;
                content.push(rest);
            }
            while let Some(following) = quotations.get(next).map(|next| next.tokens.clone()) {
                if following.start >= paragraph.end || !self.goes_on(&paragraph, end, &following) {
                    break;
                }
                let sentence = self.sentence_of(following.start);
                let is_mixed = !self.ends_like_sentence(&following) && sentence.start == following.start;
                let following =
                    following.start..if is_mixed { self.clause_end(&sentence, following.start) } else { following.end };
                end = following.end;
                content.push(following);
                next += 1;
            }
            content.extend(self.continued_after(next));
            found.push(Found { rule: clause.rule, content, cue: clause.cue, source: Some(clause.source), share: 0.9 });
            number = next;
        }
        found
    }

    /// Whether a quotation is a title in an adverbial before a clause: `On “Fox News Sunday,”`.
    fn is_title_in_adverbial(&self, quotation: &Range<usize>) -> bool {
        let sentence = self.sentence_of(quotation.start);
        let mut before = sentence.start..quotation.start;
        !before.is_empty() && self.is_like_title(quotation) && before.all(|at| !self.is_finite(at))
    }

    /// Whether a quotation has few words, and its long ones have capitals.
    pub(super) fn is_like_title(&self, quotation: &Range<usize>) -> bool {
        let words: Vec<usize> = quotation.clone().filter(|at| self.section.tokens[*at].is_word).collect();
        words.len() <= MAX_TITLE && words.iter().all(|at| self.word(*at).len() <= 3 || self.is_capital(*at))
    }

    /// What goes on in the sentence after the clause of the reporter and a conjunction: `…,” she said, and still “…”`.
    fn coordinated_rest(&self, paragraph: &Range<usize>, clause: &ReporterClause) -> Option<Range<usize>> {
        let start = clause.end + 1;
        let is_coordinated =
            self.tag(clause.end) == Tag::Comma && start < paragraph.end && self.tag(start) == Tag::Conjunction;
        let sentence = self.sentence_of(clause.end);
        let quotation = (start..sentence.end.min(start + MAX_CLAUSE)).find(|at| self.quotation_from(*at).is_some())?;
        let is_free = (start..quotation).all(|at| !self.cues[at].frames.has(Frames::SPEECH.and(Frames::QUOTE)));
        (is_coordinated && is_free).then(|| start..self.clause_end(&sentence, start + 1))
    }

    pub(super) fn paragraph_of(&self, at: usize) -> Range<usize> {
        let after = self.section.paragraphs.partition_point(|paragraph| paragraph.start <= at);
        self.section.paragraphs.get(after.saturating_sub(1)).cloned().unwrap_or_default()
    }

    pub(super) fn sentence_of(&self, at: usize) -> Range<usize> {
        let after = self.section.sentences.partition_point(|sentence| sentence.start <= at);
        self.section.sentences.get(after.saturating_sub(1)).cloned().unwrap_or_default()
    }

    /// Where the content with a quotation begins: with its sentence, unless that has a cue before.
    fn quoted_start(&self, number: usize, earliest: usize) -> usize {
        let quotation = &self.section.quotations[number].tokens;
        let sentence = self.sentence_of(quotation.start);
        let start = self.content_start(&sentence).max(earliest);
        let before = start..quotation.start;
        let is_other = |at: usize| {
            let frames = self.cues[at].frames;
            self.tag(at) == Tag::Mark
                || matches!(self.lower(at), ":" | ";")
                || frames.has(Frames::SPEECH)
                    && frames.has(Frames::PAST.and(Frames::WITH_S).and(Frames::PARTICIPLE))
                    && self.quotation[at].is_none()
        };
        let words = before.clone().filter(|at| self.section.tokens[*at].is_word).count();
        if words == 0 || before.clone().any(is_other) { quotation.start } else { start }
    }

    /// The clause of the reporter after a quotation of some words: `said Vidal`, `Vidal said`, `― Vidal`.
    fn clause_after(&self, paragraph: &Range<usize>, quotation: &Range<usize>) -> Option<ReporterClause> {
        let mut start = quotation.end;
        let last = (quotation.start..quotation.end).rev().find(|at| self.tag(*at) != Tag::Mark)?;
        let ends =
            matches!(self.tag(last), Tag::Comma | Tag::Break) || self.tag(last) == Tag::End && self.lower(last) != ".";
        let has_comma = self.tag(start) == Tag::Comma && start < paragraph.end;
        if has_comma {
            start += 1;
        }
        if start >= paragraph.end {
            return None;
        }
        if self.tag(start) == Tag::Break
            && matches!(self.lower(start), "―" | "—" | "–" | "-")
            && self.tag(start + 1) == Tag::Name
        {
            let line = start + 1..paragraph.end;
            let is_signature = line.len() <= MAX_SIGNATURE && line.clone().all(|at| !self.is_finite(at));
            return is_signature.then(|| ReporterClause {
                cue: start..start + 1,
                source: line,
                rule: Rule::Dash,
                end: paragraph.end,
            });
        }
        if !(ends || has_comma) {
            return None;
        }
        let reach = start..paragraph.end.min(start + MAX_CLAUSE);
        let says =
            |at: usize| self.cues[at].frames.has(Frames::SPEECH.and(Frames::QUOTE)) && self.quotation[at].is_none();
        if says(start)
            && !self.cues[start].frames.has(Frames::PARTICIPLE)
            && let Some(source) = self.noun_phrase_after(&reach, start + 1, true)
        {
            return Some(ReporterClause { cue: start..start + 1, end: source.end, source, rule: Rule::Quotation });
        }
        for verb in reach.clone().skip(1).take_while(|at| self.quotation[*at].is_none() && self.tag(*at) != Tag::End) {
            if !says(verb) {
                continue;
            }
            let Some(group) = self.verb_group(&reach, verb) else { continue };
            let Some(source) = self.subject_before(&reach, group.tokens.start) else { continue };
            let is_first = (start..source.start)
                .all(|at| matches!(self.tag(at), Tag::Adverb | Tag::Conjunction | Tag::Preposition | Tag::Time));
            if is_first && !self.cues[verb].frames.has(Frames::PARTICIPLE) {
                return Some(ReporterClause { cue: group.tokens, source, rule: Rule::Quotation, end: verb + 1 });
            }
        }
        None
    }

    /// Whether a quotation goes on with what was said before the clause that ends at `end`: after a comma, or as a sentence of its own.
    fn goes_on(&self, paragraph: &Range<usize>, end: usize, following: &Range<usize>) -> bool {
        let between = end..following.start;
        let ends = between.clone().filter(|at| self.tag(*at) == Tag::End).count();
        let is_sentence = ends <= 1 && (ends == 0 || following.start > 0 && self.tag(following.start - 1) == Tag::End);
        let is_after_comma = ends == 0
            && between.len() <= MAX_CLAUSE
            && (matches!(self.tag(following.start - 1), Tag::Comma | Tag::Break)
                || self.tag(following.start - 1) == Tag::Conjunction && self.tag(following.start - 2) == Tag::Comma)
            && between
                .clone()
                .all(|at| !self.is_finite(at) && !self.cues[at].frames.has(Frames::SPEECH.and(Frames::QUOTE)));
        let is_adjacent = between.is_empty();
        let sentence = self.sentence_of(following.start);
        let rest = following.end..sentence.end.max(following.end);
        let is_opening = sentence.start == following.start
            && following.len() > MIN_OPENING
            && rest.into_iter().all(|at| !self.is_finite(at));
        let is_whole =
            (self.ends_like_sentence(following) || is_opening) && self.clause_after(paragraph, following).is_none();
        (is_sentence && ends == 1 && between.len() <= MAX_CLAUSE || is_after_comma || is_adjacent)
            && (is_whole || is_after_comma && ends == 0)
    }

    /// The paragraphs before, of a quotation that goes on from them.
    fn continued_before(&self, number: usize) -> Vec<Range<usize>> {
        let quotations = &self.section.quotations;
        let mut first = number;
        while first > 0 && quotations[first].continues && !quotations[first - 1].is_closed {
            first -= 1;
        }
        quotations[first..number].iter().map(|quotation| quotation.tokens.clone()).collect()
    }

    /// The paragraphs after the quotation before `next`, if it goes on in them.
    pub(super) fn continued_after(&self, next: usize) -> Vec<Range<usize>> {
        let quotations = &self.section.quotations;
        let mut last = next;
        while last > 0 && last < quotations.len() && !quotations[last - 1].is_closed && quotations[last].continues {
            last += 1;
        }
        quotations[next.min(last)..last].iter().map(|quotation| quotation.tokens.clone()).collect()
    }
}

/// The most tokens of a clause of the reporter.
const MAX_CLAUSE: usize = 40;
/// The fewest tokens of a quotation that goes on in a sentence which it does not end.
const MIN_OPENING: usize = 8;
/// The most words of a title.
const MAX_TITLE: usize = 8;
/// The most tokens of a name after a dash.
const MAX_SIGNATURE: usize = 20;
