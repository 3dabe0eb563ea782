//! The forms in which what is wrong is written, and what they have in common.

use std::collections::HashSet;
use std::io::{self, Write};

use clap::ValueEnum;

use super::github::GithubCheckWriter;
use super::json::JsonCheckWriter;
use super::plain::PlainCheckWriter;
use super::sarif::SarifCheckWriter;
use crate::diagnostics::{Code, Fault, FileScope, LintPolicy, Severity};
use crate::loader::LoadedBrief;
use crate::quotes::{self, Quotes};

/// How it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// For the eye: drawn into the lines
    Plain,
    /// For programs: one JSON object
    Json,
    /// Workflow commands, which mark the lines of a pull request
    Github,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
}

/// A brief that was checked.
pub(super) struct CheckedBrief {
    /// The words that open it.
    pub name: String,
    /// Whether there is a brief, or a file that should be one.
    pub is_found: bool,
    pub reading: LoadedBrief,
    pub quotes: Quotes,
    /// All that is wrong, in the order of the files and of the places in them.
    pub faults: Vec<Fault>,
}

/// A fault of a file that several briefs read.
pub(super) type FaultKey = (String, usize, Code, String);

impl CheckedBrief {
    /// Takes out what is wrong with actors that a library shares, where another of its briefs has had it `told`.
    pub(super) fn retain_unreported(&mut self, told: &mut HashSet<FaultKey>) {
        let files = &self.reading.files;
        self.faults.retain(|fault| {
            let file = &files[fault.place.file];
            let is_shared = file.part == FileScope::Shared;
            !is_shared || told.insert((file.name.clone(), fault.place.span.start, fault.code, fault.problem.clone()))
        });
    }
}

/// How much was checked, and how much is wrong.
#[derive(Debug, Default)]
pub(super) struct CheckTotals {
    pub briefs: usize,
    pub statements: usize,
    /// In the order of [`Level::ALL`].
    levels: [usize; 3],
    /// How many quotes are in each state.
    pub quotes: quotes::QuoteCounts,
    /// Whether anything could not be read.
    pub has_unread: bool,
}

/// Writes one brief after the other, in some form.
pub(super) trait CheckWriter {
    /// Writes what is wrong with a brief.
    ///
    /// # Errors
    /// When it cannot be written; whoever reads may have gone.
    fn write_brief(&mut self, checked: &CheckedBrief) -> io::Result<()>;

    /// Writes what comes after the last.
    ///
    /// # Errors
    /// When it cannot be written; whoever reads may have gone.
    fn finish(&mut self, tally: &CheckTotals) -> io::Result<()>;
}

impl CheckFormat {
    pub(super) fn writer<'a>(self, out: &'a mut dyn Write, policy: &'a LintPolicy) -> Box<dyn CheckWriter + 'a> {
        match self {
            Self::Plain => Box::new(PlainCheckWriter::new(out, policy)),
            Self::Json => Box::new(JsonCheckWriter::new(out, policy)),
            Self::Github => Box::new(GithubCheckWriter { out, policy }),
            Self::Sarif => Box::new(SarifCheckWriter::new(out, policy)),
        }
    }
}

impl CheckTotals {
    pub(super) fn add(&mut self, checked: &CheckedBrief, policy: &LintPolicy) {
        self.has_unread |= !checked.reading.all_read;
        self.briefs += usize::from(checked.is_found);
        for fault in &checked.faults {
            if let Some(level) = policy.level(fault.code) {
                self.levels[level as usize] += fault.times;
            }
        }
        let Some(brief) = &checked.reading.brief else { return };
        self.statements += brief.statements.len();
        self.quotes += checked.quotes.tally(brief);
    }

    /// How many faults weigh so much.
    pub(super) const fn count(&self, level: Severity) -> usize {
        self.levels[level as usize]
    }
}
