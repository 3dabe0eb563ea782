//! The cards of a contradiction: both sides beside each other or below, and where the case stands. It decides none.

use super::front::from_top;
use super::unit::{self, Setting, Unit};
use super::{Body, Draft, Ground, Sheet, label, smallest, told};
use crate::analysis::{self, Position, list_order};
use crate::model::{Brief, Rank, Record, Section};
use crate::text::{self, Cell, Line, Paragraph, Row, Tone};
use crate::view::cases::{Case, Kind};
use crate::view::{self, count};

/// What one card has of a case.
#[derive(Debug, Clone, Default)]
pub(super) struct Dispute {
    question: Vec<Paragraph>,
    sides: Vec<Side>,
    /// Where the case stands.
    end: Vec<Paragraph>,
}

/// A side, or a part of it.
#[derive(Debug, Clone)]
struct Side {
    /// Its place in the case.
    at: usize,
    label: Paragraph,
    told: Vec<Paragraph>,
    /// The same where there is room; `None` of a part.
    roomy: Option<Vec<Paragraph>>,
}

/// From this width on, two sides stand beside each other.
const WIDE: usize = 96;
/// Columns between two sides.
const GAP: usize = 4;
/// The most rows of a question or a label that stand above something else.
const MOST: usize = 4;

/// The cards of a case, by its place among the contradictions.
pub(super) fn dispute(ground: Ground<'_>, at: usize) -> Option<Draft> {
    let brief = ground.brief;
    let case = ground.cases.contradictions.get(at)?;
    let Kind::Contradiction(kind) = case.kind else { return None };
    let records: Vec<Record> = case.sides.iter().map(|side| foremost(brief, &side.records)).collect();
    let label = label(brief, &case.records().collect::<Vec<_>>());
    let one_origin = if case.only_origin().is_some() { " · one origin" } else { "" };
    let short = format!("{} · {}{one_origin}", kind_in_words(kind), case.verdict(brief).word);
    let sheet = |body: Body| {
        let records = records_on(&body, &records);
        Sheet { title: case.question.clone(), short: short.clone(), label, records, body }
    };
    Some(Draft {
        key: format!("contradiction:{}", brief.record_id(case.first())),
        section: Some(Section::Contradictions),
        numbered: false,
        cards: bodies(brief, case).into_iter().map(sheet).collect(),
    })
}

/// Of the foremost records of the sides, those that are told on a card; all, where none is.
fn records_on(body: &Body, foremost: &[Record]) -> Vec<Record> {
    let Body::Dispute(dispute) = body else { return foremost.to_vec() };
    let mut told: Vec<Record> = dispute.sides.iter().filter_map(|side| foremost.get(side.at).copied()).collect();
    told.dedup();
    if told.is_empty() { foremost.to_vec() } else { told }
}

const fn kind_in_words(kind: analysis::Kind) -> &'static str {
    match kind {
        analysis::Kind::RivalClaims { .. } => "rival values",
        analysis::Kind::OppositeStances { .. } => "both sides taken by one",
        analysis::Kind::Linked => "contradicted",
        analysis::Kind::Reworded => "printed in different words",
    }
}

