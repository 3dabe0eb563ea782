//! The server's side of one follower's connection: what is still to be sent, and what was received. It never blocks.

use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::event::PollFlags;
use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::io::Errno;
use rustix::net::sockopt::set_socket_send_buffer_size;
use rustix::net::{RecvFlags, SendFlags, recv, send};

use super::line_buffer::LineBuffer;
use crate::share::protocol::{FollowerMessage, JoinRefusal, LONGEST, ProtocolError, end_line};

/// How long a new connection has to send `hello`.
const HELLO_TIMEOUT: Duration = Duration::from_secs(5);

/// The most lines per second from one follower. A follower that sends more is trying to overload the server.
const MAX_LINES_PER_SECOND: u32 = 1000;
const SECOND: Duration = Duration::from_secs(1);

/// A line that is shared by several connections.
pub(super) type SharedLine = Arc<[u8]>;

/// The latest state to send, with its number; the first is 1.
#[derive(Debug, Clone)]
pub(super) struct LatestState {
    pub(super) number: u64,
    pub(super) line: SharedLine,
}

/// The connection of a follower. It buffers no more than one shared line for sending.
#[derive(Debug)]
pub(super) struct FollowerConnection {
    socket: OwnedFd,
    lines: LineBuffer,
    stage: ConnectionStage,
    sending: Option<PendingWrite>,
    /// The number of the state that was last sent or is being sent.
    sent_number: u64,
    fits: bool,
    /// Lines received since `counted_since`.
    line_count: u32,
    counted_since: Instant,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ConnectionStage {
    /// Nothing was received yet; the connection is closed at `until`.
    AwaitingHello {
        until: Instant,
    },
    /// The welcome is being sent.
    Welcoming,
    Following,
}

#[derive(Debug)]
struct PendingWrite {
    line: SharedLine,
    /// How many bytes were sent.
    sent: usize,
}

/// The connection must be closed.
#[derive(Debug)]
pub(super) struct ConnectionClosed;

impl FollowerConnection {
    pub(super) fn new(socket: OwnedFd) -> Self {
        let since = Instant::now();
        Self {
            socket,
            lines: LineBuffer::default(),
            stage: ConnectionStage::AwaitingHello { until: since + HELLO_TIMEOUT },
            sending: None,
            sent_number: 0,
            fits: true,
            line_count: 0,
            counted_since: since,
        }
    }

    /// Whether `hello` was received.
    pub(super) fn is_follower(&self) -> bool {
        match self.stage {
            ConnectionStage::AwaitingHello { .. } => false,
            ConnectionStage::Welcoming | ConnectionStage::Following => true,
        }
    }

    /// Whether the follower reported that its screen is too small.
    pub(super) const fn is_too_small(&self) -> bool {
        !self.fits
    }

    /// The deadline for `hello`, while it is awaited.
    pub(super) const fn hello_deadline(&self) -> Option<Instant> {
        match self.stage {
            ConnectionStage::AwaitingHello { until } => Some(until),
            ConnectionStage::Welcoming | ConnectionStage::Following => None,
        }
    }

    /// The poll events to wait for, in addition to input.
    pub(super) fn write_interest(&self, latest: Option<&LatestState>) -> PollFlags {
        let is_behind = self.is_follower() && latest.is_some_and(|latest| latest.number > self.sent_number);
        if self.sending.is_some() || is_behind { PollFlags::OUT } else { PollFlags::empty() }
    }

    /// Reads some of the input and handles its complete lines.
    pub(super) fn receive(&mut self, welcome: &SharedLine) -> Result<(), ConnectionClosed> {
        let mut bytes = [0; 4 * LONGEST];
        let taken = match recv(&self.socket, &mut bytes[..], RecvFlags::empty()) {
            Ok((0, _)) => return Err(ConnectionClosed),
            Ok((taken, _)) => taken,
            Err(Errno::AGAIN | Errno::INTR) => return Ok(()),
            Err(_) => return Err(ConnectionClosed),
        };
        self.lines.push(&bytes[..taken]);
        while let Some(line) = self.lines.next_line(LONGEST).map_err(|_| ConnectionClosed)? {
            let message = FollowerMessage::parse(&line).map_err(|error| self.refuse(&error))?;
            self.handle_message(message, welcome)?;
            self.line_count += 1;
        }
        self.check_rate()
    }

    /// Closes the connection when it sends too many lines.
    fn check_rate(&mut self) -> Result<(), ConnectionClosed> {
        if self.counted_since.elapsed() >= SECOND {
            (self.line_count, self.counted_since) = (0, Instant::now());
        }
        if self.line_count > MAX_LINES_PER_SECOND { Err(ConnectionClosed) } else { Ok(()) }
    }

    fn handle_message(
        &mut self,
        message: Option<FollowerMessage>,
        welcome: &SharedLine,
    ) -> Result<(), ConnectionClosed> {
        match message {
            Some(FollowerMessage::Hello) if !self.is_follower() => {
                self.stage = ConnectionStage::Welcoming;
                self.sending = Some(PendingWrite { line: Arc::clone(welcome), sent: 0 });
            }
            Some(FollowerMessage::Fits(_)) | None if !self.is_follower() => return Err(ConnectionClosed),
            Some(FollowerMessage::Fits(fits)) => self.fits = fits,
            Some(FollowerMessage::Hello) | None => {}
        }
        Ok(())
    }

    /// Tells a follower with another protocol version why it is rejected.
    fn refuse(&self, error: &ProtocolError) -> ConnectionClosed {
        match error {
            ProtocolError::Version { .. } => send_line(&self.socket, &JoinRefusal::Version.to_line()),
            ProtocolError::Malformed(_) => {}
        }
        ConnectionClosed
    }

    /// Sends as much as possible without blocking. When the current line is sent, it starts with the latest state.
    ///
    /// The send buffer of the system is a queue too. After the welcome it is made as small as possible, so that a follower that reads
    /// again after a pause gets hardly any old states.
    pub(super) fn send(&mut self, latest: Option<&LatestState>) -> Result<(), ConnectionClosed> {
        if self.sending.is_none() {
            let Some(latest) = latest.filter(|latest| self.is_follower() && latest.number > self.sent_number) else {
                return Ok(());
            };
            self.sent_number = latest.number;
            self.sending = Some(PendingWrite { line: Arc::clone(&latest.line), sent: 0 });
        }
        let Some(sending) = &mut self.sending else { return Ok(()) };
        match send(&self.socket, &sending.line[sending.sent..], SendFlags::NOSIGNAL | SendFlags::DONTWAIT) {
            Ok(sent) => sending.sent += sent,
            Err(Errno::AGAIN | Errno::INTR) => {}
            Err(_) => return Err(ConnectionClosed),
        }
        if sending.sent == sending.line.len() {
            self.sending = None;
            if self.stage == ConnectionStage::Welcoming {
                self.stage = ConnectionStage::Following;
                let _ = set_socket_send_buffer_size(&self.socket, 1);
            }
        }
        Ok(())
    }

    /// Sends the rest and the end of the presentation, if that is possible without blocking.
    pub(super) fn close(mut self, latest: Option<&LatestState>) {
        if !self.is_follower() || self.send(latest).is_err() || self.sending.is_some() {
            return;
        }
        if self.send(latest).is_ok() && self.sending.is_none() {
            send_line(&self.socket, &end_line());
        }
    }
}

impl AsFd for FollowerConnection {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }
}

/// Sends a line, or as much of it as fits without blocking.
pub(super) fn send_line(socket: &OwnedFd, line: &[u8]) {
    let _ = send(socket, line, SendFlags::NOSIGNAL | SendFlags::DONTWAIT);
}
