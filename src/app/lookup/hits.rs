//! A scrolling list of hits, of which only those near the window are loaded. It never loads any itself.

use std::ops::Range;

use crate::app::list::PressedRow;
use crate::search::Hit;

/// The number of hits, the loaded ones, a cursor and the first row on the screen.
#[derive(Debug, Default)]
pub struct HitList {
    len: usize,
    /// The index of the first loaded hit.
    first: usize,
    rows: Vec<Hit>,
    at: usize,
    top: usize,
}

impl HitList {
    /// A list of `len` hits with the cursor on the best one; `rows` are loaded, from the index `first` on.
    pub(super) fn new(len: usize, first: usize, rows: Vec<Hit>) -> Self {
        Self { len, first, rows, at: 0, top: 0 }
    }

    /// Replaces the loaded rows of the same list.
    pub(super) fn replace_rows(&mut self, len: usize, first: usize, rows: Vec<Hit>) {
        *self = Self { len, first, rows, at: self.at.min(len.saturating_sub(1)), top: self.top };
    }

    /// The number of hits.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no hits.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The loaded hits.
    pub fn rows(&self) -> &[Hit] {
        &self.rows
    }

    /// The hit with this index; `None` if it is not loaded.
    pub fn get(&self, at: usize) -> Option<Hit> {
        self.rows.get(at.checked_sub(self.first)?).copied()
    }

    /// The index of a loaded hit.
    pub(super) fn position(&self, is_match: impl FnMut(&Hit) -> bool) -> Option<usize> {
        self.rows.iter().position(is_match).map(|at| self.first + at)
    }

    /// The hit under the cursor; `None` if it is not loaded.
    pub fn current(&self) -> Option<Hit> {
        self.get(self.at)
    }

    /// The index of the cursor.
    pub const fn at(&self) -> usize {
        self.at
    }

    /// The index of the first hit on the screen.
    pub const fn top(&self) -> usize {
        self.top
    }

    /// The indices that are visible in a window of `height` rows.
    pub(super) fn visible_range(&self, height: usize) -> Range<usize> {
        self.top..(self.top + height).min(self.len)
    }

    /// The indices to load for a window of `height` rows, with some screenfuls before and after; `None` if all visible
    /// hits are loaded.
    pub(super) fn range_to_fetch(&self, height: usize) -> Option<Range<usize>> {
        const SCREENFULS: usize = 4;
        let visible = self.visible_range(height.max(1));
        let loaded = self.first..self.first + self.rows.len();
        let is_loaded = visible.is_empty() || loaded.contains(&visible.start) && loaded.end >= visible.end;
        let margin = SCREENFULS * height.max(1);
        (!is_loaded).then(|| visible.start.saturating_sub(margin)..(visible.end + margin).min(self.len))
    }

    /// Puts the cursor on a hit; does nothing beyond the last one.
    pub(super) fn choose(&mut self, at: usize) {
        if at < self.len {
            self.at = at;
        }
    }

    /// Moves the cursor by `steps`, down if positive; stops at the ends.
    pub(super) fn step(&mut self, steps: isize) {
        self.at = self.at.saturating_add_signed(steps).min(self.len.saturating_sub(1));
    }

    /// Puts the cursor on a row of the screen, from 0.
    pub(super) fn press(&mut self, row: usize) -> PressedRow {
        let pressed = self.top + row;
        if pressed >= self.len {
            return PressedRow::Outside;
        }
        let again = self.at == pressed;
        self.at = pressed;
        if again { PressedRow::Current } else { PressedRow::New }
    }

    /// Scrolls by `rows` in a window of `height`; the cursor moves as little as keeps it visible.
    pub(super) fn scroll(&mut self, rows: isize, height: usize) {
        self.top = self.top.saturating_add_signed(rows).min(self.len.saturating_sub(height));
        let visible = self.visible_range(height);
        if !visible.is_empty() {
            self.at = self.at.clamp(visible.start, visible.end - 1);
        }
    }

    /// Scrolls to show the cursor. Past an edge it scrolls a third of the window further, so that the user sees what
    /// follows.
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
        hits.step(isize::MAX / 2);
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
        hits.step(isize::MAX / 2);
        hits.step(3);
        hits.show_cursor(5);
        assert_eq!((hits.at(), hits.current(), hits.range_to_fetch(5)), (0, None, None));
        assert_eq!(hits.press(0), PressedRow::Outside);
    }
}
