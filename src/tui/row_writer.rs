//! Writing one row from left to right: fitted, cleaned, never past its end.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text;

/// A pen on one row. What does not fit is cut between words; what comes after the end is not written.
pub(super) struct RowWriter<'a> {
    buf: &'a mut Buffer,
    x: u16,
    end: u16,
    y: u16,
}

impl<'a> RowWriter<'a> {
    /// A pen at the beginning of a line: of the first row of a rectangle, nowhere in an empty one.
    pub(super) fn new(buf: &'a mut Buffer, line: Rect) -> Self {
        let end = if line.is_empty() { line.x } else { line.right() };
        Self { buf, x: line.x, end, y: line.y }
    }

    /// Columns left before the end.
    pub(super) const fn left(&self) -> usize {
        self.end.saturating_sub(self.x) as usize
    }

    /// Writes text, cut to what is left.
    pub(super) fn text(&mut self, style: Style, text: &str) -> &mut Self {
        let text = text::clean(text);
        let fitted = text::fit(&text, self.left());
        if self.left() > 0 {
            (self.x, _) = self.buf.set_stringn(self.x, self.y, &fitted, self.left(), style);
        }
        self
    }

    /// Writes text as far as there is room for it, in the middle of a word if need be, and marks where it is cut.
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

    /// Writes text in a column of `width`, then goes to the column's end.
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

    /// Leaves columns free.
    pub(super) fn skip(&mut self, columns: usize) -> &mut Self {
        self.x = self.x.saturating_add(u16::try_from(columns).unwrap_or(u16::MAX)).min(self.end);
        self
    }

    /// Fills what is left but `keep` columns with a character.
    pub(super) fn fill(&mut self, style: Style, char: char, keep: usize) -> &mut Self {
        while self.left() > keep {
            self.buf[(self.x, self.y)].set_char(char).set_style(style);
            self.x += 1;
        }
        self
    }

    /// Writes text at the end of the row, and ends the row before it. Nothing is written where less than the text fits.
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

    /// Writes a name in its own script, isolated so that its direction moves nothing around it (Unicode's FSI and PDI).
    pub(super) fn isolated(&mut self, style: Style, text: &str) -> &mut Self {
        let start = self.x;
        self.text(style, text);
        // Marks of no width join the cell before them on every terminal, so that is the cell to which they are told to belong:
        // whatever comes to stand there next takes them away.
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
