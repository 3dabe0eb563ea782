//! Performs the actions of the key table on the state. It binds no keys.

use super::lookup::LookUp;
use super::navigation::JumpResult;
use super::overlay::{ArticleView, DateField, Flow, Help, Overlay, TextPage, selected_text, show_citations};
use super::presentation::{self};
use super::reader::{BriefReader, CaseSequence};
use super::{App, CodingRequest, Effect, Notice, PendingLetter, cases, copy, library, link};
use crate::keys::{Action, BriefAction};
use crate::view::PageKind;

/// Performs an action on the open overlay, or else on what is shown.
pub(super) fn perform(app: &mut App, action: Action) -> Option<Effect> {
    if app.overlay.is_none() || works_everywhere(action) {
        return perform_below(app, action);
    }
    handle_in_overlay(app, |overlay, app| overlay.component().perform(app, action))
}

/// Whether an action is the same whatever is shown, and changes nothing of it.
fn works_everywhere(action: Action) -> bool {
    matches!(action, Action::Suspend | Action::Redraw)
}

/// Gives an input to the open overlay, and does what becomes of it.
pub(super) fn handle_in_overlay(app: &mut App, handle: impl FnOnce(&mut Overlay, &mut App) -> Flow) -> Option<Effect> {
    let mut overlay = app.overlay.take()?;
    match handle(&mut overlay, app) {
        Flow::Stay(effect) => {
            // What it has opened is above it.
            match app.overlay {
                Some(_) => app.covered = Some(overlay),
                None => app.overlay = Some(overlay),
            }
            effect
        }
        Flow::Close(effect) => {
            app.uncover_overlay();
            effect
        }
        Flow::Perform(action @ Action::Coding(_)) => {
            // The help on an article that is being coded performs on it.
            app.uncover_overlay();
            perform(app, action)
        }
        Flow::Perform(action) => {
            app.close_overlays();
            perform_below(app, action)
        }
    }
}

/// Performs an action on what the overlays cover: the presentation, the list of briefs or the open brief.
pub(super) fn perform_below(app: &mut App, action: Action) -> Option<Effect> {
    let presentation = app.presentation.as_mut().filter(|_| !works_everywhere(action));
    if presentation.is_some_and(|presentation| !presentation.prepare_for(action)) {
        return None;
    }
    if app.at_list && !works_everywhere(action) {
        return library::perform_in_list(app, action);
    }
    match action {
        Action::Quit if app.presentation.is_some() => return presentation::ask_to_quit(app),
        Action::Quit => return Some(Effect::Quit),
        Action::Suspend => return Some(Effect::Suspend),
        Action::Redraw => return Some(Effect::Redraw),
        Action::Reload | Action::Library if app.presentation.is_some() => {
            app.refuse("not while presenting: what is shown stays as it is");
        }
        Action::Reload => return app.reader.is_some().then_some(Effect::Reload),
        Action::Library => return show_library(app),
        Action::Copy => return copy::with_selected_records(app, copy::copy_records),
        Action::ShowCopy => return copy::with_selected_records(app, show_citations),
        Action::Link => return link::show_selected_links(app),
        Action::Help => app.overlay = Some(Overlay::Help(Help::new(app))),
        Action::Present => presentation::present(app),
        Action::Card(card_action) => presentation::perform_card_action(app, card_action),
        Action::Honesty => open_page(app, PageKind::Honesty),
        Action::BottomLine => open_page(app, PageKind::BottomLine),
        Action::Article => open_article(app),
        Action::GoToDate => app.overlay = Some(Overlay::Date(DateField::default())),
        Action::LookUp => open_look_up(app),
        Action::NextContradiction => cases::open_next(app, CaseSequence::Contradictions),
        Action::NextShift => cases::open_next(app, CaseSequence::Shifts),
        Action::SetMark => await_letter(app, PendingLetter::SetMark, "mark this place with which letter?"),
        Action::GoToMark => await_letter(app, PendingLetter::GoToMark, "go to the mark of which letter?"),
        Action::Code => return begin_coding(app),
        // Without an article that is being coded, these do nothing.
        Action::Coding(_) => {}
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
    app.set_notice(result);
    None
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

/// Shows the list of briefs; the open brief stays loaded.
fn show_library(app: &mut App) -> Option<Effect> {
    if app.library.is_none() {
        app.refuse("this brief was opened by itself, not from a folder of briefs");
        return None;
    }
    (!library::return_to_list(app)).then_some(Effect::SaveState)
}

fn open_page(app: &mut App, kind: PageKind) {
    if app.reader.is_some() {
        app.overlay = Some(Overlay::Page(TextPage::new(kind, app)));
    }
}

fn open_article(app: &mut App) {
    let Some(reader) = &app.reader else { return };
    match ArticleView::open(reader) {
        Ok(article) => app.overlay = Some(Overlay::Article(Box::new(article))),
        Err(why) => app.refuse(why),
    }
}

/// Asks for the candidates of the selected source, whose text is held.
fn begin_coding(app: &mut App) -> Option<Effect> {
    if app.presentation.is_some() {
        app.refuse("not while presenting: what is shown stays as it is");
        return None;
    }
    match selected_text(app.reader.as_ref()?) {
        Ok((source, article)) => {
            let source = app.reader.as_ref()?.facts.brief.sources[source].id.clone();
            Some(Effect::Coding(CodingRequest::Open { source, text: article.text().to_owned() }))
        }
        Err(why) => {
            app.refuse(why);
            None
        }
    }
}

fn open_look_up(app: &mut App) {
    if let Some(reader) = &mut app.reader {
        app.overlay = Some(Overlay::LookUp(Box::new(LookUp::open_in_brief(reader))));
        app.lay_out_overlays();
    }
}

fn await_letter(app: &mut App, pending: PendingLetter, question: &str) {
    if app.reader.is_some() {
        (app.pending_letter, app.notice) = (Some(pending), Some(Notice::Done(question.to_owned())));
    }
}
