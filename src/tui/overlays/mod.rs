//! Draws the overlays, one file each, and tells where the text cursor is. It never handles a key.

mod article;
mod audience;
mod card_list;
mod case;
mod coding;
mod coding_form;
mod copy_sheet;
mod date;
mod help;
mod look_up;
mod page;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use tui_input::Input;

use super::Screen;
use super::frame::RowState;
use super::row_writer::RowWriter;
use crate::app::App;
use crate::app::list::{ListRow, ScrollList};
use crate::app::overlay::Overlay;
use crate::keys::Action;
use crate::text;
use crate::tui::theme::{Theme, ThemeRole};

pub(super) use copy_sheet::soft_wrapped_rows;

/// The text before the search line of a list.
const SEARCH: &str = "search ";

/// Draws the open overlay.
pub(super) fn render(screen: Screen<'_>, area: Rect, buf: &mut Buffer) {
    match &screen.app.overlay {
        Some(Overlay::Help(help)) => help::render(help, screen, area, buf),
        Some(Overlay::Case(view)) => case::render(view, screen, area, buf),
        Some(Overlay::Page(page)) => page::render(page, screen, area, buf),
        Some(Overlay::Article(article)) => article::render(article, screen, area, buf),
        Some(Overlay::Copy(sheet)) => copy_sheet::render(sheet, screen, area, buf),
        Some(Overlay::Audience(choice)) => audience::render(choice, screen, area, buf),
        Some(Overlay::Cards(list)) => card_list::render(list, screen, area, buf),
        Some(Overlay::Date(field)) => date::render(field, screen.theme, area, buf),
        Some(Overlay::LookUp(look_up)) => look_up::render(look_up, screen, area, buf),
        Some(Overlay::Coding(view)) => coding::render(view, screen, area, buf),
        None => {}
    }
}

/// The position of the text cursor. Returns `None` when no text field has the focus.
pub(super) fn cursor(app: &App) -> Option<Position> {
    let size = app.content_size();
    let after = |label: &str, line: &Input, x: u16, y: u16| {
        let offset = u16::try_from(label.len() + line.visual_cursor()).unwrap_or(u16::MAX);
        Some(Position { x: x.saturating_add(offset).min(size.width.saturating_sub(1)), y })
    };
    match &app.overlay {
        Some(Overlay::Help(help)) => after(SEARCH, &help.search, 2, 1),
        Some(Overlay::Cards(list)) => after(SEARCH, &list.filter, 2, 1),
        Some(Overlay::Date(field)) => after(date::LABEL, &field.line, 0, size.height.saturating_sub(1)),
        Some(Overlay::LookUp(look_up)) => look_up::cursor(look_up, size),
        Some(Overlay::Coding(view)) => coding_form::cursor(view, size),
        Some(Overlay::Page(_) | Overlay::Article(_) | Overlay::Copy(_) | Overlay::Case(_) | Overlay::Audience(_)) => {
            None
        }
        None if app.at_list => after(super::library::FILTER, &app.library.as_ref()?.filter, 1, 1),
        None => None,
    }
}

impl Screen<'_> {
    /// Draws keys with a word each, the most important first. Those that do not fit are left out.
    fn render_hints(self, hints: &[(&str, &str)], area: Rect, buf: &mut Buffer) {
        let mut writer = RowWriter::new(buf, area);
        writer.skip(2);
        for (key, word) in hints {
            if text::width(key) + text::width(word) + 1 > writer.left() {
                break;
            }
            writer.text(self.theme.style(ThemeRole::Key), key).skip(1);
            writer.text(self.theme.style(ThemeRole::Quiet), word).skip(3);
        }
    }

    /// Draws the user's keys of actions with a word each.
    fn render_key_hints<'a>(self, hints: impl IntoIterator<Item = (Action, &'a str)>, area: Rect, buf: &mut Buffer) {
        let hints: Vec<(String, &str)> =
            hints.into_iter().map(|(action, word)| (self.app.keys.key_label(action), word)).collect();
        let hints: Vec<(&str, &str)> = hints.iter().map(|(key, word)| (key.as_str(), *word)).collect();
        self.render_hints(&hints, area, buf);
    }
}

fn render_search(line: &Input, theme: Theme, area: Rect, buf: &mut Buffer) {
    RowWriter::new(buf, area)
        .text(theme.style(ThemeRole::Quiet), SEARCH)
        .text(theme.style(ThemeRole::Strong), line.value());
}

/// The rows of a list that are on the screen, each with its area and its relation to the cursor.
fn visible_rows<T: ListRow>(list: &ScrollList<T>, area: Rect) -> impl Iterator<Item = (Rect, RowState, T)> {
    let rows = list.rows().iter().copied().enumerate().skip(list.top());
    area.rows()
        .zip(rows)
        .map(|(line, (at, row))| (line, if at == list.at() { RowState::Cursor } else { RowState::None }, row))
}
