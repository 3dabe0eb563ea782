//! What a list of briefs shows of each. It draws nothing.

use serde::{Deserialize, Serialize};

use crate::model::{Brief, Tlp};

/// A line of the list of briefs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefListing {
    pub name: String,
    /// What could be read of the brief; `Err` says in a sentence why nothing could.
    pub summary: Result<BriefListSummary, String>,
}

/// What the list tells of a brief.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BriefListSummary {
    pub title: String,
    pub as_of: String,
    /// The strictest label of anything in it; `TLP:RED` where it has faults.
    pub tlp: Tlp,
    pub statements: usize,
    pub sources: usize,
    pub faults: usize,
}

impl BriefListSummary {
    /// What the list says of a brief whose files have so many faults.
    pub fn new(brief: &Brief, faults: usize) -> Self {
        Self {
            title: brief.title.clone(),
            as_of: brief.as_of.to_string(),
            tlp: if faults > 0 { Tlp::Red } else { brief.strictest_tlp() },
            statements: brief.statements.len(),
            sources: brief.sources.len(),
            faults,
        }
    }
}
