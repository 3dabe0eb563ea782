//! The forms in which results are written, and what they have in common.

use std::io;
use std::path::Path;

use clap::ValueEnum;

use super::asked::{Asked, Held};
use super::fields::Fields;
use super::{plain, table};
use crate::cli::json;
use crate::cli::look::Look;
use crate::model::Record;
use crate::search::Answer;
use crate::view::citation;

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
    /// The folder of texts, beside those of the briefs.
    pub texts: Option<&'a Path>,
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

    /// What stands before the first result, between two, and after the last; nothing else does where there is none.
    pub(super) fn frame(self, has_results: bool) -> io::Result<[String; 3]> {
        let frame = |parts: [&str; 3]| Ok(parts.map(str::to_owned));
        match (self, has_results) {
            (Self::Plain, _) => frame(["", "\n", ""]),
            (Self::Json, _) | (Self::Markdown, false) => frame([""; 3]),
            (Self::Csv, _) => Ok([table::heads()?, String::new(), String::new()]),
            (Self::Markdown, true) => frame(["", "\n\n---\n\n", "\n"]),
            // Without a result there is no citation, but a list of items may be empty.
            (Self::Csl, false) => frame(["[]\n", "", ""]),
            (Self::Csl, true) => frame(["[\n", ",\n", "\n]\n"]),
        }
    }

    /// Writes one result.
    ///
    /// # Errors
    /// When it has what the form cannot hold, which none has.
    pub(super) fn write(self, found: Match<'_>, results: &Results<'_>) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        match self {
            Self::Plain => plain::write(&mut out, found, results)?,
            Self::Markdown => out.extend(cited(found, citation::Form::Markdown).into_bytes()),
            Self::Json => json::write_line(&mut out, &Fields::of(found))?,
            Self::Csv => table::write(&mut out, found)?,
            Self::Csl => {
                let cited = cited(found, citation::Form::Csl);
                let items = cited.strip_prefix("[\n").and_then(|items| items.strip_suffix("\n]"));
                out.extend(items.unwrap_or(&cited).as_bytes());
            }
        }
        Ok(out)
    }
}

impl Match<'_> {
    /// The words that lead back to it.
    pub(super) fn reference(&self) -> String {
        citation::reference(&self.held.spelt, &self.held.brief, self.record)
    }

    /// Whether it is evidence of a contradiction.
    pub(super) fn is_disputed(&self) -> bool {
        self.held.findings.contradictions_of(self.record).next().is_some()
    }
}

/// The citation of a result.
fn cited(found: Match<'_>, form: citation::Form) -> String {
    citation::cite(&found.held.spelt, &found.held.brief, &[found.record], form)
}
