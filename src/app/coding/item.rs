//! What can be judged in an article: its candidates, and the records that it has. It judges nothing.

use std::ops::Range;

use super::form::RecordForm;
use super::people::drafted_speaker;
use super::recorded::RecordedForm;
use crate::coding::{CodedTable, FieldValue};
use crate::draft::{ArticleDraft, Tier};
use crate::text::one_line;

/// A candidate or a record of an article.
#[derive(Debug, Clone)]
pub struct CodingItem {
    /// Where its words stand in the text, in bytes, in order; empty if that is not known.
    pub content: Vec<Range<usize>>,
    /// The words that tell who says it.
    pub speaker_at: Vec<Range<usize>>,
    pub tier: Tier,
    pub judgement: Judgement,
    pub form: RecordForm,
    /// Whether the officer has changed the form since it was filled.
    pub(super) is_edited: bool,
}

/// What the officer has decided about an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    Open,
    Coded,
    Rejected,
}

/// What is left to do in an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CodingTally {
    /// Quotations that are not judged.
    pub quotations: usize,
    /// Other likely candidates that are not judged.
    pub candidates: usize,
    /// Less likely candidates that are not judged.
    pub unlikely: usize,
    pub without_stance: usize,
    pub without_gist: usize,
}

impl CodingItem {
    /// The first byte of its words.
    pub(super) fn start(&self) -> usize {
        self.content.first().map_or(usize::MAX, |at| at.start)
    }

    /// The words by which a rejection is remembered.
    pub(super) fn passage_words(&self, text: &str) -> String {
        self.content.iter().map(|at| one_line(&text[at.clone()])).collect::<Vec<_>>().join(" … ")
    }

    /// Whether it is shown: an open candidate that is unlikely is only where these are asked for.
    pub(super) fn is_shown(&self, shows_unlikely: bool) -> bool {
        shows_unlikely || self.judgement == Judgement::Coded || self.tier != Tier::Other
    }
}

/// The items of an article in the order of its text: each candidate, with the record that was made of it, and each other record.
pub(super) fn items_of(
    text: &str,
    draft: &ArticleDraft,
    recorded: Vec<RecordedForm>,
    rejected: &[String],
) -> Vec<CodingItem> {
    let mut items = candidates(draft);
    for item in &mut items {
        if rejected.contains(&item.passage_words(text)) {
            item.judgement = Judgement::Rejected;
        }
    }
    for RecordedForm { form, at } in recorded {
        let matching = items.iter_mut().filter(|item| !item.form.is_written() && item.form.table == form.table);
        let best = matching.max_by_key(|item| shared(&item.content, &at)).filter(|item| is_same(&item.content, &at));
        if let Some(item) = best {
            (item.judgement, item.form) = (Judgement::Coded, form);
        } else {
            items.push(CodingItem {
                content: at,
                speaker_at: Vec::new(),
                tier: Tier::Quoted,
                judgement: Judgement::Coded,
                form,
                is_edited: false,
            });
        }
    }
    items.sort_by_key(CodingItem::start);
    items
}

fn candidates(draft: &ArticleDraft) -> Vec<CodingItem> {
    let statements = draft.statements.iter().map(|statement| CodingItem {
        content: statement.candidate.content.clone(),
        speaker_at: [statement.candidate.source.clone(), statement.candidate.cue.clone()].concat(),
        tier: statement.candidate.tier,
        judgement: Judgement::Open,
        form: RecordForm::from_statement(statement, drafted_speaker(draft, &statement.speaker)),
        is_edited: false,
    });
    let claims = draft.claims.iter().map(|claim| CodingItem {
        content: vec![claim.at.clone()],
        speaker_at: Vec::new(),
        tier: Tier::SpeechVerb,
        judgement: Judgement::Open,
        form: RecordForm::from_claim(claim, drafted_speaker(draft, &claim.speaker)),
        is_edited: false,
    });
    statements.chain(claims).collect()
}

/// The number of bytes that two stretches of text have in common.
fn shared(one: &[Range<usize>], other: &[Range<usize>]) -> usize {
    let both =
        |one: &Range<usize>, other: &Range<usize>| one.end.min(other.end).saturating_sub(one.start.max(other.start));
    one.iter().map(|one| other.iter().map(|other| both(one, other)).sum::<usize>()).sum()
}

/// Whether most of the shorter stretch is in the other.
fn is_same(one: &[Range<usize>], other: &[Range<usize>]) -> bool {
    let length = |ranges: &[Range<usize>]| ranges.iter().map(ExactSizeIterator::len).sum::<usize>();
    let shared = shared(one, other);
    shared > 0 && shared * 2 > length(one).min(length(other))
}

impl CodingTally {
    pub(super) fn of_items(items: &[CodingItem]) -> Self {
        let mut tally = Self::default();
        for item in items {
            match (item.judgement, item.tier) {
                (Judgement::Open, Tier::Quoted) => tally.quotations += 1,
                (Judgement::Open, Tier::SpeechVerb) => tally.candidates += 1,
                (Judgement::Open, Tier::Other) => tally.unlikely += 1,
                (Judgement::Coded, _) if item.form.table == CodedTable::Statement => {
                    let stances = item.form.get("stance");
                    let has_stance = matches!(stances, Some(FieldValue::Table(stances)) if !stances.is_empty());
                    tally.without_stance += usize::from(!has_stance);
                    tally.without_gist += usize::from(item.form.text("gist").is_empty());
                }
                (Judgement::Coded | Judgement::Rejected, _) => {}
            }
        }
        tally
    }
}
