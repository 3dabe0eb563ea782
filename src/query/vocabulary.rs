//! Which entries have which words in what is said: the words in order, so that all that begin alike stand together.

use std::collections::HashMap;

use fixedbitset::FixedBitSet;

/// Entries of an index, by their numbers.
pub(super) type Entries = FixedBitSet;

/// The words of all entries, while they are gathered.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    by_word: HashMap<String, Vec<u32>>,
}

/// The words of all entries.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// In the order of the alphabet, each with the entries that have it, in their order.
    words: Vec<(String, Vec<u32>)>,
}

impl Gathering {
    /// Takes down the words of an entry; entries come in their order.
    pub(super) fn add(&mut self, entry: u32, words: &str) {
        for word in words.split_ascii_whitespace() {
            if let Some(entries) = self.by_word.get_mut(word) {
                if entries.last() != Some(&entry) {
                    entries.push(entry);
                }
            } else {
                self.by_word.insert(word.to_owned(), vec![entry]);
            }
        }
    }

    pub(super) fn done(self) -> Vocabulary {
        let mut words: Vec<(String, Vec<u32>)> = self.by_word.into_iter().collect();
        words.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        Vocabulary { words }
    }
}

impl Vocabulary {
    /// The entries of `all` that have the word, or one that begins so where the word is `open`.
    pub(super) fn having(&self, word: &str, open: bool, all: usize) -> Entries {
        let mut having = Entries::with_capacity(all);
        let first = self.words.partition_point(|(other, _)| other.as_str() < word);
        let alike = self.words[first..]
            .iter()
            .take_while(|(other, _)| if open { other.starts_with(word) } else { other == word });
        for (_, entries) in alike {
            having.extend(entries.iter().map(|entry| *entry as usize));
        }
        having
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole_or_by_their_beginning() {
        let mut gathering = Gathering::default();
        for (entry, words) in (0..).zip([" direct attack \n attack ", " talks \n", " talk attacks "]) {
            gathering.add(entry, words);
        }
        let vocabulary = gathering.done();
        let having = |word, open| vocabulary.having(word, open, 3).ones().collect::<Vec<_>>();
        assert_eq!(having("attack", false), [0]);
        assert_eq!(having("attack", true), [0, 2]);
        assert_eq!(having("talk", false), [2]);
        assert_eq!(having("t", true), [1, 2]);
        assert_eq!(having("zebra", true), [] as [usize; 0]);
    }
}
