//! The formats of results. It never chooses which results are written.

use std::io;
use std::path::Path;

use clap::ValueEnum;

use super::input::{FindInput, FindMatch};
use super::{csv_table, plain};
use crate::cli::json;
use crate::cli::row_renderer::RowRenderer;
use crate::search::Answer;
use crate::view::citation::{CitationFormat, format_citations};
use crate::view::columns::Column;

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
    /// The columns of CSV.
    pub columns: Vec<&'static Column>,
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
    pub(super) fn separators(self, results: &FindResults<'_>) -> io::Result<[Vec<u8>; 3]> {
        let has_results = !results.answer.hits.is_empty();
        let frame = |parts: [&str; 3]| parts.map(|part| part.as_bytes().to_vec());
        Ok(match (self, has_results) {
            (Self::Plain, _) => frame(["", "\n", ""]),
            (Self::Json, _) | (Self::Markdown, false) => frame([""; 3]),
            (Self::Csv, _) => [csv_table::header_row(&results.columns)?, Vec::new(), Vec::new()],
            (Self::Markdown, true) => frame(["", "\n\n---\n\n", "\n"]),
            // CSL-JSON without results is an empty array; Markdown without results is empty.
            (Self::Csl, false) => frame(["[]\n", "", ""]),
            (Self::Csl, true) => frame(["[\n", ",\n", "\n]\n"]),
        })
    }

    /// The text of one result.
    ///
    /// # Errors
    /// The result cannot be serialized.
    pub(super) fn render(self, found: FindMatch<'_>, results: &FindResults<'_>) -> io::Result<Vec<u8>> {
        let citation = |format| format_citations(found.from.path, found.from.brief, &[found.record], format);
        match self {
            Self::Plain => Ok(plain::render(found, results.renderer, results.answer).into_bytes()),
            Self::Markdown => Ok(citation(CitationFormat::Markdown).into_bytes()),
            Self::Json => {
                let mut line = Vec::new();
                json::write_line(&mut line, &found.row()).map(|()| line)
            }
            Self::Csv => csv_table::record_row(&results.columns, &found.row()),
            Self::Csl => {
                let array = citation(CitationFormat::Csl);
                let items = array.strip_prefix("[\n").and_then(|items| items.strip_suffix("\n]"));
                Ok(items.unwrap_or(&array).as_bytes().to_vec())
            }
        }
    }
}
