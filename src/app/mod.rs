//! What the reader is looking at, and how each message changes it. It draws nothing, reads no file and asks no clock.

pub mod article_view;
pub mod cases;
mod copy;
pub mod copy_sheet;
pub mod detail;
pub mod filter;
pub mod flags;
pub mod histogram;
mod history;
pub mod honesty;
mod item;
mod key_handlers;
pub mod labels;
pub mod library;
pub mod link;
mod linked;
pub mod list;
pub mod lookup;
mod mouse;
mod movement;
mod navigation;
pub mod overlay;
pub mod panes;
mod paste;
pub mod presentation;
pub mod quote_status;
pub mod reader;
mod reload;
mod restore;
mod search;
mod summary;
pub mod timeline_index;
mod update;

use std::sync::Arc;

use ratatui::layout::{Position, Rect, Size};

pub use copy::ClipboardRoute;
pub use item::BriefItem;
pub use mouse::MouseAction;
pub use reload::{ReloadedBrief, StaleFiles};
pub use update::update;

use crate::analysis::Analysis;
use crate::diagnostics::DescribedFault;
use crate::keys::{Chord, Keymap};
use crate::layout;
use crate::model::{Brief, Tlp};
use crate::quotes::Quotes;
use crate::search::fold;
use crate::search::library::BriefListing;
use crate::slides::LetterSize;
use crate::storage::SavedState;
use crate::view::citation::CitationFormat;
use library::LibraryList;
use overlay::Overlay;
use presentation::{Presentation, PresentationPlan};
use reader::BriefReader;

/// Everything that the program shows.
#[derive(Debug)]
pub struct App {
    pub size: Size,
    /// The list that the open brief was chosen from, or is to be chosen from.
    pub library: Option<LibraryList>,
    /// The open brief; there is one whenever the list is not shown.
    pub reader: Option<Box<BriefReader>>,
    /// Whether the list is shown rather than the open brief.
    pub at_list: bool,
    pub overlay: Option<Overlay>,
    /// One sentence in place of the footer, until the next key.
    pub notice: Option<Notice>,
    /// Set while the brief in its files has faults that the one that is shown has not.
    pub stale: Option<StaleFiles>,
    /// The presentation, while there is one; the open brief is then what of it is cleared for the audience.
    pub presentation: Option<Box<Presentation>>,
    /// Whether the screen can show large letters.
    pub letters: LetterSize,
    /// Which keys do what.
    pub keys: Keymap,
    /// As what records are cited.
    pub citation_format: CitationFormat,
    /// What stands before the clipboard.
    pub clipboard_route: ClipboardRoute,
    /// What the next key is a letter for.
    pub(crate) pending_letter: Option<PendingLetter>,
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
pub(crate) enum PendingLetter {
    SetMark,
    GoToMark,
}

/// What can happen to the reader.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Chord),
    /// The mouse did something at a cell of the screen, from 0.
    Mouse { at: Position, what: MouseAction },
    /// Text was pasted.
    Paste(String),
    /// The screen has a new size, in cells.
    Resize(Size),
    /// What an [`Effect::Open`] asked for.
    Opened(Box<OpenedBrief>),
    /// What an [`Effect::Reload`] asked for, or what came of a change of the files.
    Reloaded(Box<ReloadedBrief>),
    /// What is wrong with a brief that was opened before it was checked.
    Checked(Arc<Brief>, Box<BriefChecks>),
    /// The reader is to stand at the item that [`Item::spelt`] writes so.
    GoTo(String),
    /// The reader is to go to the item that is spelt so, as by a key: pins that show it stay.
    JumpTo(String),
    /// The cursor of the list that stands over the panes, or in their place, is to be on the row of this number, from 0.
    Choose(usize),
    /// Something became known of the library.
    Library(library::LibraryEvent),
    /// Present the open brief, to an audience that is asked for where it is not known.
    Present(Option<Tlp>, PresentationPlan),
    /// Something happened around a presentation.
    Presentation(presentation::PresentationEvent),
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
    Library(library::LibraryRequest),
    /// Read the open brief again.
    Reload,
    /// Keep [`App::memory`].
    SaveState,
    /// Send text to the terminal's clipboard.
    Copy(String),
}

/// A brief, read and ready.
#[derive(Debug)]
pub struct OpenedBrief {
    pub brief: Arc<Brief>,
    /// What follows from it.
    pub findings: Arc<Analysis>,
    /// The short name of the brief: its folder's or file's.
    pub name: String,
    /// The words that open the brief: its path as it was given, or the name of the bundled one.
    pub place: String,
    /// One line each, with its place.
    pub faults: Vec<String>,
    /// `None` until [`Msg::Checked`] tells it: in a large brief it takes its time.
    pub checked: Option<BriefChecks>,
    pub saved_state: SavedState,
}

/// What only a look at all of a brief tells, and at the texts that are held.
#[derive(Debug, Clone, Default)]
pub struct BriefChecks {
    /// All that is wrong, and not with the format alone: the gravest first.
    pub diagnostics: Vec<DescribedFault>,
    /// How its quotes stand in the texts that are held.
    pub quotes: Quotes,
}

impl OpenedBrief {
    /// A brief without a name, of which nothing is remembered and with which nothing is wrong.
    pub fn from_brief(brief: Brief) -> Self {
        Self {
            findings: Arc::new(Analysis::new(&brief)),
            brief: Arc::new(brief),
            name: String::new(),
            place: String::new(),
            faults: Vec::new(),
            checked: Some(BriefChecks::default()),
            saved_state: SavedState::default(),
        }
    }
}

impl App {
    /// A reader of one brief.
    pub fn with_brief(size: Size, opened: OpenedBrief) -> Self {
        Self { reader: Some(Box::new(BriefReader::new(size, opened))), ..Self::empty(size) }
    }

    /// A list of briefs that are still to be read, to choose from.
    pub fn with_unread_library(size: Size, name: String, names: Vec<String>) -> Self {
        Self { library: Some(LibraryList::unread(size, name, names)), at_list: true, ..Self::empty(size) }
    }

    /// A list of briefs to choose from.
    pub fn with_library(size: Size, name: String, briefs: Vec<BriefListing>) -> Self {
        Self { library: Some(LibraryList::new(size, name, briefs)), at_list: true, ..Self::empty(size) }
    }

    /// A screen of nothing.
    fn empty(size: Size) -> Self {
        Self {
            size,
            library: None,
            reader: None,
            at_list: false,
            overlay: None,
            notice: None,
            stale: None,
            presentation: None,
            letters: LetterSize::Large,
            keys: Keymap::default(),
            citation_format: CitationFormat::Plain,
            clipboard_route: ClipboardRoute::Terminal,
            pending_letter: None,
        }
    }

    /// The cells that the reader has: all, but for the row that tells of faults in the files.
    pub fn content_size(&self) -> Size {
        let area = Rect::from((Position::ORIGIN, self.size));
        if self.stale.is_some() { layout::below_banner(area).as_size() } else { self.size }
    }

    /// What is to be kept of the open brief; `None` while no brief is open. Of a presentation it is the reading at the desk that is kept,
    /// with the stars and marks that were set beside the cards.
    pub fn saved_state(&self) -> Option<SavedState> {
        match &self.presentation {
            Some(stage) => stage.speaker().map(|speaking| speaking.saved_state(self.reader.as_deref())),
            None => self.reader.as_ref().map(|reader| reader.saved_state()),
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
