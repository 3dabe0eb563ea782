//! One follower, as the speaker has him: what he has still to be sent, and what he said. He is never waited for.

use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::event::PollFlags;
use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::io::Errno;
use rustix::net::sockopt::set_socket_send_buffer_size;
use rustix::net::{RecvFlags, SendFlags, recv, send};

use super::lines::Lines;
use crate::share::protocol::{FromFollower, Garbled, LONGEST, Refusal, over};

/// How long whoever connects has to say what he is.
const SILENCE: Duration = Duration::from_secs(5);

/// More lines in a second than anybody has to say whose screen is redrawn as fast as it can be. Whoever says more wants to keep us busy.
const CHATTER: u32 = 1000;
const SECOND: Duration = Duration::from_secs(1);

/// A line that is said to several, held once.
pub(super) type Line = Arc<[u8]>;

/// What is shown now, with its number; the first is 1.
#[derive(Debug, Clone)]
pub(super) struct Newest {
    pub(super) number: u64,
    pub(super) line: Line,
}

/// A follower. Of what he is sent, he holds no more than a line that others hold as well.
#[derive(Debug)]
pub(super) struct Seat {
    line: OwnedFd,
    lines: Lines,
    standing: Standing,
    sending: Option<Sending>,
    /// The number of the state that he was last sent, or is being sent.
    begun: u64,
    fits: bool,
    /// How much he has said since when.
    said: u32,
    since: Instant,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// He has said nothing, and is gone if he has not by then.
    Silent {
        until: Instant,
    },
    /// He is being sent what a follower is told first.
    Greeted,
    Following,
}

#[derive(Debug)]
struct Sending {
    line: Line,
    /// How many bytes are sent.
    sent: usize,
}

/// The connection is of no more use.
#[derive(Debug)]
pub(super) struct Gone;

impl Seat {
    pub(super) fn new(line: OwnedFd) -> Self {
        let since = Instant::now();
        let standing = Standing::Silent { until: since + SILENCE };
        Self { line, lines: Lines::default(), standing, sending: None, begun: 0, fits: true, said: 0, since }
    }

    /// Whether he has said that he follows.
    pub(super) fn is_follower(&self) -> bool {
        match self.standing {
            Standing::Silent { .. } => false,
            Standing::Greeted | Standing::Following => true,
        }
    }

    /// Whether he has said that his screen is too small.
    pub(super) const fn is_cramped(&self) -> bool {
        !self.fits
    }

    /// When he must have said something.
    pub(super) const fn until(&self) -> Option<Instant> {
        match self.standing {
            Standing::Silent { until } => Some(until),
            Standing::Greeted | Standing::Following => None,
        }
    }

    /// What to wait for, beside what he says.
    pub(super) fn waits_for(&self, newest: Option<&Newest>) -> PollFlags {
        let is_behind = self.is_follower() && newest.is_some_and(|newest| newest.number > self.begun);
        if self.sending.is_some() || is_behind { PollFlags::OUT } else { PollFlags::empty() }
    }

    /// Takes what has come, a little of it.
    pub(super) fn take(&mut self, welcome: &Line) -> Result<(), Gone> {
        let mut bytes = [0; 4 * LONGEST];
        let taken = match recv(&self.line, &mut bytes[..], RecvFlags::empty()) {
            Ok((0, _)) => return Err(Gone),
            Ok((taken, _)) => taken,
            Err(Errno::AGAIN | Errno::INTR) => return Ok(()),
            Err(_) => return Err(Gone),
        };
        self.lines.push(&bytes[..taken]);
        while let Some(line) = self.lines.next(LONGEST).map_err(|_| Gone)? {
            let said = FromFollower::read(&line).map_err(|garbled| self.refuse(&garbled))?;
            self.mark(said, welcome)?;
            self.said += 1;
        }
        self.bear()
    }

    /// Whoever says too much at once is put out.
    fn bear(&mut self) -> Result<(), Gone> {
        if self.since.elapsed() >= SECOND {
            (self.said, self.since) = (0, Instant::now());
        }
        if self.said > CHATTER { Err(Gone) } else { Ok(()) }
    }

    fn mark(&mut self, said: Option<FromFollower>, welcome: &Line) -> Result<(), Gone> {
        match said {
            Some(FromFollower::Hello) if !self.is_follower() => {
                self.standing = Standing::Greeted;
                self.sending = Some(Sending { line: Arc::clone(welcome), sent: 0 });
            }
            Some(FromFollower::Fits(_)) | None if !self.is_follower() => return Err(Gone),
            Some(FromFollower::Fits(fits)) => self.fits = fits,
            Some(FromFollower::Hello) | None => {}
        }
        Ok(())
    }

    /// Tells whoever speaks another version why he cannot follow.
    fn refuse(&self, garbled: &Garbled) -> Gone {
        match garbled {
            Garbled::Version { .. } => say(&self.line, &Refusal::Version.line()),
            Garbled::Noise(_) => {}
        }
        Gone
    }

    /// Sends on, as much as can be taken at once; when all is sent, what is newest then is begun.
    ///
    /// What lies in the system's buffer is a queue too. From the first state on that is made as small as may be, so that whoever reads
    /// again after a while has hardly anything old before him.
    pub(super) fn send(&mut self, newest: Option<&Newest>) -> Result<(), Gone> {
        if self.sending.is_none() {
            let Some(newest) = newest.filter(|newest| self.is_follower() && newest.number > self.begun) else {
                return Ok(());
            };
            self.begun = newest.number;
            self.sending = Some(Sending { line: Arc::clone(&newest.line), sent: 0 });
        }
        let Some(sending) = &mut self.sending else { return Ok(()) };
        match send(&self.line, &sending.line[sending.sent..], SendFlags::NOSIGNAL | SendFlags::DONTWAIT) {
            Ok(sent) => sending.sent += sent,
            Err(Errno::AGAIN | Errno::INTR) => {}
            Err(_) => return Err(Gone),
        }
        if sending.sent == sending.line.len() {
            self.sending = None;
            if self.standing == Standing::Greeted {
                self.standing = Standing::Following;
                let _ = set_socket_send_buffer_size(&self.line, 1);
            }
        }
        Ok(())
    }

    /// Sends what is left and says that it is over, if he can take it at once.
    pub(super) fn part(mut self, newest: Option<&Newest>) {
        if !self.is_follower() || self.send(newest).is_err() || self.sending.is_some() {
            return;
        }
        if self.send(newest).is_ok() && self.sending.is_none() {
            say(&self.line, &over());
        }
    }
}

impl AsFd for Seat {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.line.as_fd()
    }
}

/// Says a line to whoever can take it at once.
pub(super) fn say(line: &OwnedFd, said: &[u8]) {
    let _ = send(line, said, SendFlags::NOSIGNAL | SendFlags::DONTWAIT);
}
