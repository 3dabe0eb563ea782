//! One line on standard error for whoever waits at a terminal, once it takes long: how many briefs are read. Elsewhere nothing is written,
//! and nothing is left where it stood.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::search::library::BriefListing;
use crate::search::library::ReadProgress;

/// Waiting is not worth a word until then, nor again until some time later.
const FIRST_REPORT: Duration = Duration::from_millis(300);
const REPORT_INTERVAL: Duration = Duration::from_millis(100);

/// No line of ours has more columns.
const WIDTH: usize = 40;

/// A line that tells how far the reading of a library is.
#[derive(Debug)]
pub struct ProgressLine {
    /// How many briefs there are; `None` where nobody looks.
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
    /// For so many briefs.
    pub fn new(count: usize) -> Self {
        let so_far = ProgressLineState { read: 0, next_report: Instant::now() + FIRST_REPORT, is_shown: false };
        Self { total: io::stderr().is_terminal().then_some(count), state: Mutex::new(so_far) }
    }
}

impl ReadProgress for ProgressLine {
    fn listed(&self, _: usize, _: BriefListing) {
        let (Some(of), Ok(mut so_far)) = (self.total, self.state.lock()) else { return };
        so_far.read += 1;
        if Instant::now() >= so_far.next_report {
            so_far.next_report = Instant::now() + REPORT_INTERVAL;
            so_far.is_shown = true;
            let _ = write!(io::stderr().lock(), "\r{} of {of} briefs read", so_far.read.min(of));
        }
    }

    fn is_cancelled(&self) -> bool {
        false
    }
}

impl Drop for ProgressLine {
    fn drop(&mut self) {
        if self.state.lock().is_ok_and(|so_far| so_far.is_shown) {
            let _ = write!(io::stderr().lock(), "\r{:WIDTH$}\r", "");
        }
    }
}
