//! Keys while something is looked up: in the line they type, in the list of hits they move and act.

use super::target::{self, LookUpTarget};
use super::{LookUp, LookUpFocus, MAX_QUERY_CHARS};
use crate::app::key_handlers::edit_line;
use crate::app::list::PressedRow;
use crate::app::overlay::Overlay;
use crate::app::paste::insert_text;
use crate::app::update::{perform, set_notice};
use crate::app::{App, Effect, Notice, copy, link};
use crate::keys::{Action, BriefAction, Chord, Key};

/// The look-up that is open, and what it asks.
pub(super) fn open_look_up(app: &mut App) -> Option<(&mut LookUp, LookUpTarget<'_>)> {
    let over = match (&mut app.library, &mut app.reader) {
        (Some(library), _) if app.at_list => LookUpTarget::Library(library),
        (_, Some(reader)) => LookUpTarget::Brief(reader),
        (_, None) => return None,
    };
    match &mut app.overlay {
        Some(Overlay::LookUp(look)) => Some((look, over)),
        Some(
            Overlay::Help(_)
            | Overlay::Page(_)
            | Overlay::Article(_)
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
    let size = app.content_size();
    if let Some((look, mut over)) = open_look_up(app) {
        look.lay_out(&mut over, size);
    }
}

pub(in crate::app) fn handle_look_up_key(app: &mut App, chord: Chord) -> Option<Effect> {
    let action = app.keys.action_for(chord);
    let (look, over) = open_look_up(app)?;
    if look.queue_key(chord, action, &over) {
        app.notice = Some(Notice::Done("this waits for the answer".to_owned()));
        return None;
    }
    let effect = match look.focus {
        LookUpFocus::Line => handle_line_key(app, chord),
        LookUpFocus::Hits => handle_hits_key(app, chord),
    };
    lay_out(app);
    effect
}

/// A press on the row of a hit, from 0 on the screen: it is chosen, and gone to where the keys and the cursor are there already.
pub(in crate::app) fn press(app: &mut App, row: usize) -> Option<Effect> {
    let (look, _) = open_look_up(app)?;
    let part = look.focus;
    let effect = match look.hits.press(row) {
        PressedRow::Current if part == LookUpFocus::Hits => go_to_chosen_hit(app),
        PressedRow::Current | PressedRow::New => {
            look.enter_hits(|_| {});
            None
        }
        PressedRow::Outside => None,
    };
    lay_out(app);
    effect
}

/// Scrolls the hits, or the chosen one told whole.
pub(in crate::app) fn scroll(app: &mut App, rows: isize, preview: bool) {
    let Some((look, _)) = open_look_up(app) else { return };
    if preview {
        look.sheet.preview_top = look.sheet.preview_top.saturating_add_signed(rows);
    } else {
        look.hits.scroll(rows, look.sheet.rows.len());
    }
    lay_out(app);
}

/// Puts pasted text into the line, as far as that has room.
pub(in crate::app) fn paste(app: &mut App, text: &str) {
    if let Some((look, mut over)) = open_look_up(app) {
        let room = MAX_QUERY_CHARS.saturating_sub(look.line.value().chars().count());
        insert_text(&mut look.line, &text.chars().take(room).collect::<String>());
        look.focus = LookUpFocus::Line;
        look.on_edit(&mut over);
    }
    lay_out(app);
}

fn handle_line_key(app: &mut App, chord: Chord) -> Option<Effect> {
    let (look, mut over) = open_look_up(app)?;
    match (chord.key, chord.ctrl) {
        (Key::Esc, _) => close(app),
        (Key::Enter, _) => return go_to_chosen_hit(app),
        (Key::Tab, _) => attempt(app, |look, over| look.complete(over, true)),
        (Key::BackTab, _) => attempt(app, |look, over| look.complete(over, false)),
        (Key::Up, _) => attempt(app, |look, over| look.recall_query(over, true)),
        (Key::Down, _) if look.history.is_back() => attempt(app, |look, over| look.recall_query(over, false)),
        (Key::Down, _) | (Key::Char('n'), true) => look.enter_hits(|look| look.hits.step(1)),
        (Key::PageDown, _) => look.enter_hits(|look| look.hits.page(look.sheet.rows.len(), true)),
        (Key::Char(_), false) if look.line.value().chars().count() >= MAX_QUERY_CHARS => {}
        (
            Key::Char(_) | Key::Backspace | Key::Delete | Key::Left | Key::Right | Key::Home | Key::End | Key::PageUp,
            _,
        ) => {
            look.completion = None;
            if edit_line(&mut look.line, chord) {
                look.on_edit(&mut over);
            }
        }
    }
    None
}

fn handle_hits_key(app: &mut App, chord: Chord) -> Option<Effect> {
    let action = app.keys.action_for(chord);
    let (look, over) = open_look_up(app)?;
    let record = look.chosen_hit_record(&over).map(|(_, record)| record);
    if chord == Chord::ctrl('n') {
        look.hits.step(1);
    } else if chord == Chord::ctrl('p') {
        look.move_up();
    }
    match action? {
        Action::Brief(verb) => return perform_on_hits(app, verb),
        Action::LookUp => look.focus = LookUpFocus::Line,
        Action::Copy => return copy::copy_records(app, record.as_slice()),
        Action::ShowCopy => return copy::show_copy_sheet(app, record.as_slice()),
        Action::Link => return link::show_links(app, record.as_slice()),
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
        | Action::Article
        | Action::Star
        | Action::SetMark
        | Action::GoToMark
        | Action::Library
        | Action::Reload
        | Action::Redraw
        | Action::Suspend
        | Action::Present
        | Action::Card(_) => {}
    }
    None
}

/// Does among the hits what a verb does in a pane; what only a pane can do is passed over.
fn perform_on_hits(app: &mut App, verb: BriefAction) -> Option<Effect> {
    let (look, _) = open_look_up(app)?;
    let height = look.sheet.rows.len();
    match verb {
        BriefAction::Down | BriefAction::NextHit => look.hits.step(1),
        BriefAction::Up => look.move_up(),
        BriefAction::PreviousHit => look.hits.step(-1),
        BriefAction::Top => look.hits.move_to_end(false),
        BriefAction::Bottom => look.hits.move_to_end(true),
        BriefAction::PageDown => look.hits.page(height, true),
        BriefAction::PageUp => look.hits.page(height, false),
        BriefAction::DetailDown => look.sheet.preview_top = look.sheet.preview_top.saturating_add(1),
        BriefAction::DetailUp => look.sheet.preview_top = look.sheet.preview_top.saturating_sub(1),
        BriefAction::Go => return go_to_chosen_hit(app),
        BriefAction::Narrow => narrow_to_hits(app),
        BriefAction::UnpinAll => close(app),
        BriefAction::Left
        | BriefAction::Right
        | BriefAction::NextPane
        | BriefAction::PreviousPane
        | BriefAction::Focus(_)
        | BriefAction::Zoom
        | BriefAction::Back
        | BriefAction::Forward
        | BriefAction::Unpin
        | BriefAction::AsOf
        | BriefAction::NextStar => {}
    }
    None
}

/// Leaves the look-up; a question that found something is an earlier one from now on.
fn close(app: &mut App) {
    if let Some((look, mut over)) = open_look_up(app) {
        if !look.hits.is_empty() && !look.is_awaited() {
            over.remember(look.line.value(), &look.whole_answer());
        }
        app.overlay = None;
    }
}

/// Goes to the chosen hit; in a library that opens its brief.
fn go_to_chosen_hit(app: &mut App) -> Option<Effect> {
    let (look, mut over) = open_look_up(app)?;
    let Some(hit) = look.hits.current() else {
        set_notice(app, Err("nothing is found that one could go to".to_owned()));
        return None;
    };
    over.remember(look.line.value(), &look.whole_answer());
    match over {
        LookUpTarget::Brief(reader) => {
            let done = reader.go_to_hit(hit.record);
            app.overlay = None;
            set_notice(app, Ok(done));
            None
        }
        LookUpTarget::Library(_) => {
            let item = target::excerpt_key(look.excerpt(look.hits.at())?);
            Some(Effect::OpenAt { brief: hit.brief, item })
        }
    }
}

/// Narrows the reader to the whole result.
fn narrow_to_hits(app: &mut App) {
    let Some((look, over)) = open_look_up(app) else { return };
    let Some(record) = look.hits.current().map(|hit| hit.record) else { return };
    let done = match over {
        LookUpTarget::Brief(reader) => {
            let done = reader.toggle_search_pin(look.line.value(), record);
            if done.is_ok() {
                reader.keep_query(look.line.value(), &look.whole_answer());
                app.overlay = None;
            }
            done
        }
        LookUpTarget::Library(_) => Err("one brief at a time is narrowed: enter opens the one of this hit".to_owned()),
    };
    set_notice(app, done);
}

/// Does something with the line, or says why that cannot be done.
fn attempt(app: &mut App, act: impl FnOnce(&mut LookUp, &mut LookUpTarget<'_>) -> Result<(), &'static str>) {
    let Some((look, mut over)) = open_look_up(app) else { return };
    if let Err(why) = act(look, &mut over) {
        app.notice = Some(Notice::Refused(why.to_owned()));
    }
}
