//! The pane of the stance matrix: actors by issues, with a glyph and a word in each cell. It never computes a stance.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::PaneContext;
use super::frame::{RowState, begin_bar, count_label, row_rect};
use super::row_writer::RowWriter;
use crate::app::BriefItem;
use crate::layout::{self, MATRIX_HEADING, MatrixGrid, Pane, below_title};
use crate::model::StancePosition;
use crate::model::{Actor, Issue, Ix};
use crate::text;
use crate::tui::theme::ThemeRole;
use crate::view;

/// The pane of stances, the latest or as of a day.
pub(super) struct StancesWidget<'a>(pub(super) PaneContext<'a>);

impl Widget for StancesWidget<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Self(view) = self;
        let stances = &view.reader.panes.stances;
        let body = below_title(area);
        let grid = layout::matrix_grid(body.width, stances.issues.len());
        let heading = u16::try_from(MATRIX_HEADING).unwrap_or(0).min(body.height);
        let rows = Rect { y: body.y + heading, height: body.height - heading, ..body };
        let counted = count_label(&stances.rows, view.reader.matrix.actors().len(), rows);
        view.render_title(Pane::Stances, counted, &self.title_note(grid), area, buf);
        self.render_heading(grid, body, buf);
        for (line, (at, actor)) in rows.rows().zip(stances.rows.rows().iter().enumerate().skip(stances.rows.top())) {
            let on_row = at == stances.rows.at() && !stances.on_heading;
            self.render_row(*actor, on_row, grid, line, buf);
        }
    }
}

impl StancesWidget<'_> {
    /// The date of the matrix, and which issues are visible when not all are.
    fn title_note(&self, grid: MatrixGrid) -> String {
        let reader = self.0.reader;
        let when = format!("· {}", reader.as_of.describe().trim_start_matches("the "));
        let stances = &reader.panes.stances;
        let (left, all) = (stances.left, stances.issues.len());
        if grid.columns >= all {
            return when;
        }
        let before = if left > 0 { "‹ " } else { "" };
        let after = if left + grid.columns < all { " ›" } else { "" };
        format!("{when} · {before}issues {}–{} of {all}{after}", left + 1, (left + grid.columns).min(all))
    }

    fn shown_issues(&self, grid: MatrixGrid) -> impl Iterator<Item = (usize, Ix<Issue>)> {
        let stances = &self.0.reader.panes.stances;
        stances.issues.iter().copied().enumerate().skip(stances.left).take(grid.columns)
    }

    /// Draws the labels of the issues on two rows; a short label uses the lower one.
    fn render_heading(&self, grid: MatrixGrid, body: Rect, buf: &mut Buffer) {
        let Self(view) = self;
        let stances = &view.reader.panes.stances;
        let width = usize::from(grid.cell).saturating_sub(1);
        let mut x = body.x + grid.name;
        for (column, issue) in self.shown_issues(grid) {
            let label = text::clean(&view.reader.facts.brief.issues[issue].label).into_owned();
            let lines = textwrap::wrap(&label, width.max(1));
            let at_cursor = stances.on_heading && column == stances.column;
            let state = view.row_state(Pane::Stances, at_cursor, false);
            let pinned = view.reader.pins.has(BriefItem::Issue(issue));
            let in_column = column == stances.column && view.reader.selected_pane() == Pane::Stances;
            let role = match (state, pinned, in_column) {
                (RowState::Cursor, ..) => ThemeRole::Cursor,
                (_, true, _) => ThemeRole::Pin,
                (_, false, true) => ThemeRole::Focus,
                (RowState::CursorAway | RowState::Linked | RowState::None, false, false) => ThemeRole::Quiet,
            };
            let free = MATRIX_HEADING.saturating_sub(lines.len());
            for (at, words) in lines.iter().take(MATRIX_HEADING).enumerate() {
                let row = u16::try_from(free + at).unwrap_or(0);
                let cell = Rect { x, width: grid.cell.min(body.right().saturating_sub(x)), ..body };
                RowWriter::new(buf, row_rect(cell, row)).column(view.theme.style(role), words, width);
            }
            x += grid.cell;
        }
    }

    fn render_row(&self, actor: Ix<Actor>, on_row: bool, grid: MatrixGrid, line: Rect, buf: &mut Buffer) {
        let Self(view) = self;
        let reader = view.reader;
        let is_selected = reader.selected_pane() == Pane::Stances;
        let state = match (on_row && is_selected, !is_selected && reader.linked.has_row(actor)) {
            (true, _) => RowState::CursorAway,
            (false, true) => RowState::Linked,
            (false, false) => RowState::None,
        };
        let mut writer = begin_bar(buf, line, state, view.theme);
        let name = view::short_name(&reader.facts.brief, actor);
        writer
            .column(view.theme.style(state.role(ThemeRole::Text)), name, usize::from(grid.name).saturating_sub(2))
            .skip(1);
        for (column, issue) in self.shown_issues(grid) {
            let at_cursor = on_row && column == reader.panes.stances.column;
            self.render_cell(actor, issue, at_cursor, usize::from(grid.cell), &mut writer);
        }
    }

    fn render_cell(
        &self,
        actor: Ix<Actor>,
        issue: Ix<Issue>,
        at_cursor: bool,
        width: usize,
        writer: &mut RowWriter<'_>,
    ) {
        let Self(view) = self;
        let reader = view.reader;
        let state = view.row_state(Pane::Stances, at_cursor, reader.linked.has_cell(actor, issue));
        let Some(cell) = reader.matrix.cell(actor, issue) else {
            writer.column(view.theme.style(state.role(ThemeRole::Quiet)), &view::SILENT.to_string(), width - 1).skip(1);
            return;
        };
        let base = view.theme.style(state.role(ThemeRole::Stance(cell.position)));
        let style = match state {
            RowState::Linked | RowState::CursorAway => base.patch(view.theme.style(ThemeRole::Linked)),
            RowState::Cursor | RowState::None => base,
        };
        let word = format!("{} {}", view::glyph(cell.position), view::position_short(cell.position));
        let pinned = if reader.pins.has(BriefItem::Cell(actor, issue)) { "◆" } else { "" };
        let is_disputed =
            cell.position == StancePosition::Mixed || reader.facts.flags.took_both_sides(actor, issue, cell);
        let alert = if is_disputed { "!" } else { "" };
        let arrow = reader
            .facts
            .flags
            .cell_shift(actor, issue, cell)
            .map(|arrow| view::arrow(arrow).to_string())
            .unwrap_or_default();
        let flags = format!("{arrow}{alert}{pinned}");
        let room = width - 1;
        let count = cell.proofs(&reader.facts.brief, issue).count();
        // When not everything fits, the gap is left out first, then the number of statements; position and flags are always shown.
        let gap = if flags.is_empty() { "" } else { " " };
        let candidates =
            [format!("{word} {count}{gap}{flags}"), format!("{word} {count}{flags}"), format!("{word}{gap}{flags}")];
        let fitting = candidates.iter().find(|text| text::width(text) <= room);
        let text = fitting.cloned().unwrap_or_else(|| format!("{word}{flags}"));
        writer.column(style, &text, room).skip(1);
    }
}
