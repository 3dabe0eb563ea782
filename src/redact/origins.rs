//! What each source repeats, as far as the audience may know it. It counts no origins.

use std::collections::HashMap;
use std::iter::successors;

use crate::model::{Ix, Source, Table};

/// Source by source, the origin that a visible one is to have.
///
/// It is the nearest visible source up its chain of origins. Where all of them are hidden, of the sources that go back to the same one the
/// first stands for it, and the others repeat that: else each would seem to be an origin of its own, and the audience would take for
/// corroborated what one hidden wire has told them all.
pub(super) fn visible_origins(
    sources: &Table<Source>,
    is_visible: impl Fn(Ix<Source>) -> bool,
) -> Vec<Option<Ix<Source>>> {
    let mut stands_for: HashMap<Ix<Source>, Ix<Source>> = HashMap::new();
    let origin = |(at, source): (Ix<Source>, &Source)| {
        if !is_visible(at) {
            return None;
        }
        let chain = || successors(source.origin, |origin| sources[*origin].origin).take(sources.len());
        chain().find(|origin| is_visible(*origin)).or_else(|| {
            let first = *stands_for.entry(chain().last()?).or_insert(at);
            (first != at).then_some(first)
        })
    };
    sources.iter().map(origin).collect()
}
