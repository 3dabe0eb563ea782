//! Draws wrapped text, and the pane Detail. It never wraps text.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::PaneContext;
use super::row_writer::RowWriter;
use crate::keys::{Action, BriefAction};
use crate::layout::{Pane, below_title};
use crate::text::{TextLine, Tone};
use crate::tui::theme::{Theme, ThemeRole};

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
