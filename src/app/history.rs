//! The navigation history: positions to go back and forward to. It never changes a pane.

use crate::storage::Bookmark;

/// The positions before and after the current one, the nearest last.
#[derive(Debug, Default)]
pub(super) struct NavigationHistory {
    past: Vec<Bookmark>,
    future: Vec<Bookmark>,
}

/// The number of positions that are kept.
const MAX_PLACES: usize = 200;

impl NavigationHistory {
    /// Records `here` before a jump away from it, and clears the forward positions.
    pub(super) fn push(&mut self, here: Bookmark) {
        self.future.clear();
        if self.past.last() != Some(&here) {
            self.past.push(here);
        }
        if self.past.len() > MAX_PLACES {
            self.past.remove(0);
        }
    }

    /// Returns the previous position other than `here`; `here` becomes the next one forward.
    pub(super) fn back(&mut self, here: Bookmark) -> Option<Bookmark> {
        step_back_or_forward(&mut self.past, &mut self.future, here)
    }

    /// Returns the position that was left by going back.
    pub(super) fn forward(&mut self, here: Bookmark) -> Option<Bookmark> {
        step_back_or_forward(&mut self.future, &mut self.past, here)
    }
}

fn step_back_or_forward(from: &mut Vec<Bookmark>, to: &mut Vec<Bookmark>, here: Bookmark) -> Option<Bookmark> {
    while from.last() == Some(&here) {
        from.pop();
    }
    let there = from.pop()?;
    to.push(here);
    Some(there)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(pane: &str) -> Bookmark {
        Bookmark { pane: pane.to_owned(), ..Bookmark::default() }
    }

    #[test]
    fn back_and_forward_undo_each_other() {
        let mut history = NavigationHistory::default();
        history.push(place("a"));
        history.push(place("b"));
        assert_eq!(history.back(place("c")), Some(place("b")));
        assert_eq!(history.back(place("b")), Some(place("a")));
        assert_eq!(history.back(place("a")), None);
        assert_eq!(history.forward(place("a")), Some(place("b")));
        history.push(place("b"));
        assert_eq!(history.forward(place("d")), None, "a new jump forgets the way forward");
    }
}
