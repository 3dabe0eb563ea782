//! Opens cases, and handles keys and the mouse while one is open. It never changes the case.

use super::CaseView;
use crate::app::actions::perform;
use crate::app::overlay::Overlay;
use crate::app::reader::{CaseSequence, CaseStep};
use crate::app::{App, Effect, Notice, copy, link};
use crate::keys::{Action, BriefAction, Chord};
use crate::model::Record;

/// Opens the next case of a sequence, starting from the reader's position.
pub(in crate::app) fn open_next(app: &mut App, sequence: CaseSequence) {
    let Some(reader) = &app.reader else { return };
    let Some((step, wraps)) = reader.next_case(sequence) else {
        let nothing = match sequence {
            CaseSequence::Contradictions => "no contradiction in this brief",
            CaseSequence::Shifts => "nobody shifts position in this brief",
        };
        app.notice = Some(Notice::Refused(nothing.to_owned()));
        return;
    };
    show_case(app, step, wraps);
}

/// Shows a case from its beginning; with `again`, adds a notice that the sequence wrapped around.
fn show_case(app: &mut App, step: CaseStep, again: bool) {
    let Some(reader) = &app.reader else { return };
    if again {
        let end = if step.at == 0 { "from the top again" } else { "from the end again" };
        app.notice = Some(Notice::Done(end.to_owned()));
    }
    app.overlay = Some(Overlay::Case(Box::new(CaseView::new(reader, step, app.content_size()))));
}

/// Lays the case out for the size of the screen.
pub(in crate::app) fn lay_out(app: &mut App) {
    let size = app.content_size();
    if let (Some(Overlay::Case(view)), Some(reader)) = (&mut app.overlay, &app.reader) {
        view.lay_out(reader, size);
    }
}

pub(in crate::app) fn handle_case_key(app: &mut App, chord: Chord) -> Option<Effect> {
    let Some(Overlay::Case(view)) = &mut app.overlay else { return None };
    let action = app.keys.action_for(chord)?;
    if let Action::Brief(brief_action @ (BriefAction::NextPane | BriefAction::PreviousPane)) = action {
        view.change_side(brief_action == BriefAction::NextPane);
        return None;
    }
    let sequence = view.step.sequence;
    match action {
        Action::Brief(brief_action) => perform_in_case(app, brief_action),
        Action::NextContradiction => next_in_sequence(app, sequence, CaseSequence::Contradictions),
        Action::NextShift => next_in_sequence(app, sequence, CaseSequence::Shifts),
        Action::Copy => return with_case_records(app, copy::copy_records),
        Action::ShowCopy => return with_case_records(app, copy::show_copy_sheet),
        Action::Link => return with_case_records(app, link::show_links),
        Action::Quit => close(app, None),
        Action::Article => {
            let record = view.record();
            close(app, record);
            return perform(app, Action::Article);
        }
        action @ (Action::Help | Action::LookUp) => return perform(app, action),
        Action::BottomLine
        | Action::GoToDate
        | Action::GoToMark
        | Action::Honesty
        | Action::Library
        | Action::Redraw
        | Action::Reload
        | Action::SetMark
        | Action::Star
        | Action::Suspend
        | Action::Present
        | Action::Card(_) => {}
    }
    None
}

/// Handles a press on a row and a column of the sheet, from 0: selects the record there, or goes to it if it is already
/// selected.
pub(in crate::app) fn press(app: &mut App, row: usize, column: usize) {
    let Some(Overlay::Case(view)) = &mut app.overlay else { return };
    let Some(at) = view.entry_index_at(row, column) else { return };
    if at == view.at {
        let record = view.record();
        close(app, record);
    } else {
        view.choose(at);
    }
}

/// Scrolls by `rows`, down if positive.
pub(in crate::app) fn scroll(app: &mut App, rows: isize) {
    if let Some(Overlay::Case(view)) = &mut app.overlay {
        view.scroll(rows);
    }
}

/// Performs an action on the case; actions of panes alone are ignored.
fn perform_in_case(app: &mut App, brief_action: BriefAction) {
    let Some(Overlay::Case(view)) = &mut app.overlay else { return };
    match brief_action {
        BriefAction::Down | BriefAction::DetailDown => view.read_on(true),
        BriefAction::Up | BriefAction::DetailUp => view.read_on(false),
        BriefAction::PageDown | BriefAction::Narrow => view.page(true),
        BriefAction::PageUp => view.page(false),
        BriefAction::Top => view.scroll_to_end(false),
        BriefAction::Bottom => view.scroll_to_end(true),
        BriefAction::Right | BriefAction::NextHit => step(app, true),
        BriefAction::Left | BriefAction::PreviousHit => step(app, false),
        BriefAction::Go => {
            let record = view.record();
            close(app, record);
        }
        BriefAction::UnpinAll => close(app, None),
        BriefAction::Back => app.overlay = None,
        BriefAction::NextPane
        | BriefAction::PreviousPane
        | BriefAction::Focus(_)
        | BriefAction::Zoom
        | BriefAction::Forward
        | BriefAction::Unpin
        | BriefAction::AsOf
        | BriefAction::NextStar => {}
    }
}

/// Shows the next or the previous case.
fn step(app: &mut App, forward: bool) {
    if let Some(Overlay::Case(view)) = &app.overlay {
        let (step, again) = view.neighbour(forward);
        show_case(app, step, again);
    }
}

/// Shows the next case of the current sequence, or opens the other sequence at the reader's position.
fn next_in_sequence(app: &mut App, here: CaseSequence, there: CaseSequence) {
    if here == there {
        step(app, true);
    } else {
        open_next(app, there);
    }
}

/// Closes the case and goes to `record`; `None` stands for the first record of the case.
fn close(app: &mut App, record: Option<Record>) {
    let (Some(Overlay::Case(view)), Some(reader)) = (app.overlay.take(), &mut app.reader) else { return };
    let CaseView { step: CaseStep { sequence, at }, count, .. } = *view;
    let Some(case) = reader.cases(sequence).get(at) else { return };
    let target = record.unwrap_or(case.first());
    reader.step_to(CaseStep { sequence, at }, target);
    let more = match sequence {
        CaseSequence::Contradictions => {
            let [go, next] =
                [Action::Brief(BriefAction::Go), Action::NextContradiction].map(|action| app.keys.key_label(action));
            format!(": {go} shows the rival side, {next} the next")
        }
        CaseSequence::Shifts => format!(": {} shows the next", app.keys.key_label(Action::NextShift)),
    };
    app.notice = Some(Notice::Done(format!("case {} of {count}{more}", at + 1)));
}

/// Applies `with` to the records of all sides.
fn with_case_records(app: &mut App, with: fn(&mut App, &[Record]) -> Option<Effect>) -> Option<Effect> {
    let (Some(Overlay::Case(view)), Some(reader)) = (&app.overlay, &app.reader) else { return None };
    let records: Vec<Record> = view.case(reader)?.records().collect();
    with(app, &records)
}
