//! The look-up: a line in which a question is typed, what it finds, and the chosen hit told whole. It answers every key at once.

mod complete;
mod found;
mod hits;
mod keys;
mod later;
mod line;
mod over;
mod recall;
mod rows;
mod sheet;
mod snippet;
mod steps;

pub use found::{Ask, Found};
pub use hits::Hits;
pub use rows::{Column, HitRow};
pub use sheet::Sheet;

pub(super) use keys::{in_look_up, lay_out, paste, press, scroll};
pub(super) use later::{forget, press_what_waited, take, wanted};

use ratatui::layout::{Position, Rect, Size};
use tui_input::Input;

use super::Item;
use super::library::Library;
use super::reader::Reader;
use crate::layout::{self, LookUpRegions};
use crate::model::Record;
use crate::search::{Answer, Excerpt, Hit, Index, Question};
use complete::Completing;
use found::Pending;
use over::Over;
use recall::Recall;

/// Where the keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Line,
    Hits,
}

/// A question while it is typed, and its answer.
#[derive(Debug)]
pub struct LookUp {
    pub part: Part,
    pub hits: Hits,
    /// What is shown of it all.
    pub sheet: Sheet,
    line: Input,
    question: Question,
    answer: Answer,
    /// Where the question stands; `None` over a brief, which answers at once.
    pending: Option<Pending>,
    recall: Recall,
    completing: Option<Completing>,
    /// The hit that the preview tells of.
    told: Option<Hit>,
}

/// Longer than any question, in characters.
pub(super) const LONGEST: usize = 400;

impl LookUp {
    /// An empty line over everything that there is in a brief.
    pub(super) fn open(reader: &mut Reader) -> Self {
        let mut look = Self::over(None);
        look.ask(&mut Over::Brief(reader));
        look
    }

    /// An empty line over everything that there is in a library.
    pub(super) fn open_over(library: &mut Library) -> Self {
        let mut look = Self::over(Some(Pending::default()));
        look.ask(&mut Over::Library(library));
        look
    }

    fn over(pending: Option<Pending>) -> Self {
        let question = Question::parse("");
        Self {
            part: Part::Line,
            hits: Hits::default(),
            sheet: Sheet::default(),
            line: Input::default(),
            answer: Index::of([]).answer(&question),
            question,
            pending,
            recall: Recall::default(),
            completing: None,
            told: None,
        }
    }

    /// Where it stands on a screen of a size.
    pub fn regions(&self, size: Size) -> LookUpRegions {
        let area = Rect::from((Position::ORIGIN, size));
        layout::look_up(area, u16::try_from(self.sheet.notes.len()).unwrap_or(1))
    }

    /// The question as it is typed.
    pub fn asked(&self) -> &str {
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
        self.is_awaited() || is_missing || self.pending.as_ref().is_some_and(|pending| !pending.keys.is_empty())
    }

    /// Gives the keys to the hits, with the cursor on the one of this number, from 0; beyond the last, nothing changes. Where the answer
    /// is still to come, the best of it is chosen then.
    pub(super) fn choose(&mut self, at: usize) {
        if let Some(pending) = self.pending.as_mut().filter(|pending| !pending.is_answered()) {
            pending.enters = true;
        } else if at < self.hits.len() {
            self.part = Part::Hits;
            self.completing = None;
            self.hits.choose(at);
        }
    }

    /// The record under the cursor, where the brief is asked that it is of.
    pub fn chosen(&self) -> Option<Record> {
        self.hits.current().map(|hit| hit.record).filter(|_| self.pending.is_none())
    }

    /// What is shown of the hit at a place, where a library is asked.
    pub fn excerpt(&self, at: usize) -> Option<&Excerpt> {
        self.pending.as_ref()?.excerpt(at)
    }

    /// Answers what now stands in the line; the best hit is chosen.
    fn ask(&mut self, over: &mut Over<'_>) {
        self.question = Question::parse(self.line.value());
        if let Some(mut answer) = over.answer(&self.question) {
            let hits = std::mem::take(&mut answer.hits);
            self.hits = Hits::new(hits.len(), 0, hits);
            self.answer = answer;
        }
        let number = over.number();
        if let Some(pending) = &mut self.pending {
            pending.ask(number);
        }
    }

    /// Answers the same question by a brief that was read again; `chosen` is the hit under the cursor, by its id.
    pub(super) fn ask_again(&mut self, chosen: Option<&str>, reader: &mut Reader) {
        self.completing = None;
        self.ask(&mut Over::Brief(reader));
        let chosen = chosen.and_then(|spelt| Item::read(spelt, &reader.brief));
        let at = self.hits.position(|hit| Some(Item::Record(hit.record)) == chosen);
        self.hits.choose(at.unwrap_or(0));
        // The preview stays where it is, unless it is now of another hit.
        self.told = at.and_then(|at| self.hits.get(at));
        if self.hits.is_empty() {
            self.part = Part::Line;
        }
    }

    /// Puts a text into the line, with the cursor behind its first `before` characters, and answers it.
    fn put(&mut self, text: String, before: usize, over: &mut Over<'_>) {
        self.line = Input::new(text).with_cursor(before);
        self.ask(over);
    }
}

/// What stands before the question.
pub const PROMPT: &str = "/ ";
