//! The world around the reader: what happens becomes messages, what it asks for is done, and each change becomes one write.
//! Only this room names crossterm.

mod autosave;
mod brief_summary;
mod cell_writer;
mod clipboard;
pub mod decoder;
pub mod doctor;
mod draw_cost;
mod environment;
mod event_loop;
mod file_watcher;
mod follow;
mod follow_plain;
mod frame_encoder;
mod input;
mod library_worker;
mod options;
mod presenter;
mod print_plain;
mod progress;
mod prompt_loop;
mod queue;
mod sgr;
mod signals;
mod stdout;
mod tty;
mod workspace;

pub use draw_cost::measure_draw_cost;
pub use environment::{Environment, Glyphs, TerminalBackground};
pub use event_loop::run;
pub use follow::follow;
pub use follow_plain::{follow_plain, write_plain};
pub use options::ReaderOptions;
pub use presenter::PresentationOptions;
pub use print_plain::{print_briefs, print_card_index, print_cleared, print_plain};
pub use progress::ProgressLine;
pub use prompt_loop::run_prompt;
pub use stdout::{is_dumb_terminal, styled, terminal_columns, terminal_size};
pub use workspace::StartTarget;

use std::sync::{Arc, Mutex};

use chrono::{Local, NaiveDate};

use crate::app::{Msg, library};
use crate::loader::UnreadBrief;
use crate::share::protocol::SpeakerView;

pub use crate::tui::theme::ColorDepth;

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
pub enum ExitReason {
    /// The reader wanted to leave.
    Quit,
    /// The system wanted the program to end, by the signal of this number; a lost line counts as a hang-up.
    Signal(i32),
    /// A thread of ours panicked, which was told.
    Panic,
}

impl ExitReason {
    /// The exit status: of a signal 128 and its number, as shells count; of a panic 101, as Rust does.
    pub fn status(self) -> u8 {
        match self {
            Self::Quit => 0,
            Self::Panic => 101,
            Self::Signal(signal) => u8::try_from(128 + signal).unwrap_or(u8::MAX),
        }
    }
}

/// What can happen around the reader.
#[derive(Debug)]
enum RuntimeEvent {
    Msg(Msg),
    /// An event waits in the queue of input.
    Input,
    /// There are these briefs in the library now, and so they are listed.
    Library {
        entries: Arc<Vec<UnreadBrief>>,
        briefs: library::LibraryEvent,
    },
    /// Files of the open brief changed; the words say which.
    FilesChanged(String),
    /// A speaker shows something else: the latest is in the slot, and only that.
    ShowingChanged(Arc<Mutex<Option<SpeakerView>>>),
    /// Others follow than before: who they are is behind the stage.
    FollowersChanged,
    /// The terminal has a new size.
    Resized,
    /// Somebody asks for the terminal.
    Suspend,
    /// After a stop, whoever asked for it, the terminal is ours again.
    Resumed,
    Exit(ExitReason),
}
