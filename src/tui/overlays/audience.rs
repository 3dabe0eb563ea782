//! Draws the question about the audience. It covers the whole screen, so that nothing of the brief is visible.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::presentation::AudienceChoice;
use crate::layout;
use crate::model::Tlp;
use crate::tui::frame::{RowMark, RowPrefix, RowState, begin_row, row_rect};
use crate::tui::row_writer::RowWriter;
use crate::tui::theme::ThemeRole;
use crate::tui::{Screen, bars, overlay_frame};

pub(super) fn render(choice: &AudienceChoice, screen: Screen<'_>, area: Rect, buf: &mut Buffer) {
    let theme = screen.theme;
    let style = |role| theme.style(role);
    let body = overlay_frame("Present", area, theme, buf);
    let labels = layout::audience_area(area);
    let row = |at: u16| Rect { y: labels.y.saturating_sub(3 - at), height: 1, ..body }.intersection(body);
    RowWriter::new(buf, row(0)).text(style(ThemeRole::Strong), "Who is in the room?");
    RowWriter::new(buf, row(1))
        .text(style(ThemeRole::Quiet), "What is marked above it, and every note, is left out. RED shows all else.");
    for ((at, label), row) in Tlp::ALL.iter().enumerate().zip(0..) {
        let state = if at == choice.at { RowState::Cursor } else { RowState::None };
        begin_row(buf, row_rect(labels, row), RowPrefix { state, mark: RowMark::None }, theme)
            .column(style(state.role(ThemeRole::Strong)), label.word(), 18)
            .text(style(state.role(ThemeRole::Text)), label.meaning());
    }
    let footer = row_rect(area, area.height - 1);
    match &screen.app.notice {
        Some(notice) => bars::render_notice(notice, footer, theme, buf),
        None => screen.render_hints(&[("↓ ↑", "choose"), ("enter", "present"), ("esc", "back")], footer, buf),
    }
}
