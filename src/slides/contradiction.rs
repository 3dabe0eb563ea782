//! The cards of a contradiction: its sides next to or below each other, and the verdict. It never decides a case.

use super::block::{self, CardBlock, CardLayout};
use super::opening::top_aligned;
use super::{CardBody, CardDraft, CardGroup, DeckContext, record_text, smallest_body, strictest_label};
use crate::analysis::{self, list_order};
use crate::model::StancePosition;
use crate::model::{Brief, Rank, Record, Section};
use crate::text::{self, Paragraph, TextCell, TextLine, TextRow, Tone};
use crate::view::cases::{Case, CaseKind};
use crate::view::{self, pluralize};

/// The part of a case that is on one card.
#[derive(Debug, Clone, Default)]
pub(super) struct ContradictionCard {
    question: Vec<Paragraph>,
    sides: Vec<CardSide>,
    verdict: Vec<Paragraph>,
}

/// A side of a case, or a part of one.
#[derive(Debug, Clone)]
struct CardSide {
    /// The index of the side in the case.
    index: usize,
    label: Paragraph,
    lines: Vec<Paragraph>,
    /// The lines with more space; `None` for a part of a side.
    spacious: Option<Vec<Paragraph>>,
}

/// The smallest width at which two sides are next to each other, in columns.
const TWO_COLUMNS_FROM: usize = 96;
/// Empty columns between two sides.
const GAP: usize = 4;
/// The greatest height of a question or a label above other text, in rows.
const MAX_LABEL_ROWS: usize = 4;

/// The cards of the case with this index in [`Cases::contradictions`](crate::view::cases::Cases::contradictions).
pub(super) fn contradiction_cards(context: DeckContext<'_>, index: usize) -> Option<CardGroup> {
    let brief = context.brief;
    let case = context.cases.contradictions.get(index)?;
    let CaseKind::Contradiction(kind) = case.kind else { return None };
    let records: Vec<Record> = case.sides.iter().map(|side| leading_record(brief, &side.records)).collect();
    let label = strictest_label(brief, &case.records().collect::<Vec<_>>());
    let one_origin = if case.only_origin().is_some() { " · one origin" } else { "" };
    let short = format!("{} · {}{one_origin}", describe_kind(kind), case.verdict(brief).word);
    let to_draft = |body: CardBody| {
        let records = records_shown(&body, &records);
        CardDraft { title: case.question.clone(), short: short.clone(), label, records, body }
    };
    Some(CardGroup {
        key: format!("contradiction:{}", brief.record_id(case.first())),
        section: Some(Section::Contradictions),
        numbered: false,
        cards: split_case(brief, case).into_iter().map(to_draft).collect(),
    })
}

/// The leading records of the sides that are on a card, or those of all sides when the card has no side.
fn records_shown(body: &CardBody, leading: &[Record]) -> Vec<Record> {
    let CardBody::Contradiction(card) = body else { return leading.to_vec() };
    let mut shown: Vec<Record> = card.sides.iter().filter_map(|side| leading.get(side.index).copied()).collect();
    shown.dedup();
    if shown.is_empty() { leading.to_vec() } else { shown }
}

const fn describe_kind(kind: analysis::ContradictionKind) -> &'static str {
    match kind {
        analysis::ContradictionKind::RivalClaims { .. } => "rival values",
        analysis::ContradictionKind::OppositeStances { .. } => "both sides taken by one",
        analysis::ContradictionKind::Linked => "contradicted",
        analysis::ContradictionKind::Reworded => "printed in different words",
    }
}

/// The record of a side that is shown in full: the preferred one, else the newest with a quote, else the newest.
fn leading_record(brief: &Brief, records: &[Record]) -> Record {
    let weight = |record: &Record| match record {
        Record::Claim(ix) => match brief.claims[*ix].rank {
            Rank::Preferred => 2,
            Rank::Normal => 1,
            Rank::Deprecated => 0,
        },
        Record::Statement(ix) => usize::from(!brief.statements[*ix].quote.is_empty()),
        Record::Event(_) => 0,
    };
    let order = |a: &Record, b: &Record| weight(a).cmp(&weight(b)).then_with(|| list_order(brief, *a, *b));
    records.iter().copied().max_by(order).unwrap_or(records[0])
}

