//! The overlay that shows a case: which case, the record under the cursor, the scroll position. It finds no cases and
//! decides nothing.

mod component;
pub mod sheet;

use std::ops::Range;

use ratatui::layout::Size;

use super::overlay_height;
use super::reader::{BriefReader, CaseSequence, CaseStep};
use super::restore::CaseKey;
use crate::view::cases::Case;
use sheet::{CaseEntry, CaseSheet};

pub(super) use component::open_next;

/// An open case.
#[derive(Debug)]
pub struct CaseView {
    step: CaseStep,
    /// Identifies the case across a reload.
    key: Option<CaseKey>,
    /// The number of cases in the sequence.
    count: usize,
    pub sheet: CaseSheet,
    /// The entry under the cursor.
    at: usize,
    /// The first row on the screen.
    pub top: usize,
    height: usize,
}

impl CaseView {
    fn new(reader: &BriefReader, step: CaseStep, size: Size) -> Self {
        let count = reader.cases(step.sequence).len();
        let key = reader.case_key(step);
        let mut view = Self { step, key, count, sheet: CaseSheet::default(), at: 0, top: 0, height: 0 };
        view.lay_out_for(reader, size);
        view
    }

    /// The title of the overlay, such as `Contradictions · case 3 of 16`.
    pub fn title(&self) -> String {
        let what = match self.step.sequence {
            CaseSequence::Contradictions => "Contradictions",
            CaseSequence::Shifts => "Shifts of position",
        };
        format!("{what} · case {} of {}", self.step.at + 1, self.count)
    }

    /// The number of the case in its sequence, from 1.
    pub const fn number(&self) -> usize {
        self.step.at + 1
    }

    /// The number of cases in the sequence.
    pub const fn count(&self) -> usize {
        self.count
    }

    /// The index of the entry at a row of the screen and a column of the sheet.
    fn entry_index_at(&self, row: usize, column: usize) -> Option<usize> {
        let row = self.window().nth(row)?;
        let entries = &self.sheet.entries;
        let side = entries.iter().map(|entry| entry.column).filter(|begins| *begins <= column).max()?;
        entries.iter().position(|entry| entry.column == side && entry.rows.contains(&row))
    }

    /// The entry under the cursor; every sheet has one.
    pub fn entry(&self) -> Option<&CaseEntry> {
        self.sheet.entries.get(self.at)
    }

    /// The rows of the sheet on the screen.
    pub fn window(&self) -> Range<usize> {
        self.top..self.sheet.rows.len().min(self.top + self.height)
    }

    /// The case itself.
    pub fn case<'a>(&self, reader: &'a BriefReader) -> Option<&'a Case> {
        reader.cases(self.step.sequence).get(self.step.at)
    }

    /// The next or the previous case, and whether the end was passed.
    fn neighbour(&self, forward: bool) -> (CaseStep, bool) {
        let CaseStep { sequence, at } = self.step;
        let (at, passed) = match (forward, at) {
            (true, at) if at + 1 < self.count => (at + 1, false),
            (true, _) => (0, true),
            (false, 0) => (self.count.saturating_sub(1), true),
            (false, at) => (at - 1, false),
        };
        (CaseStep { sequence, at }, passed && self.count > 1)
    }

    fn lay_out_for(&mut self, reader: &BriefReader, size: Size) {
        let Some(case) = self.case(reader) else { return };
        self.sheet = CaseSheet::new(&reader.facts.brief, case, size.width);
        self.height = overlay_height(size);
        self.at = self.at.min(self.sheet.entries.len().saturating_sub(1));
        self.reveal();
    }

    /// Scrolls by a row, or moves to the next record if the current one is visible to its end.
    fn read_on(&mut self, down: bool) {
        let Some(here) = self.entry() else { return };
        let window = self.window();
        let is_visible = if down { here.rows.end <= window.end } else { here.rows.start >= window.start };
        let next = self.next_in_column(here, down).filter(|_| is_visible);
        match next {
            Some(next) => {
                self.at = next;
                self.reveal();
            }
            None => self.scroll(if down { 1 } else { -1 }),
        }
    }

    /// The index of the entry below or above another, in the same column.
    fn next_in_column(&self, here: &CaseEntry, down: bool) -> Option<usize> {
        let in_column = |(_, entry): &(usize, &CaseEntry)| entry.column == here.column;
        let entries = self.sheet.entries.iter().enumerate().filter(in_column);
        let next = if down {
            entries.filter(|(_, entry)| entry.rows.start >= here.rows.end).min_by_key(|(_, entry)| entry.rows.start)
        } else {
            entries.filter(|(_, entry)| entry.rows.end <= here.rows.start).max_by_key(|(_, entry)| entry.rows.start)
        };
        next.map(|(at, _)| at)
    }

    /// Goes to the first record of the next or the previous side; wraps around at the ends.
    fn change_side(&mut self, forward: bool) {
        let Some(here) = self.entry().map(|entry| entry.side) else { return };
        let sides = self.sheet.entries.last().map_or(1, |last| last.side + 1);
        let side = (here + if forward { 1 } else { sides - 1 }) % sides;
        self.at = self.sheet.entries.iter().position(|entry| entry.side == side).unwrap_or(0);
        self.reveal();
    }

    /// Scrolls by `rows`; the cursor stays on the screen, in its column if possible.
    fn scroll(&mut self, rows: isize) {
        self.top = self.top.saturating_add_signed(rows).min(self.last_top());
        let window = self.window();
        let is_shown = |entry: &CaseEntry| entry.rows.start < window.end && entry.rows.end > window.start;
        let Some(here) = self.entry().filter(|here| !is_shown(here)) else { return };
        let shown = || self.sheet.entries.iter().enumerate().filter(|(_, entry)| is_shown(entry));
        let in_column = shown().find(|(_, entry)| entry.column == here.column);
        if let Some((at, _)) = in_column.or_else(|| shown().next()) {
            self.at = at;
        }
    }

    /// Scrolls as little as possible to show the cursor's record from its first row, and as much of it as fits.
    fn reveal(&mut self) {
        let Some(CaseEntry { rows, from, .. }) = self.entry().cloned() else { return };
        let lowest = rows.end.saturating_sub(self.height);
        let highest = if rows.end - from <= self.height { from } else { rows.start };
        self.top = self.top.max(lowest).min(highest).min(self.last_top());
    }

    fn last_top(&self) -> usize {
        self.sheet.rows.len().saturating_sub(self.height)
    }
}
