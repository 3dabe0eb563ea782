//! The input thread: reads bytes from the terminal, decodes them and queues the events. It does not handle resizes, which are signals.

use std::io;
use std::os::fd::AsFd;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::decoder::{Decoder, InputEvent};
use super::queue::InputQueue;
use crate::app::Msg;

/// The size of the read buffer, in bytes; larger than the terminal's own.
const CHUNK: usize = 1 << 13;

/// Queues keys, pastes and, with `mouse`, mouse events until the event loop or the terminal is gone.
///
/// Another program may have left the mouse on: without `mouse` its events are dropped.
pub(super) fn listen(queue: &InputQueue, mouse: bool) -> io::Result<()> {
    let (stdin, started) = (io::stdin(), Instant::now());
    let (mut decoder, mut bytes, mut events) = (Decoder::default(), [0; CHUNK], Vec::new());
    loop {
        let timeout = decoder.deadline().map(|deadline| deadline.saturating_sub(started.elapsed()));
        match next(&stdin, timeout, &mut bytes)? {
            Some(0) => {}
            Some(length) => decoder.feed(&bytes[..length], started.elapsed(), &mut events),
            None => decoder.pause(started.elapsed(), &mut events),
        }
        let wanted = |event: &InputEvent| mouse || !matches!(event, InputEvent::Mouse { .. });
        if !queue.push(events.drain(..).filter(wanted)) {
            return Ok(());
        }
    }
}

/// Reads the pending bytes. Returns their number, 0 to try again, or `None` if none came within `timeout`.
fn next(tty: &impl AsFd, timeout: Option<Duration>, bytes: &mut [u8]) -> io::Result<Option<usize>> {
    let timeout = timeout.map(Timespec::try_from).transpose().map_err(io::Error::other)?;
    let mut fds = [PollFd::new(tty, PollFlags::IN)];
    let read = match poll(&mut fds, timeout.as_ref()) {
        Ok(0) => return Ok(None),
        Ok(_) => rustix::io::read(tty, bytes),
        Err(error) => Err(error),
    };
    match read {
        Ok(0) if fds[0].revents().intersects(PollFlags::HUP | PollFlags::ERR) => {
            Err(io::ErrorKind::UnexpectedEof.into())
        }
        Ok(length) => Ok(Some(length)),
        // A signal, or another process has read the bytes or made the terminal non-blocking.
        Err(Errno::INTR | Errno::AGAIN) => Ok(Some(0)),
        Err(error) => Err(error.into()),
    }
}

impl From<InputEvent> for Msg {
    fn from(event: InputEvent) -> Self {
        match event {
            InputEvent::Key(chord) => Self::Key(chord),
            InputEvent::Mouse { at, what } => Self::Mouse { at, what },
            InputEvent::Paste(text) => Self::Paste(text),
        }
    }
}
