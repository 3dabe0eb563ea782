//! Runs a command by performing the actions that it stands for. It never decides what an action does.

use super::command::PromptCommand;
use super::{PAGE_ROWS, Prompt, PromptQuestion, PromptResponse};
use crate::app::Msg;
use crate::app::overlay::Overlay;
use crate::keys::{Action, BriefAction, CardAction};
use crate::layout::Pane;

impl Prompt {
    pub(super) fn run_command(&mut self, command: PromptCommand, rest: &str) {
        let action = match command {
            PromptCommand::Run(action) => Some(action),
            PromptCommand::List | PromptCommand::Cases(_) | PromptCommand::GoTo => None,
        };
        if self.is_confirming_quit() && action != Some(Action::Quit) {
            self.update(Msg::Cancel);
        }
        let at_list = self.app.at_list && self.app.overlay.is_none();
        match command {
            PromptCommand::List if at_list => self.filter_library(rest),
            PromptCommand::List => self.response = PromptResponse::All,
            PromptCommand::Cases(_) if self.app.at_list => self.run_in_library(Action::NextContradiction, rest),
            PromptCommand::Cases(sequence) => {
                self.close_unrelated(Action::Redraw);
                self.response = PromptResponse::Cases(sequence, rest.to_owned());
            }
            PromptCommand::GoTo => self.go_to(rest),
            PromptCommand::Run(action) if at_list => self.run_in_library(action, rest),
            PromptCommand::Run(action) if self.app.at_list => self.run_over_library(action, rest),
            PromptCommand::Run(action) => self.run_action(action, rest),
        }
    }

    fn run_action(&mut self, action: Action, rest: &str) {
        if self.coding().is_some() && !matches!(action, Action::Quit | Action::Suspend | Action::Redraw) {
            return self.run_coding(action, rest);
        }
        match action {
            Action::Brief(BriefAction::Go) if !rest.is_empty() => self.go_to(rest),
            Action::LookUp => self.look_up(rest),
            Action::GoToDate => self.ask_or_answer(action, PromptQuestion::Date, rest),
            Action::SetMark | Action::GoToMark => self.ask_or_answer(action, PromptQuestion::Letter, rest),
            Action::Present if self.app.presentation.is_none() => {
                self.ask_or_answer(action, PromptQuestion::Audience, rest);
            }
            Action::NextContradiction | Action::NextShift => self.read_case(action, rest),
            Action::ShowCopy => self.show_copy(rest),
            Action::Help | Action::Card(CardAction::Cards) => {
                self.run_simple(action);
                self.update(Msg::Paste(rest.to_owned()));
            }
            Action::Article if rest == "all" => {
                self.run_simple(action);
                self.response = PromptResponse::Article;
            }
            Action::Brief(BriefAction::Zoom) => {
                self.response =
                    PromptResponse::Message("there are no panes here to enlarge; `list` shows every row".to_owned());
            }
            Action::Brief(_)
            | Action::BottomLine
            | Action::Honesty
            | Action::Article
            | Action::Star
            | Action::Copy
            | Action::Link
            | Action::Present
            | Action::Card(_)
            | Action::Library
            | Action::Reload
            | Action::Redraw
            | Action::Suspend
            | Action::Code
            | Action::Coding(_)
            | Action::Quit => self.run_without_arguments(action, rest),
        }
    }

    /// Runs an action in the overlay above the list of briefs; or in the list, if the overlay does not accept it.
    fn run_over_library(&mut self, action: Action, rest: &str) {
        let is_back = matches!(action, Action::Brief(BriefAction::Back | BriefAction::UnpinAll));
        let is_its_own = self.app.overlay.as_ref().is_some_and(|overlay| overlay.accepts(action));
        if action != Action::LookUp && (is_back || is_its_own) {
            return self.run_action(action, rest);
        }
        self.close_unrelated(action);
        self.run_in_library(action, rest);
    }

    /// Runs an action that takes no arguments.
    fn run_without_arguments(&mut self, action: Action, rest: &str) {
        if rest.is_empty() {
            self.run_simple(action);
        } else {
            self.response = PromptResponse::Message(format!("`{}` takes no more words", action.name()));
        }
    }

