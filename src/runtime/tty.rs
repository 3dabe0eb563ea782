//! The terminal, taken over and given back. Whichever way the program ends, it is given back, and only once.

use std::io;
use std::os::fd::{AsFd as _, OwnedFd};
use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::crossterm::terminal;
use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::process::{self, Signal};

/// Alternate screen, bracketed paste, no cursor.
const ENTER: &str = "\x1b[?1049h\x1b[?2004h\x1b[?25l";
/// The end of a frame that was cut short, plain characters, and everything of [`TAKE`] undone; the mouse, too, whether it was taken or not.
const LEAVE: &str = "\x1b[?2026l\x1b[m\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[?1049l\x1b[?25h";
/// Presses and the wheel, told by cells however wide the screen is (1006); no motion.
const ENABLE_MOUSE: &str = "\x1b[?1000h\x1b[?1006h";
const DISABLE_MOUSE: &str = "\x1b[?1006l\x1b[?1000l";
/// What is drawn for where the terminal does not know its size, as on a serial line.
const UNKNOWN_SIZE: Size = Size { width: 80, height: 24 };

/// The terminal on standard output.
///
/// It owns a handle of its own, unbuffered: what leaves goes in one write, and nobody who has to give the terminal back
/// waits for the lock of standard output.
#[derive(Debug)]
pub(super) struct Tty {
    device: OwnedFd,
    is_active: AtomicBool,
    /// Whether it tells what the mouse does.
    captures_mouse: AtomicBool,
}

/// Gives the terminal back when dropped.
#[derive(Debug)]
pub(super) struct TerminalGuard(Arc<Tty>);

impl Tty {
    pub(super) fn open() -> io::Result<Self> {
        let device = io::stdout().as_fd().try_clone_to_owned()?;
        Ok(Self { device, is_active: AtomicBool::new(false), captures_mouse: AtomicBool::new(false) })
    }

    /// Takes the terminal over until the guard is dropped, and for a panic's message gives it back before. `tell` is then called: the
    /// panic may be another thread's, and whoever draws has lost the terminal.
    pub(super) fn enter_guarded(
        self: &Arc<Self>,
        tell: impl Fn() + Send + Sync + 'static,
    ) -> io::Result<TerminalGuard> {
        let tty = Arc::clone(self);
        let report = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            tty.leave();
            report(panic);
            tell();
        }));
        let guard = TerminalGuard(Arc::clone(self));
        self.enter()?;
        Ok(guard)
    }

    /// Takes the terminal over, also again: after a stop the shell may have changed it behind our back.
    pub(super) fn enter(&self) -> io::Result<()> {
        // The modes to give back are those of now, not those of before the stop.
        terminal::disable_raw_mode()?;
        terminal::enable_raw_mode()?;
        self.is_active.store(true, Ordering::SeqCst);
        self.captures_mouse.store(false, Ordering::SeqCst);
        self.write(ENTER)
    }

    /// Has the terminal tell what the mouse does, or not; nothing is written where it is so already.
    pub(super) fn set_mouse_capture(&self, wanted: bool) -> io::Result<()> {
        if !self.is_active() || self.captures_mouse.swap(wanted, Ordering::SeqCst) == wanted {
            return Ok(());
        }
        self.write(if wanted { ENABLE_MOUSE } else { DISABLE_MOUSE })
    }

    /// Gives the terminal back as it was. Nothing can be done where that fails: the terminal is gone.
    pub(super) fn leave(&self) {
        if self.is_active.swap(false, Ordering::SeqCst) {
            // The modes first: a line that has stalled takes no more bytes.
            let _ = terminal::disable_raw_mode();
            let _ = self.write(LEAVE);
        }
    }

    /// Whether it is ours to draw on.
    pub(super) fn is_active(&self) -> bool {
        self.is_active.load(Ordering::SeqCst)
    }

    /// Writes all of it, however long the terminal takes; in one piece if it can.
    pub(super) fn write(&self, text: &str) -> io::Result<()> {
        let mut rest = text.as_bytes();
        while !rest.is_empty() {
            match rustix::io::write(&self.device, rest) {
                Ok(written) => rest = &rest[written..],
                Err(Errno::INTR) => {}
                // Another program has left the terminal so that it does not make us wait; we have to.
                Err(Errno::AGAIN) => {
                    poll(&mut [PollFd::new(&self.device, PollFlags::OUT)], None)?;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}

impl Drop for TerminalGuard {
    fn drop(&mut self) {
        self.0.leave();
    }
}

/// Columns or rows beyond these many are left free: no screen has them, and a frame has to fit the memory.
const MAX_SIZE: u16 = 1000;

/// The size of the terminal.
pub(super) fn size() -> Size {
    match terminal::size() {
        Ok((width, height)) if width > 0 && height > 0 => {
            Size { width: width.min(MAX_SIZE), height: height.min(MAX_SIZE) }
        }
        Ok(_) | Err(_) => UNKNOWN_SIZE,
    }
}

/// Whether a shell is there that would continue us. A job of its own has one above; the group that leads
/// the session has none, and whatever runs inside of it would wait for ever.
pub(super) fn can_suspend() -> bool {
    process::getsid(None).is_ok_and(|session| session != process::getpgrp())
}

/// Stops every process of our job, scripts around us included: stopped alone, they would wait and the shell not know.
///
/// It may return a moment before the stop; only [`Signal::CONT`] tells that it is over.
pub(super) fn suspend_job() -> io::Result<()> {
    Ok(process::kill_current_process_group(Signal::STOP)?)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;

    /// The hook that prints a panic's message is the same as in the program; here only the guard is left to do it.
    #[test]
    fn a_panic_gives_the_terminal_back_and_only_once() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let device = file.reopen().unwrap().into();
        let tty = Arc::new(Tty { device, is_active: AtomicBool::new(true), captures_mouse: AtomicBool::new(false) });
        let guard = TerminalGuard(Arc::clone(&tty));
        let panicked = catch_unwind(AssertUnwindSafe(move || {
            let _guard = guard;
            panic!("a fault of ours");
        }));
        assert!(panicked.is_err());
        tty.leave();
        assert_eq!(fs::read_to_string(file.path()).unwrap(), LEAVE);
    }

    #[test]
    fn what_was_never_taken_is_not_given_back() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let device = file.reopen().unwrap().into();
        let tty = Tty { device, is_active: AtomicBool::new(false), captures_mouse: AtomicBool::new(false) };
        tty.leave();
        assert_eq!(fs::read_to_string(file.path()).unwrap(), "");
    }
}
