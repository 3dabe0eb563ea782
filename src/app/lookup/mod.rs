//! The look-up: a query line, its hits, and a preview of the chosen hit. It searches again after every key.

mod completion;
mod component;
mod hits;
mod input_line;
mod line_actions;
mod pending;
mod query_history;
mod request;
mod rows;
mod sheet;
mod snippet;
mod target;

pub use hits::HitList;
pub use request::{LookUpRequest, LookUpResponse};
pub use rows::{HitColumn, HitRow};
pub use sheet::LookUpSheet;

pub(super) use pending::{next_request, receive, replay_waiting, reset};

use ratatui::layout::{Position, Rect, Size};
use tui_input::Input;

use super::library::LibraryList;
use super::reader::BriefReader;
use crate::layout::{self, LookUpRegions};
use crate::model::Record;
use crate::search::{Answer, Excerpt, Hit, Query, SearchIndex};
use completion::TabCompletion;
use query_history::QueryHistory;
use request::PendingLookUp;
use target::LookUpTarget;

/// The part of the look-up that has the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LookUpFocus {
    Line,
    Hits,
}

/// The query being typed, and its answer.
#[derive(Debug)]
pub struct LookUp {
    pub focus: LookUpFocus,
    pub hits: HitList,
    /// The laid out content.
    pub sheet: LookUpSheet,
    line: Input,
    query: Query,
    answer: Answer,
    /// The state of the request to the library; `None` over a brief, which answers at once.
    pending: Option<PendingLookUp>,
    history: QueryHistory,
    completion: Option<TabCompletion>,
    /// The hit in the preview.
    previewed: Option<Hit>,
}

impl LookUp {
    /// A look-up with an empty line over a brief.
    pub(super) fn open_in_brief(reader: &mut BriefReader) -> Self {
        let mut look_up = Self::new(None);
        look_up.search(&mut LookUpTarget::Brief(reader));
        look_up
    }

    /// A look-up with an empty line over a library.
    pub(super) fn open_in_library(library: &mut LibraryList) -> Self {
        let mut look_up = Self::new(Some(PendingLookUp::default()));
        look_up.search(&mut LookUpTarget::Library(library));
        look_up
    }

    fn new(pending: Option<PendingLookUp>) -> Self {
        let query = Query::parse("");
        Self {
            focus: LookUpFocus::Line,
            hits: HitList::default(),
            sheet: LookUpSheet::default(),
            line: Input::default(),
            answer: SearchIndex::build([]).answer(&query),
            query,
            pending,
            history: QueryHistory::default(),
            completion: None,
            previewed: None,
        }
    }

    /// The areas of the look-up on a screen of this size.
    pub fn regions(&self, size: Size) -> LookUpRegions {
        let area = Rect::from((Position::ORIGIN, size));
        layout::look_up(area, u16::try_from(self.sheet.notes.len()).unwrap_or(1))
    }

    /// The query as it is typed.
    pub fn query_text(&self) -> &str {
        self.line.value()
    }

    /// Whether the look-up searches a library.
    pub const fn is_over_library(&self) -> bool {
        self.pending.is_some()
    }

    /// Whether the answer to the current query has not arrived yet.
    pub fn is_awaited(&self) -> bool {
        self.pending.as_ref().is_some_and(|pending| !pending.is_answered())
    }

    /// Whether the hits or the waiting inputs still need data that has not arrived.
    pub fn is_waiting(&self) -> bool {
        let is_loading = self.hits.current().is_none() && !self.hits.is_empty();
        self.is_awaited() || is_loading || self.pending.as_ref().is_some_and(|pending| !pending.waiting.is_empty())
    }

    /// The record under the cursor; `None` in a look-up over a library.
    pub fn chosen_record(&self) -> Option<Record> {
        self.hits.current().map(|hit| hit.record).filter(|_| self.pending.is_none())
    }

    /// The excerpt of the hit with this index; `None` over a brief.
    pub fn excerpt(&self, at: usize) -> Option<&Excerpt> {
        self.pending.as_ref()?.excerpt(at)
    }

    /// Runs the current query and chooses the best hit.
    fn search(&mut self, target: &mut LookUpTarget<'_>) {
        self.query = Query::parse(self.line.value());
        if let Some(mut answer) = target.answer(&self.query) {
            let hits = std::mem::take(&mut answer.hits);
            self.hits = HitList::new(hits.len(), 0, hits);
            self.answer = answer;
        }
        let number = target.next_number();
        if let Some(pending) = &mut self.pending {
            pending.start(number);
        }
    }

    /// Replaces the line, puts the cursor after its first `before` characters, and searches.
    fn set_line(&mut self, text: String, before: usize, target: &mut LookUpTarget<'_>) {
        self.line = Input::new(text).with_cursor(before);
        self.search(target);
    }
}

/// The text before the query.
pub const PROMPT: &str = "/ ";
