//! A case laid out in rows for a known width: its sides beside each other where two fit, else one below the other. It draws nothing.

use std::ops::Range;

use super::paragraphs;
use crate::app::overlay::MAX_TEXT_WIDTH;
use crate::model::{Brief, Record};
use crate::text::{self, Paragraph, TextCell, TextLine, TextRow, Tone};
use crate::view::cases::Case;

/// Rows with what stands in them.
#[derive(Debug, Default)]
pub struct CaseSheet {
    pub rows: Vec<TextRow>,
    /// The records of the sides, side by side.
    pub entries: Vec<CaseEntry>,
}

/// A record, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseEntry {
    pub record: Record,
    pub side: usize,
    pub column: usize,
    pub rows: Range<usize>,
    /// The row from which it is to be seen: with its side's name, where it is the first of it, and with the question above all.
    pub from: usize,
}

/// From this width of the screen on, two sides stand beside each other.
const TWO_COLUMNS_FROM: u16 = 100;
/// Columns between two sides.
const GAP: usize = 4;
/// The widest that two sides beside each other are drawn.
const MAX_WIDTH: u16 = 148;
/// Columns of a sheet's margins, both together.
const MARGINS: u16 = 4;

/// A side in rows, as if it stood alone.
struct SideBlock {
    label: Vec<TextLine>,
    body: Vec<TextLine>,
    /// Each record with its rows in the body.
    records: Vec<(Record, Range<usize>)>,
}

impl CaseSheet {
    /// The rows of a case on a screen of `width`.
    pub(super) fn new(brief: &Brief, case: &Case, width: u16) -> Self {
        let beside = width >= TWO_COLUMNS_FROM && case.sides.len() == 2;
        let widest = if beside { MAX_WIDTH } else { MAX_TEXT_WIDTH };
        let measure = usize::from(width.saturating_sub(MARGINS).min(widest)).max(1);
        let mut sheet = Self::default();
        sheet.push(&paragraphs::heading(brief, case), measure);
        sheet.push(&[Paragraph::default()], measure);
        let column = if beside { measure.saturating_sub(GAP) / 2 } else { measure };
        let blocks = (0..case.sides.len()).map(|side| SideBlock::new(brief, case, side, column));
        if beside {
            sheet.push_side_by_side(blocks.collect(), column);
        } else {
            blocks.enumerate().for_each(|(side, block)| sheet.push_below(side, block, column));
        }
        let ends = Paragraph::indented(0).with(Tone::Quiet, "─".repeat(measure));
        sheet.push(&[ends], measure);
        sheet.push(&paragraphs::ending(brief, case), measure);
        sheet
    }

    fn push(&mut self, paragraphs: &[Paragraph], width: usize) {
        let cell = |line| vec![TextCell { column: 0, width, line }];
        self.rows.extend(text::wrap(paragraphs, width).into_iter().map(cell));
    }

    /// Sides beside each other, their records beginning in one row.
    fn push_side_by_side(&mut self, blocks: Vec<SideBlock>, width: usize) {
        let labels = blocks.iter().map(|block| block.label.len()).max().unwrap_or(0);
        let top = self.rows.len();
        for (side, block) in blocks.into_iter().enumerate() {
            let column = side * (width + GAP);
            let records = block.records.into_iter().enumerate().map(|(at, (record, rows))| {
                let rows = top + labels + rows.start..top + labels + rows.end;
                CaseEntry { record, side, column, from: if at == 0 { 0 } else { rows.start }, rows }
            });
            self.entries.extend(records);
            let mut lines = block.label;
            lines.resize(labels, TextLine::default());
            for (at, line) in lines.into_iter().chain(block.body).enumerate() {
                if self.rows.len() == top + at {
                    self.rows.push(TextRow::new());
                }
                self.rows[top + at].push(TextCell { column, width, line });
            }
        }
    }

    /// A side below what is there.
    fn push_below(&mut self, side: usize, block: SideBlock, width: usize) {
        let top = self.rows.len();
        let below_label = top + block.label.len();
        let records = block.records.into_iter().enumerate().map(|(at, (record, rows))| {
            let rows = below_label + rows.start..below_label + rows.end;
            let from = match (side, at) {
                (0, 0) => 0,
                (_, 0) => top,
                (..) => rows.start,
            };
            CaseEntry { record, side, column: 0, from, rows }
        });
        self.entries.extend(records);
        let lines = block.label.into_iter().chain(block.body);
        self.rows.extend(lines.map(|line| vec![TextCell { column: 0, width, line }]));
    }
}

impl SideBlock {
    fn new(brief: &Brief, case: &Case, side: usize, width: usize) -> Self {
        let rule = Paragraph::indented(0).with(Tone::Quiet, "─".repeat(width));
        let mut block = Self {
            label: text::wrap(&[paragraphs::label(brief, case, side)], width),
            body: text::wrap(&[rule], width),
            records: Vec::new(),
        };
        for record in &case.sides[side].records {
            let lines = text::wrap(&paragraphs::record_paragraphs(brief, case, *record), width);
            let start = block.body.len();
            block.records.push((*record, start..start + lines.len()));
            block.body.extend(lines);
            block.body.push(TextLine::default());
        }
        block
    }
}
