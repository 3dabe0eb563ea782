//! Different words, each with its place: one text and a table of places, for millions of words are asked for and few of them are new.

use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder, HashTable};

/// Words, in the order in which they were met.
#[derive(Debug, Default)]
pub(super) struct Pool {
    text: String,
    /// Where each word ends.
    ends: Vec<usize>,
    places: HashTable<u32>,
    hashes: DefaultHashBuilder,
}

impl Pool {
    /// The place of a word, which is put behind all others where it is new.
    pub(super) fn place(&mut self, word: &str) -> u32 {
        let Self { text, ends, places, hashes } = self;
        let hash = hashes.hash_one(word);
        if let Some(place) = places.find(hash, |place| word_at(text, ends, *place) == word) {
            return *place;
        }
        let place = u32::try_from(ends.len()).unwrap_or(u32::MAX - 1);
        text.push_str(word);
        ends.push(text.len());
        places.insert_unique(hash, place, |place| hashes.hash_one(word_at(text, ends, *place)));
        place
    }

    /// The words, in their order.
    pub(super) fn words(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.ends.len()).map(|at| word_at(&self.text, &self.ends, u32::try_from(at).unwrap_or(u32::MAX)))
    }
}

fn word_at<'t>(text: &'t str, ends: &[usize], place: u32) -> &'t str {
    let place = place as usize;
    &text[place.checked_sub(1).map_or(0, |before| ends[before])..ends[place]]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_word_has_one_place(words in prop::collection::vec("[a-c]{0,2}", 0..60)) {
            let mut pool = Pool::default();
            let places: Vec<u32> = words.iter().map(|word| pool.place(word)).collect();
            let all: Vec<&str> = pool.words().collect();
            for (word, place) in words.iter().zip(places) {
                prop_assert_eq!(all[place as usize], word);
            }
            prop_assert!(all.iter().enumerate().all(|(at, word)| !all[..at].contains(word)));
        }
    }
}
