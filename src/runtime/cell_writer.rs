//! Writes changed cells in as few bytes as possible, in sequences that every terminal understands. It reads nothing from the terminal.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use unicode_width::UnicodeWidthChar as _;

use super::sgr::SgrStyle;

/// Erases from the cursor to the end of its line (EL, ECMA-48 8.3.41).
const ERASE_LINE: &str = "\x1b[K";

/// Writes changed cells of a buffer, from left to right and from top to bottom. It tracks the cursor and the style of the terminal.
pub(super) struct CellWriter<'a> {
    buffer: &'a Buffer,
    /// The rows whose line continues in the next row.
    wrapped_rows: &'a [u16],
    out: &'a mut String,
    style: SgrStyle,
    /// The position of the cursor; `None` when terminals may disagree about it.
    cursor: Option<Position>,
    /// The row whose end is erased.
    erased_row: Option<u16>,
}

impl<'a> CellWriter<'a> {
    pub(super) fn new(buffer: &'a Buffer, wrapped_rows: &'a [u16], out: &'a mut String) -> Self {
        Self { buffer, wrapped_rows, out, style: SgrStyle::default(), cursor: None, erased_row: None }
    }

    /// Writes the cell at `position`.
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

    /// Resets the style, so that it does not affect later output.
    pub(super) fn finish(self) {
        *self.out += &self.style.transition_to(SgrStyle::default());
    }

    fn set_style(&mut self, cell: &Cell) {
        if !self.style.matches(cell) {
            let style = SgrStyle::from_cell(cell);
            *self.out += &self.style.transition_to(style);
            self.style = style;
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
            // The cursor is after the last column: the next character wraps, and the terminal joins both rows to one line.
            Some(at) if at.x == self.buffer.area.right() && self.wraps_into(at.y, position) => {}
            Some(_) | None => *self.out += &move_to(position),
        }
    }

    fn wraps_into(&self, y: u16, next: Position) -> bool {
        self.wrapped_rows.contains(&y) && next == Position { x: 0, y: y + 1 }
    }

    /// Whether a cell is part of a wrapped line: in one of its rows, or the first cell of the row below.
    fn is_in_wrapped_line(&self, position: Position) -> bool {
        let is_begun =
            position.x == 0 && position.y.checked_sub(1).is_some_and(|above| self.wrapped_rows.contains(&above));
        is_begun || self.wrapped_rows.contains(&position.y)
    }

    /// Returns the text between two positions of a row, if it can be written again without a change of style.
    fn unchanged_text(&self, from: Position, to: Position) -> Option<String> {
        let cells = (from.x..to.x).map(|x| &self.buffer[(x, from.y)]);
        cells
            .map(|cell| (self.style.matches(cell) && certain_width(cell.symbol()) == Some(1)).then(|| cell.symbol()))
            .collect()
    }

    /// Whether the rest of the row is blank.
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

/// Returns the columns of a single character. Returns `None` for joined characters, about which terminals differ.
fn certain_width(symbol: &str) -> Option<u16> {
    let mut chars = symbol.chars();
    match (chars.next(), chars.next()) {
        (Some(char), None) => char.width().and_then(|width| u16::try_from(width).ok()),
        (..) => None,
    }
}
