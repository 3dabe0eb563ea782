//! The list of the briefs of a folder as plain text. It reads no brief.

use super::builder::PlainOptions;
use crate::search::library::{BriefListSummary, BriefListing};
use crate::view::pluralize;

/// The heading of the list of a folder with `briefs` briefs.
pub fn render_library_heading(name: &str, briefs: usize, options: PlainOptions) -> String {
    let mut out = options.builder();
    out.heading(1, name).blank_row().sentence(pluralize(briefs, "brief"));
    out.finish()
}

/// A row of that list; `number` counts from 1.
pub fn render_library_row(number: usize, listing: &BriefListing, options: PlainOptions) -> String {
    let mut out = options.builder();
    out.numbered_entry(number, library_row(&listing.name, Some(&listing.summary)));
    out.finish()
}

/// A brief in the list of briefs; `None` until its summary is read.
pub fn library_row(name: &str, summary: Option<&Result<BriefListSummary, String>>) -> String {
    match summary {
        Some(Ok(summary)) => {
            let faults =
                if summary.faults > 0 { format!(", {}", pluralize(summary.faults, "fault")) } else { String::new() };
            let (statements, sources) =
                (pluralize(summary.statements, "statement"), pluralize(summary.sources, "source"));
            format!(
                "{}, as of {}, {}, {statements}, {sources}{faults} ({})",
                summary.title, summary.as_of, summary.tlp, name
            )
        }
        Some(Err(fault)) => format!("{name}: {fault}"),
        None => name.to_owned(),
    }
}
