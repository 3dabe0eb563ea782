//! A prompt in place of the panes: lines in, sentences out. It drives the same reader by the same actions; it reads no line and writes none.

mod act;
mod ask;
mod command;
mod go;
mod near;
mod over;
mod tell;

use ratatui::layout::Size;

use super::Paper;
use crate::app::lookup::Part;
use crate::app::overlay::Overlay;
use crate::app::reader::Sequence;
use crate::app::stage::View;
use crate::app::{App, Effect, Msg, update};
use crate::keys::{Action, Chord, Key, Scene, Verb};
use crate::text;
use crate::view::count;

/// The reader behind a prompt, and what of it is to be told next.
#[derive(Debug)]
pub struct Prompt {
    app: App,
    paper: Paper,
    /// What the next line answers.
    asks: Option<Question>,
    tells: Tells,
    /// The items of the last list, as they are spelt: what its numbers stand for.
    listed: Vec<String>,
    /// Whether the presentation has asked whether to leave it.
    leaving: bool,
    /// What the world is to do.
    effects: Vec<Effect>,
}

/// A question to whoever types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Question {
    LookUp,
    Date,
    Letter,
    Audience,
}

/// What is to be told of the reader, where nothing stands over the panes.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Tells {
    /// What the brief is, then where one is.
    Greeting,
    /// Where one is, and what belongs to it.
    Place,
    /// Where one is, and nothing else: what was done changed nothing there.
    Spot,
    /// The rows of the pane, from the cursor on.
    Rows,
    /// All of its rows.
    All,
    /// The cases that have these words; without words, all.
    Cases(Sequence, String),
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
    Words(String),
}

/// So many rows are told at once of a list that is long: a screenful, where there is no screen.
const AT_ONCE: usize = 10;

/// What stands before a line that is typed.
pub const SIGN: &str = "> ";

/// A word as a sentence repeats it: nobody listens to the end of a long one.
fn shortened(word: &str) -> String {
    text::fit(&text::clean(word), 40).into_owned()
}

impl Prompt {
    /// The screen that is not there: large enough for all panes.
    pub const SCREEN: Size = Size { width: 120, height: 40 };

    /// A prompt for a reader, which is laid out for [`SCREEN`](Self::SCREEN).
    pub fn new(app: App, paper: Paper) -> Self {
        let (asks, tells) = match (&app.stage, &app.overlay) {
            // Nothing of the brief is told before it is known to whom.
            (None, Some(Overlay::Audience(_))) => (Some(Question::Audience), Tells::Words(ask::audience())),
            (Some(_), _) => (None, Tells::Place),
            (None, _) => (None, Tells::Greeting),
        };
        Self { app, paper, asks, tells, listed: Vec::new(), leaving: false, effects: Vec::new() }
    }

    /// What the reader behind it looks at.
    pub const fn app(&self) -> &App {
        &self.app
    }

    /// Does what a line asks for; what the world is to do for it.
    pub fn hear(&mut self, line: &str) -> Vec<Effect> {
        let line = line.trim();
        self.app.notice = None;
        match self.asks.take() {
            Some(question) => self.answer(question, line),
            None if line.is_empty() => self.tells = Tells::Place,
            None => match command::read(line, self.scene(), &self.app.keys) {
                Ok((command, rest)) => self.obey(command, rest),
                Err(why) => self.tells = Tells::Words(why),
            },
        }
        std::mem::take(&mut self.effects)
    }

    /// Whether what is to be told is still to come: the order of the list, an answer of the library, or the brief of a hit.
    pub fn is_waiting(&self) -> bool {
        let Some(library) = self.app.library.as_ref().filter(|_| self.app.at_list) else { return false };
        match &self.app.overlay {
            None => matches!(self.tells, Tells::Greeting | Tells::Place) && !library.is_in_order(),
            Some(Overlay::LookUp(look)) => look.is_waiting() || self.tells == Tells::Detail && library.awaits_leaf(),
            Some(
                Overlay::Help(_)
                | Overlay::Page(_)
                | Overlay::Passage(_)
                | Overlay::Copy(_)
                | Overlay::Case(_)
                | Overlay::Audience(_)
                | Overlay::Cards(_)
                | Overlay::Date { .. },
            ) => false,
        }
    }

