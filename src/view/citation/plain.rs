//! Plain text citations: the quote, then one labelled line per fact. It never wraps a line.

use super::cited_record::{CitationLine, CitedRecord, CitedSource};

/// The text for an event without a source.
pub(super) const NO_SOURCE: &str = "no source is named";

/// Writes the citations, separated by empty lines.
pub(super) fn write(records: &[CitedRecord<'_>]) -> String {
    records.iter().map(citation).collect::<Vec<_>>().join("\n\n")
}

fn citation(record: &CitedRecord<'_>) -> String {
    let mut lines = Vec::from_iter(record.quote.clone());
    lines.extend(record.details.iter().map(labelled));
    lines.extend(record.reports.iter().map(report));
    if record.reports.is_empty() {
        lines.push(format!("reported by: {NO_SOURCE}"));
    }
    lines.extend(record.assessment.iter().map(labelled));
    lines.join("\n")
}

/// A line with its label: `label: text`.
pub(super) fn labelled(line: &CitationLine) -> String {
    format!("{}: {}", line.label, line.text)
}

fn report(report: &CitedSource<'_>) -> String {
    let url = report.url.as_ref().map(|url| format!(", {url}")).unwrap_or_default();
    format!("reported by: {}{url}", report.text)
}
