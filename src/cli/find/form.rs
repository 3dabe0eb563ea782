//! The forms in which results are written, and what they have in common.

use std::io::{self, Write};

use clap::ValueEnum;

use super::asked::{Asked, Held};
use super::fields::Fields;
use super::{plain, table};
use crate::cite;
use crate::cli::json;
use crate::cli::look::Look;
use crate::model::Record;
use crate::query::{Answer, Hit};

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// For the eye: a block each
    Plain,
    /// Citations in Markdown
    Markdown,
    /// For programs: a JSON object a line
    Json,
    /// For spreadsheets: RFC 4180, a record a row below one line of names
    Csv,
    /// For reference managers: CSL-JSON, one array
    Csl,
}

/// What is to be written.
pub(super) struct Results<'a> {
    pub asked: &'a Asked,
    pub answer: &'a Answer,
    /// How plain text looks.
    pub look: &'a Look,
}

/// A record that was found, with the brief that has it.
#[derive(Clone, Copy)]
pub(super) struct Match<'a> {
    pub held: &'a Held,
    pub record: Record,
    /// Whether only an uncertain date makes it one.
    pub perhaps: bool,
}

impl Form {
    /// Whether it tells how quotes stand in their texts, which then have to be read.
    pub(super) const fn tells_of_texts(self) -> bool {
        match self {
            Self::Plain | Self::Json | Self::Csv => true,
            Self::Markdown | Self::Csl => false,
        }
    }

    /// Writes the results.
    ///
    /// # Errors
    /// When they cannot be written; whoever reads may have gone.
    pub(super) fn write(self, out: &mut impl Write, results: &Results<'_>) -> io::Result<()> {
        match self {
            Self::Plain => plain::write(out, results),
            // Without a result there is no citation, but a list of items may be empty.
            Self::Markdown if results.answer.hits.is_empty() => Ok(()),
            Self::Markdown => cited(out, results, cite::Form::Markdown),
            Self::Json => results.matches().try_for_each(|found| json::write_line(out, &Fields::of(found))),
            Self::Csv => table::write(out, results),
            Self::Csl => cited(out, results, cite::Form::Csl),
        }
    }
}

impl<'a> Results<'a> {
    /// The records that were found, best first.
    pub(super) fn matches(&self) -> impl Iterator<Item = Match<'a>> {
        let briefs = &self.asked.briefs;
        let hits = self.answer.hits.iter();
        hits.map(|Hit { brief, record, perhaps }| Match { held: &briefs[*brief], record: *record, perhaps: *perhaps })
    }
}

impl Match<'_> {
    /// The words that lead back to it.
    pub(super) fn reference(&self) -> String {
        cite::reference(&self.held.spelt, &self.held.brief, self.record)
    }

    /// Whether it is evidence of a contradiction.
    pub(super) fn is_disputed(&self) -> bool {
        self.held.findings.contradictions_of(self.record).next().is_some()
    }
}

/// Citations, one text of all, whichever brief they are of.
fn cited(out: &mut impl Write, results: &Results<'_>, form: cite::Form) -> io::Result<()> {
    let records = results.matches().map(|found| (found.held.spelt.as_str(), &found.held.brief, found.record));
    writeln!(out, "{}", cite::cite_all(records, form))
}
