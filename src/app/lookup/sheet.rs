//! What is shown of a look-up, fitted and wrapped for the screen. It draws nothing.

use std::borrow::Cow;

use ratatui::layout::{Position, Rect, Size};

use super::target::{LookUpTarget, find_record};
use super::{HitRow, LookUp, PROMPT, input_line, rows};
use crate::app::overlay::MAX_TEXT_WIDTH;
use crate::app::reader::BriefReader;
use crate::app::{BriefItem, detail};
use crate::layout::{self, LookUpRegions};
use crate::model::Record;
use crate::search::Excerpt;
use crate::text::{self, Paragraph, TextLine, TextRun, Tone};
use crate::view;

/// What is shown of a look-up, fitted and wrapped for the screen.
#[derive(Debug, Default)]
pub struct LookUpSheet {
    /// The part of the line that fits; what cannot be understood of it has the tone of an alert.
    pub line: Vec<TextRun>,
    /// The column of the text cursor in it.
    pub cursor: usize,
    /// The question as it is understood.
    pub interpretation: String,
    /// How much was found, kind by kind.
    pub tally: String,
    /// What is wrong with the question, or ways to go on with it.
    pub notes: Vec<TextLine>,
    /// The hits in sight.
    pub rows: Vec<HitRow>,
    /// What stands in their place where there is none.
    pub empty_text: String,
    /// The brief that the chosen hit is of, where it may be one of several.
    pub brief_name: String,
    /// The chosen hit, told whole.
    pub preview: Vec<TextLine>,
    pub preview_top: usize,
}

/// What can be asked, from the fullest telling to the shortest.
const HINTS: [&str; 3] = [
    "names and words anywhere   who: on: is: in: via: about: after: before:   \"exact words\"   -without   this,or,that",
    "words anywhere   who: on: is: in: about: after: before:   \"exact words\"",
    "who: on: is: in: after: before:",
];

/// What stands in place of the hits, where there is none.
const NOTHING_FOUND: &str = "nothing here has all of this: take a word back, or ctrl-u begins anew";

impl LookUp {
    /// Makes what is shown anew, for a screen of a size.
    pub(super) fn lay_out(&mut self, over: &mut LookUpTarget<'_>, size: Size) {
        let area = Rect::from((Position::ORIGIN, size));
        let width = usize::from(layout::look_up(area, 1).notes.width);
        let notes = self.note_lines(width);
        let regions = layout::look_up(area, u16::try_from(notes.len()).unwrap_or(1));
        self.hits.show_cursor(usize::from(regions.hits.height));
        let top = if self.previewed == self.hits.current() { self.sheet.preview_top } else { 0 };
        self.previewed = self.hits.current();
        if let LookUpTarget::Library(library) = over {
            library.select_preview(self.previewed.map(|hit| hit.brief));
        }
        let preview = self.preview_lines(over, &regions);
        let is_unknown = self.is_awaited() && self.hits.is_empty();
        let faults: Vec<_> = self.query.errors().iter().map(|complaint| complaint.at.clone()).collect();
        let (line, cursor) = input_line::visible_part(&self.line, &faults, width.saturating_sub(PROMPT.len()));
        self.sheet = LookUpSheet {
            line,
            cursor,
            interpretation: if is_unknown { String::new() } else { self.answer.in_words.clone() },
            tally: self.describe_tally(width),
            notes,
            rows: self.hit_rows(over, usize::from(regions.hits.height), width),
            empty_text: self.describe_no_hits(over),
            brief_name: self.previewed.and_then(|hit| over.brief_name(hit)).unwrap_or_default().to_owned(),
            preview_top: top.min(preview.len().saturating_sub(usize::from(regions.preview.height))),
            preview,
        };
    }

    /// The hits in a window of `height` rows; what is not at hand of them yet is an empty row.
    fn hit_rows(&self, over: &LookUpTarget<'_>, height: usize, width: usize) -> Vec<HitRow> {
        let columns = rows::HitColumnWidths::for_width(width, self.is_over_library());
        let row = |at: usize| {
            let hit = self.hits.get(at)?;
            let of = match over {
                LookUpTarget::Brief(reader) => Cow::Owned(Excerpt::new(&reader.brief, hit.record)),
                LookUpTarget::Library(_) => Cow::Borrowed(self.excerpt(at)?),
            };
            Some(rows::hit_row(&self.answer, rows::ShownHit { hit, excerpt: &of, name: over.brief_name(hit) }, columns))
        };
        self.hits.visible_range(height).map(|at| row(at).unwrap_or_default()).collect()
    }

    /// One row or two: ways to complete, what is wrong, or what can be asked at all.
    fn note_lines(&self, width: usize) -> Vec<TextLine> {
        if let Some(completing) = &self.completion {
            return vec![completing.candidates_line(width)];
        }
        let complaints = self.query.errors().iter().map(|complaint| &complaint.sentence);
        let wrong: Vec<&str> = complaints.chain(&self.answer.remarks).map(String::as_str).collect();
        if !wrong.is_empty() {
            let mut lines = text::wrap(&[Paragraph::indented(0).with(Tone::Alert, wrong.join(" · "))], width);
            lines.truncate(2);
            return lines;
        }
        let hint = HINTS.iter().find(|hint| self.line.value().is_empty() && text::width(hint) <= width);
        text::wrap(&[Paragraph::indented(0).with_optional(Tone::Quiet, hint)], width)
    }

    /// How much was found: kind by kind, or in one number where that leaves the question too little room.
    fn describe_tally(&self, width: usize) -> String {
        if self.hits.is_empty() {
            return if self.is_awaited() { String::new() } else { "nothing found".to_owned() };
        }
        let told = super::request::describe_counts(self.answer.counts);
        let has_room = text::width(&told) + text::width(&self.answer.in_words) + 2 <= width;
        if has_room { told } else { view::pluralize(self.hits.len(), "hit") }
    }

    /// What stands in place of the hits: that there is none, or that they are still to come.
    fn describe_no_hits(&self, over: &LookUpTarget<'_>) -> String {
        match over {
            LookUpTarget::Library(library) if self.is_awaited() => match library.reading {
                Some(reading) => {
                    let [read, all] = [reading.read, library.briefs.len()].map(view::group_digits);
                    format!("the answer comes once all {all} briefs are read; so far {read} are")
                }
                None => String::new(),
            },
            LookUpTarget::Library(_) | LookUpTarget::Brief(_) => NOTHING_FOUND.to_owned(),
        }
    }

    fn preview_lines(&self, over: &LookUpTarget<'_>, regions: &LookUpRegions) -> Vec<TextLine> {
        if regions.preview.is_empty() {
            return Vec::new();
        }
        let Some((reader, record)) = self.chosen_hit_record(over) else { return Vec::new() };
        let marks = |text: &str| self.answer.marks(text);
        let told = detail::paragraphs(reader, BriefItem::Record(record))
            .into_iter()
            .map(|paragraph| paragraph.with_marks(&marks));
        text::wrap(&told.collect::<Vec<_>>(), usize::from(regions.preview.width.min(MAX_TEXT_WIDTH)))
    }

    /// The record under the cursor and its brief, where that is at hand.
    pub(super) fn chosen_hit_record<'a>(&self, over: &'a LookUpTarget<'_>) -> Option<(&'a BriefReader, Record)> {
        let (reader, hit) = (over.hit_reader()?, self.hits.current()?);
        let record = match over {
            LookUpTarget::Brief(_) => hit.record,
            LookUpTarget::Library(_) => find_record(&reader.brief, self.excerpt(self.hits.at())?)?,
        };
        Some((reader, record))
    }
}
