//! Citations on a clean screen: nothing stands beside the text that a selection by hand would take along.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::bars;
use super::frame::row_rect;
use super::row_writer::RowWriter;
use crate::app::Notice;
use crate::app::copy_sheet::CopySheet;
use crate::keys::{Action, BriefAction, Keymap};
use crate::text;
use crate::tui::theme::{Theme, ThemeRole};

/// The text from the first column to the last, and a quiet last line.
pub(super) struct CopySheetWidget<'a> {
    pub(super) handout: &'a CopySheet,
    pub(super) notice: Option<&'a Notice>,
    pub(super) keys: &'a Keymap,
    pub(super) theme: Theme,
}

impl Widget for CopySheetWidget<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        ratatui::widgets::Clear.render(area, buf);
        let shown = self.handout.rows.iter().skip(self.handout.top).take(self.handout.height());
        for (screen, row) in area.rows().zip(shown) {
            buf.set_stringn(
                screen.x,
                screen.y,
                &row.text,
                usize::from(screen.width),
                self.theme.style(ThemeRole::Text),
            );
        }
        let last = row_rect(area, area.height - 1);
        match self.notice {
            Some(notice) => bars::render_notice(notice, last, self.theme, buf),
            None => self.render_footer(last, buf),
        }
    }
}

impl CopySheetWidget<'_> {
    fn render_footer(&self, area: Rect, buf: &mut Buffer) {
        let (key, quiet) = (self.theme.style(ThemeRole::Key), self.theme.style(ThemeRole::Quiet));
        let mut pen = RowWriter::new(buf, area);
        pen.skip(1);
        for (letter, title, is_shown) in self.handout.formats() {
            if is_shown {
                pen.text(self.theme.style(ThemeRole::Strong), &format!("‹{title}›")).skip(2);
            } else {
                pen.text(key, &letter.to_string()).text(quiet, &format!(" {title}")).skip(2);
            }
        }
        let below = self.handout.rows.len().saturating_sub(self.handout.top + self.handout.height());
        let more = if below > 0 { format!(" {below} more") } else { String::new() };
        let next = if self.handout.formats().is_empty() { "" } else { " next form" };
        let hints = [
            (self.keys.key_label(Action::Copy), " send"),
            (self.keys.key_label(Action::Brief(BriefAction::UnpinAll)), " back"),
            (self.keys.key_label(Action::Brief(BriefAction::Down)), more.as_str()),
            ("tab".to_owned(), next),
        ];
        for (chord, does) in hints.into_iter().filter(|(_, does)| !does.is_empty()) {
            if text::width(&chord) + does.len() > pen.left() {
                break;
            }
            pen.text(key, &chord).text(quiet, does).skip(2);
        }
    }
}

/// The rows of the screen that run on in the row below them.
pub(super) fn soft_wrapped_rows(handout: &CopySheet) -> Vec<u16> {
    let shown = handout.rows.iter().skip(handout.top).take(handout.height());
    let rows = shown.enumerate().filter(|(at, row)| row.is_soft_wrapped && at + 1 < handout.height());
    rows.filter_map(|(at, _)| u16::try_from(at).ok()).collect()
}
