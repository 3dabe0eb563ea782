//! The cards of a contradiction: both sides beside each other or below, and where the case stands. It decides none.

use super::block::{self, CardBlock, CardLayout};
use super::opening::top_aligned;
use super::{CardBody, CardDraft, CardGroup, DeckContext, record_text, smallest_body, strictest_label};
use crate::analysis::{self, list_order};
use crate::model::StancePosition;
use crate::model::{Brief, Rank, Record, Section};
use crate::text::{self, Paragraph, TextCell, TextLine, TextRow, Tone};
use crate::view::cases::{Case, CaseKind};
use crate::view::{self, pluralize};

/// What one card has of a case.
#[derive(Debug, Clone, Default)]
pub(super) struct ContradictionCard {
    question: Vec<Paragraph>,
    sides: Vec<CardSide>,
    /// Where the case stands.
    end: Vec<Paragraph>,
}

/// A side, or a part of it.
#[derive(Debug, Clone)]
struct CardSide {
    /// Its place in the case.
    at: usize,
    label: Paragraph,
    lines: Vec<Paragraph>,
    /// The same where there is room; `None` of a part.
    spacious: Option<Vec<Paragraph>>,
}

/// From this width on, two sides stand beside each other.
const TWO_COLUMNS_FROM: usize = 96;
/// Columns between two sides.
const GAP: usize = 4;
/// The most rows of a question or a label that stand above something else.
const MAX_LABEL_ROWS: usize = 4;

/// The cards of a case, by its place among the contradictions.
pub(super) fn contradiction_cards(ground: DeckContext<'_>, at: usize) -> Option<CardGroup> {
    let brief = ground.brief;
    let case = ground.cases.contradictions.get(at)?;
    let CaseKind::Contradiction(kind) = case.kind else { return None };
    let records: Vec<Record> = case.sides.iter().map(|side| leading_record(brief, &side.records)).collect();
    let label = strictest_label(brief, &case.records().collect::<Vec<_>>());
    let one_origin = if case.only_origin().is_some() { " · one origin" } else { "" };
    let short = format!("{} · {}{one_origin}", describe_kind(kind), case.verdict(brief).word);
    let sheet = |body: CardBody| {
        let records = records_shown(&body, &records);
        CardDraft { title: case.question.clone(), short: short.clone(), label, records, body }
    };
    Some(CardGroup {
        key: format!("contradiction:{}", brief.record_id(case.first())),
        section: Some(Section::Contradictions),
        numbered: false,
        cards: split_case(brief, case).into_iter().map(sheet).collect(),
    })
}

/// Of the foremost records of the sides, those that are told on a card; all, where none is.
fn records_shown(body: &CardBody, foremost: &[Record]) -> Vec<Record> {
    let CardBody::Contradiction(dispute) = body else { return foremost.to_vec() };
    let mut told: Vec<Record> = dispute.sides.iter().filter_map(|side| foremost.get(side.at).copied()).collect();
    told.dedup();
    if told.is_empty() { foremost.to_vec() } else { told }
}

const fn describe_kind(kind: analysis::ContradictionKind) -> &'static str {
    match kind {
        analysis::ContradictionKind::RivalClaims { .. } => "rival values",
        analysis::ContradictionKind::OppositeStances { .. } => "both sides taken by one",
        analysis::ContradictionKind::Linked => "contradicted",
        analysis::ContradictionKind::Reworded => "printed in different words",
    }
}

/// The record of a side that is told whole: the one preferred, else the newest that quotes, else the newest.
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

/// The case on as many cards as it needs on the smallest screen, with something of every side on the first where that can be.
fn split_case(brief: &Brief, case: &Case) -> Vec<CardBody> {
    let width = CardLayout::compact(usize::from(smallest_body().width)).text_width();
    let question = Paragraph::indented(0).with(Tone::Strong, &case.question);
    let again = Paragraph::indented(0).with(Tone::Quiet, text::fit(&text::clean(&case.question), width));
    let is_long = height(std::slice::from_ref(&question), width) > MAX_LABEL_ROWS;
    let mut bodies = Vec::new();
    let mut card = ContradictionCard { question: vec![question.clone()], ..ContradictionCard::default() };
    if is_long {
        bodies.extend(top_aligned(vec![CardBlock::text(vec![question])]));
        card.question = vec![again.clone()];
    }
    let fresh = || ContradictionCard { question: vec![again.clone()], ..ContradictionCard::default() };
    for side in sides(brief, case, width) {
        for part in split_side(side, &again, width) {
            let larger = card.with(part.clone());
            if larger.fits() {
                card = larger;
            } else {
                bodies.push(CardBody::Contradiction(std::mem::replace(&mut card, fresh().with(part))));
            }
        }
    }
    for paragraph in verdict_lines(brief, case) {
        card = push_verdict(card, paragraph, &fresh, &mut bodies);
    }
    bodies.push(CardBody::Contradiction(card));
    bodies
}

