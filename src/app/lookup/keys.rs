//! Handles keys and the mouse for the look-up: keys edit the line or act on the hits. It never searches itself.

use super::target::{self, LookUpTarget};
use super::{LookUp, LookUpFocus};
use crate::app::actions::{perform, set_notice};
use crate::app::key_handlers::edit_line;
use crate::app::list::PressedRow;
use crate::app::overlay::Overlay;
use crate::app::paste::insert_text;
use crate::app::search::MAX_QUERY_CHARS;
use crate::app::{App, Effect, Notice, copy, link};
use crate::keys::{Action, BriefAction, Chord, Key};

/// The open look-up and its target.
pub(super) fn open_look_up(app: &mut App) -> Option<(&mut LookUp, LookUpTarget<'_>)> {
    let target = match (&mut app.library, &mut app.reader) {
        (Some(library), _) if app.at_list => LookUpTarget::Library(library),
        (_, Some(reader)) => LookUpTarget::Brief(reader),
        (_, None) => return None,
    };
    match &mut app.overlay {
        Some(Overlay::LookUp(look_up)) => Some((look_up, target)),
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

/// Lays out the look-up for the current screen.
pub(in crate::app) fn lay_out(app: &mut App) {
    let size = app.content_size();
    if let Some((look_up, mut target)) = open_look_up(app) {
        look_up.lay_out(&mut target, size);
    }
}

pub(in crate::app) fn handle_look_up_key(app: &mut App, chord: Chord) -> Option<Effect> {
    let action = app.keys.action_for(chord);
    let (look_up, target) = open_look_up(app)?;
    if look_up.queue_key(chord, action, &target) {
        app.notice = Some(Notice::Done("this waits for the answer".to_owned()));
        return None;
    }
    let effect = match look_up.focus {
        LookUpFocus::Line => handle_line_key(app, chord),
        LookUpFocus::Hits => handle_hits_key(app, chord),
    };
    lay_out(app);
    effect
}

/// Handles a press on a row of the screen, from 0: selects the hit, or opens it if the hits have the focus and it is
/// already selected.
pub(in crate::app) fn press(app: &mut App, row: usize) -> Option<Effect> {
    let (look_up, _) = open_look_up(app)?;
    let focus = look_up.focus;
    let effect = match look_up.hits.press(row) {
        PressedRow::Current if focus == LookUpFocus::Hits => go_to_chosen_hit(app),
        PressedRow::Current | PressedRow::New => {
            look_up.enter_hits(|_| {});
            None
        }
        PressedRow::Outside => None,
    };
    lay_out(app);
    effect
}

/// Scrolls the hits, or the preview of the chosen one.
pub(in crate::app) fn scroll(app: &mut App, rows: isize, preview: bool) {
    let Some((look_up, _)) = open_look_up(app) else { return };
    if preview {
        look_up.sheet.preview_top = look_up.sheet.preview_top.saturating_add_signed(rows);
    } else {
        look_up.hits.scroll(rows, look_up.sheet.rows.len());
    }
    lay_out(app);
}

/// Inserts pasted text into the line, cut to the room that is left.
pub(in crate::app) fn paste(app: &mut App, text: &str) {
    if let Some((look_up, mut target)) = open_look_up(app) {
        let available = MAX_QUERY_CHARS.saturating_sub(look_up.line.value().chars().count());
        insert_text(&mut look_up.line, &text.chars().take(available).collect::<String>());
        look_up.focus = LookUpFocus::Line;
        look_up.on_edit(&mut target);
    }
    lay_out(app);
}

fn handle_line_key(app: &mut App, chord: Chord) -> Option<Effect> {
    let (look_up, mut target) = open_look_up(app)?;
    match (chord.key, chord.ctrl) {
        (Key::Esc, _) => close(app),
        (Key::Enter, _) => return go_to_chosen_hit(app),
        (Key::Tab, _) => attempt(app, |look_up, target| look_up.complete(target, true)),
        (Key::BackTab, _) => attempt(app, |look_up, target| look_up.complete(target, false)),
        (Key::Up, _) => attempt(app, |look_up, target| look_up.recall_query(target, true)),
        (Key::Down, _) if look_up.history.is_back() => {
            attempt(app, |look_up, target| look_up.recall_query(target, false));
        }
        (Key::Down, _) | (Key::Char('n'), true) => look_up.enter_hits(|look_up| look_up.hits.step(1)),
        (Key::PageDown, _) => look_up.enter_hits(|look_up| look_up.hits.page(look_up.sheet.rows.len(), true)),
        (Key::Char(_), false) if look_up.line.value().chars().count() >= MAX_QUERY_CHARS => {}
        (
            Key::Char(_) | Key::Backspace | Key::Delete | Key::Left | Key::Right | Key::Home | Key::End | Key::PageUp,
            _,
        ) => {
            look_up.completion = None;
            if edit_line(&mut look_up.line, chord) {
                look_up.on_edit(&mut target);
            }
        }
    }
    None
}

fn handle_hits_key(app: &mut App, chord: Chord) -> Option<Effect> {
    let action = app.keys.action_for(chord);
    let (look_up, target) = open_look_up(app)?;
    let record = look_up.chosen_hit_record(&target);
    if chord == Chord::ctrl('n') {
        look_up.hits.step(1);
    } else if chord == Chord::ctrl('p') {
        look_up.move_up();
    }
    match action? {
        Action::Brief(brief_action) => return perform_on_hits(app, brief_action),
        Action::LookUp => look_up.focus = LookUpFocus::Line,
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

/// Performs an action on the hits; actions of panes alone are ignored.
fn perform_on_hits(app: &mut App, brief_action: BriefAction) -> Option<Effect> {
    let (look_up, _) = open_look_up(app)?;
    let height = look_up.sheet.rows.len();
    match brief_action {
        BriefAction::Down | BriefAction::NextHit => look_up.hits.step(1),
        BriefAction::Up => look_up.move_up(),
        BriefAction::PreviousHit => look_up.hits.step(-1),
        BriefAction::Top => look_up.hits.move_to_end(false),
        BriefAction::Bottom => look_up.hits.move_to_end(true),
        BriefAction::PageDown => look_up.hits.page(height, true),
        BriefAction::PageUp => look_up.hits.page(height, false),
        BriefAction::DetailDown => look_up.sheet.preview_top = look_up.sheet.preview_top.saturating_add(1),
        BriefAction::DetailUp => look_up.sheet.preview_top = look_up.sheet.preview_top.saturating_sub(1),
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

/// Closes the look-up; a query with hits goes into the history.
fn close(app: &mut App) {
    if let Some((look_up, mut target)) = open_look_up(app) {
        if !look_up.hits.is_empty() && !look_up.is_awaited() {
            target.remember(look_up.line.value(), &look_up.whole_answer());
        }
        app.overlay = None;
    }
}

/// Goes to the chosen hit; in a library, opens its brief.
fn go_to_chosen_hit(app: &mut App) -> Option<Effect> {
    let (look_up, mut target) = open_look_up(app)?;
    let Some(hit) = look_up.hits.current() else {
        set_notice(app, Err("nothing is found that one could go to".to_owned()));
        return None;
    };
    target.remember(look_up.line.value(), &look_up.whole_answer());
    match target {
        LookUpTarget::Brief(reader) => {
            let result = reader.go_to_hit(hit.record);
            app.overlay = None;
            set_notice(app, Ok(result));
            None
        }
        LookUpTarget::Library(_) => {
            let item = target::excerpt_key(look_up.excerpt(look_up.hits.at())?);
            Some(Effect::OpenAt { brief: hit.brief, item })
        }
    }
}

/// Filters the reader by all hits.
fn narrow_to_hits(app: &mut App) {
    let Some((look_up, target)) = open_look_up(app) else { return };
    let Some(record) = look_up.hits.current().map(|hit| hit.record) else { return };
    let result = match target {
        LookUpTarget::Brief(reader) => {
            let result = reader.toggle_search_pin(look_up.line.value(), record);
            if result.is_ok() {
                reader.keep_query(look_up.line.value(), &look_up.whole_answer());
                app.overlay = None;
            }
            result
        }
        LookUpTarget::Library(_) => Err("one brief at a time is narrowed: enter opens the one of this hit".to_owned()),
    };
    set_notice(app, result);
}

/// Applies `act` to the look-up, or shows its error.
fn attempt(app: &mut App, act: impl FnOnce(&mut LookUp, &mut LookUpTarget<'_>) -> Result<(), &'static str>) {
    let Some((look_up, mut target)) = open_look_up(app) else { return };
    if let Err(why) = act(look_up, &mut target) {
        app.notice = Some(Notice::Refused(why.to_owned()));
    }
}
