//! The layout of a case in rows for a known width: two sides next to each other if they fit, otherwise one below the
//! other. It draws nothing.

use std::ops::Range;

use crate::app::MAX_TEXT_WIDTH;
use crate::model::{Brief, Record};
use crate::text::{self, Paragraph, TextCell, TextLine, TextRow, Tone};
use crate::view::cases::Case;
use crate::view::cases::paragraphs;

/// A case laid out in rows.
#[derive(Debug, Default)]
pub struct CaseSheet {
    pub rows: Vec<TextRow>,
    /// The records of all sides with their places in the rows, ordered by side.
    pub entries: Vec<CaseEntry>,
}

/// A record and its place in the rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseEntry {
    pub record: Record,
    pub side: usize,
    pub column: usize,
    pub rows: Range<usize>,
    /// The first row to show with the record: the label of its side for the first record of a side, and row 0 for the
    /// first record of all.
    pub from: usize,
}

/// The smallest screen width with two sides next to each other, in columns.
const TWO_COLUMNS_FROM: u16 = 100;
/// The columns between two sides.
const GAP: usize = 4;
/// The largest width of two sides next to each other, in columns.
const MAX_WIDTH: u16 = 148;
/// The columns of both margins together.
const MARGINS: u16 = 4;

/// A side laid out by itself.
struct SideBlock {
    label: Vec<TextLine>,
    body: Vec<TextLine>,
    /// Each record with its rows in `body`.
    records: Vec<(Record, Range<usize>)>,
}

impl CaseSheet {
    /// Lays out a case for a screen of `width` columns.
    pub(super) fn new(brief: &Brief, case: &Case, width: u16) -> Self {
        let side_by_side = width >= TWO_COLUMNS_FROM && case.sides.len() == 2;
        let widest = if side_by_side { MAX_WIDTH } else { MAX_TEXT_WIDTH };
        let width = usize::from(width.saturating_sub(MARGINS).min(widest)).max(1);
        let mut sheet = Self::default();
        sheet.push(&paragraphs::heading(brief, case), width);
        sheet.push(&[Paragraph::default()], width);
        let column = if side_by_side { width.saturating_sub(GAP) / 2 } else { width };
        let blocks = (0..case.sides.len()).map(|side| SideBlock::new(brief, case, side, column));
        if side_by_side {
            sheet.push_side_by_side(blocks.collect(), column);
        } else {
            blocks.enumerate().for_each(|(side, block)| sheet.push_below(side, block, column));
        }
        let rule = Paragraph::indented(0).with(Tone::Quiet, "─".repeat(width));
        sheet.push(&[rule], width);
        sheet.push(&paragraphs::ending(brief, case), width);
        sheet
    }

    fn push(&mut self, paragraphs: &[Paragraph], width: usize) {
        let cell = |line| vec![TextCell { column: 0, width, line }];
        self.rows.extend(text::wrap(paragraphs, width).into_iter().map(cell));
    }

    /// Adds sides next to each other; their records begin in the same row.
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

    /// Adds a side below the existing rows.
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
