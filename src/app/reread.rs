//! The open brief read again: what is new takes the place of what was, and the reader stays where it is. A brief that has become
//! faulty does not: the last good state is shown until it is mended. It reads no file.

use std::sync::Arc;

use super::overlay::Overlay;
use super::place::SpeltCase;
use super::reader::Reader;
use super::update::{resize, write_anew};
use super::{App, Checked, Effect, Item, Notice, Opened, stage};
use crate::model::{Brief, Record};
use crate::view;

/// What the files of the open brief now are.
#[derive(Debug)]
pub struct Reread {
    /// The brief as far as it can be read; else the lines that say why nothing of it can.
    pub opened: Result<Opened, Vec<String>>,
    /// What happened to the files, such as `brief.toml changed`; `None` where the user asked.
    pub cause: Option<String>,
}

/// Why the brief that is shown is not the one in its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// The first fault, with its place.
    pub first: String,
    /// How many more there are.
    pub more: usize,
}

/// Takes in what was read, or tells why not.
pub(super) fn reread(app: &mut App, again: Reread) {
    let Reread { opened, cause } = again;
    // What is presented stays as it is: that the files are others now is a mark.
    if app.stage.is_some() {
        return stage::hear(app, stage::News::Changed);
    }
    let Some(reader) = &app.reader else { return };
    // Who reads a faulty brief has agreed to faults, and has no good state to keep.
    let agreed = !reader.faults.is_empty();
    match opened {
        Ok(opened) if opened.faults.is_empty() || agreed => replace(app, opened, cause.as_deref()),
        Ok(Opened { faults, .. }) | Err(faults) => keep(app, &faults, cause.is_none()),
    }
    resize(app, app.size);
}

/// Leaves everything as it is, under a line that says why.
fn keep(app: &mut App, faults: &[String], asked: bool) {
    let folder = app.reader.as_ref().map(|reader| format!("{}/", reader.place)).unwrap_or_default();
    let first = faults.first().map_or("nothing can be read", String::as_str);
    let first = first.strip_prefix(&folder).unwrap_or(first).to_owned();
    app.stale = Some(Stale { first, more: faults.len().saturating_sub(1) });
    if let Some(reader) = &mut app.reader {
        reader.unread = faults.to_vec();
    }
    if app.awaits.is_none() {
        app.notice = None;
    }
    if asked {
        app.notice = Some(Notice::Refused("not read again: this is the last state without faults".to_owned()));
    }
}

/// Takes in what is wrong with the open brief; of another it is told too late.
pub(super) fn check(app: &mut App, brief: &Arc<Brief>, checked: Checked) -> Option<Effect> {
    let reader = app.reader.as_mut().filter(|reader| Arc::ptr_eq(&reader.brief, brief))?;
    reader.checked = Some(checked);
    reader.tell();
    if let Some(Overlay::Page(page)) = &mut app.overlay {
        write_anew(page, reader, app.size);
    }
    None
}

fn replace(app: &mut App, opened: Opened, cause: Option<&str>) {
    let (Some(reader), overlay) = (&mut app.reader, app.overlay.take()) else { return };
    // What stands over the list has nothing of the brief.
    let held = overlay.as_ref().map(|overlay| if app.at_list { Held::Nothing } else { Held::of(overlay, reader) });
    let pins = reader.pins.count();
    reader.replace(opened);
    app.overlay = overlay.zip(held).and_then(|(overlay, held)| held.restore(overlay, reader));
    let gone = pins.saturating_sub(reader.pins.count());
    app.stale = None;
    // A question that waits for a letter stands in the same place.
    if app.awaits.is_none() {
        let told = cause.map_or_else(|| "read again".to_owned(), |cause| format!("read again: {cause}"));
        app.notice = Some(Notice::Done(match gone {
            0 => told,
            gone => format!("{told}; {} found nothing any more and is taken back", view::count(gone, "pin")),
        }));
    }
}

/// What an overlay has of the brief, by ids, while the brief is replaced.
enum Held {
    Nothing,
    /// The hit under the cursor of the look-up.
    Hit(Option<String>),
    Case(Option<SpeltCase>),
    /// The item whose article is shown.
    Passage(Option<String>),
    /// What is cited or linked to, and what lies beneath.
    Handed(Vec<String>, Box<Self>),
}

impl Held {
    fn of(overlay: &Overlay, reader: &Reader) -> Self {
        let spelt = |record: Record| Item::Record(record).spelt(&reader.brief);
        match overlay {
            Overlay::Help(_) | Overlay::Page(_) | Overlay::Audience(_) | Overlay::Cards(_) | Overlay::Date { .. } => {
                Self::Nothing
            }
            Overlay::LookUp(look) => Self::Hit(look.chosen().map(spelt)),
            Overlay::Case(view) => Self::Case(reader.spelt_case(view.step())),
            Overlay::Passage(_) => Self::Passage(reader.subject().map(|item| item.spelt(&reader.brief))),
            Overlay::Copy(handout) => {
                let beneath = handout.beneath.as_ref().map_or(Self::Nothing, |beneath| Self::of(beneath, reader));
                let items = handout.items();
                Self::Handed(items.into_iter().map(|item| item.spelt(&reader.brief)).collect(), Box::new(beneath))
            }
        }
    }

    /// The overlay over the new brief; `None` where nothing is left of what it showed.
    fn restore(self, overlay: Overlay, reader: &mut Reader) -> Option<Overlay> {
        match (overlay, self) {
            (Overlay::LookUp(mut look), Self::Hit(chosen)) => {
                look.ask_again(chosen.as_deref(), reader);
                Some(Overlay::LookUp(look))
            }
            (Overlay::Case(mut view), Self::Case(spelt)) => {
                let step = reader.find_case(&spelt?)?;
                view.go_on_at(step, reader);
                Some(Overlay::Case(view))
            }
            (Overlay::Passage(passage), Self::Passage(spelt)) => {
                let here = reader.subject().map(|item| item.spelt(&reader.brief));
                let passage = (here == spelt).then(|| passage.reopened(reader)).flatten()?;
                Some(Overlay::Passage(Box::new(passage)))
            }
            (Overlay::Copy(mut handout), Self::Handed(of, beneath)) => {
                handout.beneath = handout.beneath.and_then(|overlay| beneath.restore(*overlay, reader)).map(Box::new);
                let items: Vec<Item> = of.iter().filter_map(|spelt| Item::read(spelt, &reader.brief)).collect();
                if !handout.renew(&items, reader) {
                    return handout.beneath.map(|beneath| *beneath);
                }
                Some(Overlay::Copy(handout))
            }
            // The page is written anew with the size; the others have nothing of the brief.
            (overlay, _) => Some(overlay),
        }
    }
}
