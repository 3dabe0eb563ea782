//! For whoever prints to the terminal and leaves: its width, and text in a style. No cursor is moved and no screen taken.

use std::env;
use std::io::{self, IsTerminal as _};

use ratatui::style::Style;

use super::sgr::SgrStyle;
use super::tty;

/// The columns and rows of the terminal on standard output; `None` where that is no terminal.
pub fn terminal_size() -> Option<(u16, u16)> {
    let size = io::stdout().is_terminal().then(tty::size)?;
    Some((size.width, size.height))
}

/// The columns of the terminal on standard output; `None` where that is no terminal.
pub fn terminal_columns() -> Option<usize> {
    terminal_size().map(|(columns, _)| usize::from(columns))
}

/// Whether the terminal says of itself that it can do nothing but write one row below the other.
pub fn is_dumb_terminal() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// `text` in a style, after which the terminal writes plainly again.
pub fn styled(text: &str, style: Style) -> String {
    let ink = SgrStyle::from_style(style);
    let (before, after) = (SgrStyle::default().transition_to(ink), ink.transition_to(SgrStyle::default()));
    format!("{before}{text}{after}")
}
