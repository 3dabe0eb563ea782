//! Builds rows of plain text of a given width and character set. A row never contains a terminal control character.

use crate::text::sanitize::sanitize;
use crate::text::{self, Paragraph, TextLine, TextRow, Tone};

/// The width and the character set of plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlainOptions {
    /// Width of a row in columns.
    pub width: usize,
    /// Whether only ASCII characters are written.
    pub ascii: bool,
}

/// Collects rows of plain text.
#[derive(Debug)]
pub struct PlainBuilder {
    options: PlainOptions,
    /// Every row, with its line break.
    rows: String,
}

impl PlainOptions {
    /// An empty builder.
    pub const fn builder(self) -> PlainBuilder {
        PlainBuilder { options: self, rows: String::new() }
    }

    /// Maps `text` to the character set.
    pub fn map_letters(self, text: &str) -> String {
        if self.ascii { to_ascii(text) } else { text.to_owned() }
    }
}

impl PlainBuilder {
    /// Writes paragraphs, wrapped; an empty one is an empty row.
    pub fn paragraphs(&mut self, paragraphs: &[Paragraph]) -> &mut Self {
        let PlainOptions { width, .. } = self.options;
        let mapped: Vec<Paragraph> = paragraphs
            .iter()
            .map(|paragraph| paragraph.clone().map_text(|text| self.options.map_letters(text)))
            .collect();
        for line in text::wrap(&mapped, width) {
            self.push_row(&line_text(&line));
        }
        self
    }

    /// Writes a sentence, wrapped.
    pub fn sentence(&mut self, text: impl AsRef<str>) -> &mut Self {
        self.paragraphs(&[Paragraph::indented(0).with(Tone::Plain, text)])
    }

    /// Writes an entry of a numbered list.
    pub fn numbered_entry(&mut self, number: usize, text: impl AsRef<str>) -> &mut Self {
        self.paragraphs(&[Paragraph::indented(0)
            .hanging(4)
            .with(Tone::Plain, format!("{number}. "))
            .with(Tone::Plain, text)])
    }

    /// Writes a heading, with an empty row before it.
    pub fn heading(&mut self, depth: usize, text: impl AsRef<str>) -> &mut Self {
        let signs = "#".repeat(depth);
        self.blank_row().paragraphs(&[Paragraph::indented(0)
            .hanging(depth + 1)
            .with(Tone::Plain, format!("{signs} "))
            .with(Tone::Strong, text)])
    }

    /// Writes a row that is never wrapped, so that it can be copied.
    pub fn unwrapped_row(&mut self, text: &str) -> &mut Self {
        let mapped = self.options.map_letters(&text::clean(text));
        self.push_row(&mapped);
        self
    }

    /// Writes rows that are wrapped already.
    pub fn wrapped_lines(&mut self, lines: &[TextLine]) -> &mut Self {
        for line in lines {
            let mapped = self.options.map_letters(&line_text(line));
            self.push_row(&mapped);
        }
        self
    }

    /// Writes an empty row, unless the last row is empty or nothing is written yet.
    pub fn blank_row(&mut self) -> &mut Self {
        let is_empty = self.rows.strip_suffix('\n').is_none_or(|before| before.is_empty() || before.ends_with('\n'));
        if !is_empty {
            self.rows.push('\n');
        }
        self
    }

    /// Takes all rows, each with its line break, without empty rows at the end.
    pub fn finish(&mut self) -> String {
        let mut rows = std::mem::take(&mut self.rows);
        let end = rows.trim_end_matches('\n').len();
        rows.truncate(if end == 0 { 0 } else { end + 1 });
        rows
    }

    /// Sanitizes and appends a row. Every row passes through here.
    fn push_row(&mut self, row: &str) {
        self.rows += &sanitize(row.trim_end());
        self.rows.push('\n');
    }
}

/// `text` in ASCII. Some characters become several (`…` becomes `...`, `≤` becomes `<=`), because plain text need not keep columns aligned.
pub fn to_ascii(text: &str) -> String {
    let replacement = |char| match char {
        '…' => "...",
        '≤' => "<=",
        '≥' => ">=",
        '→' => "->",
        '←' => "<-",
        _ => "",
    };
    let mut ascii = String::with_capacity(text.len());
    for char in text.chars() {
        match replacement(char) {
            "" => ascii.push(text::ascii_char(char)),
            signs => ascii += signs,
        }
    }
    ascii
}

/// A line as text, with its indent.
pub fn line_text(line: &TextLine) -> String {
    " ".repeat(line.indent) + &line.runs.iter().map(|run| run.text.as_str()).collect::<String>()
}

/// A row of cells as text, each cell at its column.
pub fn row_text(row: &TextRow) -> String {
    let mut line = String::new();
    for cell in row {
        let column = cell.column + cell.line.indent;
        line += &" ".repeat(column.saturating_sub(text::width(&line)));
        cell.line.runs.iter().for_each(|run| line += &run.text);
    }
    line.trim_end().to_owned()
}
