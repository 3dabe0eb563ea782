//! A word diff of two texts. It does not interpret what changed.

use std::ops::Range;

use similar::{Algorithm, DiffOp};

/// A stretch of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DiffPiece {
    /// In both texts.
    Same(String),
    /// Only in the first text.
    Removed(String),
    /// Only in the second text.
    Added(String),
}

/// The largest number of words that are compared; a longer stretch that differs is one change.
const MAX_WORDS: usize = 4000;

/// The changes from `before` to `after`. The pieces that are not `Added` form `before`, those that are not `Removed` form `after`. Adjacent
/// pieces are of different kinds, and a removed piece precedes the one that replaces it.
pub fn words(before: &str, after: &str) -> Vec<DiffPiece> {
    words_by_key(before, after, str::to_owned)
}

/// As [`words`], but words with the same `key` are equal; `Same` pieces have the words of `after`.
pub fn words_by_key(before: &str, after: &str, key: impl Fn(&str) -> String) -> Vec<DiffPiece> {
    let (old, new) = (split(before), split(after));
    let keys = |words: &[&str]| words.iter().map(|word| key(word)).collect::<Vec<_>>();
    let (old_keys, new_keys) = (keys(&old), keys(&new));
    let mut builder = DiffBuilder::default();
    for hunk in hunks(&old_keys, &new_keys) {
        builder.same(&new[hunk.same]);
        builder.change(&old[hunk.removed], &new[hunk.added]);
    }
    builder.flush();
    builder.pieces
}

/// A stretch that is the same, and the change that follows.
struct Hunk {
    same: Range<usize>,
    removed: Range<usize>,
    added: Range<usize>,
}

fn hunks(old: &[String], new: &[String]) -> Vec<Hunk> {
    let head = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let most = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(one, other)| one == other).count();
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    let mut hunks = vec![Hunk { same: 0..head, removed: head..head, added: head..head }];
    if old_end.max(new_end) - head > MAX_WORDS {
        hunks.push(Hunk { same: head..head, removed: head..old_end, added: head..new_end });
    } else {
        let found = similar::capture_diff_slices(Algorithm::Myers, &old[head..old_end], &new[head..new_end]);
        hunks.extend(found.iter().map(|op| hunk_from(op, head)));
    }
    hunks.push(Hunk { same: new_end..new.len(), removed: 0..0, added: 0..0 });
    hunks
}

fn hunk_from(op: &DiffOp, head: usize) -> Hunk {
    let moved = |range: Range<usize>| range.start + head..range.end + head;
    let (removed, added) = (moved(op.old_range()), moved(op.new_range()));
    match op {
        DiffOp::Equal { .. } => Hunk { same: added, removed: 0..0, added: 0..0 },
        DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => Hunk { same: 0..0, removed, added },
    }
}

/// Splits a text into words, each followed by the space after it, so that no character is lost.
fn split(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut in_word = false;
    for (at, char) in text.char_indices() {
        if char.is_whitespace() == in_word {
            words.push(&text[start..at]);
            start = at;
        }
        in_word = !char.is_whitespace();
    }
    words.push(&text[start..]);
    words.retain(|word| !word.is_empty());
    words
}

#[derive(Default)]
struct DiffBuilder {
    pieces: Vec<DiffPiece>,
    /// What was removed and added since the last words that are the same.
    removed: String,
    added: String,
    /// The space after the change that is the same in both.
    space: String,
}

impl DiffBuilder {
    fn same(&mut self, words: &[&str]) {
        let text = words.concat();
        if self.is_replaced() && text.chars().all(char::is_whitespace) {
            self.space.push_str(&text);
        } else if !text.is_empty() {
            self.flush();
            match self.pieces.last_mut() {
                Some(DiffPiece::Same(before)) => before.push_str(&text),
                Some(DiffPiece::Removed(_) | DiffPiece::Added(_)) | None => self.pieces.push(DiffPiece::Same(text)),
            }
        }
    }

    /// Adds a change; adjacent changes become one.
    fn change(&mut self, removed: &[&str], added: &[&str]) {
        if removed.is_empty() && added.is_empty() {
            return;
        }
        let space = std::mem::take(&mut self.space);
        if !space.is_empty() && (removed.is_empty() || added.is_empty()) {
            self.space = space;
            self.flush();
        } else {
            self.removed.push_str(&space);
            self.added.push_str(&space);
        }
        self.removed.extend(removed.iter().copied());
        self.added.extend(added.iter().copied());
    }

    fn is_replaced(&self) -> bool {
        !self.removed.is_empty() && !self.added.is_empty()
    }

    /// Appends the pending change, and the space after it.
    fn flush(&mut self) {
        let take = std::mem::take;
        let pieces = [
            DiffPiece::Removed(take(&mut self.removed)),
            DiffPiece::Added(take(&mut self.added)),
            DiffPiece::Same(take(&mut self.space)),
        ];
        self.pieces.extend(pieces.into_iter().filter(|piece| !piece.text().is_empty()));
    }
}

impl DiffPiece {
    /// The words of the piece.
    pub fn text(&self) -> &str {
        match self {
            Self::Same(text) | Self::Removed(text) | Self::Added(text) => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn describe(before: &str, after: &str) -> String {
        let piece = |piece: &DiffPiece| match piece {
            DiffPiece::Same(text) => text.clone(),
            DiffPiece::Removed(text) => format!("[-{text}-]"),
            DiffPiece::Added(text) => format!("{{+{text}+}}"),
        };
        words(before, after).iter().map(piece).collect()
    }

    #[test]
    fn changes_are_shown_word_by_word() {
        for (before, after, expected) in [
            ("we will talk", "we will talk", "we will talk"),
            ("we will talk", "we may talk", "we [-will-]{+may+} talk"),
            ("we will talk today", "we may meet today", "we [-will talk-]{+may meet+} today"),
            ("we will talk", "we will not talk", "we will {+not +}talk"),
            ("we will not talk", "we will talk", "we will [-not -]talk"),
            ("", "new", "{+new+}"),
            ("old", "", "[-old-]"),
            ("", "", ""),
            ("a  b", "a b", "a[-  -]{+ +}b"),
        ] {
            assert_eq!(describe(before, after), expected);
        }
    }

    #[test]
    fn texts_too_long_to_compare_give_one_change() {
        let numbers = |from: u32| (from..from + 9000).map(|number| number.to_string()).collect::<Vec<_>>().join(" ");
        let pieces = words(&format!("a {} z", numbers(0)), &format!("a {} z", numbers(10_000)));
        assert_eq!(pieces.len(), 4);
        assert_eq!(pieces[0], DiffPiece::Same("a ".to_owned()));
    }

    proptest! {
        #[test]
        fn the_pieces_make_both_texts_again(before in "[ab \n]{0,12}|\\PC{0,20}", after in "[ab \n]{0,12}|\\PC{0,20}") {
            let pieces = words(&before, &after);
            let without = |left_out: fn(&DiffPiece) -> bool| -> String {
                pieces.iter().filter(|piece| !left_out(piece)).map(DiffPiece::text).collect()
            };
            prop_assert_eq!(without(|piece| matches!(piece, DiffPiece::Added(_))), before);
            prop_assert_eq!(without(|piece| matches!(piece, DiffPiece::Removed(_))), after);
            for pair in pieces.windows(2) {
                prop_assert_ne!(std::mem::discriminant(&pair[0]), std::mem::discriminant(&pair[1]));
            }
        }
    }
}
