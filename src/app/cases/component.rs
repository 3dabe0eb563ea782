//! Opens cases, and handles actions and the mouse while one is open. It never changes the case.

use ratatui::layout::Position;

use super::CaseView;
use crate::app::overlay::{Flow, Overlay, OverlayComponent, close_text, show_citations};
use crate::app::reader::{BriefReader, CaseSequence, CaseStep};
use crate::app::{App, Effect, Notice, copy, link};
use crate::keys::{Action, BriefAction, Motion};
use crate::layout;
use crate::model::{Brief, Record};
use crate::view::cases::Case;

/// Opens the next case of a sequence, starting from the reader's position.
pub(in crate::app) fn open_next(app: &mut App, sequence: CaseSequence) {
    if let Some(view) = CaseView::next_of(app, sequence) {
        app.overlay = Some(Overlay::Case(Box::new(view)));
    }
}

impl OverlayComponent for CaseView {
    fn perform(&mut self, app: &mut App, action: Action) -> Flow {
        if let Some(motion) = action.text_motion() {
            match motion {
                Motion::Rows(rows) => self.read_on(rows > 0),
                Motion::Page { .. } | Motion::End { .. } => self.scroll(motion.rows(self.height)),
            }
            return Flow::Stay(None);
        }
        let record = self.entry().map(|entry| entry.record);
        match action {
            Action::Brief(brief_action) => return self.perform_in_brief(app, brief_action),
            Action::NextContradiction => self.next_in_sequence(app, CaseSequence::Contradictions),
            Action::NextShift => self.next_in_sequence(app, CaseSequence::Shifts),
            Action::Copy => return self.with_records(app, copy::copy_records),
            Action::ShowCopy => return self.with_records(app, show_citations),
            Action::Link => return self.with_records(app, link::show_links),
            Action::Quit => return self.leave_to(app, None),
            Action::Article => {
                self.leave_to(app, record);
                return Flow::Perform(Action::Article);
            }
            Action::Help | Action::LookUp => return close_text(action),
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
            | Action::Card(_)
            | Action::Code
            | Action::Coding(_) => {}
        }
        Flow::Stay(None)
    }

    fn scroll_at(&mut self, _app: &mut App, _at: Position, rows: isize) {
        self.scroll(rows);
    }

    fn press(&mut self, app: &mut App, at: Position) -> Flow {
        let area = layout::text_area(app.content_area());
        let entry =
            layout::row_at(area, at).and_then(|row| self.entry_index_at(row, usize::from(at.x.saturating_sub(area.x))));
        match entry {
            Some(entry) if entry == self.at => self.perform(app, Action::Brief(BriefAction::Go)),
            Some(entry) => {
                self.choose(app, entry);
                Flow::Stay(None)
            }
            None => Flow::Stay(None),
        }
    }

    fn choose(&mut self, _app: &mut App, at: usize) {
        if at < self.sheet.entries.len() {
            self.at = at;
            self.reveal();
        }
    }

    fn lay_out(&mut self, app: &mut App) {
        let size = app.content_size();
        if let Some(reader) = &app.reader {
            self.lay_out_for(reader, size);
        }
    }

    /// The next `lay_out` builds its rows.
    fn reload(&mut self, _old: &Brief, reader: &mut BriefReader) -> bool {
        let step = self.key.as_ref().and_then(|key| reader.find_case(key));
        self.step = step.unwrap_or(self.step);
        self.count = reader.cases(self.step.sequence).len();
        step.is_some()
    }
}

impl CaseView {
    /// The next case of a sequence, starting from the reader's position; without one, says so.
    fn next_of(app: &mut App, sequence: CaseSequence) -> Option<Self> {
        let Some((step, wraps)) = app.reader.as_ref()?.next_case(sequence) else {
            app.refuse(match sequence {
                CaseSequence::Contradictions => "no contradiction in this brief",
                CaseSequence::Shifts => "nobody shifts position in this brief",
            });
            return None;
        };
        Self::from_beginning(app, step, wraps)
    }

