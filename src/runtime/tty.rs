//! Enters and restores the terminal: raw mode, alternate screen, mouse. The terminal is restored exactly once, however the program ends.

use std::io;
use std::os::fd::{AsFd as _, OwnedFd};
use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::crossterm::Command as _;
use ratatui::crossterm::clipboard::CopyToClipboard;
use ratatui::crossterm::terminal;
use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::process::{self, Signal};

/// Alternate screen, bracketed paste, no cursor.
const ENTER: &str = "\x1b[?1049h\x1b[?2004h\x1b[?25l";
/// Ends an incomplete frame, resets the style, disables the mouse and reverts everything of [`ENTER`].
const LEAVE: &str = "\x1b[?2026l\x1b[m\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[?1049l\x1b[?25h";
/// Enables reports of presses and the wheel, without motion, in the SGR encoding (1006), which has no limit of columns.
const ENABLE_MOUSE: &str = "\x1b[?1000h\x1b[?1006h";
const DISABLE_MOUSE: &str = "\x1b[?1006l\x1b[?1000l";
/// The size assumed when the terminal does not know it, as on a serial line.
const UNKNOWN_SIZE: Size = Size { width: 80, height: 24 };

/// The terminal on standard output.
///
/// It has its own unbuffered handle: each frame is one write, and restoring the terminal never waits for the lock of standard output.
#[derive(Debug)]
pub(super) struct Tty {
    device: OwnedFd,
    is_active: AtomicBool,
    /// Whether mouse reports are enabled.
    captures_mouse: AtomicBool,
}

/// Restores the terminal when dropped.
#[derive(Debug)]
pub(super) struct TerminalGuard(Arc<Tty>);

impl Tty {
    pub(super) fn open() -> io::Result<Self> {
        let device = io::stdout().as_fd().try_clone_to_owned()?;
        Ok(Self { device, is_active: AtomicBool::new(false), captures_mouse: AtomicBool::new(false) })
    }

    /// Enters the terminal until the guard is dropped. A panic of any thread restores it before the message is printed, and then calls
    /// `on_panic`, because the event loop may still be running.
    pub(super) fn enter_guarded(
        self: &Arc<Self>,
        on_panic: impl Fn() + Send + Sync + 'static,
    ) -> io::Result<TerminalGuard> {
        let tty = Arc::clone(self);
        let report = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            tty.leave();
            report(panic);
            on_panic();
        }));
        let guard = TerminalGuard(Arc::clone(self));
        self.enter()?;
        Ok(guard)
    }

    /// Enters the terminal, for the first time or after a stop, during which the shell may have changed its modes.
    pub(super) fn enter(&self) -> io::Result<()> {
        // The modes to restore are the current ones, not those before the stop.
        terminal::disable_raw_mode()?;
        terminal::enable_raw_mode()?;
        self.is_active.store(true, Ordering::SeqCst);
        self.captures_mouse.store(false, Ordering::SeqCst);
        self.write(ENTER)
    }

    /// Enables or disables mouse reports. Writes nothing if they already are.
    pub(super) fn set_mouse_capture(&self, wanted: bool) -> io::Result<()> {
        if !self.is_active() || self.captures_mouse.swap(wanted, Ordering::SeqCst) == wanted {
            return Ok(());
        }
        self.write(if wanted { ENABLE_MOUSE } else { DISABLE_MOUSE })
    }

    /// Restores the terminal. Errors are ignored: the terminal is gone then.
    pub(super) fn leave(&self) {
        if self.is_active.swap(false, Ordering::SeqCst) {
            // The modes first, because a write blocks on a stalled connection.
            let _ = terminal::disable_raw_mode();
            let _ = self.write(LEAVE);
        }
    }

    /// Whether the terminal is entered and may be drawn on.
    pub(super) fn is_active(&self) -> bool {
        self.is_active.load(Ordering::SeqCst)
    }

    /// Writes all of `text`, in one piece if possible, and waits as long as the terminal takes.
    pub(super) fn write(&self, text: &str) -> io::Result<()> {
        let mut rest = text.as_bytes();
        while !rest.is_empty() {
            match rustix::io::write(&self.device, rest) {
                Ok(written) => rest = &rest[written..],
                Err(Errno::INTR) => {}
                // Another program made the terminal non-blocking: wait until it can be written.
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

/// Returns the sequence that copies `text` to the terminal's clipboard, which over SSH is that of the user's machine (OSC 52, XTerm
/// Control Sequences). Terminals that do not know it or do not allow it ignore it without an answer.
pub(super) fn osc52_copy(text: &str) -> String {
    let mut sequence = String::new();
    // Writing into a string does not fail.
    let _ = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut sequence);
    sequence
}

/// The most columns or rows that are drawn, so that a frame fits into memory.
const MAX_SIZE: u16 = 1000;

/// Returns the size of the terminal, at most [`MAX_SIZE`] in each direction.
pub(super) fn size() -> Size {
    match terminal::size() {
        Ok((width, height)) if width > 0 && height > 0 => {
            Size { width: width.min(MAX_SIZE), height: height.min(MAX_SIZE) }
        }
        Ok(_) | Err(_) => UNKNOWN_SIZE,
    }
}

/// Whether a shell can continue the program after a stop. The process group that leads the session has no shell above it, and would
/// stay stopped for ever.
pub(super) fn can_suspend() -> bool {
    process::getsid(None).is_ok_and(|session| session != process::getpgrp())
}

/// Stops every process of the job, including scripts that started the program: if only the program stopped, the shell would not notice.
///
/// It may return shortly before the stop; only [`Signal::CONT`] marks its end.
pub(super) fn suspend_job() -> io::Result<()> {
    Ok(process::kill_current_process_group(Signal::STOP)?)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;

    /// Tests the guard without the panic hook of the program.
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
    fn the_text_goes_as_base64_in_one_sequence() {
        assert_eq!(osc52_copy("Kabul – Peshawar"), "\x1b]52;c;S2FidWwg4oCTIFBlc2hhd2Fy\x1b\\");
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
