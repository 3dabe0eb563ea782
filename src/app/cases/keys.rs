//! Keys while a case is read: on to the next, through its sides, to its records in the timeline, and back.

use super::{CaseView, open, show};
use crate::app::overlay::Overlay;
use crate::app::reader::{Sequence, Step};
use crate::app::update::perform;
use crate::app::{App, Effect, Notice, copy, link};
use crate::keys::{Action, Chord, Verb};
use crate::model::Record;

pub(in crate::app) fn in_case(app: &mut App, chord: Chord) -> Option<Effect> {
    let Some(Overlay::Case(view)) = &mut app.overlay else { return None };
    let action = app.keys.action_for(chord)?;
    if let Action::Brief(verb @ (Verb::NextPane | Verb::PreviousPane)) = action {
        view.change_side(verb == Verb::NextPane);
        return None;
    }
    let sequence = view.step.sequence;
    match action {
        Action::Brief(verb) => act(app, verb),
        Action::NextContradiction => to_sequence(app, sequence, Sequence::Contradictions),
        Action::NextShift => to_sequence(app, sequence, Sequence::Shifts),
        Action::Copy => return with_records(app, copy::copy),
        Action::ShowCopy => return with_records(app, copy::show),
        Action::Link => return with_records(app, link::show),
        Action::Quit => close(app, None),
        Action::Passage => {
            let record = view.record();
            close(app, record);
            return perform(app, Action::Passage);
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
        | Action::Cue(_) => {}
    }
    None
}

/// A press on a row of the sheet and a column of it, from 0: the record there is chosen, and gone to where the cursor is on it.
pub(in crate::app) fn press(app: &mut App, row: usize, column: usize) {
    let Some(Overlay::Case(view)) = &mut app.overlay else { return };
    let Some(at) = view.entry_at(row, column) else { return };
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
fn act(app: &mut App, verb: Verb) {
    let Some(Overlay::Case(view)) = &mut app.overlay else { return };
    match verb {
        Verb::Down | Verb::DetailDown => view.read_on(true),
        Verb::Up | Verb::DetailUp => view.read_on(false),
        Verb::PageDown | Verb::Narrow => view.page(true),
        Verb::PageUp => view.page(false),
        Verb::Top => view.end(false),
        Verb::Bottom => view.end(true),
        Verb::Right | Verb::NextHit => step(app, true),
        Verb::Left | Verb::PreviousHit => step(app, false),
        Verb::Go => {
            let record = view.record();
            close(app, record);
        }
        Verb::UnpinAll => close(app, None),
        Verb::Back => app.overlay = None,
        Verb::NextPane
        | Verb::PreviousPane
        | Verb::Focus(_)
        | Verb::Zoom
        | Verb::Forward
        | Verb::Unpin
        | Verb::AsOf
        | Verb::NextStar => {}
    }
}

/// Shows the case before or after.
fn step(app: &mut App, forward: bool) {
    if let Some(Overlay::Case(view)) = &app.overlay {
        let (step, again) = view.neighbour(forward);
        show(app, step, again);
    }
}

/// Goes on in the sequence that is read, or begins the other where the reader stands.
fn to_sequence(app: &mut App, here: Sequence, there: Sequence) {
    if here == there {
        step(app, true);
    } else {
        open(app, there);
    }
}

/// Closes the view, and has the reader stand at a record of the case; at its first, where none is named.
fn close(app: &mut App, record: Option<Record>) {
    let (Some(Overlay::Case(view)), Some(reader)) = (app.overlay.take(), &mut app.reader) else { return };
    let CaseView { step: Step { sequence, at }, of, .. } = *view;
    let Some(case) = reader.cases(sequence).get(at) else { return };
    let target = record.unwrap_or(case.first());
    reader.step_to(Step { sequence, at }, target);
    let more = match sequence {
        Sequence::Contradictions => {
            let [go, next] = [Action::Brief(Verb::Go), Action::NextContradiction].map(|action| app.keys.key(action));
            format!(": {go} shows the rival side, {next} the next")
        }
        Sequence::Shifts => format!(": {} shows the next", app.keys.key(Action::NextShift)),
    };
    app.notice = Some(Notice::Done(format!("case {} of {of}{more}", at + 1)));
}

/// Does something with the records of both sides.
fn with_records(app: &mut App, with: fn(&mut App, &[Record]) -> Option<Effect>) -> Option<Effect> {
    let (Some(Overlay::Case(view)), Some(reader)) = (&app.overlay, &app.reader) else { return None };
    let records: Vec<Record> = view.case(reader)?.records().collect();
    with(app, &records)
}