    /// A case from its beginning; with `again`, adds a notice that the sequence wrapped around.
    fn from_beginning(app: &mut App, step: CaseStep, again: bool) -> Option<Self> {
        let view = Self::new(app.reader.as_ref()?, step, app.content_size());
        if again {
            let end = if step.at == 0 { "from the top again" } else { "from the end again" };
            app.notice = Some(Notice::Done(end.to_owned()));
        }
        Some(view)
    }

    /// Whether the action is about the case, its sides or its records.
    pub(in crate::app) fn accepts(action: Action) -> bool {
        let is_own = matches!(
            action,
            Action::Copy
                | Action::ShowCopy
                | Action::Link
                | Action::NextContradiction
                | Action::NextShift
                | Action::Article
                | Action::Brief(
                    BriefAction::Go
                        | BriefAction::Left
                        | BriefAction::Right
                        | BriefAction::NextPane
                        | BriefAction::PreviousPane
                        | BriefAction::NextHit
                        | BriefAction::PreviousHit
                )
        );
        is_own || action.list_motion().is_some()
    }

    /// Performs an action on the case; actions of panes alone are ignored.
    fn perform_in_brief(&mut self, app: &mut App, brief_action: BriefAction) -> Flow {
        match brief_action {
            BriefAction::NextPane => self.change_side(true),
            BriefAction::PreviousPane => self.change_side(false),
            BriefAction::Right | BriefAction::NextHit => self.step_to_neighbour(app, true),
            BriefAction::Left | BriefAction::PreviousHit => self.step_to_neighbour(app, false),
            BriefAction::Go => return self.leave_to(app, self.entry().map(|entry| entry.record)),
            BriefAction::UnpinAll => return self.leave_to(app, None),
            BriefAction::Back => return Flow::Close(None),
            BriefAction::Down
            | BriefAction::Up
            | BriefAction::Top
            | BriefAction::Bottom
            | BriefAction::PageDown
            | BriefAction::PageUp
            | BriefAction::DetailDown
            | BriefAction::DetailUp
            | BriefAction::Narrow
            | BriefAction::Focus(_)
            | BriefAction::Zoom
            | BriefAction::Forward
            | BriefAction::Unpin
            | BriefAction::AsOf
            | BriefAction::NextStar => {}
        }
        Flow::Stay(None)
    }

    /// Shows the next or the previous case.
    fn step_to_neighbour(&mut self, app: &mut App, forward: bool) {
        let (step, again) = self.neighbour(forward);
        if let Some(view) = Self::from_beginning(app, step, again) {
            *self = view;
        }
    }

    /// Shows the next case of the current sequence, or opens the other sequence at the reader's position.
    fn next_in_sequence(&mut self, app: &mut App, sequence: CaseSequence) {
        if sequence == self.step.sequence {
            self.step_to_neighbour(app, true);
        } else if let Some(view) = Self::next_of(app, sequence) {
            *self = view;
        }
    }

    /// Closes the case and goes to `record`; `None` stands for the first record of the case.
    fn leave_to(&self, app: &mut App, record: Option<Record>) -> Flow {
        let Some(reader) = &mut app.reader else { return Flow::Close(None) };
        let Some(target) = self.case(reader).map(|case| record.unwrap_or(case.first())) else {
            return Flow::Close(None);
        };
        reader.step_to(self.step, target);
        let more = match self.step.sequence {
            CaseSequence::Contradictions => {
                let [go, next] = [Action::Brief(BriefAction::Go), Action::NextContradiction]
                    .map(|action| app.keys.key_label(action));
                format!(": {go} shows the rival side, {next} the next")
            }
            CaseSequence::Shifts => format!(": {} shows the next", app.keys.key_label(Action::NextShift)),
        };
        app.notice = Some(Notice::Done(format!("case {} of {}{more}", self.number(), self.count)));
        Flow::Close(None)
    }

    /// Applies `with` to the records of all sides.
    fn with_records(&self, app: &mut App, with: fn(&mut App, &[Record]) -> Option<Effect>) -> Flow {
        let case = app.reader.as_ref().and_then(|reader| self.case(reader));
        let records: Vec<Record> = case.into_iter().flat_map(Case::records).collect();
        Flow::Stay(with(app, &records))
    }
}
