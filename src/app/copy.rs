//! Sends citations to the terminal's clipboard. It never writes to the terminal itself.

use super::panes::TimelineRow;
use super::reader::BriefReader;
use super::{App, BriefFacts, BriefItem, Effect, Notice};
use crate::keys::{Action, BriefAction, Keymap};
use crate::layout::Pane;
use crate::model::{Brief, Record};
use crate::text;
use crate::view::citation::{self, CitationFormat};
use crate::view::pluralize;

/// The longest text sent to the clipboard, in bytes. As base64 it has 100,000 characters; terminals drop more without
/// an error.
const MAX_CLIPBOARD_BYTES: usize = 74_994;

/// Why nothing is copied if there are no records.
pub(super) const NOTHING_TO_CITE: &str = "nothing here to cite: go to a statement first";

/// The programs between this one and the clipboard, as far as they are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ClipboardRoute {
    /// The terminal alone, which may accept a copy or not.
    #[default]
    Terminal,
    /// A multiplexer of this name whose settings drop copies.
    Drops(&'static str),
}

/// Sends the citations of `records` to the terminal's clipboard.
pub(super) fn copy_records(app: &mut App, records: &[Record]) -> Option<Effect> {
    let facts = app.shown_facts()?;
    let text = citation::format_citations(&facts.place, &facts.brief, records, app.citation_format);
    let what = describe_citations(&facts.brief, records, app.citation_format);
    let by_hand = format!("{} shows it to select by hand", app.keys.key_label(Action::ShowCopy));
    send_to_clipboard(app, text, &what, &by_hand)
}

/// Applies `with` to the selected records, or to the records of the current card.
pub(super) fn with_selected_records(app: &mut App, with: fn(&mut App, &[Record]) -> Option<Effect>) -> Option<Effect> {
    let records = match app.presentation.as_ref().and_then(|presentation| presentation.cited_records()) {
        Some(records) => Ok(records.to_vec()),
        None => selected_records(app.reader.as_ref()?, &app.keys),
    };
    match records {
        Ok(records) => with(app, &records),
        Err(why) => {
            app.refuse(why);
            None
        }
    }
}

/// `the citation of asif-federation`, `4 citations as CSL-JSON`.
pub(super) fn describe_citations(brief: &Brief, records: &[Record], format: CitationFormat) -> String {
    let what = match records {
        [one] => format!("the citation of {}", text::clean(brief.record_id(*one))),
        several => pluralize(several.len(), "citation"),
    };
    match format {
        CitationFormat::Plain => what,
        CitationFormat::Markdown | CitationFormat::Csl => format!("{what} as {}", format.title()),
    }
}

/// Sends a text to the clipboard. `by_hand` says how to copy it without the terminal's clipboard.
pub(super) fn send_to_clipboard(app: &mut App, text: String, what: &str, by_hand: &str) -> Option<Effect> {
    if text.is_empty() {
        app.refuse(NOTHING_TO_CITE);
        return None;
    }
    if text.len() > MAX_CLIPBOARD_BYTES {
        let long = text.len().div_ceil(1000);
        app.refuse(format!("{long} kB are too much for a terminal's clipboard, which may take 75: {by_hand}"));
        return None;
    }
    let lost = match app.clipboard_route {
        ClipboardRoute::Terminal => None,
        ClipboardRoute::Drops(multiplexer) => Some(format!("{multiplexer} drops it ({by_hand})")),
    };
    app.notice = Some(Notice::Copied { what: what.to_owned(), lost });
    Some(Effect::Copy(text))
}

/// The records to cite for the selected item, as far as the timeline shows them: a record itself, the records of a
/// source, the statements of anything else.
fn selected_records(reader: &BriefReader, keys: &Keymap) -> Result<Vec<Record>, String> {
    let Some(item) = reader.selected_item() else { return Err("nothing here to cite".to_owned()) };
    let is_cited = |record: &Record| match item {
        BriefItem::Record(_) | BriefItem::Source(_) => true,
        BriefItem::Actor(_) | BriefItem::Issue(_) | BriefItem::Cell(..) => matches!(record, Record::Statement(_)),
    };
    let BriefFacts { brief, timeline_index, .. } = &reader.facts;
    let order = timeline_index.records();
    let linked = timeline_index.linked_to(brief, item).into_iter().map(|position| order[position]);
    let linked: Vec<Record> = linked.filter(is_cited).collect();
    let is_shown = |record: &Record| reader.panes.timeline.position(TimelineRow::Record(*record)).is_some();
    let shown: Vec<Record> = linked.iter().copied().filter(is_shown).collect();
    let name = item.describe(brief);
    match (linked.is_empty(), shown.is_empty()) {
        (_, false) => Ok(shown),
        (true, true) => {
            let key = keys.key_label(Action::Brief(BriefAction::Focus(Pane::Timeline)));
            Err(format!("{}: no statement to cite; {key} goes to the timeline", text::clean(&name)))
        }
        (false, true) => {
            let key = keys.key_label(Action::Brief(BriefAction::UnpinAll));
            Err(format!("{}: the pins hide all that could be cited; {key} takes them back", text::clean(&name)))
        }
    }
}
