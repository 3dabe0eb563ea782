//! What is drawn of an article that is being coded: its rows and those of the form, wrapped for the screen. It draws nothing.

use std::ops::Range;

use ratatui::layout::Size;

use super::CodingView;
use super::item::{CodingItem, Judgement};
use super::regions::CodingRegions;
use crate::keys::{Action, CodingAction, Keymap};
use crate::model::Brief;
use crate::text::{self, Paragraph, TextLine, Tone};
use crate::view;

/// What is drawn, laid out for a size of the screen.
#[derive(Debug, Clone, Default)]
pub struct CodingSheet {
    pub article: Vec<ArticleRow>,
    /// The first row of the article on the screen.
    pub top: usize,
    /// The rows of the article on the screen.
    pub(super) height: usize,
    pub form: Vec<FormRow>,
    pub form_top: usize,
    /// What is left to do, in words.
    pub status: String,
    /// Whether the officer has scrolled the article away from the item.
    pub(super) is_scrolled: bool,
}

/// A row of the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleRow {
    pub line: TextLine,
    /// The bytes of the text that it shows.
    pub at: Range<usize>,
    /// Whether the current item is on it.
    pub is_current: bool,
    /// What was decided about an item that begins on it.
    pub mark: Option<Judgement>,
}

/// A row of the form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FormRow {
    /// The keys that change it; empty on further rows of a field.
    pub key: String,
    pub label: String,
    pub line: TextLine,
    /// Whether the line begins at the left edge of the form, without a key and a label.
    pub is_wide: bool,
}

/// The columns of a form before the values: the key, then the label.
pub const FORM_KEY_WIDTH: usize = 4;
pub const FORM_LABEL_WIDTH: usize = 12;
/// The most options of a question on the screen.
const MOST_OPTIONS: usize = 6;
/// The columns of the margin of the article.
const MARGIN: usize = 3;
impl CodingSheet {
    /// Scrolls the article by rows, down if positive.
    pub(super) fn scroll(&mut self, rows: isize) {
        let last = self.article.len().saturating_sub(self.height);
        self.top = self.top.saturating_add_signed(rows).min(last);
        self.is_scrolled = true;
    }

    pub(super) fn scroll_page(&mut self, down: bool) {
        let rows = isize::try_from(self.height.saturating_sub(1).max(1)).unwrap_or(1);
        self.scroll(if down { rows } else { -rows });
    }

    /// The first byte of the text on the screen.
    pub(super) fn first_byte(&self) -> usize {
        self.article.get(self.top).map_or(0, |row| row.at.start)
    }

    /// Scrolls so that the rows of `at` are on the screen, the first of them a third below the top where there is room.
    fn show(&mut self, at: &Range<usize>) {
        let touches = |row: &ArticleRow| row.at.start < at.end && at.start < row.at.end;
        let Some(first) = self.article.iter().position(touches) else { return };
        let last = self.article.iter().rposition(touches).unwrap_or(first);
        let shown = self.top..self.top + self.height;
        if !(shown.contains(&first) && shown.contains(&last)) {
            let above = (self.height / 3).min(self.height.saturating_sub(last - first + 1));
            self.top = first.saturating_sub(above);
        }
        self.top = self.top.min(self.article.len().saturating_sub(self.height));
    }
}

impl CodingView {
    /// The regions of the screen.
    pub fn regions(&self, size: Size) -> CodingRegions {
        CodingRegions::new(size, u16::try_from(self.question_rows()).unwrap_or(u16::MAX))
    }

    /// The rows of a question: its options, its line, and why the last answer was none.
    fn question_rows(&self) -> usize {
        self.question.as_ref().map_or(0, |question| {
            let options = if question.is_numbered() { question.shown.len().min(MOST_OPTIONS) } else { 1 };
            2 + options + usize::from(question.fault.is_some())
        })
    }

