//! Records on their way out: as citations, to the terminal's clipboard or onto a clean screen.

use super::handout::{Handed, Handout};
use super::overlay::Overlay;
use super::panes::TimeRow;
use super::reader::Reader;
use super::{App, Effect, Item, Notice};
use crate::keys::{Action, Keymap, Verb};
use crate::layout::Pane;
use crate::model::Record;
use crate::text;
use crate::view::citation::{self, Form};
use crate::view::count;

/// The longest text that goes to a clipboard, in bytes: as base64 it has 100,000 characters, and terminals drop more without a word.
const LONGEST: usize = 74_994;

/// What stands before the clipboard, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Relay {
    /// Nothing but the terminal, which may take a copy or not.
    #[default]
    Terminal,
    /// A multiplexer of this name that drops copies, as it is set up.
    Drops(&'static str),
}

/// Sends the citations of `records` to the terminal's clipboard.
pub(super) fn copy(app: &mut App, records: &[Record]) -> Option<Effect> {
    let reader = app.looked_at()?;
    let text = citation::cite(&reader.place, &reader.brief, records, app.cited_as);
    let what = named(in_words(reader, records), app.cited_as);
    send(app, text, &what)
}

/// Shows the citations of `records` on a clean screen, for hand selection.
pub(super) fn show(app: &mut App, records: &[Record]) -> Option<Effect> {
    let reader = app.looked_at()?;
    if records.is_empty() {
        app.notice = Some(nothing());
    } else {
        let handout = Handout::new(records.to_vec(), reader, app.room());
        hand_out(app, handout);
    }
    None
}

/// Puts a clean screen over whatever is shown; what can be gone back to is kept beneath.
pub(super) fn hand_out(app: &mut App, mut handout: Handout) {
    handout.beneath = match app.overlay.take() {
        Some(beneath @ (Overlay::LookUp(_) | Overlay::Case(_))) => Some(Box::new(beneath)),
        Some(
            Overlay::Help(_)
            | Overlay::Page(_)
            | Overlay::Passage(_)
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
pub(super) fn subject(app: &mut App, with: fn(&mut App, &[Record]) -> Option<Effect>) -> Option<Effect> {
    let records = match app.stage.as_ref().and_then(|stage| stage.cited()) {
        Some(of_card) => Ok(of_card.to_vec()),
        None => of_subject(app.reader.as_ref()?, &app.keys),
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
pub(super) fn handout(app: &mut App) -> Option<Effect> {
    let (Some(Overlay::Copy(handout)), Some(reader)) = (&app.overlay, app.looked_at()) else { return None };
    let what = match handout.of() {
        Handed::Citations { records, form } => named(in_words(reader, records), *form),
        Handed::Links(_) => count(handout.to_send().lines().count(), "link"),
    };
    let text = handout.to_send().to_owned();
    send(app, text, &what)
}

fn named(what: String, form: Form) -> String {
    match form {
        Form::Plain => what,
        Form::Markdown | Form::Csl => format!("{what} as {}", form.title()),
    }
}

fn send(app: &mut App, text: String, what: &str) -> Option<Effect> {
    if text.is_empty() {
        app.notice = Some(nothing());
        return None;
    }
    if text.len() > LONGEST {
        let long = text.len().div_ceil(1000);
        let why = format!("{long} kB are too much for a terminal's clipboard, which may take 75: {}", by_hand(app));
        app.notice = Some(Notice::Refused(why));
        return None;
    }
    let sent = match app.relay {
        Relay::Terminal => format!("sent to the terminal: {what}"),
        Relay::Drops(multiplexer) => format!("sent, but {multiplexer} drops it ({}): {what}", by_hand(app)),
    };
    app.notice = Some(Notice::Done(sent));
    Some(Effect::Copy(text))
}

/// The way to a text without the terminal's clipboard.
fn by_hand(app: &App) -> String {
    match app.overlay {
        Some(Overlay::Copy(_)) => "select it here by hand".to_owned(),
        Some(
            Overlay::Help(_)
            | Overlay::Page(_)
            | Overlay::Passage(_)
            | Overlay::LookUp(_)
            | Overlay::Case(_)
            | Overlay::Audience(_)
            | Overlay::Cards(_)
            | Overlay::Date { .. },
        )
        | None => format!("{} shows it to select by hand", app.keys.key(Action::ShowCopy)),
    }
}

fn nothing() -> Notice {
    Notice::Refused("nothing here to cite: go to a statement first".to_owned())
}

/// `the citation of asif-federation`, `4 citations`.
fn in_words(reader: &Reader, records: &[Record]) -> String {
    match records {
        [one] => format!("the citation of {}", text::clean(reader.brief.record_id(*one))),
        several => count(several.len(), "citation"),
    }
}

/// What is cited for the item looked at: a record itself, of a source its records, of anything else its statements, as far as the
/// timeline shows them.
fn of_subject(reader: &Reader, keys: &Keymap) -> Result<Vec<Record>, String> {
    let Some(item) = reader.subject() else { return Err("nothing here to cite".to_owned()) };
    let is_cited = |record: &Record| match item {
        Item::Record(_) | Item::Source(_) => true,
        Item::Actor(_) | Item::Issue(_) | Item::Cell(..) => matches!(record, Record::Statement(_)),
    };
    let order = reader.chronicle.order();
    let linked = reader.chronicle.linked_to(&reader.brief, item).into_iter().map(|place| order[place]);
    let linked: Vec<Record> = linked.filter(is_cited).collect();
    let is_shown = |record: &Record| reader.panes.timeline.position(TimeRow::Record(*record)).is_some();
    let shown: Vec<Record> = linked.iter().copied().filter(is_shown).collect();
    let name = item.in_words(&reader.brief);
    match (linked.is_empty(), shown.is_empty()) {
        (_, false) => Ok(shown),
        (true, true) => {
            let key = keys.key(Action::Brief(Verb::Focus(Pane::Timeline)));
            Err(format!("{}: no statement to cite; {key} goes to the timeline", text::clean(&name)))
        }
        (false, true) => {
            let key = keys.key(Action::Brief(Verb::UnpinAll));
            Err(format!("{}: the pins hide all that could be cited; {key} takes them back", text::clean(&name)))
        }
    }
}
