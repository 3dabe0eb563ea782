//! A progress line on standard error while a library is loaded. It is written only to a terminal, only after a delay, and is erased at
//! the end.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::search::library::BriefListing;
use crate::search::library::ReadProgress;

/// The delay of the first report, and the interval of further ones.
const FIRST_REPORT: Duration = Duration::from_millis(300);
const REPORT_INTERVAL: Duration = Duration::from_millis(100);

/// The most columns of the progress line.
const WIDTH: usize = 40;

/// A line that shows how many briefs of a library were read.
#[derive(Debug)]
pub struct ProgressLine {
    /// The number of briefs; `None` when standard error is no terminal.
    total: Option<usize>,
    state: Mutex<ProgressLineState>,
}

#[derive(Debug)]
struct ProgressLineState {
    read: usize,
    next_report: Instant,
    is_shown: bool,
}

impl ProgressLine {
    /// A progress line for `count` briefs.
    pub fn new(count: usize) -> Self {
        let state = ProgressLineState { read: 0, next_report: Instant::now() + FIRST_REPORT, is_shown: false };
        Self { total: io::stderr().is_terminal().then_some(count), state: Mutex::new(state) }
    }
}

impl ReadProgress for ProgressLine {
    fn listed(&self, _: usize, _: BriefListing) {
        let (Some(total), Ok(mut state)) = (self.total, self.state.lock()) else { return };
        state.read += 1;
        if Instant::now() >= state.next_report {
            state.next_report = Instant::now() + REPORT_INTERVAL;
            state.is_shown = true;
            let _ = write!(io::stderr().lock(), "\r{} of {total} briefs read", state.read.min(total));
        }
    }

    fn is_cancelled(&self) -> bool {
        false
    }
}

impl Drop for ProgressLine {
    fn drop(&mut self) {
        if self.state.lock().is_ok_and(|state| state.is_shown) {
            let _ = write!(io::stderr().lock(), "\r{:WIDTH$}\r", "");
        }
    }
}
