//! What is shown of a look-up, fitted and wrapped for the screen. It draws nothing.

use std::borrow::Cow;

use ratatui::layout::{Position, Rect, Size};

use super::over::{Over, record_in};
use super::{HitRow, LookUp, PROMPT, line, rows};
use crate::app::overlay::MEASURE;
use crate::app::reader::Reader;
use crate::app::{Item, detail};
use crate::layout::{self, LookUpRegions};
use crate::model::Record;
use crate::search::Excerpt;
use crate::text::{self, Line, Paragraph, Run, Tone};
use crate::view;

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
    /// What stands in their place where there is none.
    pub nothing: String,
    /// The brief that the chosen hit is of, where it may be one of several.
    pub of: String,
    /// The chosen hit, told whole.
    pub preview: Vec<Line>,
    pub preview_top: usize,
}

/// What can be asked, from the fullest telling to the shortest.
const HINTS: [&str; 3] = [
    "names and words anywhere   who: on: is: in: via: about: after: before:   \"exact words\"   -without   this,or,that",
    "words anywhere   who: on: is: in: about: after: before:   \"exact words\"",
    "who: on: is: in: after: before:",
];

/// What stands in place of the hits, where there is none.
const NOTHING: &str = "nothing here has all of this: take a word back, or ctrl-u begins anew";

impl LookUp {
    /// Makes what is shown anew, for a screen of a size.
    pub(super) fn lay_out(&mut self, over: &mut Over<'_>, size: Size) {
        let area = Rect::from((Position::ORIGIN, size));
        let width = usize::from(layout::look_up(area, 1).notes.width);
        let notes = self.notes(width);
        let regions = layout::look_up(area, u16::try_from(notes.len()).unwrap_or(1));
        self.hits.show_cursor(usize::from(regions.hits.height));
        let top = if self.told == self.hits.current() { self.sheet.preview_top } else { 0 };
        self.told = self.hits.current();
        if let Over::Library(library) = over {
            library.turn_to(self.told.map(|hit| hit.brief));
        }
        let preview = self.preview(over, &regions);
        let is_unknown = self.is_awaited() && self.hits.is_empty();
        let faults: Vec<_> = self.question.complaints().iter().map(|complaint| complaint.at.clone()).collect();
        let (line, cursor) = line::shown(&self.line, &faults, width.saturating_sub(PROMPT.len()));
        self.sheet = Sheet {
            line,
            cursor,
            words: if is_unknown { String::new() } else { self.answer.in_words.clone() },
            tally: self.tally(width),
            notes,
            rows: self.rows(over, usize::from(regions.hits.height), width),
            nothing: self.nothing(over),
            of: self.told.and_then(|hit| over.name(hit)).unwrap_or_default().to_owned(),
            preview_top: top.min(preview.len().saturating_sub(usize::from(regions.preview.height))),
            preview,
        };
    }

    /// The hits in a window of `height` rows; what is not at hand of them yet is an empty row.
    fn rows(&self, over: &Over<'_>, height: usize, width: usize) -> Vec<HitRow> {
        let columns = rows::Columns::of(width, self.is_over_library());
        let row = |at: usize| {
            let hit = self.hits.get(at)?;
            let of = match over {
                Over::Brief(reader) => Cow::Owned(Excerpt::of(&reader.brief, hit.record)),
                Over::Library(_) => Cow::Borrowed(self.excerpt(at)?),
            };
            Some(rows::row(&self.answer, rows::Found { hit, of: &of, name: over.name(hit) }, columns))
        };
        self.hits.in_sight(height).map(|at| row(at).unwrap_or_default()).collect()
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
        if self.hits.is_empty() {
            return if self.is_awaited() { String::new() } else { "nothing found".to_owned() };
        }
        let told = super::found::in_words(self.answer.counts);
        let has_room = text::width(&told) + text::width(&self.answer.in_words) + 2 <= width;
        if has_room { told } else { view::count(self.hits.len(), "hit") }
    }

    /// What stands in place of the hits: that there is none, or that they are still to come.
    fn nothing(&self, over: &Over<'_>) -> String {
        match over {
            Over::Library(library) if self.is_awaited() => match library.reading {
                Some(reading) => {
                    let [read, all] = [reading.read, library.briefs.len()].map(view::grouped);
                    format!("the answer comes once all {all} briefs are read; so far {read} are")
                }
                None => String::new(),
            },
            Over::Library(_) | Over::Brief(_) => NOTHING.to_owned(),
        }
    }

    fn preview(&self, over: &Over<'_>, regions: &LookUpRegions) -> Vec<Line> {
        if regions.preview.is_empty() {
            return Vec::new();
        }
        let Some((reader, record)) = self.subject(over) else { return Vec::new() };
        let marks = |text: &str| self.answer.marks(text);
        let told = detail::of(reader, Item::Record(record)).into_iter().map(|paragraph| paragraph.marking(&marks));
        text::wrap(&told.collect::<Vec<_>>(), usize::from(regions.preview.width.min(MEASURE)))
    }

    /// The record under the cursor and its brief, where that is at hand.
    pub(super) fn subject<'a>(&self, over: &'a Over<'_>) -> Option<(&'a Reader, Record)> {
        let (reader, hit) = (over.leaf()?, self.hits.current()?);
        let record = match over {
            Over::Brief(_) => hit.record,
            Over::Library(_) => record_in(&reader.brief, self.excerpt(self.hits.at())?)?,
        };
        Some((reader, record))
    }
}