    /// What is to be told of what takes long: how many briefs are being read; `None` where nothing does.
    pub fn delay(&self) -> Option<String> {
        let library = self.app.library.as_ref().filter(|library| self.is_waiting() && library.progress().is_some())?;
        let told = format!("reading {}; the answer comes when all are read", count(library.briefs.len(), "brief"));
        Some(self.paper.begin().sentence(told).end())
    }

    /// Whether a line asks to leave.
    pub fn is_quit(&self, line: &str) -> bool {
        command::read(line.trim(), self.scene(), &self.app.keys) == Ok((command::Command::Do(Action::Quit), ""))
    }

    /// Takes in what came of an effect, or happened by itself; what the world is to do for it.
    pub fn take(&mut self, msg: Msg) -> Vec<Effect> {
        if matches!(msg, Msg::Opened(_)) {
            self.listed.clear();
            self.tells = Tells::Greeting;
        }
        self.update(msg);
        std::mem::take(&mut self.effects)
    }

    /// Which actions there are.
    fn scene(&self) -> Scene {
        let on_card = |view| view == View::Card || view == View::Blank;
        match &self.app.stage {
            Some(stage) if on_card(stage.view) => Scene::Cards,
            Some(_) | None => Scene::Reader,
        }
    }

    fn update(&mut self, msg: Msg) {
        match update(&mut self.app, msg) {
            // It is told instead of sent: what is read aloud needs no clipboard.
            Some(Effect::Copy(text)) => self.tells = Tells::Citation(text),
            Some(Effect::Redraw) => self.tells = Tells::Place,
            Some(
                effect @ (Effect::Quit
                | Effect::Suspend
                | Effect::Open(_)
                | Effect::OpenAt { .. }
                | Effect::Library(_)
                | Effect::Reload
                | Effect::Remember),
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

    fn type_in(&mut self, text: &str) {
        text.chars().for_each(|char| self.press(Chord::char(char)));
    }

    /// Presses the key of an action, which may be the user's own: one that means it even where text is typed, where there is such a one.
    fn press_for(&mut self, action: Action) {
        // What stands over cards has the keys of the reader.
        let scene = if self.app.overlay.is_some() { Scene::Reader } else { self.scene() };
        let Some(bound) = self.app.keys.bound(scene).iter().find(|bound| bound.action == action) else { return };
        let everywhere = bound.chords.iter().find(|chord| chord.ctrl);
        let is_everywhere = matches!(action, Action::Quit | Action::Suspend | Action::Redraw);
        if let Some(chord) = everywhere.filter(|_| is_everywhere).or(bound.chords.first()) {
            self.press(*chord);
        }
    }

    /// Takes away what stands over the panes, as esc does where it is the user's key for that.
    fn close(&mut self) {
        let esc = Chord::plain(Key::Esc);
        let keys = |verb| self.app.keys.keys(Action::Brief(verb)).iter().copied();
        let chord = match &self.app.overlay {
            Some(Overlay::Page(_) | Overlay::Passage(_) | Overlay::Case(_)) => keys(Verb::UnpinAll).next(),
            Some(Overlay::LookUp(look)) if look.part == Part::Hits => keys(Verb::UnpinAll).next(),
            // Some letters, and tab, are forms there.
            Some(Overlay::Copy(handout)) => {
                let is_form = |chord: &Chord| {
                    let letter = handout.forms().iter().any(|(letter, ..)| chord.typed() == Some(*letter));
                    letter || matches!(chord.key, Key::Tab | Key::BackTab)
                };
                let mut closing = keys(Verb::UnpinAll).chain(keys(Verb::Back)).chain(keys(Verb::Go));
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
