//! The thread of a follower: holds the connection, and makes it again. It waits for the speaker and for whoever ends it, never for one alone.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use rustix::event::{PollFd, PollFlags};
use rustix::fd::OwnedFd;
use rustix::io::Errno;
use rustix::net::{RecvFlags, SendFlags, recv, send};

use super::dial::{Unreached, dial};
use super::error::shown;
use super::follow::{Heard, Patience, Wishes};
use super::hearing::{Hearing, Silence};
use super::running::Running;
use super::waking::{Woken, wait};
use crate::share::protocol::FromFollower;

/// How much is taken in a piece, and how many at once: of what somebody sends without end, only the latest is worth a word.
const PIECE: usize = 64 << 10;
const PIECES: usize = 16;

#[derive(Debug)]
pub(super) struct Pursuit<H> {
    pub(super) running: Running,
    pub(super) patience: Patience,
    pub(super) wishes: Arc<Mutex<Wishes>>,
    pub(super) woken: Woken,
    pub(super) hear: H,
}

/// Why a connection has come to its end.
enum End {
    /// Nobody follows any more.
    Dropped,
    /// It may be made again.
    Lost(String),
    /// It is of no use to make it again.
    Ended(String),
}

/// What is to be told, on one connection.
#[derive(Default)]
struct Telling {
    bytes: Vec<u8>,
    /// What was last told of the screen.
    fits: Option<bool>,
}

impl<H: Fn(Heard)> Pursuit<H> {
    /// Until it is ended, or there is no presentation to follow.
    pub(super) fn keep(self) {
        let mut until = Some(self.begun());
        let mut has_told = false;
        loop {
            let (was_welcome, end) = self.join(&mut until);
            has_told &= !was_welcome;
            match end {
                End::Dropped => return,
                End::Ended(why) => return (self.hear)(Heard::Ended(why)),
                // One sentence for as long as it lasts: what each attempt came to is of no interest.
                End::Lost(why) if !has_told => {
                    has_told = true;
                    (self.hear)(Heard::Lost(why));
                }
                End::Lost(_) => {}
            }
            let last = *until.get_or_insert_with(|| self.begun());
            if Instant::now() >= last {
                let why =
                    format!("nobody presents `{}` any more; `whosaid follow` tells what is presented", self.name());
                return (self.hear)(Heard::Ended(why));
            }
            if self.rest(last) {
                return;
            }
        }
    }

    /// When trying that begins now is over.
    fn begun(&self) -> Instant {
        Instant::now() + self.patience.whole
    }

    fn name(&self) -> &str {
        &self.running.name
    }

    fn wishes(&self) -> Wishes {
        *self.wishes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits before the next time; whether it was ended meanwhile.
    fn rest(&self, last: Instant) -> bool {
        let until = last.min(Instant::now() + self.patience.rest);
        while !self.wishes().is_over && Instant::now() < until {
            wait(&mut [PollFd::new(&self.woken, PollFlags::IN)], Some(until));
            self.woken.drain();
        }
        self.wishes().is_over
    }

    /// Connects, and follows until that comes to an end; tells as well whether we were welcomed. `until` is when we must have been.
    fn join(&self, until: &mut Option<Instant>) -> (bool, End) {
        let mut hearing = Hearing::default();
        let end = match dial(&self.running.path, self.running.uid) {
            Ok(line) => self.follow(&line, &mut hearing, until),
            Err(Unreached::Absent | Unreached::Stale) => End::Lost("the speaker is not there".to_owned()),
            Err(Unreached::Busy) => End::Lost("the speaker does not answer".to_owned()),
            Err(Unreached::Stranger) => End::Ended(format!(
                "{}: not a socket of {}, or another user answers on it, so it was not joined",
                shown(&self.running.path),
                self.running.owner
            )),
            Err(Unreached::Other(error)) => {
                End::Ended(format!("{}: {}", shown(&self.running.path), std::io::Error::from(error)))
            }
        };
        (hearing.is_welcome(), end)
    }

    fn follow(&self, line: &OwnedFd, hearing: &mut Hearing, until: &mut Option<Instant>) -> End {
        let mut telling = Telling { bytes: FromFollower::Hello.line(), fits: None };
        let mut piece = vec![0; PIECE];
        let mut rested = None;
        loop {
            let wishes = self.wishes();
            if wishes.is_over {
                return End::Dropped;
            }
            telling.add(wishes.fits);
            if until.is_some_and(|until| Instant::now() >= until) {
                return End::Lost("the speaker does not answer".to_owned());
            }
            rested = rested.filter(|rested| Instant::now() < *rested);
            let told = self.wait(line, &telling, (rested, *until));
            let has_come = told.intersects(PollFlags::IN | PollFlags::HUP | PollFlags::ERR);
            let took = if has_come { self.take(line, hearing, &mut piece) } else { Ok(()) };
            // Whatever ends it, what was shown before that is heard first.
            if let Some(latest) = hearing.latest() {
                (self.hear)(latest);
                rested = Some(Instant::now() + self.patience.between);
            }
            if hearing.is_welcome() {
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
    fn wait(
        &self,
        line: &OwnedFd,
        telling: &Telling,
        (rested, until): (Option<Instant>, Option<Instant>),
    ) -> PollFlags {
        let mut interest = if rested.is_none() { PollFlags::IN } else { PollFlags::empty() };
        interest.set(PollFlags::OUT, !telling.bytes.is_empty());
        let mut fds = [PollFd::new(&self.woken, PollFlags::IN), PollFd::new(line, interest)];
        wait(&mut fds, rested.into_iter().chain(until).min());
        let told = fds[1].revents();
        self.woken.drain();
        told
    }

    /// Takes what has come, up to a measure.
    fn take(&self, line: &OwnedFd, hearing: &mut Hearing, piece: &mut [u8]) -> Result<(), End> {
        for _ in 0..PIECES {
            let taken = match recv(line, &mut *piece, RecvFlags::empty()) {
                Ok((0, _)) => return Err(End::Lost("the speaker is gone".to_owned())),
                Ok((taken, _)) => taken,
                Err(Errno::AGAIN | Errno::INTR) => return Ok(()),
                Err(error) => return Err(End::Lost(format!("the line broke ({})", std::io::Error::from(error)))),
            };
            hearing.take(&piece[..taken], &self.hear).map_err(|silence| match silence {
                Silence::ForNow(why) => End::Lost(why),
                Silence::ForGood(garbled) => End::Ended(format!("{}: {garbled}", shown(&self.running.path))),
            })?;
        }
        Ok(())
    }
}

impl Telling {
    /// Adds what is new of the screen, when all that was to be told before is.
    fn add(&mut self, fits: Option<bool>) {
        if let Some(fits) = fits.filter(|fits| self.bytes.is_empty() && self.fits != Some(*fits)) {
            self.fits = Some(fits);
            self.bytes = FromFollower::Fits(fits).line();
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
