//! Recognizes two causes of syntax errors: conflicts that git left, and quotation marks inside of a text. It never repairs a text.

use std::ops::Range;

/// The beginnings of the lines that git writes around the sides of a conflict, in their order; the second is optional.
const MARKERS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

/// A conflict that git left in a file.
pub(super) struct GitConflict {
    /// The bytes of the lines that git wrote, in order.
    lines: Vec<Range<usize>>,
    /// The bytes of the line between the sides.
    pub between: Range<usize>,
    /// What git calls the sides.
    pub names: [String; 2],
}

impl GitConflict {
    /// The complete conflicts of a text, in order.
    pub(super) fn find_all(text: &str) -> Vec<Self> {
        let (mut conflicts, mut markers, mut start) = (Vec::new(), Vec::new(), 0);
        for line in text.split_inclusive('\n') {
            if let Some(marker) = marker(line) {
                if marker == 0 {
                    markers.clear();
                }
                markers.push((marker, start..start + line.trim_end().len()));
                if marker == 3 {
                    conflicts.extend(Self::from_markers(text, &std::mem::take(&mut markers)));
                }
            }
            start += line.len();
        }
        conflicts
    }

    /// The conflict of these lines, each with its marker; `None` if one is missing or they are out of order.
    fn from_markers(text: &str, markers: &[(usize, Range<usize>)]) -> Option<Self> {
        let line = |marker: usize| markers.iter().find(|(other, _)| *other == marker).map(|(_, line)| line.clone());
        let name = |line: Range<usize>, unnamed: &str| {
            let name = text[line][MARKERS[0].len()..].trim();
            if name.is_empty() { unnamed.to_owned() } else { format!("`{name}`") }
        };
        let names = [name(line(0)?, "one side"), name(line(3)?, "the other")];
        let lines = markers.iter().map(|(_, line)| line.clone()).collect();
        markers.is_sorted_by_key(|(marker, _)| *marker).then_some(Self { lines, between: line(2)?, names })
    }

    /// Its first line.
    pub(super) fn first_line(&self) -> Range<usize> {
        self.lines.first().cloned().unwrap_or_default()
    }

    /// Whether git wrote the line that starts here.
    pub(super) fn has_line(&self, start: usize) -> bool {
        self.lines.iter().any(|line| line.start == start)
    }
}

/// The position in [`MARKERS`] of the marker that a line begins with.
fn marker(line: &str) -> Option<usize> {
    let is_marker = |marker: &str| {
        line.strip_prefix(marker).is_some_and(|rest| rest.trim_end().is_empty() || rest.starts_with(' '))
    };
    MARKERS.iter().position(|marker| is_marker(marker))
}

/// The mark that ends a text too early, because it is part of the text: in `key = "he said "no""`, a quotation mark; in `key = 'don't'`, an
/// apostrophe. `None` if no text of the line is like this.
pub(super) fn inner_mark(line: &str) -> Option<char> {
    let (_, value) = line.split_once('=')?;
    let mut rest = value.trim_start().trim_start_matches(['[', '{', ' ']);
    loop {
        let mark = rest.chars().next().filter(|char| matches!(char, '"' | '\''))?;
        if rest.starts_with("\"\"\"") || rest.starts_with("'''") {
            return None;
        }
        let inside = &rest[1..];
        let end =
            inside.char_indices().find(|(at, char)| *char == mark && !(mark == '"' && is_escaped(inside, *at)))?.0;
        let after = inside[end + 1..].trim_start();
        match after.chars().next() {
            Some(',') => rest = after[1..].trim_start(),
            None | Some(']' | '}' | '#') => return None,
            Some(_) => return Some(mark),
        }
    }
}

/// Whether an odd number of backslashes stands before `at`.
fn is_escaped(text: &str, at: usize) -> bool {
    text[..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_of_a_conflict_are_named() {
        let text = "a = 1\n<<<<<<< HEAD\nb = 2\nc = 3\n||||||| base\n=======\nb = 4\n>>>>>>> their-branch\nd = 5\n";
        let conflicts = GitConflict::find_all(text);
        let [conflict] = conflicts.as_slice() else { panic!("one conflict") };
        assert_eq!(conflict.names, ["`HEAD`", "`their-branch`"]);
        assert_eq!(&text[conflict.first_line()], "<<<<<<< HEAD");
        assert_eq!(&text[conflict.between.clone()], "=======");
        assert!(conflict.has_line(text.find("|||||||").unwrap()));
        for text in ["=======\n", "<<<<<<< a\n>>>>>>> b\n", ">>>>>>> b\n=======\n<<<<<<< a\n", "<<<<<<<<<\n", ""] {
            assert!(GitConflict::find_all(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_mark_that_ends_a_text_too_early_is_found() {
        for (line, expected) in [
            (r#"quote = "He said "no" to it""#, Some('"')),
            (r#"quote = ["One,", "he said "no" to it"]"#, Some('"')),
            (r#"text = { file = "a "b" c" }"#, None),
            ("quote = 'We don't pay'", Some('\'')),
            (r#"quote = "He said \"no\" to it""#, None),
            (r#"quote = "plain" # "a remark""#, None),
            (r#"quote = ["one", "two"]"#, None),
            (r#"quote = """He said "no"""""#, None),
            ("quote = 5", None),
            ("[[statement]]", None),
            ("quote = \"open", None),
        ] {
            assert_eq!(inner_mark(line), expected, "{line}");
        }
    }
}
