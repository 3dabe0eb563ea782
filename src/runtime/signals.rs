//! Watches for signals and for the end of the terminal. It ends the program even if the event loop blocks in a write.

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

/// How long the event loop has to exit by itself.
const EXIT_TIMEOUT: Duration = Duration::from_millis(500);

/// Sends signals as events, and has what is needed to exit without the event loop.
#[derive(Debug, Clone)]
pub(super) struct SignalWatcher {
    pub(super) events: Sender<RuntimeEvent>,
    pub(super) autosave: Arc<Autosave>,
    pub(super) tty: Arc<Tty>,
}

impl SignalWatcher {
    /// Starts watching, for as long as the program runs.
    pub(super) fn start(self) -> io::Result<()> {
        let hangup_watcher = self.clone();
        self.start_signals_only()?;
        thread::Builder::new().name("hangup".to_owned()).spawn(move || hangup_watcher.watch_hangup())?;
        Ok(())
    }

    /// Starts watching signals only. For a program that reads lines, the end of input is not the end: a pipe may be closed long before
    /// its lines are read.
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

    /// Waits for a hang-up: poll reports it even if no events are requested.
    fn watch_hangup(&self) {
        let stdin = io::stdin();
        loop {
            let mut fds = [PollFd::new(&stdin, PollFlags::empty())];
            let polled = poll(&mut fds, None);
            if polled.is_ok() && fds[0].revents().intersects(PollFlags::HUP | PollFlags::ERR) {
                self.shut_down(SIGHUP);
            }
            if polled != Err(rustix::io::Errno::INTR) {
                return;
            }
        }
    }

    /// Asks the event loop to exit, and exits the process if it does not.
    fn shut_down(&self, signal: i32) -> ! {
        let exit_reason = ExitReason::Signal(signal);
        let _ = self.events.send(RuntimeEvent::Exit(exit_reason));
        thread::sleep(EXIT_TIMEOUT);
        let _ = self.autosave.save();
        let tty = Arc::clone(&self.tty);
        // In a thread of its own, because the write blocks on a stalled connection.
        let _ = thread::spawn(move || tty.leave());
        thread::sleep(EXIT_TIMEOUT / 2);
        process::exit(i32::from(exit_reason.status()));
    }
}
