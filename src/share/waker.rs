//! Waking a thread that waits for sockets. It carries nothing, and waking never waits.

use std::time::{Duration, Instant};

use rustix::event::{PollFd, Timespec, poll};
use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::io::{self, Errno};
use rustix::pipe::{PipeFlags, pipe_with};

/// The end that wakes.
#[derive(Debug)]
pub(super) struct Waker(OwnedFd);

/// The end to be waited for.
#[derive(Debug)]
pub(super) struct WakeReceiver(OwnedFd);

/// Both ends.
pub(super) fn channel() -> io::Result<(Waker, WakeReceiver)> {
    let (read, write) = pipe_with(PipeFlags::CLOEXEC | PipeFlags::NONBLOCK)?;
    Ok((Waker(write), WakeReceiver(read)))
}

impl Waker {
    /// A pipe that is full has woken already.
    pub(super) fn wake(&self) {
        let _ = io::write(&self.0, &[0]);
    }
}

impl WakeReceiver {
    /// Takes back that it was woken.
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

/// Waits for `fds`, and for no longer than to `until`. Being interrupted is as nothing having happened.
pub(super) fn poll_until(fds: &mut [PollFd<'_>], until: Option<Instant>) {
    let left = until.map(|until| until.saturating_duration_since(Instant::now()));
    // Rounded up to whole milliseconds: whoever wakes just before his time would only ask again.
    let left =
        left.map(|left| Duration::from_millis(u64::try_from(left.as_millis()).unwrap_or(u64::MAX)) + MILLISECOND);
    let left = left.and_then(|left| Timespec::try_from(left).ok());
    match poll(fds, left.as_ref()) {
        Ok(_) | Err(Errno::INTR) => {}
        // No memory, or too many files: this must not become a loop without rest.
        Err(_) => std::thread::sleep(Duration::from_millis(100)),
    }
}

const MILLISECOND: Duration = Duration::from_millis(1);
