//! What is wrong with a brief, and where. It never prints: `report` does.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Code;

/// So many faults of one code are kept; the others are counted.
pub const MOST_FAULTS: usize = 1_000;

/// A stretch of one of the files that were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePlace {
    /// Position of the file in the list that was read.
    pub file: usize,
    /// Bytes of its text: always inside it, and on the bounds of characters.
    pub span: Range<usize>,
}

/// One thing that is wrong, with the place where it is to be put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub code: Code,
    pub place: FilePlace,
    /// A lower-case fragment: ``statement `s3`: no actor `gandapour` ``.
    pub problem: String,
    /// The way out, where there is one to offer: ``did you mean `gandapur`?``.
    pub help: Option<String>,
    /// Other places that have a part in it, each with what it is.
    pub related: Vec<(FilePlace, String)>,
    /// How many things that are wrong it stands for: one, but for the last of a code of which there are very many.
    pub times: usize,
}

/// All faults of a brief as they are found; of a code that has very many, the first alone are kept, and the others counted.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    list: Vec<Fault>,
    found: BTreeMap<Code, FaultCount>,
}

/// How many faults of one code were found.
#[derive(Debug, Default)]
struct FaultCount {
    kept: usize,
    more: usize,
    /// Where the first is that was not kept.
    place: Option<FilePlace>,
}

impl Faults {
    pub(crate) fn push(&mut self, fault: Fault) {
        let found = self.found.entry(fault.code).or_default();
        if found.kept < MOST_FAULTS {
            found.kept += 1;
            self.list.push(fault);
        } else {
            found.more += 1;
            found.place = first(found.place.take(), Some(fault.place));
        }
    }

    /// Adds those that were found behind these.
    pub(crate) fn add_all(&mut self, others: Self) {
        self.extend(others.list);
        for (code, FaultCount { more, place, .. }) in others.found {
            let found = self.found.entry(code).or_default();
            found.more += more;
            found.place = first(found.place.take(), place);
        }
    }

    /// How many were found.
    pub(crate) fn len(&self) -> usize {
        self.found.values().map(|found| found.kept + found.more).sum()
    }

    /// Those that were kept, and for each code that has more, one that counts them, where the first of them is.
    pub(crate) fn into_list(self) -> Vec<Fault> {
        let Self { mut list, found } = self;
        list.extend(found.into_iter().filter_map(|(code, FaultCount { more, place, .. })| {
            let problem = format!("{more} more of `{code}`, which are counted and not told; the first of them is here");
            Some(Fault {
                times: more,
                ..Fault::new(code, place?, problem).help("mend the first ones, and check again")
            })
        }));
        list
    }
}

/// The earlier of two places, where there are both.
fn first(one: Option<FilePlace>, other: Option<FilePlace>) -> Option<FilePlace> {
    one.into_iter().chain(other).min_by_key(|place| (place.file, place.span.start))
}

impl Extend<Fault> for Faults {
    fn extend<T: IntoIterator<Item = Fault>>(&mut self, faults: T) {
        faults.into_iter().for_each(|fault| self.push(fault));
    }
}

/// Where a text begins that is a part of a file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TextOrigin {
    pub file: usize,
    pub start: usize,
}

impl TextOrigin {
    /// A stretch of the text as one of its file.
    pub(crate) const fn place(self, span: Range<usize>) -> FilePlace {
        FilePlace { file: self.file, span: self.start + span.start..self.start + span.end }
    }
}

impl Fault {
    /// A value of another type than is expected there.
    pub(crate) fn wrong_type(place: FilePlace, problem: &str) -> Self {
        let fault = Self::new(Code::Type, place, problem);
        if problem.ends_with("found a date") { fault.help("put it in quotation marks") } else { fault }
    }

    /// A fault without help.
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

/// A word of the brief's as it is quoted in a message: in back-ticks, on one line, and cut when it is long.
pub(crate) fn quoted(word: &str) -> String {
    let word = &word.replace('\n', " ");
    match word.char_indices().nth(60) {
        Some((end, _)) => format!("`{}…`", &word[..end]),
        None => format!("`{word}`"),
    }
}

impl FilePlace {
    /// The place with its span moved inwards until it fits `text`.
    pub(crate) fn within(&mut self, text: &str) {
        let end = floor_char_boundary(text, self.span.end);
        let start = floor_char_boundary(text, self.span.start.min(end));
        self.span = start..end;
    }
}

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
