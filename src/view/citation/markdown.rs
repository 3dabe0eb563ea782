//! Citations in Markdown (CommonMark, with what GitHub adds): speech as a block quote, the rest as a list. No text of a brief is markup.

use super::cited_record::{CitedRecord, CitedSource};
use super::plain::NO_SOURCE;
use super::sanitized;

/// What Markdown would obey wherever it stands. No text of a brief begins a line, so what is obeyed only there needs no escape.
const SPECIAL_CHARS: &[char] = &['\\', '`', '*', '_', '[', ']', '<', '>', '|', '~', '&', '$'];
/// What GitHub makes a link of though nobody asked, with the character that is escaped to stop it.
const AUTOLINKED: &[(&str, &str)] = &[("://", "\\://"), ("www.", "www\\."), ("WWW.", "WWW\\."), ("@", "\\@")];

/// The citations, a rule between two.
pub(super) fn write(facts: &[CitedRecord<'_>]) -> String {
    facts.iter().map(citation).collect::<Vec<_>>().join("\n\n---\n\n")
}

fn citation(facts: &CitedRecord<'_>) -> String {
    let quote = facts.quote.as_ref().map(|quote| format!("> {}\n\n", escape(quote))).unwrap_or_default();
    let item = |label: &str, text: &str| format!("- {label}: {}", escape(text));
    let mut items: Vec<String> = facts.details.iter().map(|line| item(line.label, &line.text)).collect();
    items.extend(facts.reports.iter().map(report));
    if facts.reports.is_empty() {
        items.push(item("reported by", NO_SOURCE));
    }
    items.extend(facts.assessment.iter().map(|line| item(line.label, &line.text)));
    quote + &items.join("\n")
}

fn report(report: &CitedSource<'_>) -> String {
    let url =
        report.url.as_deref().map(|url| if sanitized::is_web_address(url) { format!("<{url}>") } else { escape(url) });
    let url = url.map(|url| format!(", {url}")).unwrap_or_default();
    format!("- reported by: {}{url}", escape(&report.text))
}

/// Text that Markdown shows as it is.
fn escape(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for char in text.chars() {
        if SPECIAL_CHARS.contains(&char) {
            shown.push('\\');
        }
        shown.push(char);
    }
    AUTOLINKED.iter().fold(shown, |shown, (linked, plain)| shown.replace(linked, plain))
}
