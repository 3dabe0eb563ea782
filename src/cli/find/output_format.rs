//! The formats of results, and what they share. It never chooses which results are written.

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

/// The format of the results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FindFormat {
    /// Text: a block for each result
    Plain,
    /// Citations in Markdown
    Markdown,
    /// JSON, one object per line, for programs
    Json,
    /// CSV (RFC 4180) with a header row, for spreadsheets
    Csv,
    /// CSL-JSON, one array, for reference managers
    Csl,
}

/// What is written, and how.
pub(super) struct FindResults<'a> {
    pub input: &'a FindInput,
    pub answer: &'a Answer,
    /// Renders plain text.
    pub renderer: &'a RowRenderer,
    /// A folder of article texts, besides those of the briefs.
    pub texts: Option<&'a Path>,
}

/// A matching record with its brief.
#[derive(Clone, Copy)]
pub(super) struct FindMatch<'a> {
    pub in_brief: &'a FindBrief,
    pub record: Record,
    /// Whether it matches only because its date is uncertain.
    pub uncertain: bool,
}

impl FindFormat {
    /// Whether the format shows how quotes compare with their texts, which then have to be read.
    pub(super) const fn needs_texts(self) -> bool {
        match self {
            Self::Plain | Self::Json | Self::Csv => true,
            Self::Markdown | Self::Csl => false,
        }
    }

    /// What is written before the first result, between two results, and after the last.
    pub(super) fn separators(self, has_results: bool) -> io::Result<[String; 3]> {
        let frame = |parts: [&str; 3]| Ok(parts.map(str::to_owned));
        match (self, has_results) {
            (Self::Plain, _) => frame(["", "\n", ""]),
            (Self::Json, _) | (Self::Markdown, false) => frame([""; 3]),
            (Self::Csv, _) => Ok([csv_table::header_row()?, String::new(), String::new()]),
            (Self::Markdown, true) => frame(["", "\n\n---\n\n", "\n"]),
            // CSL-JSON without results is an empty array; Markdown without results is empty.
            (Self::Csl, false) => frame(["[]\n", "", ""]),
            (Self::Csl, true) => frame(["[\n", ",\n", "\n]\n"]),
        }
    }

    /// Writes one result.
    ///
    /// # Errors
    /// The result cannot be serialized.
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
    /// The reference to the record.
    pub(super) fn reference(&self) -> String {
        citation::reference(&self.in_brief.path, &self.in_brief.brief, self.record)
    }

    /// Whether the record is evidence of a contradiction.
    pub(super) fn is_disputed(&self) -> bool {
        self.in_brief.findings.contradictions_of(self.record).next().is_some()
    }
}

fn citation_text(found: FindMatch<'_>, format: citation::CitationFormat) -> String {
    citation::format_citations(&found.in_brief.path, &found.in_brief.brief, &[found.record], format)
}
