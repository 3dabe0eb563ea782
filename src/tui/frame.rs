//! What every pane has: a title in a line, a bar before rows, the ground of the cursor.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::row_writer::RowWriter;
use crate::app::list::{ListRow, ScrollList};
use crate::layout::Pane;
use crate::tui::theme::{Theme, ThemeRole};

/// How a row stands to the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowState {
    /// Under the cursor.
    Cursor,
    /// Under the cursor of the pane that Detail tells of, while the keys go to Detail.
    CursorAway,
    /// Linked to the item under the cursor.
    Linked,
    None,
}

impl RowState {
    /// The role of a row's text, where `usual` is its role without a standing.
    pub(super) const fn role(self, usual: ThemeRole) -> ThemeRole {
        match (self, usual) {
            (Self::Cursor, _) => ThemeRole::Cursor,
            (Self::CursorAway, _) => ThemeRole::CursorAway,
            (Self::Linked, ThemeRole::Text) => ThemeRole::Linked,
            (Self::Linked | Self::None, usual) => usual,
        }
    }
}

/// The title of a pane and its line.
#[derive(Debug)]
pub(super) struct PaneTitle<'a> {
    pub(super) pane: Pane,
    pub(super) focused: bool,
    /// Whether a line of tabs names the pane already.
    pub(super) tabbed: bool,
    /// `19`, or `3 of 19` where pins hide some.
    pub(super) count: String,
    /// What else the title tells, such as of when the matrix is.
    pub(super) aside: &'a str,
}

impl PaneTitle<'_> {
    /// Draws the title in the first row of `area`; returns the row's pen, whose line is still to be filled.
    pub(super) fn render_title<'b>(&self, area: Rect, buf: &'b mut Buffer, theme: Theme) -> RowWriter<'b> {
        let role = if self.focused { ThemeRole::Focus } else { ThemeRole::Strong };
        let mut pen = RowWriter::new(buf, area);
        if self.tabbed {
            pen.skip(1);
        } else {
            pen.text(
                theme.style(if self.focused { ThemeRole::Focus } else { ThemeRole::Quiet }),
                &self.pane.digit().to_string(),
            )
            .skip(1);
            pen.text(theme.style(role), self.pane.title()).skip(1);
        }
        if !self.count.is_empty() {
            pen.text(theme.style(ThemeRole::Quiet), &self.count).skip(1);
        }
        if !self.aside.is_empty() {
            pen.text(theme.style(ThemeRole::Quiet), self.aside).skip(1);
        }
        pen
    }

    /// Fills the rest of the title's row with its line.
    pub(super) fn fill_rule(&self, pen: &mut RowWriter<'_>, theme: Theme) {
        let (role, char) = if self.focused { (ThemeRole::Focus, '━') } else { (ThemeRole::Rule, '─') };
        pen.fill(theme.style(role), char, 0);
    }
}

/// The rectangle of one row of an area, counted from 0; empty below the area.
pub(super) fn row_rect(area: Rect, row: u16) -> Rect {
    Rect { y: area.y.saturating_add(row), height: 1, ..area }.intersection(area)
}

/// Begins a row: its ground and its bar. Returns the pen behind them.
pub(super) fn begin_bar(buf: &mut Buffer, line: Rect, standing: RowState, theme: Theme) -> RowWriter<'_> {
    if standing == RowState::Cursor {
        buf.set_style(line, theme.style(ThemeRole::Cursor));
    }
    let mut pen = RowWriter::new(buf, line);
    let bar = match standing {
        RowState::Cursor | RowState::CursorAway => "▌",
        RowState::Linked => "▎",
        RowState::None => " ",
    };
    pen.column(theme.style(ThemeRole::Bar), bar, 1);
    pen
}

/// Begins a row of things that can be pinned and starred: as [`begin_bar`], with the mark behind the bar.
pub(super) fn begin_row(buf: &mut Buffer, line: Rect, look: RowPrefix, theme: Theme) -> RowWriter<'_> {
    let mut pen = begin_bar(buf, line, look.state, theme);
    let (role, glyph) = match look.mark {
        RowMark::Pinned => (ThemeRole::Pin, "◆"),
        RowMark::Starred => (ThemeRole::Star, "★"),
        RowMark::None => (ThemeRole::Text, " "),
    };
    let style = theme.style(look.state.role(role));
    pen.column(style, glyph, 1);
    pen
}

/// How a row of things looks before its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RowPrefix {
    pub(super) state: RowState,
    pub(super) mark: RowMark,
}

/// What the officer did with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowMark {
    Pinned,
    Starred,
    None,
}

/// `19`, or `3 of 19` where pins hide some; with arrows to where the list goes on beyond the rows of `body`.
pub(super) fn count_label<T: ListRow>(list: &ScrollList<T>, all: usize, body: Rect) -> String {
    let shown = list.rows().len();
    let above = if list.top() > 0 { "↑" } else { "" };
    let below = if list.top() + usize::from(body.height) < shown { "↓" } else { "" };
    let gap = if above.is_empty() && below.is_empty() { "" } else { " " };
    format!("{}{gap}{above}{below}", shown_of_all(shown, all))
}

/// `19`, or `3 of 19` where some are hidden.
pub(super) fn shown_of_all(shown: usize, all: usize) -> String {
    if shown == all { all.to_string() } else { format!("{shown} of {all}") }
}
