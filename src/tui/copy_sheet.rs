//! Citations on a screen of their own, to be selected by hand. It never draws anything next to the text.

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

/// The text over the full width, and a footer.
pub(super) struct CopySheetWidget<'a> {
    pub(super) sheet: &'a CopySheet,
    pub(super) notice: Option<&'a Notice>,
    pub(super) keys: &'a Keymap,
    pub(super) theme: Theme,
}

impl Widget for CopySheetWidget<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        ratatui::widgets::Clear.render(area, buf);
        let shown = self.sheet.rows.iter().skip(self.sheet.top).take(self.sheet.height());
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
        let mut writer = RowWriter::new(buf, area);
        writer.skip(1);
        for (letter, title, is_shown) in self.sheet.formats() {
            if is_shown {
                writer.text(self.theme.style(ThemeRole::Strong), &format!("‹{title}›")).skip(2);
            } else {
                writer.text(key, &letter.to_string()).text(quiet, &format!(" {title}")).skip(2);
            }
        }
        let below = self.sheet.rows.len().saturating_sub(self.sheet.top + self.sheet.height());
        let more = if below > 0 { format!(" {below} more") } else { String::new() };
        let next = if self.sheet.formats().is_empty() { "" } else { " next form" };
        let hints = [
            (self.keys.key_label(Action::Copy), " send"),
            (self.keys.key_label(Action::Brief(BriefAction::UnpinAll)), " back"),
            (self.keys.key_label(Action::Brief(BriefAction::Down)), more.as_str()),
            ("tab".to_owned(), next),
        ];
        for (chord, description) in hints.into_iter().filter(|(_, description)| !description.is_empty()) {
            if text::width(&chord) + description.len() > writer.left() {
                break;
            }
            writer.text(key, &chord).text(quiet, description).skip(2);
        }
    }
}

/// The rows of the screen, from the top, whose text continues in the next row.
pub(super) fn soft_wrapped_rows(sheet: &CopySheet) -> Vec<u16> {
    let shown = sheet.rows.iter().skip(sheet.top).take(sheet.height());
    let rows = shown.enumerate().filter(|(at, row)| row.is_soft_wrapped && at + 1 < sheet.height());
    rows.filter_map(|(at, _)| u16::try_from(at).ok()).collect()
}
