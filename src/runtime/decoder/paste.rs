//! A bracketed paste: all bytes up to its end are text. It decodes no keys.

use std::mem;
use std::time::Duration;

use super::{CTRL_C, ESC, InputEvent};

/// The silence after which a paste without an end is over.
pub const PASTE_WAIT: Duration = Duration::from_secs(1);
/// The silence after which a Ctrl-C at the end of an open paste is the key and not text.
pub const INTERRUPT_WAIT: Duration = Duration::from_millis(500);
/// The number of bytes of a paste that are kept. The rest is dropped up to the end of the paste; it is never decoded as keys.
pub const PASTE_LIMIT: usize = 1 << 20;
const END: &[u8] = b"\x1b[201~";

/// A paste that has begun.
#[derive(Debug, Default)]
pub(super) struct Paste {
    text: Vec<u8>,
    /// How many bytes of [`END`] were read.
    matched: usize,
    /// When the first of the Ctrl-C bytes at the end of the text was read.
    interrupted: Option<Duration>,
}

impl Paste {
    /// Adds a byte that was read at `now`. Returns whether it ends the paste.
    pub(super) fn push(&mut self, byte: u8, now: Duration) -> bool {
        if byte == END[self.matched] {
            self.matched += 1;
            self.interrupted = None;
            return self.matched == END.len();
        }
        let is_escape = byte == ESC;
        let matched = mem::replace(&mut self.matched, usize::from(is_escape));
        let room = PASTE_LIMIT.saturating_sub(self.text.len());
        self.text.extend(END[..matched].iter().copied().chain((!is_escape).then_some(byte)).take(room));
        // Ctrl-C that is held down must not postpone the deadline.
        self.interrupted = (byte == CTRL_C).then(|| self.interrupted.unwrap_or(now));
        false
    }

    /// When the paste is over without an end, given the time of the last byte.
    pub(super) fn deadline(&self, latest: Duration) -> Duration {
        self.interrupted.map_or(latest + PASTE_WAIT, |at| at + INTERRUPT_WAIT)
    }

    /// Whether the text ends with Ctrl-C.
    pub(super) fn is_interrupted(&self) -> bool {
        self.interrupted.is_some()
    }

    /// The pasted text, without Ctrl-C at its end; `None` if it is empty.
    pub(super) fn end(mut self) -> Option<InputEvent> {
        if self.is_interrupted() {
            let end = self.text.iter().rposition(|byte| *byte != CTRL_C).map_or(0, |last| last + 1);
            self.text.truncate(end);
        }
        let text = String::from_utf8(self.text);
        let text = text.unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        (!text.is_empty()).then_some(InputEvent::Paste(text))
    }

    /// The number of bytes that are allocated.
    #[cfg(test)]
    pub(super) fn capacity(&self) -> usize {
        self.text.capacity()
    }
}
