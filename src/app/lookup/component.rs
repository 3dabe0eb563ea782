//! Handles keys, actions and the mouse for the look-up: they edit the line or act on the hits. It never searches itself.

use ratatui::layout::Position;

use super::request::LookUpInput;
use super::target::{self, LookUpTarget};
use super::{LookUp, LookUpFocus};
use crate::app::list::PressedRow;
use crate::app::overlay::{Flow, OverlayComponent, edit_line, insert_text, is_closing, show_citations};
use crate::app::reader::BriefReader;
use crate::app::search::MAX_QUERY_CHARS;
use crate::app::{App, Effect, Notice, copy, link};
use crate::keys::{Action, BriefAction, Chord, Key, Keymap, Motion};
use crate::layout::{self, Pane};
use crate::model::{Brief, Record};

const GO: Action = Action::Brief(BriefAction::Go);
const NEXT: Action = Action::Brief(BriefAction::NextHit);

impl OverlayComponent for LookUp {
    fn perform(&mut self, app: &mut App, action: Action) -> Flow {
        self.handle_input(app, LookUpInput::Do(action))
    }

    fn handle_key(&mut self, app: &mut App, chord: Chord) -> Flow {
        self.handle_input(app, LookUpInput::Key(chord))
    }

    /// Cuts the text to the room that is left in the line.
    fn paste(&mut self, app: &mut App, text: &str) {
        let available = MAX_QUERY_CHARS.saturating_sub(self.query_text().chars().count());
        insert_text(&mut self.line, &text.chars().take(available).collect::<String>());
        self.focus = LookUpFocus::Line;
        if let Some(mut target) = LookUpTarget::from_app(app) {
            self.search_edited(&mut target);
        }
        self.lay_out(app);
    }

    fn scroll_at(&mut self, app: &mut App, at: Position, rows: isize) {
        if self.regions(app.content_size()).preview.contains(at) {
            self.sheet.preview_top = self.sheet.preview_top.saturating_add_signed(rows);
        } else {
            self.hits.scroll(rows, self.sheet.rows.len());
        }
        self.lay_out(app);
    }

    fn press(&mut self, app: &mut App, at: Position) -> Flow {
        let Some(row) = layout::row_at(self.regions(app.content_size()).hits, at) else { return Flow::Stay(None) };
        let focus = self.focus;
        let flow = match self.hits.press(row) {
            PressedRow::Current if focus == LookUpFocus::Hits => self.go_to_chosen_hit(app),
            PressedRow::Current | PressedRow::New => {
                self.enter_hits(|_| {});
                Flow::Stay(None)
            }
            PressedRow::Outside => Flow::Stay(None),
        };
        self.lay_out(app);
        flow
    }

    /// Moves the focus to the hits and the cursor to this one. If the answer has not arrived yet, its best hit is chosen
    /// then.
    fn choose(&mut self, app: &mut App, at: usize) {
        if let Some(pending) = self.pending.as_mut().filter(|pending| !pending.is_answered()) {
            pending.focus_hits = true;
        } else if at < self.hits.len() {
            self.focus = LookUpFocus::Hits;
            self.completion = None;
            self.hits.choose(at);
        }
        self.lay_out(app);
    }

    fn lay_out(&mut self, app: &mut App) {
        let size = app.content_size();
        if let Some(mut target) = LookUpTarget::from_app(app) {
            self.lay_out_for(&mut target, size);
        }
    }

    /// Asks the library again, because responses were dropped meanwhile.
    fn uncover(&mut self, app: &mut App) {
        self.request_again();
        self.lay_out(app);
    }

    /// Runs the same query again; the cursor stays on its hit.
    fn reload(&mut self, old: &Brief, reader: &mut BriefReader) -> bool {
        let chosen = self.chosen_record().and_then(|record| reader.facts.brief.record(old.record_id(record)));
        self.completion = None;
        self.search(&mut LookUpTarget::Brief(reader));
        let at = self.hits.position(|hit| Some(hit.record) == chosen);
        self.hits.choose(at.unwrap_or(0));
        // Keep the scroll position of the preview if its hit is the same.
        self.previewed = at.and_then(|at| self.hits.get(at));
        if self.hits.is_empty() {
            self.focus = LookUpFocus::Line;
        }
        true
    }
}