/// The record of a side that is told whole: the one preferred, else the newest that quotes, else the newest.
fn foremost(brief: &Brief, records: &[Record]) -> Record {
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
fn bodies(brief: &Brief, case: &Case) -> Vec<Body> {
    let width = Setting::tight(usize::from(smallest().width)).measure();
    let question = Paragraph::at(0).with(Tone::Strong, &case.question);
    let again = Paragraph::at(0).with(Tone::Quiet, text::fit(&text::clean(&case.question), width));
    let is_long = height(std::slice::from_ref(&question), width) > MOST;
    let mut bodies = Vec::new();
    let mut card = Dispute { question: vec![question.clone()], ..Dispute::default() };
    if is_long {
        bodies.extend(from_top(vec![Unit::text(vec![question])]));
        card.question = vec![again.clone()];
    }
    let fresh = || Dispute { question: vec![again.clone()], ..Dispute::default() };
    for side in sides(brief, case, width) {
        for part in parts(side, &again, width) {
            let larger = card.with(part.clone());
            if larger.fits() {
                card = larger;
            } else {
                bodies.push(Body::Dispute(std::mem::replace(&mut card, fresh().with(part))));
            }
        }
    }
    for paragraph in end(brief, case) {
        card = ended(card, paragraph, &fresh, &mut bodies);
    }
    bodies.push(Body::Dispute(card));
    bodies
}

/// The card with a paragraph of where the case stands; a fresh one, where it is full and goes to the others.
fn ended(card: Dispute, paragraph: Paragraph, fresh: &impl Fn() -> Dispute, bodies: &mut Vec<Body>) -> Dispute {
    let mut below = card.clone();
    below.end.push(paragraph.clone());
    // Under the question it takes a row less: a card is not to have nothing but a verdict.
    let mut above = card.clone();
    above.question.push(paragraph.clone());
    let above = Some(above).filter(|_| card.end.is_empty());
    if let Some(whole) = [Some(below), above].into_iter().flatten().find(Dispute::fits) {
        return whole;
    }
    bodies.push(Body::Dispute(card));
    let width = Setting::tight(usize::from(smallest().width)).measure();
    let room = usize::from(smallest().height).saturating_sub(height(&fresh().question, width) + 1);
    let mut rest = vec![paragraph];
    while let Some((head, then)) = unit::cut(&rest, width, room) {
        bodies.push(Body::Dispute(Dispute { end: head, ..fresh() }));
        rest = then;
    }
    Dispute { end: rest, ..fresh() }
}

/// A side in pieces that fit a card each.
fn parts(side: Side, question: &Paragraph, width: usize) -> Vec<Side> {
    let above = height(std::slice::from_ref(question), width) + 1 + height(std::slice::from_ref(&side.label), width);
    let room = usize::from(smallest().height).saturating_sub(above).max(1);
    let Side { at, label, mut told, mut roomy } = side;
    let mut parts = Vec::new();
    while let Some((head, rest)) = unit::cut(&told, width, room) {
        parts.push(Side { at, label: label.clone(), told: head, roomy: None });
        (told, roomy) = (rest, None);
    }
    parts.push(Side { at, label, told, roomy });
    parts
}

fn height(paragraphs: &[Paragraph], width: usize) -> usize {
    text::wrap(paragraphs, width).len()
}

/// Every side: its label, the foremost of its records told whole, the others named.
fn sides(brief: &Brief, case: &Case, width: usize) -> Vec<Side> {
    let side = |(at, side): (usize, &crate::view::cases::Side)| {
        let first = foremost(brief, &side.records);
        let others: Vec<Record> = side.records.iter().copied().filter(|record| *record != first).collect();
        let also = also(brief, &others);
        let mut told = told::testimony(brief, first, also.as_deref());
        let mut roomy = Some(told::roomy(brief, first, also.as_deref()));
        let mut label = label_of(brief, case, at, &side.label);
        if height(std::slice::from_ref(&label), width) > MOST {
            told.insert(0, label);
            roomy = None;
            label = label_of(brief, case, at, &text::fit(&text::clean(&side.label), width / 2));
        }
        Side { at, label, told, roomy }
    };
    case.sides.iter().enumerate().map(side).collect()
}

/// Whose records stand on a side beside the one that is told, with their number where it is not one.
fn also(brief: &Brief, others: &[Record]) -> Option<String> {
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
fn label_of(brief: &Brief, case: &Case, at: usize, label: &str) -> Paragraph {
    let side = &case.sides[at];
    let line = Paragraph::at(0).hanging(2);
    let line = match side.stance.map(Position::Held) {
        Some(held) => line.with(Tone::Stance(held), format!("{} {label}", view::glyph(held))),
        None => line.with(Tone::Strong, label),
    };
    let line = match case.rank(brief, at) {
        Some(Rank::Preferred) => line.with(Tone::Plain, " · preferred"),
        Some(Rank::Deprecated) => line.with(Tone::Quiet, " · deprecated"),
        Some(Rank::Normal) | None => line,
    };
    line.with(Tone::Quiet, format!(" · {}", count(side.origins.len(), "origin")))
}

/// Where the case stands, and why.
fn end(brief: &Brief, case: &Case) -> Vec<Paragraph> {
    let verdict = case.verdict(brief);
    // The heading has its word already.
    let mut end = vec![Paragraph::at(0).hanging(2).with(Tone::Plain, &verdict.sentence)];
    end.extend(verdict.reasons.iter().filter(|reason| reason.why.is_some()).map(|reason| {
        let line = Paragraph::at(2).hanging(2).with(Tone::Quiet, format!("{}  ", reason.rank));
        line.with(Tone::Plain, &reason.value).maybe(Tone::Plain, reason.why.as_ref().map(|why| format!(": {why}")))
    }));
    end
}

impl Dispute {
    fn with(&self, side: Side) -> Self {
        let mut larger = self.clone();
        larger.sides.push(side);
        larger
    }

    fn fits(&self) -> bool {
        self.rows(Setting::tight(usize::from(smallest().width))).len() <= usize::from(smallest().height)
    }

    /// The card in rows; two sides beside each other from a width of 96 on.
    pub(super) fn rows(&self, setting: Setting) -> Vec<Row> {
        let mut rows: Vec<Row> = unit::whole(text::wrap(&self.question, setting.measure()), setting.width).collect();
        match self.sides.as_slice() {
            [one, other] if setting.width >= WIDE && one.at != other.at => beside([one, other], setting, &mut rows),
            sides => {
                for side in sides {
                    rows.resize(rows.len() + setting.gap, Row::new());
                    let label = text::wrap(std::slice::from_ref(&side.label), setting.measure());
                    let told = text::wrap(side.for_setting(setting), setting.measure());
                    rows.extend(unit::whole(label, setting.width).chain(unit::whole(told, setting.width)));
                }
            }
        }
        if !self.end.is_empty() {
            rows.resize(rows.len() + setting.gap, Row::new());
            rows.extend(unit::whole(text::wrap(&self.end, setting.measure()), setting.width));
        }
        rows
    }
}

impl Side {
    /// What is told, for a setting with so much room.
    fn for_setting(&self, setting: Setting) -> &[Paragraph] {
        self.roomy.as_deref().filter(|_| setting.gap > 1).unwrap_or(&self.told)
    }
}

/// Two sides in two columns, what is told of them beginning in one row.
fn beside(sides: [&Side; 2], setting: Setting, rows: &mut Vec<Row>) {
    let width = setting.width.saturating_sub(GAP) / 2;
    let labels = sides.map(|side| text::wrap(std::slice::from_ref(&side.label), width));
    let above = labels.iter().map(Vec::len).max().unwrap_or(0);
    let columns = [0, 1].map(|at| {
        let mut lines: Vec<Line> = labels[at].clone();
        lines.resize(above, Line::default());
        lines.extend(text::wrap(sides[at].for_setting(setting), width));
        lines
    });
    rows.resize(rows.len() + setting.gap, Row::new());
    let height = columns.iter().map(Vec::len).max().unwrap_or(0);
    for row in 0..height {
        let cell =
            |at: usize| columns[at].get(row).map(|line| Cell { column: at * (width + GAP), width, line: line.clone() });
        rows.push([0, 1].into_iter().filter_map(cell).collect());
    }
}
