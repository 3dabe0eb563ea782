//! Draws the help. It never handles a key.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{render_search, visible_rows};
use crate::app::overlay::{HELP_BELOW, Help, HelpRow};
use crate::layout;
use crate::tui::frame::{RowMark, RowPrefix, begin_row, row_rect};
use crate::tui::row_writer::RowWriter;
use crate::tui::theme::ThemeRole;
use crate::tui::{Screen, overlay_frame};
use crate::view::{self, EXAMPLE_BRIEF};

/// Width of the column of keys, in columns.
const KEYS_WIDTH: usize = 13;

pub(super) fn render(help: &Help, screen: Screen<'_>, area: Rect, buf: &mut Buffer) {
    let style = |role| screen.theme.style(role);
    let body = overlay_frame(&format!("Every key · {EXAMPLE_BRIEF}"), area, screen.theme, buf);
    render_search(&help.search, screen.theme, body, buf);
    let list = layout::list_area(area, HELP_BELOW);
    for (line, state, row) in visible_rows(&help.rows, list) {
        match row {
            HelpRow::Heading(group) => {
                RowWriter::new(buf, line).skip(2).text(style(ThemeRole::Strong), group.title());
            }
            HelpRow::Line(index) => {
                let binding = &help.table[index];
                let keys: Vec<String> = binding.chords.iter().map(ToString::to_string).collect();
                begin_row(buf, line, RowPrefix { state, mark: RowMark::None }, screen.theme)
                    .column(style(state.role(ThemeRole::Key)), &keys.join("  "), KEYS_WIDTH)
                    .skip(1)
                    .text(style(state.role(ThemeRole::Text)), binding.description);
            }
        }
    }
    if help.rows.rows().is_empty() {
        RowWriter::new(buf, list).text(style(ThemeRole::Quiet), "no key does that; backspace widens the search");
    }
    for (row, text) in (area.height - 3..).zip([view::position_legend(), view::SIGN_LEGEND.to_owned()]) {
        RowWriter::new(buf, row_rect(area, row)).skip(2).text(style(ThemeRole::Quiet), &text);
    }
    screen.render_hints(&[("enter", "do it"), ("esc", "back")], row_rect(area, area.height - 1), buf);
}
