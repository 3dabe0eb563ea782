//! The forms in which results are written, and what they have in common.

use std::io;
use std::path::Path;

use clap::ValueEnum;

use super::fields::FindFields;
use super::input::{FindBrief, FindInput};
use super::{csv_table, plain};
use crate::cli::json;
use crate::cli::row_renderer::RowRenderer;
use crate::model::Record;
use crate::search::Answer;
use crate::view::citation;

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FindFormat {
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
pub(super) struct FindResults<'a> {
    pub input: &'a FindInput,
    pub answer: &'a Answer,
    /// How plain text looks.
    pub renderer: &'a RowRenderer,
    /// The folder of texts, beside those of the briefs.
    pub texts: Option<&'a Path>,
}

/// A record that was found, with the brief that has it.
#[derive(Clone, Copy)]
pub(super) struct FindMatch<'a> {
    pub in_brief: &'a FindBrief,
    pub record: Record,
    /// Whether only an uncertain date makes it one.
    pub uncertain: bool,
}

impl FindFormat {
    /// Whether it tells how quotes stand in their texts, which then have to be read.
    pub(super) const fn needs_texts(self) -> bool {
        match self {
            Self::Plain | Self::Json | Self::Csv => true,
            Self::Markdown | Self::Csl => false,
        }
    }

    /// What stands before the first result, between two, and after the last; nothing else does where there is none.
    pub(super) fn separators(self, has_results: bool) -> io::Result<[String; 3]> {
        let frame = |parts: [&str; 3]| Ok(parts.map(str::to_owned));
        match (self, has_results) {
            (Self::Plain, _) => frame(["", "\n", ""]),
            (Self::Json, _) | (Self::Markdown, false) => frame([""; 3]),
            (Self::Csv, _) => Ok([csv_table::header_row()?, String::new(), String::new()]),
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
    pub(super) fn write(self, found: FindMatch<'_>, results: &FindResults<'_>) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        match self {
            Self::Plain => plain::write(&mut out, found, results)?,
            Self::Markdown => out.extend(citation_text(found, citation::CitationFormat::Markdown).into_bytes()),
            Self::Json => json::write_line(&mut out, &FindFields::new(found))?,
            Self::Csv => csv_table::write_row(&mut out, found)?,
            Self::Csl => {
                let cited = citation_text(found, citation::CitationFormat::Csl);
                let items = cited.strip_prefix("[\n").and_then(|items| items.strip_suffix("\n]"));
                out.extend(items.unwrap_or(&cited).as_bytes());
            }
        }
        Ok(out)
    }
}

impl FindMatch<'_> {
    /// The words that lead back to it.
    pub(super) fn reference(&self) -> String {
        citation::reference(&self.in_brief.path, &self.in_brief.brief, self.record)
    }

    /// Whether it is evidence of a contradiction.
    pub(super) fn is_disputed(&self) -> bool {
        self.in_brief.findings.contradictions_of(self.record).next().is_some()
    }
}

/// The citation of a result.
fn citation_text(found: FindMatch<'_>, form: citation::CitationFormat) -> String {
    citation::format_citations(&found.in_brief.path, &found.in_brief.brief, &[found.record], form)
}
