//! The thread of a speaker: lets followers in, sends each what is newest when he can take it, and hears what they say.
//! It waits for no one of them.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags};
use rustix::fd::OwnedFd;
use rustix::io::Errno;
use rustix::net::{SocketFlags, accept_with};

use super::connection::{FollowerConnection, LatestState, SharedLine, send_line};
use super::server_handle::ShareFollowers;
use super::waker::{WakeReceiver, poll_until};
use crate::share::protocol::JoinRefusal;

/// So many are let in.
const MAX_FOLLOWERS: usize = 200;

/// So many are let in at once, before those who are in are looked after again.
const ACCEPT_BATCH: usize = 32;

/// How long nobody is listened to after somebody was: what followers say is worth no more of the speaker's processor, however fast they say it.
const READ_PAUSE: Duration = Duration::from_millis(10);

/// How long nobody is let in when the system has no room for more.
const ACCEPT_PAUSE: Duration = Duration::from_secs(1);

/// What the speaker lays down for the thread.
#[derive(Debug, Default)]
pub(super) struct ServerState {
    snapshot: Mutex<ServerSnapshot>,
    /// A door in place of the one that nobody finds any more.
    next_listener: Mutex<Option<OwnedFd>>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct ServerSnapshot {
    latest: Option<LatestState>,
    is_stopped: bool,
}

impl ServerState {
    /// Lays down what is shown now, in place of what was.
    pub(super) fn publish(&self, line: SharedLine) {
        self.update(|laid| {
            let number = laid.latest.as_ref().map_or(1, |newest| newest.number + 1);
            laid.latest = Some(LatestState { number, line });
        });
    }

    /// Has whoever comes let in at another door.
    pub(super) fn replace_listener(&self, listener: OwnedFd) {
        *self.next_listener.lock().unwrap_or_else(PoisonError::into_inner) = Some(listener);
    }

    fn take_listener(&self) -> Option<OwnedFd> {
        self.next_listener.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    pub(super) fn stop(&self) {
        self.update(|laid| laid.is_stopped = true);
    }

    fn update(&self, change: impl FnOnce(&mut ServerSnapshot)) {
        change(&mut self.snapshot.lock().unwrap_or_else(PoisonError::into_inner));
    }

    fn snapshot(&self) -> ServerSnapshot {
        self.snapshot.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Everybody who is there, and the door.
#[derive(Debug)]
pub(super) struct PresentationServer<H> {
    pub(super) listener: OwnedFd,
    pub(super) state: Arc<ServerState>,
    pub(super) wake: WakeReceiver,
    pub(super) welcome: SharedLine,
    pub(super) on_count_change: H,
    pub(super) connections: Vec<FollowerConnection>,
    /// What was last told of those who follow.
    pub(super) last_count: ShareFollowers,
    /// Until when nobody is let in.
    pub(super) accept_after: Option<Instant>,
    /// Until when nobody is listened to, nor let in.
    pub(super) read_after: Option<Instant>,
}

/// What has come of waiting.
struct PollReady {
    can_accept: bool,
    /// By seat.
    connections: Vec<PollFlags>,
}

impl<H: Fn(ShareFollowers)> PresentationServer<H> {
    /// Until the speaker says that it is over.
    pub(super) fn run(mut self) {
        loop {
            let laid = self.state.snapshot();
            if laid.is_stopped {
                return self.connections.into_iter().for_each(|seat| seat.close(laid.latest.as_ref()));
            }
            self.listener = self.state.take_listener().unwrap_or(self.listener);
            let ready = self.wait(laid.latest.as_ref());
            self.serve_connections(&ready.connections, laid.latest.as_ref());
            if ready.can_accept {
                self.accept_connections();
            }
            self.notify_count();
        }
    }

    fn wait(&mut self, newest: Option<&LatestState>) -> PollReady {
        let now = Instant::now();
        self.accept_after = self.accept_after.filter(|until| *until > now);
        self.read_after = self.read_after.filter(|until| *until > now);
        let heard = if self.read_after.is_some() { PollFlags::empty() } else { PollFlags::IN };
        let door = if self.accept_after.is_some() { PollFlags::empty() } else { heard };
        let mut fds = vec![PollFd::new(&self.wake, PollFlags::IN), PollFd::new(&self.listener, door)];
        fds.extend(self.connections.iter().map(|seat| PollFd::new(seat, heard | seat.write_interest(newest))));
        let until = self
            .connections
            .iter()
            .filter_map(FollowerConnection::hello_deadline)
            .chain(self.accept_after)
            .chain(self.read_after)
            .min();
        poll_until(&mut fds, until);
        let told: Vec<PollFlags> = fds.iter().map(PollFd::revents).collect();
        self.wake.drain();
        if told[1..].iter().any(|told| told.contains(PollFlags::IN)) {
            self.read_after = Some(Instant::now() + READ_PAUSE);
        }
        PollReady { can_accept: told[1].contains(PollFlags::IN), connections: told[2..].to_vec() }
    }

    /// Hears and sends where that can be done at once; whoever is gone or says nothing loses his seat.
    fn serve_connections(&mut self, ready: &[PollFlags], newest: Option<&LatestState>) {
        let now = Instant::now();
        let welcome = &self.welcome;
        let mut ready = ready.iter();
        self.connections.retain_mut(|seat| {
            let told = ready.next().copied().unwrap_or(PollFlags::empty());
            let has_come = told.intersects(PollFlags::IN | PollFlags::HUP | PollFlags::ERR);
            let stays = (!has_come || seat.receive(welcome).is_ok())
                && (!told.contains(PollFlags::OUT) || seat.send(newest).is_ok());
            stays && seat.hello_deadline().is_none_or(|until| until > now)
        });
    }

    fn accept_connections(&mut self) {
        for _ in 0..ACCEPT_BATCH {
            match accept_with(&self.listener, SocketFlags::CLOEXEC | SocketFlags::NONBLOCK) {
                Ok(line) if self.connections.len() < MAX_FOLLOWERS => {
                    self.connections.push(FollowerConnection::new(line))
                }
                Ok(line) => send_line(&line, &JoinRefusal::Full.to_line()),
                Err(Errno::AGAIN) => return,
                Err(Errno::INTR | Errno::CONNABORTED) => {}
                Err(_) => {
                    self.accept_after = Some(Instant::now() + ACCEPT_PAUSE);
                    return;
                }
            }
        }
    }

    fn notify_count(&mut self) {
        let followers = || self.connections.iter().filter(|seat| seat.is_follower());
        let now = ShareFollowers {
            count: followers().count(),
            too_small: followers().filter(|seat| seat.is_too_small()).count(),
        };
        if now != self.last_count {
            self.last_count = now;
            (self.on_count_change)(now);
        }
    }
}