/// The card with a paragraph of where the case stands; a fresh one, where it is full and goes to the others.
fn push_verdict(
    card: ContradictionCard,
    paragraph: Paragraph,
    fresh: &impl Fn() -> ContradictionCard,
    bodies: &mut Vec<CardBody>,
) -> ContradictionCard {
    let mut below = card.clone();
    below.end.push(paragraph.clone());
    // Under the question it takes a row less: a card is not to have nothing but a verdict.
    let mut above = card.clone();
    above.question.push(paragraph.clone());
    let above = Some(above).filter(|_| card.end.is_empty());
    if let Some(whole) = [Some(below), above].into_iter().flatten().find(ContradictionCard::fits) {
        return whole;
    }
    bodies.push(CardBody::Contradiction(card));
    let width = CardLayout::compact(usize::from(smallest_body().width)).text_width();
    let room = usize::from(smallest_body().height).saturating_sub(height(&fresh().question, width) + 1);
    let mut rest = vec![paragraph];
    while let Some((head, then)) = block::split_paragraphs(&rest, width, room) {
        bodies.push(CardBody::Contradiction(ContradictionCard { end: head, ..fresh() }));
        rest = then;
    }
    ContradictionCard { end: rest, ..fresh() }
}

/// A side in pieces that fit a card each.
fn split_side(side: CardSide, question: &Paragraph, width: usize) -> Vec<CardSide> {
    let above = height(std::slice::from_ref(question), width) + 1 + height(std::slice::from_ref(&side.label), width);
    let room = usize::from(smallest_body().height).saturating_sub(above).max(1);
    let CardSide { at, label, lines: mut told, spacious: mut roomy } = side;
    let mut parts = Vec::new();
    while let Some((head, rest)) = block::split_paragraphs(&told, width, room) {
        parts.push(CardSide { at, label: label.clone(), lines: head, spacious: None });
        (told, roomy) = (rest, None);
    }
    parts.push(CardSide { at, label, lines: told, spacious: roomy });
    parts
}

fn height(paragraphs: &[Paragraph], width: usize) -> usize {
    text::wrap(paragraphs, width).len()
}

/// Every side: its label, the foremost of its records told whole, the others named.
fn sides(brief: &Brief, case: &Case, width: usize) -> Vec<CardSide> {
    let side = |(at, side): (usize, &crate::view::cases::CaseSide)| {
        let first = leading_record(brief, &side.records);
        let others: Vec<Record> = side.records.iter().copied().filter(|record| *record != first).collect();
        let also = name_others(brief, &others);
        let mut told = record_text::compact(brief, first, also.as_deref());
        let mut roomy = Some(record_text::spacious(brief, first, also.as_deref()));
        let mut label = side_label(brief, case, at, &side.label);
        if height(std::slice::from_ref(&label), width) > MAX_LABEL_ROWS {
            told.insert(0, label);
            roomy = None;
            label = side_label(brief, case, at, &text::fit(&text::clean(&side.label), width / 2));
        }
        CardSide { at, label, lines: told, spacious: roomy }
    };
    case.sides.iter().enumerate().map(side).collect()
}

/// Whose records stand on a side beside the one that is told, with their number where it is not one.
fn name_others(brief: &Brief, others: &[Record]) -> Option<String> {
    let mut whose: Vec<(String, usize)> = Vec::new();
    for record in others {
        let who = view::who(brief, *record).into_owned();
        match whose.iter_mut().find(|(met, _)| *met == who) {
            Some((_, times)) => *times += 1,
            None => whose.push((who, 1)),
        }
    }
    let name = |(who, times): &(String, usize)| if *times == 1 { who.clone() } else { format!("{who} {times}") };
    (!others.is_empty()).then(|| whose.iter().map(name).collect::<Vec<_>>().join(", "))
}

