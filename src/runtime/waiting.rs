//! One line on standard error for whoever waits at a terminal, once it takes long: how many briefs are read. Elsewhere nothing is written,
//! and nothing is left where it stood.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::app::Listed;
use crate::search::library::Progress;

/// Waiting is not worth a word until then, nor again until some time later.
const PATIENCE: Duration = Duration::from_millis(300);
const PAUSE: Duration = Duration::from_millis(100);

/// No line of ours has more columns.
const WIDTH: usize = 40;

/// A line that tells how far the reading of a library is.
#[derive(Debug)]
pub struct Waiting {
    /// How many briefs there are; `None` where nobody looks.
    of: Option<usize>,
    so_far: Mutex<SoFar>,
}

#[derive(Debug)]
struct SoFar {
    read: usize,
    next: Instant,
    is_told: bool,
}

impl Waiting {
    /// For so many briefs.
    pub fn for_briefs(count: usize) -> Self {
        let so_far = SoFar { read: 0, next: Instant::now() + PATIENCE, is_told: false };
        Self { of: io::stderr().is_terminal().then_some(count), so_far: Mutex::new(so_far) }
    }
}

impl Progress for Waiting {
    fn listed(&self, _: usize, _: Listed) {
        let (Some(of), Ok(mut so_far)) = (self.of, self.so_far.lock()) else { return };
        so_far.read += 1;
        if Instant::now() >= so_far.next {
            so_far.next = Instant::now() + PAUSE;
            so_far.is_told = true;
            let _ = write!(io::stderr().lock(), "\r{} of {of} briefs read", so_far.read.min(of));
        }
    }

    fn is_over(&self) -> bool {
        false
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if self.so_far.lock().is_ok_and(|so_far| so_far.is_told) {
            let _ = write!(io::stderr().lock(), "\r{:WIDTH$}\r", "");
        }
    }
}
