//! Writes cells in as few bytes as any terminal understands, remembering where the terminal stands and how it writes.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use unicode_width::UnicodeWidthChar as _;

use super::sgr::SgrStyle;

/// Erases from the cursor to the end of its line (EL, ECMA-48 8.3.41).
const ERASE_LINE: &str = "\x1b[K";

/// Goes over the cells of a picture that have changed, from left to right and downwards.
pub(super) struct CellWriter<'a> {
    buffer: &'a Buffer,
    /// The rows that run on in the row below.
    wrapped_rows: &'a [u16],
    out: &'a mut String,
    style: SgrStyle,
    /// Where the next character falls; `None` when terminals may disagree about it.
    cursor: Option<Position>,
    /// The line whose end is erased.
    erased_row: Option<u16>,
}

impl<'a> CellWriter<'a> {
    pub(super) fn new(picture: &'a Buffer, runs_on: &'a [u16], out: &'a mut String) -> Self {
        Self { buffer: picture, wrapped_rows: runs_on, out, style: SgrStyle::default(), cursor: None, erased_row: None }
    }

    /// Writes the cell of the picture at `position`.
    pub(super) fn write_cell(&mut self, position: Position, cell: &Cell) {
        if self.erased_row == Some(position.y) {
            return;
        }
        self.go_to(position);
        if !self.is_in_wrapped_line(position) && self.is_blank_from(position) {
            self.set_style(&Cell::EMPTY);
            *self.out += ERASE_LINE;
            self.erased_row = Some(position.y);
        } else {
            self.set_style(cell);
            *self.out += cell.symbol();
            self.cursor = certain_width(cell.symbol()).map(|width| Position { x: position.x + width, ..position });
        }
    }

    /// Leaves the terminal writing plainly, so that nothing of a frame can leak into what others write.
    pub(super) fn finish(self) {
        *self.out += &self.style.transition_to(SgrStyle::default());
    }

    fn set_style(&mut self, cell: &Cell) {
        if !self.style.matches(cell) {
            let ink = SgrStyle::from_cell(cell);
            *self.out += &self.style.transition_to(ink);
            self.style = ink;
        }
    }

    fn go_to(&mut self, position: Position) {
        match self.cursor {
            Some(at) if at.y == position.y && at.x <= position.x => {
                let skip = move_right(position.x - at.x);
                match self.unchanged_text(at, position) {
                    Some(text) if text.len() <= skip.len() => *self.out += &text,
                    Some(_) | None => *self.out += &skip,
                }
            }
            // The terminal stands behind the last column; the next character goes to the row below, and both are one line to it.
            Some(at) if at.x == self.buffer.area.right() && self.wraps_into(at.y, position) => {}
            Some(_) | None => *self.out += &move_to(position),
        }
    }

    fn wraps_into(&self, y: u16, next: Position) -> bool {
        self.wrapped_rows.contains(&y) && next == Position { x: 0, y: y + 1 }
    }

    /// Whether a cell is part of a line that is longer than its row, up to where that goes on.
    fn is_in_wrapped_line(&self, position: Position) -> bool {
        let is_begun =
            position.x == 0 && position.y.checked_sub(1).is_some_and(|above| self.wrapped_rows.contains(&above));
        is_begun || self.wrapped_rows.contains(&position.y)
    }

    /// What stands between two places of a line, if it can be written once more without a new ink.
    fn unchanged_text(&self, from: Position, to: Position) -> Option<String> {
        let cells = (from.x..to.x).map(|x| &self.buffer[(x, from.y)]);
        cells
            .map(|cell| (self.style.matches(cell) && certain_width(cell.symbol()) == Some(1)).then(|| cell.symbol()))
            .collect()
    }

    /// Whether the picture has nothing more to show on this line.
    fn is_blank_from(&self, position: Position) -> bool {
        (position.x..self.buffer.area.right()).all(|x| self.buffer[(x, position.y)] == Cell::EMPTY)
    }
}

pub(super) fn move_to(Position { x, y }: Position) -> String {
    format!("\x1b[{};{}H", y + 1, x + 1)
}

fn move_right(columns: u16) -> String {
    match columns {
        0 => String::new(),
        1 => "\x1b[C".to_owned(),
        more => format!("\x1b[{more}C"),
    }
}

/// The columns of a single character. Of joined characters nobody knows: terminals differ.
fn certain_width(symbol: &str) -> Option<u16> {
    let mut chars = symbol.chars();
    match (chars.next(), chars.next()) {
        (Some(char), None) => char.width().and_then(|width| u16::try_from(width).ok()),
        (..) => None,
    }
}
