//! A scrolling list whose cursor remembers its item, not its row, so that hiding and showing rows never moves it to
//! another item. It never draws.

use crate::keys::Motion;

/// A row of a [`ScrollList`].
pub trait ListRow: Copy + PartialEq {
    /// Whether the cursor can be on the row; headings are not selectable.
    fn is_selectable(self) -> bool {
        true
    }
}

/// Rows, a cursor and the first row on the screen. The cursor is on a selectable row whenever there is one.
#[derive(Debug, Clone)]
pub struct ScrollList<T> {
    rows: Vec<T>,
    /// The item that was chosen last; it may be hidden.
    chosen: Option<T>,
    at: usize,
    top: usize,
}

/// The result of a mouse press on a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PressedRow {
    /// A row other than the cursor's.
    New,
    /// The row under the cursor.
    Current,
    /// No row of the list.
    Outside,
}

impl<T: ListRow> ScrollList<T> {
    /// A list of `rows` with the cursor on the first selectable row.
    pub fn new(rows: Vec<T>) -> Self {
        let mut list = Self { rows: Vec::new(), chosen: None, at: 0, top: 0 };
        list.set_rows(rows);
        list
    }

    /// Replaces the rows. The cursor stays on its item if it is still there; otherwise it moves to the nearest
    /// selectable row.
    pub fn set_rows(&mut self, rows: Vec<T>) {
        self.rows = rows;
        let found = self.chosen.and_then(|chosen| self.position(chosen));
        let near = self.at.min(self.rows.len().saturating_sub(1));
        self.at = found.or_else(|| self.nearest_below(near)).unwrap_or(0);
        self.top = self.top.min(self.rows.len().saturating_sub(1));
    }

    /// Sets the first row on the screen, at most the last row.
    pub(super) fn set_top(&mut self, top: usize) {
        self.top = top.min(self.rows.len().saturating_sub(1));
    }

    /// All rows, shown or scrolled away.
    pub fn rows(&self) -> &[T] {
        &self.rows
    }

    /// The row under the cursor; `None` if no row is selectable.
    pub fn current(&self) -> Option<T> {
        self.rows.get(self.at).copied().filter(|row| row.is_selectable())
    }

    /// The index of the cursor's row.
    pub const fn at(&self) -> usize {
        self.at
    }

    /// The index of the first row on the screen.
    pub const fn top(&self) -> usize {
        self.top
    }

    /// The index of `row`.
    pub fn position(&self, row: T) -> Option<usize> {
        self.rows.iter().position(|other| *other == row)
    }

    /// Puts the cursor on `row`. Returns whether the list has it.
    pub fn choose(&mut self, row: T) -> bool {
        let found = self.position(row);
        if let Some(at) = found {
            self.at = at;
            self.chosen = Some(row);
        }
        found.is_some()
    }

    /// Moves the cursor in a window of `height` rows.
    pub(super) fn move_by(&mut self, motion: Motion, height: usize) {
        match motion {
            Motion::Rows(rows) => self.step(rows),
            Motion::Page { down } => self.page(height, down),
            Motion::End { last } => self.move_to_end(last),
        }
    }

    /// Moves the cursor by `steps` selectable rows, down if positive; stops at the ends.
    pub fn step(&mut self, steps: isize) {
        for _ in 0..steps.unsigned_abs() {
            let next = if steps > 0 { self.next_selectable(self.at) } else { self.previous_selectable(self.at) };
            let Some(next) = next else { break };
            self.at = next;
        }
        self.chosen = self.current().or(self.chosen);
    }

    /// Puts the cursor on a row of the screen, from 0; a press on a heading selects the row below it.
    pub(super) fn press(&mut self, row: usize) -> PressedRow {
        let pressed = self.top + row;
        let Some(at) = self.nearest_below(pressed).filter(|_| pressed < self.rows.len()) else {
            return PressedRow::Outside;
        };
        let again = self.at == pressed;
        self.at = at;
        self.chosen = self.current().or(self.chosen);
        if again { PressedRow::Current } else { PressedRow::New }
    }

    /// Scrolls by `rows` in a window of `height`. In the list that has the focus, the cursor moves as little as keeps
    /// it visible.
    pub(super) fn scroll(&mut self, rows: isize, height: usize, has_focus: bool) {
        self.top = self.top.saturating_add_signed(rows);
        self.clamp_top(height);
        if !has_focus {
            return;
        }
        let window = self.top..(self.top + height).min(self.rows.len());
        // Counts the heading above the row: otherwise the next step would scroll back.
        let is_visible = |at: &usize| self.rows[*at].is_selectable() && self.first_shown_row(*at, height) >= self.top;
        let near = window.filter(is_visible).min_by_key(|at| at.abs_diff(self.at));
        self.at = near.unwrap_or(self.at);
        self.chosen = self.current().or(self.chosen);
        self.show_cursor(height);
    }

    /// Moves the cursor by about a screenful of `height` rows.
    pub fn page(&mut self, height: usize, down: bool) {
        let by = height.saturating_sub(1).max(1);
        let target =
            if down { (self.at + by).min(self.rows.len().saturating_sub(1)) } else { self.at.saturating_sub(by) };
        let moved = if down { self.nearest_below(target) } else { self.nearest_above(target) };
        self.at = moved.unwrap_or(self.at);
        self.chosen = self.current().or(self.chosen);
    }

    /// Moves the cursor to the first or the last selectable row.
    pub fn move_to_end(&mut self, last: bool) {
        let target = if last { self.nearest_above(self.rows.len().saturating_sub(1)) } else { self.nearest_below(0) };
        self.at = target.unwrap_or(0);
        self.chosen = self.current().or(self.chosen);
    }

