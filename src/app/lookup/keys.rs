//! Keys while something is looked up: in the line they type, in the list of hits they move and act.

use super::complete::Completing;
use super::recall::Recall;
use super::{LONGEST, LookUp, Part, line};
use crate::app::entry::edit;
use crate::app::list::Pressed;
use crate::app::overlay::Overlay;
use crate::app::paste::insert;
use crate::app::reader::Reader;
use crate::app::update::{perform, tell};
use crate::app::{App, Effect, Notice, copy, link};
use crate::keys::{Action, Chord, Key, Verb};
use crate::query;

/// The look-up that is open, and the brief that it asks.
fn open(app: &mut App) -> Option<(&mut LookUp, &mut Reader)> {
    match (&mut app.overlay, &mut app.reader) {
        (Some(Overlay::LookUp(look)), Some(reader)) => Some((look, reader)),
        (
            Some(
                Overlay::Help(_)
                | Overlay::Page(_)
                | Overlay::Passage(_)
                | Overlay::Copy(_)
                | Overlay::Case(_)
                | Overlay::LookUp(_)
                | Overlay::Audience(_)
                | Overlay::Cards(_)
                | Overlay::Date { .. },
            )
            | None,
            _,
        ) => None,
    }
}

/// Makes what the look-up shows anew, for the screen as it is.
pub(in crate::app) fn lay_out(app: &mut App) {
    let size = app.room();
    if let Some((look, reader)) = open(app) {
        look.lay_out(reader, size);
    }
}

pub(in crate::app) fn in_look_up(app: &mut App, chord: Chord) -> Option<Effect> {
    let (look, _) = open(app)?;
    let effect = match look.part {
        Part::Line => {
            in_line(app, chord);
            None
        }
        Part::Hits => in_hits(app, chord),
    };
    lay_out(app);
    effect
}

/// A press on the row of a hit, from 0 on the screen: it is chosen, and gone to where the keys and the cursor are there already.
pub(in crate::app) fn press(app: &mut App, row: usize) {
    let Some((look, _)) = open(app) else { return };
    let part = look.part;
    match look.hits.press(row) {
        Pressed::Again if part == Part::Hits => go(app),
        Pressed::Again | Pressed::Row => look.enter_hits(|_| {}),
        Pressed::Beside => {}
    }
    lay_out(app);
}

/// Scrolls the hits, or the chosen one told whole.
pub(in crate::app) fn scroll(app: &mut App, rows: isize, preview: bool) {
    let Some((look, _)) = open(app) else { return };
    if preview {
        look.sheet.preview_top = look.sheet.preview_top.saturating_add_signed(rows);
    } else {
        look.hits.scroll(rows, look.sheet.rows.len(), true);
    }
    lay_out(app);
}

/// Puts pasted text into the line, as far as that has room.
pub(in crate::app) fn paste(app: &mut App, text: &str) {
    if let Some((look, reader)) = open(app) {
        let room = LONGEST.saturating_sub(look.line.value().chars().count());
        insert(&mut look.line, &text.chars().take(room).collect::<String>());
        look.part = Part::Line;
        look.typed(reader);
    }
    lay_out(app);
}

fn in_line(app: &mut App, chord: Chord) {
    let Some((look, reader)) = open(app) else { return };
    match (chord.key, chord.ctrl) {
        (Key::Esc, _) => close(app),
        (Key::Enter, _) => go(app),
        (Key::Tab, _) => attempt(app, |look, reader| look.complete(reader, true)),
        (Key::BackTab, _) => attempt(app, |look, reader| look.complete(reader, false)),
        (Key::Up, _) => attempt(app, |look, reader| look.earlier(reader, true)),
        (Key::Down, _) if look.recall.is_back() => attempt(app, |look, reader| look.earlier(reader, false)),
        (Key::Down, _) | (Key::Char('n'), true) => look.enter_hits(|look| look.hits.step(1)),
        (Key::PageDown, _) => look.enter_hits(|look| look.hits.page(look.sheet.rows.len(), true)),
        (Key::Char(_), false) if look.line.value().chars().count() >= LONGEST => {}
        (
            Key::Char(_) | Key::Backspace | Key::Delete | Key::Left | Key::Right | Key::Home | Key::End | Key::PageUp,
            _,
        ) => {
            look.completing = None;
            if edit(&mut look.line, chord) {
                look.typed(reader);
            }
        }
    }
}

fn in_hits(app: &mut App, chord: Chord) -> Option<Effect> {
    let action = app.keys.action_for(chord);
    let (look, _) = open(app)?;
    let record = look.chosen();
    if chord == Chord::ctrl('n') {
        look.hits.step(1);
    } else if chord == Chord::ctrl('p') {
        look.up();
    }
    match action? {
        Action::Brief(verb) => act(app, verb),
        Action::LookUp => look.part = Part::Line,
        Action::Copy => return copy::copy(app, record.as_slice()),
        Action::ShowCopy => return copy::show(app, record.as_slice()),
        Action::Link => return link::show(app, record.as_slice()),
        Action::Quit => close(app),
        Action::Help => {
            close(app);
            return perform(app, Action::Help);
        }
        Action::GoToDate
        | Action::NextContradiction
        | Action::NextShift
        | Action::BottomLine
        | Action::Honesty
        | Action::Passage
        | Action::Star
        | Action::SetMark
        | Action::GoToMark
        | Action::Library
        | Action::Reload
        | Action::Redraw
        | Action::Suspend
        | Action::Present
        | Action::Cue(_) => {}
    }
    None
}

