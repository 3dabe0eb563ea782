//! Performs the actions of the key table on the state. It binds no keys.

use tui_input::Input;

use super::article_view::ArticleView;
use super::lookup::{self, LookUp};
use super::navigation::JumpResult;
use super::overlay::{Help, Overlay, PageKind, TextPage, scroll_help};
use super::presentation::{self};
use super::reader::{BriefReader, CaseSequence};
use super::{App, Effect, Notice, PendingLetter, cases, copy, library, link};
use crate::keys::{Action, BriefAction, KeyContext};
use crate::share::protocol::PresentationView;

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
