//! A prompt in place of the panes: lines in, sentences out. It drives the same reader by the same actions; it reads no line and writes none.

mod actions;
mod command;
mod ids;
mod navigation;
mod overlays;
mod questions;
mod response;

use ratatui::layout::Size;

use super::PlainOptions;
use crate::app::lookup::LookUpFocus;
use crate::app::overlay::Overlay;
use crate::app::reader::CaseSequence;
use crate::app::{App, Effect, Msg, update};
use crate::keys::{Action, BriefAction, Chord, Key, KeyContext};
use crate::share::protocol::PresentationView;
use crate::text;
use crate::view::pluralize;

/// The reader behind a prompt, and what of it is to be told next.
#[derive(Debug)]
pub struct Prompt {
    app: App,
    plain: PlainOptions,
    /// What the next line answers.
    question: Option<PromptQuestion>,
    response: PromptResponse,
    /// The items of the last list, as they are spelt: what its numbers stand for.
    listed_items: Vec<String>,
    /// Whether the presentation has asked whether to leave it.
    is_confirming_quit: bool,
    /// What the world is to do.
    effects: Vec<Effect>,
}

/// A question to whoever types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PromptQuestion {
    LookUp,
    Date,
    Letter,
    Audience,
}

/// What is to be told of the reader, where nothing stands over the panes.
#[derive(Debug, Clone, PartialEq, Eq)]
enum PromptResponse {
    /// What the brief is, then where one is.
    Greeting,
    /// Where one is, and what belongs to it.
    Location,
    /// Where one is, and nothing else: what was done changed nothing there.
    CurrentRow,
    /// The rows of the pane, from the cursor on.
    Rows,
    /// All of its rows.
    All,
    /// The cases that have these words; without words, all.
    Cases(CaseSequence, String),
    /// All of Detail.
    Detail,
    /// How many rows the pins leave to each pane.
    Pins,
    /// Of when the matrix is.
    AsOf,
    /// The whole article.
    Article,
    /// A citation: what it is, and its text.
    Citation(String),
    /// A sentence of the prompt itself.
    Message(String),
}

/// So many rows are told at once of a list that is long: a screenful, where there is no screen.
const PAGE_ROWS: usize = 10;

/// What stands before a line that is typed.
pub const PROMPT_MARK: &str = "> ";

/// A word as a sentence repeats it: nobody listens to the end of a long one.
fn shortened(word: &str) -> String {
    text::fit(&text::clean(word), 40).into_owned()
}

impl Prompt {
    /// The screen that is not there: large enough for all panes.
    pub const SCREEN: Size = Size { width: 120, height: 40 };

    /// A prompt for a reader, which is laid out for [`SCREEN`](Self::SCREEN).
    pub fn new(app: App, paper: PlainOptions) -> Self {
        let (asks, tells) = match (&app.presentation, &app.overlay) {
            // Nothing of the brief is told before it is known to whom.
            (None, Some(Overlay::Audience(_))) => {
                (Some(PromptQuestion::Audience), PromptResponse::Message(questions::audience_question()))
            }
            (Some(_), _) => (None, PromptResponse::Location),
            (None, _) => (None, PromptResponse::Greeting),
        };
        Self {
            app,
            plain: paper,
            question: asks,
            response: tells,
            listed_items: Vec::new(),
            is_confirming_quit: false,
            effects: Vec::new(),
        }
    }

    /// What the reader behind it looks at.
    pub const fn app(&self) -> &App {
        &self.app
    }

    /// Does what a line asks for; what the world is to do for it.
    pub fn run_line(&mut self, line: &str) -> Vec<Effect> {
        let line = line.trim();
        self.app.notice = None;
        match self.question.take() {
            Some(question) => self.answer_question(question, line),
            None if line.is_empty() => self.response = PromptResponse::Location,
            None => match command::parse(line, self.scene(), &self.app.keys) {
                Ok((command, rest)) => self.run_command(command, rest),
                Err(why) => self.response = PromptResponse::Message(why),
            },
        }
        std::mem::take(&mut self.effects)
    }

    /// Whether what is to be told is still to come: the order of the list, an answer of the library, or the brief of a hit.
    pub fn is_waiting(&self) -> bool {
        let Some(library) = self.app.library.as_ref().filter(|_| self.app.at_list) else { return false };
        match &self.app.overlay {
            None => {
                matches!(self.response, PromptResponse::Greeting | PromptResponse::Location) && !library.is_sorted()
            }
            Some(Overlay::LookUp(look)) => {
                look.is_waiting() || self.response == PromptResponse::Detail && library.awaits_preview()
            }
            Some(
                Overlay::Help(_)
                | Overlay::Page(_)
                | Overlay::Article(_)
                | Overlay::Copy(_)
                | Overlay::Case(_)
                | Overlay::Audience(_)
                | Overlay::Cards(_)
                | Overlay::Date { .. },
            ) => false,
        }
    }

