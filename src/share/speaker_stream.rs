//! Parses and checks the messages of a speaker on one connection, and their order. It reads no socket.

use super::follow_event::FollowEvent;
use super::line_buffer::LineBuffer;
use crate::share::protocol::{JoinRefusal, LONGEST, LONGEST_WELCOME, ProtocolError, ShownMessage, SpeakerMessage};

/// The state of the stream of one connection.
#[derive(Debug, Default)]
pub(super) struct SpeakerStream {
    lines: LineBuffer,
    /// The hash of the brief in the welcome; `None` before it.
    hash: Option<String>,
    /// The `seq` of the last state.
    seq: Option<u64>,
    /// The latest state that was not yet taken.
    latest: Option<Box<ShownMessage>>,
}

/// Why the stream ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum StreamEnd {
    /// A new connection may succeed.
    Retry(String),
    Invalid(ProtocolError),
}

impl SpeakerStream {
    /// Whether a welcome was received.
    pub(super) const fn is_welcomed(&self) -> bool {
        self.hash.is_some()
    }

    /// Takes the latest state, if there is a new one.
    pub(super) fn take_latest(&mut self) -> Option<FollowEvent> {
        self.latest.take().map(FollowEvent::Shown)
    }

    /// Handles received bytes. A welcome is reported by `on_event`; a state is kept for [`Self::take_latest`], because a newer one may
    /// already have arrived.
    pub(super) fn receive(&mut self, bytes: &[u8], on_event: impl Fn(FollowEvent)) -> Result<(), StreamEnd> {
        self.lines.push(bytes);
        loop {
            let max_bytes = if self.is_welcomed() { LONGEST } else { LONGEST_WELCOME };
            let line = self.lines.next_line(max_bytes).map_err(|_| protocol_error("a line that is too long"))?;
            let Some(line) = line else { return Ok(()) };
            let message = SpeakerMessage::parse(&line).map_err(StreamEnd::Invalid)?;
            if let Some(event) = self.accept(message)? {
                on_event(event);
            }
        }
    }

    fn accept(&mut self, message: Option<SpeakerMessage>) -> Result<Option<FollowEvent>, StreamEnd> {
        let Some(message) = message else { return Ok(None) };
        match (message, &self.hash) {
            (SpeakerMessage::Over, _) => Err(StreamEnd::Retry("the speaker has left".to_owned())),
            (SpeakerMessage::Refused(JoinRefusal::Full), _) => {
                Err(StreamEnd::Retry("as many follow already as may".to_owned()))
            }
            (SpeakerMessage::Refused(JoinRefusal::Version), _) => {
                Err(protocol_error("a refusal of the version that it speaks itself"))
            }
            (SpeakerMessage::Welcome(_), Some(_)) => Err(protocol_error("a second welcome")),
            (SpeakerMessage::Welcome(welcome), None) => {
                self.hash = Some(welcome.hash.clone());
                Ok(Some(FollowEvent::Welcome(welcome)))
            }
            (SpeakerMessage::Shown(_), None) => Err(protocol_error("something shown before the welcome")),
            (SpeakerMessage::Shown(shown), Some(hash)) if shown.hash != *hash => {
                Err(protocol_error("something shown of another brief"))
            }
            (SpeakerMessage::Shown(shown), Some(_)) => {
                if self.seq.is_none_or(|seq| seq < shown.seq) {
                    self.seq = Some(shown.seq);
                    self.latest = Some(shown);
                }
                Ok(None)
            }
        }
    }
}

fn protocol_error(what: &'static str) -> StreamEnd {
    StreamEnd::Invalid(ProtocolError::Malformed(what))
}
