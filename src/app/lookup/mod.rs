//! The look-up: a line in which a question is typed, what it finds, and the chosen hit told whole. It answers every key at once.

mod complete;
mod keys;
mod line;
mod recall;
mod rows;
mod snippet;

pub use rows::{Column, HitRow};

pub(super) use keys::{in_look_up, lay_out, paste, press, scroll};

use ratatui::layout::{Position, Rect, Size};
use tui_input::Input;

use super::list::{List, Row};
use super::overlay::MEASURE;
use super::reader::Reader;
use super::{Item, detail};
use crate::layout::{self, LookUpRegions};
use crate::model::Record;
use crate::query::{Answer, Hit, Question};
use crate::text::{self, Line, Paragraph, Run, Tone};
use crate::words;
use complete::Completing;
use recall::Recall;

impl Row for Hit {}

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
    pub hits: List<Hit>,
    /// What is shown of it all.
    pub sheet: Sheet,
    line: Input,
    question: Question,
    answer: Answer,
    recall: Recall,
    completing: Option<Completing>,
    /// The hit that the preview tells of.
    told: Option<Hit>,
}

/// What is shown of a look-up, fitted and wrapped for the screen.
#[derive(Debug, Default)]
pub struct Sheet {
    /// The part of the line that fits; what cannot be understood of it has the tone of an alert.
    pub line: Vec<Run>,
    /// The column of the text cursor in it.
    pub cursor: usize,
    /// The question as it is understood.
    pub words: String,
    /// How much was found, kind by kind.
    pub tally: String,
    /// What is wrong with the question, or ways to go on with it.
    pub notes: Vec<Line>,
    /// The hits in sight.
    pub rows: Vec<HitRow>,
    /// The chosen hit, told whole.
    pub preview: Vec<Line>,
    pub preview_top: usize,
}

/// Longer than any question, in characters.
pub(super) const LONGEST: usize = 400;

/// What can be asked, from the fullest telling to the shortest.
const HINTS: [&str; 3] = [
    "names and words anywhere   who: on: is: in: via: about: after: before:   \"exact words\"   -without   this,or,that",
    "words anywhere   who: on: is: in: about: after: before:   \"exact words\"",
    "who: on: is: in: after: before:",
];

