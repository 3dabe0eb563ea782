//! Completion with Tab: first the common prefix of the candidates, then each candidate in turn. It knows no names or
//! fields itself.

use crate::search::Completion;
use crate::text::{self, TextLine, TextRun, Tone};

/// A line that is being completed.
#[derive(Debug)]
pub(super) struct TabCompletion {
    /// The line before and after the completed part.
    head: String,
    tail: String,
    candidates: Vec<String>,
    /// The index of the candidate in the line; `None` for the common prefix.
    at: Option<usize>,
}

/// The line after a completion.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct CompletedLine {
    pub(super) line: String,
    /// The position of the cursor, in characters.
    pub(super) before: usize,
}

impl TabCompletion {
    /// Starts to complete `line`; returns `None` if the completion does not belong to this line or has no candidates.
    pub(super) fn start(line: &str, completion: Completion) -> Option<(Self, CompletedLine)> {
        let Completion { replaces, candidates } = completion;
        let typed = line.get(replaces.clone())?;
        let common = common_prefix(&candidates)?;
        let is_longer = common.chars().count() > typed.chars().count();
        let at = (!is_longer || candidates.len() == 1).then_some(0);
        let (head, tail) = (line[..replaces.start].to_owned(), line[replaces.end..].to_owned());
        let tab_completion = Self { head, tail, candidates, at };
        let completed = tab_completion.completed_line();
        Some((tab_completion, completed))
    }

    /// Whether there is more than one candidate.
    pub(super) const fn has_choice(&self) -> bool {
        self.candidates.len() > 1
    }

    /// Puts the next or the previous candidate into the line; wraps around at the ends.
    pub(super) fn step(&mut self, forward: bool) -> CompletedLine {
        let count = self.candidates.len();
        self.at = Some(match (self.at, forward) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
        });
        self.completed_line()
    }

    fn completed_line(&self) -> CompletedLine {
        let Self { head, tail, candidates, at } = self;
        let inserted = match at {
            Some(at) => candidates[*at].as_str(),
            None => common_prefix(candidates).unwrap_or_default(),
        };
        CompletedLine {
            before: head.chars().count() + inserted.chars().count(),
            line: format!("{head}{inserted}{tail}"),
        }
    }

    /// The candidates in one row of `width` columns, scrolled so that the current one is visible.
    pub(super) fn candidates_line(&self, width: usize) -> TextLine {
        const GAP: usize = 3;
        let words: Vec<String> =
            self.candidates.iter().map(|candidate| text::clean(candidate.trim()).into_owned()).collect();
        let at = self.at.unwrap_or(0);
        let columns = |from: usize| words[from..=at].iter().map(|word| text::width(word) + GAP).sum::<usize>();
        let from = (0..=at).find(|from| columns(*from) <= width + GAP).unwrap_or(at);
        let tone = |index: usize| if self.at == Some(index) { Tone::Strong } else { Tone::Quiet };
        let parts = words.into_iter().enumerate().skip(from).flat_map(|(index, word)| {
            let gap = if index > from { " ".repeat(GAP) } else { String::new() };
            [(gap, Tone::Quiet), (word, tone(index))]
        });
        let runs = parts.map(|(text, tone)| TextRun { text, tone, marked: false }).collect();
        TextLine { indent: 0, runs }
    }
}

/// The longest common prefix; `None` without candidates.
fn common_prefix(candidates: &[String]) -> Option<&str> {
    let (first, rest) = candidates.split_first()?;
    let common = |other: &String| {
        let same = first.char_indices().zip(other.chars()).find(|((_, one), other)| one != other);
        same.map_or(first.len().min(other.len()), |((at, _), _)| at)
    };
    let length = rest.iter().map(common).min().unwrap_or(first.len());
    Some(&first[..length])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begin(line: &str, replaces: std::ops::Range<usize>, candidates: &[&str]) -> (TabCompletion, CompletedLine) {
        let candidates = candidates.iter().map(|candidate| (*candidate).to_owned()).collect();
        TabCompletion::start(line, Completion { replaces, candidates }).unwrap()
    }

    #[test]
    fn tab_first_takes_what_all_have_in_common_and_then_one_after_the_other() {
        let (mut tab_completion, first) = begin("x who:fe y", 2..8, &["who:federal govt ", "who:federal court "]);
        assert_eq!((first.line.as_str(), first.before), ("x who:federal  y", 14));
        assert_eq!(tab_completion.step(true).line, "x who:federal govt  y");
        assert_eq!(tab_completion.step(true).line, "x who:federal court  y");
        assert_eq!(tab_completion.step(true).line, "x who:federal govt  y");
        assert_eq!(tab_completion.step(false).line, "x who:federal court  y");
        assert_eq!(tab_completion.candidates_line(40).runs.len(), 4);
        assert_eq!(tab_completion.candidates_line(18).runs.len(), 2, "the one in the line is in sight");
    }

    #[test]
    fn where_nothing_is_in_common_tab_takes_the_first() {
        let (tab_completion, first) = begin("", 0..0, &["who:", "on:", "is:"]);
        assert_eq!((first.line.as_str(), first.before), ("who:", 4));
        assert!(tab_completion.has_choice());
        let (tab_completion, only) = begin("who:as", 0..6, &["who:Asif "]);
        assert_eq!(only.line, "who:Asif ");
        assert!(!tab_completion.has_choice());
    }

    #[test]
    fn prefixes_end_between_characters() {
        let common = |all: &[&str]| {
            let all: Vec<String> = all.iter().map(|one| (*one).to_owned()).collect();
            common_prefix(&all).map(str::to_owned)
        };
        assert_eq!(common(&["é", "è"]).as_deref(), Some(""));
        assert_eq!(common(&["who:عمر", "who:عمران"]).as_deref(), Some("who:عمر"));
        assert_eq!(common(&[]), None);
    }
}