impl LookUp {
    /// Whether the action is about the chosen hit or about all hits, and the hits have the focus.
    pub(in crate::app) fn accepts(&self, action: Action) -> bool {
        let is_own = matches!(
            action,
            Action::Copy
                | Action::ShowCopy
                | Action::Link
                | Action::Brief(
                    BriefAction::Go
                        | BriefAction::Narrow
                        | BriefAction::Focus(Pane::Detail)
                        | BriefAction::NextHit
                        | BriefAction::PreviousHit
                )
        );
        self.focus == LookUpFocus::Hits && (is_own || action.list_motion().is_some())
    }

    /// Handles an input, or lets it wait for the answer of the library.
    pub(super) fn handle_input(&mut self, app: &mut App, input: LookUpInput) -> Flow {
        let action = self.action_of(input, &app.keys);
        let Some(target) = LookUpTarget::from_app(app) else { return Flow::Stay(None) };
        if self.queue(input, action, &target) {
            app.notice = Some(Notice::Done("this waits for the answer".to_owned()));
            return Flow::Stay(None);
        }
        let flow = match (self.focus, action, input) {
            (_, Some(action), _) if is_closing(action) => self.close(app),
            (_, Some(GO), _) => self.go_to_chosen_hit(app),
            (LookUpFocus::Line, Some(action), _) => self.perform_on_line(app, action),
            (LookUpFocus::Line, None, LookUpInput::Key(chord)) => self.edit(app, chord),
            (LookUpFocus::Hits, Some(action), _) => self.perform_on_hits(app, action),
            (LookUpFocus::Line, None, LookUpInput::Do(_)) | (LookUpFocus::Hits, None, _) => Flow::Stay(None),
        };
        self.lay_out(app);
        flow
    }

    /// The action of an input. In the line, these are the fixed keys of a text field, except those that complete words.
    fn action_of(&self, input: LookUpInput, keys: &Keymap) -> Option<Action> {
        let chord = match input {
            LookUpInput::Do(action) => return Some(action),
            LookUpInput::Key(chord) => chord,
        };
        match self.focus {
            _ if chord == Chord::ctrl('n') => Some(NEXT),
            LookUpFocus::Line if matches!(chord.key, Key::Tab | Key::BackTab | Key::PageUp) => None,
            LookUpFocus::Line => Keymap::text_field_action(chord),
            LookUpFocus::Hits if chord == Chord::ctrl('p') => Some(Action::Brief(BriefAction::Up)),
            LookUpFocus::Hits => keys.action_for(chord),
        }
    }

    /// Performs an action while the line has the focus: it recalls queries or enters the hits.
    fn perform_on_line(&mut self, app: &mut App, action: Action) -> Flow {
        match action.list_motion() {
            Some(Motion::Rows(rows)) if rows < 0 => self.attempt(app, |look_up, target| look_up.recall(target, true)),
            Some(Motion::Rows(_)) if self.history.is_back() => {
                self.attempt(app, |look_up, target| look_up.recall(target, false));
            }
            Some(Motion::Rows(rows)) => self.enter_hits(|look_up| look_up.hits.step(rows)),
            Some(motion @ Motion::Page { down: true }) => {
                self.enter_hits(|look_up| look_up.hits.step(motion.rows(look_up.sheet.rows.len())));
            }
            None if action == NEXT => self.enter_hits(|look_up| look_up.hits.step(1)),
            None if action == Action::Help => return self.leave_to(app, action),
            Some(Motion::Page { down: false } | Motion::End { .. }) | None => {}
        }
        Flow::Stay(None)
    }

    /// Completes or edits the line.
    fn edit(&mut self, app: &mut App, chord: Chord) -> Flow {
        if matches!(chord.key, Key::Tab | Key::BackTab) {
            self.attempt(app, |look_up, target| look_up.complete(target, chord.key == Key::Tab));
        } else if chord.typed_char().is_none() || self.query_text().chars().count() < MAX_QUERY_CHARS {
            self.completion = None;
            if edit_line(&mut self.line, chord)
                && let Some(mut target) = LookUpTarget::from_app(app)
            {
                self.search_edited(&mut target);
            }
        }
        Flow::Stay(None)
    }

