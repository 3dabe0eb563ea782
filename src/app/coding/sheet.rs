//! What is drawn of an article that is being coded: its rows and those of the form, wrapped for the screen. It draws nothing.

use std::ops::Range;

use ratatui::layout::Size;

use super::CodingView;
use super::fields::value_text;
use super::form::{FormFault, FormSpeaker, RecordForm};
use super::item::{CodingItem, Judgement};
use super::question::QuestionKind;
use super::regions::CodingRegions;
use crate::coding::{CodedTable, FieldValue};
use crate::keys::{Action, CodingAction, Keymap};
use crate::model::{Brief, Credibility, Stance, StancePosition};
use crate::text::{self, Paragraph, TextLine, TextRun, Tone};
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
/// The most rows of a quote in the form; the article shows it as a whole.
const MOST_QUOTE_ROWS: usize = 3;

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
            let options = match question.kind {
                QuestionKind::Stance(_) => 1,
                _ => question.shown.len().min(MOST_OPTIONS),
            };
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

    /// The form of an item as rows.
    fn form_rows(&self, item: &CodingItem, brief: &Brief, keys: &Keymap, width: usize) -> Vec<FormRow> {
        let form = &item.form;
        let mut writer = FormWriter { rows: Vec::new(), faults: self.form_faults(item), width, keys };
        let state = match (item.judgement, form.is_written()) {
            (Judgement::Coded, _) if item.is_edited => "coded, changed here: enter writes it",
            (Judgement::Coded, _) => "coded",
            (Judgement::Rejected, _) => "rejected",
            (Judgement::Open, true) => "a draft in the file",
            (Judgement::Open, false) => "not coded",
        };
        let head = Paragraph::indented(0).with(Tone::Strong, &form.id).with(Tone::Quiet, format!("  {state}"));
        writer.wide_row(head);
        if form.table == CodedTable::Claim {
            self.write_claim(form, &mut writer);
        } else {
            self.write_statement(form, brief, &mut writer);
        }
        writer.write_other_fields(form);
        if let Some(why) = &self.fault {
            writer.wide_row(Paragraph::indented(0).with(Tone::Alert, format!("! {why}")));
        }
        writer.rows
    }

    fn form_faults(&self, item: &CodingItem) -> Vec<FormFault> {
        if item.judgement == Judgement::Rejected { Vec::new() } else { item.form.faults() }
    }

    fn write_claim(&self, form: &RecordForm, writer: &mut FormWriter<'_>) {
        let plain = |text: &str| Paragraph::indented(0).with(Tone::Plain, text);
        writer.row("", "question", "question", plain(form.text("question")));
        let value = form.get("value").map(value_text).unwrap_or_default();
        writer.row("", "value", "value", plain(&value).with(Tone::Plain, " ").with(Tone::Quiet, form.text("unit")));
        let key = writer.key(CodingAction::Speaker);
        writer.row(&key, "given by", "actor", self.speaker_paragraph(form, None));
        let key = writer.key(CodingAction::Said);
        writer.row(&key, "as of", "as_of", plain(form.text("as_of")));
    }

    fn write_statement(&self, form: &RecordForm, brief: &Brief, writer: &mut FormWriter<'_>) {
        let plain = |text: &str| Paragraph::indented(0).with(Tone::Plain, text);
        let key = writer.key(CodingAction::Speaker);
        writer.row(&key, "who", "actor", self.speaker_paragraph(form, Some(brief)));
        let keys = [CodingAction::MakeDirect, CodingAction::MakeIndirect, CodingAction::MakeMixed];
        let key: String = keys.into_iter().map(|action| writer.key(action)).collect();
        let cue = Some(form.text("cue")).filter(|cue| !cue.is_empty()).map(|cue| format!(" · {cue}"));
        writer.row(&key, "type", "attribution", plain(form.text("attribution")).with_optional(Tone::Quiet, cue));
        let quote = match form.get("quote") {
            Some(FieldValue::Text(quote)) => format!("“{quote}”"),
            Some(FieldValue::List(parts)) => {
                parts.iter().map(|part| format!("“{part}”")).collect::<Vec<_>>().join(" … ")
            }
            Some(FieldValue::Number(_) | FieldValue::Table(_)) | None => String::new(),
        };
        if !quote.is_empty() || writer.has_fault("quote") {
            writer.cut_row("quote", "quote", Paragraph::indented(0).with(Tone::Quote, quote));
        }
        let key = writer.key(CodingAction::Gist);
        writer.row(&key, "gist", "gist", plain(form.text("gist")));
        let printed = Some(form.text("printed_date")).filter(|printed| !printed.is_empty());
        let printed = printed.map(|printed| format!(" · “{printed}”"));
        let key = writer.key(CodingAction::Said);
        writer.row(&key, "said", "said", plain(form.text("said")).with_optional(Tone::Quiet, printed));
        writer.write_stances(form, brief);
        let grade = Credibility::from_word(form.text("credibility"));
        let grade = grade.map_or(String::new(), |grade| format!("{grade} {}", grade.meaning()));
        let key = writer.key(CodingAction::Grade);
        writer.row(&key, "credibility", "credibility", plain(&grade));
        if let Some(rivals) = form.get("contradicts") {
            let key = writer.key(CodingAction::Contradicts);
            writer.row(&key, "contradicts", "contradicts", plain(&value_text(rivals)));
        }
    }

    /// Who speaks; with a brief, what the brief does not know yet.
    fn speaker_paragraph(&self, form: &RecordForm, brief: Option<&Brief>) -> Paragraph {
        let names = form.speaker.describe(&self.people);
        match &form.speaker {
            FormSpeaker::Actors(ids) => {
                let is_new = brief.is_some_and(|brief| ids.iter().any(|id| brief.actors.find(id).is_none()));
                let role = ids.first().filter(|_| ids.len() == 1).and_then(|id| self.people.get(id)?.role.clone());
                let line = Paragraph::indented(0).with(Tone::Strong, names);
                let line = line.with_optional(Tone::Quiet, role.map(|role| format!(", {role}")));
                line.with_optional(Tone::Quiet, is_new.then_some(" (new to the brief)"))
            }
            FormSpeaker::Unnamed(_) => Paragraph::indented(0).with(Tone::Plain, names).with(Tone::Quiet, " (unnamed)"),
            FormSpeaker::Open { offers, .. } => {
                let offers: Vec<&str> = offers.iter().take(3).map(|id| self.people.name(id)).collect();
                let offers = Some(offers.join(" or ")).filter(|offers| !offers.is_empty());
                let line = Paragraph::indented(0).with(Tone::Alert, names);
                line.with_optional(Tone::Quiet, offers.map(|offers| format!(" {offers}?")))
            }
            FormSpeaker::Nobody => Paragraph::indented(0),
        }
    }
}

