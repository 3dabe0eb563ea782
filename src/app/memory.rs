//! What is kept of a brief between two starts: marks, stars and the last place, all by id. Where it is kept is not known here.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// Kept beside a brief, never in it. Everything names things by id, so that an edited brief keeps what still exists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// Where the last reading stopped.
    pub last: Option<Bookmark>,
    /// Starred items, as [`Bookmark::items`] spells them.
    pub stars: BTreeSet<String>,
    /// Marked places, by their letter.
    pub marks: BTreeMap<String, Bookmark>,
}

/// A place in a brief.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Bookmark {
    /// The title of the focused pane.
    pub pane: String,
    /// The cursor's item of every pane, such as `actor:asif`, `cell:asif/direct-talks`, `statement:asif-federation`.
    pub items: Vec<String>,
    /// The pins, in the order in which they were set, spelt as `items`.
    pub pins: Vec<String>,
}

impl Memory {
    /// What is to be kept when, since `base` was recalled, this reader has come to `self` and others to `theirs`.
    ///
    /// Stars and marks that either side set are kept, stars that either took back are gone; the last place is this reader's.
    #[must_use]
    pub fn joined(&self, base: &Self, theirs: &Self) -> Self {
        let is_new = |star: &&String| !base.stars.contains(*star);
        let is_kept = |star: &&String| self.stars.contains(*star) || !base.stars.contains(*star);
        let stars = theirs.stars.iter().filter(is_kept).chain(self.stars.iter().filter(is_new)).cloned().collect();
        let mut marks = theirs.marks.clone();
        let set = self.marks.iter().filter(|(letter, place)| base.marks.get(*letter) != Some(place));
        marks.extend(set.map(|(letter, place)| (letter.clone(), place.clone())));
        Self { last: self.last.clone(), stars, marks }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stars(stars: &[&str]) -> Memory {
        Memory { stars: stars.iter().map(|star| (*star).to_owned()).collect(), ..Memory::default() }
    }

    #[test]
    fn two_readers_lose_nothing_of_each_other() {
        let base = stars(&["asif", "khar"]);
        let joined = stars(&["asif", "saif"]).joined(&base, &stars(&["asif", "khar", "khan"]));
        assert_eq!(joined.stars, stars(&["asif", "khan", "saif"]).stars, "khar's star was taken back here");
        let place = |pane: &str| Bookmark { pane: pane.to_owned(), ..Bookmark::default() };
        let marked =
            |letter: &str, pane| Memory { marks: [(letter.to_owned(), place(pane))].into(), ..Memory::default() };
        let joined = marked("a", "Actors").joined(&Memory::default(), &marked("b", "Sources"));
        assert_eq!(joined.marks.len(), 2);
    }
}
