//! Applies messages to the state: dispatches each key to the overlay or pane that has the focus. It never performs an
//! effect.

use super::actions::{perform, set_notice};
use super::key_handlers::{
    handle_article_key, handle_copy_sheet_key, handle_date_key, handle_help_key, handle_page_key,
};
use super::navigation::JumpResult;
use super::overlay::Overlay;
use super::paste::paste;
use super::presentation;
use super::reader::BriefReader;
use super::reload::{self, reload};
use super::resize::resize;
use super::{App, Effect, Msg, Notice, OpenedBrief, PendingLetter, cases, key_handlers, library, lookup, mouse};
use crate::keys::{Action, Chord};

/// Changes the state by one message. Returns the effect that the event loop must perform.
pub fn update(app: &mut App, msg: Msg) -> Option<Effect> {
    let effect = apply_msg(app, msg);
    effect.or_else(|| library::next_request(app))
}

fn apply_msg(app: &mut App, msg: Msg) -> Option<Effect> {
    match msg {
        Msg::Key(chord) => handle_key(app, chord),
        Msg::Mouse { at, what } => mouse::handle_mouse(app, at, what),
        Msg::Paste(text) => {
            paste(app, &text);
            None
        }
        Msg::Resize(size) => {
            resize(app, size);
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
            key_handlers::choose_row(app, at);
            None
        }
        Msg::Present(audience, plan) => presentation::present_to(app, audience, plan),
        Msg::Presentation(event) => {
            presentation::handle_event(app, event);
            None
        }
        Msg::Failed(why) => {
            app.notice = Some(Notice::Refused(why));
            None
        }
    }
}

fn go_to(app: &mut App, key: &str, go: fn(&mut BriefReader, &str) -> JumpResult) -> Option<Effect> {
    let result = go(app.reader.as_mut()?, key);
    set_notice(app, result);
    library::begin_at_hit(app);
    None
}

/// Shows a brief that was opened from the list.
fn show_opened(app: &mut App, opened: OpenedBrief) {
    library::keep_look_up(app);
    (app.overlay, app.at_list, app.stale) = (None, false, None);
    app.reader = Some(Box::new(BriefReader::new(app.size, opened)));
    // The banner about faults is gone, so the list has one more row.
    resize(app, app.size);
}

fn handle_key(app: &mut App, chord: Chord) -> Option<Effect> {
    app.notice = None;
    // A key that cancels a question does nothing else.
    if let Some(presentation) = &mut app.presentation
        && !presentation.is_quit_key(chord, &app.keys)
        && std::mem::take(&mut presentation.quit_asked)
    {
        return None;
    }
    // Quit, suspend and redraw work everywhere, even in a line of text.
    if let Some(action @ (Action::Quit | Action::Suspend | Action::Redraw)) = app.keys.action_for(chord)
        && chord.ctrl
    {
        app.pending_letter = None;
        return perform(app, action);
    }
    if let Some(pending) = app.pending_letter.take() {
        return handle_mark_letter(app, pending, chord);
    }
    match &app.overlay {
        Some(Overlay::Help(_)) => handle_help_key(app, chord),
        Some(Overlay::Page(_)) => handle_page_key(app, chord),
        Some(Overlay::Article(_)) => handle_article_key(app, chord),
        Some(Overlay::Copy(_)) => handle_copy_sheet_key(app, chord),
        Some(Overlay::Case(_)) => cases::handle_case_key(app, chord),
        Some(Overlay::LookUp(_)) => lookup::handle_look_up_key(app, chord),
        Some(Overlay::Date { .. }) => handle_date_key(app, chord),
        Some(Overlay::Audience(_)) => presentation::handle_audience_key(app, chord),
        Some(Overlay::Cards(_)) => presentation::handle_card_list_key(app, chord),
        None if app.presentation.is_some() => presentation::handle_presentation_key(app, chord),
        None if app.at_list => library::handle_library_key(app, chord),
        None => perform(app, app.keys.action_for(chord)?),
    }
}

/// Handles the letter of a mark; any other key cancels the command.
fn handle_mark_letter(app: &mut App, pending: PendingLetter, chord: Chord) -> Option<Effect> {
    let letter = chord.typed_char().filter(|char| char.is_alphanumeric());
    let (Some(letter), Some(reader)) = (letter, &mut app.reader) else {
        app.notice = Some(Notice::Refused("a mark is a letter or a digit".to_owned()));
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
            set_notice(app, result);
            None
        }
    }
}
