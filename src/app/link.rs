//! Opens a copy sheet with the links of the selected item's sources. It never opens a link.

use super::overlay;
use super::reader::BriefReader;
use super::source_links::LinkedSource;
use super::{App, BriefItem, Effect};
use crate::model::Record;
use crate::text;

/// Shows the links of the selected item's sources, or of the sources of the current card.
pub(super) fn show_selected_links(app: &mut App) -> Option<Effect> {
    if let Some(records) =
        app.presentation.as_ref().and_then(|presentation| presentation.cited_records()).map(<[Record]>::to_vec)
    {
        return show_links(app, &records);
    }
    let sources = selected_sources(app.reader.as_ref()?);
    match sources {
        Ok(sources) => show_sources(app, sources),
        Err(why) => app.refuse(why),
    }
    None
}

/// Shows the links of the sources of `records`.
pub(super) fn show_links(app: &mut App, records: &[Record]) -> Option<Effect> {
    let brief = &app.shown_facts()?.brief;
    let mut sources: Vec<LinkedSource> = Vec::new();
    for record in records {
        for source in brief.sources_of(*record) {
            match sources.iter_mut().find(|linked| linked.source == *source) {
                // Of several records of a source, none is the one to open it at.
                Some(linked) => linked.record = None,
                None => sources.push(LinkedSource { source: *source, record: Some(*record) }),
            }
        }
    }
    show_sources(app, sources);
    None
}

fn show_sources(app: &mut App, sources: Vec<LinkedSource>) {
    let Some(facts) = app.shown_facts() else { return };
    let source_of = |linked: &LinkedSource| &facts.brief.sources[linked.source];
    let has_address = |linked: &LinkedSource| source_of(linked).url.is_some();
    let why = match sources.as_slice() {
        [] => "no source is named for it, so there is no link".to_owned(),
        [one] if !has_address(one) => {
            format!("the source {} gives no address", text::clean(&source_of(one).id))
        }
        several if !several.iter().any(has_address) => "none of its sources gives an address".to_owned(),
        _ => return overlay::show_links(app, sources),
    };
    app.refuse(why);
}

/// The sources of the selected item.
fn selected_sources(reader: &BriefReader) -> Result<Vec<LinkedSource>, String> {
    match reader.selected_item() {
        Some(BriefItem::Source(ix)) => Ok(vec![LinkedSource { source: ix, record: None }]),
        Some(BriefItem::Record(record)) => {
            let sources = reader.facts.brief.sources_of(record).iter();
            Ok(sources.map(|source| LinkedSource { source: *source, record: Some(record) }).collect())
        }
        Some(BriefItem::Actor(_) | BriefItem::Issue(_) | BriefItem::Cell(..)) | None => {
            Err("a link is a source's: go to one, or to what it reports".to_owned())
        }
    }
}
