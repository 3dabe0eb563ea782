//! The state of the program and its changes by messages. This module never draws, reads a file or asks a clock.

mod actions;
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
mod link;
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
mod resize;
mod restore;
mod search;
mod search_navigation;
pub mod source_links;
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
use crate::search::library::BriefListing;
use crate::search::{fold, fold_joined};
use crate::slides::LetterSize;
use crate::storage::SavedState;
use crate::view::citation::CitationFormat;
use library::LibraryList;
use lookup::LookUp;
use overlay::Overlay;
use presentation::{Presentation, PresentationPlan};
use reader::BriefReader;

/// The rows of an overlay that are not its text: its title, the blank row below it, the footer.
pub const OVERLAY_FRAME_ROWS: u16 = 4;

/// The widest line of text, in columns.
pub const MAX_TEXT_WIDTH: u16 = 120;

/// The whole state that the screen is drawn from.
#[derive(Debug)]
pub struct App {
    pub size: Size,
    /// The list of briefs; `None` when one brief was opened by itself.
    pub library: Option<LibraryList>,
    /// The open brief; `Some` whenever the list is not shown.
    pub reader: Option<Box<BriefReader>>,
    /// Whether the list of briefs is shown instead of the open brief.
    pub at_list: bool,
    pub overlay: Option<Overlay>,
    /// A sentence shown in place of the footer until the next key.
    pub notice: Option<Notice>,
    /// Set while the files have faults that the shown brief does not have.
    pub stale: Option<StaleFiles>,
    /// The running presentation. While it runs, `reader` holds the brief redacted for the audience.
    pub presentation: Option<Box<Presentation>>,
    /// Whether the screen can show large letters.
    pub letters: LetterSize,
    /// The key bindings.
    pub keys: Keymap,
    /// The format of copied citations.
    pub citation_format: CitationFormat,
    /// What a copied text passes on its way to the clipboard.
    pub clipboard_route: ClipboardRoute,
    /// The look-up from which the open brief was opened, to return to.
    pub(crate) kept_look_up: Option<Box<LookUp>>,
    /// The command that waits for a letter as its next key.
    pub(crate) pending_letter: Option<PendingLetter>,
}

/// A sentence for the user, shown in the footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The action that was done.
    Done(String),
    /// The reason why an action was not done.
    Refused(String),
}

/// The command that waits for a letter as its next key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PendingLetter {
    SetMark,
    GoToMark,
}

/// An input of [`update()`].
#[derive(Debug)]
pub enum Msg {
    /// A key press.
    Key(Chord),
    /// A mouse action at a cell of the screen, from 0.
    Mouse { at: Position, what: MouseAction },
    /// Pasted text.
    Paste(String),
    /// The new size of the screen, in cells.
    Resize(Size),
    /// The response to an [`Effect::Open`] or [`Effect::OpenAt`].
    Opened(Box<OpenedBrief>),
    /// The response to an [`Effect::Reload`], or the result of a change of the files.
    Reloaded(Box<ReloadedBrief>),
    /// The checks of a brief that was opened before it was checked.
    Checked(Arc<Brief>, Box<BriefChecks>),
    /// Go to the item with the key of [`BriefItem::to_key`], with all pins removed.
    GoTo(String),
    /// Go to the item with this key as a key press does: pins that show the item stay.
    JumpTo(String),
    /// Put the cursor of the overlay's list, or of the list of briefs, on this row, from 0.
    Choose(usize),
    /// An event of the library.
    Library(library::LibraryEvent),
    /// Present the open brief; `None` asks for the audience first.
    Present(Option<Tlp>, PresentationPlan),
    /// An event of the presentation.
    Presentation(presentation::PresentationEvent),
    /// An effect failed; the sentence says why.
    Failed(String),
}

