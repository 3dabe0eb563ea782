//! The look-up: a line in which a question is typed, what it finds, and the chosen hit told whole. It answers every key at once.

mod completion;
mod hits;
mod input_line;
mod keys;
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

pub(super) use keys::{handle_look_up_key, lay_out, paste, press, scroll};
pub(super) use pending::{next_request, receive, replay_waiting_keys, reset};

use ratatui::layout::{Position, Rect, Size};
use tui_input::Input;

use super::BriefItem;
use super::library::LibraryList;
use super::reader::BriefReader;
use crate::layout::{self, LookUpRegions};
use crate::model::Record;
use crate::search::{Answer, Excerpt, Hit, Query, SearchIndex};
use completion::TabCompletion;
use query_history::QueryHistory;
use request::PendingLookUp;
use target::LookUpTarget;

/// Where the keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LookUpFocus {
    Line,
    Hits,
}

/// A question while it is typed, and its answer.
#[derive(Debug)]
pub struct LookUp {
    pub focus: LookUpFocus,
    pub hits: HitList,
    /// What is shown of it all.
    pub sheet: LookUpSheet,
    line: Input,
    query: Query,
    answer: Answer,
    /// Where the question stands; `None` over a brief, which answers at once.
    pending: Option<PendingLookUp>,
    history: QueryHistory,
    completion: Option<TabCompletion>,
    /// The hit that the preview tells of.
    previewed: Option<Hit>,
}

/// Longer than any question, in characters.
pub(super) const MAX_QUERY_CHARS: usize = 400;

impl LookUp {
    /// An empty line over everything that there is in a brief.
    pub(super) fn open_in_brief(reader: &mut BriefReader) -> Self {
        let mut look = Self::new(None);
        look.search(&mut LookUpTarget::Brief(reader));
        look
    }

    /// An empty line over everything that there is in a library.
    pub(super) fn open_in_library(library: &mut LibraryList) -> Self {
        let mut look = Self::new(Some(PendingLookUp::default()));
        look.search(&mut LookUpTarget::Library(library));
        look
    }

    fn new(pending: Option<PendingLookUp>) -> Self {
        let question = Query::parse("");
        Self {
            focus: LookUpFocus::Line,
            hits: HitList::default(),
            sheet: LookUpSheet::default(),
            line: Input::default(),
            answer: SearchIndex::build([]).answer(&question),
            query: question,
            pending,
            history: QueryHistory::default(),
            completion: None,
            previewed: None,
        }
    }

    /// Where it stands on a screen of a size.
    pub fn regions(&self, size: Size) -> LookUpRegions {
        let area = Rect::from((Position::ORIGIN, size));
        layout::look_up(area, u16::try_from(self.sheet.notes.len()).unwrap_or(1))
    }

    /// The question as it is typed.
    pub fn query_text(&self) -> &str {
        self.line.value()
    }

    /// Whether a library is asked.
    pub const fn is_over_library(&self) -> bool {
        self.pending.is_some()
    }

    /// Whether the answer to what stands in the line is still to come.
    pub fn is_awaited(&self) -> bool {
        self.pending.as_ref().is_some_and(|pending| !pending.is_answered())
    }

    /// Whether something is still to come before what was asked last can be told.
    pub fn is_waiting(&self) -> bool {
        let is_missing = self.hits.current().is_none() && !self.hits.is_empty();
        self.is_awaited() || is_missing || self.pending.as_ref().is_some_and(|pending| !pending.waiting_keys.is_empty())
    }

    /// Gives the keys to the hits, with the cursor on the one of this number, from 0; beyond the last, nothing changes. Where the answer
    /// is still to come, the best of it is chosen then.
    pub(super) fn choose(&mut self, at: usize) {
        if let Some(pending) = self.pending.as_mut().filter(|pending| !pending.is_answered()) {
            pending.focus_hits = true;
        } else if at < self.hits.len() {
            self.focus = LookUpFocus::Hits;
            self.completion = None;
            self.hits.choose(at);
        }
    }

    /// The record under the cursor, where the brief is asked that it is of.
    pub fn chosen_record(&self) -> Option<Record> {
        self.hits.current().map(|hit| hit.record).filter(|_| self.pending.is_none())
    }

    /// What is shown of the hit at a place, where a library is asked.
    pub fn excerpt(&self, at: usize) -> Option<&Excerpt> {
        self.pending.as_ref()?.excerpt(at)
    }

    /// Answers what now stands in the line; the best hit is chosen.
    fn search(&mut self, over: &mut LookUpTarget<'_>) {
        self.query = Query::parse(self.line.value());
        if let Some(mut answer) = over.answer(&self.query) {
            let hits = std::mem::take(&mut answer.hits);
            self.hits = HitList::new(hits.len(), 0, hits);
            self.answer = answer;
        }
        let number = over.next_number();
        if let Some(pending) = &mut self.pending {
            pending.start(number);
        }
    }

    /// Answers the same question by a brief that was read again; `chosen` is the hit under the cursor, by its id.
    pub(super) fn search_again(&mut self, chosen: Option<&str>, reader: &mut BriefReader) {
        self.completion = None;
        self.search(&mut LookUpTarget::Brief(reader));
        let chosen = chosen.and_then(|spelt| BriefItem::from_key(spelt, &reader.brief));
        let at = self.hits.position(|hit| Some(BriefItem::Record(hit.record)) == chosen);
        self.hits.choose(at.unwrap_or(0));
        // The preview stays where it is, unless it is now of another hit.
        self.previewed = at.and_then(|at| self.hits.get(at));
        if self.hits.is_empty() {
            self.focus = LookUpFocus::Line;
        }
    }

    /// Puts a text into the line, with the cursor behind its first `before` characters, and answers it.
    fn set_line(&mut self, text: String, before: usize, over: &mut LookUpTarget<'_>) {
        self.line = Input::new(text).with_cursor(before);
        self.search(over);
    }
}

/// What stands before the question.
pub const PROMPT: &str = "/ ";
