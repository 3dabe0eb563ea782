//! What may be shown to an audience of the briefs that a command reads. What is left out is said on standard error.

use super::audience;
use super::error::{CliError, print_warning};
use crate::app::presentation::FAULTY_BRIEF;
use crate::loader::LoadedBrief;
use crate::model::{Brief, Tlp};
use crate::redact;
use crate::text::sanitize::sanitize;

/// An audience, and how much was left out for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clearance {
    audience: Tlp,
    /// How many briefs are above the audience as a whole.
    above: usize,
}

impl Clearance {
    /// The clearance of the label that `word` means.
    ///
    /// # Errors
    /// `word` is no label.
    pub(super) fn parse(word: &str) -> Result<Self, CliError> {
        Ok(Self { audience: audience::parse(word)?, above: 0 })
    }

    /// What may be shown of the only brief that is asked for.
    ///
    /// # Errors
    /// The brief has faults, which may have cost a label, or is above the audience as a whole.
    pub(super) fn clear_only(self, brief: &Brief, reading: &LoadedBrief) -> Result<Brief, CliError> {
        if self.is_barred(reading) {
            return Err(CliError::Presentation(FAULTY_BRIEF.to_owned()));
        }
        redact::redact_for(brief, self.audience).map_err(|above| CliError::Presentation(above.to_string()))
    }

    /// What may be shown of one brief of several; `None` where the brief is above the audience as a whole, which [`Self::say_above`] says.
    ///
    /// # Errors
    /// Nothing of the brief can be read, or it has faults, which may have cost a label. This is said, without a word of the brief.
    pub(super) fn clear(&mut self, spelt: &str, reading: &LoadedBrief) -> Result<Option<Brief>, Missed> {
        let say = |what: &str| print_warning(&sanitize(&format!("{spelt}: {what}; `whosaid check {spelt}` shows why")));
        let Some(brief) = &reading.brief else {
            say("nothing of it can be read");
            return Err(Missed);
        };
        if self.is_barred(reading) {
            say(&format!("not shown to {}, for a fault may have cost a label", self.audience));
            return Err(Missed);
        }
        if !reading.faults.is_empty() {
            say("shown as far as it can be read");
        }
        let cleared = redact::redact_for(brief, self.audience).ok();
        self.above += usize::from(cleared.is_none());
        Ok(cleared)
    }

    /// Says how many briefs were left out as a whole.
    pub(super) fn say_above(self) {
        if self.above > 0 {
            let briefs = if self.above == 1 { "brief is" } else { "briefs are" };
            print_warning(&format!("{} {briefs} above {} as a whole, and not shown", self.above, self.audience));
        }
    }

    fn is_barred(self, reading: &LoadedBrief) -> bool {
        !reading.faults.is_empty() && self.audience != Tlp::Red
    }
}

/// A brief could not be read, or not be shown for its faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Missed;
