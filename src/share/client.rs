//! The client thread of a follower: connects to the server, receives and reconnects. It always waits for the socket and the waker together.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use rustix::event::{PollFd, PollFlags};
use rustix::fd::OwnedFd;
use rustix::io::Errno;
use rustix::net::{RecvFlags, SendFlags, recv, send};

use super::connect::{ConnectError, connect_to};
use super::discovery::DiscoveredPresentation;
use super::error::shown;
use super::follow_event::{FollowEvent, FollowRequests, FollowTiming};
use super::speaker_stream::{SpeakerStream, StreamEnd};
use super::waker::{WakeReceiver, poll_until};
use crate::share::protocol::FollowerMessage;

/// The size of a read, and the most reads before the latest state is reported: a speaker that sends without pause must not delay it.
const READ_BUFFER_BYTES: usize = 64 << 10;
const MAX_READS: usize = 16;

#[derive(Debug)]
pub(super) struct FollowClient<H> {
    pub(super) presentation: DiscoveredPresentation,
    pub(super) timing: FollowTiming,
    pub(super) requests: Arc<Mutex<FollowRequests>>,
    pub(super) wake: WakeReceiver,
    pub(super) on_event: H,
}

/// Why a connection ended.
enum ConnectionEnd {
    /// The follower's handle was dropped.
    Dropped,
    /// Reconnecting may help.
    Lost(String),
    /// Reconnecting cannot help.
    Ended(String),
}

/// What is still to be sent on one connection.
#[derive(Default)]
struct ClientOutbox {
    bytes: Vec<u8>,
    /// The last value sent of whether the screen is large enough.
    fits: Option<bool>,
}

impl<H: Fn(FollowEvent)> FollowClient<H> {
    /// Runs until the handle is dropped, or there is no presentation to follow.
    pub(super) fn run(self) {
        let mut until = Some(self.retry_deadline());
        let mut has_reported = false;
        loop {
            let (was_welcome, end) = self.connect(&mut until);
            has_reported &= !was_welcome;
            match end {
                ConnectionEnd::Dropped => return,
                ConnectionEnd::Ended(why) => return (self.on_event)(FollowEvent::Ended(why)),
                // A loss is reported once, not again for every failed attempt.
                ConnectionEnd::Lost(why) if !has_reported => {
                    has_reported = true;
                    (self.on_event)(FollowEvent::Lost(why));
                }
                ConnectionEnd::Lost(_) => {}
            }
            let last = *until.get_or_insert_with(|| self.retry_deadline());
            if Instant::now() >= last {
                let why =
                    format!("nobody presents `{}` any more; `whosaid follow` tells what is presented", self.name());
                return (self.on_event)(FollowEvent::Ended(why));
            }
            if self.wait_before_retry(last) {
                return;
            }
        }
    }

    /// When attempts that start now must have succeeded.
    fn retry_deadline(&self) -> Instant {
        Instant::now() + self.timing.timeout
    }

    fn name(&self) -> &str {
        &self.presentation.name
    }

