//! Draws the look-up: the query line, its interpretation, the hits and the preview. It never runs a query.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use ratatui::widgets::Widget;

use super::frame::{RowMark, RowPrefix, RowState, begin_row};
use super::pages::render_lines;
use super::row_writer::RowWriter;
use super::{bars, first_row, row_mark, title_line};
use crate::app::labels::LabelRange;
use crate::app::library::LibraryList;
use crate::app::lookup::{HitRow, LookUp, LookUpFocus, PROMPT};
use crate::app::reader::BriefReader;
use crate::app::{BriefItem, Notice};
use crate::keys::{Action, BriefAction, Keymap};
use crate::layout::{self, LookUpRegions};
use crate::text;
use crate::tui::theme::{Theme, ThemeRole};

/// The look-up over the whole screen.
pub(super) struct LookUpWidget<'a> {
    pub(super) look_up: &'a LookUp,
    pub(super) target: LookUpTargetRef<'a>,
    /// The labels of the target, once they are known.
    pub(super) labels: Option<LabelRange>,
    pub(super) notice: Option<&'a Notice>,
    pub(super) keys: &'a Keymap,
    pub(super) theme: Theme,
}

/// What the query searches.
pub(super) enum LookUpTargetRef<'a> {
    Brief(&'a BriefReader),
    Library(&'a LibraryList),
}

/// Keys with a short description, the most important first. Those that do not fit are left out.
const LINE_HINTS: [(&str, &str); 5] =
    [("enter", "go"), ("↓", "hits"), ("tab", "complete"), ("↑", "earlier questions"), ("esc", "back")];
const HIT_HINTS: [(Action, &str); 7] = [
    (Action::Brief(BriefAction::Go), "go"),
    (Action::Brief(BriefAction::Narrow), "narrow to all"),
    (Action::LookUp, "the line"),
    (Action::Brief(BriefAction::UnpinAll), "back"),
    (Action::Copy, "copy"),
    (Action::ShowCopy, "show to copy"),
    (Action::Brief(BriefAction::DetailDown), "scroll below"),
];

impl Widget for LookUpWidget<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let sheet = &self.look_up.sheet;
        let style = |role| self.theme.style(role);
        self.render_title(area, buf);
        let regions = regions(self.look_up, area);
        let mut writer = RowWriter::new(buf, regions.line);
        writer.text(style(ThemeRole::Focus), PROMPT);
        for run in &sheet.line {
            writer.text(style(ThemeRole::from(run.tone)), &run.text);
        }
        let mut writer = RowWriter::new(buf, regions.interpretation);
        writer.at_end(style(ThemeRole::Quiet), &sheet.tally).at_end(style(ThemeRole::Text), "  ");
        writer.text(style(ThemeRole::Text), &sheet.interpretation);
        render_lines(&sheet.notes, 0, regions.notes, self.theme, buf);
        for (line, (at, hit)) in regions.hits.rows().zip((self.look_up.hits.top()..).zip(&sheet.rows)) {
            self.render_row(hit, at == self.look_up.hits.at(), line, buf);
        }
        if sheet.rows.is_empty() {
            RowWriter::new(buf, regions.hits).text(style(ThemeRole::Quiet), &sheet.empty_text);
        }
        self.render_preview(&regions, buf);
        self.render_footer(regions.footer, buf);
    }
}