/// Splits a case into the cards that it needs on the smallest screen. The first card has a part of every side when they fit.
fn split_case(brief: &Brief, case: &Case) -> Vec<CardBody> {
    let width = CardLayout::compact(usize::from(smallest_body().width)).text_width();
    let question = Paragraph::indented(0).with(Tone::Strong, &case.question);
    let short_question = Paragraph::indented(0).with(Tone::Quiet, text::fit(&text::clean(&case.question), width));
    let is_long = height(std::slice::from_ref(&question), width) > MAX_LABEL_ROWS;
    let mut bodies = Vec::new();
    let mut card = ContradictionCard { question: vec![question.clone()], ..ContradictionCard::default() };
    if is_long {
        bodies.extend(top_aligned(vec![CardBlock::text(vec![question])]));
        card.question = vec![short_question.clone()];
    }
    let new_card = || ContradictionCard { question: vec![short_question.clone()], ..ContradictionCard::default() };
    for side in sides(brief, case, width) {
        for part in split_side(side, &short_question, width) {
            let larger = card.with(part.clone());
            if larger.fits() {
                card = larger;
            } else {
                bodies.push(CardBody::Contradiction(std::mem::replace(&mut card, new_card().with(part))));
            }
        }
    }
    for paragraph in verdict_lines(brief, case) {
        card = push_verdict(card, paragraph, &new_card, &mut bodies);
    }
    bodies.push(CardBody::Contradiction(card));
    bodies
}

/// Adds a paragraph of the verdict to `card`. When it does not fit, moves `card` to `bodies` and returns a new card with the paragraph.
fn push_verdict(
    card: ContradictionCard,
    paragraph: Paragraph,
    new_card: &impl Fn() -> ContradictionCard,
    bodies: &mut Vec<CardBody>,
) -> ContradictionCard {
    let mut below = card.clone();
    below.verdict.push(paragraph.clone());
    // Directly below the question it takes one row less. That can avoid a card that has nothing but a verdict.
    let mut above = card.clone();
    above.question.push(paragraph.clone());
    let above = Some(above).filter(|_| card.verdict.is_empty());
    if let Some(fitting) = [Some(below), above].into_iter().flatten().find(ContradictionCard::fits) {
        return fitting;
    }
    bodies.push(CardBody::Contradiction(card));
    let width = CardLayout::compact(usize::from(smallest_body().width)).text_width();
    let room = usize::from(smallest_body().height).saturating_sub(height(&new_card().question, width) + 1);
    let mut rest = vec![paragraph];
    while let Some((head, remainder)) = block::split_paragraphs(&rest, width, room) {
        bodies.push(CardBody::Contradiction(ContradictionCard { verdict: head, ..new_card() }));
        rest = remainder;
    }
    ContradictionCard { verdict: rest, ..new_card() }
}

/// Splits a side into parts that each fit on a card.
fn split_side(side: CardSide, question: &Paragraph, width: usize) -> Vec<CardSide> {
    let above = height(std::slice::from_ref(question), width) + 1 + height(std::slice::from_ref(&side.label), width);
    let room = usize::from(smallest_body().height).saturating_sub(above).max(1);
    let CardSide { index, label, mut lines, mut spacious } = side;
    let mut parts = Vec::new();
    while let Some((head, rest)) = block::split_paragraphs(&lines, width, room) {
        parts.push(CardSide { index, label: label.clone(), lines: head, spacious: None });
        (lines, spacious) = (rest, None);
    }
    parts.push(CardSide { index, label, lines, spacious });
    parts
}

fn height(paragraphs: &[Paragraph], width: usize) -> usize {
    text::wrap(paragraphs, width).len()
}

/// All sides of a case: the label, the leading record in full, and the names of the other records.
fn sides(brief: &Brief, case: &Case, width: usize) -> Vec<CardSide> {
    let to_card_side = |(index, side): (usize, &crate::view::cases::CaseSide)| {
        let first = leading_record(brief, &side.records);
        let others: Vec<Record> = side.records.iter().copied().filter(|record| *record != first).collect();
        let also = name_others(brief, &others);
        let mut lines = record_text::compact(brief, first, also.as_deref());
        let mut spacious = Some(record_text::spacious(brief, first, also.as_deref()));
        let mut label = side_label(brief, case, index, &side.label);
        if height(std::slice::from_ref(&label), width) > MAX_LABEL_ROWS {
            lines.insert(0, label);
            spacious = None;
            label = side_label(brief, case, index, &text::fit(&text::clean(&side.label), width / 2));
        }
        CardSide { index, label, lines, spacious }
    };
    case.sides.iter().enumerate().map(to_card_side).collect()
}

/// The names behind the other records of a side, each with its number of records unless that is 1. Returns `None` when there are none.
fn name_others(brief: &Brief, others: &[Record]) -> Option<String> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for record in others {
        let who = view::who(brief, *record).into_owned();
        match counts.iter_mut().find(|(name, _)| *name == who) {
            Some((_, count)) => *count += 1,
            None => counts.push((who, 1)),
        }
    }
    let format_count =
        |(who, count): &(String, usize)| if *count == 1 { who.clone() } else { format!("{who} {count}") };
    (!others.is_empty()).then(|| counts.iter().map(format_count).collect::<Vec<_>>().join(", "))
}

