//! A fault of a brief with its place, and the list that collects faults. It renders none: `render` does.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Code;

/// The number of faults of one code that are kept. Further faults are only counted.
pub const MOST_FAULTS: usize = 1_000;

/// A range of the text of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePlace {
    /// The index of the file in the list of source files.
    pub file: usize,
    /// Byte offsets into the text of the file. They lie inside it and on character boundaries.
    pub span: Range<usize>,
}

/// One problem, with the place where the user can correct it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub code: Code,
    pub place: FilePlace,
    /// A lower-case fragment: ``statement `s3`: no actor `gandapour` ``.
    pub problem: String,
    /// How to correct it, if that is known: ``did you mean `gandapur`?``.
    pub help: Option<String>,
    /// Other places that contribute to the problem, each with a label.
    pub related: Vec<(FilePlace, String)>,
    /// The number of problems that it stands for. It is 1, except for the fault that counts those beyond [`MOST_FAULTS`].
    pub times: usize,
}

/// Collects the faults of a brief. It keeps the first [`MOST_FAULTS`] of each code and counts the others.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    list: Vec<Fault>,
    counts: BTreeMap<Code, FaultCount>,
}

/// The number of faults of one code.
#[derive(Debug, Default)]
struct FaultCount {
    kept: usize,
    more: usize,
    /// The earliest place of a fault that was not kept.
    place: Option<FilePlace>,
}

impl Faults {
    pub(crate) fn push(&mut self, fault: Fault) {
        let count = self.counts.entry(fault.code).or_default();
        if count.kept < MOST_FAULTS {
            count.kept += 1;
            self.list.push(fault);
        } else {
            count.more += 1;
            count.place = earlier(count.place.take(), Some(fault.place));
        }
    }

    /// Adds the faults of a later part of the brief.
    pub(crate) fn add_all(&mut self, others: Self) {
        self.extend(others.list);
        for (code, FaultCount { more, place, .. }) in others.counts {
            let count = self.counts.entry(code).or_default();
            count.more += more;
            count.place = earlier(count.place.take(), place);
        }
    }

    /// The number of faults found, kept or not.
    pub(crate) fn len(&self) -> usize {
        self.counts.values().map(|count| count.kept + count.more).sum()
    }

    /// The kept faults. For each code with more than [`MOST_FAULTS`], a last fault at the place of the first one not kept gives their number.
    pub(crate) fn into_list(self) -> Vec<Fault> {
        let Self { mut list, counts } = self;
        list.extend(counts.into_iter().filter_map(|(code, FaultCount { more, place, .. })| {
            let problem =
                format!("{more} more of `{code}`, which are counted but not listed; the first of them is here");
            Some(Fault {
                times: more,
                ..Fault::new(code, place?, problem).help("correct the first ones, and check again")
            })
        }));
        list
    }
}

/// The earlier of two places, or the only one.
fn earlier(one: Option<FilePlace>, other: Option<FilePlace>) -> Option<FilePlace> {
    one.into_iter().chain(other).min_by_key(|place| (place.file, place.span.start))
}

impl Extend<Fault> for Faults {
    fn extend<T: IntoIterator<Item = Fault>>(&mut self, faults: T) {
        faults.into_iter().for_each(|fault| self.push(fault));
    }
}

/// The position in a file at which a part of its text begins.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TextOrigin {
    /// The index of the file in the list of source files.
    pub file: usize,
    /// Byte offset into the text of the file.
    pub start: usize,
}

impl TextOrigin {
    /// Converts a range of the part to a range of the file.
    pub(crate) const fn place(self, span: Range<usize>) -> FilePlace {
        FilePlace { file: self.file, span: self.start + span.start..self.start + span.end }
    }
}

impl Fault {
    /// A fault for a value with the wrong type. A TOML date gets the help to quote it.
    pub(crate) fn wrong_type(place: FilePlace, problem: &str) -> Self {
        let fault = Self::new(Code::Type, place, problem);
        if problem.ends_with("found a date") { fault.help("put it in quotation marks") } else { fault }
    }

    /// A fault without help and without related places.
    pub(crate) fn new(code: Code, place: FilePlace, problem: impl Into<String>) -> Self {
        Self { code, place, problem: problem.into(), help: None, related: Vec::new(), times: 1 }
    }

    #[must_use]
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    #[must_use]
    pub(crate) fn related(mut self, place: &FilePlace, what: impl Into<String>) -> Self {
        self.related.push((place.clone(), what.into()));
        self
    }
}

/// Quotes a word of the brief for a message: in back-ticks, on one line, and cut after 60 characters.
pub(crate) fn quoted(word: &str) -> String {
    let word = &word.replace('\n', " ");
    match word.char_indices().nth(60) {
        Some((end, _)) => format!("`{}…`", &word[..end]),
        None => format!("`{word}`"),
    }
}

impl FilePlace {
    /// Moves the span inwards until it lies inside `text` and on character boundaries.
    pub(crate) fn within(&mut self, text: &str) {
        let end = floor_char_boundary(text, self.span.end);
        let start = floor_char_boundary(text, self.span.start.min(end));
        self.span = start..end;
    }
}

/// The greatest character boundary of `text` that is not after `at`.
pub(crate) fn floor_char_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_moved_into_the_text_and_onto_characters() {
        let moved = |span: Range<usize>| {
            let mut place = FilePlace { file: 0, span };
            place.within("aé");
            place.span
        };
        assert_eq!(moved(1..2), 1..1);
        assert_eq!(moved(1..3), 1..3);
        assert_eq!(moved(7..9), 3..3);
        let backwards = Range { start: 3, end: 1 };
        assert_eq!(moved(backwards), 1..1);
    }
}