/// Does among the hits what a verb does in a pane; what only a pane can do is passed over.
fn act(app: &mut App, verb: Verb) {
    let Some((look, _)) = open(app) else { return };
    let height = look.sheet.rows.len();
    match verb {
        Verb::Down | Verb::NextHit => look.hits.step(1),
        Verb::Up => look.up(),
        Verb::PreviousHit => look.hits.step(-1),
        Verb::Top => look.hits.end(false),
        Verb::Bottom => look.hits.end(true),
        Verb::PageDown => look.hits.page(height, true),
        Verb::PageUp => look.hits.page(height, false),
        Verb::DetailDown => look.sheet.preview_top = look.sheet.preview_top.saturating_add(1),
        Verb::DetailUp => look.sheet.preview_top = look.sheet.preview_top.saturating_sub(1),
        Verb::Go => go(app),
        Verb::Narrow => narrow(app),
        Verb::UnpinAll => close(app),
        Verb::Left
        | Verb::Right
        | Verb::NextPane
        | Verb::PreviousPane
        | Verb::Focus(_)
        | Verb::Zoom
        | Verb::Back
        | Verb::Forward
        | Verb::Unpin
        | Verb::AsOf
        | Verb::NextStar => {}
    }
}

/// Leaves the look-up; a question that found something is an earlier one from now on.
fn close(app: &mut App) {
    if let Some((look, reader)) = open(app) {
        if look.chosen().is_some() {
            reader.keep_question(look.line.value(), &look.answer);
        }
        app.overlay = None;
    }
}

/// Goes to the chosen hit.
fn go(app: &mut App) {
    let Some((look, reader)) = open(app) else { return };
    let Some(record) = look.chosen() else { return tell(app, Err("nothing is found that one could go to".to_owned())) };
    reader.keep_question(look.line.value(), &look.answer);
    let done = reader.go_to_hit(record);
    app.overlay = None;
    tell(app, Ok(done));
}

/// Narrows the reader to the whole result.
fn narrow(app: &mut App) {
    let Some((look, reader)) = open(app) else { return };
    let Some(record) = look.chosen() else { return };
    let done = reader.narrow_to(look.line.value(), record);
    if done.is_ok() {
        reader.keep_question(look.line.value(), &look.answer);
        app.overlay = None;
    }
    tell(app, done);
}

/// Does something with the line, or says why that cannot be done.
fn attempt(app: &mut App, act: impl FnOnce(&mut LookUp, &mut Reader) -> Result<(), &'static str>) {
    let Some((look, reader)) = open(app) else { return };
    if let Err(why) = act(look, reader) {
        app.notice = Some(Notice::Refused(why.to_owned()));
    }
}

impl LookUp {
    /// To be called when the text of the line was changed by hand.
    fn typed(&mut self, reader: &mut Reader) {
        self.recall = Recall::default();
        self.completing = None;
        self.ask(reader);
    }

    /// Gives the keys to the hits, and moves among them: the first was chosen already.
    fn enter_hits(&mut self, step: impl FnOnce(&mut Self)) {
        if self.chosen().is_some() {
            self.completing = None;
            self.part = Part::Hits;
            step(self);
        }
    }

    /// One hit up, or from the first into the line.
    fn up(&mut self) {
        if self.hits.at() == 0 {
            self.part = Part::Line;
        }
        self.hits.step(-1);
    }

    /// An earlier question instead of the one in the line, or forward again to what was being typed.
    fn earlier(&mut self, reader: &mut Reader, back: bool) -> Result<(), &'static str> {
        let typed = self.line.value().to_owned();
        let step = self.recall.step(back, &typed, reader.search.questions());
        let text = step.ok_or("no earlier question")?;
        self.completing = None;
        let length = text.chars().count();
        self.put(text, length, reader);
        Ok(())
    }

    /// Completes the field or the value before the cursor; from then on, takes the next way to do so or the one before.
    fn complete(&mut self, reader: &mut Reader, forward: bool) -> Result<(), &'static str> {
        let completed = if let Some(completing) = &mut self.completing {
            completing.step(forward)
        } else {
            let (text, cursor) = (self.line.value(), line::cursor_byte(&self.line));
            let completion = query::complete(reader.index(), text, cursor);
            let begun = completion.and_then(|completion| Completing::begin(text, completion));
            let (completing, completed) =
                begun.ok_or("nothing to complete here: fields are who: on: is: in: after:")?;
            self.completing = Some(completing).filter(Completing::has_choice);
            completed
        };
        self.recall = Recall::default();
        self.put(completed.line, completed.before, reader);
        Ok(())
    }
}