impl CodingSheet {
    fn scroll_within(&mut self) {
        self.top = self.top.min(self.article.len().saturating_sub(self.height));
    }
}

/// Writes the rows of a form.
struct FormWriter<'a> {
    rows: Vec<FormRow>,
    faults: Vec<FormFault>,
    width: usize,
    keys: &'a Keymap,
}

impl FormWriter<'_> {
    fn key(&self, action: CodingAction) -> String {
        self.keys.key_label(Action::Coding(action))
    }

    fn has_fault(&self, field: &str) -> bool {
        self.faults.iter().any(|fault| fault.field == field)
    }

    /// Writes a field, and its faults below it.
    fn row(&mut self, key: &str, label: &str, field: &str, value: Paragraph) {
        let faults = self.faults.iter().filter(|fault| fault.field == field);
        let faults = faults.map(|fault| Paragraph::indented(0).with(Tone::Alert, format!("! {}", fault.problem)));
        let value = Some(value).filter(|value| !value.is_empty());
        let paragraphs: Vec<Paragraph> = value.into_iter().chain(faults).collect();
        let mut lines = text::wrap(&paragraphs, self.width);
        if lines.is_empty() {
            lines.push(TextLine { indent: 0, runs: vec![run(Tone::Quiet, "·")] });
        }
        self.push(key, label, lines);
    }

    /// Writes a field of at most [`MOST_QUOTE_ROWS`] rows.
    fn cut_row(&mut self, label: &str, field: &str, value: Paragraph) {
        let before = self.rows.len();
        self.row("", label, field, value);
        if self.rows.len() - before > MOST_QUOTE_ROWS {
            self.rows.truncate(before + MOST_QUOTE_ROWS);
            if let Some(last) = self.rows.last_mut() {
                last.line.runs.push(run(Tone::Quiet, " …"));
                let fits = text::width(&last.line.runs.iter().map(|run| run.text.as_str()).collect::<String>());
                if fits > self.width {
                    last.line.runs = vec![run(Tone::Quiet, "…")];
                }
            }
        }
    }

    fn push(&mut self, key: &str, label: &str, lines: Vec<TextLine>) {
        for (at, line) in lines.into_iter().enumerate() {
            let first = |text: &str| if at == 0 { text.to_owned() } else { String::new() };
            self.rows.push(FormRow { key: first(key), label: first(label), line, is_wide: false });
        }
    }

    /// Writes text over the whole width of the form.
    fn wide_row(&mut self, text: Paragraph) {
        let lines = text::wrap(&[text], self.width + FORM_KEY_WIDTH + FORM_LABEL_WIDTH);
        self.rows.extend(lines.into_iter().map(|line| FormRow { line, is_wide: true, ..FormRow::default() }));
    }

    /// Writes the stances, in columns where they fit: the digit of each issue, its label and its stance.
    fn write_stances(&mut self, form: &RecordForm, brief: &Brief) {
        const COLUMN: usize = 34;
        let columns = (self.width / COLUMN).max(1);
        let width = self.width / columns;
        let entries: Vec<Vec<TextRun>> = (1..)
            .zip(brief.issues.iter())
            .map(|(number, (_, issue))| {
                let stance = form.stance(&issue.id).and_then(Stance::from_word);
                let (tone, sign) = stance.map_or((Tone::Quiet, "·".to_owned()), |stance| {
                    let position = StancePosition::Held(stance);
                    (Tone::Stance(position), format!("{} {stance}", view::glyph(position)))
                });
                let digit = if number < 10 { number.to_string() } else { " ".to_owned() };
                let room = width.saturating_sub(text::width(&sign) + 5);
                let label = text::clean(&issue.label);
                let label = text::fit(&label, room);
                let gap = width.saturating_sub(2 + text::width(&label) + 1 + text::width(&sign));
                let parts = [(Tone::Strong, format!("{digit} ")), (Tone::Plain, format!("{label} ")), (tone, sign)];
                let parts = parts.into_iter().chain([(Tone::Plain, " ".repeat(gap))]);
                parts.map(|(tone, text)| run(tone, &text)).collect()
            })
            .collect();
        let lines: Vec<TextLine> =
            entries.chunks(columns).map(|row| TextLine { indent: 0, runs: row.concat() }).collect();
        self.push("", "stance", lines);
    }

    /// Writes the fields that have no row of their own.
    fn write_other_fields(&mut self, form: &RecordForm) {
        const SHOWN: &[&str] = &[
            "attribution",
            "cue",
            "quote",
            "gist",
            "said",
            "printed_date",
            "stance",
            "credibility",
            "contradicts",
            "passage",
            "question",
            "value",
            "unit",
            "as_of",
        ];
        let key = self.key(CodingAction::Field);
        let others: Vec<(String, String)> = form
            .fields()
            .iter()
            .filter(|(name, _)| !SHOWN.contains(&name.as_str()))
            .map(|(name, value)| (name.clone(), value_text(value)))
            .collect();
        for (name, value) in others {
            self.row(&key, &name.replace('_', " "), &name, Paragraph::indented(0).with(Tone::Plain, value));
        }
    }
}

fn run(tone: Tone, text: &str) -> TextRun {
    TextRun { text: text.to_owned(), tone, marked: false }
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
