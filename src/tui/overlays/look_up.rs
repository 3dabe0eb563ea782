//! Draws the look-up: the query line, its interpretation, the hits and the preview. It never runs a query.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use ratatui::widgets::Widget;

use crate::app::BriefItem;
use crate::app::labels::LabelRange;
use crate::app::library::LibraryList;
use crate::app::lookup::{HitRow, LookUp, LookUpFocus, PROMPT};
use crate::app::reader::BriefReader;
use crate::keys::{Action, BriefAction};
use crate::layout::LookUpRegions;
use crate::tui::frame::{RowMark, RowPrefix, RowState, begin_row};
use crate::tui::pages::render_lines;
use crate::tui::row_writer::RowWriter;
use crate::tui::theme::ThemeRole;
use crate::tui::{Screen, bars, first_row, row_mark, title_line};

/// The look-up over the whole screen.
struct LookUpWidget<'a> {
    look_up: &'a LookUp,
    target: LookUpTargetRef<'a>,
    /// The labels of the target, once they are known.
    labels: Option<LabelRange>,
    screen: Screen<'a>,
}

/// What the query searches.
enum LookUpTargetRef<'a> {
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

pub(super) fn render(look_up: &LookUp, screen: Screen<'_>, area: Rect, buf: &mut Buffer) {
    let library = screen.app.library.as_ref().filter(|_| look_up.is_over_library());
    let (target, labels) = match (library, &screen.app.reader) {
        (Some(library), _) => (LookUpTargetRef::Library(library), library.all_labels()),
        (None, Some(reader)) => (LookUpTargetRef::Brief(reader), Some(screen.labels(reader))),
        (None, None) => return,
    };
    LookUpWidget { look_up, target, labels, screen }.render(area, buf);
}

impl Widget for LookUpWidget<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let sheet = &self.look_up.sheet;
        let style = |role| self.screen.theme.style(role);
        self.render_title(area, buf);
        let regions = self.look_up.regions(area.as_size());
        let mut writer = RowWriter::new(buf, regions.line);
        writer.text(style(ThemeRole::Focus), PROMPT);
        for run in &sheet.line {
            writer.text(style(ThemeRole::from(run.tone)), &run.text);
        }
        let mut writer = RowWriter::new(buf, regions.interpretation);
        writer.at_end(style(ThemeRole::Quiet), &sheet.tally).at_end(style(ThemeRole::Text), "  ");
        writer.text(style(ThemeRole::Text), &sheet.interpretation);
        render_lines(&sheet.notes, 0, regions.notes, self.screen.theme, buf);
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
            bars::labels(labels, &mut writer, self.screen.theme);
        }
        let title = match self.target {
            LookUpTargetRef::Brief(_) => "Look up".to_owned(),
            LookUpTargetRef::Library(library) => {
                bars::render_progress(library, &mut writer, self.screen.theme);
                format!("Look up in {}", library.name)
            }
        };
        title_line(&title, writer, self.screen.theme);
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
        let mut writer = begin_row(buf, line, RowPrefix { state, mark }, self.screen.theme);
        for column in &hit.columns {
            let left = writer.left();
            for run in &column.runs {
                writer.text(self.screen.theme.marked(state.role(ThemeRole::from(run.tone)), run.marked), &run.text);
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
                .text(self.screen.theme.style(ThemeRole::Rule), "── ")
                .text(self.screen.theme.style(ThemeRole::Quiet), &sheet.brief_name)
                .skip(1);
        }
        let below = sheet.preview.len().saturating_sub(sheet.preview_top + usize::from(regions.preview.height));
        if below > 0 {
            let key = || format!(": {}", self.screen.app.keys.key_label(Action::Brief(BriefAction::DetailDown)));
            let hint = if self.look_up.focus == LookUpFocus::Hits { key() } else { String::new() };
            writer.at_end(self.screen.theme.style(ThemeRole::Quiet), &format!(" {below} more{hint}"));
        }
        writer.fill(self.screen.theme.style(ThemeRole::Rule), '─', 0);
        render_lines(&sheet.preview, sheet.preview_top, regions.preview, self.screen.theme, buf);
    }

    fn render_footer(&self, area: Rect, buf: &mut Buffer) {
        if let Some(notice) = &self.screen.app.notice {
            return bars::render_notice(notice, area, self.screen.theme, buf);
        }
        let can_narrow = matches!(self.target, LookUpTargetRef::Brief(_));
        let is_available = |action: &Action| can_narrow || *action != Action::Brief(BriefAction::Narrow);
        match self.look_up.focus {
            LookUpFocus::Line => self.screen.render_hints(&LINE_HINTS, area, buf),
            LookUpFocus::Hits => {
                let hints = HIT_HINTS.into_iter().filter(|(action, _)| is_available(action));
                self.screen.render_key_hints(hints, area, buf);
            }
        }
    }
}

/// The position of the text cursor. Returns `None` unless the query line has the focus.
pub(super) fn cursor(look_up: &LookUp, size: Size) -> Option<Position> {
    let line = look_up.regions(size).line;
    let column = u16::try_from(PROMPT.len() + look_up.sheet.cursor).unwrap_or(u16::MAX);
    let x = line.x.saturating_add(column).min(line.right().saturating_sub(1));
    (look_up.focus == LookUpFocus::Line).then_some(Position { x, y: line.y })
}
