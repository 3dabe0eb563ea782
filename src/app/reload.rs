//! Replaces the open brief by its reloaded version and keeps the position. A version with faults does not replace one
//! without faults. It never reads a file.

use std::sync::Arc;

use super::{App, BriefChecks, BriefFacts, Effect, Notice, OpenedBrief, presentation};
use crate::model::Brief;
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
    app.resize(app.size);
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
        app.refuse("not read again: this is the last state without faults");
    }
}

/// Takes over the checks of the open brief; the checks of any other brief arrive too late and are dropped.
pub(super) fn receive_checks(app: &mut App, brief: &Arc<Brief>, checked: BriefChecks) -> Option<Effect> {
    let reader = app.reader.as_mut().filter(|reader| Arc::ptr_eq(&reader.facts.brief, brief))?;
    reader.facts.checked = Some(checked);
    reader.update_detail();
    app.lay_out_overlays();
    None
}

fn replace_brief(app: &mut App, opened: OpenedBrief, cause: Option<&str>) {
    let count_pins = |app: &App| app.reader.as_ref().map_or(0, |reader| reader.pins.count());
    let pins = count_pins(app);
    app.reload_brief(opened);
    let gone = pins.saturating_sub(count_pins(app));
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
