//! Plain citations: the words, then a labelled line for each thing that is known of them.

use super::cited_record::{CitationLine, CitedRecord, CitedSource};

/// What stands for the sources of an event that names none.
pub(super) const NO_SOURCE: &str = "no source is named";

/// The citations, an empty line between two.
pub(super) fn write(facts: &[CitedRecord<'_>]) -> String {
    facts.iter().map(citation).collect::<Vec<_>>().join("\n\n")
}

fn citation(facts: &CitedRecord<'_>) -> String {
    let mut lines = Vec::from_iter(facts.quote.clone());
    lines.extend(facts.details.iter().map(labelled));
    lines.extend(facts.reports.iter().map(report));
    if facts.reports.is_empty() {
        lines.push(format!("reported by: {NO_SOURCE}"));
    }
    lines.extend(facts.assessment.iter().map(labelled));
    lines.join("\n")
}

/// A line with its label.
pub(super) fn labelled(line: &CitationLine) -> String {
    format!("{}: {}", line.label, line.text)
}

fn report(report: &CitedSource<'_>) -> String {
    let url = report.url.as_ref().map(|url| format!(", {url}")).unwrap_or_default();
    format!("reported by: {}{url}", report.text)
}
