//! Citations on a screen of their own, to be selected by hand. It never draws anything next to the text.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget as _};

use crate::app::overlay::CopySheet;
use crate::keys::{Action, BriefAction};
use crate::text;
use crate::tui::frame::row_rect;
use crate::tui::row_writer::RowWriter;
use crate::tui::theme::ThemeRole;
use crate::tui::{Screen, bars};

/// Draws the text over the full width, and a footer.
pub(super) fn render(sheet: &CopySheet, screen: Screen<'_>, area: Rect, buf: &mut Buffer) {
    Clear.render(area, buf);
    let style = screen.theme.style(ThemeRole::Text);
    for (line, row) in area.rows().zip(sheet.rows.iter().skip(sheet.top).take(sheet.height())) {
        buf.set_stringn(line.x, line.y, &row.text, usize::from(line.width), style);
    }
    let last = row_rect(area, area.height - 1);
    match &screen.app.notice {
        Some(notice) => bars::render_notice(notice, last, screen.theme, buf),
        None => render_footer(sheet, screen, last, buf),
    }
}

fn render_footer(sheet: &CopySheet, screen: Screen<'_>, area: Rect, buf: &mut Buffer) {
    let (key, quiet) = (screen.theme.style(ThemeRole::Key), screen.theme.style(ThemeRole::Quiet));
    let mut writer = RowWriter::new(buf, area);
    writer.skip(1);
    for (letter, title, is_shown) in sheet.formats() {
        if is_shown {
            writer.text(screen.theme.style(ThemeRole::Strong), &format!("‹{title}›")).skip(2);
        } else {
            writer.text(key, &letter.to_string()).text(quiet, &format!(" {title}")).skip(2);
        }
    }
    let below = sheet.rows.len().saturating_sub(sheet.top + sheet.height());
    let more = if below > 0 { format!(" {below} more") } else { String::new() };
    let next = if sheet.formats().is_empty() { "" } else { " next form" };
    let keys = &screen.app.keys;
    let hints = [
        (keys.key_label(Action::Copy), " send"),
        (keys.key_label(Action::Brief(BriefAction::UnpinAll)), " back"),
        (keys.key_label(Action::Brief(BriefAction::Down)), more.as_str()),
        ("tab".to_owned(), next),
    ];
    for (chord, description) in hints.into_iter().filter(|(_, description)| !description.is_empty()) {
        if text::width(&chord) + description.len() > writer.left() {
            break;
        }
        writer.text(key, &chord).text(quiet, description).skip(2);
    }
}

/// The rows of the screen, from the top, whose text continues in the next row.
pub(in crate::tui) fn soft_wrapped_rows(sheet: &CopySheet) -> Vec<u16> {
    let shown = sheet.rows.iter().skip(sheet.top).take(sheet.height());
    let rows = shown.enumerate().filter(|(at, row)| row.is_soft_wrapped && at + 1 < sheet.height());
    rows.filter_map(|(at, _)| u16::try_from(at).ok()).collect()
}
