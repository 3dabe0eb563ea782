//! The way back: where one has been, and forward again.

use crate::storage::Bookmark;

/// Places on either side of the one where the reader stands, the nearest last.
#[derive(Debug, Default)]
pub(super) struct NavigationHistory {
    past: Vec<Bookmark>,
    future: Vec<Bookmark>,
}

/// Older places than these many are forgotten.
const MAX_PLACES: usize = 200;

impl NavigationHistory {
    /// Keeps `here` before a jump away from it; what was forward is forgotten.
    pub(super) fn push(&mut self, here: Bookmark) {
        self.future.clear();
        if self.past.last() != Some(&here) {
            self.past.push(here);
        }
        if self.past.len() > MAX_PLACES {
            self.past.remove(0);
        }
    }

    /// The last place that is not `here`, which becomes the way forward.
    pub(super) fn back(&mut self, here: Bookmark) -> Option<Bookmark> {
        step_back_or_forward(&mut self.past, &mut self.future, here)
    }

    /// The place that was left by going back.
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
        let mut trail = NavigationHistory::default();
        trail.push(place("a"));
        trail.push(place("b"));
        assert_eq!(trail.back(place("c")), Some(place("b")));
        assert_eq!(trail.back(place("b")), Some(place("a")));
        assert_eq!(trail.back(place("a")), None);
        assert_eq!(trail.forward(place("a")), Some(place("b")));
        trail.push(place("b"));
        assert_eq!(trail.forward(place("d")), None, "a new jump forgets the way forward");
    }
}
