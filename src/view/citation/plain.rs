//! Plain citations: the words, then a labelled line for each thing that is known of them.

use super::facts::{Facts, Line, Report};

/// What stands for the sources of an event that names none.
pub(super) const NO_SOURCE: &str = "no source is named";

/// The citations, an empty line between two.
pub(super) fn write(facts: &[Facts<'_>]) -> String {
    facts.iter().map(one).collect::<Vec<_>>().join("\n\n")
}

fn one(facts: &Facts<'_>) -> String {
    let mut lines = Vec::from_iter(facts.quote.clone());
    lines.extend(facts.told.iter().map(told));
    lines.extend(facts.reports.iter().map(report));
    if facts.reports.is_empty() {
        lines.push(format!("reported by: {NO_SOURCE}"));
    }
    lines.extend(facts.standing.iter().map(told));
    lines.join("\n")
}

/// A line with its label.
pub(super) fn told(line: &Line) -> String {
    format!("{}: {}", line.label, line.text)
}

fn report(report: &Report<'_>) -> String {
    let url = report.url.as_ref().map(|url| format!(", {url}")).unwrap_or_default();
    format!("reported by: {}{url}", report.text)
}
