//! The look-up: the line, the question in words, the hits, and the chosen one told whole.

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

/// The look-up, over the whole screen.
pub(super) struct LookUpWidget<'a> {
    pub(super) look: &'a LookUp,
    pub(super) over: LookUpTargetRef<'a>,
    /// The labels of what is asked, once they are known.
    pub(super) labels: Option<LabelRange>,
    pub(super) notice: Option<&'a Notice>,
    pub(super) keys: &'a Keymap,
    pub(super) theme: Theme,
}

/// What is asked.
pub(super) enum LookUpTargetRef<'a> {
    Brief(&'a BriefReader),
    Library(&'a LibraryList),
}

/// Keys with a word each, the most needed first: those that do not fit are left out.
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
        let shown = &self.look.sheet;
        let style = |role| self.theme.style(role);
        self.render_title(area, buf);
        let regions = regions(self.look, area);
        let mut pen = RowWriter::new(buf, regions.line);
        pen.text(style(ThemeRole::Focus), PROMPT);
        for run in &shown.line {
            pen.text(style(ThemeRole::from(run.tone)), &run.text);
        }
        let mut pen = RowWriter::new(buf, regions.words);
        pen.at_end(style(ThemeRole::Quiet), &shown.tally).at_end(style(ThemeRole::Text), "  ");
        pen.text(style(ThemeRole::Text), &shown.interpretation);
        render_lines(&shown.notes, 0, regions.notes, self.theme, buf);
        for (line, (at, hit)) in regions.hits.rows().zip((self.look.hits.top()..).zip(&shown.rows)) {
            self.render_row(hit, at == self.look.hits.at(), line, buf);
        }
        if shown.rows.is_empty() {
            RowWriter::new(buf, regions.hits).text(style(ThemeRole::Quiet), &shown.empty_text);
        }
        self.render_preview(&regions, buf);
        self.render_footer(regions.footer, buf);
    }
}

impl LookUpWidget<'_> {
    /// The labels, and what is asked: a library by its name, and how far it is read.
    fn render_title(&self, area: Rect, buf: &mut Buffer) {
        ratatui::widgets::Clear.render(area, buf);
        let mut pen = RowWriter::new(buf, first_row(area));
        if let Some(labels) = self.labels {
            bars::labels(labels, &mut pen, self.theme);
        }
        let title = match self.over {
            LookUpTargetRef::Brief(_) => "Look up".to_owned(),
            LookUpTargetRef::Library(library) => {
                bars::render_progress(library, &mut pen, self.theme);
                format!("Look up in {}", library.name)
            }
        };
        title_line(&title, pen, self.theme);
    }

    fn render_row(&self, hit: &HitRow, at_cursor: bool, line: Rect, buf: &mut Buffer) {
        let standing = match (at_cursor, self.look.focus) {
            (true, LookUpFocus::Hits) => RowState::Cursor,
            (true, LookUpFocus::Line) => RowState::CursorAway,
            (false, LookUpFocus::Hits | LookUpFocus::Line) => RowState::None,
        };
        let mark = match (&self.over, hit.record) {
            (LookUpTargetRef::Brief(reader), Some(record)) => row_mark(reader, BriefItem::Record(record)),
            (LookUpTargetRef::Brief(_), None) | (LookUpTargetRef::Library(_), _) => RowMark::None,
        };
        let look = RowPrefix { state: standing, mark };
        let mut pen = begin_row(buf, line, look, self.theme);
        for column in &hit.columns {
            let left = pen.left();
            for run in &column.runs {
                pen.text(self.theme.marked(standing.role(ThemeRole::from(run.tone)), run.marked), &run.text);
            }
            pen.skip(column.width.saturating_sub(left - pen.left()));
        }
    }

    fn render_preview(&self, regions: &LookUpRegions, buf: &mut Buffer) {
        let shown = &self.look.sheet;
        if shown.preview.is_empty() && shown.brief_name.is_empty() {
            return;
        }
        let mut pen = RowWriter::new(buf, regions.rule);
        if !shown.brief_name.is_empty() {
            pen.text(self.theme.style(ThemeRole::Rule), "── ")
                .text(self.theme.style(ThemeRole::Quiet), &shown.brief_name)
                .skip(1);
        }
        let below = shown.preview.len().saturating_sub(shown.preview_top + usize::from(regions.preview.height));
        if below > 0 {
            let down = || format!(": {}", self.keys.key_label(Action::Brief(BriefAction::DetailDown)));
            let key = if self.look.focus == LookUpFocus::Hits { down() } else { String::new() };
            pen.at_end(self.theme.style(ThemeRole::Quiet), &format!(" {below} more{key}"));
        }
        pen.fill(self.theme.style(ThemeRole::Rule), '─', 0);
        render_lines(&shown.preview, shown.preview_top, regions.preview, self.theme, buf);
    }

    fn render_footer(&self, area: Rect, buf: &mut Buffer) {
        if let Some(notice) = self.notice {
            return bars::render_notice(notice, area, self.theme, buf);
        }
        let hints = match self.look.focus {
            LookUpFocus::Line => LINE_HINTS.map(|(key, word)| (key.to_owned(), word)).to_vec(),
            LookUpFocus::Hits => {
                let narrows = matches!(self.over, LookUpTargetRef::Brief(_));
                let is_done = |action: &Action| narrows || *action != Action::Brief(BriefAction::Narrow);
                let hints = HIT_HINTS.into_iter().filter(|(action, _)| is_done(action));
                hints.map(|(action, word)| (self.keys.key_label(action), word)).collect()
            }
        };
        let mut pen = RowWriter::new(buf, area);
        pen.skip(2);
        for (key, word) in hints {
            if text::width(&key) + text::width(word) + 1 > pen.left() {
                break;
            }
            pen.text(self.theme.style(ThemeRole::Key), &key)
                .skip(1)
                .text(self.theme.style(ThemeRole::Quiet), word)
                .skip(3);
        }
    }
}

fn regions(look: &LookUp, area: Rect) -> LookUpRegions {
    layout::look_up(area, u16::try_from(look.sheet.notes.len()).unwrap_or(1))
}

/// Where the text cursor stands, while the keys go to the line.
pub(super) fn cursor(look: &LookUp, size: Size) -> Option<Position> {
    let line = regions(look, Rect::from((Position::ORIGIN, size))).line;
    let column = u16::try_from(PROMPT.len() + look.sheet.cursor).unwrap_or(u16::MAX);
    let x = line.x.saturating_add(column).min(line.right().saturating_sub(1));
    (look.focus == LookUpFocus::Line).then_some(Position { x, y: line.y })
}
