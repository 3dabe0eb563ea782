//! What the formats of the report share. It never writes anything itself.

use std::collections::HashSet;
use std::io;

use crate::diagnostics::{Code, Fault, FileScope, LintPolicy, Severity};
use crate::loader::LoadedBrief;
use crate::quotes::{self, Quotes};

/// A brief that was checked.
pub(super) struct CheckedBrief {
    /// The argument that opens the brief.
    pub name: String,
    /// Whether there is a brief, or a file that should be one.
    pub is_found: bool,
    pub loaded: LoadedBrief,
    pub quotes: Quotes,
    /// All faults, in the order of the files and of the positions in them.
    pub faults: Vec<Fault>,
}

/// Identifies a fault of a file that several briefs read: file name, offset, code, problem.
pub(super) type FaultKey = (String, usize, Code, String);

impl CheckedBrief {
    /// Removes faults of files that a library shares if they were `reported` with another of its briefs.
    pub(super) fn retain_unreported(&mut self, reported: &mut HashSet<FaultKey>) {
        let files = &self.loaded.files;
        self.faults.retain(|fault| {
            let file = &files[fault.place.file];
            let is_shared = file.part == FileScope::Shared;
            !is_shared
                || reported.insert((file.name.clone(), fault.place.span.start, fault.code, fault.problem.clone()))
        });
    }
}

/// How much was checked, and how many faults were found.
#[derive(Debug, Default)]
pub(super) struct CheckTotals {
    pub briefs: usize,
    pub statements: usize,
    /// How many records are drafts, which are no part of a brief.
    pub drafts: usize,
    /// In the order of [`Severity::ALL`].
    levels: [usize; 3],
    /// How many quotes are in each state.
    pub quotes: quotes::QuoteCounts,
    /// How many passages are in each state.
    pub passages: quotes::PassageCounts,
    /// Whether something could not be read.
    pub has_unread: bool,
}

/// Writes one brief after the other in some format.
pub(super) trait CheckWriter {
    /// Writes the faults of a brief.
    ///
    /// # Errors
    /// The output cannot be written, for example because the pipe is closed.
    fn write_brief(&mut self, checked: &CheckedBrief) -> io::Result<()>;

    /// Writes what comes after the last brief.
    ///
    /// # Errors
    /// The output cannot be written, for example because the pipe is closed.
    fn finish(&mut self, totals: &CheckTotals) -> io::Result<()>;
}

impl CheckTotals {
    pub(super) fn add(&mut self, checked: &CheckedBrief, policy: &LintPolicy) {
        self.has_unread |= !checked.loaded.all_read;
        self.briefs += usize::from(checked.is_found);
        for fault in &checked.faults {
            if let Some(level) = policy.level(fault.code) {
                self.levels[level as usize] += fault.times;
            }
        }
        self.drafts += checked.loaded.places.draft_ids().len();
        let Some(brief) = &checked.loaded.brief else { return };
        self.statements += brief.statements.len();
        self.quotes += checked.quotes.tally(brief);
        self.passages += checked.quotes.tally_passages(brief);
    }

    /// How many faults have this level.
    pub(super) const fn count(&self, level: Severity) -> usize {
        self.levels[level as usize]
    }
}
