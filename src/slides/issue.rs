//! The card of an issue: the question, who stands where as of the latest, and beneath it the newest proof. It takes no side.

use std::collections::BTreeMap;

use super::block::CardBlock;
use super::opening::top_aligned;
use super::record_text;
use super::{CardDraft, CardGroup, DeckContext, strictest_label};
use crate::analysis::{Dated, MatrixCell, list_order};
use crate::model::StancePosition;
use crate::model::{Actor, Issue, Ix, Record, Section, Stance, Statement};
use crate::text::{Paragraph, Tone};
use crate::view;

/// Columns of the positions.
const POSITION_WIDTH: usize = 16;

/// The order in which positions stand.
const POSITIONS: [StancePosition; 6] = [
    StancePosition::Held(Stance::For),
    StancePosition::Held(Stance::Conditional),
    StancePosition::Mixed,
    StancePosition::Held(Stance::Against),
    StancePosition::Held(Stance::Neutral),
    StancePosition::Held(Stance::Unclear),
];

/// The cards of an issue.
pub(super) fn issue_cards(ground: DeckContext<'_>, issue: Ix<Issue>) -> CardGroup {
    let brief = ground.brief;
    let cells: Vec<(Ix<Actor>, &MatrixCell)> = ground.matrix.on(issue).collect();
    let Issue { id, label: short, question, .. } = &brief.issues[issue];
    let mut units = vec![CardBlock::text(vec![Paragraph::indented(0).with(Tone::Strong, question)])];
    units.extend(position_blocks(ground, issue, &cells));
    if cells.is_empty() {
        units.push(CardBlock::text(vec![
            Paragraph::indented(0).with(Tone::Plain, "nobody who is named takes a stance on it"),
        ]));
    }
    let newest = newest_statement(ground, issue, &cells);
    if let Some(newest) = newest {
        units.extend([
            CardBlock::rule(),
            CardBlock::text(record_text::newest(brief, Record::Statement(newest))).joined(),
        ]);
    }
    let counted: Vec<Record> =
        cells.iter().flat_map(|(_, cell)| &cell.statements).copied().map(Record::Statement).collect();
    let label = strictest_label(brief, &counted);
    let records: Vec<Record> = newest.map(Record::Statement).into_iter().collect();
    let sheet =
        |body| CardDraft { title: question.clone(), short: short.clone(), label, records: records.clone(), body };
    CardGroup {
        key: format!("issue:{id}"),
        section: Some(Section::Issues),
        numbered: false,
        cards: top_aligned(units).map(sheet).collect(),
    }
}

/// One row a position that somebody takes, with the names of all who do.
fn position_blocks(ground: DeckContext<'_>, issue: Ix<Issue>, cells: &[(Ix<Actor>, &MatrixCell)]) -> Vec<CardBlock> {
    let mut taken: BTreeMap<usize, Vec<(Ix<Actor>, &MatrixCell)>> = BTreeMap::new();
    for (actor, cell) in cells {
        let place = POSITIONS.iter().position(|position| *position == cell.position).unwrap_or(POSITIONS.len() - 1);
        taken.entry(place).or_default().push((*actor, cell));
    }
    let mut units = Vec::new();
    for (place, mut of) in taken {
        // Who says it most often stands first; the order of the brief decides between equals.
        of.sort_by_key(|(_, cell)| std::cmp::Reverse(cell.statements.len()));
        let position = POSITIONS[place];
        let head = || {
            let word = format!("{} {}", view::glyph(position), view::position(position));
            let air = " ".repeat(POSITION_WIDTH.saturating_sub(word.chars().count()));
            Paragraph::indented(0).hanging(POSITION_WIDTH).with(Tone::Stance(position), word).with(Tone::Plain, air)
        };
        let last = of.len() - 1;
        let line = of.iter().enumerate().fold(head(), |line, (at, (actor, cell))| {
            let line = push_name(ground, issue, line, (*actor, cell));
            if at < last { line.with(Tone::Quiet, " · ") } else { line }
        });
        let unit = CardBlock::text(vec![line]).repeating(head().with(Tone::Quiet, "and"));
        units.push(if units.is_empty() { unit } else { unit.joined() });
    }
    units
}

/// A name with the number of its statements, and what is to be known of the position.
fn push_name(
    ground: DeckContext<'_>,
    issue: Ix<Issue>,
    line: Paragraph,
    (actor, cell): (Ix<Actor>, &MatrixCell),
) -> Paragraph {
    let line = line.with(Tone::Plain, view::short_name(ground.brief, actor));
    let line = line.with(Tone::Quiet, format!(" {}", cell.statements.len()));
    let shift = ground.findings.shifts_on(actor, issue).last();
    let line = line
        .with_optional(Tone::Alert, shift.map(|shift| format!(" {} {}", view::arrow(shift.turn), shift.turn.word())));
    if cell.inferred_only { line.with(Tone::Quiet, " (the officer’s reading)") } else { line }
}

/// The newest statement that makes a position: of those that take a side the last whose day is stated, else the last of all; where nobody
/// takes a side, the same of the others.
fn newest_statement(
    ground: DeckContext<'_>,
    issue: Ix<Issue>,
    cells: &[(Ix<Actor>, &MatrixCell)],
) -> Option<Ix<Statement>> {
    let brief = ground.brief;
    let is_dated = |ix: Ix<Statement>| matches!(Dated::new(brief, Record::Statement(ix)), Dated::Stated(_));
    let takes_side = |ix: Ix<Statement>| match brief.statements[ix].stance_on(issue) {
        Some(Stance::For | Stance::Conditional | Stance::Against) => true,
        Some(Stance::Neutral | Stance::Unclear) | None => false,
    };
    let current = cells.iter().flat_map(|(_, cell)| &cell.current).copied();
    current.max_by(|a, b| {
        let order = || list_order(brief, Record::Statement(*a), Record::Statement(*b));
        let weight = |ix| (takes_side(ix), is_dated(ix));
        weight(*a).cmp(&weight(*b)).then_with(order)
    })
}
