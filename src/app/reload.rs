//! Replaces the open brief by its reloaded version and keeps the position. A version with faults does not replace one
//! without faults. It never reads a file.

use std::sync::Arc;

use super::overlay::Overlay;
use super::reader::BriefReader;
use super::resize::{resize, rewrap_page};
use super::restore::CaseKey;
use super::{App, BriefChecks, BriefFacts, BriefItem, Effect, Notice, OpenedBrief, presentation};
use crate::model::{Brief, Record};
use crate::view;

/// The result of reloading the open brief.
#[derive(Debug)]
pub struct ReloadedBrief {
    /// The loaded brief; `Err` holds the lines that say why nothing could be loaded.
    pub opened: Result<OpenedBrief, Vec<String>>,
    /// The change of the files, such as `brief.toml changed`; `None` if the user asked for the reload.
    pub cause: Option<String>,
}

/// The faults because of which the shown brief differs from its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaleFiles {
    /// The first fault, with its location.
    pub first: String,
    /// The number of further faults.
    pub more: usize,
}

/// Shows a reloaded brief, or a banner with its faults.
pub(super) fn reload(app: &mut App, reloaded: ReloadedBrief) {
    let ReloadedBrief { opened, cause } = reloaded;
    // A presented brief is never replaced: the speaker only sees that the files changed.
    if app.presentation.is_some() {
        return presentation::handle_event(app, presentation::PresentationEvent::Changed);
    }
    let Some(reader) = &app.reader else { return };
    // The user who opened a brief with faults accepts faults; there is no better version to keep.
    let accepts_faults = !reader.facts.faults.is_empty();
    match opened {
        Ok(opened) if opened.facts.faults.is_empty() || accepts_faults => replace_brief(app, opened, cause.as_deref()),
        Ok(OpenedBrief { facts: BriefFacts { faults, .. }, .. }) | Err(faults) => {
            keep_current(app, &faults, cause.is_none());
        }
    }
    resize(app, app.size);
}

/// Keeps the shown brief and adds a banner with the first fault.
fn keep_current(app: &mut App, faults: &[String], asked: bool) {
    let folder = app.reader.as_ref().map(|reader| format!("{}/", reader.facts.place)).unwrap_or_default();
    let first = faults.first().map_or("nothing can be read", String::as_str);
    let first = first.strip_prefix(&folder).unwrap_or(first).to_owned();
    app.stale = Some(StaleFiles { first, more: faults.len().saturating_sub(1) });
    if let Some(reader) = &mut app.reader {
        reader.facts.unread = faults.to_vec();
    }
    if app.pending_letter.is_none() {
        app.notice = None;
    }
    if asked {
        app.notice = Some(Notice::Refused("not read again: this is the last state without faults".to_owned()));
    }
}

/// Takes over the checks of the open brief; the checks of any other brief arrive too late and are dropped.
pub(super) fn receive_checks(app: &mut App, brief: &Arc<Brief>, checked: BriefChecks) -> Option<Effect> {
    let reader = app.reader.as_mut().filter(|reader| Arc::ptr_eq(&reader.facts.brief, brief))?;
    reader.facts.checked = Some(checked);
    reader.update_detail();
    if let Some(Overlay::Page(page)) = &mut app.overlay {
        rewrap_page(page, reader, app.size);
    }
    None
}

fn replace_brief(app: &mut App, opened: OpenedBrief, cause: Option<&str>) {
    let (Some(reader), overlay) = (&mut app.reader, app.overlay.take()) else { return };
    // An overlay over the list of briefs does not depend on the open brief.
    let state = overlay
        .as_ref()
        .map(|overlay| if app.at_list { OverlayState::Nothing } else { OverlayState::capture(overlay, reader) });
    let pins = reader.pins.count();
    reader.reload(opened);
    app.overlay = overlay.zip(state).and_then(|(overlay, state)| state.restore(overlay, reader));
    let gone = pins.saturating_sub(reader.pins.count());
    app.stale = None;
    // A question that waits for a letter is shown in the same row.
    if app.pending_letter.is_none() {
        let notice = cause.map_or_else(|| "read again".to_owned(), |cause| format!("read again: {cause}"));
        app.notice = Some(Notice::Done(match gone {
            0 => notice,
            gone => format!("{notice}; {} found nothing any more and is taken back", view::pluralize(gone, "pin")),
        }));
    }
}

/// The references of an overlay into the brief, by key, while the brief is replaced.
enum OverlayState {
    Nothing,
    /// The chosen hit of the look-up.
    Hit(Option<String>),
    Case(Option<CaseKey>),
    /// The item whose article is shown.
    Article(Option<String>),
    /// The cited or linked items, and the state of the underlying overlay.
    CopySheet(Vec<String>, Box<Self>),
}

impl OverlayState {
    fn capture(overlay: &Overlay, reader: &BriefReader) -> Self {
        let key = |record: Record| BriefItem::Record(record).to_key(&reader.facts.brief);
        match overlay {
            Overlay::Help(_) | Overlay::Page(_) | Overlay::Audience(_) | Overlay::Cards(_) | Overlay::Date { .. } => {
                Self::Nothing
            }
            Overlay::LookUp(look_up) => Self::Hit(look_up.chosen_record().map(key)),
            Overlay::Case(view) => Self::Case(reader.case_key(view.step())),
            Overlay::Article(_) => Self::Article(reader.selected_item().map(|item| item.to_key(&reader.facts.brief))),
            Overlay::Copy(sheet) => {
                let underlying =
                    sheet.underlying.as_ref().map_or(Self::Nothing, |underlying| Self::capture(underlying, reader));
                let items = sheet.items();
                Self::CopySheet(
                    items.into_iter().map(|item| item.to_key(&reader.facts.brief)).collect(),
                    Box::new(underlying),
                )
            }
        }
    }

    /// Restores the overlay over the new brief; returns `None` if nothing that it showed is left.
    fn restore(self, overlay: Overlay, reader: &mut BriefReader) -> Option<Overlay> {
        match (overlay, self) {
            (Overlay::LookUp(mut look_up), Self::Hit(chosen)) => {
                look_up.search_again(chosen.as_deref(), reader);
                Some(Overlay::LookUp(look_up))
            }
            (Overlay::Case(mut view), Self::Case(key)) => {
                let step = reader.find_case(&key?)?;
                view.replace_case(step, reader);
                Some(Overlay::Case(view))
            }
            (Overlay::Article(article), Self::Article(key)) => {
                let here = reader.selected_item().map(|item| item.to_key(&reader.facts.brief));
                let article = (here == key).then(|| article.reopen(reader)).flatten()?;
                Some(Overlay::Article(Box::new(article)))
            }
            (Overlay::Copy(mut sheet), Self::CopySheet(keys, underlying)) => {
                sheet.underlying =
                    sheet.underlying.and_then(|overlay| underlying.restore(*overlay, reader)).map(Box::new);
                let items: Vec<BriefItem> =
                    keys.iter().filter_map(|key| BriefItem::from_key(key, &reader.facts.brief)).collect();
                if !sheet.refresh(&items, &reader.facts) {
                    return sheet.underlying.map(|underlying| *underlying);
                }
                Some(Overlay::Copy(sheet))
            }
            // A page is wrapped again by `resize`; the others do not depend on the brief.
            (overlay, _) => Some(overlay),
        }
    }
}
