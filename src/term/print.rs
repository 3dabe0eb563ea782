//! For whoever prints to the terminal and leaves: its width, and text in a style. No cursor is moved and no screen taken.

use std::io::{self, IsTerminal as _};

use ratatui::style::Style;

use super::ink::Ink;
use super::tty;

/// The columns of the terminal on standard output; `None` where that is no terminal.
pub fn columns() -> Option<usize> {
    io::stdout().is_terminal().then(|| usize::from(tty::size().width))
}

/// `text` in a style, after which the terminal writes plainly again.
pub fn painted(text: &str, style: Style) -> String {
    let ink = Ink::of_style(style);
    let (before, after) = (Ink::default().turn_into(ink), ink.turn_into(Ink::default()));
    format!("{before}{text}{after}")
}