/// A request to the event loop: everything that needs a file, a terminal or a thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Leave the program.
    Quit,
    /// Suspend the program until the shell resumes it.
    Suspend,
    /// Redraw every cell.
    Redraw,
    /// Load a brief of the library, by its index in the list.
    Open(usize),
    /// Load a brief of the library, by its index in the list, and go to the item with the key of [`BriefItem::to_key`].
    OpenAt { brief: usize, item: String },
    /// A request to the library worker; the response is a [`Msg::Library`].
    Library(library::LibraryRequest),
    /// Reload the open brief.
    Reload,
    /// Save [`App::saved_state`].
    SaveState,
    /// Send text to the terminal's clipboard.
    Copy(String),
}

/// A loaded brief with its analysis.
#[derive(Debug)]
pub struct OpenedBrief {
    pub brief: Arc<Brief>,
    /// The analysis of the brief.
    pub findings: Arc<Analysis>,
    /// The short name of the brief: the name of its folder or file.
    pub name: String,
    /// The argument that opens the brief: its path as it was given, or the name of a bundled brief.
    pub place: String,
    /// One line per fault, with its location.
    pub faults: Vec<String>,
    /// `None` until [`Msg::Checked`] arrives: the checks of a large brief take time.
    pub checked: Option<BriefChecks>,
    pub saved_state: SavedState,
}

/// The results of checking a whole brief and the texts of its sources.
#[derive(Debug, Clone, Default)]
pub struct BriefChecks {
    /// All diagnostics, of the format and of the content; the most severe first.
    pub diagnostics: Vec<DescribedFault>,
    /// The comparison of its quotes with the texts of its sources.
    pub quotes: Quotes,
}

impl OpenedBrief {
    /// A brief without a name, faults or saved state.
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
    /// An app that shows one brief.
    pub fn with_brief(size: Size, opened: OpenedBrief) -> Self {
        Self { reader: Some(Box::new(BriefReader::new(size, opened))), ..Self::empty(size) }
    }

    /// An app that shows a list of briefs that are not loaded yet.
    pub fn with_unread_library(size: Size, name: String, names: Vec<String>) -> Self {
        Self { library: Some(LibraryList::unread(size, name, names)), at_list: true, ..Self::empty(size) }
    }

    /// An app that shows a list of loaded briefs.
    pub fn with_library(size: Size, name: String, briefs: Vec<BriefListing>) -> Self {
        Self { library: Some(LibraryList::new(size, name, briefs)), at_list: true, ..Self::empty(size) }
    }

    /// An app without a brief and without a list.
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
            kept_look_up: None,
            pending_letter: None,
        }
    }

    /// The size of the screen without the banner about faults in the files.
    pub fn content_size(&self) -> Size {
        let area = Rect::from((Position::ORIGIN, self.size));
        if self.stale.is_some() { layout::below_banner(area).as_size() } else { self.size }
    }

    /// The state to save for the open brief; `None` while no brief is open.
    ///
    /// While the user presents, this is the state of the full reader, with the stars and marks that were set during the
    /// presentation.
    pub fn saved_state(&self) -> Option<SavedState> {
        match &self.presentation {
            Some(presentation) => presentation.speaker().map(|speaker| speaker.saved_state(self.reader.as_deref())),
            None => self.reader.as_ref().map(|reader| reader.saved_state()),
        }
    }
}

/// Whether `text` contains every word of `query`, compared after folding as in the look-up. Words of signs alone fold
/// to nothing and are compared as they are.
pub(crate) fn matches_all(text: &str, query: &str) -> bool {
    let folded = [Some(fold(text)), fold_joined(text)];
    let is_there = |word: &str| match fold(word).as_str() {
        "" => text.contains(word),
        split => {
            let joined = fold_joined(word).unwrap_or_default();
            let words = [split, &joined].into_iter().filter(|word| !word.is_empty());
            words.into_iter().any(|word| folded.iter().flatten().any(|text| text.contains(word)))
        }
    };
    query.split_whitespace().all(is_there)
}

/// The number of rows of text in an overlay.
fn overlay_height(size: Size) -> usize {
    usize::from(size.height.saturating_sub(OVERLAY_FRAME_ROWS))
}
