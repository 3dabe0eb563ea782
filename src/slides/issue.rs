//! The cards of an issue: the question, the latest position of each actor, and the newest statement. It never takes a side.

use std::collections::BTreeMap;

use super::block::CardBlock;
use super::opening::top_aligned;
use super::record_text;
use super::{CardDraft, CardGroup, DeckContext, strictest_label};
use crate::analysis::{Dated, MatrixCell, list_order};
use crate::model::{Actor, Issue, Ix, Record, Section, Stance, Statement};
use crate::text::{Paragraph, Tone};
use crate::view::{self, POSITIONS};

/// Width of the column of positions, in columns.
const POSITION_WIDTH: usize = 16;

/// The cards of an issue.
pub(super) fn issue_cards(context: DeckContext<'_>, issue: Ix<Issue>) -> CardGroup {
    let brief = context.brief;
    let cells: Vec<(Ix<Actor>, &MatrixCell)> = context.matrix.on(issue).collect();
    let Issue { id, label: short, question, .. } = &brief.issues[issue];
    let mut blocks = vec![CardBlock::text(vec![Paragraph::indented(0).with(Tone::Strong, question)])];
    blocks.extend(position_blocks(context, issue, &cells));
    if cells.is_empty() {
        blocks.push(CardBlock::text(vec![
            Paragraph::indented(0).with(Tone::Plain, "nobody who is named takes a stance on it"),
        ]));
    }
    let newest = newest_statement(context, issue, &cells);
    if let Some(newest) = newest {
        blocks.extend([
            CardBlock::rule(),
            CardBlock::text(record_text::newest(brief, Record::Statement(newest))).joined(),
        ]);
    }
    let counted: Vec<Record> =
        cells.iter().flat_map(|(_, cell)| &cell.statements).copied().map(Record::Statement).collect();
    let label = strictest_label(brief, &counted);
    let records: Vec<Record> = newest.map(Record::Statement).into_iter().collect();
    let to_draft =
        |body| CardDraft { title: question.clone(), short: short.clone(), label, records: records.clone(), body };
    CardGroup {
        key: format!("issue:{id}"),
        section: Some(Section::Issues),
        numbered: false,
        cards: top_aligned(blocks).map(to_draft).collect(),
    }
}

/// One block for each position that somebody takes, with the names of the actors.
fn position_blocks(context: DeckContext<'_>, issue: Ix<Issue>, cells: &[(Ix<Actor>, &MatrixCell)]) -> Vec<CardBlock> {
    let mut by_position: BTreeMap<usize, Vec<(Ix<Actor>, &MatrixCell)>> = BTreeMap::new();
    for (actor, cell) in cells {
        let rank = POSITIONS.iter().position(|position| *position == cell.position).unwrap_or(POSITIONS.len() - 1);
        by_position.entry(rank).or_default().push((*actor, cell));
    }
    let mut blocks = Vec::new();
    for (rank, mut actors) in by_position {
        // The actor with the most statements comes first; equals keep the order of the brief.
        actors.sort_by_key(|(_, cell)| std::cmp::Reverse(cell.statements.len()));
        let position = POSITIONS[rank];
        let head = || {
            let word = format!("{} {}", view::glyph(position), view::position(position));
            let padding = " ".repeat(POSITION_WIDTH.saturating_sub(word.chars().count()));
            Paragraph::indented(0).hanging(POSITION_WIDTH).with(Tone::Stance(position), word).with(Tone::Plain, padding)
        };
        let last = actors.len() - 1;
        let line = actors.iter().enumerate().fold(head(), |line, (at, (actor, cell))| {
            let line = push_name(context, issue, line, (*actor, cell));
            if at < last { line.with(Tone::Quiet, " · ") } else { line }
        });
        let block = CardBlock::text(vec![line]).repeating(head().with(Tone::Quiet, "and"));
        blocks.push(if blocks.is_empty() { block } else { block.joined() });
    }
    blocks
}

/// Adds the name of an actor with the number of statements, the last shift, and whether the position is only inferred.
fn push_name(
    context: DeckContext<'_>,
    issue: Ix<Issue>,
    line: Paragraph,
    (actor, cell): (Ix<Actor>, &MatrixCell),
) -> Paragraph {
    let line = line.with(Tone::Plain, view::short_name(context.brief, actor));
    let line = line.with(Tone::Quiet, format!(" {}", cell.statements.len()));
    let shift = context.analysis.shifts_on(actor, issue).last();
    let line = line
        .with_optional(Tone::Alert, shift.map(|shift| format!(" {} {}", view::arrow(shift.turn), shift.turn.word())));
    if cell.inferred_only { line.with(Tone::Quiet, " (the officer’s reading)") } else { line }
}

/// The newest of the statements behind the current positions. Statements that take a side come before others, and statements with a stated
/// date before those without.
fn newest_statement(
    context: DeckContext<'_>,
    issue: Ix<Issue>,
    cells: &[(Ix<Actor>, &MatrixCell)],
) -> Option<Ix<Statement>> {
    let brief = context.brief;
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
