//! What a command does: the keys that it stands for, pressed in their order. What they do is decided elsewhere.

use super::command::Command;
use super::{AT_ONCE, Prompt, Question, Tells};
use crate::app::Msg;
use crate::app::lookup::Part;
use crate::app::overlay::Overlay;
use crate::keys::{Action, Cue, Verb};
use crate::layout::Pane;

impl Prompt {
    pub(super) fn obey(&mut self, command: Command, rest: &str) {
        let action = match command {
            Command::Do(action) => Some(action),
            Command::List | Command::Cases(_) | Command::To => None,
        };
        if std::mem::take(&mut self.leaving) && action != Some(Action::Quit) {
            // Any key but that one takes the question back, and does nothing else.
            self.press_for(Action::Help);
        }
        let at_list = self.app.at_list && self.app.overlay.is_none();
        match command {
            Command::List if at_list => self.filter(rest),
            Command::List => self.tells = Tells::All,
            Command::Cases(_) if self.app.at_list => self.in_library(Action::NextContradiction, rest),
            Command::Cases(sequence) => {
                self.clear_way(Action::Redraw);
                self.tells = Tells::Cases(sequence, rest.to_owned());
            }
            Command::To => self.to(rest),
            Command::Do(action) if at_list => self.in_library(action, rest),
            Command::Do(action) if self.app.at_list => self.over_library(action, rest),
            Command::Do(action) => self.act(action, rest),
        }
    }

    fn act(&mut self, action: Action, rest: &str) {
        match action {
            Action::Brief(Verb::Go) if !rest.is_empty() => self.to(rest),
            Action::LookUp => self.look_up(rest),
            Action::GoToDate => self.ask(action, Question::Date, rest),
            Action::SetMark | Action::GoToMark => self.ask(action, Question::Letter, rest),
            Action::Present if self.app.stage.is_none() => self.ask(action, Question::Audience, rest),
            Action::NextContradiction | Action::NextShift => self.read_case(action, rest),
            Action::ShowCopy => self.show_copy(rest),
            Action::Help | Action::Cue(Cue::Cards) => {
                self.simply(action);
                self.update(Msg::Paste(rest.to_owned()));
            }
            Action::Passage if rest == "all" => {
                self.simply(action);
                self.tells = Tells::Article;
            }
            Action::Brief(Verb::Zoom) => {
                self.tells =
                    Tells::Words("nothing is drawn here that could be larger; `list` tells every row".to_owned());
            }
            Action::Brief(_)
            | Action::BottomLine
            | Action::Honesty
            | Action::Passage
            | Action::Star
            | Action::Copy
            | Action::Link
            | Action::Present
            | Action::Cue(_)
            | Action::Library
            | Action::Reload
            | Action::Redraw
            | Action::Suspend
            | Action::Quit => self.without_words(action, rest),
        }
    }

    /// What an action does in what stands over the list of briefs; what is none of its own is done in the list.
    fn over_library(&mut self, action: Action, rest: &str) {
        let is_back = matches!(action, Action::Brief(Verb::Back | Verb::UnpinAll));
        let is_its_own = self.app.overlay.as_ref().is_some_and(|overlay| is_for(overlay, action));
        if action != Action::LookUp && (is_back || is_its_own) {
            return self.act(action, rest);
        }
        self.clear_way(action);
        self.in_library(action, rest);
    }

    /// Does what needs to know nothing.
    fn without_words(&mut self, action: Action, rest: &str) {
        if rest.is_empty() {
            self.simply(action);
        } else {
            self.tells = Tells::Words(format!("`{}` takes no more words", action.name()));
        }
    }

    /// Presses the key of an action, once nothing is in its way.
    pub(super) fn simply(&mut self, action: Action) {
        if matches!(action, Action::Brief(Verb::Back | Verb::UnpinAll)) && self.app.overlay.is_some() {
            // To be done with what stands over the panes is all that is meant.
            self.close();
            self.tells = Tells::Place;
            return;
        }
        self.clear_way(action);
        self.tells = tells(action);
        self.step_or_press(action);
        if self.is_in_detail() && matches!(self.tells, Tells::Place | Tells::Rows) {
            self.tells = Tells::Detail;
        }
        self.leaving = action == Action::Quit && self.app.stage.is_some();
    }

