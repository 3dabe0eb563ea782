//! A contradiction or a shift over the panes: its sides, the bar at the record under the cursor, and the keys that lead on.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::frame::line;
use super::pen::Pen;
use super::{bars, pages, sheet};
use crate::app::Notice;
use crate::app::cases::CaseView;
use crate::keys::{Action, Keymap, Verb};
use crate::layout;
use crate::text;
use crate::tui::theme::{Role, Theme};
use crate::view::count;

/// A case, row by row as it is laid out.
pub(super) struct Sheet<'a> {
    pub(super) view: &'a CaseView,
    pub(super) notice: Option<&'a Notice>,
    pub(super) keys: &'a Keymap,
    pub(super) theme: Theme,
}

impl Widget for Sheet<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        sheet(&self.view.title(), area, self.theme, buf);
        for (on_screen, at) in layout::sheet(area).rows().zip(self.view.window()) {
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
        let hints = [
            (Action::Brief(Verb::NextHit), "next"),
            (Action::Brief(Verb::NextPane), "other side"),
            (Action::Brief(Verb::Go), "go there"),
            (Action::Copy, "send citations"),
        ];
        let first = [(Action::Brief(Verb::UnpinAll), "back")].into_iter();
        let last = [(Action::Brief(Verb::PreviousHit), "the one before")];
        let more = (below > 0).then_some((Action::Brief(Verb::Down), more.as_str()));
        let mut pen = Pen::new(buf, area);
        pen.skip(2);
        for (action, does) in first.chain(more).chain(hints).chain(last) {
            let chord = self.keys.key(action);
            if text::width(&chord) + text::width(does) + 1 > pen.left() {
                break;
            }
            pen.text(key, &chord).skip(1).text(quiet, does).skip(3);
        }
    }
}
