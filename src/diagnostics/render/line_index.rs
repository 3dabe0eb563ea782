//! An index of the lines of files: it converts byte offsets to lines and columns. It renders nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diagnostics::source_file::{column, line_and_column};
use crate::diagnostics::{Fault, FilePlace, SourceFile};

/// The offsets at which the lines begin, for every file with faults.
#[derive(Debug)]
pub struct LineIndex<'a> {
    files: &'a [SourceFile],
    starts: BTreeMap<usize, Vec<usize>>,
}

/// The line in which a place begins.
#[derive(Debug)]
pub(super) struct SourceLine<'a> {
    /// Counted from 1.
    pub number: usize,
    /// The line without its end.
    pub text: &'a str,
    /// The part of the place that is on this line, as byte offsets into `text`.
    pub span: Range<usize>,
}

/// A position between two characters of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineColumn {
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1, in characters without the byte order mark.
    pub column: usize,
    /// Bytes from the beginning of the file, counted from 0.
    pub offset: usize,
}

impl<'a> LineIndex<'a> {
    /// Indexes the files of the faults and of their related places.
    pub fn new(files: &'a [SourceFile], faults: &[Fault]) -> Self {
        let related = faults.iter().flat_map(|fault| &fault.related).map(|(place, _)| place.file);
        let files_with_faults: BTreeSet<usize> = faults.iter().map(|fault| fault.place.file).chain(related).collect();
        Self {
            files,
            starts: files_with_faults.into_iter().map(|file| (file, line_starts(&files[file].text))).collect(),
        }
    }

    /// The name of the file that a place is in.
    pub fn name(&self, place: &FilePlace) -> &'a str {
        &self.files[place.file].name
    }

    /// The positions at which a place begins and ends.
    pub fn points(&self, place: &FilePlace) -> [LineColumn; 2] {
        [place.span.start, place.span.end].map(|at| self.point(place.file, at))
    }

    fn point(&self, file: usize, offset: usize) -> LineColumn {
        let line = self.line(&FilePlace { file, span: offset..offset });
        LineColumn { line: line.number, column: column(&line.text[..line.span.start]), offset }
    }

    pub(super) fn line(&self, place: &FilePlace) -> SourceLine<'a> {
        let text = &self.files[place.file].text;
        let starts = self.starts.get(&place.file).map(Vec::as_slice).unwrap_or_default();
        let number = starts.partition_point(|start| *start <= place.span.start).max(1);
        SourceLine::starting_at(starts.get(number - 1).copied().unwrap_or_default(), number, text, &place.span)
    }
}

impl<'a> SourceLine<'a> {
    /// Finds the line in which `span` begins, without an index.
    pub(super) fn find(text: &'a str, span: &Range<usize>) -> Self {
        let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        Self::starting_at(start, line_and_column(text, start).0, text, span)
    }

    fn starting_at(start: usize, number: usize, text: &'a str, span: &Range<usize>) -> Self {
        let line = text[start..].split('\n').next().unwrap_or_default().trim_end_matches('\r');
        let within = |at: usize| at.saturating_sub(start).min(line.len());
        Self { number, text: line, span: within(span.start)..within(span.end) }
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    let newlines = memchr::memchr_iter(b'\n', text.as_bytes());
    std::iter::once(0).chain(newlines.map(|at| at + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Code, FileScope};

    #[test]
    fn lines_and_columns_count_from_one_and_bytes_from_zero() {
        let text = "\u{feff}é = \"\"\"x\r\nyé\"\"\"\n".to_owned();
        let end = text.len() - 1;
        let files = [SourceFile { name: "a".to_owned(), text, part: FileScope::Brief }];
        let fault = Fault::new(Code::Type, FilePlace { file: 0, span: 8..end }, "");
        let points = LineIndex::new(&files, std::slice::from_ref(&fault)).points(&fault.place);
        assert_eq!(points[0], LineColumn { line: 1, column: 5, offset: 8 });
        assert_eq!(points[1], LineColumn { line: 2, column: 6, offset: end });
    }
}
