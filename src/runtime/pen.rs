//! Writes cells in as few bytes as any terminal understands, remembering where the terminal stands and how it writes.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use unicode_width::UnicodeWidthChar as _;

use super::ink::Ink;

/// Erases from the cursor to the end of its line (EL, ECMA-48 8.3.41).
const ERASE_LINE: &str = "\x1b[K";

/// Goes over the cells of a picture that have changed, from left to right and downwards.
pub(super) struct Pen<'a> {
    picture: &'a Buffer,
    /// The rows that run on in the row below.
    runs_on: &'a [u16],
    out: &'a mut String,
    ink: Ink,
    /// Where the next character falls; `None` when terminals may disagree about it.
    at: Option<Position>,
    /// The line whose end is erased.
    erased: Option<u16>,
}

impl<'a> Pen<'a> {
    pub(super) fn new(picture: &'a Buffer, runs_on: &'a [u16], out: &'a mut String) -> Self {
        Self { picture, runs_on, out, ink: Ink::default(), at: None, erased: None }
    }

    /// Writes the cell of the picture at `position`.
    pub(super) fn put(&mut self, position: Position, cell: &Cell) {
        if self.erased == Some(position.y) {
            return;
        }
        self.go_to(position);
        if !self.is_of_line(position) && self.is_blank_from(position) {
            self.dip(&Cell::EMPTY);
            *self.out += ERASE_LINE;
            self.erased = Some(position.y);
        } else {
            self.dip(cell);
            *self.out += cell.symbol();
            self.at = certain_width(cell.symbol()).map(|width| Position { x: position.x + width, ..position });
        }
    }

    /// Leaves the terminal writing plainly, so that nothing of a frame can leak into what others write.
    pub(super) fn lift(self) {
        *self.out += &self.ink.turn_into(Ink::default());
    }

    fn dip(&mut self, cell: &Cell) {
        if !self.ink.suits(cell) {
            let ink = Ink::of(cell);
            *self.out += &self.ink.turn_into(ink);
            self.ink = ink;
        }
    }

    fn go_to(&mut self, position: Position) {
        match self.at {
            Some(at) if at.y == position.y && at.x <= position.x => {
                let skip = skip(position.x - at.x);
                match self.unchanged(at, position) {
                    Some(text) if text.len() <= skip.len() => *self.out += &text,
                    Some(_) | None => *self.out += &skip,
                }
            }
            // The terminal stands behind the last column; the next character goes to the row below, and both are one line to it.
            Some(at) if at.x == self.picture.area.right() && self.runs_into(at.y, position) => {}
            Some(_) | None => *self.out += &move_to(position),
        }
    }

    fn runs_into(&self, y: u16, next: Position) -> bool {
        self.runs_on.contains(&y) && next == Position { x: 0, y: y + 1 }
    }

    /// Whether a cell is part of a line that is longer than its row, up to where that goes on.
    fn is_of_line(&self, position: Position) -> bool {
        let is_begun = position.x == 0 && position.y.checked_sub(1).is_some_and(|above| self.runs_on.contains(&above));
        is_begun || self.runs_on.contains(&position.y)
    }

    /// What stands between two places of a line, if it can be written once more without a new ink.
    fn unchanged(&self, from: Position, to: Position) -> Option<String> {
        let cells = (from.x..to.x).map(|x| &self.picture[(x, from.y)]);
        cells
            .map(|cell| (self.ink.suits(cell) && certain_width(cell.symbol()) == Some(1)).then(|| cell.symbol()))
            .collect()
    }

    /// Whether the picture has nothing more to show on this line.
    fn is_blank_from(&self, position: Position) -> bool {
        (position.x..self.picture.area.right()).all(|x| self.picture[(x, position.y)] == Cell::EMPTY)
    }
}

pub(super) fn move_to(Position { x, y }: Position) -> String {
    format!("\x1b[{};{}H", y + 1, x + 1)
}

fn skip(columns: u16) -> String {
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