/// What a side is called, how it is ranked, and how many origins it has.
fn side_label(brief: &Brief, case: &Case, at: usize, label: &str) -> Paragraph {
    let side = &case.sides[at];
    let line = Paragraph::indented(0).hanging(2);
    let line = match side.stance.map(StancePosition::Held) {
        Some(held) => line.with(Tone::Stance(held), format!("{} {label}", view::glyph(held))),
        None => line.with(Tone::Strong, label),
    };
    let line = match case.rank(brief, at) {
        Some(Rank::Preferred) => line.with(Tone::Plain, " · preferred"),
        Some(Rank::Deprecated) => line.with(Tone::Quiet, " · deprecated"),
        Some(Rank::Normal) | None => line,
    };
    line.with(Tone::Quiet, format!(" · {}", pluralize(side.origins.len(), "origin")))
}

/// Where the case stands, and why.
fn verdict_lines(brief: &Brief, case: &Case) -> Vec<Paragraph> {
    let verdict = case.verdict(brief);
    // The heading has its word already.
    let mut end = vec![Paragraph::indented(0).hanging(2).with(Tone::Plain, &verdict.sentence)];
    end.extend(verdict.reasons.iter().filter(|reason| reason.why.is_some()).map(|reason| {
        let line = Paragraph::indented(2).hanging(2).with(Tone::Quiet, format!("{}  ", reason.rank));
        line.with(Tone::Plain, &reason.value)
            .with_optional(Tone::Plain, reason.why.as_ref().map(|why| format!(": {why}")))
    }));
    end
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

    /// The card in rows; two sides beside each other from a width of 96 on.
    pub(super) fn rows(&self, setting: CardLayout) -> Vec<TextRow> {
        let mut rows: Vec<TextRow> =
            block::full_width_rows(text::wrap(&self.question, setting.text_width()), setting.width).collect();
        match self.sides.as_slice() {
            [one, other] if setting.width >= TWO_COLUMNS_FROM && one.at != other.at => {
                side_by_side([one, other], setting, &mut rows)
            }
            sides => {
                for side in sides {
                    rows.resize(rows.len() + setting.gap, TextRow::new());
                    let label = text::wrap(std::slice::from_ref(&side.label), setting.text_width());
                    let told = text::wrap(side.lines_for(setting), setting.text_width());
                    rows.extend(
                        block::full_width_rows(label, setting.width).chain(block::full_width_rows(told, setting.width)),
                    );
                }
            }
        }
        if !self.end.is_empty() {
            rows.resize(rows.len() + setting.gap, TextRow::new());
            rows.extend(block::full_width_rows(text::wrap(&self.end, setting.text_width()), setting.width));
        }
        rows
    }
}

impl CardSide {
    /// What is told, for a setting with so much room.
    fn lines_for(&self, setting: CardLayout) -> &[Paragraph] {
        self.spacious.as_deref().filter(|_| setting.gap > 1).unwrap_or(&self.lines)
    }
}

/// Two sides in two columns, what is told of them beginning in one row.
fn side_by_side(sides: [&CardSide; 2], setting: CardLayout, rows: &mut Vec<TextRow>) {
    let width = setting.width.saturating_sub(GAP) / 2;
    let labels = sides.map(|side| text::wrap(std::slice::from_ref(&side.label), width));
    let above = labels.iter().map(Vec::len).max().unwrap_or(0);
    let columns = [0, 1].map(|at| {
        let mut lines: Vec<TextLine> = labels[at].clone();
        lines.resize(above, TextLine::default());
        lines.extend(text::wrap(sides[at].lines_for(setting), width));
        lines
    });
    rows.resize(rows.len() + setting.gap, TextRow::new());
    let height = columns.iter().map(Vec::len).max().unwrap_or(0);
    for row in 0..height {
        let cell = |at: usize| {
            columns[at].get(row).map(|line| TextCell { column: at * (width + GAP), width, line: line.clone() })
        };
        rows.push([0, 1].into_iter().filter_map(cell).collect());
    }
}
