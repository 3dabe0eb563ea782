//! The parts that all panes share: the title line, the bar before rows and the style of the cursor. It never draws the content of a pane.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::row_writer::RowWriter;
use crate::app::list::{ListRow, ScrollList};
use crate::layout::Pane;
use crate::tui::theme::{Theme, ThemeRole};

/// The relation of a row to the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowState {
    /// Under the cursor.
    Cursor,
    /// The item that Detail shows, while Detail has the focus.
    CursorAway,
    /// Linked to the item under the cursor.
    Linked,
    None,
}

impl RowState {
    /// The role of text in the row, where `usual` is its role in a row without a state.
    pub(super) const fn role(self, usual: ThemeRole) -> ThemeRole {
        match (self, usual) {
            (Self::Cursor, _) => ThemeRole::Cursor,
            (Self::CursorAway, _) => ThemeRole::CursorAway,
            (Self::Linked, ThemeRole::Text) => ThemeRole::Linked,
            (Self::Linked | Self::None, usual) => usual,
        }
    }
}

/// The title of a pane and the line behind it.
#[derive(Debug)]
pub(super) struct PaneTitle<'a> {
    pub(super) pane: Pane,
    pub(super) focused: bool,
    /// Whether a row of tabs already names the pane.
    pub(super) tabbed: bool,
    /// `19`, or `3 of 19` when pins hide some; may be empty.
    pub(super) count: String,
    /// Another note in the title, such as the date of the matrix; may be empty.
    pub(super) aside: &'a str,
}

impl PaneTitle<'_> {
    /// Draws the title in the first row of `area`. Returns the writer after the title, for [`PaneTitle::fill_rule`].
    pub(super) fn render_title<'b>(&self, area: Rect, buf: &'b mut Buffer, theme: Theme) -> RowWriter<'b> {
        let role = if self.focused { ThemeRole::Focus } else { ThemeRole::Strong };
        let mut writer = RowWriter::new(buf, area);
        if self.tabbed {
            writer.skip(1);
        } else {
            writer
                .text(
                    theme.style(if self.focused { ThemeRole::Focus } else { ThemeRole::Quiet }),
                    &self.pane.digit().to_string(),
                )
                .skip(1);
            writer.text(theme.style(role), self.pane.title()).skip(1);
        }
        if !self.count.is_empty() {
            writer.text(theme.style(ThemeRole::Quiet), &self.count).skip(1);
        }
        if !self.aside.is_empty() {
            writer.text(theme.style(ThemeRole::Quiet), self.aside).skip(1);
        }
        writer
    }

    /// Fills the rest of the title row with a line.
    pub(super) fn fill_rule(&self, writer: &mut RowWriter<'_>, theme: Theme) {
        let (role, char) = if self.focused { (ThemeRole::Focus, '━') } else { (ThemeRole::Rule, '─') };
        writer.fill(theme.style(role), char, 0);
    }
}

/// The rectangle of one row of an area, counted from 0; empty below the area.
pub(super) fn row_rect(area: Rect, row: u16) -> Rect {
    Rect { y: area.y.saturating_add(row), height: 1, ..area }.intersection(area)
}

/// Starts a row with its background and its bar. Returns the writer after the bar.
pub(super) fn begin_bar(buf: &mut Buffer, line: Rect, state: RowState, theme: Theme) -> RowWriter<'_> {
    if state == RowState::Cursor {
        buf.set_style(line, theme.style(ThemeRole::Cursor));
    }
    let mut writer = RowWriter::new(buf, line);
    let bar = match state {
        RowState::Cursor | RowState::CursorAway => "▌",
        RowState::Linked => "▎",
        RowState::None => " ",
    };
    writer.column(theme.style(ThemeRole::Bar), bar, 1);
    writer
}

/// Starts a row of an item that can be pinned and starred, like [`begin_bar`] with a mark after the bar.
pub(super) fn begin_row(buf: &mut Buffer, line: Rect, prefix: RowPrefix, theme: Theme) -> RowWriter<'_> {
    let mut writer = begin_bar(buf, line, prefix.state, theme);
    let (role, glyph) = match prefix.mark {
        RowMark::Pinned => (ThemeRole::Pin, "◆"),
        RowMark::Starred => (ThemeRole::Star, "★"),
        RowMark::None => (ThemeRole::Text, " "),
    };
    let style = theme.style(prefix.state.role(role));
    writer.column(style, glyph, 1);
    writer
}

/// The state and the mark of a row of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RowPrefix {
    pub(super) state: RowState,
    pub(super) mark: RowMark,
}

/// The mark that the officer gave to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowMark {
    Pinned,
    Starred,
    None,
}

/// `19`, or `3 of 19` when pins hide some, with arrows when the list continues above or below `body`.
pub(super) fn count_label<T: ListRow>(list: &ScrollList<T>, all: usize, body: Rect) -> String {
    let shown = list.rows().len();
    let above = if list.top() > 0 { "↑" } else { "" };
    let below = if list.top() + usize::from(body.height) < shown { "↓" } else { "" };
    let gap = if above.is_empty() && below.is_empty() { "" } else { " " };
    format!("{}{gap}{above}{below}", shown_of_all(shown, all))
}

/// `19`, or `3 of 19` when some are hidden.
pub(super) fn shown_of_all(shown: usize, all: usize) -> String {
    if shown == all { all.to_string() } else { format!("{shown} of {all}") }
}
