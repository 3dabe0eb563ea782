//! A string interner: distinct words, numbered in the order in which they are added. Words are stored in one string, because millions of
//! words are looked up and few are new.

use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder, HashTable};

/// Distinct words, in the order in which they were added.
#[derive(Debug, Default)]
pub(super) struct Interner {
    text: String,
    /// The end of each word in `text`.
    ends: Vec<usize>,
    numbers: HashTable<u32>,
    hashes: DefaultHashBuilder,
}

impl Interner {
    /// The number of a word; a new word gets the next number.
    pub(super) fn intern(&mut self, word: &str) -> u32 {
        let Self { text, ends, numbers, hashes } = self;
        let hash = hashes.hash_one(word);
        if let Some(number) = numbers.find(hash, |number| word_at(text, ends, *number) == word) {
            return *number;
        }
        let number = u32::try_from(ends.len()).unwrap_or(u32::MAX - 1);
        text.push_str(word);
        ends.push(text.len());
        numbers.insert_unique(hash, number, |number| hashes.hash_one(word_at(text, ends, *number)));
        number
    }

    /// The words, in order.
    pub(super) fn words(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.ends.len()).map(|at| word_at(&self.text, &self.ends, u32::try_from(at).unwrap_or(u32::MAX)))
    }
}

fn word_at<'t>(text: &'t str, ends: &[usize], number: u32) -> &'t str {
    let number = number as usize;
    &text[number.checked_sub(1).map_or(0, |before| ends[before])..ends[number]]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_word_has_one_place(words in prop::collection::vec("[a-c]{0,2}", 0..60)) {
            let mut interner = Interner::default();
            let numbers: Vec<u32> = words.iter().map(|word| interner.intern(word)).collect();
            let all: Vec<&str> = interner.words().collect();
            for (word, number) in words.iter().zip(numbers) {
                prop_assert_eq!(all[number as usize], word);
            }
            prop_assert!(all.iter().enumerate().all(|(at, word)| !all[..at].contains(word)));
        }
    }
}
