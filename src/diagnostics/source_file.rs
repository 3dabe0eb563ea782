//! The files of a brief, as they were read. It opens none.

use super::FilePlace;

/// A file of a brief, already in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// As faults are to name it.
    pub name: String,
    pub text: String,
    pub part: FileScope,
}

/// What a file belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileScope {
    /// The brief itself.
    Brief,
    /// The library around it: actors that several briefs share.
    Shared,
}

impl SourceFile {
    /// The line and the column of the byte at `offset`, both from 1, the column in characters.
    ///
    /// An offset beyond the text is its end, one inside of a character its beginning.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let mut place = FilePlace { file: 0, span: offset..offset };
        place.within(&self.text);
        let before = &self.text[..place.span.start];
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (line, before[start..].chars().filter(|char| *char != '\u{feff}').count() + 1)
    }
}