/// The name of a side, its rank and its number of origins.
fn side_label(brief: &Brief, case: &Case, index: usize, label: &str) -> Paragraph {
    let side = &case.sides[index];
    let line = Paragraph::indented(0).hanging(2);
    let line = match side.stance.map(StancePosition::Held) {
        Some(held) => line.with(Tone::Stance(held), format!("{} {label}", view::glyph(held))),
        None => line.with(Tone::Strong, label),
    };
    let line = match case.rank(brief, index) {
        Some(Rank::Preferred) => line.with(Tone::Plain, " · preferred"),
        Some(Rank::Deprecated) => line.with(Tone::Quiet, " · deprecated"),
        Some(Rank::Normal) | None => line,
    };
    line.with(Tone::Quiet, format!(" · {}", pluralize(side.origins.len(), "origin")))
}

/// The verdict of a case and its reasons.
fn verdict_lines(brief: &Brief, case: &Case) -> Vec<Paragraph> {
    let verdict = case.verdict(brief);
    // The heading already has the word of the verdict.
    let mut lines = vec![Paragraph::indented(0).hanging(2).with(Tone::Plain, &verdict.sentence)];
    lines.extend(verdict.reasons.iter().filter(|reason| reason.why.is_some()).map(|reason| {
        let line = Paragraph::indented(2).hanging(2).with(Tone::Quiet, format!("{}  ", reason.rank));
        line.with(Tone::Plain, &reason.value)
            .with_optional(Tone::Plain, reason.why.as_ref().map(|why| format!(": {why}")))
    }));
    lines
}

impl ContradictionCard {
    fn with(&self, side: CardSide) -> Self {
        let mut larger = self.clone();
        larger.sides.push(side);
        larger
    }

    fn fits(&self) -> bool {
        self.rows(CardLayout::compact(usize::from(smallest_body().width))).len() <= usize::from(smallest_body().height)
    }

    /// The rows of the card. Two sides are next to each other from a width of 96 columns on.
    pub(super) fn rows(&self, layout: CardLayout) -> Vec<TextRow> {
        let mut rows: Vec<TextRow> =
            block::full_width_rows(text::wrap(&self.question, layout.text_width()), layout.width).collect();
        match self.sides.as_slice() {
            [left, right] if layout.width >= TWO_COLUMNS_FROM && left.index != right.index => {
                side_by_side([left, right], layout, &mut rows);
            }
            sides => {
                for side in sides {
                    rows.resize(rows.len() + layout.gap, TextRow::new());
                    let label = text::wrap(std::slice::from_ref(&side.label), layout.text_width());
                    let lines = text::wrap(side.lines_for(layout), layout.text_width());
                    rows.extend(
                        block::full_width_rows(label, layout.width).chain(block::full_width_rows(lines, layout.width)),
                    );
                }
            }
        }
        if !self.verdict.is_empty() {
            rows.resize(rows.len() + layout.gap, TextRow::new());
            rows.extend(block::full_width_rows(text::wrap(&self.verdict, layout.text_width()), layout.width));
        }
        rows
    }
}

impl CardSide {
    /// The lines of the side for a layout: the spacious ones when it has wide gaps.
    fn lines_for(&self, layout: CardLayout) -> &[Paragraph] {
        self.spacious.as_deref().filter(|_| layout.gap > 1).unwrap_or(&self.lines)
    }
}

/// Lays out two sides in two columns. The text of both sides starts in the same row.
fn side_by_side(sides: [&CardSide; 2], layout: CardLayout, rows: &mut Vec<TextRow>) {
    let width = layout.width.saturating_sub(GAP) / 2;
    let labels = sides.map(|side| text::wrap(std::slice::from_ref(&side.label), width));
    let above = labels.iter().map(Vec::len).max().unwrap_or(0);
    let columns = [0, 1].map(|at| {
        let mut lines: Vec<TextLine> = labels[at].clone();
        lines.resize(above, TextLine::default());
        lines.extend(text::wrap(sides[at].lines_for(layout), width));
        lines
    });
    rows.resize(rows.len() + layout.gap, TextRow::new());
    let height = columns.iter().map(Vec::len).max().unwrap_or(0);
    for row in 0..height {
        let cell = |at: usize| {
            columns[at].get(row).map(|line| TextCell { column: at * (width + GAP), width, line: line.clone() })
        };
        rows.push([0, 1].into_iter().filter_map(cell).collect());
    }
}