    /// Lays everything out for a size of the screen.
    pub(super) fn lay_out_for(&mut self, size: Size, brief: &Brief, keys: &Keymap) {
        let regions = self.regions(size);
        let width = usize::from(regions.article.width).saturating_sub(MARGIN + 1).max(1);
        self.sheet.article = self.article_rows(width);
        self.sheet.height = regions.article.height.into();
        if let Some(selected) = self.selected() {
            self.sheet.show(&selected);
        } else if !self.sheet.is_scrolled
            && let Some(item) = self.current()
        {
            let at = whole_range(item);
            self.sheet.show(&at);
        }
        self.sheet.scroll_within();
        let values = usize::from(regions.form.width).saturating_sub(FORM_KEY_WIDTH + FORM_LABEL_WIDTH + 1).max(1);
        self.sheet.form = self.current().map(|item| self.form_rows(item, brief, keys, values)).unwrap_or_default();
        let last = self.sheet.form.len().saturating_sub(regions.form.height.into());
        self.sheet.form_top = self.sheet.form_top.min(last);
        self.sheet.status = self.status_text(keys);
    }

    /// The article as rows, with the items lit.
    fn article_rows(&self, width: usize) -> Vec<ArticleRow> {
        let text = &self.material.text;
        let lights = self.lights();
        let mut rows: Vec<ArticleRow> = Vec::new();
        let mut from = 0;
        let lines_are_paragraphs = text.trim().lines().all(|line| !line.trim().is_empty());
        for line in text.split_inclusive('\n') {
            let span = from..from + line.trim_end().len();
            from += line.len();
            let is_empty = |row: &ArticleRow| row.line.runs.is_empty();
            let gap = rows.last().is_some_and(|row| !is_empty(row));
            if span.is_empty() || lines_are_paragraphs {
                // Several empty lines are shown as one.
                if gap {
                    let at = span.start..span.start;
                    rows.push(ArticleRow { line: TextLine::default(), at, is_current: false, mark: None });
                }
            }
            if !span.is_empty() {
                self.push_rows(&span, &lights, width, &mut rows);
            }
        }
        rows
    }

    /// Appends the rows of one line of the text.
    fn push_rows(&self, span: &Range<usize>, lights: &[Light], width: usize, rows: &mut Vec<ArticleRow>) {
        let text = &self.material.text;
        let mut paragraph = Paragraph::indented(0);
        // Where each piece begins in the text, and the letters before it: wrapping and cleaning change everything else.
        let mut pieces = Vec::new();
        let mut letters = 0;
        for (at, tone, marked) in split_by_light(text, span, lights) {
            let words = &text[at.clone()];
            pieces.push((letters, at));
            letters += count_letters(&text::clean(words));
            paragraph = if marked { paragraph.with_marked(tone, words) } else { paragraph.with(tone, words) };
        }
        let byte_of = |letter: usize| {
            let (before, at) = pieces.iter().rev().find(|(before, _)| *before <= letter)?;
            let inside = text[at.clone()].char_indices().filter(|(_, char)| !char.is_whitespace());
            Some(inside.map(|(byte, _)| at.start + byte).nth(letter - before).unwrap_or(at.end))
        };
        let mut seen = 0;
        for line in text::wrap(&[paragraph], width) {
            let start = byte_of(seen).unwrap_or(span.start);
            seen += line.runs.iter().map(|run| count_letters(&run.text)).sum::<usize>();
            let at = start..byte_of(seen).unwrap_or(span.end).max(start);
            let begins = |item: &&CodingItem| at.contains(&item.start()) && item.is_shown(self.shows_unlikely);
            let beginning = || self.items.iter().filter(begins);
            let current = self.current().filter(|item| beginning().any(|other| std::ptr::eq(*item, other)));
            let open = || beginning().find(|item| item.judgement == Judgement::Open);
            let mark = current.or_else(open).or_else(|| beginning().next()).map(|item| item.judgement);
            let is_here =
                |item: &CodingItem| item.content.iter().any(|part| part.start < at.end && at.start < part.end);
            let is_current = self.selection.is_none() && self.current().is_some_and(is_here);
            rows.push(ArticleRow { line, at, is_current, mark });
        }
    }

