//! A brief with all that is derived from it and known of it, for everything that shows it. It knows no reader and no screen.

use std::sync::Arc;

use super::cases::Cases;
use super::flags::FindingFlags;
use super::timeline_index::TimelineIndex;
use crate::analysis::Analysis;
use crate::diagnostics::{DescribedFault, Severity};
use crate::model::Brief;
use crate::quotes::Quotes;

/// A brief with what is derived from it and known of its files.
#[derive(Debug)]
pub struct BriefFacts {
    /// The short name of the brief: the name of its folder or file.
    pub name: String,
    /// The argument that opens the brief: its path as it was given, or the name of a bundled brief.
    pub place: String,
    pub brief: Arc<Brief>,
    pub findings: Arc<Analysis>,
    pub cases: Cases,
    pub timeline_index: TimelineIndex,
    pub flags: FindingFlags,
    /// One line per fault, with its location.
    pub faults: Vec<String>,
    /// The faults of the changed files. While there are any, the last version without faults is shown.
    pub unread: Vec<String>,
    /// How many records of its files are drafts, which are no part of it. None are known of a brief for an audience.
    pub drafts: usize,
    /// `None` until the checks are done: those of a large brief take time.
    pub checked: Option<BriefChecks>,
}

/// The results of checking a whole brief and the texts of its sources.
#[derive(Debug, Clone, Default)]
pub struct BriefChecks {
    /// All diagnostics, of the format and of the content; the most severe first.
    pub diagnostics: Vec<DescribedFault>,
    /// The comparison of its quotes with the texts of its sources.
    pub quotes: Quotes,
}

impl BriefFacts {
    /// The facts of a brief without a name and without faults. No quote has been compared with a text.
    pub fn new(brief: Brief) -> Self {
        let findings = Analysis::new(&brief);
        let timeline_index = TimelineIndex::new(&brief);
        Self {
            name: String::new(),
            place: String::new(),
            cases: Cases::new(&brief, &findings),
            flags: FindingFlags::new(&findings, &timeline_index),
            timeline_index,
            findings: Arc::new(findings),
            brief: Arc::new(brief),
            faults: Vec::new(),
            unread: Vec::new(),
            drafts: 0,
            checked: Some(BriefChecks::default()),
        }
    }

    /// The comparison of the quotes with their texts; `None` until it is done.
    pub fn quotes(&self) -> Option<&Quotes> {
        self.checked.as_ref().map(|checked| &checked.quotes)
    }

    /// The diagnostics of a severity; none until the brief is checked.
    pub fn diagnostics(&self, level: Severity) -> impl Iterator<Item = &DescribedFault> {
        self.checked.iter().flat_map(|checked| &checked.diagnostics).filter(move |fault| fault.code.level() == level)
    }
}
