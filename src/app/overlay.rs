//! The overlays, which cover the panes: help, text pages, cases, the look-up and others. Esc closes each of them.
//! Nothing is drawn here.

use tui_input::Input;

pub use super::OVERLAY_FRAME_ROWS;
use super::article_view::ArticleView;
use super::cases::CaseView;
use super::copy_sheet::CopySheet;
use super::list::{ListRow, ScrollList};
use super::lookup::LookUp;
use super::presentation::{AudienceChoice, CardList};
use super::reader::BriefReader;
use super::{App, MAX_TEXT_WIDTH, matches_all, overlay_height};
use crate::keys::{Action, ActionGroup, BoundAction};
use crate::text::{self, TextLine};
pub use crate::view::PageKind;

/// An overlay over the panes.
#[derive(Debug)]
pub enum Overlay {
    Help(Help),
    Page(TextPage),
    /// Citations or links, for selection by hand.
    Copy(CopySheet),
    LookUp(Box<LookUp>),
    /// The text of a source, at a quote.
    Article(Box<ArticleView>),
    /// A contradiction or a shift.
    Case(Box<CaseView>),
    /// The choice of the audience; it hides everything else.
    Audience(AudienceChoice),
    /// The list of the presentation's cards.
    Cards(Box<CardList>),
    /// The line for a date, and the error of the last attempt.
    Date {
        line: Input,
        fault: Option<String>,
    },
}

/// The searchable list of every action.
#[derive(Debug)]
pub struct Help {
    pub search: Input,
    pub rows: ScrollList<HelpRow>,
    /// The actions of the context in which the help was opened.
    pub table: Vec<BoundAction>,
}

/// A row of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HelpRow {
    Heading(ActionGroup),
    /// A line of the table, by its index.
    Line(usize),
}

impl ListRow for HelpRow {
    fn is_selectable(self) -> bool {
        matches!(self, Self::Line(_))
    }
}

impl Help {
    /// The help over a whole table.
    pub(super) fn new(table: &[BoundAction]) -> Self {
        let mut help = Self { search: Input::default(), rows: ScrollList::new(Vec::new()), table: table.to_vec() };
        help.update_rows();
        help
    }

    /// Shows the actions whose keys, name or description have every word of the search.
    pub(super) fn update_rows(&mut self) {
        let mut rows = Vec::new();
        let mut last = None;
        for (at, binding) in self.table.iter().enumerate() {
            let keys: Vec<String> = binding.chords.iter().map(ToString::to_string).collect();
            let searched = format!("{} {} {}", keys.join(" "), binding.action.name(), binding.description);
            if !matches_all(&searched, self.search.value()) {
                continue;
            }
            if last != Some(binding.group) {
                rows.push(HelpRow::Heading(binding.group));
                last = Some(binding.group);
            }
            rows.push(HelpRow::Line(at));
        }
        self.rows.set_rows(rows);
    }

    /// The action under the cursor.
    pub fn chosen_action(&self) -> Option<Action> {
        match self.rows.current()? {
            HelpRow::Line(at) => Some(self.table[at].action),
            HelpRow::Heading(_) => None,
        }
    }
}

/// A page of text that scrolls.
#[derive(Debug)]
pub struct TextPage {
    pub kind: PageKind,
    pub lines: Vec<TextLine>,
    pub top: usize,
}

/// The rows below the list of the help: a blank row, the legend and the footer.
pub const HELP_BELOW: u16 = 5;

/// The rows below the list of cards: a blank row and the footer.
pub const CARDS_BELOW: u16 = 2;

impl TextPage {
    /// The page, wrapped for a screen of `width`.
    pub fn new(kind: PageKind, reader: &BriefReader, width: u16) -> Self {
        let width = usize::from(width.saturating_sub(4).min(MAX_TEXT_WIDTH));
        Self { kind, lines: text::wrap(&kind.paragraphs(&reader.facts), width), top: 0 }
    }

    /// Scrolls by `rows` in a window of `height` rows.
    pub(super) fn scroll(&mut self, rows: isize, height: usize) {
        let last = self.lines.len().saturating_sub(height);
        self.top = self.top.saturating_add_signed(rows).min(last);
    }
}

/// Scrolls the help so that its cursor is visible.
pub(super) fn scroll_help(app: &mut App) {
    let height = overlay_height(app.content_size()).saturating_sub(4);
    if let Some(Overlay::Help(help)) = &mut app.overlay {
        help.rows.show_cursor(height);
    }
}