impl LookUp {
    /// An empty line over everything that there is.
    pub(super) fn open(reader: &mut Reader) -> Self {
        let question = Question::parse("");
        let answer = reader.index().answer(&question);
        Self {
            part: Part::Line,
            hits: List::new(answer.hits.clone()),
            sheet: Sheet::default(),
            line: Input::default(),
            question,
            answer,
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

    /// Gives the keys to the hits, with the cursor on the one of this number, from 0; beyond the last, nothing changes.
    pub(super) fn choose(&mut self, at: usize) {
        if let Some(hit) = self.hits.rows().get(at).copied() {
            self.part = Part::Hits;
            self.completing = None;
            self.hits.choose(hit);
        }
    }

    /// The record under the cursor.
    pub fn chosen(&self) -> Option<Record> {
        self.hits.current().map(|hit| hit.record)
    }

    /// Answers what now stands in the line; the best hit is chosen.
    fn ask(&mut self, reader: &mut Reader) {
        self.question = Question::parse(self.line.value());
        self.answer = reader.index().answer(&self.question);
        self.hits = List::new(self.answer.hits.clone());
    }

    /// Answers the same question by a brief that was read again; `chosen` is the hit under the cursor, by its id.
    pub(super) fn ask_again(&mut self, chosen: Option<&str>, reader: &mut Reader) {
        self.completing = None;
        self.ask(reader);
        let chosen = chosen.and_then(|spelt| Item::read(spelt, &reader.brief));
        let hit = self.hits.rows().iter().copied().find(|hit| Some(Item::Record(hit.record)) == chosen);
        if let Some(hit) = hit {
            self.hits.choose(hit);
        }
        // The preview stays where it is, unless it is now of another hit.
        self.told = hit;
        if self.hits.rows().is_empty() {
            self.part = Part::Line;
        }
    }

    /// Puts a text into the line, with the cursor behind its first `before` characters, and answers it.
    fn put(&mut self, text: String, before: usize, reader: &mut Reader) {
        self.line = Input::new(text).with_cursor(before);
        self.ask(reader);
    }

    /// Makes what is shown anew, for a screen of a size.
    fn lay_out(&mut self, reader: &Reader, size: Size) {
        let area = Rect::from((Position::ORIGIN, size));
        let width = usize::from(layout::look_up(area, 1).notes.width);
        let notes = self.notes(width);
        let regions = layout::look_up(area, u16::try_from(notes.len()).unwrap_or(1));
        self.hits.show_cursor(usize::from(regions.hits.height));
        let top = if self.told == self.hits.current() { self.sheet.preview_top } else { 0 };
        self.told = self.hits.current();
        let preview = self.preview(reader, &regions);
        let faults: Vec<_> = self.question.complaints().iter().map(|complaint| complaint.at.clone()).collect();
        let (line, cursor) = line::shown(&self.line, &faults, width.saturating_sub(PROMPT.len()));
        let in_sight = self.hits.rows().iter().skip(self.hits.top()).take(usize::from(regions.hits.height));
        let columns = rows::Columns::of(width);
        self.sheet = Sheet {
            line,
            cursor,
            words: self.answer.in_words.clone(),
            tally: self.tally(width),
            notes,
            rows: in_sight.map(|hit| rows::row(&reader.brief, &self.answer, *hit, columns)).collect(),
            preview_top: top.min(preview.len().saturating_sub(usize::from(regions.preview.height))),
            preview,
        };
    }

    /// One row or two: ways to complete, what is wrong, or what can be asked at all.
    fn notes(&self, width: usize) -> Vec<Line> {
        if let Some(completing) = &self.completing {
            return vec![completing.told(width)];
        }
        let complaints = self.question.complaints().iter().map(|complaint| &complaint.sentence);
        let wrong: Vec<&str> = complaints.chain(&self.answer.remarks).map(String::as_str).collect();
        if !wrong.is_empty() {
            let mut lines = text::wrap(&[Paragraph::at(0).with(Tone::Alert, wrong.join(" · "))], width);
            lines.truncate(2);
            return lines;
        }
        let hint = HINTS.iter().find(|hint| self.line.value().is_empty() && text::width(hint) <= width);
        text::wrap(&[Paragraph::at(0).maybe(Tone::Quiet, hint)], width)
    }

    /// How much was found: kind by kind, or in one number where that leaves the question too little room.
    fn tally(&self, width: usize) -> String {
        if self.hits.rows().is_empty() {
            return "nothing found".to_owned();
        }
        let (mut statements, mut events, mut claims) = (0, 0, 0);
        for hit in self.hits.rows() {
            match hit.record {
                Record::Statement(_) => statements += 1,
                Record::Event(_) => events += 1,
                Record::Claim(_) => claims += 1,
            }
        }
        let counts = [(statements, "statement"), (events, "event"), (claims, "claim")];
        let counts = counts.into_iter().filter(|(number, _)| *number > 0);
        let told = counts.map(|(number, noun)| words::count(number, noun)).collect::<Vec<_>>().join(" · ");
        let has_room = text::width(&told) + text::width(&self.answer.in_words) + 2 <= width;
        if has_room { told } else { words::count(self.hits.rows().len(), "hit") }
    }

    fn preview(&self, reader: &Reader, regions: &LookUpRegions) -> Vec<Line> {
        let Some(record) = self.chosen().filter(|_| !regions.preview.is_empty()) else { return Vec::new() };
        let marks = |text: &str| self.answer.marks(text);
        let told = detail::of(reader, Item::Record(record)).into_iter().map(|paragraph| paragraph.marking(&marks));
        text::wrap(&told.collect::<Vec<_>>(), usize::from(regions.preview.width.min(MEASURE)))
    }
}

/// What stands before the question.
pub const PROMPT: &str = "/ ";
