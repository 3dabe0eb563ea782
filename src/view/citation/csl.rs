//! Citations as CSL-JSON 1.0.2, one item for each source that reports a record. What is not stated is left out.

use serde_json::{Value, json};

use super::cited_record::{CitedRecord, CitedSource};
use super::plain::labelled;
use super::sanitized;
use crate::model::{EdtfDate, GivenDay};

/// A name of CSL with its value.
type CslField = (&'static str, Value);

/// The items, one field a line, in one array.
pub(super) fn write(facts: &[CitedRecord<'_>]) -> String {
    let items: Vec<String> = facts.iter().flat_map(items).map(|item| format_item(&item)).collect();
    if items.is_empty() { "[]".to_owned() } else { format!("[\n{}\n]", items.join(",\n")) }
}

fn format_item(item: &[CslField]) -> String {
    let fields: Vec<String> = item.iter().map(|(name, value)| format!("    \"{name}\": {value}")).collect();
    format!("  {{\n{}\n  }}", fields.join(",\n"))
}

fn items(facts: &CitedRecord<'_>) -> Vec<Vec<CslField>> {
    match facts.reports.as_slice() {
        [] => vec![unsourced(facts)],
        [report] => vec![item(facts, report, &facts.reference)],
        // Ids are unique in a list of items; the brief's own are so for each source.
        several => {
            let id =
                |report: &CitedSource<'_>| format!("{} ({})", facts.reference, sanitized::one_line(&report.source.id));
            several.iter().map(|report| item(facts, report, &id(report))).collect()
        }
    }
}

fn item(facts: &CitedRecord<'_>, report: &CitedSource<'_>, id: &str) -> Vec<CslField> {
    let source = report.source;
    let stated = |text: &Option<String>| text.as_deref().map(sanitized::one_line).filter(|text| !text.is_empty());
    let title = stated(&source.title).unwrap_or_else(|| facts.title.clone());
    let is_inferred = source.published_basis.is_some();
    let (url, elsewhere) = match &report.url {
        Some(url) if sanitized::is_web_address(url) => (Some(url.clone()), None),
        other => (None, other.as_ref()),
    };
    let fields = [
        Some(("id", json!(id))),
        Some(("type", json!(source.kind.word()))),
        Some(("title", json!(title))),
        stated(&source.outlet).map(|outlet| ("container-title", json!(outlet))),
        stated(&source.author).map(|author| ("author", json!([{ "literal": author }]))),
        source.published.as_ref().and_then(|when| date(when, is_inferred)).map(|date| ("issued", date)),
        source.accessed.as_ref().and_then(|when| date(when, false)).map(|date| ("accessed", date)),
        url.map(|url| ("URL", json!(url))),
        stated(&source.place).map(|place| ("publisher-place", json!(place))),
        stated(&source.lang).map(|lang| ("language", json!(lang))),
        Some(("note", json!(note(facts, elsewhere)))),
    ];
    fields.into_iter().flatten().collect()
}

/// The item of an event that no source is named for.
fn unsourced(facts: &CitedRecord<'_>) -> Vec<CslField> {
    let id = json!(facts.reference);
    vec![("id", id), ("type", json!("document")), ("title", json!(facts.title)), ("note", json!(note(facts, None)))]
}

/// All that has no field of its own, on one line: managers of references read fields out of a note's lines.
fn note(facts: &CitedRecord<'_>, elsewhere: Option<&String>) -> String {
    let mut parts = Vec::from_iter(facts.quote.clone());
    parts.extend(facts.details.iter().map(labelled));
    parts.extend(elsewhere.map(|url| format!("found at: {url}")));
    parts.extend(facts.assessment.iter().map(labelled));
    parts.join(" · ")
}

/// A date as CSL has it: as far as it is given, two for the ends of an interval; `None` where both ends are open.
fn date(when: &EdtfDate, is_inferred: bool) -> Option<Value> {
    let [first, last] = when.ends();
    let parts: Vec<Vec<i64>> = match (first, last) {
        (Some(first), Some(last)) if first == last => vec![parts(first)],
        (first, last) => [first, last].into_iter().flatten().map(parts).collect(),
    };
    if parts.is_empty() {
        return None;
    }
    let is_open = first.is_none() || last.is_none();
    let is_certain = !(is_inferred || is_open || when.is_uncertain() || when.is_approximate());
    Some(if is_certain { json!({ "date-parts": parts }) } else { json!({ "date-parts": parts, "circa": true }) })
}

fn parts(given: GivenDay) -> Vec<i64> {
    let (month, day) = (given.month.map(i64::from), given.day.map(i64::from));
    [Some(given.year), month, day].into_iter().map_while(|part| part).collect()
}
