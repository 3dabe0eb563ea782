//! Draws a page of text. It never wraps text.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::OVERLAY_FRAME_ROWS;
use crate::app::overlay::TextPage;
use crate::keys::{Action, BriefAction};
use crate::tui::frame::row_rect;
use crate::tui::pages::render_lines;
use crate::tui::{Screen, overlay_frame};
use crate::view::pluralize;

pub(super) fn render(page: &TextPage, screen: Screen<'_>, area: Rect, buf: &mut Buffer) {
    let body = overlay_frame(page.kind.title(), area, screen.theme, buf);
    let text = Rect { y: body.y + 1, height: area.height.saturating_sub(OVERLAY_FRAME_ROWS), ..body };
    render_lines(&page.lines, page.top, text, screen.theme, buf);
    let below = page.lines.len().saturating_sub(page.top + usize::from(text.height));
    let more = pluralize(below, "more row");
    let back = (Action::Brief(BriefAction::UnpinAll), "back");
    let more = (below > 0).then_some((Action::Brief(BriefAction::Down), more.as_str()));
    screen.render_key_hints([back].into_iter().chain(more), row_rect(area, area.height - 1), buf);
}
