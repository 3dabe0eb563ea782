//! The input thread: reads bytes from the terminal, decodes them and queues the events. Resizes are not read here but signalled.

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
        let patience = decoder.deadline().map(|deadline| deadline.saturating_sub(started.elapsed()));
        match next(&stdin, patience, &mut bytes)? {
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

/// Reads the bytes that wait. Returns their number, 0 to try again, or `None` if none came within `patience`.
fn next(tty: &impl AsFd, patience: Option<Duration>, bytes: &mut [u8]) -> io::Result<Option<usize>> {
    let patience = patience.map(Timespec::try_from).transpose().map_err(io::Error::other)?;
    let mut line = [PollFd::new(tty, PollFlags::IN)];
    let read = match poll(&mut line, patience.as_ref()) {
        Ok(0) => return Ok(None),
        Ok(_) => rustix::io::read(tty, bytes),
        Err(error) => Err(error),
    };
    match read {
        Ok(0) if line[0].revents().intersects(PollFlags::HUP | PollFlags::ERR) => {
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