    fn requests(&self) -> FollowRequests {
        *self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits before the next attempt. Returns whether the client was stopped meanwhile.
    fn wait_before_retry(&self, last: Instant) -> bool {
        let until = last.min(Instant::now() + self.timing.retry_delay);
        while !self.requests().is_stopped && Instant::now() < until {
            poll_until(&mut [PollFd::new(&self.wake, PollFlags::IN)], Some(until));
            self.wake.drain();
        }
        self.requests().is_stopped
    }

    /// Connects and follows until the connection ends. Returns whether a welcome was received, and why it ended. `until` is the deadline for
    /// the welcome.
    fn connect(&self, until: &mut Option<Instant>) -> (bool, ConnectionEnd) {
        let mut stream = SpeakerStream::default();
        let end = match connect_to(&self.presentation.path, self.presentation.uid) {
            Ok(socket) => self.receive_until_end(&socket, &mut stream, until),
            Err(ConnectError::Absent | ConnectError::Stale) => {
                ConnectionEnd::Lost("the speaker is not there".to_owned())
            }
            Err(ConnectError::Busy) => ConnectionEnd::Lost("the speaker does not answer".to_owned()),
            Err(ConnectError::WrongOwner) => ConnectionEnd::Ended(format!(
                "{}: not a socket of {}, or another user answers on it, so it was not joined",
                shown(&self.presentation.path),
                self.presentation.owner
            )),
            Err(ConnectError::Other(error)) => {
                ConnectionEnd::Ended(format!("{}: {}", shown(&self.presentation.path), std::io::Error::from(error)))
            }
        };
        (stream.is_welcomed(), end)
    }

    fn receive_until_end(
        &self,
        socket: &OwnedFd,
        stream: &mut SpeakerStream,
        until: &mut Option<Instant>,
    ) -> ConnectionEnd {
        let mut outbox = ClientOutbox { bytes: FollowerMessage::Hello.to_line(), fits: None };
        let mut buffer = vec![0; READ_BUFFER_BYTES];
        let mut quiet_until = None;
        loop {
            let requests = self.requests();
            if requests.is_stopped {
                return ConnectionEnd::Dropped;
            }
            outbox.queue_fit(requests.fits);
            if until.is_some_and(|until| Instant::now() >= until) {
                return ConnectionEnd::Lost("the speaker does not answer".to_owned());
            }
            quiet_until = quiet_until.filter(|quiet_until| Instant::now() < *quiet_until);
            let ready = self.wait_ready(socket, &outbox, (quiet_until, *until));
            let is_readable = ready.intersects(PollFlags::IN | PollFlags::HUP | PollFlags::ERR);
            let received = if is_readable { self.receive(socket, stream, &mut buffer) } else { Ok(()) };
            // What was shown before the end is reported first.
            if let Some(latest) = stream.take_latest() {
                (self.on_event)(latest);
                quiet_until = Some(Instant::now() + self.timing.draw_interval);
            }
            if stream.is_welcomed() {
                *until = None;
            }
            if let Err(end) = received {
                return end;
            }
            if ready.contains(PollFlags::OUT) {
                outbox.send(socket);
            }
        }
    }

    /// Waits for readiness of the socket or the waker. Until `quiet_until` it does not wait for input, but still notices a hang-up.
    fn wait_ready(
        &self,
        socket: &OwnedFd,
        outbox: &ClientOutbox,
        (quiet_until, until): (Option<Instant>, Option<Instant>),
    ) -> PollFlags {
        let mut interest = if quiet_until.is_none() { PollFlags::IN } else { PollFlags::empty() };
        interest.set(PollFlags::OUT, !outbox.bytes.is_empty());
        let mut fds = [PollFd::new(&self.wake, PollFlags::IN), PollFd::new(socket, interest)];
        poll_until(&mut fds, quiet_until.into_iter().chain(until).min());
        let ready = fds[1].revents();
        self.wake.drain();
        ready
    }

    /// Reads what has arrived, at most [`MAX_READS`] times.
    fn receive(&self, socket: &OwnedFd, stream: &mut SpeakerStream, buffer: &mut [u8]) -> Result<(), ConnectionEnd> {
        for _ in 0..MAX_READS {
            let taken = match recv(socket, &mut *buffer, RecvFlags::empty()) {
                Ok((0, _)) => return Err(ConnectionEnd::Lost("the speaker is gone".to_owned())),
                Ok((taken, _)) => taken,
                Err(Errno::AGAIN | Errno::INTR) => return Ok(()),
                Err(error) => {
                    return Err(ConnectionEnd::Lost(format!("the line broke ({})", std::io::Error::from(error))));
                }
            };
            stream.receive(&buffer[..taken], &self.on_event).map_err(|end| match end {
                StreamEnd::Retry(why) => ConnectionEnd::Lost(why),
                StreamEnd::Invalid(error) => {
                    ConnectionEnd::Ended(format!("{}: {error}", shown(&self.presentation.path)))
                }
            })?;
        }
        Ok(())
    }
}

impl ClientOutbox {
    /// Queues a change of whether the screen is large enough, once everything before it is sent.
    fn queue_fit(&mut self, fits: Option<bool>) {
        if let Some(fits) = fits.filter(|fits| self.bytes.is_empty() && self.fits != Some(*fits)) {
            self.fits = Some(fits);
            self.bytes = FollowerMessage::Fits(fits).to_line();
        }
    }

    /// Sends what can be sent now. A broken connection is noticed by the next read.
    fn send(&mut self, socket: &OwnedFd) {
        match send(socket, &self.bytes, SendFlags::NOSIGNAL | SendFlags::DONTWAIT) {
            Ok(sent) => drop(self.bytes.drain(..sent)),
            Err(Errno::AGAIN | Errno::INTR) => {}
            Err(_) => self.bytes.clear(),
        }
    }
}
