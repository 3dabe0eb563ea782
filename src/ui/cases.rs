//! A contradiction or a shift over the panes: its sides, the bar at the record under the cursor, and the keys that lead on.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::frame::line;
use super::pen::Pen;
use super::{bars, pages, sheet};
use crate::app::Notice;
use crate::app::cases::CaseView;
use crate::app::overlay::FRAME;
use crate::text;
use crate::theme::{Role, Theme};
use crate::words::count;

/// A case, row by row as it is laid out.
pub(super) struct Sheet<'a> {
    pub(super) view: &'a CaseView,
    pub(super) notice: Option<&'a Notice>,
    pub(super) theme: Theme,
}

impl Widget for Sheet<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let body = sheet(&self.view.title(), area, self.theme, buf);
        let text = Rect { y: body.y + 1, height: area.height.saturating_sub(FRAME), ..body };
        for (on_screen, at) in text.rows().zip(self.view.window()) {
            self.row(at, on_screen, buf);
        }
        let last = line(area, area.height - 1);
        match self.notice {
            Some(notice) => bars::told(notice, last, self.theme, buf),
            None => self.footer(last, buf),
        }
    }
}

impl Sheet<'_> {
    fn row(&self, at: usize, area: Rect, buf: &mut Buffer) {
        let column = |columns: usize| u16::try_from(columns).unwrap_or(u16::MAX);
        for cell in &self.view.sheet.rows[at] {
            let x = area.x.saturating_add(column(cell.column));
            let within = Rect { x, width: column(cell.width), ..area }.intersection(area);
            pages::rows(std::slice::from_ref(&cell.line), 0, within, self.theme, buf);
        }
        if let Some(entry) = self.view.entry().filter(|entry| entry.rows.contains(&at)) {
            let x = area.x.saturating_add(column(entry.column));
            let bar = Rect { x, width: 1, ..area }.intersection(area);
            Pen::new(buf, bar).text(self.theme.style(Role::Bar), "▌");
        }
    }

    /// The keys, the most needed first: those that do not fit are left out.
    fn footer(&self, area: Rect, buf: &mut Buffer) {
        let (key, quiet) = (self.theme.style(Role::Key), self.theme.style(Role::Quiet));
        let below = self.view.sheet.rows.len() - self.view.window().end;
        let more = count(below, "more row");
        let hints = [("n", "next"), ("tab", "other side"), ("enter", "go there"), ("y", "send citations")];
        let hints = (below > 0).then_some(("j", more.as_str())).into_iter().chain(hints);
        let mut pen = Pen::new(buf, area);
        pen.skip(2);
        for (chord, does) in [("esc", "back")].into_iter().chain(hints).chain([("N", "the one before")]) {
            if text::width(chord) + text::width(does) + 1 > pen.left() {
                break;
            }
            pen.text(key, chord).skip(1).text(quiet, does).skip(3);
        }
    }
}