    /// What is lit in the article; what comes first covers what follows.
    fn lights(&self) -> Vec<Light> {
        let mut lights = Vec::new();
        let mut light = |ranges: &[Range<usize>], tone: Tone, marked: bool| {
            lights.extend(ranges.iter().map(|at| Light { at: at.clone(), tone, marked }));
        };
        if let Some(selected) = self.selected() {
            light(&[selected], Tone::Strong, true);
        } else if let Some(item) = self.current() {
            light(&item.content, Tone::Quote, true);
            light(&item.speaker_at, Tone::Strong, false);
        }
        for item in self.items.iter().filter(|item| item.is_shown(self.shows_unlikely)) {
            let tone = match item.judgement {
                Judgement::Open => Tone::Quote,
                Judgement::Coded => Tone::Quiet,
                Judgement::Rejected => Tone::Plain,
            };
            light(&item.content, tone, false);
        }
        lights
    }

    /// What is left to do, in words.
    fn status_text(&self, keys: &Keymap) -> String {
        let tally = self.tally();
        let mut parts = Vec::new();
        let mut part = |number: usize, noun: &str, rest: &str| {
            if number > 0 {
                parts.push(format!("{}{rest}", view::pluralize(number, noun)));
            }
        };
        part(tally.quotations, "quotation", " not coded");
        part(tally.candidates, "candidate", " not judged");
        part(tally.without_stance, "record", " without stance");
        part(tally.without_gist, "record", " without gist");
        if tally.unlikely > 0 {
            let key = keys.key_label(Action::Coding(CodingAction::ShowUnlikely));
            let word = if self.shows_unlikely { "shown" } else { "hidden" };
            parts.push(format!("{} less likely {word}: {key}", tally.unlikely));
        }
        if parts.is_empty() { "nothing is left".to_owned() } else { parts.join(" · ") }
    }
}

impl CodingSheet {
    fn scroll_within(&mut self) {
        self.top = self.top.min(self.article.len().saturating_sub(self.height));
    }
}

/// A stretch of the text in a tone.
#[derive(Debug)]
struct Light {
    at: Range<usize>,
    tone: Tone,
    marked: bool,
}

/// Splits a line of the text into pieces, each in the tone of the first light on it.
fn split_by_light(text: &str, line: &Range<usize>, lights: &[Light]) -> Vec<(Range<usize>, Tone, bool)> {
    let here: Vec<&Light> =
        lights.iter().filter(|light| light.at.start < line.end && line.start < light.at.end).collect();
    let mut bounds: Vec<usize> = here.iter().flat_map(|light| [light.at.start, light.at.end]).collect();
    bounds.retain(|at| line.contains(at) && text.is_char_boundary(*at));
    bounds.extend([line.start, line.end]);
    bounds.sort_unstable();
    bounds.dedup();
    let piece = |pair: &[usize]| {
        let at = pair[0]..pair[1];
        let light = here.iter().find(|light| light.at.start < at.end && at.start < light.at.end);
        let (tone, marked) = light.map_or((Tone::Plain, false), |light| (light.tone, light.marked));
        (at, tone, marked)
    };
    bounds.windows(2).map(piece).collect()
}

/// From the first to the last of the words of an item and its speaker, where these stand close to each other.
fn whole_range(item: &CodingItem) -> Range<usize> {
    const CLOSE: usize = 400;
    let start = item.start();
    let end = item.content.last().map_or(start, |at| at.end);
    let near = item.speaker_at.iter().filter(|at| at.end + CLOSE > start && at.start < end + CLOSE);
    near.fold(start..end, |whole, at| whole.start.min(at.start)..whole.end.max(at.end))
}

fn count_letters(text: &str) -> usize {
    text.chars().filter(|char| !char.is_whitespace()).count()
}