impl LookUpWidget<'_> {
    /// Draws the labels and the name of the target, with the progress of reading a library.
    fn render_title(&self, area: Rect, buf: &mut Buffer) {
        ratatui::widgets::Clear.render(area, buf);
        let mut writer = RowWriter::new(buf, first_row(area));
        if let Some(labels) = self.labels {
            bars::labels(labels, &mut writer, self.theme);
        }
        let title = match self.target {
            LookUpTargetRef::Brief(_) => "Look up".to_owned(),
            LookUpTargetRef::Library(library) => {
                bars::render_progress(library, &mut writer, self.theme);
                format!("Look up in {}", library.name)
            }
        };
        title_line(&title, writer, self.theme);
    }

    fn render_row(&self, hit: &HitRow, at_cursor: bool, line: Rect, buf: &mut Buffer) {
        let state = match (at_cursor, self.look_up.focus) {
            (true, LookUpFocus::Hits) => RowState::Cursor,
            (true, LookUpFocus::Line) => RowState::CursorAway,
            (false, LookUpFocus::Hits | LookUpFocus::Line) => RowState::None,
        };
        let mark = match (&self.target, hit.record) {
            (LookUpTargetRef::Brief(reader), Some(record)) => row_mark(reader, BriefItem::Record(record)),
            (LookUpTargetRef::Brief(_), None) | (LookUpTargetRef::Library(_), _) => RowMark::None,
        };
        let mut writer = begin_row(buf, line, RowPrefix { state, mark }, self.theme);
        for column in &hit.columns {
            let left = writer.left();
            for run in &column.runs {
                writer.text(self.theme.marked(state.role(ThemeRole::from(run.tone)), run.marked), &run.text);
            }
            writer.skip(column.width.saturating_sub(left - writer.left()));
        }
    }

    fn render_preview(&self, regions: &LookUpRegions, buf: &mut Buffer) {
        let sheet = &self.look_up.sheet;
        if sheet.preview.is_empty() && sheet.brief_name.is_empty() {
            return;
        }
        let mut writer = RowWriter::new(buf, regions.rule);
        if !sheet.brief_name.is_empty() {
            writer
                .text(self.theme.style(ThemeRole::Rule), "── ")
                .text(self.theme.style(ThemeRole::Quiet), &sheet.brief_name)
                .skip(1);
        }
        let below = sheet.preview.len().saturating_sub(sheet.preview_top + usize::from(regions.preview.height));
        if below > 0 {
            let key = || format!(": {}", self.keys.key_label(Action::Brief(BriefAction::DetailDown)));
            let hint = if self.look_up.focus == LookUpFocus::Hits { key() } else { String::new() };
            writer.at_end(self.theme.style(ThemeRole::Quiet), &format!(" {below} more{hint}"));
        }
        writer.fill(self.theme.style(ThemeRole::Rule), '─', 0);
        render_lines(&sheet.preview, sheet.preview_top, regions.preview, self.theme, buf);
    }

    fn render_footer(&self, area: Rect, buf: &mut Buffer) {
        if let Some(notice) = self.notice {
            return bars::render_notice(notice, area, self.theme, buf);
        }
        let hints = match self.look_up.focus {
            LookUpFocus::Line => LINE_HINTS.map(|(key, word)| (key.to_owned(), word)).to_vec(),
            LookUpFocus::Hits => {
                let can_narrow = matches!(self.target, LookUpTargetRef::Brief(_));
                let is_available = |action: &Action| can_narrow || *action != Action::Brief(BriefAction::Narrow);
                let hints = HIT_HINTS.into_iter().filter(|(action, _)| is_available(action));
                hints.map(|(action, word)| (self.keys.key_label(action), word)).collect()
            }
        };
        let mut writer = RowWriter::new(buf, area);
        writer.skip(2);
        for (key, word) in hints {
            if text::width(&key) + text::width(word) + 1 > writer.left() {
                break;
            }
            writer
                .text(self.theme.style(ThemeRole::Key), &key)
                .skip(1)
                .text(self.theme.style(ThemeRole::Quiet), word)
                .skip(3);
        }
    }
}

fn regions(look_up: &LookUp, area: Rect) -> LookUpRegions {
    layout::look_up(area, u16::try_from(look_up.sheet.notes.len()).unwrap_or(1))
}

/// The position of the text cursor. Returns `None` unless the query line has the focus.
pub(super) fn cursor(look_up: &LookUp, size: Size) -> Option<Position> {
    let line = regions(look_up, Rect::from((Position::ORIGIN, size))).line;
    let column = u16::try_from(PROMPT.len() + look_up.sheet.cursor).unwrap_or(u16::MAX);
    let x = line.x.saturating_add(column).min(line.right().saturating_sub(1));
    (look_up.focus == LookUpFocus::Line).then_some(Position { x, y: line.y })
}
