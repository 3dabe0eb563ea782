//! What an audience may see of the briefs that a command reads. What is left out is reported on standard error, never its content.

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
    /// How many whole briefs are above the audience.
    withheld_briefs: usize,
}

impl Clearance {
    pub(super) const fn new(audience: Tlp) -> Self {
        Self { audience, withheld_briefs: 0 }
    }

    /// The clearance for the audience `word`, as [`parse_audience`] reads it.
    ///
    /// # Errors
    /// `word` is not a label.
    pub(super) fn parse(word: &str) -> Result<Self, CliError> {
        parse_audience(word).map(Self::new)
    }

    /// Checks that no fault forbids showing the brief.
    ///
    /// # Errors
    /// The brief has faults, so a label may be missing.
    pub(super) fn require_allowed(self, loaded: &LoadedBrief) -> Result<(), CliError> {
        if self.is_barred(loaded) { Err(CliError::Presentation(FAULTY_BRIEF.to_owned())) } else { Ok(()) }
    }

    /// The part of the only requested brief that the audience may see.
    ///
    /// # Errors
    /// The whole brief is above the audience.
    pub(super) fn clear_only(self, brief: &Brief) -> Result<Brief, CliError> {
        redact::redact_for(brief, self.audience).map_err(|error| CliError::Presentation(error.to_string()))
    }

    /// The part of one of several briefs that the audience may see. Returns `None` if the whole brief is above the audience;
    /// [`Self::report_withheld`] reports the number of such briefs.
    ///
    /// # Errors
    /// Nothing of the brief can be read, or it has faults, so a label may be missing. The warning quotes nothing from the brief.
    pub(super) fn clear(&mut self, path: &str, loaded: &LoadedBrief) -> Result<Option<Brief>, BriefNotShown> {
        let warn = |what: &str| print_warning(&sanitize(&format!("{path}: {what}; `whosaid check {path}` shows why")));
        let Some(brief) = &loaded.brief else {
            warn("nothing of it can be read");
            return Err(BriefNotShown);
        };
        if self.is_barred(loaded) {
            warn(&self.bar_reason("shown"));
            return Err(BriefNotShown);
        }
        if !loaded.faults.is_empty() {
            warn("shown as far as it can be read");
        }
        Ok(self.redact(brief))
    }

    /// The part of a brief that the audience may see. Returns `None` and counts the brief if it is above the audience as a whole.
    pub(super) fn redact(&mut self, brief: &Brief) -> Option<Brief> {
        let redacted = redact::redact_for(brief, self.audience).ok();
        self.withheld_briefs += usize::from(redacted.is_none());
        redacted
    }

    /// Warns how many whole briefs were left out. `done` is what happens to the others, such as “shown”.
    pub(super) fn report_withheld(self, done: &str) {
        if self.withheld_briefs > 0 {
            let briefs = if self.withheld_briefs == 1 { "brief is" } else { "briefs are" };
            print_warning(&format!(
                "{} {briefs} above {} as a whole, and not {done}",
                self.withheld_briefs, self.audience
            ));
        }
    }

    /// Whether the brief has faults that forbid showing it, because a label may be missing.
    pub(super) fn is_barred(self, loaded: &LoadedBrief) -> bool {
        !loaded.faults.is_empty() && self.audience != Tlp::Red
    }

    /// Why a brief with faults is not `done`, such as “shown”.
    pub(super) fn bar_reason(self, done: &str) -> String {
        format!("not {done} to {}, for a fault may have cost a label", self.audience)
    }
}

/// A brief could not be read, or has faults that forbid showing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BriefNotShown;

/// Parses the label of an audience, as [`redact::parse_audience`] does.
///
/// # Errors
/// `word` is not a label.
pub(super) fn parse_audience(word: &str) -> Result<Tlp, CliError> {
    redact::parse_audience(word).map_err(CliError::Presentation)
}
