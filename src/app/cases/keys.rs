//! Keys while a case is read: on to the next, through its sides, to its records in the timeline, and back.

use super::{CaseView, open, show};
use crate::app::overlay::Overlay;
use crate::app::reader::{Sequence, Step};
use crate::app::update::perform;
use crate::app::{App, Effect, Notice, copy};
use crate::keys::{self, Action, Chord, Key, Verb};
use crate::model::Record;

pub(in crate::app) fn in_case(app: &mut App, chord: Chord) -> Option<Effect> {
    let Some(Overlay::Case(view)) = &mut app.overlay else { return None };
    if matches!(chord.key, Key::Tab | Key::BackTab) {
        view.change_side(chord.key == Key::Tab);
        return None;
    }
    let sequence = view.step.sequence;
    match keys::action_for(chord)? {
        Action::Brief(verb) => act(app, verb),
        Action::NextContradiction => to_sequence(app, sequence, Sequence::Contradictions),
        Action::NextShift => to_sequence(app, sequence, Sequence::Shifts),
        Action::Copy => return with_records(app, copy::copy),
        Action::ShowCopy => return with_records(app, copy::show),
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
        Sequence::Contradictions => ": enter shows the rival side, ! the next",
        Sequence::Shifts => ": ~ shows the next",
    };
    app.notice = Some(Notice::Done(format!("case {} of {of}{more}", at + 1)));
}

/// Does something with the records of both sides.
fn with_records(app: &mut App, with: fn(&mut App, &[Record]) -> Option<Effect>) -> Option<Effect> {
    let (Some(Overlay::Case(view)), Some(reader)) = (&app.overlay, &app.reader) else { return None };
    let records: Vec<Record> = view.case(reader)?.records().collect();
    with(app, &records)
}
