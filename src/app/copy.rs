//! Records on their way out: as citations, to the terminal's clipboard or onto a clean screen.

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

/// The longest text that goes to a clipboard, in bytes: as base64 it has 100,000 characters, and terminals drop more without a word.
const MAX_CLIPBOARD_BYTES: usize = 74_994;

/// What stands before the clipboard, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ClipboardRoute {
    /// Nothing but the terminal, which may take a copy or not.
    #[default]
    Terminal,
    /// A multiplexer of this name that drops copies, as it is set up.
    Drops(&'static str),
}

/// Sends the citations of `records` to the terminal's clipboard.
pub(super) fn copy_records(app: &mut App, records: &[Record]) -> Option<Effect> {
    let reader = app.shown_reader()?;
    let text = citation::format_citations(&reader.place, &reader.brief, records, app.citation_format);
    let what = with_format_title(describe_records(reader, records), app.citation_format);
    send_to_clipboard(app, text, &what)
}

/// Shows the citations of `records` on a clean screen, for hand selection.
pub(super) fn show_copy_sheet(app: &mut App, records: &[Record]) -> Option<Effect> {
    let reader = app.shown_reader()?;
    if records.is_empty() {
        app.notice = Some(nothing_to_cite());
    } else {
        let handout = CopySheet::new(records.to_vec(), reader, app.content_size());
        open_copy_sheet(app, handout);
    }
    None
}

/// Puts a clean screen over whatever is shown; what can be gone back to is kept beneath.
pub(super) fn open_copy_sheet(app: &mut App, mut handout: CopySheet) {
    handout.underlying = match app.overlay.take() {
        Some(beneath @ (Overlay::LookUp(_) | Overlay::Case(_))) => Some(Box::new(beneath)),
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
    app.overlay = Some(Overlay::Copy(handout));
}

/// Does one of the two with what the cursor is on.
pub(super) fn with_selected_records(app: &mut App, with: fn(&mut App, &[Record]) -> Option<Effect>) -> Option<Effect> {
    let records = match app.presentation.as_ref().and_then(|stage| stage.cited_records()) {
        Some(of_card) => Ok(of_card.to_vec()),
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

/// Sends what the clean screen shows, in its form.
pub(super) fn copy_shown(app: &mut App) -> Option<Effect> {
    let (Some(Overlay::Copy(handout)), Some(reader)) = (&app.overlay, app.shown_reader()) else { return None };
    let what = match handout.content() {
        CopySheetContent::Citations { records, form } => with_format_title(describe_records(reader, records), *form),
        CopySheetContent::Links(_) => pluralize(handout.clipboard_text().lines().count(), "link"),
    };
    let text = handout.clipboard_text().to_owned();
    send_to_clipboard(app, text, &what)
}

fn with_format_title(what: String, form: CitationFormat) -> String {
    match form {
        CitationFormat::Plain => what,
        CitationFormat::Markdown | CitationFormat::Csl => format!("{what} as {}", form.title()),
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
    let sent = match app.clipboard_route {
        ClipboardRoute::Terminal => format!("sent to the terminal: {what}"),
        ClipboardRoute::Drops(multiplexer) => {
            format!("sent, but {multiplexer} drops it ({}): {what}", manual_copy_hint(app))
        }
    };
    app.notice = Some(Notice::Done(sent));
    Some(Effect::Copy(text))
}

/// The way to a text without the terminal's clipboard.
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

/// What is cited for the item looked at: a record itself, of a source its records, of anything else its statements, as far as the
/// timeline shows them.
fn selected_records(reader: &BriefReader, keys: &Keymap) -> Result<Vec<Record>, String> {
    let Some(item) = reader.selected_item() else { return Err("nothing here to cite".to_owned()) };
    let is_cited = |record: &Record| match item {
        BriefItem::Record(_) | BriefItem::Source(_) => true,
        BriefItem::Actor(_) | BriefItem::Issue(_) | BriefItem::Cell(..) => matches!(record, Record::Statement(_)),
    };
    let order = reader.timeline_index.records();
    let linked = reader.timeline_index.linked_to(&reader.brief, item).into_iter().map(|place| order[place]);
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
