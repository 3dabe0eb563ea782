//! Citations in Markdown (CommonMark, with what GitHub adds): speech as a block quote, the rest as a list. No text of a brief is markup.

use super::facts::{Facts, Report};
use super::plain::NO_SOURCE;
use super::safe;

/// What Markdown would obey wherever it stands. No text of a brief begins a line, so what is obeyed only there needs no escape.
const OBEYED: &[char] = &['\\', '`', '*', '_', '[', ']', '<', '>', '|', '~', '&', '$'];
/// What GitHub makes a link of though nobody asked, with the character that is escaped to stop it.
const LINKED: &[(&str, &str)] = &[("://", "\\://"), ("www.", "www\\."), ("WWW.", "WWW\\."), ("@", "\\@")];

/// The citations, a rule between two.
pub(super) fn write(facts: &[Facts<'_>]) -> String {
    facts.iter().map(one).collect::<Vec<_>>().join("\n\n---\n\n")
}

fn one(facts: &Facts<'_>) -> String {
    let quote = facts.quote.as_ref().map(|quote| format!("> {}\n\n", escaped(quote))).unwrap_or_default();
    let item = |label: &str, text: &str| format!("- {label}: {}", escaped(text));
    let mut items: Vec<String> = facts.told.iter().map(|line| item(line.label, &line.text)).collect();
    items.extend(facts.reports.iter().map(report));
    if facts.reports.is_empty() {
        items.push(item("reported by", NO_SOURCE));
    }
    items.extend(facts.standing.iter().map(|line| item(line.label, &line.text)));
    quote + &items.join("\n")
}

fn report(report: &Report<'_>) -> String {
    let url =
        report.url.as_deref().map(|url| if safe::is_web_address(url) { format!("<{url}>") } else { escaped(url) });
    let url = url.map(|url| format!(", {url}")).unwrap_or_default();
    format!("- reported by: {}{url}", escaped(&report.text))
}

/// Text that Markdown shows as it is.
fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for char in text.chars() {
        if OBEYED.contains(&char) {
            shown.push('\\');
        }
        shown.push(char);
    }
    LINKED.iter().fold(shown, |shown, (linked, plain)| shown.replace(linked, plain))
}