    /// Scrolls so that row `at` is visible in a window of `height` rows, with the heading above it if it fits.
    pub fn show(&mut self, at: usize, height: usize) {
        let first = self.first_shown_row(at, height);
        // Scroll a third of the window further: the user sees what follows, and a slow connection redraws the pane once
        // for several steps.
        let ahead = height / 3;
        if first < self.top {
            self.top = first.saturating_sub(ahead);
        } else if height > 0 && at >= self.top + height {
            self.top = at + 1 + ahead - height;
        }
        self.clamp_top(height);
    }

    /// The first row to show with `at`: its heading, if that fits.
    fn first_shown_row(&self, at: usize, height: usize) -> usize {
        let headed = height > 2 && at > 0 && self.rows.get(at - 1).is_some_and(|row| !row.is_selectable());
        at - usize::from(headed)
    }

    /// Keeps rows at the end from being empty while rows are hidden at the beginning.
    fn clamp_top(&mut self, height: usize) {
        self.top = self.top.min(self.rows.len().saturating_sub(height));
    }

    /// Scrolls as little as possible to show the cursor.
    pub fn show_cursor(&mut self, height: usize) {
        self.show(self.at, height);
    }

    /// Scrolls as little as possible to show the cursor of the list that has the focus; in another list, shows the
    /// nearest linked row unless one is visible.
    pub fn reveal(&mut self, height: usize, has_focus: bool, is_linked: impl Fn(T) -> bool) {
        let window = self.top..(self.top + height).min(self.rows.len());
        if has_focus {
            return self.show(self.at, height);
        }
        if !self.rows[window].iter().any(|row| is_linked(*row)) {
            let below = (self.top..self.rows.len()).find(|at| is_linked(self.rows[*at]));
            let nearest =
                below.or_else(|| (0..self.top.min(self.rows.len())).rev().find(|at| is_linked(self.rows[*at])));
            // Show it at the top: the rows after it are more likely to be linked than those before it.
            self.top = nearest.map_or(self.top, |at| at.saturating_sub(1));
        }
        self.clamp_top(height);
    }

    fn next_selectable(&self, at: usize) -> Option<usize> {
        (at + 1..self.rows.len()).find(|at| self.rows[*at].is_selectable())
    }

    fn previous_selectable(&self, at: usize) -> Option<usize> {
        (0..at.min(self.rows.len())).rev().find(|at| self.rows[*at].is_selectable())
    }

    fn nearest_below(&self, at: usize) -> Option<usize> {
        (at..self.rows.len()).find(|at| self.rows[*at].is_selectable()).or_else(|| self.previous_selectable(at))
    }

    fn nearest_above(&self, at: usize) -> Option<usize> {
        self.previous_selectable(at + 1).or_else(|| self.next_selectable(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tens are headings.
    impl ListRow for u8 {
        fn is_selectable(self) -> bool {
            !self.is_multiple_of(10)
        }
    }

    fn list() -> ScrollList<u8> {
        ScrollList::new(vec![10, 11, 12, 20, 21, 30, 31, 32])
    }

    #[test]
    fn the_cursor_passes_over_headings() {
        let mut list = list();
        assert_eq!(list.current(), Some(11));
        list.step(2);
        assert_eq!(list.current(), Some(21));
        list.step(-9);
        assert_eq!(list.current(), Some(11));
        list.move_to_end(true);
        assert_eq!(list.current(), Some(32));
        list.page(4, false);
        assert_eq!(list.current(), Some(21));
    }

    #[test]
    fn the_wheel_takes_the_cursor_along_and_is_never_held_by_a_heading() {
        let mut list = ScrollList::new((10..=99).collect::<Vec<u8>>());
        let mut tops = vec![list.top()];
        for _ in 0..40 {
            list.scroll(3, 7, true);
            assert!((list.top()..list.top() + 7).contains(&list.at()));
            let top = list.top();
            list.show_cursor(7);
            assert_eq!(list.top(), top, "what shows the cursor leaves it there");
            tops.push(top);
        }
        assert!(tops.windows(2).all(|pair| pair[1] == (pair[0] + 3).min(83)), "{tops:?}");
        list.scroll(-3, 7, false);
        assert_eq!((list.top(), list.at()), (80, 83), "without the focus only the view moves");
        list.scroll(-9, 7, true);
        assert_eq!((list.top(), list.at()), (71, 77));
    }

    #[test]
    fn a_press_on_a_heading_is_one_on_the_row_below_it() {
        let mut list = list();
        assert_eq!((list.press(3), list.current()), (PressedRow::New, Some(21)));
        assert_eq!((list.press(3), list.current()), (PressedRow::New, Some(21)));
        assert_eq!((list.press(4), list.current()), (PressedRow::Current, Some(21)));
        assert_eq!((list.press(8), list.current()), (PressedRow::Outside, Some(21)));
    }

    #[test]
    fn an_item_that_comes_back_has_its_cursor_again() {
        let mut list = list();
        list.choose(21);
        list.set_rows(vec![30, 31]);
        assert_eq!(list.current(), Some(31));
        list.set_rows(vec![10, 11, 20, 21]);
        assert_eq!(list.current(), Some(21));
        list.set_rows(Vec::new());
        assert_eq!(list.current(), None);
        list.set_rows(vec![10]);
        assert_eq!(list.current(), None, "a heading alone holds no cursor");
    }

    #[test]
    fn scrolling_shows_the_heading_and_leaves_no_empty_rows() {
        let mut list = list();
        list.choose(32);
        list.show_cursor(3);
        assert_eq!(list.top(), 5);
        list.choose(21);
        list.show_cursor(3);
        assert_eq!(list.top(), 2, "with its heading, and a third of the window before it");
        list.show_cursor(20);
        assert_eq!(list.top(), 0);
    }
}