    /// Closes unrelated overlays, then performs an action.
    pub(super) fn run_simple(&mut self, action: Action) {
        if matches!(action, Action::Brief(BriefAction::Back | BriefAction::UnpinAll)) && self.app.overlay.is_some() {
            // With an overlay open, going back only closes the overlay.
            self.update(Msg::Cancel);
            self.response = PromptResponse::Location;
            return;
        }
        self.close_unrelated(action);
        self.response = response_after(action);
        self.dispatch(action);
        if self.is_in_detail() && matches!(self.response, PromptResponse::Location | PromptResponse::Rows) {
            self.response = PromptResponse::Detail;
        }
    }

    fn is_in_detail(&self) -> bool {
        self.app.reader.as_ref().is_some_and(|reader| reader.focus == Pane::Detail)
    }

    /// Moves the focus from Detail back to the pane that it describes, because the prompt shows Detail as a whole.
    fn leave_detail_pane(&mut self, action: Action) {
        let goes_round = matches!(action, Action::Brief(BriefAction::NextPane | BriefAction::PreviousPane));
        if self.app.overlay.is_none() && !self.app.at_list && self.is_in_detail() && !goes_round {
            let pane = self.app.reader.as_ref().map_or(Pane::Actors, |reader| reader.selected_pane());
            self.perform(Action::Brief(BriefAction::Focus(pane)));
        }
    }

    /// Performs an action. A page is [`PAGE_ROWS`] rows; in a list of hits, up must not leave the hits for the search field.
    fn dispatch(&mut self, action: Action) {
        let is_in_hits = matches!(self.app.overlay, Some(Overlay::LookUp(_)));
        let [forward, back] = if is_in_hits {
            [BriefAction::NextHit, BriefAction::PreviousHit]
        } else {
            [BriefAction::Down, BriefAction::Up]
        };
        let (action, times) = if action == Action::Brief(BriefAction::PageDown) {
            (Action::Brief(forward), PAGE_ROWS)
        } else if action == Action::Brief(BriefAction::PageUp) {
            (Action::Brief(back), PAGE_ROWS)
        } else if action == Action::Brief(BriefAction::Up) {
            (Action::Brief(back), 1)
        } else {
            (action, 1)
        };
        (0..times).for_each(|_| self.perform(action));
    }

    /// Closes the overlays that do not accept the action.
    pub(super) fn close_unrelated(&mut self, action: Action) {
        while self.app.overlay.as_ref().is_some_and(|overlay| !overlay.accepts(action)) {
            self.update(Msg::Cancel);
        }
        self.leave_detail_pane(action);
        // The notices of what was closed are no longer relevant.
        self.app.notice = None;
    }
}

/// The response to an action, if no overlay is open after it.
const fn response_after(action: Action) -> PromptResponse {
    match action {
        Action::Brief(BriefAction::Focus(Pane::Detail) | BriefAction::DetailDown | BriefAction::DetailUp) => {
            PromptResponse::Detail
        }
        Action::Brief(
            BriefAction::Focus(_)
            | BriefAction::NextPane
            | BriefAction::PreviousPane
            | BriefAction::PageDown
            | BriefAction::PageUp,
        ) => PromptResponse::Rows,
        Action::Brief(BriefAction::AsOf) => PromptResponse::AsOf,
        Action::Brief(BriefAction::Narrow | BriefAction::Unpin | BriefAction::UnpinAll) => PromptResponse::Pins,
        Action::Star | Action::Suspend | Action::Card(_) => PromptResponse::CurrentRow,
        Action::Brief(_)
        | Action::GoToDate
        | Action::LookUp
        | Action::NextContradiction
        | Action::NextShift
        | Action::BottomLine
        | Action::Honesty
        | Action::Article
        | Action::SetMark
        | Action::GoToMark
        | Action::Copy
        | Action::ShowCopy
        | Action::Link
        | Action::Present
        | Action::Library
        | Action::Reload
        | Action::Redraw
        | Action::Help
        | Action::Code
        | Action::Coding(_)
        | Action::Quit => PromptResponse::Location,
    }
}
