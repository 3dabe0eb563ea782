//! The runtime around the app: the event loop, terminal, signals, files and worker threads. It turns events into messages for the app,
//! performs its effects and draws it. No other module uses crossterm.

mod autosave;
mod cell_writer;
mod coding;
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
pub use event_loop::{run, run_coding};
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

/// Returns today's date in the local time zone.
pub fn today() -> NaiveDate {
    Local::now().date_naive()
}

/// Returns the current time, in seconds since the Unix epoch.
pub fn now() -> i64 {
    Local::now().timestamp()
}

/// Why the program exits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitReason {
    /// The user quit.
    Quit,
    /// A signal of this number; a lost terminal counts as SIGHUP.
    Signal(i32),
    /// A thread panicked; the panic message was printed.
    Panic,
}

impl ExitReason {
    /// Returns the exit status: 128 plus the number of a signal, as in shells, or 101 for a panic, as in Rust.
    pub fn status(self) -> u8 {
        match self {
            Self::Quit => 0,
            Self::Panic => 101,
            Self::Signal(signal) => u8::try_from(128 + signal).unwrap_or(u8::MAX),
        }
    }
}

/// An event for the event loop.
#[derive(Debug)]
enum RuntimeEvent {
    Msg(Msg),
    /// The input queue has an event.
    Input,
    /// The library now has these briefs.
    Library {
        entries: Arc<Vec<UnreadBrief>>,
        briefs: library::LibraryEvent,
    },
    /// Files of the open brief changed, as described.
    FilesChanged(String),
    /// The followed speaker shows something else; the slot has only the latest.
    ShowingChanged(Arc<Mutex<Option<SpeakerView>>>),
    /// The followers changed; the presenter knows their number.
    FollowersChanged,
    /// The terminal has a new size.
    Resized,
    /// The user or another process asks to stop the program (SIGTSTP).
    Suspend,
    /// The program continues after a stop (SIGCONT).
    Resumed,
    Exit(ExitReason),
}
