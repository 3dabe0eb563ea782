//! Draws the list of the cards of a presentation. It never filters it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{render_search, visible_rows};
use crate::app::presentation::{CARDS_BELOW, CardList, Presentation};
use crate::layout;
use crate::tui::frame::{RowMark, RowPrefix, begin_row, row_rect};
use crate::tui::row_writer::RowWriter;
use crate::tui::theme::ThemeRole;
use crate::tui::{Screen, overlay_frame};

/// Widths of the columns of number and section, in columns.
const NUMBER_WIDTH: usize = 4;
const SECTION_WIDTH: usize = 15;

pub(super) fn render(list: &CardList, screen: Screen<'_>, area: Rect, buf: &mut Buffer) {
    let Some(presentation) = &screen.app.presentation else { return };
    let body = overlay_frame("Cards", area, screen.theme, buf);
    render_search(&list.filter, screen.theme, body, buf);
    let rows = layout::list_area(area, CARDS_BELOW);
    for (line, state, index) in visible_rows(&list.rows, rows) {
        let mark = if index == presentation.at { RowMark::Starred } else { RowMark::None };
        let mut writer = begin_row(buf, line, RowPrefix { state, mark }, screen.theme);
        render_card(presentation, index, |role| screen.theme.style(state.role(role)), &mut writer);
    }
    let quiet = screen.theme.style(ThemeRole::Quiet);
    let shown = list.rows.rows().len();
    if shown == 0 {
        RowWriter::new(buf, rows).text(quiet, "no card says that; backspace widens the search");
    }
    let footer = row_rect(area, area.height - 1);
    screen.render_hints(&[("enter", "go there"), ("esc", "back")], footer, buf);
    RowWriter::new(buf, footer).at_end(quiet, &format!("{shown} of {} ", presentation.deck.cards.len()));
}

fn render_card(
    presentation: &Presentation,
    index: usize,
    style: impl Fn(ThemeRole) -> Style,
    writer: &mut RowWriter<'_>,
) {
    let card = &presentation.deck.cards[index];
    let section = card.section_word();
    let quiet = style(ThemeRole::Quiet);
    writer
        .column(quiet, &format!("{:>3}", index + 1), NUMBER_WIDTH)
        .skip(1)
        .column(quiet, section, SECTION_WIDTH)
        .skip(1);
    let part = if card.part.total > 1 { format!(" {}/{} ", card.part.number, card.part.total) } else { String::new() };
    writer.at_end(quiet, &part).text(style(ThemeRole::Text), &card.title);
}
