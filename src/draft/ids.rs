//! Makes ids as a person would: who, and the most telling word. They are unique in the brief.

use std::collections::{HashMap, HashSet};

use super::names::fold_words;
use super::names_lexicon::ORDINARY_WORDS;
use crate::model::Brief;

/// The most letters of a word that becomes part of an id.
const MAX_WORD: usize = 24;
/// Words that tell little, besides [`ORDINARY_WORDS`].
const DULL_WORDS: [&str; 24] = [
    "going", "think", "people", "about", "there", "would", "should", "could", "really", "being", "thing", "things",
    "because", "said", "saying", "want", "wants", "make", "made", "know", "time", "year", "years", "going",
];

/// The ids that are taken, and how often each word stands in the text.
pub(super) struct IdMaker {
    taken: HashSet<String>,
    frequency: HashMap<String, usize>,
    /// By id: the next number behind it that can be free.
    numbers: HashMap<String, usize>,
}

impl IdMaker {
    pub(super) fn new(text: &str, brief: Option<&Brief>, taken: &HashSet<String>) -> Self {
        let mut taken = taken.clone();
        if let Some(brief) = brief {
            taken.extend(brief.records().map(|record| brief.record_id(record).to_owned()));
            taken.extend(brief.actors.iter().map(|(_, actor)| actor.id.clone()));
            taken.extend(brief.sources.iter().map(|(_, source)| source.id.clone()));
            taken.extend(brief.issues.iter().map(|(_, issue)| issue.id.clone()));
        }
        // The word that the format keeps for itself.
        taken.insert("unnamed".to_owned());
        let mut frequency = HashMap::new();
        for word in fold_words(text) {
            *frequency.entry(letters(&word)).or_default() += 1;
        }
        Self { taken, frequency, numbers: HashMap::new() }
    }

    /// The first of some ids that is free, else the first with a number; it is taken then.
    fn take(&mut self, ids: impl Iterator<Item = String>) -> String {
        let mut first = None;
        for id in ids.filter(|id| !id.is_empty()) {
            if self.taken.insert(id.clone()) {
                return id;
            }
            first.get_or_insert(id);
        }
        let stem = first.unwrap_or_else(|| "draft".to_owned());
        let number = self.numbers.entry(stem.clone()).or_insert(2);
        loop {
            let id = format!("{stem}-{number}");
            *number += 1;
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }

    /// The id of an actor with this name: its last word, if nobody has that, else all.
    pub(super) fn actor(&mut self, name: &str, is_person: bool) -> String {
        let words: Vec<String> = slugs(name).collect();
        let all = words.join("-");
        let last = words.last().cloned().filter(|_| is_person);
        self.take(last.into_iter().chain([all]))
    }

    /// The id of a source with these telling words.
    pub(super) fn source(&mut self, words: &[String]) -> String {
        let words: Vec<String> = words.iter().flat_map(|word| slugs(word)).filter(|word| !is_dull(word)).collect();
        let lengths = [2, 3, 4];
        self.take(
            lengths.into_iter().map(|count| words[..words.len().min(count)].join("-")).chain(["article".to_owned()]),
        )
    }

    /// The id of a record of somebody with this content: his name, and the rarest long word.
    pub(super) fn record(&mut self, who: &str, content: &str) -> String {
        let mut words: Vec<String> = slugs(content).filter(|word| word.len() > 3 && !is_dull(word)).collect();
        let rank = |word: &String| {
            let count = self.frequency.get(word).copied().unwrap_or_default();
            (count > 3, std::cmp::Reverse(word.len().min(10)), count)
        };
        words.sort_by_key(rank);
        words.dedup();
        let who = slugs(who).next_back().unwrap_or_else(|| "unnamed".to_owned());
        let plain = words.is_empty().then(|| format!("{who}-said"));
        self.take(words.into_iter().map(|word| format!("{who}-{word}")).chain(plain).take(8))
    }
}

/// The words of a text as they can stand in an id.
fn slugs(text: &str) -> impl DoubleEndedIterator<Item = String> {
    fold_words(text).into_iter().map(|word| letters(&word)).filter(|word| !word.is_empty() && word.len() <= MAX_WORD)
}

/// The ASCII letters and digits of a folded word.
fn letters(word: &str) -> String {
    word.chars().filter(char::is_ascii_alphanumeric).collect()
}

fn is_dull(word: &str) -> bool {
    DULL_WORDS.contains(&word) || ORDINARY_WORDS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_who_and_the_most_telling_word() {
        let mut ids = IdMaker::new("The toll is a burden. The toll, the toll, the toll!", None, &HashSet::new());
        assert_eq!(ids.record("Irena Vidal", "“The toll is a burden.”"), "vidal-burden");
        assert_eq!(ids.record("Irena Vidal", "the toll is a burden"), "vidal-toll");
        assert_eq!(ids.record("Irena Vidal", "the toll is a burden"), "vidal-burden-2");
        assert_eq!(ids.record("", "No!"), "unnamed-said");
        assert_eq!(ids.actor("Irena Vidal", true), "vidal");
        assert_eq!(ids.actor("Anna Vidal", true), "anna-vidal");
        assert_eq!(ids.actor("Port Workers’ Union", false), "port-workers-union");
        assert_eq!(ids.actor("дом", false), "dom");
        assert_eq!(ids.source(&["The Council wants a toll".to_owned()]), "council-toll");
        assert_eq!(ids.source(&[]), "article");
    }
}
