//! Handles keys for help, text pages, the copy sheet, the date line and the list of briefs. Keys of the panes are
//! handled in `update`.

use tui_input::{Input, InputRequest};

use super::actions::{perform, set_notice};
use super::library::LibraryList;
use super::overlay::{Overlay, scroll_help};
use super::presentation::{self};
use super::{App, Effect, cases, copy, lookup, overlay_height};
use crate::keys::{Action, BriefAction, Chord, Key};
use crate::share::protocol::PresentationView;

pub(super) fn handle_help_key(app: &mut App, chord: Chord) -> Option<Effect> {
    let height = overlay_height(app.content_size());
    let Some(Overlay::Help(help)) = &mut app.overlay else { return None };
    match chord.key {
        Key::Esc => app.overlay = None,
        Key::Enter => {
            let chosen = help.chosen_action();
            app.overlay = None;
            return match &app.presentation {
                Some(presentation) if presentation.view == PresentationView::Reader => {
                    presentation::perform_in_reader(app, chosen?)
                }
                Some(_) | None => perform(app, chosen?),
            };
        }
        Key::Down | Key::Tab => help.rows.step(1),
        Key::Up | Key::BackTab => help.rows.step(-1),
        Key::PageDown => help.rows.page(height, true),
        Key::PageUp => help.rows.page(height, false),
        Key::Char(_) | Key::Backspace | Key::Delete | Key::Left | Key::Right | Key::Home | Key::End => {
            if edit_line(&mut help.search, chord) {
                help.update_rows();
            }
        }
    }
    scroll_help(app);
    None
}

pub(super) fn handle_page_key(app: &mut App, chord: Chord) -> Option<Effect> {
    let height = overlay_height(app.content_size());
    let screenful = isize::try_from(height.saturating_sub(1).max(1)).unwrap_or(1);
    let Some(Overlay::Page(page)) = &mut app.overlay else { return None };
    match app.keys.action_for(chord)? {
        Action::Brief(BriefAction::Down | BriefAction::DetailDown) => page.scroll(1, height),
        Action::Brief(BriefAction::Up | BriefAction::DetailUp) => page.scroll(-1, height),
        Action::Brief(BriefAction::PageDown | BriefAction::Narrow) => page.scroll(screenful, height),
        Action::Brief(BriefAction::PageUp) => page.scroll(-screenful, height),
        Action::Brief(BriefAction::Top) => page.top = 0,
        Action::Brief(BriefAction::Bottom) => page.scroll(isize::MAX / 2, height),
        action @ (Action::Help | Action::LookUp) => return perform(app, action),
        // The keys that open a page also close it, and so does every key that means “done”.
        Action::BottomLine
        | Action::Honesty
        | Action::Quit
        | Action::Brief(BriefAction::UnpinAll | BriefAction::Go | BriefAction::Back) => {
            app.overlay = None;
        }
        Action::Brief(_)
        | Action::Copy
        | Action::GoToDate
        | Action::GoToMark
        | Action::Library
        | Action::Link
        | Action::NextContradiction
        | Action::NextShift
        | Action::Article
        | Action::Present
        | Action::Card(_)
        | Action::Redraw
        | Action::Reload
        | Action::SetMark
        | Action::ShowCopy
        | Action::Star
        | Action::Suspend => {}
    }
    None
}

/// Handles a key while the article is shown.
pub(super) fn handle_article_key(app: &mut App, chord: Chord) -> Option<Effect> {
    let Some(Overlay::Article(view)) = &mut app.overlay else { return None };
    let screenful = isize::try_from(view.height.saturating_sub(1).max(1)).unwrap_or(1);
    match app.keys.action_for(chord)? {
        Action::Brief(BriefAction::Down | BriefAction::DetailDown) => view.scroll(1),
        Action::Brief(BriefAction::Up | BriefAction::DetailUp) => view.scroll(-1),
        Action::Brief(BriefAction::PageDown | BriefAction::Narrow) => view.scroll(screenful),
        Action::Brief(BriefAction::PageUp) => view.scroll(-screenful),
        Action::Brief(BriefAction::Top) => view.top = 0,
        Action::Brief(BriefAction::Bottom) => view.scroll(isize::MAX / 2),
        Action::Brief(BriefAction::NextHit) => view.next_part(true),
        Action::Brief(BriefAction::PreviousHit) => view.next_part(false),
        action @ (Action::Help | Action::LookUp) => return perform(app, action),
        Action::Article | Action::Quit | Action::Brief(BriefAction::UnpinAll | BriefAction::Go | BriefAction::Back) => {
            app.overlay = None;
        }
        Action::Brief(_)
        | Action::BottomLine
        | Action::Copy
        | Action::GoToDate
        | Action::GoToMark
        | Action::Honesty
        | Action::Library
        | Action::Link
        | Action::NextContradiction
        | Action::NextShift
        | Action::Redraw
        | Action::Reload
        | Action::SetMark
        | Action::ShowCopy
        | Action::Star
        | Action::Suspend
        | Action::Present
        | Action::Card(_) => {}
    }
    None
}

