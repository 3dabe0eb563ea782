//! What the system tells: signals, and that the line is gone. Whoever must leave leaves, even if the reader hangs in a write.

use std::io;
use std::process;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use super::autosave::Autosave;
use super::tty::Tty;
use super::{ExitReason, RuntimeEvent};

/// How long the reader has to leave by itself.
const EXIT_TIMEOUT: Duration = Duration::from_millis(500);

/// Where news goes, and what is left to do when nobody reads it.
#[derive(Debug, Clone)]
pub(super) struct SignalWatcher {
    pub(super) events: Sender<RuntimeEvent>,
    pub(super) autosave: Arc<Autosave>,
    pub(super) tty: Arc<Tty>,
}

impl SignalWatcher {
    /// Starts watching, for as long as the program runs.
    pub(super) fn start(self) -> io::Result<()> {
        let line = self.clone();
        self.start_signals_only()?;
        thread::Builder::new().name("line".to_owned()).spawn(move || line.watch_hangup())?;
        Ok(())
    }

    /// The same where lines are read: their end is told by them, and a pipe may have ended long before it is read.
    pub(super) fn start_signals_only(self) -> io::Result<()> {
        let signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH])?;
        thread::Builder::new().name("signals".to_owned()).spawn(move || self.watch_signals(signals))?;
        Ok(())
    }

    fn watch_signals(&self, mut signals: Signals) {
        for signal in signals.forever() {
            let _ = match signal {
                SIGWINCH => self.events.send(RuntimeEvent::Resized),
                SIGTSTP => self.events.send(RuntimeEvent::Suspend),
                SIGCONT => self.events.send(RuntimeEvent::Resumed),
                signal => self.shut_down(signal),
            };
        }
    }

    /// Asked for no events, poll still tells the end of the line.
    fn watch_hangup(&self) {
        let stdin = io::stdin();
        loop {
            let mut line = [PollFd::new(&stdin, PollFlags::empty())];
            let told = poll(&mut line, None);
            if told.is_ok() && line[0].revents().intersects(PollFlags::HUP | PollFlags::ERR) {
                self.shut_down(SIGHUP);
            }
            if told != Err(rustix::io::Errno::INTR) {
                return;
            }
        }
    }

    /// Asks the reader to leave, and leaves in its stead when it does not.
    fn shut_down(&self, signal: i32) -> ! {
        let ending = ExitReason::Signal(signal);
        let _ = self.events.send(RuntimeEvent::Exit(ending));
        thread::sleep(EXIT_TIMEOUT);
        let _ = self.autosave.save();
        let tty = Arc::clone(&self.tty);
        // By a thread of its own: on a line that has stalled this write would hang as well.
        let _ = thread::spawn(move || tty.leave());
        thread::sleep(EXIT_TIMEOUT / 2);
        process::exit(i32::from(ending.status()));
    }
}
