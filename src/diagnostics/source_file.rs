//! The text of a file of a brief, in memory. It opens no file.

use super::floor_char_boundary;

/// A file of a brief, already in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// The name in faults: the path as the user knows it.
    pub name: String,
    pub text: String,
    pub part: FileScope,
}

/// What a file belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileScope {
    /// The brief itself.
    Brief,
    /// The library that contains the brief: actors that several briefs share.
    Shared,
}

impl SourceFile {
    /// The line and the column of a byte offset, both from 1. The column counts characters without the byte order mark.
    ///
    /// An offset beyond the text is moved to its end, an offset inside a character to the beginning of that character.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        line_and_column(&self.text, offset)
    }
}

/// [`SourceFile::position`] for a text without a file.
pub(super) fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..floor_char_boundary(text, offset)];
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.bytes().filter(|byte| *byte == b'\n').count() + 1, column(&before[start..]))
}

/// The column after the beginning of a line, from 1.
pub(super) fn column(before: &str) -> usize {
    before.chars().filter(|char| *char != '\u{feff}').count() + 1
}
