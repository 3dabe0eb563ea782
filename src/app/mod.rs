//! The state of the program and its changes by messages. This module never draws, reads a file or asks a clock.

mod actions;
pub mod cases;
pub mod coding;
mod copy;
mod detail;
pub mod filter;
pub mod histogram;
mod history;
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
pub mod presentation;
pub mod reader;
mod reload;
mod restore;
mod search;
mod search_navigation;
pub mod source_links;
mod update;

use std::sync::Arc;

use ratatui::layout::{Position, Rect, Size};

pub use copy::ClipboardRoute;
pub use mouse::MouseAction;
pub use reload::{ReloadedBrief, StaleFiles};
pub use update::update;

pub use crate::view::{BriefChecks, BriefFacts, BriefItem};

use crate::coding::CodingStep;
use crate::keys::{Action, Chord, Keymap};
use crate::layout::{self, SMALLEST};
use crate::model::{Brief, Tlp};
use crate::search::library::BriefListing;
use crate::search::{fold, fold_joined};
use crate::slides::LetterSize;
use crate::storage::SavedState;
use crate::view::citation::CitationFormat;
use library::LibraryList;
use lookup::LookUp;
use navigation::JumpResult;
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
    /// The overlay that another one covers, such as the look-up from which a citation is shown.
    pub(crate) covered: Option<Overlay>,
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
    /// A text was sent to the clipboard.
    Copied {
        /// What was sent, such as `4 citations`.
        what: String,
        /// Why the clipboard will not have it, and how to copy it otherwise; `None` as far as is known.
        lost: Option<String>,
    },
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
    /// Perform an action, whatever its keys are: on the open overlay, or else on what is shown.
    Do(Action),
    /// Take back the open question, or else close the overlay.
    Cancel,
    /// The letter for which [`Action::SetMark`] or [`Action::GoToMark`] has asked.
    Letter(char),
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
    /// Put the cursor of the overlay's list, or of the list of briefs, on this row, from 0; without either, go to the
    /// card with this index.
    Choose(usize),
    /// An event of the library.
    Library(library::LibraryEvent),
    /// Present the open brief; `None` asks for the audience first.
    Present(Option<Tlp>, PresentationPlan),
    /// An event of the presentation.
    Presentation(presentation::PresentationEvent),
    /// The response to a [`CodingRequest::Open`].
    CodingOpened(Box<coding::CodingMaterial>),
    /// The response to a step of coding, its undo or its redo, after the brief was reloaded; `Err` says why it was not done.
    CodingApplied(Result<coding::AppliedCoding, String>),
    /// An effect failed; the sentence says why.
    Failed(String),
}

/// A request to the event loop: everything that needs a file, a terminal or a thread.
#[derive(Debug, Clone, PartialEq)]
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
    /// A request about an article that is coded.
    Coding(CodingRequest),
}

/// What coding an article asks of the files of the brief.
#[derive(Debug, Clone, PartialEq)]
pub enum CodingRequest {
    /// Find the candidates of the text of a source, given by its id; the response is a [`Msg::CodingOpened`].
    Open { source: String, text: String },
    /// Write a step into the files; the response to this and to the others is a [`Msg::CodingApplied`].
    Apply(CodingStep),
    /// Take back the last step.
    Undo,
    /// Do again what was taken back last.
    Redo,
}

/// A loaded brief with its saved state.
#[derive(Debug)]
pub struct OpenedBrief {
    pub facts: BriefFacts,
    pub saved_state: SavedState,
}

impl OpenedBrief {
    /// A brief without a saved state.
    pub fn new(facts: BriefFacts) -> Self {
        Self { facts, saved_state: SavedState::default() }
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
            covered: None,
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

    /// Shows the result of a jump as a notice.
    fn set_notice(&mut self, result: JumpResult) {
        self.notice = match result {
            Ok(notice) => notice.map(Notice::Done),
            Err(why) => Some(Notice::Refused(why)),
        };
    }

    /// Shows why an action was not done.
    fn refuse(&mut self, why: impl Into<String>) {
        self.notice = Some(Notice::Refused(why.into()));
    }

    /// The area of the screen without the banner about faults in the files, from row 0.
    fn content_area(&self) -> Rect {
        Rect::from((Position::ORIGIN, self.content_size()))
    }

    /// The area of the list of an overlay that has `below` free rows under it.
    fn list_area(&self, below: u16) -> Rect {
        layout::list_area(self.content_area(), below)
    }

    /// The number of rows of text in an overlay.
    fn overlay_height(&self) -> usize {
        overlay_height(self.content_size())
    }

    /// Whether the screen is large enough to show anything.
    fn is_large_enough(&self) -> bool {
        let Size { width, height } = self.content_size();
        width >= SMALLEST.width && height >= SMALLEST.height
    }

    /// Lays out everything again for a size of the screen. It changes no content.
    fn resize(&mut self, size: Size) {
        self.size = size;
        let size = self.content_size();
        if let Some(library) = &mut self.library {
            library.size = size;
            library.rows.show_cursor(library.height());
        }
        if let Some(reader) = &mut self.reader {
            reader.size = size;
            reader.cursor_moved();
        }
        if let Some(presentation) = &mut self.presentation {
            presentation.resize(size);
        }
        self.lay_out_overlays();
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
