//! Applies messages to the state. It never performs an effect.

use super::actions::{handle_in_overlay, perform, perform_below};
use super::navigation::JumpResult;
use super::overlay::insert_text;
use super::presentation;
use super::reader::BriefReader;
use super::reload::{self, reload};
use super::{App, Effect, Msg, Notice, OpenedBrief, PendingLetter, coding, library, mouse};
use crate::keys::{Action, BriefAction, Chord};
use crate::share::protocol::PresentationView;

/// The longest pasted text, in characters; no line here needs more.
const MAX_PASTE_CHARS: usize = 400;

/// Changes the state by one message. Returns the effect that the event loop must perform.
pub fn update(app: &mut App, msg: Msg) -> Option<Effect> {
    let effect = apply_msg(app, msg);
    effect.or_else(|| library::next_request(app))
}

fn apply_msg(app: &mut App, msg: Msg) -> Option<Effect> {
    match msg {
        Msg::Key(chord) => handle_key(app, chord),
        Msg::Do(action) => {
            app.notice = None;
            app.pending_letter = None;
            if cancels_quitting(app, action == Action::Quit) { None } else { perform(app, action) }
        }
        Msg::Cancel => cancel(app),
        Msg::Letter(letter) => {
            app.notice = None;
            handle_mark_letter(app, Some(letter))
        }
        Msg::Mouse { at, what } => mouse::handle_mouse(app, at, what),
        Msg::Paste(text) => {
            paste(app, &text);
            None
        }
        Msg::Resize(size) => {
            app.resize(size);
            None
        }
        Msg::Opened(opened) => {
            show_opened(app, *opened);
            None
        }
        Msg::Reloaded(reloaded) => {
            reload(app, *reloaded);
            None
        }
        Msg::Checked(brief, checked) => reload::receive_checks(app, &brief, *checked),
        Msg::GoTo(key) => go_to(app, &key, BriefReader::go_to_key),
        Msg::Library(event) => library::handle_event(app, event),
        Msg::JumpTo(key) => go_to(app, &key, BriefReader::jump_to_key),
        Msg::Choose(at) => {
            choose_row(app, at);
            None
        }
        Msg::Present(audience, plan) => presentation::present_to(app, audience, plan),
        Msg::Presentation(event) => {
            presentation::handle_event(app, event);
            None
        }
        Msg::CodingOpened(material) => {
            coding::show(app, *material);
            None
        }
        Msg::CodingApplied(result) => {
            coding::show_applied(app, &result);
            None
        }
        Msg::Failed(why) => {
            app.refuse(why);
            None
        }
    }
}

fn go_to(app: &mut App, key: &str, go: fn(&mut BriefReader, &str) -> JumpResult) -> Option<Effect> {
    let result = go(app.reader.as_mut()?, key);
    app.set_notice(result);
    library::begin_at_hit(app);
    None
}

/// Shows a brief that was opened from the list.
fn show_opened(app: &mut App, opened: OpenedBrief) {
    library::keep_look_up(app);
    app.close_overlays();
    (app.at_list, app.stale) = (false, None);
    app.reader = Some(Box::new(BriefReader::new(app.size, opened)));
    // The banner about faults is gone, so the list has one more row.
    app.resize(app.size);
}

fn handle_key(app: &mut App, chord: Chord) -> Option<Effect> {
    app.notice = None;
    let is_quit = app.presentation.as_ref().is_some_and(|presentation| presentation.is_quit_key(chord, &app.keys));
    if cancels_quitting(app, is_quit) {
        return None;
    }
    // Quit, suspend and redraw work everywhere, even in a line of text.
    if let Some(action @ (Action::Quit | Action::Suspend | Action::Redraw)) = app.keys.action_for(chord)
        && chord.ctrl
    {
        app.pending_letter = None;
        return perform_below(app, action);
    }
    if app.pending_letter.is_some() {
        handle_mark_letter(app, chord.typed_char())
    } else if app.overlay.is_some() {
        handle_in_overlay(app, |overlay, app| overlay.component().handle_key(app, chord))
    } else if app.presentation.is_some() {
        presentation::handle_presentation_key(app, chord)
    } else if app.at_list {
        library::handle_library_key(app, chord)
    } else {
        perform(app, app.keys.action_for(chord)?)
    }
}

/// Takes back the question whether to quit, unless the user quits. What takes it back does nothing else.
fn cancels_quitting(app: &mut App, quits: bool) -> bool {
    let presentation = app.presentation.as_mut().filter(|_| !quits);
    presentation.is_some_and(|presentation| std::mem::take(&mut presentation.quit_asked))
}

fn cancel(app: &mut App) -> Option<Effect> {
    app.notice = None;
    if cancels_quitting(app, false) || app.pending_letter.take().is_some() {
        return None;
    }
    handle_in_overlay(app, |overlay, app| overlay.component().perform(app, Action::Brief(BriefAction::UnpinAll)))
}

/// Inserts pasted text into the line that has the focus; without one, does nothing. Pasted text never acts as a command.
fn paste(app: &mut App, text: &str) {
    // A line break separates words, and never acts as the Enter key.
    let to_space = |char: char| if char.is_control() || char.is_whitespace() { ' ' } else { char };
    let text: String = text.trim().replace("\r\n", " ").chars().map(to_space).take(MAX_PASTE_CHARS).collect();
    if let Some(mut overlay) = app.overlay.take() {
        overlay.component().paste(app, &text);
        app.overlay = Some(overlay);
    } else if let Some(library) = app.library.as_mut().filter(|_| app.at_list) {
        insert_text(&mut library.filter, &text);
        library.apply_filter();
    }
}

/// Puts the cursor of the overlay's list, or of the list of briefs, on a row, or goes to a card.
fn choose_row(app: &mut App, at: usize) {
    app.notice = None;
    if let Some(mut overlay) = app.overlay.take() {
        overlay.component().choose(app, at);
        app.overlay = Some(overlay);
    } else if app.presentation.as_ref().is_some_and(|presentation| presentation.view != PresentationView::Reader) {
        presentation::choose_card(app, at);
    } else if let Some(library) = app.library.as_mut().filter(|_| app.at_list)
        && let Some(brief) = library.rows.rows().get(at).copied()
    {
        library.rows.choose(brief);
        library.rows.show_cursor(library.height());
    }
}

/// Handles the letter of a mark; any other key cancels the command.
fn handle_mark_letter(app: &mut App, letter: Option<char>) -> Option<Effect> {
    let pending = app.pending_letter.take()?;
    let (Some(letter), Some(reader)) = (letter.filter(|char| char.is_alphanumeric()), &mut app.reader) else {
        app.refuse("a mark is a letter or a digit");
        return None;
    };
    match pending {
        PendingLetter::SetMark => {
            reader.set_mark(letter);
            app.notice = Some(Notice::Done(format!("this place is now '{letter}")));
            Some(Effect::SaveState)
        }
        PendingLetter::GoToMark => {
            let result = reader.go_to_mark(letter);
            app.set_notice(result);
            None
        }
    }
}
