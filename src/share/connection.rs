//! One follower, as the speaker has him: what he has still to be sent, and what he said. He is never waited for.

use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::event::PollFlags;
use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::io::Errno;
use rustix::net::sockopt::set_socket_send_buffer_size;
use rustix::net::{RecvFlags, SendFlags, recv, send};

use super::line_buffer::LineBuffer;
use crate::share::protocol::{FollowerMessage, JoinRefusal, LONGEST, ProtocolError, over_line};

/// How long whoever connects has to say what he is.
const HELLO_TIMEOUT: Duration = Duration::from_secs(5);

/// More lines in a second than anybody has to say whose screen is redrawn as fast as it can be. Whoever says more wants to keep us busy.
const MAX_LINES_PER_SECOND: u32 = 1000;
const SECOND: Duration = Duration::from_secs(1);

/// A line that is said to several, held once.
pub(super) type SharedLine = Arc<[u8]>;

/// What is shown now, with its number; the first is 1.
#[derive(Debug, Clone)]
pub(super) struct LatestState {
    pub(super) number: u64,
    pub(super) line: SharedLine,
}

/// A follower. Of what he is sent, he holds no more than a line that others hold as well.
#[derive(Debug)]
pub(super) struct FollowerConnection {
    line: OwnedFd,
    lines: LineBuffer,
    stage: ConnectionStage,
    sending: Option<PendingWrite>,
    /// The number of the state that he was last sent, or is being sent.
    sent_number: u64,
    fits: bool,
    /// How much he has said since when.
    line_count: u32,
    counted_since: Instant,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ConnectionStage {
    /// He has said nothing, and is gone if he has not by then.
    AwaitingHello {
        until: Instant,
    },
    /// He is being sent what a follower is told first.
    Welcoming,
    Following,
}

#[derive(Debug)]
struct PendingWrite {
    line: SharedLine,
    /// How many bytes are sent.
    sent: usize,
}

/// The connection is of no more use.
#[derive(Debug)]
pub(super) struct ConnectionClosed;

impl FollowerConnection {
    pub(super) fn new(line: OwnedFd) -> Self {
        let since = Instant::now();
        let standing = ConnectionStage::AwaitingHello { until: since + HELLO_TIMEOUT };
        Self {
            line,
            lines: LineBuffer::default(),
            stage: standing,
            sending: None,
            sent_number: 0,
            fits: true,
            line_count: 0,
            counted_since: since,
        }
    }

    /// Whether he has said that he follows.
    pub(super) fn is_follower(&self) -> bool {
        match self.stage {
            ConnectionStage::AwaitingHello { .. } => false,
            ConnectionStage::Welcoming | ConnectionStage::Following => true,
        }
    }

    /// Whether he has said that his screen is too small.
    pub(super) const fn is_too_small(&self) -> bool {
        !self.fits
    }

    /// When he must have said something.
    pub(super) const fn hello_deadline(&self) -> Option<Instant> {
        match self.stage {
            ConnectionStage::AwaitingHello { until } => Some(until),
            ConnectionStage::Welcoming | ConnectionStage::Following => None,
        }
    }

    /// What to wait for, beside what he says.
    pub(super) fn write_interest(&self, newest: Option<&LatestState>) -> PollFlags {
        let is_behind = self.is_follower() && newest.is_some_and(|newest| newest.number > self.sent_number);
        if self.sending.is_some() || is_behind { PollFlags::OUT } else { PollFlags::empty() }
    }

    /// Takes what has come, a little of it.
    pub(super) fn receive(&mut self, welcome: &SharedLine) -> Result<(), ConnectionClosed> {
        let mut bytes = [0; 4 * LONGEST];
        let taken = match recv(&self.line, &mut bytes[..], RecvFlags::empty()) {
            Ok((0, _)) => return Err(ConnectionClosed),
            Ok((taken, _)) => taken,
            Err(Errno::AGAIN | Errno::INTR) => return Ok(()),
            Err(_) => return Err(ConnectionClosed),
        };
        self.lines.push(&bytes[..taken]);
        while let Some(line) = self.lines.next_line(LONGEST).map_err(|_| ConnectionClosed)? {
            let said = FollowerMessage::parse(&line).map_err(|garbled| self.refuse(&garbled))?;
            self.handle_message(said, welcome)?;
            self.line_count += 1;
        }
        self.check_rate()
    }

    /// Whoever says too much at once is put out.
    fn check_rate(&mut self) -> Result<(), ConnectionClosed> {
        if self.counted_since.elapsed() >= SECOND {
            (self.line_count, self.counted_since) = (0, Instant::now());
        }
        if self.line_count > MAX_LINES_PER_SECOND { Err(ConnectionClosed) } else { Ok(()) }
    }

    fn handle_message(&mut self, said: Option<FollowerMessage>, welcome: &SharedLine) -> Result<(), ConnectionClosed> {
        match said {
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

    /// Tells whoever speaks another version why he cannot follow.
    fn refuse(&self, garbled: &ProtocolError) -> ConnectionClosed {
        match garbled {
            ProtocolError::Version { .. } => send_line(&self.line, &JoinRefusal::Version.to_line()),
            ProtocolError::Malformed(_) => {}
        }
        ConnectionClosed
    }

    /// Sends on, as much as can be taken at once; when all is sent, what is newest then is begun.
    ///
    /// What lies in the system's buffer is a queue too. From the first state on that is made as small as may be, so that whoever reads
    /// again after a while has hardly anything old before him.
    pub(super) fn send(&mut self, newest: Option<&LatestState>) -> Result<(), ConnectionClosed> {
        if self.sending.is_none() {
            let Some(newest) = newest.filter(|newest| self.is_follower() && newest.number > self.sent_number) else {
                return Ok(());
            };
            self.sent_number = newest.number;
            self.sending = Some(PendingWrite { line: Arc::clone(&newest.line), sent: 0 });
        }
        let Some(sending) = &mut self.sending else { return Ok(()) };
        match send(&self.line, &sending.line[sending.sent..], SendFlags::NOSIGNAL | SendFlags::DONTWAIT) {
            Ok(sent) => sending.sent += sent,
            Err(Errno::AGAIN | Errno::INTR) => {}
            Err(_) => return Err(ConnectionClosed),
        }
        if sending.sent == sending.line.len() {
            self.sending = None;
            if self.stage == ConnectionStage::Welcoming {
                self.stage = ConnectionStage::Following;
                let _ = set_socket_send_buffer_size(&self.line, 1);
            }
        }
        Ok(())
    }

    /// Sends what is left and says that it is over, if he can take it at once.
    pub(super) fn close(mut self, newest: Option<&LatestState>) {
        if !self.is_follower() || self.send(newest).is_err() || self.sending.is_some() {
            return;
        }
        if self.send(newest).is_ok() && self.sending.is_none() {
            send_line(&self.line, &over_line());
        }
    }
}

impl AsFd for FollowerConnection {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.line.as_fd()
    }
}

/// Says a line to whoever can take it at once.
pub(super) fn send_line(line: &OwnedFd, said: &[u8]) {
    let _ = send(line, said, SendFlags::NOSIGNAL | SendFlags::DONTWAIT);
}
