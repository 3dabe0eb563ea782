//! Wakes a thread that polls sockets, by a pipe. It carries no data, and waking never blocks.

use std::time::{Duration, Instant};

use rustix::event::{PollFd, Timespec, poll};
use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::io::{self, Errno};
use rustix::pipe::{PipeFlags, pipe_with};

/// The sending end.
#[derive(Debug)]
pub(super) struct Waker(OwnedFd);

/// The end to poll.
#[derive(Debug)]
pub(super) struct WakeReceiver(OwnedFd);

/// Creates both ends.
pub(super) fn channel() -> io::Result<(Waker, WakeReceiver)> {
    let (read, write) = pipe_with(PipeFlags::CLOEXEC | PipeFlags::NONBLOCK)?;
    Ok((Waker(write), WakeReceiver(read)))
}

impl Waker {
    /// Wakes the receiver. If the pipe is full, the receiver has been woken already.
    pub(super) fn wake(&self) {
        let _ = io::write(&self.0, &[0]);
    }
}

impl WakeReceiver {
    /// Clears all wake-ups so far.
    pub(super) fn drain(&self) {
        let mut bytes = [0; 64];
        while matches!(io::read(&self.0, &mut bytes), Ok(1..)) {}
    }
}

impl AsFd for WakeReceiver {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}

/// Polls `fds` until one is ready or the time is `until`. A signal ends the wait as if nothing were ready.
pub(super) fn poll_until(fds: &mut [PollFd<'_>], until: Option<Instant>) {
    let left = until.map(|until| until.saturating_duration_since(Instant::now()));
    // Rounded up to whole milliseconds: waking just before the deadline would only poll again.
    let left =
        left.map(|left| Duration::from_millis(u64::try_from(left.as_millis()).unwrap_or(u64::MAX)) + MILLISECOND);
    let left = left.and_then(|left| Timespec::try_from(left).ok());
    match poll(fds, left.as_ref()) {
        Ok(_) | Err(Errno::INTR) => {}
        // Out of memory or files: the caller must not spin.
        Err(_) => std::thread::sleep(Duration::from_millis(100)),
    }
}

const MILLISECOND: Duration = Duration::from_millis(1);
