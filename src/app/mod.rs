//! What the reader is looking at, and how each message changes it. It draws nothing, reads no file and asks no clock.

pub mod cases;
pub mod chronicle;
mod copy;
pub mod density;
pub mod detail;
mod entry;
pub mod flags;
pub mod handout;
pub mod honesty;
mod item;
mod jumps;
pub mod labels;
pub mod library;
pub mod link;
mod linked;
pub mod list;
pub mod lookup;
mod memory;
mod mouse;
mod moves;
pub mod narrow;
pub mod overlay;
pub mod panes;
pub mod passage;
mod paste;
mod place;
pub mod proof;
pub mod reader;
mod reread;
mod search;
pub mod stage;
mod summary;
mod trail;
mod update;

use std::sync::Arc;

use ratatui::layout::{Position, Rect, Size};

pub use copy::Relay;
pub use item::Item;
pub use memory::{Bookmark, Memory};
pub use mouse::Mouse;
pub use reread::{Reread, Stale};
pub use update::update;

use crate::analysis::Findings;
use crate::diagnostics::Told;
use crate::keys::{Chord, Keymap};
use crate::layout;
use crate::model::{Brief, Tlp};
use crate::quotes::Quotes;
use crate::search::fold;
use crate::slides::Letters;
use crate::view::citation::Form;
use library::Library;
use overlay::Overlay;
use reader::Reader;
use stage::{Plan, Stage};

/// Everything that the program shows.
#[derive(Debug)]
pub struct App {
    pub size: Size,
    /// The list that the open brief was chosen from, or is to be chosen from.
    pub library: Option<Library>,
    /// The open brief; there is one whenever the list is not shown.
    pub reader: Option<Box<Reader>>,
    /// Whether the list is shown rather than the open brief.
    pub at_list: bool,
    pub overlay: Option<Overlay>,
    /// One sentence in place of the footer, until the next key.
    pub notice: Option<Notice>,
    /// Set while the brief in its files has faults that the one that is shown has not.
    pub stale: Option<Stale>,
    /// The presentation, while there is one; the open brief is then what of it is cleared for the audience.
    pub stage: Option<Box<Stage>>,
    /// Whether the screen can show large letters.
    pub letters: Letters,
    /// Which keys do what.
    pub keys: Keymap,
    /// As what records are cited.
    pub cited_as: Form,
    /// What stands before the clipboard.
    pub relay: Relay,
    /// What the next key is a letter for.
    pub(crate) awaits: Option<Awaits>,
}

/// A sentence for the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// What was done.
    Done(String),
    /// What could not be done, and why.
    Refused(String),
}

/// What the next key is a letter for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Awaits {
    SetMark,
    GoToMark,
}

/// What can happen to the reader.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Chord),
    /// The mouse did something at a cell of the screen, from 0.
    Mouse { at: Position, what: Mouse },
    /// Text was pasted.
    Paste(String),
    /// The screen has a new size, in cells.
    Resize(Size),
    /// What an [`Effect::Open`] asked for.
    Opened(Box<Opened>),
    /// What an [`Effect::Reload`] asked for, or what came of a change of the files.
    Reread(Box<Reread>),
    /// What is wrong with a brief that was opened before it was checked.
    Checked(Arc<Brief>, Box<Checked>),
    /// The reader is to stand at the item that [`Item::spelt`] writes so.
    GoTo(String),
    /// The reader is to go to the item that is spelt so, as by a key: pins that show it stay.
    JumpTo(String),
    /// The cursor of the list that stands over the panes, or in their place, is to be on the row of this number, from 0.
    Choose(usize),
    /// Something became known of the library.
    Library(library::News),
    /// Present the open brief, to an audience that is asked for where it is not known.
    Present(Option<Tlp>, Plan),
    /// Something happened around a presentation.
    Stage(stage::News),
    /// What was asked for could not be done; the sentence says why.
    Failed(String),
}

