//! The overlay of a contradiction or a shift: its sides, the bar at the current record, and the footer. It never lays out text.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::frame::row_rect;
use super::row_writer::RowWriter;
use super::{bars, overlay_frame, pages};
use crate::app::Notice;
use crate::app::cases::CaseView;
use crate::keys::{Action, BriefAction, Keymap};
use crate::layout;
use crate::text;
use crate::tui::theme::{Theme, ThemeRole};
use crate::view::pluralize;

/// The rows of a case, as laid out by the app.
pub(super) struct CaseWidget<'a> {
    pub(super) view: &'a CaseView,
    pub(super) notice: Option<&'a Notice>,
    pub(super) keys: &'a Keymap,
    pub(super) theme: Theme,
}

impl Widget for CaseWidget<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        overlay_frame(&self.view.title(), area, self.theme, buf);
        for (screen_row, at) in layout::text_area(area).rows().zip(self.view.window()) {
            self.render_row(at, screen_row, buf);
        }
        let last = row_rect(area, area.height - 1);
        match self.notice {
            Some(notice) => bars::render_notice(notice, last, self.theme, buf),
            None => self.render_footer(last, buf),
        }
    }
}

impl CaseWidget<'_> {
    fn render_row(&self, at: usize, area: Rect, buf: &mut Buffer) {
        let column = |columns: usize| u16::try_from(columns).unwrap_or(u16::MAX);
        for cell in &self.view.sheet.rows[at] {
            let x = area.x.saturating_add(column(cell.column));
            let within = Rect { x, width: column(cell.width), ..area }.intersection(area);
            pages::render_lines(std::slice::from_ref(&cell.line), 0, within, self.theme, buf);
        }
        if let Some(entry) = self.view.entry().filter(|entry| entry.rows.contains(&at)) {
            let x = area.x.saturating_add(column(entry.column));
            let bar = Rect { x, width: 1, ..area }.intersection(area);
            RowWriter::new(buf, bar).text(self.theme.style(ThemeRole::Bar), "▌");
        }
    }

    /// Draws the keys, the most important first. Those that do not fit are left out.
    fn render_footer(&self, area: Rect, buf: &mut Buffer) {
        let (key, quiet) = (self.theme.style(ThemeRole::Key), self.theme.style(ThemeRole::Quiet));
        let below = self.view.sheet.rows.len() - self.view.window().end;
        let more = pluralize(below, "more row");
        let hints = [
            (Action::Brief(BriefAction::NextHit), "next"),
            (Action::Brief(BriefAction::NextPane), "other side"),
            (Action::Brief(BriefAction::Go), "go there"),
            (Action::Copy, "send citations"),
        ];
        let first = [(Action::Brief(BriefAction::UnpinAll), "back")].into_iter();
        let last = [(Action::Brief(BriefAction::PreviousHit), "the one before")];
        let more = (below > 0).then_some((Action::Brief(BriefAction::Down), more.as_str()));
        let mut writer = RowWriter::new(buf, area);
        writer.skip(2);
        for (action, description) in first.chain(more).chain(hints).chain(last) {
            let chord = self.keys.key_label(action);
            if text::width(&chord) + text::width(description) + 1 > writer.left() {
                break;
            }
            writer.text(key, &chord).skip(1).text(quiet, description).skip(3);
        }
    }
}
