//! Aligns a list of words with the nearest stretch of another, by the fewest words replaced, left out or added.

use std::ops::Range;

/// An alignment.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Alignment {
    /// The stretch of the searched words.
    pub span: Range<usize>,
    /// The words that are the same in both, in order.
    pub same: Vec<usize>,
}

/// Aligns all of `words` with a stretch of `text_words`; `None` never equals another word. The time is the product of the lengths.
pub(super) fn align(words: &[Option<usize>], text_words: &[Option<usize>]) -> Alignment {
    let width = text_words.len() + 1;
    // Edit distances by row (words) and column (words of the text). Beginning late and ending early in `text_words` costs nothing. Of as few
    // edits, those that keep more words cost less: a word that is not kept costs one more, and an edit more than all words.
    let edit = words.len() + 1;
    let replacement = |row: usize, column: usize| if is_same(words[row], text_words[column]) { 0 } else { edit + 1 };
    let mut costs: Vec<usize> = vec![0; width];
    for row in 0..words.len() {
        costs.push((row + 1) * (edit + 1));
        for column in 0..text_words.len() {
            let above = row * width + column;
            let replaced = costs[above] + replacement(row, column);
            let left_out = costs[above + 1] + edit + 1;
            let added = costs[above + width] + edit;
            costs.push(replaced.min(left_out).min(added));
        }
    }
    let last = words.len() * width;
    // Among equal ends the one whose last word is the same wins, else the last, so that a changed last word counts as replaced.
    let fewest = costs[last..].iter().min().copied().unwrap_or(0);
    let ends = || (0..width).filter(|column| costs[last + column] == fewest);
    let is_last = |column: &usize| *column > 0 && is_same(words.last().copied().flatten(), text_words[column - 1]);
    let end = ends().find(is_last).or_else(|| ends().next_back()).unwrap_or(0);
    let (mut row, mut column, mut same) = (words.len(), end, Vec::new());
    while row > 0 {
        let cost = costs[row * width + column];
        let above = (row - 1) * width;
        let replaced = column.checked_sub(1).filter(|left| costs[above + left] + replacement(row - 1, *left) == cost);
        if let Some(left) = replaced {
            same.extend(words[row - 1].filter(|_| is_same(words[row - 1], text_words[left])));
            (row, column) = (row - 1, left);
        } else if costs[above + column] + edit + 1 == cost {
            row -= 1;
        } else {
            column -= 1;
        }
    }
    same.reverse();
    Alignment { span: column..end, same }
}

fn is_same(one: Option<usize>, other: Option<usize>) -> bool {
    one.is_some() && one == other
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stretch_has_the_words_in_order_and_those_in_their_place() {
        let align = |words: &[usize], text_words: &[usize]| {
            let some = |list: &[usize]| list.iter().map(|word| (*word > 0).then_some(*word)).collect::<Vec<_>>();
            let aligned = align(&some(words), &some(text_words));
            (aligned.span, aligned.same)
        };
        let text_words = [9, 9, 1, 2, 3, 4, 9, 9];
        assert_eq!(align(&[1, 2, 3, 4], &text_words), (2..6, vec![1, 2, 3, 4]));
        assert_eq!(align(&[1, 2, 0, 4], &text_words), (2..6, vec![1, 2, 4]), "a word changed");
        assert_eq!(align(&[1, 2, 4], &text_words), (2..6, vec![1, 2, 4]), "one left out");
        assert_eq!(align(&[1, 2, 0, 3, 4], &text_words), (2..6, vec![1, 2, 3, 4]), "one too many");
        assert_eq!(align(&[0, 2, 3, 0], &text_words), (2..6, vec![2, 3]), "those at the ends changed");
        assert_eq!(align(&[1, 3, 4], &text_words), (2..6, vec![1, 3, 4]), "one left out after the first");
        assert_eq!(align(&[], &text_words), (8..8, vec![]));
        assert_eq!(align(&[1, 2], &[]), (0..0, vec![]));
    }
}
