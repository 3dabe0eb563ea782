//! What stands over the panes for a moment: help, pages of text, cases, the line for a date. Esc takes each away.

use tui_input::Input;

use super::article_view::ArticleView;
use super::cases::CaseView;
use super::copy_sheet::CopySheet;
use super::list::{ListRow, ScrollList};
use super::lookup::LookUp;
use super::presentation::{AudienceChoice, CardList};
use super::reader::BriefReader;
use super::{honesty, matches_all, summary};
use crate::keys::{Action, ActionGroup, BoundAction};
use crate::text::{self, Paragraph, TextLine};

/// Something over the panes.
#[derive(Debug)]
pub enum Overlay {
    Help(Help),
    Page(TextPage),
    /// Citations, for selection by hand.
    Copy(CopySheet),
    LookUp(Box<LookUp>),
    /// The article, at the words of a quote.
    Article(Box<ArticleView>),
    /// A contradiction or a shift, to be read.
    Case(Box<CaseView>),
    /// The question which audience the room is: it hides everything.
    Audience(AudienceChoice),
    /// The index of the cards that are presented.
    Cards(Box<CardList>),
    /// The line in which a date is typed, and what was wrong with it when it was last tried.
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
    /// What can be done where the help was asked for.
    pub table: Vec<BoundAction>,
}

/// A row of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HelpRow {
    Heading(ActionGroup),
    /// A line of the table.
    Line(usize),
}

impl ListRow for HelpRow {
    fn is_selectable(self) -> bool {
        matches!(self, Self::Line(_))
    }
}

impl Help {
    /// The whole of a table.
    pub(super) fn new(table: &[BoundAction]) -> Self {
        let mut help = Self { search: Input::default(), rows: ScrollList::new(Vec::new()), table: table.to_vec() };
        help.update_rows();
        help
    }

    /// Shows the actions whose keys, name or sentence have every word that is searched for.
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

/// Which page of text is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageKind {
    BottomLine,
    Honesty,
}

impl PageKind {
    /// The heading of the page.
    pub const fn title(self) -> &'static str {
        match self {
            Self::BottomLine => "Bottom line",
            Self::Honesty => "How sure are we?",
        }
    }

    /// What it tells.
    pub fn paragraphs(self, reader: &BriefReader) -> Vec<Paragraph> {
        match self {
            Self::BottomLine => summary::paragraphs(reader),
            Self::Honesty => honesty::paragraphs(reader),
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

/// Rows of an overlay that are not its text: its title, the air below it, the footer.
pub const OVERLAY_FRAME_ROWS: u16 = 4;

/// Rows below the list of the help: air, the legend and the footer.
pub const HELP_BELOW: u16 = 5;

/// Rows below the index of the cards: air and the footer.
pub const CARDS_BELOW: u16 = 2;

/// The widest measure in which text is comfortably read.
pub const MAX_TEXT_WIDTH: u16 = 120;

impl TextPage {
    /// The page, wrapped for a screen of `width`.
    pub fn new(kind: PageKind, reader: &BriefReader, width: u16) -> Self {
        let measure = usize::from(width.saturating_sub(4).min(MAX_TEXT_WIDTH));
        Self { kind, lines: text::wrap(&kind.paragraphs(reader), measure), top: 0 }
    }

    /// Scrolls by `rows` where `height` are shown.
    pub(super) fn scroll(&mut self, rows: isize, height: usize) {
        let last = self.lines.len().saturating_sub(height);
        self.top = self.top.saturating_add_signed(rows).min(last);
    }
}
