//! Files as pages to point into: which line a place is on, and in which column. It draws nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diagnostics::{Fault, FilePlace, SourceFile};

/// The files that have faults, each with the beginnings of its lines, found once.
#[derive(Debug)]
pub struct LineIndex<'a> {
    files: &'a [SourceFile],
    starts: BTreeMap<usize, Vec<usize>>,
}

/// The line that a place is in.
#[derive(Debug)]
pub(super) struct SourceLine<'a> {
    /// Counted from 1.
    pub number: usize,
    pub text: &'a str,
    /// The place in the text, as far as it is on this line.
    pub span: Range<usize>,
}

/// A point between two characters of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineColumn {
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1, in characters; the mark at the beginning of a file is none of them.
    pub column: usize,
    /// Bytes from the beginning of the file.
    pub offset: usize,
}

impl<'a> LineIndex<'a> {
    /// The pages that `faults` and what is related to them stand on.
    pub fn new(files: &'a [SourceFile], faults: &[Fault]) -> Self {
        let related = faults.iter().flat_map(|fault| &fault.related).map(|(place, _)| place.file);
        let drawn: BTreeSet<usize> = faults.iter().map(|fault| fault.place.file).chain(related).collect();
        Self { files, starts: drawn.into_iter().map(|file| (file, line_starts(&files[file].text))).collect() }
    }

    /// The name of the file that a place is in.
    pub fn name(&self, place: &FilePlace) -> &'a str {
        &self.files[place.file].name
    }

    /// Where a place begins and where it ends.
    pub fn points(&self, place: &FilePlace) -> [LineColumn; 2] {
        [place.span.start, place.span.end].map(|at| self.point(place.file, at))
    }

    fn point(&self, file: usize, offset: usize) -> LineColumn {
        let line = self.line(&FilePlace { file, span: offset..offset });
        let before = &line.text[..line.span.start];
        LineColumn { line: line.number, column: before.chars().filter(|char| *char != '\u{feff}').count() + 1, offset }
    }

    pub(super) fn line(&self, place: &FilePlace) -> SourceLine<'a> {
        let text = &self.files[place.file].text;
        let starts = self.starts.get(&place.file).map(Vec::as_slice).unwrap_or_default();
        let number = starts.partition_point(|start| *start <= place.span.start).max(1);
        let start = starts.get(number - 1).copied().unwrap_or_default();
        let end = starts.get(number).map_or(text.len(), |next| next - 1);
        let text = text[start..end].trim_end_matches('\r');
        let within = |at: usize| at.saturating_sub(start).min(text.len());
        SourceLine { number, text, span: within(place.span.start)..within(place.span.end) }
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    let newlines = memchr::memchr_iter(b'\n', text.as_bytes());
    std::iter::once(0).chain(newlines.map(|at| at + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;
    use crate::diagnostics::FileScope;

    #[test]
    fn points_count_lines_and_characters_from_one_and_bytes_from_none() {
        let text = "\u{feff}é = \"\"\"x\r\nyé\"\"\"\n".to_owned();
        let end = text.len() - 1;
        let files = [SourceFile { name: "a".to_owned(), text, part: FileScope::Brief }];
        let fault = Fault::new(Code::Type, FilePlace { file: 0, span: 8..end }, "");
        let told = LineIndex::new(&files, std::slice::from_ref(&fault)).points(&fault.place);
        assert_eq!(told[0], LineColumn { line: 1, column: 5, offset: 8 });
        assert_eq!(told[1], LineColumn { line: 2, column: 6, offset: end });
    }
}
