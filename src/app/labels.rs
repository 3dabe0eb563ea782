//! The labels of a screen: the brief's own, and the strictest of anything that can be seen there.

use std::fmt;

use super::reader::BriefReader;
use crate::model::{Brief, Tlp};

/// What a banner says of who may see the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LabelRange {
    /// The label of the brief; `None` for a list of briefs.
    pub own: Option<Tlp>,
    pub strictest: Tlp,
}

impl LabelRange {
    /// The range of a screen on which everything has one label.
    pub const fn one(label: Tlp) -> Self {
        Self { own: Some(label), strictest: label }
    }

    /// The range of a list of briefs.
    pub const fn up_to(strictest: Tlp) -> Self {
        Self { own: None, strictest }
    }
}

/// Writes `TLP:GREEN`, `TLP:GREEN, up to TLP:RED` or, of a list, `up to TLP:RED`.
impl fmt::Display for LabelRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { own, strictest } = self;
        match own {
            Some(own) if own == strictest => write!(f, "{own}"),
            Some(own) => write!(f, "{own}, up to {strictest}"),
            None => write!(f, "up to {strictest}"),
        }
    }
}

impl BriefReader {
    /// The labels of what can be seen. Where the files have become faulty, the line that tells so repeats their words.
    pub fn labels(&self) -> LabelRange {
        let strictest = if self.unread.is_empty() { self.strictest } else { Tlp::Red };
        LabelRange { own: Some(self.brief.tlp), strictest }
    }
}

/// The strictest label of anything in a brief. It is `TLP:RED` where the brief has faults, because a fault may have cost a label.
pub fn strictest(brief: &Brief, has_faults: bool) -> Tlp {
    if has_faults { Tlp::Red } else { brief.strictest_tlp() }
}
