//! A change of a file of a brief that can be made again or taken back, also when somebody else has changed the file elsewhere. It opens no
//! file.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A change of a file of a brief: one stretch of its text, by another. The stretch has the lines around what differs that tell where it
/// belongs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileChange {
    /// The name of the file, as in [`SourceFile::name`](crate::diagnostics::SourceFile::name).
    pub file: String,
    /// The byte at which the stretch begins.
    pub at: usize,
    pub before: String,
    pub after: String,
}

impl FileChange {
    /// The change that makes one text another.
    pub(super) fn between(file: &str, before: &str, after: &str) -> Self {
        let shared = |pairs: &mut dyn Iterator<Item = (u8, u8)>| pairs.take_while(|(one, other)| one == other).count();
        let first = shared(&mut before.bytes().zip(after.bytes()));
        let longest = before.len().min(after.len()) - first;
        let kept = shared(&mut before.bytes().rev().zip(after.bytes().rev())).min(longest);
        // Only whole lines are kept at the end.
        let kept = &before.as_bytes()[before.len() - kept..];
        let kept = kept.iter().position(|byte| *byte == b'\n').map_or(0, |newline| kept.len() - newline - 1);
        let start = line_start(before, first);
        let middles = [before, after].map(|text| &text[start.min(text.len() - kept)..text.len() - kept]);
        let start = if middles.iter().any(|middle| middle.lines().any(is_header)) {
            start_with_line(before, start, |line| !line.trim().is_empty())
        } else {
            // Within a table: its header and its id tell that it is still the same.
            start_with_line(before, start, is_header)
        };
        let rest = before[before.len() - kept..].split_inclusive('\n');
        let mut was_blank = true;
        let around: usize =
            rest.take_while(|line| std::mem::replace(&mut was_blank, line.trim().is_empty())).map(str::len).sum();
        let text = |text: &str| text[start..text.len() - kept + around].to_owned();
        Self { file: file.to_owned(), at: start, before: text(before), after: text(after) }
    }

    /// The change that takes this one back.
    #[must_use]
    pub fn reversed(&self) -> Self {
        Self { before: self.after.clone(), after: self.before.clone(), ..self.clone() }
    }

    /// Applies the change to the text of its file.
    ///
    /// # Errors
    /// A sentence if somebody else has changed these lines meanwhile.
    pub fn apply(&self, text: &str) -> Result<String, String> {
        let at = self.place(text).ok_or_else(|| {
            let lines = self.before.lines().map(str::trim);
            let shown = lines.clone().find(|line| line.starts_with("id")).or_else(|| lines.clone().find(|line| !line.is_empty()));
            let shown: String = shown.unwrap_or_default().chars().take(60).collect();
            format!("{}: somebody has changed the lines at `{shown}` meanwhile; nothing was written, so change them by hand", self.file)
        })?;
        Ok(format!("{}{}{}", &text[..at.start], self.after, &text[at.end..]))
    }

    /// Where the stretch stands now: where it stood, or else where it stands once.
    fn place(&self, text: &str) -> Option<Range<usize>> {
        let length = self.before.len();
        if text.get(self.at..self.at + length) == Some(self.before.as_str()) {
            let is_unique_or_whole = length > 0 || text.is_empty();
            return is_unique_or_whole.then_some(self.at..self.at + length);
        }
        let mut found = text.match_indices(&self.before).filter(|_| length > 0);
        let (at, _) = found.next()?;
        found.next().is_none().then_some(at..at + length)
    }
}

fn is_header(line: &str) -> bool {
    line.trim_start_matches(['\u{feff}', ' ', '\t']).starts_with('[')
}

/// The beginning of the last line before `at` that is wanted, or of the text.
fn start_with_line(text: &str, at: usize, is_wanted: impl Fn(&str) -> bool) -> usize {
    let mut start = at;
    for line in text[..at].split_inclusive('\n').rev() {
        start -= line.len();
        if is_wanted(line) {
            break;
        }
    }
    start
}

fn line_start(text: &str, at: usize) -> usize {
    text.as_bytes()[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str =
        "[[issue]]\nid = 'a'\nlabel = 'x'\n\n[[issue]]\nid = 'b'\nlabel = 'x'\n\n[[issue]]\nid = 'c'\nlabel = 'y'\n";

    #[test]
    fn a_change_within_a_table_has_its_id_and_is_not_made_in_another() {
        let after = FILE.replace("'c'\nlabel = 'y'", "'c'\nlabel = 'x'");
        let change = FileChange::between("f", FILE, &after);
        assert_eq!(change.apply(FILE).unwrap(), after);
        assert_eq!(change.reversed().apply(&after).unwrap(), FILE);
        let elsewhere = format!("# new\n{after}");
        assert_eq!(change.reversed().apply(&elsewhere).unwrap(), format!("# new\n{FILE}"));
        let without = after.split("\n[[issue]]\nid = 'c'").next().unwrap();
        let refused = change.reversed().apply(without).unwrap_err();
        assert!(refused.contains("`id = 'c'`") && refused.contains("by hand"), "{refused}");
    }

    #[test]
    fn a_table_that_was_removed_comes_back_between_the_same_ones_or_not_at_all() {
        let after = FILE.replace("[[issue]]\nid = 'b'\nlabel = 'x'\n\n", "");
        let back = FileChange::between("f", FILE, &after).reversed();
        assert_eq!(back.apply(&after).unwrap(), FILE);
        let moved = format!("[brief]\ntitle = 't'\n\n{after}");
        assert_eq!(back.apply(&moved).unwrap(), format!("[brief]\ntitle = 't'\n\n{FILE}"));
        assert!(back.apply(&after.replace("'c'", "'d'")).is_err());
    }

    #[test]
    fn any_change_can_be_made_and_taken_back() {
        let texts =
            ["", "a", "a\n", "a\nb", "\n\na\n", "[x]\na\n\n[y]\n", "[x]\nä\n\n[y]\nä\n", FILE, "\u{feff}[x]\nb"];
        for (before, after) in texts.iter().flat_map(|one| texts.map(|other| (*one, other))) {
            let change = FileChange::between("f", before, after);
            assert_eq!(change.apply(before).as_deref(), Ok(after), "{before:?}");
            assert_eq!(change.reversed().apply(after).as_deref(), Ok(before), "{after:?}");
        }
    }
}
