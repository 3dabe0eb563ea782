//! Keys while something is looked up: in the line they type, in the list of hits they move and act.

use super::over::{self, Over};
use super::{LONGEST, LookUp, Part};
use crate::app::entry::edit;
use crate::app::list::Pressed;
use crate::app::overlay::Overlay;
use crate::app::paste::insert;
use crate::app::update::{perform, tell};
use crate::app::{App, Effect, Notice, copy, link};
use crate::keys::{Action, Chord, Key, Verb};

/// The look-up that is open, and what it asks.
pub(super) fn open(app: &mut App) -> Option<(&mut LookUp, Over<'_>)> {
    let over = match (&mut app.library, &mut app.reader) {
        (Some(library), _) if app.at_list => Over::Library(library),
        (_, Some(reader)) => Over::Brief(reader),
        (_, None) => return None,
    };
    match &mut app.overlay {
        Some(Overlay::LookUp(look)) => Some((look, over)),
        Some(
            Overlay::Help(_)
            | Overlay::Page(_)
            | Overlay::Passage(_)
            | Overlay::Copy(_)
            | Overlay::Case(_)
            | Overlay::Audience(_)
            | Overlay::Cards(_)
            | Overlay::Date { .. },
        )
        | None => None,
    }
}

/// Makes what the look-up shows anew, for the screen as it is.
pub(in crate::app) fn lay_out(app: &mut App) {
    let size = app.room();
    if let Some((look, mut over)) = open(app) {
        look.lay_out(&mut over, size);
    }
}

pub(in crate::app) fn in_look_up(app: &mut App, chord: Chord) -> Option<Effect> {
    let action = app.keys.action_for(chord);
    let (look, over) = open(app)?;
    if look.waits_with(chord, action, &over) {
        app.notice = Some(Notice::Done("this waits for the answer".to_owned()));
        return None;
    }
    let effect = match look.part {
        Part::Line => in_line(app, chord),
        Part::Hits => in_hits(app, chord),
    };
    lay_out(app);
    effect
}

/// A press on the row of a hit, from 0 on the screen: it is chosen, and gone to where the keys and the cursor are there already.
pub(in crate::app) fn press(app: &mut App, row: usize) -> Option<Effect> {
    let (look, _) = open(app)?;
    let part = look.part;
    let effect = match look.hits.press(row) {
        Pressed::Again if part == Part::Hits => go(app),
        Pressed::Again | Pressed::Row => {
            look.enter_hits(|_| {});
            None
        }
        Pressed::Beside => None,
    };
    lay_out(app);
    effect
}

/// Scrolls the hits, or the chosen one told whole.
pub(in crate::app) fn scroll(app: &mut App, rows: isize, preview: bool) {
    let Some((look, _)) = open(app) else { return };
    if preview {
        look.sheet.preview_top = look.sheet.preview_top.saturating_add_signed(rows);
    } else {
        look.hits.scroll(rows, look.sheet.rows.len());
    }
    lay_out(app);
}

/// Puts pasted text into the line, as far as that has room.
pub(in crate::app) fn paste(app: &mut App, text: &str) {
    if let Some((look, mut over)) = open(app) {
        let room = LONGEST.saturating_sub(look.line.value().chars().count());
        insert(&mut look.line, &text.chars().take(room).collect::<String>());
        look.part = Part::Line;
        look.typed(&mut over);
    }
    lay_out(app);
}

fn in_line(app: &mut App, chord: Chord) -> Option<Effect> {
    let (look, mut over) = open(app)?;
    match (chord.key, chord.ctrl) {
        (Key::Esc, _) => close(app),
        (Key::Enter, _) => return go(app),
        (Key::Tab, _) => attempt(app, |look, over| look.complete(over, true)),
        (Key::BackTab, _) => attempt(app, |look, over| look.complete(over, false)),
        (Key::Up, _) => attempt(app, |look, over| look.earlier(over, true)),
        (Key::Down, _) if look.recall.is_back() => attempt(app, |look, over| look.earlier(over, false)),
        (Key::Down, _) | (Key::Char('n'), true) => look.enter_hits(|look| look.hits.step(1)),
        (Key::PageDown, _) => look.enter_hits(|look| look.hits.page(look.sheet.rows.len(), true)),
        (Key::Char(_), false) if look.line.value().chars().count() >= LONGEST => {}
        (
            Key::Char(_) | Key::Backspace | Key::Delete | Key::Left | Key::Right | Key::Home | Key::End | Key::PageUp,
            _,
        ) => {
            look.completing = None;
            if edit(&mut look.line, chord) {
                look.typed(&mut over);
            }
        }
    }
    None
}

fn in_hits(app: &mut App, chord: Chord) -> Option<Effect> {
    let action = app.keys.action_for(chord);
    let (look, over) = open(app)?;
    let record = look.subject(&over).map(|(_, record)| record);
    if chord == Chord::ctrl('n') {
        look.hits.step(1);
    } else if chord == Chord::ctrl('p') {
        look.up();
    }
    match action? {
        Action::Brief(verb) => return act(app, verb),
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
fn act(app: &mut App, verb: Verb) -> Option<Effect> {
    let (look, _) = open(app)?;
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
        Verb::Go => return go(app),
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
    None
}

/// Leaves the look-up; a question that found something is an earlier one from now on.
fn close(app: &mut App) {
    if let Some((look, mut over)) = open(app) {
        if !look.hits.is_empty() && !look.is_awaited() {
            over.keep(look.line.value(), &look.whole_answer());
        }
        app.overlay = None;
    }
}

/// Goes to the chosen hit; in a library that opens its brief.
fn go(app: &mut App) -> Option<Effect> {
    let (look, mut over) = open(app)?;
    let Some(hit) = look.hits.current() else {
        tell(app, Err("nothing is found that one could go to".to_owned()));
        return None;
    };
    over.keep(look.line.value(), &look.whole_answer());
    match over {
        Over::Brief(reader) => {
            let done = reader.go_to_hit(hit.record);
            app.overlay = None;
            tell(app, Ok(done));
            None
        }
        Over::Library(_) => {
            let item = over::spelt(look.excerpt(look.hits.at())?);
            Some(Effect::OpenAt { brief: hit.brief, item })
        }
    }
}

/// Narrows the reader to the whole result.
fn narrow(app: &mut App) {
    let Some((look, over)) = open(app) else { return };
    let Some(record) = look.hits.current().map(|hit| hit.record) else { return };
    let done = match over {
        Over::Brief(reader) => {
            let done = reader.narrow_to(look.line.value(), record);
            if done.is_ok() {
                reader.keep_question(look.line.value(), &look.whole_answer());
                app.overlay = None;
            }
            done
        }
        Over::Library(_) => Err("one brief at a time is narrowed: enter opens the one of this hit".to_owned()),
    };
    tell(app, done);
}

/// Does something with the line, or says why that cannot be done.
fn attempt(app: &mut App, act: impl FnOnce(&mut LookUp, &mut Over<'_>) -> Result<(), &'static str>) {
    let Some((look, mut over)) = open(app) else { return };
    if let Err(why) = act(look, &mut over) {
        app.notice = Some(Notice::Refused(why.to_owned()));
    }
}
