//! A prompt in place of the panes: takes lines, gives sentences. It drives the same reader by the same actions; it never reads input or
//! writes output itself.

mod actions;
mod coding;
mod command;
mod navigation;
mod overlays;
mod questions;
mod response;

use ratatui::layout::Size;

use crate::app::overlay::Overlay;
use crate::app::reader::CaseSequence;
use crate::app::{App, Effect, Msg, update};
use crate::keys::{Action, KeyContext};
use crate::plain::PlainOptions;
use crate::share::protocol::PresentationView;
use crate::text;
use crate::view::pluralize;

/// A reader with a prompt, and the response to render next.
#[derive(Debug)]
pub struct Prompt {
    app: App,
    plain: PlainOptions,
    /// The question that the next line answers.
    question: Option<PromptQuestion>,
    response: PromptResponse,
    /// The keys of the items of the last list, in the order of its numbers.
    listed_items: Vec<String>,
    /// The effects to return to the caller.
    effects: Vec<Effect>,
}

/// A question to the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PromptQuestion {
    LookUp,
    Date,
    Letter,
    Audience,
    /// What the form of the record asks.
    Coding,
}

/// What to render of the reader if no overlay is open.
#[derive(Debug, Clone, PartialEq, Eq)]
enum PromptResponse {
    /// A description of the brief, then the location.
    Greeting,
    /// The current row, and what is linked to it.
    Location,
    /// Only the current row.
    CurrentRow,
    /// The rows of the pane from the cursor on.
    Rows,
    /// All rows of the pane.
    All,
    /// The cases that have these words; all without words.
    Cases(CaseSequence, String),
    /// The whole Detail pane.
    Detail,
    /// How many rows the pins leave in each pane.
    Pins,
    /// The date of the matrix.
    AsOf,
    /// The whole article.
    Article,
    /// The text of a citation.
    Citation(String),
    /// A message of the prompt itself.
    Message(String),
}

/// Rows of a page of a long list.
const PAGE_ROWS: usize = 10;

/// The prompt that is written before each input line.
pub const PROMPT_MARK: &str = "> ";

/// A word cut to 40 columns, to be quoted in a sentence.
fn shortened(word: &str) -> String {
    text::fit(&text::clean(word), 40).into_owned()
}

impl Prompt {
    /// The size for which the reader is laid out: large enough for all panes.
    pub const SCREEN: Size = Size { width: 120, height: 40 };

    /// A prompt for a reader that is laid out for [`SCREEN`](Self::SCREEN).
    pub fn new(app: App, plain: PlainOptions) -> Self {
        let (question, response) = match (&app.presentation, &app.overlay) {
            // Nothing of the brief is shown before the audience is known.
            (None, Some(Overlay::Audience(_))) => {
                (Some(PromptQuestion::Audience), PromptResponse::Message(questions::audience_question()))
            }
            (Some(_), _) => (None, PromptResponse::Location),
            (None, _) => (None, PromptResponse::Greeting),
        };
        Self { app, plain, question, response, listed_items: Vec::new(), effects: Vec::new() }
    }

    /// The state of the reader.
    pub const fn app(&self) -> &App {
        &self.app
    }

    /// Runs a line: a command, or the answer to a question. Returns the effects for the caller to run.
    pub fn run_line(&mut self, line: &str) -> Vec<Effect> {
        let line = line.trim();
        self.app.notice = None;
        match self.question.take() {
            Some(question) => self.answer_question(question, line),
            None if line.is_empty() => self.response = PromptResponse::Location,
            None => match command::parse(line, self.key_context(), &self.app.keys) {
                Ok((command, rest)) => self.run_command(command, rest),
                Err(why) => self.response = PromptResponse::Message(why),
            },
        }
        std::mem::take(&mut self.effects)
    }

    /// Whether the response is not complete yet: the list is not sorted, a query has not finished, or the brief of a hit is not loaded.
    pub fn is_waiting(&self) -> bool {
        let Some(library) = self.app.library.as_ref().filter(|_| self.app.at_list) else { return false };
        match &self.app.overlay {
            None => {
                matches!(self.response, PromptResponse::Greeting | PromptResponse::Location) && !library.is_sorted()
            }
            Some(Overlay::LookUp(lookup)) => {
                lookup.is_waiting() || self.response == PromptResponse::Detail && library.awaits_preview()
            }
            Some(
                Overlay::Help(_)
                | Overlay::Page(_)
                | Overlay::Article(_)
                | Overlay::Copy(_)
                | Overlay::Case(_)
                | Overlay::Audience(_)
                | Overlay::Cards(_)
                | Overlay::Date(_)
                | Overlay::Coding(_),
            ) => false,
        }
    }

    /// A message that briefs are being read and how many; `None` if none are.
    pub fn progress_message(&self) -> Option<String> {
        let library = self.app.library.as_ref().filter(|library| self.is_waiting() && library.progress().is_some())?;
        let text = format!("reading {}; the answer comes when all are read", pluralize(library.briefs.len(), "brief"));
        Some(self.plain.builder().sentence(text).finish())
    }

    /// Whether a line is the quit command.
    pub fn is_quit(&self, line: &str) -> bool {
        command::parse(line.trim(), self.key_context(), &self.app.keys)
            == Ok((command::PromptCommand::Run(Action::Quit), ""))
    }

    /// Handles a message: the result of an effect, or an event. Returns the effects for the caller to run.
    pub fn handle_msg(&mut self, msg: Msg) -> Vec<Effect> {
        if matches!(msg, Msg::Opened(_)) {
            self.listed_items.clear();
            self.response = PromptResponse::Greeting;
        }
        self.update(msg);
        std::mem::take(&mut self.effects)
    }

    /// The context that decides which actions there are.
    fn key_context(&self) -> KeyContext {
        let on_card = |view| view == PresentationView::Card || view == PresentationView::Blank;
        match &self.app.presentation {
            Some(presentation) if on_card(presentation.view) => KeyContext::Cards,
            None if self.coding().is_some() => KeyContext::Coding,
            Some(_) | None => KeyContext::Reader,
        }
    }

    /// Whether the user was asked to confirm the end of the presentation.
    fn is_confirming_quit(&self) -> bool {
        self.app.presentation.as_ref().is_some_and(|presentation| presentation.asks_to_quit())
    }

    fn update(&mut self, msg: Msg) {
        match update(&mut self.app, msg) {
            // The prompt shows the text instead of sending it to the clipboard.
            Some(Effect::Copy(text)) => self.response = PromptResponse::Citation(text),
            Some(Effect::Redraw) => self.response = PromptResponse::Location,
            Some(
                effect @ (Effect::Quit
                | Effect::Suspend
                | Effect::Open(_)
                | Effect::OpenAt { .. }
                | Effect::Library(_)
                | Effect::Reload
                | Effect::SaveState
                | Effect::Coding(_)),
            ) => self.effects.push(effect),
            None => {}
        }
    }

    /// Performs an action.
    fn perform(&mut self, action: Action) {
        self.update(Msg::Do(action));
    }
}
