//! The index of names: persons, roles, issues, outlets, places, each found by its words. Only here are other spellings and typing errors
//! accepted.

use std::collections::HashMap;
use std::hash::BuildHasher as _;

use fixedbitset::FixedBitSet;
use hashbrown::{DefaultHashBuilder, HashTable};
use serde::{Deserialize, Serialize};

use super::fuzzy::{FuzzyName, is_particle};
use crate::search::fold::{fold_into, fold_joined};

/// The class of a named entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(in crate::search) enum NameClass {
    /// An actor, by every spelling.
    Person,
    /// A role, by its title.
    Role,
    /// A source's description of somebody whom it does not name.
    Description,
    /// An issue, by its label and id.
    Label,
    /// An issue, by its question.
    Question,
    Outlet,
    Place,
    /// A source, by its id, title and author.
    Source,
    /// A brief, by its name and title.
    Brief,
}

/// An entity with names. Two entities of one class with the same spellings are one.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::search) struct NamedEntity {
    pub(in crate::search) class: NameClass,
    /// The name for messages.
    pub(in crate::search) display_name: String,
    /// What distinguishes it from others of the same name: a person's role.
    pub(in crate::search) disambiguation: Option<String>,
    /// The folded spellings, each between spaces and on its own line.
    pub(in crate::search) spellings: String,
}

impl NamedEntity {
    /// Whether one of its words begins with `part`, which is folded.
    pub(in crate::search) fn has_word_beginning(&self, part: &str) -> bool {
        self.spellings.contains(&format!(" {part}"))
    }
}

/// Distinct entities, in the order in which they were added.
#[derive(Debug, Default)]
pub(in crate::search) struct EntityTable {
    entities: Vec<NamedEntity>,
    by_spelling: HashTable<u32>,
    hashes: DefaultHashBuilder,
}

/// The index of all names, by their words.
#[derive(Debug, Default)]
pub(in crate::search) struct NamesIndex {
    entities: Vec<NamedEntity>,
    /// The distinct words of all spellings, in alphabetical order.
    words: Vec<FuzzyName>,
    /// For each word the entities that have it.
    entities_by_word: Vec<Vec<u32>>,
}

/// A set of entities, by their numbers in a [`NamesIndex`].
pub(in crate::search) type EntityIds = FixedBitSet;

/// How much a word may differ from the name that it matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) enum MatchLevel {
    /// The same word, or another transliteration.
    Strict,
    /// Else the beginning of another spelling, else a typing error.
    Forgiving,
}

/// The entities that a word matches.
#[derive(Debug, Clone, Default)]
pub(in crate::search) struct NameMatch {
    pub(in crate::search) entities: EntityIds,
    /// The words of the names that matched.
    pub(in crate::search) matched_words: Vec<String>,
    /// Whether the word was taken for a typing error.
    pub(in crate::search) mistyped: bool,
}

impl NameMatch {
    /// Adds the matches of the same words in another spelling.
    pub(in crate::search) fn add(&mut self, other: Self) {
        self.entities.union_with(&other.entities);
        self.matched_words.extend(other.matched_words);
        self.mistyped |= other.mistyped;
    }
}

impl EntityTable {
    /// Adds an entity with these spellings, and returns its number; `None` if no spelling has a letter or digit. The number is that of the
    /// known entity if there is one.
    pub(in crate::search) fn insert<'a>(
        &mut self,
        class: NameClass,
        display_name: &str,
        spellings: impl IntoIterator<Item = &'a str>,
    ) -> Option<u32> {
        let mut lines = String::new();
        for spelling in spellings {
            lines.push(' ');
            let start = lines.len();
            fold_into(spelling, &mut lines);
            let joined = fold_joined(spelling).or_else(|| with_article_joined(&lines[start..]));
            lines.push_str(" \n");
            if let Some(joined) = joined {
                lines.extend([" ", &joined, " \n"]);
            }
        }
        if lines.trim().is_empty() {
            return None;
        }
        self.insert_entity(NamedEntity {
            class,
            display_name: display_name.to_owned(),
            disambiguation: None,
            spellings: lines,
        })
    }

    /// Adds an entity, and returns its number; `None` if there are too many.
    pub(in crate::search) fn insert_entity(&mut self, entity: NamedEntity) -> Option<u32> {
        let Self { entities, by_spelling, hashes } = self;
        let key = |entity: &NamedEntity| hashes.hash_one((entity.class, entity.spellings.as_str()));
        let is_same = |number: &u32| {
            let known: &NamedEntity = &entities[*number as usize];
            known.class == entity.class && known.spellings == entity.spellings
        };
        if let Some(number) = by_spelling.find(key(&entity), is_same).copied() {
            let known = &mut entities[number as usize].disambiguation;
            // The first disambiguation stays.
            *known = known.take().or(entity.disambiguation);
            return Some(number);
        }
        let next = u32::try_from(entities.len()).ok().filter(|next| *next < MAX_ENTITIES)?;
        by_spelling.insert_unique(key(&entity), next, |number| key(&entities[*number as usize]));
        entities.push(entity);
        Some(next)
    }

    /// Sets what distinguishes an entity from others of the same name, if it is not set.
    pub(in crate::search) fn set_disambiguation(&mut self, number: u32, disambiguation: impl FnOnce() -> String) {
        self.entities[number as usize].disambiguation.get_or_insert_with(disambiguation);
    }

    /// The entities, in order.
    pub(in crate::search) fn entities(&self) -> &[NamedEntity] {
        &self.entities
    }

    pub(in crate::search) fn into_entities(self) -> Vec<NamedEntity> {
        self.entities
    }
}

