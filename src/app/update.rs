//! Applies messages to the state: dispatches each key to the overlay or pane that has the focus. It never performs an
//! effect.

use ratatui::layout::Size;
use tui_input::Input;

use super::article_view::{ArticleView, handle_article_key};
use super::key_handlers::{
    handle_copy_sheet_key, handle_date_key, handle_help_key, handle_library_key, handle_page_key, overlay_height,
    scroll_help,
};
use super::lookup::{self, LookUp};
use super::navigation::JumpResult;
use super::overlay::{Help, Overlay, PageKind, TextPage};
use super::paste::paste;
use super::presentation::{self, PresentationView};
use super::reader::{BriefReader, CaseSequence};
use super::reload::{self, reload};
use super::{App, Effect, Msg, Notice, OpenedBrief, PendingLetter, cases, copy, key_handlers, library, link, mouse};
use crate::keys::{Action, BriefAction, Chord, KeyContext};

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

/// Wraps a page again and keeps its scroll position as far as possible.
pub(super) fn rewrap_page(page: &mut TextPage, reader: &BriefReader, size: Size) {
    let top = page.top;
    *page = TextPage::new(page.kind, reader, size.width);
    page.scroll(isize::try_from(top).unwrap_or(0), overlay_height(size));
}

pub(super) fn resize(app: &mut App, size: Size) {
    app.size = size;
    let size = app.content_size();
    if let Some(library) = &mut app.library {
        library.size = size;
        library.rows.show_cursor(library.height());
    }
    if let Some(reader) = &mut app.reader {
        reader.size = size;
        reader.cursor_moved();
        if let Some(Overlay::Page(page)) = &mut app.overlay {
            rewrap_page(page, reader, size);
        }
        if let Some(Overlay::Article(article)) = &mut app.overlay {
            article.resize(reader);
        }
    }
    if let Some(Overlay::Copy(sheet)) = &mut app.overlay {
        sheet.resize(size);
    }
    if let Some(presentation) = &mut app.presentation {
        presentation.resize(size);
    }
    scroll_help(app);
    presentation::lay_out_cards(app);
    lookup::lay_out(app);
    cases::lay_out(app);
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
        None if app.at_list => handle_library_key(app, chord),
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

/// Performs an action of the key table.
pub(super) fn perform(app: &mut App, action: Action) -> Option<Effect> {
    match action {
        Action::Quit if app.presentation.is_some() => return presentation::ask_to_quit(app),
        Action::Quit => return Some(Effect::Quit),
        Action::Suspend => return Some(Effect::Suspend),
        Action::Redraw => return Some(Effect::Redraw),
        Action::Reload | Action::Library if app.presentation.is_some() => {
            let why = "not while presenting: what is shown stays as it is";
            app.notice = Some(Notice::Refused(why.to_owned()));
        }
        Action::Reload => return app.reader.is_some().then_some(Effect::Reload),
        Action::Library => return show_library(app),
        Action::Copy => return copy::with_selected_records(app, copy::copy_records),
        Action::ShowCopy => return copy::with_selected_records(app, copy::show_copy_sheet),
        Action::Link => return link::show_selected_links(app),
        Action::Help => open_help(app),
        Action::Present => presentation::present(app),
        Action::Card(card_action) => presentation::perform_card_action(app, card_action),
        Action::Honesty => open_page(app, PageKind::Honesty),
        Action::BottomLine => open_page(app, PageKind::BottomLine),
        Action::Article => open_article(app),
        Action::GoToDate => app.overlay = Some(Overlay::Date { line: Input::default(), fault: None }),
        Action::LookUp => open_look_up(app),
        Action::NextContradiction => cases::open_next(app, CaseSequence::Contradictions),
        Action::NextShift => cases::open_next(app, CaseSequence::Shifts),
        Action::SetMark => await_letter(app, PendingLetter::SetMark, "mark this place with which letter?"),
        Action::GoToMark => await_letter(app, PendingLetter::GoToMark, "go to the mark of which letter?"),
        Action::Star => {
            app.reader.as_mut()?.toggle_star();
            return Some(Effect::SaveState);
        }
        Action::Brief(brief_action) => return perform_in_brief(app, brief_action),
    }
    None
}

/// Performs an action on the open brief. Going back from the first position returns to the look-up that opened the
/// brief.
fn perform_in_brief(app: &mut App, brief_action: BriefAction) -> Option<Effect> {
    let result = apply_brief_action(app.reader.as_mut()?, brief_action);
    if result.is_err() && matches!(brief_action, BriefAction::Back | BriefAction::UnpinAll) && library::can_return(app)
    {
        return show_library(app);
    }
    set_notice(app, result);
    None
}

fn open_help(app: &mut App) {
    let on_card = app.presentation.as_ref().is_some_and(|presentation| presentation.view != PresentationView::Reader);
    app.overlay =
        Some(Overlay::Help(Help::new(app.keys.actions(if on_card { KeyContext::Cards } else { KeyContext::Reader }))));
    scroll_help(app);
}

/// Performs an action on the open brief.
fn apply_brief_action(reader: &mut BriefReader, brief_action: BriefAction) -> JumpResult {
    match brief_action {
        BriefAction::Down => reader.step(1),
        BriefAction::Up => reader.step(-1),
        BriefAction::Left => reader.step_column(false),
        BriefAction::Right => reader.step_column(true),
        BriefAction::Top => reader.move_to_end(false),
        BriefAction::Bottom => reader.move_to_end(true),
        BriefAction::PageDown => reader.move_page(true),
        BriefAction::PageUp => reader.move_page(false),
        BriefAction::DetailDown => reader.scroll_detail(1),
        BriefAction::DetailUp => reader.scroll_detail(-1),
        BriefAction::NextPane => reader.enter(reader.neighbouring_pane(true)),
        BriefAction::PreviousPane => reader.enter(reader.neighbouring_pane(false)),
        BriefAction::Focus(pane) => reader.enter(pane),
        BriefAction::Zoom => {
            reader.zoomed = !reader.zoomed;
            reader.cursor_moved();
        }
        BriefAction::Go => return reader.go_to_evidence(),
        BriefAction::Back => return reader.step_history(true),
        BriefAction::Forward => return reader.step_history(false),
        BriefAction::NextHit => return reader.next_hit(true),
        BriefAction::PreviousHit => return reader.next_hit(false),
        BriefAction::NextStar => return reader.next_star(),
        BriefAction::Narrow => reader.toggle_pin()?,
        BriefAction::Unpin => reader.unpin(false)?,
        BriefAction::UnpinAll => reader.unpin(true)?,
        BriefAction::AsOf => reader.toggle_as_of()?,
    }
    Ok(None)
}

pub(super) fn set_notice(app: &mut App, result: JumpResult) {
    app.notice = match result {
        Ok(notice) => notice.map(Notice::Done),
        Err(why) => Some(Notice::Refused(why)),
    };
}

/// Shows the list of briefs; the open brief stays loaded.
fn show_library(app: &mut App) -> Option<Effect> {
    if app.library.is_none() {
        app.notice = Some(Notice::Refused("this brief was opened by itself, not from a folder of briefs".to_owned()));
        return None;
    }
    (!library::return_to_list(app)).then_some(Effect::SaveState)
}

fn open_page(app: &mut App, kind: PageKind) {
    if let Some(reader) = &app.reader {
        app.overlay = Some(Overlay::Page(TextPage::new(kind, reader, app.size.width)));
    }
}

fn open_article(app: &mut App) {
    let Some(reader) = &app.reader else { return };
    match ArticleView::open(reader) {
        Ok(article) => app.overlay = Some(Overlay::Article(Box::new(article))),
        Err(why) => app.notice = Some(Notice::Refused(why)),
    }
}

fn open_look_up(app: &mut App) {
    if let Some(reader) = &mut app.reader {
        app.overlay = Some(Overlay::LookUp(Box::new(LookUp::open_in_brief(reader))));
        lookup::lay_out(app);
    }
}

fn await_letter(app: &mut App, pending: PendingLetter, question: &str) {
    if app.reader.is_some() {
        (app.pending_letter, app.notice) = (Some(pending), Some(Notice::Done(question.to_owned())));
    }
}