    /// Performs an action on the hits; actions of panes alone are ignored.
    fn perform_on_hits(&mut self, app: &mut App, action: Action) -> Flow {
        if let Some(motion) = action.list_motion() {
            if motion == Motion::Rows(-1) && self.hits.at() == 0 {
                self.focus = LookUpFocus::Line;
            }
            self.hits.step(motion.rows(self.sheet.rows.len()));
            return Flow::Stay(None);
        }
        let on_record = |look_up: &Self, app: &mut App, with: fn(&mut App, &[Record]) -> Option<Effect>| {
            let record = LookUpTarget::from_app(app).and_then(|target| look_up.chosen_hit_record(&target));
            Flow::Stay(with(app, record.as_slice()))
        };
        match action {
            Action::Brief(BriefAction::DetailDown) => self.sheet.preview_top = self.sheet.preview_top.saturating_add(1),
            Action::Brief(BriefAction::DetailUp) => self.sheet.preview_top = self.sheet.preview_top.saturating_sub(1),
            NEXT => self.hits.step(1),
            Action::Brief(BriefAction::PreviousHit) => self.hits.step(-1),
            Action::Brief(BriefAction::Narrow) => return self.narrow_to_hits(app),
            Action::LookUp => self.focus = LookUpFocus::Line,
            Action::Copy => return on_record(self, app, copy::copy_records),
            Action::ShowCopy => return on_record(self, app, show_citations),
            Action::Link => return on_record(self, app, link::show_links),
            Action::Help => return self.leave_to(app, action),
            Action::Brief(_)
            | Action::Quit
            | Action::GoToDate
            | Action::NextContradiction
            | Action::NextShift
            | Action::BottomLine
            | Action::Honesty
            | Action::Article
            | Action::Star
            | Action::SetMark
            | Action::GoToMark
            | Action::Library
            | Action::Reload
            | Action::Redraw
            | Action::Suspend
            | Action::Present
            | Action::Card(_)
            | Action::Code
            | Action::Coding(_) => {}
        }
        Flow::Stay(None)
    }

    /// Closes the look-up; a query with hits goes into the history.
    fn close(&self, app: &mut App) -> Flow {
        if let Some(mut target) = LookUpTarget::from_app(app).filter(|_| !self.hits.is_empty() && !self.is_awaited()) {
            target.remember(self.query_text(), &self.whole_answer());
        }
        Flow::Close(None)
    }

    fn leave_to(&self, app: &mut App, action: Action) -> Flow {
        self.close(app);
        Flow::Perform(action)
    }

    /// Goes to the chosen hit; in a library, opens its brief.
    fn go_to_chosen_hit(&self, app: &mut App) -> Flow {
        let Some(hit) = self.hits.current() else {
            app.refuse("nothing is found that one could go to");
            return Flow::Stay(None);
        };
        let Some(mut target) = LookUpTarget::from_app(app) else { return Flow::Stay(None) };
        target.remember(self.query_text(), &self.whole_answer());
        match target {
            LookUpTarget::Brief(reader) => {
                let result = reader.go_to_hit(hit.record);
                app.set_notice(Ok(result));
                Flow::Close(None)
            }
            LookUpTarget::Library(_) => {
                let excerpt = self.excerpt(self.hits.at());
                let open = |excerpt| Effect::OpenAt { brief: hit.brief, item: target::excerpt_key(excerpt) };
                Flow::Stay(excerpt.map(open))
            }
        }
    }

    /// Filters the reader by all hits.
    fn narrow_to_hits(&self, app: &mut App) -> Flow {
        let (Some(hit), Some(target)) = (self.hits.current(), LookUpTarget::from_app(app)) else {
            return Flow::Stay(None);
        };
        let LookUpTarget::Brief(reader) = target else {
            app.refuse("one brief at a time is narrowed: enter opens the one of this hit");
            return Flow::Stay(None);
        };
        let result = reader.toggle_search_pin(self.query_text(), hit.record);
        let is_pinned = result.is_ok();
        if is_pinned {
            reader.keep_query(self.query_text(), &self.whole_answer());
        }
        app.set_notice(result);
        if is_pinned { Flow::Close(None) } else { Flow::Stay(None) }
    }

    /// Applies `act` to the line, or shows its error.
    fn attempt(
        &mut self,
        app: &mut App,
        act: impl FnOnce(&mut Self, &mut LookUpTarget<'_>) -> Result<(), &'static str>,
    ) {
        let result = LookUpTarget::from_app(app).map_or(Ok(()), |mut target| act(self, &mut target));
        if let Err(why) = result {
            app.refuse(why);
        }
    }
}