/// The folded name with its Arabic articles joined to the words behind them, as many outlets write it: `ahmed alsharaa`. `None` if it has none.
fn with_article_joined(folded: &str) -> Option<String> {
    let joined = format!(" {folded}").replace(" al ", " al").replace(" el ", " el");
    (joined.len() <= folded.len()).then(|| joined.trim_start().to_owned())
}

/// The largest number of entities, so that an entity and a relation fit into 32 bits.
const MAX_ENTITIES: u32 = 1 << 27;

impl NamesIndex {
    /// Builds the index of these entities.
    pub(in crate::search) fn build(entities: Vec<NamedEntity>) -> Self {
        let mut entities_by_word: HashMap<&str, Vec<u32>> = HashMap::new();
        for (number, entity) in (0..).zip(&entities) {
            for word in entity.spellings.split_ascii_whitespace() {
                let numbers = entities_by_word.entry(word).or_default();
                if numbers.last() != Some(&number) {
                    numbers.push(number);
                }
            }
        }
        let mut words: Vec<(&str, Vec<u32>)> = entities_by_word.into_iter().collect();
        words.sort_unstable_by_key(|(word, _)| *word);
        let (words, entities_by_word) =
            words.into_iter().map(|(word, entities_by_word)| (FuzzyName::new(word), entities_by_word)).unzip();
        Self { entities, words, entities_by_word }
    }

    /// The entities of a class, in the order in which they were added.
    pub(in crate::search) fn entities_of(&self, class: NameClass) -> impl Iterator<Item = (u32, &NamedEntity)> {
        (0..).zip(&self.entities).filter(move |(_, entity)| entity.class == class)
    }

    pub(in crate::search) fn entity(&self, number: usize) -> &NamedEntity {
        &self.entities[number]
    }

    /// The empty set.
    pub(in crate::search) fn empty_set(&self) -> EntityIds {
        EntityIds::with_capacity(self.entities.len())
    }

    /// The entities of `classes` with a spelling that contains `phrase`, which is folded and begins with a space. If it ends with a space,
    /// its last word must be whole.
    pub(in crate::search) fn with_phrase(&self, phrase: &str, classes: &[NameClass]) -> EntityIds {
        let mut found = self.empty_set();
        let matches =
            |entity: &&(usize, &NamedEntity)| classes.contains(&entity.1.class) && entity.1.spellings.contains(phrase);
        found.extend(self.entities.iter().enumerate().filter(|entity| matches(&entity)).map(|(number, _)| number));
        found
    }

    /// The entities of `classes` that `word` matches: whole or in another spelling; else by its beginning, if it `may_be_prefix`; else as far
    /// as `level` allows.
    pub(in crate::search) fn matching(
        &self,
        word: &str,
        classes: &[NameClass],
        may_be_prefix: bool,
        level: MatchLevel,
    ) -> NameMatch {
        let name = FuzzyName::new(word);
        let whole = self.gather(classes, self.words_that(|other| other.word == word || name.is_spelling_of(other)));
        if !whole.matched_words.is_empty() {
            return whole;
        }
        let by_beginning = self.gather(classes, self.words_that(|other| may_be_prefix && other.word.starts_with(word)));
        match level {
            MatchLevel::Strict => by_beginning,
            MatchLevel::Forgiving if !by_beginning.matched_words.is_empty() => by_beginning,
            MatchLevel::Forgiving => {
                let by_beginning =
                    self.gather(classes, self.words_that(|other| may_be_prefix && name.begins_spelling_of(other)));
                if by_beginning.matched_words.is_empty() { self.mistyped(&name, classes) } else { by_beginning }
            }
        }
    }

