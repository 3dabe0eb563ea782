//! What every pane has: a title in a line, a bar before rows, the ground of the cursor.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pen::Pen;
use crate::app::list::{List, Row};
use crate::layout::Pane;
use crate::tui::theme::{Role, Theme};

/// How a row stands to the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Under the cursor.
    Cursor,
    /// Under the cursor of the pane that Detail tells of, while the keys go to Detail.
    CursorAway,
    /// Linked to the item under the cursor.
    Linked,
    None,
}

impl Standing {
    /// The role of a row's text, where `usual` is its role without a standing.
    pub(super) const fn role(self, usual: Role) -> Role {
        match (self, usual) {
            (Self::Cursor, _) => Role::Cursor,
            (Self::CursorAway, _) => Role::CursorAway,
            (Self::Linked, Role::Text) => Role::Linked,
            (Self::Linked | Self::None, usual) => usual,
        }
    }
}

/// The title of a pane and its line.
#[derive(Debug)]
pub(super) struct Title<'a> {
    pub(super) pane: Pane,
    pub(super) focused: bool,
    /// Whether a line of tabs names the pane already.
    pub(super) tabbed: bool,
    /// `19`, or `3 of 19` where pins hide some.
    pub(super) count: String,
    /// What else the title tells, such as of when the matrix is.
    pub(super) aside: &'a str,
}

impl Title<'_> {
    /// Draws the title in the first row of `area`; returns the row's pen, whose line is still to be filled.
    pub(super) fn draw<'b>(&self, area: Rect, buf: &'b mut Buffer, theme: Theme) -> Pen<'b> {
        let role = if self.focused { Role::Focus } else { Role::Strong };
        let mut pen = Pen::new(buf, area);
        if self.tabbed {
            pen.skip(1);
        } else {
            pen.text(theme.style(if self.focused { Role::Focus } else { Role::Quiet }), &self.pane.digit().to_string())
                .skip(1);
            pen.text(theme.style(role), self.pane.title()).skip(1);
        }
        if !self.count.is_empty() {
            pen.text(theme.style(Role::Quiet), &self.count).skip(1);
        }
        if !self.aside.is_empty() {
            pen.text(theme.style(Role::Quiet), self.aside).skip(1);
        }
        pen
    }

    /// Fills the rest of the title's row with its line.
    pub(super) fn rule(&self, pen: &mut Pen<'_>, theme: Theme) {
        let (role, char) = if self.focused { (Role::Focus, '━') } else { (Role::Rule, '─') };
        pen.fill(theme.style(role), char, 0);
    }
}

/// The rectangle of one row of an area, counted from 0; empty below the area.
pub(super) fn line(area: Rect, row: u16) -> Rect {
    Rect { y: area.y.saturating_add(row), height: 1, ..area }.intersection(area)
}

/// Begins a row: its ground and its bar. Returns the pen behind them.
pub(super) fn begin_bar(buf: &mut Buffer, line: Rect, standing: Standing, theme: Theme) -> Pen<'_> {
    if standing == Standing::Cursor {
        buf.set_style(line, theme.style(Role::Cursor));
    }
    let mut pen = Pen::new(buf, line);
    let bar = match standing {
        Standing::Cursor | Standing::CursorAway => "▌",
        Standing::Linked => "▎",
        Standing::None => " ",
    };
    pen.column(theme.style(Role::Bar), bar, 1);
    pen
}

/// Begins a row of things that can be pinned and starred: as [`begin_bar`], with the mark behind the bar.
pub(super) fn begin_row(buf: &mut Buffer, line: Rect, look: Look, theme: Theme) -> Pen<'_> {
    let mut pen = begin_bar(buf, line, look.standing, theme);
    let (role, glyph) = match look.mark {
        Mark::Pinned => (Role::Pin, "◆"),
        Mark::Starred => (Role::Star, "★"),
        Mark::None => (Role::Text, " "),
    };
    let style = theme.style(look.standing.role(role));
    pen.column(style, glyph, 1);
    pen
}

/// How a row of things looks before its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) standing: Standing,
    pub(super) mark: Mark,
}

/// What the officer did with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Pinned,
    Starred,
    None,
}

/// `19`, or `3 of 19` where pins hide some; with arrows to where the list goes on beyond the rows of `body`.
pub(super) fn count<T: Row>(list: &List<T>, all: usize, body: Rect) -> String {
    let shown = list.rows().len();
    let above = if list.top() > 0 { "↑" } else { "" };
    let below = if list.top() + usize::from(body.height) < shown { "↓" } else { "" };
    let gap = if above.is_empty() && below.is_empty() { "" } else { " " };
    format!("{}{gap}{above}{below}", number_of(shown, all))
}

/// `19`, or `3 of 19` where some are hidden.
pub(super) fn number_of(shown: usize, all: usize) -> String {
    if shown == all { all.to_string() } else { format!("{shown} of {all}") }
}
