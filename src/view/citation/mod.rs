//! Formats records as citations: plain text, Markdown or CSL-JSON. It never includes a note.

mod cited_record;
mod csl;
mod markdown;
mod plain;

use crate::model::{Brief, Record};
use crate::text::sanitize::sanitize_for_copy;
use cited_record::CitedRecord;

/// The format of a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CitationFormat {
    Plain,
    Markdown,
    /// CSL-JSON (Citation Style Language): one array of items.
    Csl,
}

impl CitationFormat {
    /// Every format, the most common first.
    pub const ALL: [Self; 3] = [Self::Plain, Self::Markdown, Self::Csl];

    /// The name of the format on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Markdown => "markdown",
            Self::Csl => "csl",
        }
    }

    /// The format called `name`. Returns `None` unless spelling and case match.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The name of the format for people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Markdown => "Markdown",
            Self::Csl => "CSL-JSON",
        }
    }
}

/// Formats the citations of `records` from one brief, without a line break at the end.
///
/// `location` is what opens the brief: a path, or the name of a bundled brief. The text has no control characters and no characters that
/// change the reading order; in Markdown, text of the brief is escaped. CSL-JSON is version 1.0.2, with one item for each source of a record.
pub fn format_citations(location: &str, brief: &Brief, records: &[Record], format: CitationFormat) -> String {
    format_all_citations(records.iter().map(|record| (location, brief, *record)), format)
}

/// Formats the citations of records from several briefs, each with the location of its brief, as one text; in CSL-JSON as one array.
pub fn format_all_citations<'a>(
    records: impl IntoIterator<Item = (&'a str, &'a Brief, Record)>,
    format: CitationFormat,
) -> String {
    let records = records.into_iter();
    let records: Vec<CitedRecord<'_>> =
        records.map(|(location, brief, record)| CitedRecord::new(location, brief, record)).collect();
    match format {
        CitationFormat::Plain => plain::write(&records),
        CitationFormat::Markdown => markdown::write(&records),
        CitationFormat::Csl => csl::write(&records),
    }
}

/// The argument that opens the reader at a record: `kp-kabul-talks#asif-federation`.
///
/// The kind precedes the id when a record of another kind has the same id: `kp-kabul-talks#claim:border`.
pub fn reference(location: &str, brief: &Brief, record: Record) -> String {
    let id = brief.record_id(record);
    let kind = match record {
        _ if brief.record(id) == Some(record) => "",
        Record::Statement(_) => "statement:",
        Record::Event(_) => "event:",
        Record::Claim(_) => "claim:",
    };
    one_line(&format!("{location}#{kind}{id}"))
}

/// The text sanitized and on one line; see [`sanitize_for_copy`].
fn one_line(text: &str) -> String {
    sanitize_for_copy(text).trim().to_owned()
}

/// Whether `url` is a complete HTTP or HTTPS address without characters that end a link in Markdown.
fn is_web_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.contains(|char: char| char.is_whitespace() || "<>\"\\".contains(char))
    })
}