/// What the reader asks of the world.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Leave the program.
    Quit,
    /// Step out to the shell until it comes back.
    Suspend,
    /// Draw every cell anew.
    Redraw,
    /// Read a brief of the library, by its place in the list.
    Open(usize),
    /// Read a brief of the library, by its place in the list, and stand at the item that [`Item::spelt`] writes so.
    OpenAt { brief: usize, item: String },
    /// Do what is wanted of the library; it is told as [`Msg::Library`].
    Library(library::Wanted),
    /// Read the open brief again.
    Reload,
    /// Keep [`App::memory`].
    Remember,
    /// Send text to the terminal's clipboard.
    Copy(String),
}

/// A brief, read and ready.
#[derive(Debug)]
pub struct Opened {
    pub brief: Arc<Brief>,
    /// What follows from it.
    pub findings: Arc<Findings>,
    /// The short name of the brief: its folder's or file's.
    pub name: String,
    /// The words that open the brief: its path as it was given, or the name of the bundled one.
    pub place: String,
    /// One line each, with its place.
    pub faults: Vec<String>,
    /// `None` until [`Msg::Checked`] tells it: in a large brief it takes its time.
    pub checked: Option<Checked>,
    pub memory: Memory,
}

/// What only a look at all of a brief tells, and at the texts that are held.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// All that is wrong, and not with the format alone: the gravest first.
    pub told: Vec<Told>,
    /// How its quotes stand in the texts that are held.
    pub quotes: Quotes,
}

impl Opened {
    /// A brief without a name, of which nothing is remembered and with which nothing is wrong.
    pub fn of(brief: Brief) -> Self {
        Self {
            findings: Arc::new(Findings::of(&brief)),
            brief: Arc::new(brief),
            name: String::new(),
            place: String::new(),
            faults: Vec::new(),
            checked: Some(Checked::default()),
            memory: Memory::default(),
        }
    }
}

/// A line of the list of briefs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub name: String,
    /// What could be read of the brief; `Err` says in a sentence why nothing could.
    pub head: Result<Head, String>,
}

/// What the list tells of a brief.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    pub title: String,
    pub as_of: String,
    /// The strictest label of anything in it; `TLP:RED` where it has faults.
    pub tlp: Tlp,
    pub statements: usize,
    pub sources: usize,
    pub faults: usize,
}

impl App {
    /// A reader of one brief.
    pub fn reader(size: Size, opened: Opened) -> Self {
        Self { reader: Some(Box::new(Reader::new(size, opened))), ..Self::bare(size) }
    }

    /// A list of briefs that are still to be read, to choose from.
    pub fn shelves(size: Size, name: String, names: Vec<String>) -> Self {
        Self { library: Some(Library::unread(size, name, names)), at_list: true, ..Self::bare(size) }
    }

    /// A list of briefs to choose from.
    pub fn library(size: Size, name: String, briefs: Vec<Listed>) -> Self {
        Self { library: Some(Library::new(size, name, briefs)), at_list: true, ..Self::bare(size) }
    }

    /// A screen of nothing.
    fn bare(size: Size) -> Self {
        Self {
            size,
            library: None,
            reader: None,
            at_list: false,
            overlay: None,
            notice: None,
            stale: None,
            stage: None,
            letters: Letters::Large,
            keys: Keymap::default(),
            cited_as: Form::Plain,
            relay: Relay::Terminal,
            awaits: None,
        }
    }

    /// The cells that the reader has: all, but for the row that tells of faults in the files.
    pub fn room(&self) -> Size {
        let area = Rect::from((Position::ORIGIN, self.size));
        if self.stale.is_some() { layout::below_banner(area).as_size() } else { self.size }
    }

    /// What is to be kept of the open brief; `None` while no brief is open. Of a presentation it is the reading at the desk that is kept,
    /// with the stars and marks that were set beside the cards.
    pub fn memory(&self) -> Option<Memory> {
        match &self.stage {
            Some(stage) => stage.speaking().map(|speaking| speaking.memory(self.reader.as_deref())),
            None => self.reader.as_ref().map(|reader| reader.memory()),
        }
    }
}

/// Whether `text` has every word of `query` somewhere, folded as in the look-up; signs, which fold away, as they are.
pub(crate) fn matches_all(text: &str, query: &str) -> bool {
    let folded = fold(text);
    let is_there = |word: &str| match fold(word).as_str() {
        "" => text.contains(word),
        word => folded.contains(word),
    };
    query.split_whitespace().all(is_there)
}
