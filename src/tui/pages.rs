//! Draws wrapped text: the pane Detail and the text overlays. It never wraps text.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::frame::row_rect;
use super::row_writer::RowWriter;
use super::{PaneContext, overlay_frame};
use crate::app::overlay::{OVERLAY_FRAME_ROWS, TextPage};
use crate::keys::{Action, BriefAction, Keymap};
use crate::layout::{Pane, below_title};
use crate::text::{TextLine, Tone};
use crate::tui::theme::{Theme, ThemeRole};
use crate::view::pluralize;

/// The pane Detail, about the item under the cursor.
pub(super) struct DetailWidget<'a>(pub(super) PaneContext<'a>);

impl Widget for DetailWidget<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Self(view) = self;
        let detail = &view.reader.detail;
        let body = below_title(area);
        let below = detail.lines.len().saturating_sub(detail.top + usize::from(body.height));
        let key = || view.keys.key_label(Action::Brief(BriefAction::DetailDown));
        let more = if below > 0 { format!("{below} more: {}", key()) } else { String::new() };
        view.render_title(Pane::Detail, String::new(), &more, area, buf);
        let inset = Rect { x: body.x + 1, width: body.width.saturating_sub(1), ..body };
        render_lines(&detail.lines, detail.top, inset, view.theme, buf);
    }
}

/// A text overlay.
pub(super) struct PageWidget<'a> {
    pub(super) page: &'a TextPage,
    pub(super) keys: &'a Keymap,
    pub(super) theme: Theme,
}

impl Widget for PageWidget<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let body = overlay_frame(self.page.kind.title(), area, self.theme, buf);
        let text = Rect { y: body.y + 1, height: area.height.saturating_sub(OVERLAY_FRAME_ROWS), ..body };
        render_lines(&self.page.lines, self.page.top, text, self.theme, buf);
        let below = self.page.lines.len().saturating_sub(self.page.top + usize::from(text.height));
        let mut writer = RowWriter::new(buf, row_rect(area, area.height - 1));
        let key = |action| self.keys.key_label(Action::Brief(action));
        writer
            .skip(2)
            .text(self.theme.style(ThemeRole::Key), &key(BriefAction::UnpinAll))
            .text(self.theme.style(ThemeRole::Quiet), " back");
        if below > 0 {
            writer
                .skip(3)
                .text(self.theme.style(ThemeRole::Key), &key(BriefAction::Down))
                .text(self.theme.style(ThemeRole::Quiet), &format!(" {}", pluralize(below, "more row")));
        }
    }
}

/// Draws the lines from index `top` on, one per row of `area`.
pub(super) fn render_lines(lines: &[TextLine], top: usize, area: Rect, theme: Theme, buf: &mut Buffer) {
    for (row, line) in area.rows().zip(lines.iter().skip(top)) {
        let mut writer = RowWriter::new(buf, row);
        writer.skip(line.indent);
        for run in &line.runs {
            let style = theme.marked(ThemeRole::from(run.tone), run.marked);
            if run.tone == Tone::Native {
                writer.isolated(style, &run.text);
            } else {
                writer.text(style, &run.text);
            }
        }
    }
}
