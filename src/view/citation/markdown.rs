//! Citations in GitHub Flavored Markdown: the quote as a block quote, the rest as a list. It never lets text of a brief act as markup.

use super::cited_record::{CitedRecord, CitedSource};
use super::is_web_address;
use super::plain::NO_SOURCE;

/// Characters that are markup anywhere in a line. Text of a brief never starts a line, so line-start markup needs no escape.
const SPECIAL_CHARS: &[char] = &['\\', '`', '*', '_', '[', ']', '<', '>', '|', '~', '&', '$'];
/// Texts that GitHub turns into links, each with its escaped form.
const AUTOLINKED: &[(&str, &str)] = &[("://", "\\://"), ("www.", "www\\."), ("WWW.", "WWW\\."), ("@", "\\@")];

/// Writes the citations, separated by thematic breaks.
pub(super) fn write(records: &[CitedRecord<'_>]) -> String {
    records.iter().map(citation).collect::<Vec<_>>().join("\n\n---\n\n")
}

fn citation(record: &CitedRecord<'_>) -> String {
    let quote = record.quote.as_ref().map(|quote| format!("> {}\n\n", escape(quote))).unwrap_or_default();
    let item = |label: &str, text: &str| format!("- {label}: {}", escape(text));
    let mut items: Vec<String> = record.details.iter().map(|line| item(line.label, &line.text)).collect();
    items.extend(record.reports.iter().map(report));
    if record.reports.is_empty() {
        items.push(item("reported by", NO_SOURCE));
    }
    items.extend(record.assessment.iter().map(|line| item(line.label, &line.text)));
    quote + &items.join("\n")
}

fn report(report: &CitedSource<'_>) -> String {
    let url = report.url.as_deref().map(|url| if is_web_address(url) { format!("<{url}>") } else { escape(url) });
    let url = url.map(|url| format!(", {url}")).unwrap_or_default();
    format!("- reported by: {}{url}", escape(&report.text))
}

/// Escapes text so that Markdown shows it unchanged.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        if SPECIAL_CHARS.contains(&char) {
            escaped.push('\\');
        }
        escaped.push(char);
    }
    AUTOLINKED.iter().fold(escaped, |text, (linked, plain)| text.replace(linked, plain))
}
