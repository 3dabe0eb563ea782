//! The thread of a follower: holds the connection, and makes it again. It waits for the speaker and for whoever ends it, never for one alone.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use rustix::event::{PollFd, PollFlags};
use rustix::fd::OwnedFd;
use rustix::io::Errno;
use rustix::net::{RecvFlags, SendFlags, recv, send};

use super::connect::{ConnectError, connect_to};
use super::discovery::DiscoveredPresentation;
use super::error::shown;
use super::follow_handle::{FollowEvent, FollowRequests, FollowTiming};
use super::speaker_stream::{SpeakerStream, StreamEnd};
use super::waker::{WakeReceiver, poll_until};
use crate::share::protocol::FollowerMessage;

/// How much is taken in a piece, and how many at once: of what somebody sends without end, only the latest is worth a word.
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

/// Why a connection has come to its end.
enum ConnectionEnd {
    /// Nobody follows any more.
    Dropped,
    /// It may be made again.
    Lost(String),
    /// It is of no use to make it again.
    Ended(String),
}

/// What is to be told, on one connection.
#[derive(Default)]
struct ClientOutbox {
    bytes: Vec<u8>,
    /// What was last told of the screen.
    fits: Option<bool>,
}

impl<H: Fn(FollowEvent)> FollowClient<H> {
    /// Until it is ended, or there is no presentation to follow.
    pub(super) fn run(self) {
        let mut until = Some(self.retry_deadline());
        let mut has_told = false;
        loop {
            let (was_welcome, end) = self.connect(&mut until);
            has_told &= !was_welcome;
            match end {
                ConnectionEnd::Dropped => return,
                ConnectionEnd::Ended(why) => return (self.on_event)(FollowEvent::Ended(why)),
                // One sentence for as long as it lasts: what each attempt came to is of no interest.
                ConnectionEnd::Lost(why) if !has_told => {
                    has_told = true;
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

    /// When trying that begins now is over.
    fn retry_deadline(&self) -> Instant {
        Instant::now() + self.timing.timeout
    }

    fn name(&self) -> &str {
        &self.presentation.name
    }

    fn requests(&self) -> FollowRequests {
        *self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits before the next time; whether it was ended meanwhile.
    fn wait_before_retry(&self, last: Instant) -> bool {
        let until = last.min(Instant::now() + self.timing.retry_delay);
        while !self.requests().is_stopped && Instant::now() < until {
            poll_until(&mut [PollFd::new(&self.wake, PollFlags::IN)], Some(until));
            self.wake.drain();
        }
        self.requests().is_stopped
    }

    /// Connects, and follows until that comes to an end; tells as well whether we were welcomed. `until` is when we must have been.
    fn connect(&self, until: &mut Option<Instant>) -> (bool, ConnectionEnd) {
        let mut hearing = SpeakerStream::default();
        let end = match connect_to(&self.presentation.path, self.presentation.uid) {
            Ok(line) => self.receive_until_end(&line, &mut hearing, until),
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
        (hearing.is_welcomed(), end)
    }

    fn receive_until_end(
        &self,
        line: &OwnedFd,
        hearing: &mut SpeakerStream,
        until: &mut Option<Instant>,
    ) -> ConnectionEnd {
        let mut telling = ClientOutbox { bytes: FollowerMessage::Hello.to_line(), fits: None };
        let mut piece = vec![0; READ_BUFFER_BYTES];
        let mut rested = None;
        loop {
            let wishes = self.requests();
            if wishes.is_stopped {
                return ConnectionEnd::Dropped;
            }
            telling.queue_fit(wishes.fits);
            if until.is_some_and(|until| Instant::now() >= until) {
                return ConnectionEnd::Lost("the speaker does not answer".to_owned());
            }
            rested = rested.filter(|rested| Instant::now() < *rested);
            let told = self.wait_ready(line, &telling, (rested, *until));
            let has_come = told.intersects(PollFlags::IN | PollFlags::HUP | PollFlags::ERR);
            let took = if has_come { self.receive(line, hearing, &mut piece) } else { Ok(()) };
            // Whatever ends it, what was shown before that is heard first.
            if let Some(latest) = hearing.take_latest() {
                (self.on_event)(latest);
                rested = Some(Instant::now() + self.timing.draw_interval);
            }
            if hearing.is_welcomed() {
                *until = None;
            }
            if let Err(end) = took {
                return end;
            }
            if told.contains(PollFlags::OUT) {
                telling.send(line);
            }
        }
    }

    /// Waits for anything that there is to do; as long as he rests, not for what is said. That the line has ended is told all the same.
    fn wait_ready(
        &self,
        line: &OwnedFd,
        telling: &ClientOutbox,
        (rested, until): (Option<Instant>, Option<Instant>),
    ) -> PollFlags {
        let mut interest = if rested.is_none() { PollFlags::IN } else { PollFlags::empty() };
        interest.set(PollFlags::OUT, !telling.bytes.is_empty());
        let mut fds = [PollFd::new(&self.wake, PollFlags::IN), PollFd::new(line, interest)];
        poll_until(&mut fds, rested.into_iter().chain(until).min());
        let told = fds[1].revents();
        self.wake.drain();
        told
    }

    /// Takes what has come, up to a measure.
    fn receive(&self, line: &OwnedFd, hearing: &mut SpeakerStream, piece: &mut [u8]) -> Result<(), ConnectionEnd> {
        for _ in 0..MAX_READS {
            let taken = match recv(line, &mut *piece, RecvFlags::empty()) {
                Ok((0, _)) => return Err(ConnectionEnd::Lost("the speaker is gone".to_owned())),
                Ok((taken, _)) => taken,
                Err(Errno::AGAIN | Errno::INTR) => return Ok(()),
                Err(error) => {
                    return Err(ConnectionEnd::Lost(format!("the line broke ({})", std::io::Error::from(error))));
                }
            };
            hearing.receive(&piece[..taken], &self.on_event).map_err(|silence| match silence {
                StreamEnd::Retry(why) => ConnectionEnd::Lost(why),
                StreamEnd::Invalid(garbled) => {
                    ConnectionEnd::Ended(format!("{}: {garbled}", shown(&self.presentation.path)))
                }
            })?;
        }
        Ok(())
    }
}

impl ClientOutbox {
    /// Adds what is new of the screen, when all that was to be told before is.
    fn queue_fit(&mut self, fits: Option<bool>) {
        if let Some(fits) = fits.filter(|fits| self.bytes.is_empty() && self.fits != Some(*fits)) {
            self.fits = Some(fits);
            self.bytes = FollowerMessage::Fits(fits).to_line();
        }
    }

    /// Sends on. A line that is broken is noticed in reading.
    fn send(&mut self, line: &OwnedFd) {
        match send(line, &self.bytes, SendFlags::NOSIGNAL | SendFlags::DONTWAIT) {
            Ok(sent) => drop(self.bytes.drain(..sent)),
            Err(Errno::AGAIN | Errno::INTR) => {}
            Err(_) => self.bytes.clear(),
        }
    }
}
