//! What is shown, in a line that is never too long. It leaves out what a follower can best do without.

use super::encoding::encode;
use super::{LONGEST, ShownMessage};

impl ShownMessage {
    /// The line, with its line break: never longer than [`LONGEST`].
    ///
    /// What does not fit is left out, and `cut` says so: pins from the last, then items from the last, then the place, and in the
    /// end the key of the card, which is then empty. What is left of a place is a place.
    pub fn to_line(&self) -> Vec<u8> {
        let whole = self.encoded();
        if whole.len() <= LONGEST {
            return whole;
        }
        let parts = self.showing.place.as_ref().map_or(0, |place| place.items.len() + place.pins.len());
        let most = largest_fitting(parts, |count| self.truncated(count).encoded().len() > LONGEST);
        if let Some(most) = most.filter(|_| self.showing.place.is_some()) {
            return self.truncated(most).encoded();
        }
        let mut cut = Self { cut: true, ..self.clone() };
        cut.showing.place = None;
        if cut.encoded().len() > LONGEST {
            cut.showing.card.clear();
        }
        if cut.encoded().len() > LONGEST {
            cut.hash.clear();
        }
        cut.encoded()
    }

    fn encoded(&self) -> Vec<u8> {
        encode("shown", self)
    }

    /// Itself with only so many of the items and pins of its place, in this order.
    fn truncated(&self, count: usize) -> Self {
        let mut kept = Self { cut: true, ..self.clone() };
        if let Some(place) = &mut kept.showing.place {
            place.pins.truncate(count.saturating_sub(place.items.len()));
            place.items.truncate(count);
        }
        kept
    }
}

/// The largest number from 0 to `most` that is not `above`; `None` if 0 is. Whatever is larger than one that is above, is as well.
fn largest_fitting(most: usize, above: impl Fn(usize) -> bool) -> Option<usize> {
    let (mut fit, mut end) = (None, most + 1);
    let mut start = 0;
    while start < end {
        let middle = usize::midpoint(start, end);
        if above(middle) {
            end = middle;
        } else {
            fit = Some(middle);
            start = middle + 1;
        }
    }
    fit
}
