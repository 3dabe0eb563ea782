//! The content of a look-up, cut and wrapped for the screen. It draws nothing.

use std::borrow::Cow;

use ratatui::layout::{Position, Rect, Size};

use super::target::{LookUpTarget, find_record};
use super::{HitRow, LookUp, PROMPT, input_line, rows};
use crate::app::MAX_TEXT_WIDTH;
use crate::layout::{self, LookUpRegions};
use crate::model::Record;
use crate::search::Excerpt;
use crate::text::{self, Paragraph, TextLine, TextRun, Tone};
use crate::view;

/// What is shown of a look-up, fitted and wrapped for the screen.
#[derive(Debug, Default)]
pub struct LookUpSheet {
    /// The visible part of the line; parts that could not be parsed are alerts.
    pub line: Vec<TextRun>,
    /// The column of the text cursor in the line.
    pub cursor: usize,
    /// The query as it was understood.
    pub interpretation: String,
    /// The number of hits by kind.
    pub tally: String,
    /// The errors of the query, or the candidates of a completion.
    pub notes: Vec<TextLine>,
    /// The visible hits.
    pub rows: Vec<HitRow>,
    /// The text instead of hits, if there are none.
    pub empty_text: String,
    /// The name of the chosen hit's brief; empty in a look-up over one brief.
    pub brief_name: String,
    /// The preview of the chosen hit.
    pub preview: Vec<TextLine>,
    pub preview_top: usize,
}

/// The hints about queries, from the longest to the shortest.
const HINTS: [&str; 3] = [
    "names and words anywhere   who: on: is: in: via: about: after: before:   \"exact words\"   -without   this,or,that",
    "words anywhere   who: on: is: in: about: after: before:   \"exact words\"",
    "who: on: is: in: after: before:",
];

/// The text instead of hits, if a query found none.
const NOTHING_FOUND: &str = "nothing here has all of this: take a word back, or ctrl-u begins anew";

impl LookUp {
    /// Lays out the look-up for a screen of this size.
    pub(super) fn lay_out_for(&mut self, target: &mut LookUpTarget<'_>, size: Size) {
        let area = Rect::from((Position::ORIGIN, size));
        let width = usize::from(layout::look_up(area, 1).notes.width);
        let notes = self.note_lines(width);
        let regions = layout::look_up(area, u16::try_from(notes.len()).unwrap_or(1));
        self.hits.show_cursor(usize::from(regions.hits.height));
        let top = if self.previewed == self.hits.current() { self.sheet.preview_top } else { 0 };
        self.previewed = self.hits.current();
        if let LookUpTarget::Library(library) = target {
            library.select_preview(self.previewed.map(|hit| hit.brief));
        }
        let preview = self.preview_lines(target, &regions);
        let is_unknown = self.is_awaited() && self.hits.is_empty();
        let faults: Vec<_> = self.query.errors().iter().map(|error| error.at.clone()).collect();
        let (line, cursor) = input_line::visible_part(&self.line, &faults, width.saturating_sub(PROMPT.len()));
        self.sheet = LookUpSheet {
            line,
            cursor,
            interpretation: if is_unknown { String::new() } else { self.answer.in_words.clone() },
            tally: self.describe_tally(width),
            notes,
            rows: self.hit_rows(target, usize::from(regions.hits.height), width),
            empty_text: self.describe_no_hits(target),
            brief_name: self.previewed.and_then(|hit| target.brief_name(hit)).unwrap_or_default().to_owned(),
            preview_top: top.min(preview.len().saturating_sub(usize::from(regions.preview.height))),
            preview,
        };
    }

    /// The hits in a window of `height` rows; a hit that is not loaded is an empty row.
    fn hit_rows(&self, target: &LookUpTarget<'_>, height: usize, width: usize) -> Vec<HitRow> {
        let columns = rows::HitColumnWidths::for_width(width, self.is_over_library());
        let row = |at: usize| {
            let hit = self.hits.get(at)?;
            let excerpt = match target {
                LookUpTarget::Brief(reader) => Cow::Owned(Excerpt::new(&reader.facts.brief, hit.record)),
                LookUpTarget::Library(_) => Cow::Borrowed(self.excerpt(at)?),
            };
            Some(rows::hit_row(
                &self.answer,
                rows::ShownHit { hit, excerpt: &excerpt, name: target.brief_name(hit) },
                columns,
            ))
        };
        self.hits.visible_range(height).map(|at| row(at).unwrap_or_default()).collect()
    }

    /// One or two rows: the candidates of a completion, the errors of the query, or the hints.
    fn note_lines(&self, width: usize) -> Vec<TextLine> {
        if let Some(completion) = &self.completion {
            return vec![completion.candidates_line(width)];
        }
        let errors = self.query.errors().iter().map(|error| &error.sentence);
        let problems: Vec<&str> = errors.chain(&self.answer.remarks).map(String::as_str).collect();
        if !problems.is_empty() {
            let mut lines = text::wrap(&[Paragraph::indented(0).with(Tone::Alert, problems.join(" · "))], width);
            lines.truncate(2);
            return lines;
        }
        let hint = HINTS.iter().find(|hint| self.line.value().is_empty() && text::width(hint) <= width);
        text::wrap(&[Paragraph::indented(0).with_optional(Tone::Quiet, hint)], width)
    }

    /// The number of hits by kind, or the total if the query needs the room.
    fn describe_tally(&self, width: usize) -> String {
        if self.hits.is_empty() {
            return if self.is_awaited() { String::new() } else { "nothing found".to_owned() };
        }
        let counts = super::request::describe_counts(self.answer.counts);
        let has_room = text::width(&counts) + text::width(&self.answer.in_words) + 2 <= width;
        if has_room { counts } else { view::pluralize(self.hits.len(), "hit") }
    }

    /// The text instead of hits: that there are none, or how far the library is loaded.
    fn describe_no_hits(&self, target: &LookUpTarget<'_>) -> String {
        match target {
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

    fn preview_lines(&self, target: &LookUpTarget<'_>, regions: &LookUpRegions) -> Vec<TextLine> {
        if regions.preview.is_empty() {
            return Vec::new();
        }
        let Some(record) = self.chosen_hit_record(target) else { return Vec::new() };
        let marks = |text: &str| self.answer.marks(text);
        let paragraphs = target.describe(record).into_iter().map(|paragraph| paragraph.with_marks(&marks));
        text::wrap(&paragraphs.collect::<Vec<_>>(), usize::from(regions.preview.width.min(MAX_TEXT_WIDTH)))
    }

    /// The record under the cursor, if its brief is loaded.
    pub(super) fn chosen_hit_record(&self, target: &LookUpTarget<'_>) -> Option<Record> {
        let (facts, hit) = (target.hit_facts()?, self.hits.current()?);
        match target {
            LookUpTarget::Brief(_) => Some(hit.record),
            LookUpTarget::Library(_) => find_record(&facts.brief, self.excerpt(self.hits.at())?),
        }
    }
}
