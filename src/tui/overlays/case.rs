//! Draws a contradiction or a shift: its sides, the bar at the current record, and the footer. It never lays out text.

use std::slice;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::cases::CaseView;
use crate::keys::{Action, BriefAction};
use crate::layout;
use crate::tui::frame::row_rect;
use crate::tui::pages::render_lines;
use crate::tui::row_writer::RowWriter;
use crate::tui::theme::ThemeRole;
use crate::tui::{Screen, bars, overlay_frame};
use crate::view::pluralize;

/// Draws the rows of a case, as laid out by the app.
pub(super) fn render(view: &CaseView, screen: Screen<'_>, area: Rect, buf: &mut Buffer) {
    overlay_frame(&view.title(), area, screen.theme, buf);
    for (screen_row, at) in layout::text_area(area).rows().zip(view.window()) {
        for cell in &view.sheet.rows[at] {
            let within = part_of(screen_row, cell.column, cell.width);
            render_lines(slice::from_ref(&cell.line), 0, within, screen.theme, buf);
        }
        if let Some(entry) = view.entry().filter(|entry| entry.rows.contains(&at)) {
            let bar = part_of(screen_row, entry.column, 1);
            RowWriter::new(buf, bar).text(screen.theme.style(ThemeRole::Bar), "▌");
        }
    }
    let last = row_rect(area, area.height - 1);
    match &screen.app.notice {
        Some(notice) => bars::render_notice(notice, last, screen.theme, buf),
        None => render_footer(view, screen, last, buf),
    }
}

/// The columns of a row from `column` on.
fn part_of(row: Rect, column: usize, width: usize) -> Rect {
    let columns = |columns: usize| u16::try_from(columns).unwrap_or(u16::MAX);
    Rect { x: row.x.saturating_add(columns(column)), width: columns(width), ..row }.intersection(row)
}

fn render_footer(view: &CaseView, screen: Screen<'_>, area: Rect, buf: &mut Buffer) {
    let below = view.sheet.rows.len() - view.window().end;
    let more = pluralize(below, "more row");
    let first = [(Action::Brief(BriefAction::UnpinAll), "back")].into_iter();
    let more = (below > 0).then_some((Action::Brief(BriefAction::Down), more.as_str()));
    let hints = [
        (Action::Brief(BriefAction::NextHit), "next"),
        (Action::Brief(BriefAction::NextPane), "other side"),
        (Action::Brief(BriefAction::Go), "go there"),
        (Action::Copy, "send citations"),
        (Action::Brief(BriefAction::PreviousHit), "the one before"),
    ];
    screen.render_key_hints(first.chain(more).chain(hints), area, buf);
}
