//! Rows of wrapped text: Detail, and the pages that stand over the panes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::frame::line;
use super::pen::Pen;
use super::{View, sheet};
use crate::app::overlay::{FRAME, Page};
use crate::keys::{Action, Keymap, Verb};
use crate::layout::{Pane, below_title};
use crate::text::{Line, Tone};
use crate::tui::theme::{Role, Theme};
use crate::view::count;

/// Everything about the item under the cursor.
pub(super) struct Detail<'a>(pub(super) View<'a>);

impl Widget for Detail<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Self(view) = self;
        let detail = &view.reader.detail;
        let body = below_title(area);
        let below = detail.lines.len().saturating_sub(detail.top + usize::from(body.height));
        let down = || view.keys.key(Action::Brief(Verb::DetailDown));
        let more = if below > 0 { format!("{below} more: {}", down()) } else { String::new() };
        view.title(Pane::Detail, String::new(), &more, area, buf);
        let inset = Rect { x: body.x + 1, width: body.width.saturating_sub(1), ..body };
        rows(&detail.lines, detail.top, inset, view.theme, buf);
    }
}

/// A page over the panes.
pub(super) struct Sheet<'a> {
    pub(super) page: &'a Page,
    pub(super) keys: &'a Keymap,
    pub(super) theme: Theme,
}

impl Widget for Sheet<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let body = sheet(self.page.kind.title(), area, self.theme, buf);
        let text = Rect { y: body.y + 1, height: area.height.saturating_sub(FRAME), ..body };
        rows(&self.page.lines, self.page.top, text, self.theme, buf);
        let below = self.page.lines.len().saturating_sub(self.page.top + usize::from(text.height));
        let mut pen = Pen::new(buf, line(area, area.height - 1));
        let key = |verb| self.keys.key(Action::Brief(verb));
        pen.skip(2)
            .text(self.theme.style(Role::Key), &key(Verb::UnpinAll))
            .text(self.theme.style(Role::Quiet), " back");
        if below > 0 {
            pen.skip(3)
                .text(self.theme.style(Role::Key), &key(Verb::Down))
                .text(self.theme.style(Role::Quiet), &format!(" {}", count(below, "more row")));
        }
    }
}

pub(super) fn rows(lines: &[Line], top: usize, area: Rect, theme: Theme, buf: &mut Buffer) {
    for (row, line) in area.rows().zip(lines.iter().skip(top)) {
        let mut pen = Pen::new(buf, row);
        pen.skip(line.indent);
        for run in &line.runs {
            let style = theme.marked(Role::from(run.tone), run.marked);
            if run.tone == Tone::Native {
                pen.isolated(style, &run.text);
            } else {
                pen.text(style, &run.text);
            }
        }
    }
}
