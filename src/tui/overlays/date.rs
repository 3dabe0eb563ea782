//! Draws the line for a date, in place of the footer. It never reads the date.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget as _};

use crate::app::overlay::DateField;
use crate::tui::row_writer::RowWriter;
use crate::tui::theme::{Theme, ThemeRole};

/// The text before the line.
pub(super) const LABEL: &str = " go to date ";

pub(super) fn render(field: &DateField, theme: Theme, area: Rect, buf: &mut Buffer) {
    let line = Rect { y: area.bottom() - 1, height: 1, ..area };
    Clear.render(line, buf);
    let mut writer = RowWriter::new(buf, line);
    writer.text(theme.style(ThemeRole::Focus), LABEL).text(theme.style(ThemeRole::Strong), field.line.value()).skip(3);
    match &field.fault {
        Some(fault) => writer.text(theme.style(ThemeRole::Alert), fault),
        None => writer.text(theme.style(ThemeRole::Quiet), "a year, month or day, such as 2024-09"),
    };
}
