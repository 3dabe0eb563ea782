//! A record as a citation: plain, Markdown, CSL-JSON. A note never stands in one.

mod cited_record;
mod csl;
mod markdown;
mod plain;
mod sanitized;

use crate::model::{Brief, Record};
use cited_record::CitedRecord;

/// How a citation is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CitationFormat {
    Plain,
    Markdown,
    /// Citation Style Language, JSON: one array of items.
    Csl,
}

impl CitationFormat {
    /// Every form, the most usual first.
    pub const ALL: [Self; 3] = [Self::Plain, Self::Markdown, Self::Csl];

    /// The word by which the form is asked for.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Markdown => "markdown",
            Self::Csl => "csl",
        }
    }

    /// The form that is asked for by `word`; spelling and case count.
    pub fn from_name(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == word)
    }

    /// The name of the form, as people write it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Markdown => "Markdown",
            Self::Csl => "CSL-JSON",
        }
    }
}

/// The citations of `records`, of a brief that is found at `place`, without a line break at the end.
///
/// `place` is what opens the brief: a path, or the name of the bundled one. Nothing of the text is obeyed by a terminal or moves its
/// reading order; in Markdown, nothing of it is obeyed as markup. CSL-JSON is of version 1.0.2, with an item for each source of an event.
pub fn format_citations(place: &str, brief: &Brief, records: &[Record], form: CitationFormat) -> String {
    format_all_citations(records.iter().map(|record| (place, brief, *record)), form)
}

/// The citations of records of several briefs, each with the place of its own: one text, and in CSL-JSON one array.
pub fn format_all_citations<'a>(
    records: impl IntoIterator<Item = (&'a str, &'a Brief, Record)>,
    form: CitationFormat,
) -> String {
    let records = records.into_iter();
    let facts: Vec<CitedRecord<'_>> =
        records.map(|(place, brief, record)| CitedRecord::new(place, brief, record)).collect();
    match form {
        CitationFormat::Plain => plain::write(&facts),
        CitationFormat::Markdown => markdown::write(&facts),
        CitationFormat::Csl => csl::write(&facts),
    }
}

/// The words that open the reader at a record: `kp-kabul-talks#asif-federation`.
///
/// Where a record of another kind is found first by that id, the kind stands before it: `kp-kabul-talks#claim:border`.
pub fn reference(place: &str, brief: &Brief, record: Record) -> String {
    let id = brief.record_id(record);
    let kind = match record {
        _ if brief.record(id) == Some(record) => "",
        Record::Statement(_) => "statement:",
        Record::Event(_) => "event:",
        Record::Claim(_) => "claim:",
    };
    sanitized::one_line(&format!("{place}#{kind}{id}"))
}
