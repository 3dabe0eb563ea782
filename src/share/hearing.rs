//! What a speaker may say, and in which order. Whatever is said otherwise ends it; nothing of it is waited for.

use super::follow::Heard;
use super::lines::Lines;
use crate::share::protocol::{FromSpeaker, Garbled, LONGEST, LONGEST_WELCOME, Refusal, Shown};

/// What has been heard of a speaker on one connection.
#[derive(Debug, Default)]
pub(super) struct Hearing {
    lines: Lines,
    /// The hash of the brief that we were welcomed with.
    hash: Option<String>,
    /// The number of what was last shown.
    seq: Option<u64>,
    /// The latest of what is shown, as long as it is not handed on.
    shown: Option<Box<Shown>>,
}

/// Why nothing more is heard on a connection.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Silence {
    /// It may be otherwise on the next.
    ForNow(String),
    ForGood(Garbled),
}

impl Hearing {
    /// Whether we have been welcomed.
    pub(super) const fn is_welcome(&self) -> bool {
        self.hash.is_some()
    }

    /// What is shown now, where that was not handed on yet.
    pub(super) fn latest(&mut self) -> Option<Heard> {
        self.shown.take().map(Heard::Shown)
    }

    /// Hears what has come, and hands on what it tells; what is shown it only keeps, for more may have come already.
    pub(super) fn take(&mut self, bytes: &[u8], hear: impl Fn(Heard)) -> Result<(), Silence> {
        self.lines.push(bytes);
        loop {
            let longest = if self.is_welcome() { LONGEST } else { LONGEST_WELCOME };
            let line = self.lines.next(longest).map_err(|_| garbled("a line that is too long"))?;
            let Some(line) = line else { return Ok(()) };
            let said = FromSpeaker::read(&line).map_err(Silence::ForGood)?;
            if let Some(heard) = self.mark(said)? {
                hear(heard);
            }
        }
    }

    fn mark(&mut self, said: Option<FromSpeaker>) -> Result<Option<Heard>, Silence> {
        let Some(said) = said else { return Ok(None) };
        match (said, &self.hash) {
            (FromSpeaker::Over, _) => Err(Silence::ForNow("the speaker has left".to_owned())),
            (FromSpeaker::Refused(Refusal::Full), _) => {
                Err(Silence::ForNow("as many follow already as may".to_owned()))
            }
            (FromSpeaker::Refused(Refusal::Version), _) => {
                Err(garbled("a refusal of the version that it speaks itself"))
            }
            (FromSpeaker::Welcome(_), Some(_)) => Err(garbled("a second welcome")),
            (FromSpeaker::Welcome(welcome), None) => {
                self.hash = Some(welcome.hash.clone());
                Ok(Some(Heard::Welcome(welcome)))
            }
            (FromSpeaker::Shown(_), None) => Err(garbled("something shown before the welcome")),
            (FromSpeaker::Shown(shown), Some(hash)) if shown.hash != *hash => {
                Err(garbled("something shown of another brief"))
            }
            (FromSpeaker::Shown(shown), Some(_)) => {
                if self.seq.is_none_or(|seq| seq < shown.seq) {
                    self.seq = Some(shown.seq);
                    self.shown = Some(shown);
                }
                Ok(None)
            }
        }
    }
}

fn garbled(what: &'static str) -> Silence {
    Silence::ForGood(Garbled::Noise(what))
}
