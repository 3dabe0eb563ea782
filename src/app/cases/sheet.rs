//! A case laid out in rows for a known width: its sides beside each other where two fit, else one below the other. It draws nothing.

use std::ops::Range;

use super::told;
use crate::app::overlay::MEASURE;
use crate::model::{Brief, Record};
use crate::text::{self, Cell, Line, Paragraph, Row, Tone};
use crate::view::cases::Case;

/// Rows with what stands in them.
#[derive(Debug, Default)]
pub struct Sheet {
    pub rows: Vec<Row>,
    /// The records of the sides, side by side.
    pub entries: Vec<Entry>,
}

/// A record, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub record: Record,
    pub side: usize,
    pub column: usize,
    pub rows: Range<usize>,
    /// The row from which it is to be seen: with its side's name, where it is the first of it, and with the question above all.
    pub from: usize,
}

/// From this width of the screen on, two sides stand beside each other.
const WIDE: u16 = 100;
/// Columns between two sides.
const GAP: usize = 4;
/// The widest that two sides beside each other are drawn.
const WIDEST: u16 = 148;
/// Columns of a sheet's margins, both together.
const MARGINS: u16 = 4;

/// A side in rows, as if it stood alone.
struct Block {
    label: Vec<Line>,
    body: Vec<Line>,
    /// Each record with its rows in the body.
    records: Vec<(Record, Range<usize>)>,
}

impl Sheet {
    /// The rows of a case on a screen of `width`.
    pub(super) fn of(brief: &Brief, case: &Case, width: u16) -> Self {
        let beside = width >= WIDE && case.sides.len() == 2;
        let widest = if beside { WIDEST } else { MEASURE };
        let measure = usize::from(width.saturating_sub(MARGINS).min(widest)).max(1);
        let mut sheet = Self::default();
        sheet.push(&told::heading(brief, case), measure);
        sheet.push(&[Paragraph::default()], measure);
        let column = if beside { measure.saturating_sub(GAP) / 2 } else { measure };
        let blocks = (0..case.sides.len()).map(|side| Block::of(brief, case, side, column));
        if beside {
            sheet.beside(blocks.collect(), column);
        } else {
            blocks.enumerate().for_each(|(side, block)| sheet.below(side, block, column));
        }
        let ends = Paragraph::at(0).with(Tone::Quiet, "─".repeat(measure));
        sheet.push(&[ends], measure);
        sheet.push(&told::ending(brief, case), measure);
        sheet
    }

    fn push(&mut self, paragraphs: &[Paragraph], width: usize) {
        let cell = |line| vec![Cell { column: 0, width, line }];
        self.rows.extend(text::wrap(paragraphs, width).into_iter().map(cell));
    }

    /// Sides beside each other, their records beginning in one row.
    fn beside(&mut self, blocks: Vec<Block>, width: usize) {
        let labels = blocks.iter().map(|block| block.label.len()).max().unwrap_or(0);
        let top = self.rows.len();
        for (side, block) in blocks.into_iter().enumerate() {
            let column = side * (width + GAP);
            let records = block.records.into_iter().enumerate().map(|(at, (record, rows))| {
                let rows = top + labels + rows.start..top + labels + rows.end;
                Entry { record, side, column, from: if at == 0 { 0 } else { rows.start }, rows }
            });
            self.entries.extend(records);
            let mut lines = block.label;
            lines.resize(labels, Line::default());
            for (at, line) in lines.into_iter().chain(block.body).enumerate() {
                if self.rows.len() == top + at {
                    self.rows.push(Row::new());
                }
                self.rows[top + at].push(Cell { column, width, line });
            }
        }
    }

    /// A side below what is there.
    fn below(&mut self, side: usize, block: Block, width: usize) {
        let top = self.rows.len();
        let below_label = top + block.label.len();
        let records = block.records.into_iter().enumerate().map(|(at, (record, rows))| {
            let rows = below_label + rows.start..below_label + rows.end;
            let from = match (side, at) {
                (0, 0) => 0,
                (_, 0) => top,
                (..) => rows.start,
            };
            Entry { record, side, column: 0, from, rows }
        });
        self.entries.extend(records);
        let lines = block.label.into_iter().chain(block.body);
        self.rows.extend(lines.map(|line| vec![Cell { column: 0, width, line }]));
    }
}

impl Block {
    fn of(brief: &Brief, case: &Case, side: usize, width: usize) -> Self {
        let rule = Paragraph::at(0).with(Tone::Quiet, "─".repeat(width));
        let mut block = Self {
            label: text::wrap(&[told::label(brief, case, side)], width),
            body: text::wrap(&[rule], width),
            records: Vec::new(),
        };
        for record in &case.sides[side].records {
            let lines = text::wrap(&told::testimony(brief, case, *record), width);
            let start = block.body.len();
            block.records.push((*record, start..start + lines.len()));
            block.body.extend(lines);
            block.body.push(Line::default());
        }
        block
    }
}
