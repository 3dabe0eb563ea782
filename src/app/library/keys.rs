//! Handles keys and actions while the list of briefs is shown. It loads no brief itself.

use ratatui::layout::{Position, Rect};

use super::{LIBRARY_FRAME_ROWS, LibraryRequest};
use crate::app::list::PressedRow;
use crate::app::lookup::LookUp;
use crate::app::overlay::{Help, Overlay, edit_line, is_closing};
use crate::app::{App, Effect, MouseAction, Notice};
use crate::keys::{Action, BriefAction, Chord, Key, Keymap};
use crate::layout;

/// Handles a key: the keys of a text field edit the filter, the others move in the list.
pub(in crate::app) fn handle_library_key(app: &mut App, chord: Chord) -> Option<Effect> {
    let action = app.keys.action_for(chord);
    let library = app.library.as_mut()?;
    let (typed, is_clear) = (library.filter.value(), library.filter.value().is_empty());
    let is_quit_letter = action == Some(Action::Quit) && matches!(chord.key, Key::Char(_));
    let action = match chord.key {
        _ if action == Some(Action::LookUp) && (chord.ctrl || is_clear && is_sign(chord)) => action,
        _ if chord == Chord::ctrl('r') => Some(Action::Reload),
        // A single `q` may begin a name; no name begins with two.
        Key::Char(char) if is_quit_letter && typed == char.to_string() => action,
        Key::Home => Some(Action::Brief(BriefAction::Top)),
        Key::End => Some(Action::Brief(BriefAction::Bottom)),
        Key::Char(_)
        | Key::Enter
        | Key::Esc
        | Key::Tab
        | Key::BackTab
        | Key::Backspace
        | Key::Delete
        | Key::Up
        | Key::Down
        | Key::Left
        | Key::Right
        | Key::PageUp
        | Key::PageDown => Keymap::text_field_action(chord),
    };
    if let Some(action) = action {
        return perform_in_list(app, action);
    }
    if is_quit_letter && is_clear {
        app.notice = Some(Notice::Done(format!("{chord} again leaves, any other key goes on with the filter")));
    }
    if edit_line(&mut library.filter, chord) {
        library.apply_filter();
    }
    None
}

/// Performs an action in the list of briefs; actions on an open brief are ignored.
pub(in crate::app) fn perform_in_list(app: &mut App, action: Action) -> Option<Effect> {
    let library = app.library.as_mut()?;
    let height = library.height();
    if let Some(motion) = action.list_motion() {
        library.rows.move_by(motion, height);
        library.rows.show_cursor(height);
    } else if action == Action::Brief(BriefAction::Go) {
        return library.open_chosen();
    } else if action == Action::LookUp {
        app.overlay = Some(Overlay::LookUp(Box::new(LookUp::open_in_library(library))));
        app.lay_out_overlays();
    } else if action == Action::Reload {
        return Some(Effect::Library(LibraryRequest::Refresh));
    } else if action == Action::Help {
        app.overlay = Some(Overlay::Help(Help::new(app)));
    } else if action == Action::Quit {
        return Some(Effect::Quit);
    } else if is_closing(action) && !library.filter.value().is_empty() {
        library.filter.reset();
        library.apply_filter();
    } else if is_closing(action) {
        app.at_list = app.reader.is_none();
        return app.at_list.then_some(Effect::Quit);
    }
    None
}

/// Handles the mouse in the list: a press selects a brief, or opens the one that is selected already.
pub(in crate::app) fn handle_mouse(app: &mut App, at: Position, what: MouseAction) -> Option<Effect> {
    let library = app.library.as_mut()?;
    let body = Rect {
        y: LIBRARY_FRAME_ROWS - 1,
        height: u16::try_from(library.height()).ok()?,
        ..Rect::from((Position::ORIGIN, library.size))
    };
    let Some(rows) = what.scroll_rows() else {
        let pressed = library.rows.press(layout::row_at(body, at)?);
        return (pressed == PressedRow::Current).then(|| perform_in_list(app, Action::Brief(BriefAction::Go)))?;
    };
    library.rows.scroll(rows, body.height.into(), true);
    None
}

/// Whether a key types a sign; no name begins with one.
fn is_sign(chord: Chord) -> bool {
    chord.typed_char().is_some_and(|char| !char.is_alphanumeric() && !char.is_whitespace())
}
