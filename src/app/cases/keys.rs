//! Keys while a case is read: on to the next, through its sides, to its records in the timeline, and back.

use super::{CaseView, open_next, show_case};
use crate::app::overlay::Overlay;
use crate::app::reader::{CaseSequence, CaseStep};
use crate::app::update::perform;
use crate::app::{App, Effect, Notice, copy, link};
use crate::keys::{Action, BriefAction, Chord};
use crate::model::Record;

pub(in crate::app) fn handle_case_key(app: &mut App, chord: Chord) -> Option<Effect> {
    let Some(Overlay::Case(view)) = &mut app.overlay else { return None };
    let action = app.keys.action_for(chord)?;
    if let Action::Brief(verb @ (BriefAction::NextPane | BriefAction::PreviousPane)) = action {
        view.change_side(verb == BriefAction::NextPane);
        return None;
    }
    let sequence = view.step.sequence;
    match action {
        Action::Brief(verb) => perform_in_case(app, verb),
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

/// A press on a row of the sheet and a column of it, from 0: the record there is chosen, and gone to where the cursor is on it.
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

/// Scrolls by rows.
pub(in crate::app) fn scroll(app: &mut App, rows: isize) {
    if let Some(Overlay::Case(view)) = &mut app.overlay {
        view.scroll(rows);
    }
}

/// Does with a case what a verb does in a pane; what only a pane can do is passed over.
fn perform_in_case(app: &mut App, verb: BriefAction) {
    let Some(Overlay::Case(view)) = &mut app.overlay else { return };
    match verb {
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

/// Shows the case before or after.
fn step(app: &mut App, forward: bool) {
    if let Some(Overlay::Case(view)) = &app.overlay {
        let (step, again) = view.neighbour(forward);
        show_case(app, step, again);
    }
}

/// Goes on in the sequence that is read, or begins the other where the reader stands.
fn next_in_sequence(app: &mut App, here: CaseSequence, there: CaseSequence) {
    if here == there {
        step(app, true);
    } else {
        open_next(app, there);
    }
}

/// Closes the view, and has the reader stand at a record of the case; at its first, where none is named.
fn close(app: &mut App, record: Option<Record>) {
    let (Some(Overlay::Case(view)), Some(reader)) = (app.overlay.take(), &mut app.reader) else { return };
    let CaseView { step: CaseStep { sequence, at }, count: of, .. } = *view;
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
    app.notice = Some(Notice::Done(format!("case {} of {of}{more}", at + 1)));
}

/// Does something with the records of both sides.
fn with_case_records(app: &mut App, with: fn(&mut App, &[Record]) -> Option<Effect>) -> Option<Effect> {
    let (Some(Overlay::Case(view)), Some(reader)) = (&app.overlay, &app.reader) else { return None };
    let records: Vec<Record> = view.case(reader)?.records().collect();
    with(app, &records)
}