    /// What is to be told of what takes long: how many briefs are being read; `None` where nothing does.
    pub fn progress_message(&self) -> Option<String> {
        let library = self.app.library.as_ref().filter(|library| self.is_waiting() && library.progress().is_some())?;
        let told = format!("reading {}; the answer comes when all are read", pluralize(library.briefs.len(), "brief"));
        Some(self.plain.builder().sentence(told).finish())
    }

    /// Whether a line asks to leave.
    pub fn is_quit(&self, line: &str) -> bool {
        command::parse(line.trim(), self.scene(), &self.app.keys) == Ok((command::PromptCommand::Run(Action::Quit), ""))
    }

    /// Takes in what came of an effect, or happened by itself; what the world is to do for it.
    pub fn handle_msg(&mut self, msg: Msg) -> Vec<Effect> {
        if matches!(msg, Msg::Opened(_)) {
            self.listed_items.clear();
            self.response = PromptResponse::Greeting;
        }
        self.update(msg);
        std::mem::take(&mut self.effects)
    }

    /// Which actions there are.
    fn scene(&self) -> KeyContext {
        let on_card = |view| view == PresentationView::Card || view == PresentationView::Blank;
        match &self.app.presentation {
            Some(stage) if on_card(stage.view) => KeyContext::Cards,
            Some(_) | None => KeyContext::Reader,
        }
    }

    fn update(&mut self, msg: Msg) {
        match update(&mut self.app, msg) {
            // It is told instead of sent: what is read aloud needs no clipboard.
            Some(Effect::Copy(text)) => self.response = PromptResponse::Citation(text),
            Some(Effect::Redraw) => self.response = PromptResponse::Location,
            Some(
                effect @ (Effect::Quit
                | Effect::Suspend
                | Effect::Open(_)
                | Effect::OpenAt { .. }
                | Effect::Library(_)
                | Effect::Reload
                | Effect::SaveState),
            ) => self.effects.push(effect),
            None => {}
        }
    }

    fn press(&mut self, chord: Chord) {
        self.update(Msg::Key(chord));
    }

    fn press_key(&mut self, key: Key) {
        self.press(Chord::plain(key));
    }

    fn type_text(&mut self, text: &str) {
        text.chars().for_each(|char| self.press(Chord::char(char)));
    }

    /// Presses the key of an action, which may be the user's own: one that means it even where text is typed, where there is such a one.
    fn press_key_of(&mut self, action: Action) {
        // What stands over cards has the keys of the reader.
        let scene = if self.app.overlay.is_some() { KeyContext::Reader } else { self.scene() };
        let Some(bound) = self.app.keys.actions(scene).iter().find(|bound| bound.action == action) else { return };
        let everywhere = bound.chords.iter().find(|chord| chord.ctrl);
        let is_everywhere = matches!(action, Action::Quit | Action::Suspend | Action::Redraw);
        if let Some(chord) = everywhere.filter(|_| is_everywhere).or(bound.chords.first()) {
            self.press(*chord);
        }
    }

    /// Takes away what stands over the panes, as esc does where it is the user's key for that.
    fn close_overlay(&mut self) {
        let esc = Chord::plain(Key::Esc);
        let keys = |verb| self.app.keys.chords_for(Action::Brief(verb)).iter().copied();
        let chord = match &self.app.overlay {
            Some(Overlay::Page(_) | Overlay::Article(_) | Overlay::Case(_)) => keys(BriefAction::UnpinAll).next(),
            Some(Overlay::LookUp(look)) if look.focus == LookUpFocus::Hits => keys(BriefAction::UnpinAll).next(),
            // Some letters, and tab, are forms there.
            Some(Overlay::Copy(handout)) => {
                let is_form = |chord: &Chord| {
                    let letter = handout.formats().iter().any(|(letter, ..)| chord.typed_char() == Some(*letter));
                    letter || matches!(chord.key, Key::Tab | Key::BackTab)
                };
                let mut closing =
                    keys(BriefAction::UnpinAll).chain(keys(BriefAction::Back)).chain(keys(BriefAction::Go));
                closing.find(|chord| !is_form(chord))
            }
            Some(
                Overlay::LookUp(_) | Overlay::Help(_) | Overlay::Audience(_) | Overlay::Cards(_) | Overlay::Date { .. },
            )
            | None => None,
        };
        self.press(chord.unwrap_or(esc));
    }
}
