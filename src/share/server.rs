//! The server thread of a presentation: accepts followers, sends each the latest state and reads their messages. It never waits for a
//! single follower.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags};
use rustix::fd::OwnedFd;
use rustix::io::Errno;
use rustix::net::{SocketFlags, accept_with};

use super::connection::{FollowerConnection, LatestState, SharedLine, send_line};
use super::waker::{WakeReceiver, poll_until};
use crate::share::protocol::JoinRefusal;

/// The number of followers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ShareFollowers {
    pub count: usize,
    /// How many of these have a screen that is too small for what is shown.
    pub too_small: usize,
}

/// The most followers at once.
const MAX_FOLLOWERS: usize = 200;

/// The most connections accepted before the existing ones are served again.
const ACCEPT_BATCH: usize = 32;

/// The pause after each read, which bounds the processor time that messages of followers can take.
const READ_PAUSE: Duration = Duration::from_millis(10);

/// The pause before accepting again when the system has no resources for more connections.
const ACCEPT_PAUSE: Duration = Duration::from_secs(1);

/// The state that the speaker's thread shares with the server thread.
#[derive(Debug, Default)]
pub(super) struct ServerState {
    snapshot: Mutex<ServerSnapshot>,
    /// A listener that replaces the current one.
    next_listener: Mutex<Option<OwnedFd>>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct ServerSnapshot {
    latest: Option<LatestState>,
    is_stopped: bool,
}

impl ServerState {
    /// Replaces the latest state.
    pub(super) fn publish(&self, line: SharedLine) {
        self.update(|state| {
            let number = state.latest.as_ref().map_or(1, |latest| latest.number + 1);
            state.latest = Some(LatestState { number, line });
        });
    }

    /// Has the server accept connections at another listener.
    pub(super) fn replace_listener(&self, listener: OwnedFd) {
        *self.next_listener.lock().unwrap_or_else(PoisonError::into_inner) = Some(listener);
    }

    fn take_listener(&self) -> Option<OwnedFd> {
        self.next_listener.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    pub(super) fn stop(&self) {
        self.update(|state| state.is_stopped = true);
    }

    fn update(&self, change: impl FnOnce(&mut ServerSnapshot)) {
        change(&mut self.snapshot.lock().unwrap_or_else(PoisonError::into_inner));
    }

    fn snapshot(&self) -> ServerSnapshot {
        self.snapshot.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The server: its listener and its connections.
#[derive(Debug)]
pub(super) struct PresentationServer<H> {
    pub(super) listener: OwnedFd,
    pub(super) state: Arc<ServerState>,
    pub(super) wake: WakeReceiver,
    pub(super) welcome: SharedLine,
    pub(super) on_count_change: H,
    pub(super) connections: Vec<FollowerConnection>,
    /// The last count that was reported.
    pub(super) last_count: ShareFollowers,
    /// No connection is accepted before this time.
    pub(super) accept_after: Option<Instant>,
    /// Nothing is read or accepted before this time.
    pub(super) read_after: Option<Instant>,
}

/// The result of polling.
struct PollReady {
    can_accept: bool,
    /// In the order of the connections.
    connections: Vec<PollFlags>,
}

impl<H: Fn(ShareFollowers)> PresentationServer<H> {
    /// Runs until the speaker stops the presentation.
    pub(super) fn run(mut self) {
        loop {
            let snapshot = self.state.snapshot();
            if snapshot.is_stopped {
                return self.connections.into_iter().for_each(|connection| connection.close(snapshot.latest.as_ref()));
            }
            self.listener = self.state.take_listener().unwrap_or(self.listener);
            let ready = self.wait(snapshot.latest.as_ref());
            self.serve_connections(&ready.connections, snapshot.latest.as_ref());
            if ready.can_accept {
                self.accept_connections();
            }
            self.notify_count();
        }
    }

    fn wait(&mut self, latest: Option<&LatestState>) -> PollReady {
        let now = Instant::now();
        self.accept_after = self.accept_after.filter(|until| *until > now);
        self.read_after = self.read_after.filter(|until| *until > now);
        let read_interest = if self.read_after.is_some() { PollFlags::empty() } else { PollFlags::IN };
        let accept_interest = if self.accept_after.is_some() { PollFlags::empty() } else { read_interest };
        let mut fds = vec![PollFd::new(&self.wake, PollFlags::IN), PollFd::new(&self.listener, accept_interest)];
        fds.extend(
            self.connections
                .iter()
                .map(|connection| PollFd::new(connection, read_interest | connection.write_interest(latest))),
        );
        let until = self
            .connections
            .iter()
            .filter_map(FollowerConnection::hello_deadline)
            .chain(self.accept_after)
            .chain(self.read_after)
            .min();
        poll_until(&mut fds, until);
        let events: Vec<PollFlags> = fds.iter().map(PollFd::revents).collect();
        self.wake.drain();
        if events[1..].iter().any(|event| event.contains(PollFlags::IN)) {
            self.read_after = Some(Instant::now() + READ_PAUSE);
        }
        PollReady { can_accept: events[1].contains(PollFlags::IN), connections: events[2..].to_vec() }
    }

    /// Reads and sends where that is possible without blocking. Closed and silent connections are dropped.
    fn serve_connections(&mut self, ready: &[PollFlags], latest: Option<&LatestState>) {
        let now = Instant::now();
        let welcome = &self.welcome;
        let mut ready = ready.iter();
        self.connections.retain_mut(|connection| {
            let events = ready.next().copied().unwrap_or(PollFlags::empty());
            let is_readable = events.intersects(PollFlags::IN | PollFlags::HUP | PollFlags::ERR);
            let stays = (!is_readable || connection.receive(welcome).is_ok())
                && (!events.contains(PollFlags::OUT) || connection.send(latest).is_ok());
            stays && connection.hello_deadline().is_none_or(|until| until > now)
        });
    }

    fn accept_connections(&mut self) {
        for _ in 0..ACCEPT_BATCH {
            match accept_with(&self.listener, SocketFlags::CLOEXEC | SocketFlags::NONBLOCK) {
                Ok(socket) if self.connections.len() < MAX_FOLLOWERS => {
                    self.connections.push(FollowerConnection::new(socket));
                }
                Ok(socket) => send_line(&socket, &JoinRefusal::Full.to_line()),
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
        let followers = || self.connections.iter().filter(|connection| connection.is_follower());
        let now = ShareFollowers {
            count: followers().count(),
            too_small: followers().filter(|connection| connection.is_too_small()).count(),
        };
        if now != self.last_count {
            self.last_count = now;
            (self.on_count_change)(now);
        }
    }
}
