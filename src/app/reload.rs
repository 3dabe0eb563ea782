//! The open brief read again: what is new takes the place of what was, and the reader stays where it is. A brief that has become
//! faulty does not: the last good state is shown until it is mended. It reads no file.

use std::sync::Arc;

use super::overlay::Overlay;
use super::reader::BriefReader;
use super::restore::CaseKey;
use super::update::{resize, rewrap_page};
use super::{App, BriefChecks, BriefItem, Effect, Notice, OpenedBrief, presentation};
use crate::model::{Brief, Record};
use crate::view;

/// What the files of the open brief now are.
#[derive(Debug)]
pub struct ReloadedBrief {
    /// The brief as far as it can be read; else the lines that say why nothing of it can.
    pub opened: Result<OpenedBrief, Vec<String>>,
    /// What happened to the files, such as `brief.toml changed`; `None` where the user asked.
    pub cause: Option<String>,
}

/// Why the brief that is shown is not the one in its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaleFiles {
    /// The first fault, with its place.
    pub first: String,
    /// How many more there are.
    pub more: usize,
}

/// Takes in what was read, or tells why not.
pub(super) fn reload(app: &mut App, again: ReloadedBrief) {
    let ReloadedBrief { opened, cause } = again;
    // What is presented stays as it is: that the files are others now is a mark.
    if app.presentation.is_some() {
        return presentation::handle_event(app, presentation::PresentationEvent::Changed);
    }
    let Some(reader) = &app.reader else { return };
    // Who reads a faulty brief has agreed to faults, and has no good state to keep.
    let agreed = !reader.faults.is_empty();
    match opened {
        Ok(opened) if opened.faults.is_empty() || agreed => replace_brief(app, opened, cause.as_deref()),
        Ok(OpenedBrief { faults, .. }) | Err(faults) => keep_current(app, &faults, cause.is_none()),
    }
    resize(app, app.size);
}

/// Leaves everything as it is, under a line that says why.
fn keep_current(app: &mut App, faults: &[String], asked: bool) {
    let folder = app.reader.as_ref().map(|reader| format!("{}/", reader.place)).unwrap_or_default();
    let first = faults.first().map_or("nothing can be read", String::as_str);
    let first = first.strip_prefix(&folder).unwrap_or(first).to_owned();
    app.stale = Some(StaleFiles { first, more: faults.len().saturating_sub(1) });
    if let Some(reader) = &mut app.reader {
        reader.unread = faults.to_vec();
    }
    if app.pending_letter.is_none() {
        app.notice = None;
    }
    if asked {
        app.notice = Some(Notice::Refused("not read again: this is the last state without faults".to_owned()));
    }
}

/// Takes in what is wrong with the open brief; of another it is told too late.
pub(super) fn receive_checks(app: &mut App, brief: &Arc<Brief>, checked: BriefChecks) -> Option<Effect> {
    let reader = app.reader.as_mut().filter(|reader| Arc::ptr_eq(&reader.brief, brief))?;
    reader.checked = Some(checked);
    reader.update_detail();
    if let Some(Overlay::Page(page)) = &mut app.overlay {
        rewrap_page(page, reader, app.size);
    }
    None
}

fn replace_brief(app: &mut App, opened: OpenedBrief, cause: Option<&str>) {
    let (Some(reader), overlay) = (&mut app.reader, app.overlay.take()) else { return };
    // What stands over the list has nothing of the brief.
    let held = overlay
        .as_ref()
        .map(|overlay| if app.at_list { OverlayState::Nothing } else { OverlayState::capture(overlay, reader) });
    let pins = reader.pins.count();
    reader.reload(opened);
    app.overlay = overlay.zip(held).and_then(|(overlay, held)| held.restore(overlay, reader));
    let gone = pins.saturating_sub(reader.pins.count());
    app.stale = None;
    // A question that waits for a letter stands in the same place.
    if app.pending_letter.is_none() {
        let told = cause.map_or_else(|| "read again".to_owned(), |cause| format!("read again: {cause}"));
        app.notice = Some(Notice::Done(match gone {
            0 => told,
            gone => format!("{told}; {} found nothing any more and is taken back", view::pluralize(gone, "pin")),
        }));
    }
}

/// What an overlay has of the brief, by ids, while the brief is replaced.
enum OverlayState {
    Nothing,
    /// The hit under the cursor of the look-up.
    Hit(Option<String>),
    Case(Option<CaseKey>),
    /// The item whose article is shown.
    Article(Option<String>),
    /// What is cited or linked to, and what lies beneath.
    CopySheet(Vec<String>, Box<Self>),
}

impl OverlayState {
    fn capture(overlay: &Overlay, reader: &BriefReader) -> Self {
        let spelt = |record: Record| BriefItem::Record(record).to_key(&reader.brief);
        match overlay {
            Overlay::Help(_) | Overlay::Page(_) | Overlay::Audience(_) | Overlay::Cards(_) | Overlay::Date { .. } => {
                Self::Nothing
            }
            Overlay::LookUp(look) => Self::Hit(look.chosen_record().map(spelt)),
            Overlay::Case(view) => Self::Case(reader.case_key(view.step())),
            Overlay::Article(_) => Self::Article(reader.selected_item().map(|item| item.to_key(&reader.brief))),
            Overlay::Copy(handout) => {
                let beneath =
                    handout.underlying.as_ref().map_or(Self::Nothing, |beneath| Self::capture(beneath, reader));
                let items = handout.items();
                Self::CopySheet(items.into_iter().map(|item| item.to_key(&reader.brief)).collect(), Box::new(beneath))
            }
        }
    }

    /// The overlay over the new brief; `None` where nothing is left of what it showed.
    fn restore(self, overlay: Overlay, reader: &mut BriefReader) -> Option<Overlay> {
        match (overlay, self) {
            (Overlay::LookUp(mut look), Self::Hit(chosen)) => {
                look.search_again(chosen.as_deref(), reader);
                Some(Overlay::LookUp(look))
            }
            (Overlay::Case(mut view), Self::Case(spelt)) => {
                let step = reader.find_case(&spelt?)?;
                view.replace_case(step, reader);
                Some(Overlay::Case(view))
            }
            (Overlay::Article(passage), Self::Article(spelt)) => {
                let here = reader.selected_item().map(|item| item.to_key(&reader.brief));
                let passage = (here == spelt).then(|| passage.reopen(reader)).flatten()?;
                Some(Overlay::Article(Box::new(passage)))
            }
            (Overlay::Copy(mut handout), Self::CopySheet(of, beneath)) => {
                handout.underlying =
                    handout.underlying.and_then(|overlay| beneath.restore(*overlay, reader)).map(Box::new);
                let items: Vec<BriefItem> =
                    of.iter().filter_map(|spelt| BriefItem::from_key(spelt, &reader.brief)).collect();
                if !handout.refresh(&items, reader) {
                    return handout.underlying.map(|beneath| *beneath);
                }
                Some(Overlay::Copy(handout))
            }
            // The page is written anew with the size; the others have nothing of the brief.
            (overlay, _) => Some(overlay),
        }
    }
}
