//! The thread of a speaker: lets followers in, sends each what is newest when he can take it, and hears what they say.
//! It waits for no one of them.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags};
use rustix::fd::OwnedFd;
use rustix::io::Errno;
use rustix::net::{SocketFlags, accept_with};

use super::seat::{Line, Newest, Seat, say};
use super::speaker::Followers;
use super::waking::{Woken, wait};
use crate::share::protocol::Refusal;

/// So many are let in.
const MOST: usize = 200;

/// So many are let in at once, before those who are in are looked after again.
const AT_ONCE: usize = 32;

/// How long nobody is listened to after somebody was: what followers say is worth no more of the speaker's processor, however fast they say it.
const DEAF: Duration = Duration::from_millis(10);

/// How long nobody is let in when the system has no room for more.
const CLOSED: Duration = Duration::from_secs(1);

/// What the speaker lays down for the thread.
#[derive(Debug, Default)]
pub(super) struct Desk {
    laid: Mutex<Laid>,
    /// A door in place of the one that nobody finds any more.
    door: Mutex<Option<OwnedFd>>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Laid {
    newest: Option<Newest>,
    is_over: bool,
}

impl Desk {
    /// Lays down what is shown now, in place of what was.
    pub(super) fn lay(&self, line: Line) {
        self.change(|laid| {
            let number = laid.newest.as_ref().map_or(1, |newest| newest.number + 1);
            laid.newest = Some(Newest { number, line });
        });
    }

    /// Has whoever comes let in at another door.
    pub(super) fn move_door(&self, listener: OwnedFd) {
        *self.door.lock().unwrap_or_else(PoisonError::into_inner) = Some(listener);
    }

    fn door(&self) -> Option<OwnedFd> {
        self.door.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    pub(super) fn end(&self) {
        self.change(|laid| laid.is_over = true);
    }

    fn change(&self, change: impl FnOnce(&mut Laid)) {
        change(&mut self.laid.lock().unwrap_or_else(PoisonError::into_inner));
    }

    fn look(&self) -> Laid {
        self.laid.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Everybody who is there, and the door.
#[derive(Debug)]
pub(super) struct Hall<H> {
    pub(super) listener: OwnedFd,
    pub(super) desk: Arc<Desk>,
    pub(super) woken: Woken,
    pub(super) welcome: Line,
    pub(super) hear: H,
    pub(super) seats: Vec<Seat>,
    /// What was last told of those who follow.
    pub(super) told: Followers,
    /// Until when nobody is let in.
    pub(super) closed: Option<Instant>,
    /// Until when nobody is listened to, nor let in.
    pub(super) deaf: Option<Instant>,
}

/// What has come of waiting.
struct Ready {
    door: bool,
    /// By seat.
    seats: Vec<PollFlags>,
}

impl<H: Fn(Followers)> Hall<H> {
    /// Until the speaker says that it is over.
    pub(super) fn keep(mut self) {
        loop {
            let laid = self.desk.look();
            if laid.is_over {
                return self.seats.into_iter().for_each(|seat| seat.part(laid.newest.as_ref()));
            }
            self.listener = self.desk.door().unwrap_or(self.listener);
            let ready = self.wait(laid.newest.as_ref());
            self.attend(&ready.seats, laid.newest.as_ref());
            if ready.door {
                self.let_in();
            }
            self.tell();
        }
    }

    fn wait(&mut self, newest: Option<&Newest>) -> Ready {
        let now = Instant::now();
        self.closed = self.closed.filter(|until| *until > now);
        self.deaf = self.deaf.filter(|until| *until > now);
        let heard = if self.deaf.is_some() { PollFlags::empty() } else { PollFlags::IN };
        let door = if self.closed.is_some() { PollFlags::empty() } else { heard };
        let mut fds = vec![PollFd::new(&self.woken, PollFlags::IN), PollFd::new(&self.listener, door)];
        fds.extend(self.seats.iter().map(|seat| PollFd::new(seat, heard | seat.waits_for(newest))));
        let until = self.seats.iter().filter_map(Seat::until).chain(self.closed).chain(self.deaf).min();
        wait(&mut fds, until);
        let told: Vec<PollFlags> = fds.iter().map(PollFd::revents).collect();
        self.woken.drain();
        if told[1..].iter().any(|told| told.contains(PollFlags::IN)) {
            self.deaf = Some(Instant::now() + DEAF);
        }
        Ready { door: told[1].contains(PollFlags::IN), seats: told[2..].to_vec() }
    }

    /// Hears and sends where that can be done at once; whoever is gone or says nothing loses his seat.
    fn attend(&mut self, ready: &[PollFlags], newest: Option<&Newest>) {
        let now = Instant::now();
        let welcome = &self.welcome;
        let mut ready = ready.iter();
        self.seats.retain_mut(|seat| {
            let told = ready.next().copied().unwrap_or(PollFlags::empty());
            let has_come = told.intersects(PollFlags::IN | PollFlags::HUP | PollFlags::ERR);
            let stays = (!has_come || seat.take(welcome).is_ok())
                && (!told.contains(PollFlags::OUT) || seat.send(newest).is_ok());
            stays && seat.until().is_none_or(|until| until > now)
        });
    }

    fn let_in(&mut self) {
        for _ in 0..AT_ONCE {
            match accept_with(&self.listener, SocketFlags::CLOEXEC | SocketFlags::NONBLOCK) {
                Ok(line) if self.seats.len() < MOST => self.seats.push(Seat::new(line)),
                Ok(line) => say(&line, &Refusal::Full.line()),
                Err(Errno::AGAIN) => return,
                Err(Errno::INTR | Errno::CONNABORTED) => {}
                Err(_) => {
                    self.closed = Some(Instant::now() + CLOSED);
                    return;
                }
            }
        }
    }

    fn tell(&mut self) {
        let followers = || self.seats.iter().filter(|seat| seat.is_follower());
        let now =
            Followers { count: followers().count(), cramped: followers().filter(|seat| seat.is_cramped()).count() };
        if now != self.told {
            self.told = now;
            (self.hear)(now);
        }
    }
}
