//! The world around the reader: what happens becomes messages, what it asks for is done, and each change becomes one write.
//! Only this room names crossterm.

mod canvas;
mod clipboard;
mod desk;
mod environment;
mod files;
mod ink;
mod input;
mod keeper;
mod pen;
mod place;
mod print;
mod session;
mod signals;
mod tty;

pub use desk::Start;
pub use environment::{Colors, Environment, Glyphs};
pub use print::{columns, painted};
pub use session::run;

use chrono::{Local, NaiveDate};

use crate::app::Msg;

/// The day that it is, where the user is.
pub fn today() -> NaiveDate {
    Local::now().date_naive()
}

/// How a reading ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The reader wanted to leave.
    Quit,
    /// The system wanted the program to end, by the signal of this number; a lost line counts as a hang-up.
    Signal(i32),
}

impl Ending {
    /// The exit status: of a signal 128 and its number, as shells count.
    pub fn status(self) -> u8 {
        match self {
            Self::Quit => 0,
            Self::Signal(signal) => u8::try_from(128 + signal).unwrap_or(u8::MAX),
        }
    }
}

/// What can happen around the reader.
#[derive(Debug)]
enum News {
    Msg(Msg),
    /// Files of the open brief changed; the words say which.
    Changed(String),
    /// The terminal has a new size.
    Resized,
    /// Somebody asks for the terminal.
    Suspend,
    /// After a stop, whoever asked for it, the terminal is ours again.
    Continued,
    Leave(Ending),
}
