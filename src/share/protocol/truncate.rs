//! Encodes what is shown as a line of limited length. It omits the least important parts first.

use super::encoding::encode;
use super::{LONGEST, ShownMessage};

impl ShownMessage {
    /// Encodes the message as a line with its line break, never longer than [`LONGEST`].
    ///
    /// Parts that do not fit are left out and `cut` is set: first pins from the last, then items from the last, then the whole place, then
    /// the key of the card, then the hash. A shortened place is still a valid place.
    pub fn to_line(&self) -> Vec<u8> {
        let whole = self.encoded();
        if whole.len() <= LONGEST {
            return whole;
        }
        let parts = self.showing.place.as_ref().map_or(0, |place| place.items.len() + place.pins.len());
        let max_parts = largest_fitting(parts, |count| self.truncated(count).encoded().len() > LONGEST);
        if let Some(max_parts) = max_parts.filter(|_| self.showing.place.is_some()) {
            return self.truncated(max_parts).encoded();
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

    /// Returns a copy with only the first `count` items and pins of the place, in this order.
    fn truncated(&self, count: usize) -> Self {
        let mut kept = Self { cut: true, ..self.clone() };
        if let Some(place) = &mut kept.showing.place {
            place.pins.truncate(count.saturating_sub(place.items.len()));
            place.items.truncate(count);
        }
        kept
    }
}

/// Returns the largest number from 0 to `max` that is not `too_large`, or `None` if 0 is. `too_large` must be monotonic.
fn largest_fitting(max: usize, too_large: impl Fn(usize) -> bool) -> Option<usize> {
    let (mut fit, mut end) = (None, max + 1);
    let mut start = 0;
    while start < end {
        let middle = usize::midpoint(start, end);
        if too_large(middle) {
            end = middle;
        } else {
            fit = Some(middle);
            start = middle + 1;
        }
    }
    fit
}