    /// The entities whose names have a word at the least edit distance.
    fn mistyped(&self, name: &FuzzyName, classes: &[NameClass]) -> NameMatch {
        let distances = self.words.iter().enumerate().filter_map(|(at, other)| Some((name.edit_distance(other)?, at)));
        let is_name =
            |at: usize| !is_particle(&self.words[at].word) && self.entities_with_word(at, classes).next().is_some();
        let near: Vec<(usize, usize)> = distances.filter(|(_, at)| is_name(*at)).collect();
        let least = near.iter().map(|(distance, _)| *distance).min();
        let nearest = near.iter().filter(|(distance, _)| Some(*distance) == least).map(|(_, at)| *at);
        NameMatch { mistyped: least.is_some(), ..self.gather(classes, nearest) }
    }

    /// The positions of the words that match.
    fn words_that(&self, matches: impl Fn(&FuzzyName) -> bool) -> impl Iterator<Item = usize> {
        self.words.iter().enumerate().filter(move |(_, word)| matches(word)).map(|(at, _)| at)
    }

    /// The entities of `classes` that have one of the words.
    fn gather(&self, classes: &[NameClass], words: impl Iterator<Item = usize>) -> NameMatch {
        let mut matched = NameMatch { entities: self.empty_set(), ..NameMatch::default() };
        for at in words {
            let mut entities = self.entities_with_word(at, classes).peekable();
            if entities.peek().is_some() {
                matched.matched_words.push(self.words[at].word.clone());
            }
            matched.entities.extend(entities);
        }
        matched
    }

    /// The entities of `classes` that have the word at `at`.
    fn entities_with_word(&self, at: usize, classes: &[NameClass]) -> impl Iterator<Item = usize> {
        let numbers = self.entities_by_word[at].iter().map(|number| *number as usize);
        numbers.filter(|number| classes.contains(&self.entities[*number].class))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity_table() -> EntityTable {
        let mut table = EntityTable::default();
        let person = NameClass::Person;
        table.insert(person, "Asif", ["Khawaja Asif", "Asif", "خواجہ آصف"]);
        table.insert(person, "Imran Khan", ["Imran Khan"]);
        table.insert(person, "Khar", ["Hina Rabbani Khar"]);
        table.insert(person, "PTI", ["Pakistan Tehreek-e-Insaf", "PTI"]);
        table.insert(person, "UN", ["the UN"]);
        table.insert(NameClass::Outlet, "Khyber News", ["Khyber News"]);
        table
    }

    fn found(word: &str, level: MatchLevel) -> Vec<String> {
        let names = NamesIndex::build(entity_table().into_entities());
        let matched = names.matching(word, &[NameClass::Person], true, level);
        matched.entities.ones().map(|number| names.entity(number).display_name.clone()).collect()
    }

    #[test]
    fn a_name_is_matched_whole_then_by_its_beginning_then_as_mistyped() {
        for (word, expected) in [
            ("khan", vec!["Imran Khan"]),
            ("kha", vec!["Asif", "Imran Khan", "Khar"]),
            ("tehrik", vec!["PTI"]),
            ("asf", vec!["Asif"]),
            ("khahr", vec!["Khar"]),
            ("gandapur", vec![]),
        ] {
            assert_eq!(found(word, MatchLevel::Forgiving), expected, "{word}");
        }
        assert_eq!(found("khahr", MatchLevel::Strict), [] as [&str; 0]);
    }

    #[test]
    fn entities_with_the_same_spellings_are_one() {
        let mut table = entity_table();
        let again = table.insert(NameClass::Person, "Asif", ["KHAWAJA ASIF", "Asif", "خواجہ آصف"]);
        assert_eq!(again, Some(0));
        assert_eq!(table.insert(NameClass::Role, "Asif", ["…"]), None, "nothing to know it by");
        let names = NamesIndex::build(table.into_entities());
        assert_eq!(names.with_phrase(" khan ", &[NameClass::Person]).count_ones(..), 1);
    }
}
