//! Opens a copy sheet with the links of the selected item's sources. It never opens a link.

use super::overlay;
use super::reader::BriefReader;
use super::{App, BriefItem, Effect};
use crate::model::{Ix, Record, Source};
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
    let mut sources: Vec<Ix<Source>> = Vec::new();
    for source in records.iter().flat_map(|record| brief.sources_of(*record)) {
        if !sources.contains(source) {
            sources.push(*source);
        }
    }
    show_sources(app, sources);
    None
}

fn show_sources(app: &mut App, sources: Vec<Ix<Source>>) {
    let Some(facts) = app.shown_facts() else { return };
    let has_address = |source: &Ix<Source>| facts.brief.sources[*source].url.is_some();
    let why = match sources.as_slice() {
        [] => "no source is named for it, so there is no link".to_owned(),
        [one] if !has_address(one) => {
            format!("the source {} gives no address", text::clean(&facts.brief.sources[*one].id))
        }
        several if !several.iter().any(has_address) => "none of its sources gives an address".to_owned(),
        _ => return overlay::show_links(app, sources),
    };
    app.refuse(why);
}

/// The sources of the selected item.
fn selected_sources(reader: &BriefReader) -> Result<Vec<Ix<Source>>, String> {
    match reader.selected_item() {
        Some(BriefItem::Source(ix)) => Ok(vec![ix]),
        Some(BriefItem::Record(record)) => Ok(reader.facts.brief.sources_of(record).to_vec()),
        Some(BriefItem::Actor(_) | BriefItem::Issue(_) | BriefItem::Cell(..)) | None => {
            Err("a link is a source's: go to one, or to what it reports".to_owned())
        }
    }
}