    fn is_in_detail(&self) -> bool {
        self.app.reader.as_ref().is_some_and(|reader| reader.focus == Pane::Detail)
    }

    /// Detail is told whole, and nobody stays in it: what is asked next is asked of the pane that it tells of.
    fn leave_detail(&mut self, action: Action) {
        let goes_round = matches!(action, Action::Brief(Verb::NextPane | Verb::PreviousPane));
        if self.app.overlay.is_none() && !self.app.at_list && self.is_in_detail() && !goes_round {
            let pane = self.app.reader.as_ref().map_or(Pane::Actors, |reader| reader.subject_pane());
            self.press_for(Action::Brief(Verb::Focus(pane)));
        }
    }

    /// Presses the key of an action. A screenful is what is told at once; and up from the first hit would lead into the line.
    fn step_or_press(&mut self, action: Action) {
        let among_hits = matches!(self.app.overlay, Some(Overlay::LookUp(_)));
        let [on, back] = if among_hits { [Verb::NextHit, Verb::PreviousHit] } else { [Verb::Down, Verb::Up] };
        let (action, times) = if action == Action::Brief(Verb::PageDown) {
            (Action::Brief(on), AT_ONCE)
        } else if action == Action::Brief(Verb::PageUp) {
            (Action::Brief(back), AT_ONCE)
        } else if action == Action::Brief(Verb::Up) {
            (Action::Brief(back), 1)
        } else {
            (action, 1)
        };
        (0..times).for_each(|_| self.press_for(action));
    }

    /// Closes what stands over the panes and has no use for the action.
    pub(super) fn clear_way(&mut self, action: Action) {
        // At the most one stands beneath another.
        for _ in 0..3 {
            if self.app.overlay.as_ref().is_some_and(|overlay| !is_for(overlay, action)) {
                self.close();
            }
        }
        self.leave_detail(action);
        // What that told is of no concern any more.
        self.app.notice = None;
    }
}

/// What is told after an action, where nothing is over the panes then.
const fn tells(action: Action) -> Tells {
    match action {
        Action::Brief(Verb::Focus(Pane::Detail) | Verb::DetailDown | Verb::DetailUp) => Tells::Detail,
        Action::Brief(Verb::Focus(_) | Verb::NextPane | Verb::PreviousPane | Verb::PageDown | Verb::PageUp) => {
            Tells::Rows
        }
        Action::Brief(Verb::AsOf) => Tells::AsOf,
        Action::Brief(Verb::Narrow | Verb::Unpin | Verb::UnpinAll) => Tells::Pins,
        Action::Star | Action::Suspend | Action::Cue(_) => Tells::Spot,
        Action::Brief(_)
        | Action::GoToDate
        | Action::LookUp
        | Action::NextContradiction
        | Action::NextShift
        | Action::BottomLine
        | Action::Honesty
        | Action::Passage
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
        | Action::Quit => Tells::Place,
    }
}

/// Whether an action is meant for what stands over the panes.
fn is_for(overlay: &Overlay, action: Action) -> bool {
    let moves = matches!(
        action,
        Action::Brief(
            Verb::Down
                | Verb::Up
                | Verb::Top
                | Verb::Bottom
                | Verb::PageDown
                | Verb::PageUp
                | Verb::NextHit
                | Verb::PreviousHit
        )
    );
    let hands_out = matches!(action, Action::Copy | Action::ShowCopy | Action::Link);
    match overlay {
        Overlay::LookUp(look) => {
            let verb = matches!(action, Action::Brief(Verb::Go | Verb::Narrow | Verb::Focus(Pane::Detail)));
            look.part == Part::Hits && (moves || hands_out || verb)
        }
        Overlay::Case(_) => {
            let verb = matches!(
                action,
                Action::Brief(Verb::Go | Verb::Left | Verb::Right | Verb::NextPane | Verb::PreviousPane)
            );
            moves
                || hands_out
                || verb
                || matches!(action, Action::NextContradiction | Action::NextShift | Action::Passage)
        }
        Overlay::Passage(_) => matches!(action, Action::Brief(Verb::NextHit | Verb::PreviousHit)),
        Overlay::Copy(_) => action == Action::Copy,
        Overlay::Help(_) | Overlay::Page(_) | Overlay::Audience(_) | Overlay::Cards(_) | Overlay::Date { .. } => false,
    }
}
