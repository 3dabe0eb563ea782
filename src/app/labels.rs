//! The TLP labels of a screen: the label of the brief, and the strictest label of anything shown. It hides nothing.

use std::fmt;

use crate::model::{Brief, Tlp};

/// The range of labels that a banner shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LabelRange {
    /// The label of the brief; `None` for a list of briefs.
    pub own: Option<Tlp>,
    pub strictest: Tlp,
}

impl LabelRange {
    /// The range of a screen where everything has the same label.
    pub const fn one(label: Tlp) -> Self {
        Self { own: Some(label), strictest: label }
    }

    /// The range of a list of briefs.
    pub const fn up_to(strictest: Tlp) -> Self {
        Self { own: None, strictest }
    }
}

/// Writes `TLP:GREEN`, `TLP:GREEN, up to TLP:RED` or, for a list, `up to TLP:RED`.
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

/// The strictest label of anything in a brief. It is `TLP:RED` if the brief has faults, because a fault may have lost a
/// label.
pub fn strictest(brief: &Brief, has_faults: bool) -> Tlp {
    if has_faults { Tlp::Red } else { brief.strictest_tlp() }
}
