//! Rows of plain text, of a known width and in known letters. No character of them would be obeyed by a terminal.

use crate::text::sanitize::sanitize;
use crate::text::{self, Paragraph, TextLine, TextRow, Tone};
use crate::tui::theme::Theme;

/// What is written on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlainOptions {
    /// Columns of a row.
    pub width: usize,
    /// Whether only the characters of ASCII are written.
    pub ascii: bool,
}

/// Rows that are being written.
#[derive(Debug)]
pub(super) struct PlainBuilder {
    options: PlainOptions,
    /// Every row with its end.
    rows: String,
}

impl PlainOptions {
    /// An empty sheet.
    pub(super) const fn builder(self) -> PlainBuilder {
        PlainBuilder { options: self, rows: String::new() }
    }

    /// `text` in the letters of the paper.
    pub(super) fn map_letters(self, text: &str) -> String {
        if self.ascii { to_ascii(text) } else { text.to_owned() }
    }
}

impl PlainBuilder {
    /// Writes paragraphs, wrapped; an empty one is an empty row.
    pub(super) fn paragraphs(&mut self, paragraphs: &[Paragraph]) -> &mut Self {
        let PlainOptions { width, .. } = self.options;
        let spelt: Vec<Paragraph> = paragraphs
            .iter()
            .map(|paragraph| paragraph.clone().map_text(|text| self.options.map_letters(text)))
            .collect();
        for line in text::wrap(&spelt, width) {
            self.push_row(&line_text(&line));
        }
        self
    }

    /// Writes a sentence, wrapped.
    pub(super) fn sentence(&mut self, text: impl AsRef<str>) -> &mut Self {
        self.paragraphs(&[Paragraph::indented(0).with(Tone::Plain, text)])
    }

    /// Writes an entry of a numbered list.
    pub(super) fn numbered_entry(&mut self, number: usize, text: impl AsRef<str>) -> &mut Self {
        self.paragraphs(&[Paragraph::indented(0)
            .hanging(4)
            .with(Tone::Plain, format!("{number}. "))
            .with(Tone::Plain, text)])
    }

    /// Writes a heading, with an empty row before it.
    pub(super) fn heading(&mut self, depth: usize, text: impl AsRef<str>) -> &mut Self {
        let signs = "#".repeat(depth);
        self.blank_row().paragraphs(&[Paragraph::indented(0)
            .hanging(depth + 1)
            .with(Tone::Plain, format!("{signs} "))
            .with(Tone::Strong, text)])
    }

    /// Writes a row that is never broken: it is there to be taken up.
    pub(super) fn unwrapped_row(&mut self, text: &str) -> &mut Self {
        let spelt = self.options.map_letters(&text::clean(text));
        self.push_row(&spelt);
        self
    }

    /// Writes rows that are wrapped already.
    pub(super) fn wrapped_lines(&mut self, lines: &[TextLine]) -> &mut Self {
        for line in lines {
            let spelt = self.options.map_letters(&line_text(line));
            self.push_row(&spelt);
        }
        self
    }

    /// Leaves a row empty, unless one is, or nothing is written yet.
    pub(super) fn blank_row(&mut self) -> &mut Self {
        let is_empty = self.rows.strip_suffix('\n').is_none_or(|before| before.is_empty() || before.ends_with('\n'));
        if !is_empty {
            self.rows.push('\n');
        }
        self
    }

    /// All that was written: every row with its end.
    pub(super) fn finish(&mut self) -> String {
        let mut rows = std::mem::take(&mut self.rows);
        let end = rows.trim_end_matches('\n').len();
        rows.truncate(if end == 0 { 0 } else { end + 1 });
        rows
    }

    /// The last that is done to a row. Whatever it is made of, nothing in it is a command.
    fn push_row(&mut self, row: &str) {
        self.rows += &sanitize(row.trim_end());
        self.rows.push('\n');
    }
}

/// `text` in the characters of ASCII; `…` is three points, `≤` and `→` are two signs, for here no column has to hold.
pub fn to_ascii(text: &str) -> String {
    let wide = |char| match char {
        '…' => "...",
        '≤' => "<=",
        '≥' => ">=",
        '→' => "->",
        '←' => "<-",
        _ => "",
    };
    let mut told = String::with_capacity(text.len());
    for char in text.chars() {
        match wide(char) {
            "" => told.push(Theme::ascii_char(char)),
            signs => told += signs,
        }
    }
    told
}

/// A row of the screen as text.
pub(super) fn line_text(line: &TextLine) -> String {
    " ".repeat(line.indent) + &line.runs.iter().map(|run| run.text.as_str()).collect::<String>()
}

/// A row of cells as one line of text.
pub(super) fn row_text(row: &TextRow) -> String {
    let mut line = String::new();
    for cell in row {
        let column = cell.column + cell.line.indent;
        line += &" ".repeat(column.saturating_sub(text::width(&line)));
        cell.line.runs.iter().for_each(|run| line += &run.text);
    }
    line.trim_end().to_owned()
}
