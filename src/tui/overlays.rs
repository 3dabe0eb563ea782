//! Help and the date line.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;
use tui_input::Input;

use super::frame::{Look, Mark, Standing, begin_row, line};
use super::pen::Pen;
use super::sheet;
use crate::app::App;
use crate::app::overlay::{HELP_BELOW, Help, HelpRow, Overlay};
use crate::layout;
use crate::tui::theme::{Role, Theme};
use crate::view;

const SEARCH: &str = "search ";
const DATE: &str = " go to date ";

/// The searchable list of actions.
pub(super) struct HelpList<'a> {
    pub(super) help: &'a Help,
    pub(super) theme: Theme,
}

/// Columns of the keys.
const KEYS: usize = 13;

impl Widget for HelpList<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let style = |role| self.theme.style(role);
        let body = sheet("Every key", area, self.theme, buf);
        Pen::new(buf, body).text(style(Role::Quiet), SEARCH).text(style(Role::Strong), self.help.search.value());
        let list = layout::searched(area, HELP_BELOW);
        let rows = &self.help.rows;
        for (line, (at, row)) in list.rows().zip(rows.rows().iter().enumerate().skip(rows.top())) {
            match row {
                HelpRow::Heading(group) => {
                    Pen::new(buf, line).skip(2).text(style(Role::Strong), group.title());
                }
                HelpRow::Line(of) => self.line(*of, at == rows.at(), line, buf),
            }
        }
        if rows.rows().is_empty() {
            Pen::new(buf, list).text(style(Role::Quiet), "no key does that; backspace widens the search");
        }
        let mut pen = Pen::new(buf, line(area, area.height - 1));
        pen.skip(2).text(style(Role::Key), "enter").text(style(Role::Quiet), " do it   ");
        pen.text(style(Role::Key), "esc").text(style(Role::Quiet), " back   ");
        let legend = [view::legend(), view::SIGNS.to_owned()];
        for (row, told) in (1..).zip(legend) {
            Pen::new(buf, line(area, area.height - 4 + row)).skip(2).text(style(Role::Quiet), &told);
        }
    }
}

impl HelpList<'_> {
    fn line(&self, of: usize, at_cursor: bool, line: Rect, buf: &mut Buffer) {
        let standing = if at_cursor { Standing::Cursor } else { Standing::None };
        let style = |role| self.theme.style(standing.role(role));
        let binding = &self.help.table[of];
        let keys: Vec<String> = binding.chords.iter().map(ToString::to_string).collect();
        let mut pen = begin_row(buf, line, Look { standing, mark: Mark::None }, self.theme);
        pen.column(style(Role::Key), &keys.join("  "), KEYS).skip(1).text(style(Role::Text), binding.does);
    }
}

/// The line in which a date is typed, in place of the footer.
pub(super) struct DateLine<'a> {
    pub(super) line: &'a Input,
    pub(super) fault: Option<&'a str>,
    pub(super) theme: Theme,
}

impl Widget for DateLine<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let line = Rect { y: area.bottom() - 1, height: 1, ..area };
        ratatui::widgets::Clear.render(line, buf);
        let mut pen = Pen::new(buf, line);
        pen.text(self.theme.style(Role::Focus), DATE).text(self.theme.style(Role::Strong), self.line.value()).skip(3);
        match self.fault {
            Some(fault) => pen.text(self.theme.style(Role::Alert), fault),
            None => pen.text(self.theme.style(Role::Quiet), "a year, month or day, such as 2024-09"),
        };
    }
}

/// Where the text cursor stands, while text is typed.
pub(super) fn cursor(app: &App) -> Option<Position> {
    let after = |label: &str, line: &Input, x: u16, y: u16| {
        let offset = u16::try_from(label.len() + line.visual_cursor()).unwrap_or(u16::MAX);
        Some(Position { x: x.saturating_add(offset).min(app.room().width.saturating_sub(1)), y })
    };
    match &app.overlay {
        Some(Overlay::Help(help)) => after(SEARCH, &help.search, 2, 1),
        Some(Overlay::Date { line, .. }) => after(DATE, line, 0, app.room().height.saturating_sub(1)),
        Some(Overlay::LookUp(look)) => super::lookup::cursor(look, app.room()),
        None if app.at_list => after(super::library::FILTER, &app.library.as_ref()?.filter, 1, 1),
        Some(Overlay::Cards(list)) => after(super::stage::SEARCH, &list.filter, 2, 1),
        Some(Overlay::Page(_) | Overlay::Passage(_) | Overlay::Copy(_) | Overlay::Case(_) | Overlay::Audience(_))
        | None => None,
    }
}
