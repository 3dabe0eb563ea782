//! Copies records as citations: to the terminal's clipboard or onto a copy sheet. It never writes to the terminal
//! itself.

use super::copy_sheet::{CopySheet, CopySheetContent};
use super::overlay::Overlay;
use super::panes::TimelineRow;
use super::reader::BriefReader;
use super::{App, BriefItem, Effect, Notice};
use crate::keys::{Action, BriefAction, Keymap};
use crate::layout::Pane;
use crate::model::Record;
use crate::text;
use crate::view::citation::{self, CitationFormat};
use crate::view::pluralize;

/// The longest text sent to the clipboard, in bytes. As base64 it has 100,000 characters; terminals drop more without
/// an error.
const MAX_CLIPBOARD_BYTES: usize = 74_994;

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
    let reader = app.shown_reader()?;
    let text = citation::format_citations(&reader.place, &reader.brief, records, app.citation_format);
    let what = with_format_title(describe_records(reader, records), app.citation_format);
    send_to_clipboard(app, text, &what)
}

/// Shows the citations of `records` on a copy sheet, for selection by hand.
pub(super) fn show_copy_sheet(app: &mut App, records: &[Record]) -> Option<Effect> {
    let reader = app.shown_reader()?;
    if records.is_empty() {
        app.notice = Some(nothing_to_cite());
    } else {
        let sheet = CopySheet::new(records.to_vec(), reader, app.content_size());
        open_copy_sheet(app, sheet);
    }
    None
}

/// Opens a copy sheet over the current overlay; a look-up or a case is kept, to return to it.
pub(super) fn open_copy_sheet(app: &mut App, mut sheet: CopySheet) {
    sheet.underlying = match app.overlay.take() {
        Some(underlying @ (Overlay::LookUp(_) | Overlay::Case(_))) => Some(Box::new(underlying)),
        Some(
            Overlay::Help(_)
            | Overlay::Page(_)
            | Overlay::Article(_)
            | Overlay::Copy(_)
            | Overlay::Audience(_)
            | Overlay::Cards(_)
            | Overlay::Date { .. },
        )
        | None => None,
    };
    app.overlay = Some(Overlay::Copy(sheet));
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
            app.notice = Some(Notice::Refused(why));
            None
        }
    }
}

/// Sends the content of the copy sheet to the clipboard, in its format.
pub(super) fn copy_shown(app: &mut App) -> Option<Effect> {
    let (Some(Overlay::Copy(sheet)), Some(reader)) = (&app.overlay, app.shown_reader()) else { return None };
    let what = match sheet.content() {
        CopySheetContent::Citations { records, format } => {
            with_format_title(describe_records(reader, records), *format)
        }
        CopySheetContent::Links(_) => pluralize(sheet.clipboard_text().lines().count(), "link"),
    };
    let text = sheet.clipboard_text().to_owned();
    send_to_clipboard(app, text, &what)
}

fn with_format_title(what: String, format: CitationFormat) -> String {
    match format {
        CitationFormat::Plain => what,
        CitationFormat::Markdown | CitationFormat::Csl => format!("{what} as {}", format.title()),
    }
}

fn send_to_clipboard(app: &mut App, text: String, what: &str) -> Option<Effect> {
    if text.is_empty() {
        app.notice = Some(nothing_to_cite());
        return None;
    }
    if text.len() > MAX_CLIPBOARD_BYTES {
        let long = text.len().div_ceil(1000);
        let why =
            format!("{long} kB are too much for a terminal's clipboard, which may take 75: {}", manual_copy_hint(app));
        app.notice = Some(Notice::Refused(why));
        return None;
    }
    let lost = match app.clipboard_route {
        ClipboardRoute::Terminal => None,
        ClipboardRoute::Drops(multiplexer) => Some(format!("{multiplexer} drops it ({})", manual_copy_hint(app))),
    };
    app.notice = Some(Notice::Copied { what: what.to_owned(), lost });
    Some(Effect::Copy(text))
}

/// Tells how to copy a text without the terminal's clipboard.
fn manual_copy_hint(app: &App) -> String {
    match app.overlay {
        Some(Overlay::Copy(_)) => "select it here by hand".to_owned(),
        Some(
            Overlay::Help(_)
            | Overlay::Page(_)
            | Overlay::Article(_)
            | Overlay::LookUp(_)
            | Overlay::Case(_)
            | Overlay::Audience(_)
            | Overlay::Cards(_)
            | Overlay::Date { .. },
        )
        | None => format!("{} shows it to select by hand", app.keys.key_label(Action::ShowCopy)),
    }
}

fn nothing_to_cite() -> Notice {
    Notice::Refused("nothing here to cite: go to a statement first".to_owned())
}

/// `the citation of asif-federation`, `4 citations`.
fn describe_records(reader: &BriefReader, records: &[Record]) -> String {
    match records {
        [one] => format!("the citation of {}", text::clean(reader.brief.record_id(*one))),
        several => pluralize(several.len(), "citation"),
    }
}

/// The records to cite for the selected item, as far as the timeline shows them: a record itself, the records of a
/// source, the statements of anything else.
fn selected_records(reader: &BriefReader, keys: &Keymap) -> Result<Vec<Record>, String> {
    let Some(item) = reader.selected_item() else { return Err("nothing here to cite".to_owned()) };
    let is_cited = |record: &Record| match item {
        BriefItem::Record(_) | BriefItem::Source(_) => true,
        BriefItem::Actor(_) | BriefItem::Issue(_) | BriefItem::Cell(..) => matches!(record, Record::Statement(_)),
    };
    let order = reader.timeline_index.records();
    let linked = reader.timeline_index.linked_to(&reader.brief, item).into_iter().map(|position| order[position]);
    let linked: Vec<Record> = linked.filter(is_cited).collect();
    let is_shown = |record: &Record| reader.panes.timeline.position(TimelineRow::Record(*record)).is_some();
    let shown: Vec<Record> = linked.iter().copied().filter(is_shown).collect();
    let name = item.describe(&reader.brief);
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
