//! The matrix: actors by issues, each cell a glyph and a word.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::View;
use super::frame::{Standing, begin_bar, count, line};
use super::pen::Pen;
use crate::analysis::Position;
use crate::app::Item;
use crate::layout::{self, MATRIX_HEADING, MatrixGrid, Pane, below_title};
use crate::model::{Actor, Issue, Ix};
use crate::text;
use crate::tui::theme::Role;
use crate::view;

/// Stances, as of the latest or of a day.
pub(super) struct Stances<'a>(pub(super) View<'a>);

impl Widget for Stances<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Self(view) = self;
        let stances = &view.reader.panes.stances;
        let body = below_title(area);
        let grid = layout::matrix_grid(body.width, stances.issues.len());
        let heading = u16::try_from(MATRIX_HEADING).unwrap_or(0).min(body.height);
        let rows = Rect { y: body.y + heading, height: body.height - heading, ..body };
        let counted = count(&stances.rows, view.reader.matrix.actors().len(), rows);
        view.title(Pane::Stances, counted, &self.aside(grid), area, buf);
        self.heading(grid, body, buf);
        for (line, (at, actor)) in rows.rows().zip(stances.rows.rows().iter().enumerate().skip(stances.rows.top())) {
            let on_row = at == stances.rows.at() && !stances.on_heading;
            self.row(*actor, on_row, grid, line, buf);
        }
    }
}

impl Stances<'_> {
    /// Of when the matrix is, and whether there are more issues on either side.
    fn aside(&self, grid: MatrixGrid) -> String {
        let reader = self.0.reader;
        let when = format!("· {}", reader.as_of.in_words().trim_start_matches("the "));
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

    /// The labels of the issues, on two lines, set on the lower one where one is enough.
    fn heading(&self, grid: MatrixGrid, body: Rect, buf: &mut Buffer) {
        let Self(view) = self;
        let stances = &view.reader.panes.stances;
        let width = usize::from(grid.cell).saturating_sub(1);
        let mut x = body.x + grid.name;
        for (column, issue) in self.shown_issues(grid) {
            let label = text::clean(&view.reader.brief.issues[issue].label).into_owned();
            let lines = textwrap::wrap(&label, width.max(1));
            let at_cursor = stances.on_heading && column == stances.column;
            let standing = view.standing(Pane::Stances, at_cursor, false);
            let pinned = view.reader.pins.has(Item::Issue(issue));
            let in_column = column == stances.column && view.reader.subject_pane() == Pane::Stances;
            let role = match (standing, pinned, in_column) {
                (Standing::Cursor, ..) => Role::Cursor,
                (_, true, _) => Role::Pin,
                (_, false, true) => Role::Focus,
                (Standing::CursorAway | Standing::Linked | Standing::None, false, false) => Role::Quiet,
            };
            let free = MATRIX_HEADING.saturating_sub(lines.len());
            for (at, words) in lines.iter().take(MATRIX_HEADING).enumerate() {
                let row = u16::try_from(free + at).unwrap_or(0);
                let cell = Rect { x, width: grid.cell.min(body.right().saturating_sub(x)), ..body };
                Pen::new(buf, line(cell, row)).column(view.theme.style(role), words, width);
            }
            x += grid.cell;
        }
    }

    fn row(&self, actor: Ix<Actor>, on_row: bool, grid: MatrixGrid, line: Rect, buf: &mut Buffer) {
        let Self(view) = self;
        let reader = view.reader;
        let leads = reader.subject_pane() == Pane::Stances;
        let standing = match (on_row && leads, !leads && reader.linked.has_row(actor)) {
            (true, _) => Standing::CursorAway,
            (false, true) => Standing::Linked,
            (false, false) => Standing::None,
        };
        let mut pen = begin_bar(buf, line, standing, view.theme);
        let name = view::short(&reader.brief, actor);
        pen.column(view.theme.style(standing.role(Role::Text)), name, usize::from(grid.name).saturating_sub(2)).skip(1);
        for (column, issue) in self.shown_issues(grid) {
            let at_cursor = on_row && column == reader.panes.stances.column;
            self.cell(actor, issue, at_cursor, usize::from(grid.cell), &mut pen);
        }
    }

    fn cell(&self, actor: Ix<Actor>, issue: Ix<Issue>, at_cursor: bool, width: usize, pen: &mut Pen<'_>) {
        let Self(view) = self;
        let reader = view.reader;
        let standing = view.standing(Pane::Stances, at_cursor, reader.linked.has_cell(actor, issue));
        let Some(cell) = reader.matrix.cell(actor, issue) else {
            pen.column(view.theme.style(standing.role(Role::Quiet)), &view::SILENT.to_string(), width - 1).skip(1);
            return;
        };
        let base = view.theme.style(standing.role(Role::Stance(cell.position)));
        let weighty = match standing {
            Standing::Linked | Standing::CursorAway => base.patch(view.theme.style(Role::Linked)),
            Standing::Cursor | Standing::None => base,
        };
        let word = format!("{} {}", view::glyph(cell.position), view::position_short(cell.position));
        let pinned = if reader.pins.has(Item::Cell(actor, issue)) { "◆" } else { "" };
        let wrong = cell.position == Position::Mixed || reader.flags.took_both_sides(actor, issue, cell);
        let alert = if wrong { "!" } else { "" };
        let turn =
            reader.flags.cell_turn(actor, issue, cell).map(|turn| view::arrow(turn).to_string()).unwrap_or_default();
        let flags = format!("{turn}{alert}{pinned}");
        // Position and flags always; the number of statements where there is room for it too.
        let room = width - 1;
        let number = cell.proofs(&reader.brief, issue).count();
        // Air goes first where there is no room for all, then the number; position and flags never.
        let gap = if flags.is_empty() { "" } else { " " };
        let tellings =
            [format!("{word} {number}{gap}{flags}"), format!("{word} {number}{flags}"), format!("{word}{gap}{flags}")];
        let fitting = tellings.iter().find(|told| text::width(told) <= room);
        let told = fitting.cloned().unwrap_or_else(|| format!("{word}{flags}"));
        pen.column(weighty, &told, room).skip(1);
    }
}
