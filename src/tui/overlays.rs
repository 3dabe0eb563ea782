//! Draws the help, the date line, and the text cursor. It never handles a key.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;
use tui_input::Input;

use super::frame::{RowMark, RowPrefix, RowState, begin_row, row_rect};
use super::overlay_frame;
use super::row_writer::RowWriter;
use crate::app::App;
use crate::app::overlay::{HELP_BELOW, Help, HelpRow, Overlay};
use crate::layout;
use crate::tui::theme::{Theme, ThemeRole};
use crate::view;

const SEARCH: &str = "search ";
const DATE: &str = " go to date ";

/// The searchable list of actions.
pub(super) struct HelpWidget<'a> {
    pub(super) help: &'a Help,
    pub(super) theme: Theme,
}

/// Width of the column of keys, in columns.
const KEYS_WIDTH: usize = 13;

impl Widget for HelpWidget<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let style = |role| self.theme.style(role);
        let body = overlay_frame("Every key", area, self.theme, buf);
        RowWriter::new(buf, body)
            .text(style(ThemeRole::Quiet), SEARCH)
            .text(style(ThemeRole::Strong), self.help.search.value());
        let list = layout::list_area(area, HELP_BELOW);
        let rows = &self.help.rows;
        for (line, (at, row)) in list.rows().zip(rows.rows().iter().enumerate().skip(rows.top())) {
            match row {
                HelpRow::Heading(group) => {
                    RowWriter::new(buf, line).skip(2).text(style(ThemeRole::Strong), group.title());
                }
                HelpRow::Line(index) => self.render_action(*index, at == rows.at(), line, buf),
            }
        }
        if rows.rows().is_empty() {
            RowWriter::new(buf, list).text(style(ThemeRole::Quiet), "no key does that; backspace widens the search");
        }
        let mut writer = RowWriter::new(buf, row_rect(area, area.height - 1));
        writer.skip(2).text(style(ThemeRole::Key), "enter").text(style(ThemeRole::Quiet), " do it   ");
        writer.text(style(ThemeRole::Key), "esc").text(style(ThemeRole::Quiet), " back   ");
        let legend = [view::position_legend(), view::SIGN_LEGEND.to_owned()];
        for (row, text) in (1..).zip(legend) {
            RowWriter::new(buf, row_rect(area, area.height - 4 + row)).skip(2).text(style(ThemeRole::Quiet), &text);
        }
    }
}

impl HelpWidget<'_> {
    fn render_action(&self, index: usize, at_cursor: bool, line: Rect, buf: &mut Buffer) {
        let state = if at_cursor { RowState::Cursor } else { RowState::None };
        let style = |role| self.theme.style(state.role(role));
        let binding = &self.help.table[index];
        let keys: Vec<String> = binding.chords.iter().map(ToString::to_string).collect();
        let mut writer = begin_row(buf, line, RowPrefix { state, mark: RowMark::None }, self.theme);
        writer
            .column(style(ThemeRole::Key), &keys.join("  "), KEYS_WIDTH)
            .skip(1)
            .text(style(ThemeRole::Text), binding.description);
    }
}

/// The input line for a date, in place of the footer.
pub(super) struct DateLine<'a> {
    pub(super) line: &'a Input,
    pub(super) fault: Option<&'a str>,
    pub(super) theme: Theme,
}

impl Widget for DateLine<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let line = Rect { y: area.bottom() - 1, height: 1, ..area };
        ratatui::widgets::Clear.render(line, buf);
        let mut writer = RowWriter::new(buf, line);
        writer
            .text(self.theme.style(ThemeRole::Focus), DATE)
            .text(self.theme.style(ThemeRole::Strong), self.line.value())
            .skip(3);
        match self.fault {
            Some(fault) => writer.text(self.theme.style(ThemeRole::Alert), fault),
            None => writer.text(self.theme.style(ThemeRole::Quiet), "a year, month or day, such as 2024-09"),
        };
    }
}

/// The position of the text cursor. Returns `None` when no text field has the focus.
pub(super) fn cursor(app: &App) -> Option<Position> {
    let after = |label: &str, line: &Input, x: u16, y: u16| {
        let offset = u16::try_from(label.len() + line.visual_cursor()).unwrap_or(u16::MAX);
        Some(Position { x: x.saturating_add(offset).min(app.content_size().width.saturating_sub(1)), y })
    };
    match &app.overlay {
        Some(Overlay::Help(help)) => after(SEARCH, &help.search, 2, 1),
        Some(Overlay::Date { line, .. }) => after(DATE, line, 0, app.content_size().height.saturating_sub(1)),
        Some(Overlay::LookUp(look_up)) => super::lookup::cursor(look_up, app.content_size()),
        None if app.at_list => after(super::library::FILTER, &app.library.as_ref()?.filter, 1, 1),
        Some(Overlay::Cards(list)) => after(super::presentation::SEARCH, &list.filter, 2, 1),
        Some(Overlay::Page(_) | Overlay::Article(_) | Overlay::Copy(_) | Overlay::Case(_) | Overlay::Audience(_))
        | None => None,
    }
}
