//! Writes text on one row from left to right. It never writes past the end of the row.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text;

/// A writer on one row. Text that does not fit is cut between words; text after the end is not written.
pub(super) struct RowWriter<'a> {
    buf: &'a mut Buffer,
    x: u16,
    end: u16,
    y: u16,
}

impl<'a> RowWriter<'a> {
    /// A writer at the start of the first row of `line`. It writes nothing when `line` is empty.
    pub(super) fn new(buf: &'a mut Buffer, line: Rect) -> Self {
        let end = if line.is_empty() { line.x } else { line.right() };
        Self { buf, x: line.x, end, y: line.y }
    }

    /// The number of free columns.
    pub(super) const fn left(&self) -> usize {
        self.end.saturating_sub(self.x) as usize
    }

    /// Writes text, cut to the free columns.
    pub(super) fn text(&mut self, style: Style, text: &str) -> &mut Self {
        let text = text::clean(text);
        let fitted = text::fit(&text, self.left());
        if self.left() > 0 {
            (self.x, _) = self.buf.set_stringn(self.x, self.y, &fitted, self.left(), style);
        }
        self
    }

    /// Writes text, cut anywhere with `…` at the end when it does not fit.
    pub(super) fn clipped(&mut self, style: Style, text: &str) -> &mut Self {
        let (text, left) = (text::clean(text), self.left());
        if left > 0 {
            (self.x, _) = self.buf.set_stringn(self.x, self.y, &text, left, style);
        }
        if text::width(&text) > left && left > 0 {
            self.buf.set_stringn(self.x - 1, self.y, "…", 1, style);
        }
        self
    }

    /// Writes text in a column of `width` columns, and moves to the end of the column.
    pub(super) fn column(&mut self, style: Style, text: &str, width: usize) -> &mut Self {
        let width = width.min(self.left());
        let text = text::clean(text);
        let fitted = text::fit(&text, width);
        let end = self.x + u16::try_from(width).unwrap_or(u16::MAX);
        if width > 0 {
            self.buf.set_stringn(self.x, self.y, &fitted, width, style);
        }
        self.x = end.min(self.end);
        self
    }

    /// Skips columns.
    pub(super) fn skip(&mut self, columns: usize) -> &mut Self {
        self.x = self.x.saturating_add(u16::try_from(columns).unwrap_or(u16::MAX)).min(self.end);
        self
    }

    /// Fills the row with a character, except the last `keep` free columns.
    pub(super) fn fill(&mut self, style: Style, char: char, keep: usize) -> &mut Self {
        while self.left() > keep {
            self.buf[(self.x, self.y)].set_char(char).set_style(style);
            self.x += 1;
        }
        self
    }

    /// Writes text at the end of the row and moves the end before it. Writes nothing when the text does not fit.
    pub(super) fn at_end(&mut self, style: Style, text: &str) -> &mut Self {
        let text = text::clean(text);
        let width = text::width(&text);
        if width > 0 && width <= self.left() {
            let x = self.end - u16::try_from(width).unwrap_or(0);
            self.buf.set_stringn(x, self.y, &text, width, style);
            self.end = x;
        }
        self
    }

    /// Writes a name in its own script between FSI and PDI (UAX #9), so that its direction does not affect the text around it.
    pub(super) fn isolated(&mut self, style: Style, text: &str) -> &mut Self {
        let start = self.x;
        self.text(style, text);
        // Terminals add a character without width to the cell before it. The buffer does the same, so the next text in that cell removes it.
        let mut join = |x: u16, mark: char| {
            let cell = &mut self.buf[(x, self.y)];
            let symbol = format!("{}{mark}", cell.symbol());
            cell.set_symbol(&symbol);
        };
        if let Some(before) = start.checked_sub(1).filter(|_| self.x > start) {
            join(before, '\u{2068}');
            join(self.x - 1, '\u{2069}');
        }
        self
    }
}
