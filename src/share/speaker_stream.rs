//! What a speaker may say, and in which order. Whatever is said otherwise ends it; nothing of it is waited for.

use super::follow_handle::FollowEvent;
use super::line_buffer::LineBuffer;
use crate::share::protocol::{JoinRefusal, LONGEST, LONGEST_WELCOME, ProtocolError, ShownMessage, SpeakerMessage};

/// What has been heard of a speaker on one connection.
#[derive(Debug, Default)]
pub(super) struct SpeakerStream {
    lines: LineBuffer,
    /// The hash of the brief that we were welcomed with.
    hash: Option<String>,
    /// The number of what was last shown.
    seq: Option<u64>,
    /// The latest of what is shown, as long as it is not handed on.
    latest: Option<Box<ShownMessage>>,
}

/// Why nothing more is heard on a connection.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum StreamEnd {
    /// It may be otherwise on the next.
    Retry(String),
    Invalid(ProtocolError),
}

impl SpeakerStream {
    /// Whether we have been welcomed.
    pub(super) const fn is_welcomed(&self) -> bool {
        self.hash.is_some()
    }

    /// What is shown now, where that was not handed on yet.
    pub(super) fn take_latest(&mut self) -> Option<FollowEvent> {
        self.latest.take().map(FollowEvent::Shown)
    }

    /// Hears what has come, and hands on what it tells; what is shown it only keeps, for more may have come already.
    pub(super) fn receive(&mut self, bytes: &[u8], hear: impl Fn(FollowEvent)) -> Result<(), StreamEnd> {
        self.lines.push(bytes);
        loop {
            let longest = if self.is_welcomed() { LONGEST } else { LONGEST_WELCOME };
            let line = self.lines.next_line(longest).map_err(|_| protocol_error("a line that is too long"))?;
            let Some(line) = line else { return Ok(()) };
            let said = SpeakerMessage::parse(&line).map_err(StreamEnd::Invalid)?;
            if let Some(heard) = self.accept(said)? {
                hear(heard);
            }
        }
    }

    fn accept(&mut self, said: Option<SpeakerMessage>) -> Result<Option<FollowEvent>, StreamEnd> {
        let Some(said) = said else { return Ok(None) };
        match (said, &self.hash) {
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