/// Shows the underlying overlay again.
fn restore_overlay(app: &mut App, underlying: Option<Box<Overlay>>) {
    app.overlay = underlying.map(|underlying| *underlying);
    if let Some(Overlay::LookUp(look_up)) = &mut app.overlay {
        look_up.request_again();
    }
    lookup::lay_out(app);
    cases::lay_out(app);
}

pub(super) fn handle_copy_sheet_key(app: &mut App, chord: Chord) -> Option<Effect> {
    let Some(Overlay::Copy(sheet)) = &mut app.overlay else { return None };
    if let Some(form) = sheet.chosen_format(chord) {
        let preview = app.library.as_ref().filter(|_| app.at_list).map(LibraryList::preview);
        sheet.set_format(form, preview.unwrap_or(app.reader.as_ref().map(|reader| &reader.facts))?);
        return None;
    }
    let screenful = isize::try_from(sheet.height().saturating_sub(1).max(1)).unwrap_or(1);
    match app.keys.action_for(chord)? {
        Action::Brief(BriefAction::Down | BriefAction::DetailDown) => sheet.scroll(1),
        Action::Brief(BriefAction::Up | BriefAction::DetailUp) => sheet.scroll(-1),
        Action::Brief(BriefAction::PageDown | BriefAction::Narrow) => sheet.scroll(screenful),
        Action::Brief(BriefAction::PageUp) => sheet.scroll(-screenful),
        Action::Brief(BriefAction::Top) => sheet.top = 0,
        Action::Brief(BriefAction::Bottom) => sheet.scroll(isize::MAX / 2),
        Action::Copy => return copy::copy_shown(app),
        action @ (Action::Help | Action::LookUp) => return perform(app, action),
        Action::ShowCopy
        | Action::Link
        | Action::Quit
        | Action::Brief(BriefAction::UnpinAll | BriefAction::Go | BriefAction::Back) => {
            let underlying = sheet.underlying.take();
            restore_overlay(app, underlying);
        }
        Action::Brief(_)
        | Action::BottomLine
        | Action::GoToDate
        | Action::GoToMark
        | Action::Honesty
        | Action::Library
        | Action::NextContradiction
        | Action::NextShift
        | Action::Article
        | Action::Present
        | Action::Card(_)
        | Action::Redraw
        | Action::Reload
        | Action::SetMark
        | Action::Star
        | Action::Suspend => {}
    }
    None
}

pub(super) fn handle_date_key(app: &mut App, chord: Chord) -> Option<Effect> {
    let Some(Overlay::Date { line, fault }) = &mut app.overlay else { return None };
    match chord.key {
        Key::Esc => app.overlay = None,
        Key::Enter => match line.value().trim().parse() {
            Ok(date) => {
                app.overlay = None;
                let result = app.reader.as_mut()?.go_to_date(&date);
                set_notice(app, result);
            }
            Err(_) => *fault = Some("no date: write 2024, 2024-09 or 2024-09-12".to_owned()),
        },
        Key::Char(_)
        | Key::Tab
        | Key::BackTab
        | Key::Backspace
        | Key::Delete
        | Key::Up
        | Key::Down
        | Key::Left
        | Key::Right
        | Key::Home
        | Key::End
        | Key::PageUp
        | Key::PageDown => {
            edit_line(line, chord);
            *fault = None;
        }
    }
    None
}

/// Puts the cursor of the overlay's list, or of the list of briefs, on a row; does nothing beyond the last row.
pub(super) fn choose_row(app: &mut App, at: usize) {
    app.notice = None;
    match &mut app.overlay {
        Some(Overlay::LookUp(look_up)) => {
            look_up.choose(at);
            lookup::lay_out(app);
        }
        Some(Overlay::Case(view)) => view.choose(at),
        Some(
            Overlay::Help(_)
            | Overlay::Page(_)
            | Overlay::Copy(_)
            | Overlay::Article(_)
            | Overlay::Audience(_)
            | Overlay::Cards(_)
            | Overlay::Date { .. },
        ) => {}
        None => {
            if let Some(library) = app.library.as_mut().filter(|_| app.at_list)
                && let Some(brief) = library.rows.rows().get(at).copied()
            {
                library.rows.choose(brief);
                library.rows.show_cursor(library.height());
            }
        }
    }
}

/// Edits a line of text. Returns whether the text changed.
pub(super) fn edit_line(line: &mut Input, chord: Chord) -> bool {
    let request = match (chord.key, chord.ctrl) {
        (Key::Char('w'), true) => InputRequest::DeletePrevWord,
        (Key::Char('u'), true) => InputRequest::DeleteFromStart,
        (Key::Char(char), false) => InputRequest::InsertChar(char),
        (Key::Backspace, _) => InputRequest::DeletePrevChar,
        (Key::Delete, _) => InputRequest::DeleteNextChar,
        (Key::Left, _) => InputRequest::GoToPrevChar,
        (Key::Right, _) => InputRequest::GoToNextChar,
        (Key::Home, _) => InputRequest::GoToStart,
        (Key::End, _) => InputRequest::GoToEnd,
        (Key::Char(_), true)
        | (Key::Enter | Key::Esc | Key::Tab | Key::BackTab | Key::Up | Key::Down | Key::PageUp | Key::PageDown, _) => {
            return false;
        }
    };
    line.handle(request).is_some_and(|changed| changed.value)
}
