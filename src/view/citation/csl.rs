//! Citations as CSL-JSON 1.0.2, one item for each source that reports a record. It never writes a field that is not stated.

use serde_json::{Value, json};

use super::cited_record::{CitedRecord, CitedSource};
use super::plain::labelled;
use super::{is_web_address, one_line};
use crate::model::{EdtfDate, GivenDay};

/// The name of a CSL variable and its value.
type CslField = (&'static str, Value);

/// Writes all items as one array, with one field per line.
pub(super) fn write(records: &[CitedRecord<'_>]) -> String {
    let items: Vec<String> = records.iter().flat_map(items).map(|item| format_item(&item)).collect();
    if items.is_empty() { "[]".to_owned() } else { format!("[\n{}\n]", items.join(",\n")) }
}

fn format_item(item: &[CslField]) -> String {
    let fields: Vec<String> = item.iter().map(|(name, value)| format!("    \"{name}\": {value}")).collect();
    format!("  {{\n{}\n  }}", fields.join(",\n"))
}

fn items(record: &CitedRecord<'_>) -> Vec<Vec<CslField>> {
    match record.reports.as_slice() {
        [] => vec![unsourced(record)],
        [report] => vec![item(record, report, &record.reference)],
        // Ids must be unique in a list of items, so each gets the id of its source.
        several => {
            let id = |report: &CitedSource<'_>| format!("{} ({})", record.reference, one_line(&report.source.id));
            several.iter().map(|report| item(record, report, &id(report))).collect()
        }
    }
}

fn item(record: &CitedRecord<'_>, report: &CitedSource<'_>, id: &str) -> Vec<CslField> {
    let source = report.source;
    let stated = |text: &Option<String>| text.as_deref().map(one_line).filter(|text| !text.is_empty());
    let title = stated(&source.title).unwrap_or_else(|| record.title.clone());
    let is_inferred = source.published_basis.is_some();
    let (url, other_address) = match &report.url {
        Some(url) if is_web_address(url) => (Some(url.clone()), None),
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
        Some(("note", json!(note(record, other_address)))),
    ];
    fields.into_iter().flatten().collect()
}

/// The item of an event without a source.
fn unsourced(record: &CitedRecord<'_>) -> Vec<CslField> {
    let id = json!(record.reference);
    vec![("id", id), ("type", json!("document")), ("title", json!(record.title)), ("note", json!(note(record, None)))]
}

/// Everything without a CSL variable of its own, on one line, because reference managers parse fields from the lines of a note.
fn note(record: &CitedRecord<'_>, other_address: Option<&String>) -> String {
    let mut parts = Vec::from_iter(record.quote.clone());
    parts.extend(record.details.iter().map(labelled));
    parts.extend(other_address.map(|url| format!("found at: {url}")));
    parts.extend(record.assessment.iter().map(labelled));
    parts.join(" · ")
}

/// A date as CSL date parts, as precise as it is stated, with two entries for an interval. Returns `None` when both ends are open.
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

fn parts(date: GivenDay) -> Vec<i64> {
    let (month, day) = (date.month.map(i64::from), date.day.map(i64::from));
    [Some(date.year), month, day].into_iter().map_while(|part| part).collect()
}
