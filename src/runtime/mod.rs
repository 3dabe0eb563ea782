//! The world around the reader: what happens becomes messages, what it asks for is done, and each change becomes one write.
//! Only this room names crossterm.

mod backstage;
mod canvas;
mod clipboard;
mod cost;
pub mod decoder;
mod desk;
pub mod doctor;
mod environment;
mod files;
mod follow;
mod ink;
mod input;
mod keeper;
mod librarian;
mod linear;
mod pen;
mod place;
mod plain;
mod print;
mod prompt;
mod queue;
mod session;
mod signals;
mod sitting;
mod tty;
mod waiting;

pub use backstage::Wants;
pub use cost::cost;
pub use desk::Start;
pub use environment::{Environment, Glyphs, Ground};
pub use follow::follow;
pub use linear::{follow_plainly, write_plainly};
pub use plain::{print_briefs, print_cleared, print_index, print_plainly};
pub use print::{columns, is_dumb, painted, size};
pub use prompt::prompt;
pub use session::run;
pub use sitting::Sitting;
pub use waiting::Waiting;

use std::sync::{Arc, Mutex};

use chrono::{Local, NaiveDate};

use crate::app::stage::Showing;
use crate::app::{Msg, library};
use crate::loader::Entry;

pub use crate::tui::theme::Colors;

/// The day that it is, where the user is.
pub fn today() -> NaiveDate {
    Local::now().date_naive()
}

/// The time that it is, in seconds since 1970.
pub fn now() -> i64 {
    Local::now().timestamp()
}

/// How a reading ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The reader wanted to leave.
    Quit,
    /// The system wanted the program to end, by the signal of this number; a lost line counts as a hang-up.
    Signal(i32),
    /// A thread of ours panicked, which was told.
    Fault,
}

impl Ending {
    /// The exit status: of a signal 128 and its number, as shells count; of a panic 101, as Rust does.
    pub fn status(self) -> u8 {
        match self {
            Self::Quit => 0,
            Self::Fault => 101,
            Self::Signal(signal) => u8::try_from(128 + signal).unwrap_or(u8::MAX),
        }
    }
}

/// What can happen around the reader.
#[derive(Debug)]
enum News {
    Msg(Msg),
    /// An event waits in the queue of input.
    Input,
    /// There are these briefs in the library now, and so they are listed.
    Library {
        entries: Arc<Vec<Entry>>,
        briefs: library::News,
    },
    /// Files of the open brief changed; the words say which.
    Changed(String),
    /// A speaker shows something else: the latest is in the slot, and only that.
    Latest(Arc<Mutex<Option<Showing>>>),
    /// Others follow than before: who they are is behind the stage.
    Followers,
    /// The terminal has a new size.
    Resized,
    /// Somebody asks for the terminal.
    Suspend,
    /// After a stop, whoever asked for it, the terminal is ours again.
    Continued,
    Leave(Ending),
}
