//! The hits of a question as a list that scrolls, of which only those near the window need be at hand. It asks for none.

use std::ops::Range;

use crate::app::list::PressedRow;
use crate::search::Hit;

/// So many hits, those of them that are at hand, a cursor and the first row on the screen.
#[derive(Debug, Default)]
pub struct HitList {
    len: usize,
    /// The place of the first that is at hand.
    first: usize,
    rows: Vec<Hit>,
    at: usize,
    top: usize,
}

impl HitList {
    /// A list of `len` hits with the cursor on the best, of which `rows` are at hand from the place `first` on.
    pub(super) fn new(len: usize, first: usize, rows: Vec<Hit>) -> Self {
        Self { len, first, rows, at: 0, top: 0 }
    }

    /// Has other rows of the same list at hand.
    pub(super) fn replace_rows(&mut self, len: usize, first: usize, rows: Vec<Hit>) {
        *self = Self { len, first, rows, at: self.at.min(len.saturating_sub(1)), top: self.top };
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Those that are at hand.
    pub fn rows(&self) -> &[Hit] {
        &self.rows
    }

    /// The hit at a place, where it is at hand.
    pub fn get(&self, at: usize) -> Option<Hit> {
        self.rows.get(at.checked_sub(self.first)?).copied()
    }

    /// The place of a hit that is at hand.
    pub(super) fn position(&self, is_it: impl FnMut(&Hit) -> bool) -> Option<usize> {
        self.rows.iter().position(is_it).map(|at| self.first + at)
    }

    /// The hit under the cursor, where it is at hand.
    pub fn current(&self) -> Option<Hit> {
        self.get(self.at)
    }

    /// The cursor's place.
    pub const fn at(&self) -> usize {
        self.at
    }

    /// The first on the screen.
    pub const fn top(&self) -> usize {
        self.top
    }

    /// The places that stand in a window of `height` rows.
    pub(super) fn visible_range(&self, height: usize) -> Range<usize> {
        self.top..(self.top + height).min(self.len)
    }

    /// The places that are to be at hand for a window of `height` rows, with some screenfuls before and behind; `None` where all that
    /// are in sight are.
    pub(super) fn range_to_fetch(&self, height: usize) -> Option<Range<usize>> {
        const SCREENFULS: usize = 4;
        let sight = self.visible_range(height.max(1));
        let at_hand = self.first..self.first + self.rows.len();
        let is_there = sight.is_empty() || at_hand.contains(&sight.start) && at_hand.end >= sight.end;
        let air = SCREENFULS * height.max(1);
        (!is_there).then(|| sight.start.saturating_sub(air)..(sight.end + air).min(self.len))
    }

    /// Puts the cursor on a place; beyond the last it stays where it is.
    pub(super) fn choose(&mut self, at: usize) {
        if at < self.len {
            self.at = at;
        }
    }

    /// Moves the cursor by `steps`, as far as there are hits.
    pub(super) fn step(&mut self, steps: isize) {
        self.at = self.at.saturating_add_signed(steps).min(self.len.saturating_sub(1));
    }

    /// Moves the cursor about a screenful of `height` rows.
    pub(super) fn page(&mut self, height: usize, down: bool) {
        let by = isize::try_from(height.saturating_sub(1).max(1)).unwrap_or(1);
        self.step(if down { by } else { -by });
    }

    /// Moves the cursor to the first or the last.
    pub(super) fn move_to_end(&mut self, last: bool) {
        self.at = if last { self.len.saturating_sub(1) } else { 0 };
    }

    /// Puts the cursor where a row of the screen is pressed, from 0.
    pub(super) fn press(&mut self, row: usize) -> PressedRow {
        let pressed = self.top + row;
        if pressed >= self.len {
            return PressedRow::Outside;
        }
        let again = self.at == pressed;
        self.at = pressed;
        if again { PressedRow::Current } else { PressedRow::New }
    }

    /// Scrolls by `rows` in a window of `height`; the cursor goes along as little as keeps it in sight.
    pub(super) fn scroll(&mut self, rows: isize, height: usize) {
        self.top = self.top.saturating_add_signed(rows).min(self.len.saturating_sub(height));
        let sight = self.visible_range(height);
        if !sight.is_empty() {
            self.at = self.at.clamp(sight.start, sight.end - 1);
        }
    }

    /// Scrolls as little as shows the cursor, and past the edge by a third: what comes next is seen early.
    pub(super) fn show_cursor(&mut self, height: usize) {
        let ahead = height / 3;
        if self.at < self.top {
            self.top = self.at.saturating_sub(ahead);
        } else if height > 0 && self.at >= self.top + height {
            self.top = self.at + 1 + ahead - height;
        }
        self.top = self.top.min(self.len.saturating_sub(height));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Ix, Record};

    fn hit(at: usize) -> Hit {
        Hit::new(at, Record::Statement(Ix::new(0)))
    }

    fn hits(first: usize, many: usize) -> HitList {
        HitList::new(1_000_000, first, (first..first + many).map(hit).collect())
    }

    #[test]
    fn a_million_hits_are_walked_with_a_few_at_hand() {
        let mut hits = hits(0, 50);
        assert_eq!((hits.range_to_fetch(10), hits.current().map(|hit| hit.brief)), (None, Some(0)));
        hits.move_to_end(true);
        hits.show_cursor(10);
        assert_eq!((hits.at(), hits.top(), hits.current()), (999_999, 999_990, None));
        assert_eq!(hits.range_to_fetch(10), Some(999_950..1_000_000));
        hits.replace_rows(1_000_000, 999_950, (999_950..1_000_000).map(hit).collect());
        assert_eq!((hits.range_to_fetch(10), hits.current().map(|hit| hit.brief)), (None, Some(999_999)));
        hits.scroll(-3, 10);
        assert_eq!((hits.at(), hits.top()), (999_996, 999_987));
        assert_eq!(hits.press(0), PressedRow::New);
        assert_eq!((hits.press(0), hits.at()), (PressedRow::Current, 999_987));
        assert_eq!(hits.range_to_fetch(10), None, "what is in sight is at hand");
    }

    #[test]
    fn no_hit_holds_no_cursor() {
        let mut hits = HitList::default();
        hits.move_to_end(true);
        hits.step(3);
        hits.show_cursor(5);
        assert_eq!((hits.at(), hits.current(), hits.range_to_fetch(5)), (0, None, None));
        assert_eq!(hits.press(0), PressedRow::Outside);
    }
}
