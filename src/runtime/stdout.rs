//! Helpers for commands that print to standard output and exit: the size of the terminal, and styled text. It moves no cursor.

use std::env;
use std::io::{self, IsTerminal as _};

use ratatui::style::Style;

use super::sgr::SgrStyle;
use super::tty;

/// Returns columns and rows of the terminal on standard output, or `None` when that is no terminal.
pub fn terminal_size() -> Option<(u16, u16)> {
    let size = io::stdout().is_terminal().then(tty::size)?;
    Some((size.width, size.height))
}

/// Returns the columns of the terminal on standard output, or `None` when that is no terminal.
pub fn terminal_columns() -> Option<usize> {
    terminal_size().map(|(columns, _)| usize::from(columns))
}

/// Whether `TERM` is `dumb`: a terminal that cannot move the cursor.
pub fn is_dumb_terminal() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// Returns `text` in a style, followed by a reset of the style.
pub fn styled(text: &str, style: Style) -> String {
    let sgr = SgrStyle::from_style(style);
    let (before, after) = (SgrStyle::default().transition_to(sgr), sgr.transition_to(SgrStyle::default()));
    format!("{before}{text}{after}")
}
