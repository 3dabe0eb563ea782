//! The names that some briefs use, each known by its words: persons, roles, issues, outlets, places. Here names are forgiven.

use std::collections::HashMap;
use std::hash::BuildHasher as _;

use fixedbitset::FixedBitSet;
use hashbrown::{DefaultHashBuilder, HashTable};

use super::bytes::{ByteReader, put_short, put_text};
use super::fold::fold_into;
use super::fuzzy::{FuzzyName, is_particle};

/// What a name is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum NameClass {
    /// An actor, by every spelling.
    Person,
    /// A role, by its title.
    Role,
    /// How a source describes somebody whom it does not name.
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

/// A thing with names. Two things of one class that are spelt alike in everything are one.
#[derive(Debug, Clone)]
pub(super) struct NamedEntity {
    pub(super) class: NameClass,
    /// How a sentence calls it.
    pub(super) shown: String,
    /// What tells it apart from another that is called alike: a person's role.
    pub(super) aside: Option<String>,
    /// Its spellings, folded, each between spaces and on a line of its own.
    pub(super) spellings: String,
}

impl NameClass {
    const ALL: [Self; 9] = [
        Self::Person,
        Self::Role,
        Self::Description,
        Self::Label,
        Self::Question,
        Self::Outlet,
        Self::Place,
        Self::Source,
        Self::Brief,
    ];
}

impl NamedEntity {
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        let class = NameClass::ALL.iter().position(|class| *class == self.class);
        put_short(out, class.and_then(|class| u32::try_from(class).ok()).unwrap_or_default());
        put_text(out, &self.shown);
        put_text(out, self.aside.as_deref().unwrap_or_default());
        put_text(out, &self.spellings);
    }

    /// What [`write`](Self::write) wrote; `None` where it is something else.
    pub(super) fn read(taking: &mut ByteReader<'_>) -> Option<Self> {
        let class = *NameClass::ALL.get(usize::try_from(taking.short()?).ok()?)?;
        let [shown, aside, spellings] = [taking.text()?, taking.text()?, taking.text()?].map(str::to_owned);
        Some(Self { class, shown, aside: Some(aside).filter(|aside| !aside.is_empty()), spellings })
    }

    /// Whether one of its words begins with `part`, which is folded.
    pub(super) fn has_word_beginning(&self, part: &str) -> bool {
        self.spellings.contains(&format!(" {part}"))
    }
}

/// The things of some briefs, each once, in the order in which they were met.
#[derive(Debug, Default)]
pub(super) struct EntityTable {
    things: Vec<NamedEntity>,
    by_spelling: HashTable<u32>,
    hashes: DefaultHashBuilder,
}

/// Every name of some briefs, by its words.
#[derive(Debug, Default)]
pub(super) struct NamesIndex {
    things: Vec<NamedEntity>,
    /// The distinct words of all spellings, in the order of the alphabet.
    words: Vec<FuzzyName>,
    /// For each word the things that have it.
    holders: Vec<Vec<u32>>,
}

/// Things, by their numbers in the lexicon.
pub(super) type EntityIds = FixedBitSet;

/// How freely a word may be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MatchLevel {
    /// As it is spelt, or transliterated.
    Strict,
    /// Failing that as the beginning of another spelling, failing that as mistyped.
    Forgiving,
}

/// What a word was found to name.
#[derive(Debug, Clone, Default)]
pub(super) struct NameMatch {
    pub(super) things: EntityIds,
    /// The words of the names that it was read as.
    pub(super) read_as: Vec<String>,
    /// Whether it was taken for mistyped.
    pub(super) mistyped: bool,
}

impl EntityTable {
    /// The number of the thing that has `spellings`, the first of which may be shown; `None` where there is nothing to know it by.
    pub(super) fn enter<'a>(
        &mut self,
        class: NameClass,
        shown: &str,
        spellings: impl IntoIterator<Item = &'a str>,
    ) -> Option<u32> {
        let mut lines = String::new();
        for spelling in spellings {
            lines.push(' ');
            fold_into(spelling, &mut lines);
            lines.push_str(" \n");
        }
        if lines.trim().is_empty() {
            return None;
        }
        self.add(NamedEntity { class, shown: shown.to_owned(), aside: None, spellings: lines })
    }

    /// The number of a thing; `None` where there are more than can be numbered.
    pub(super) fn add(&mut self, thing: NamedEntity) -> Option<u32> {
        let Self { things, by_spelling, hashes } = self;
        let key = |thing: &NamedEntity| hashes.hash_one((thing.class, thing.spellings.as_str()));
        let same = |number: &u32| {
            let known: &NamedEntity = &things[*number as usize];
            known.class == thing.class && known.spellings == thing.spellings
        };
        if let Some(number) = by_spelling.find(key(&thing), same).copied() {
            let known = &mut things[number as usize].aside;
            // What was told first stays.
            *known = known.take().or(thing.aside);
            return Some(number);
        }
        let next = u32::try_from(things.len()).ok().filter(|next| *next < MOST)?;
        by_spelling.insert_unique(key(&thing), next, |number| key(&things[*number as usize]));
        things.push(thing);
        Some(next)
    }

    /// Tells a thing apart from others that are called alike; what was told first stays.
    pub(super) fn set_disambiguation(&mut self, number: u32, aside: impl FnOnce() -> String) {
        self.things[number as usize].aside.get_or_insert_with(aside);
    }

    /// The things, in their order.
    pub(super) fn things(&self) -> &[NamedEntity] {
        &self.things
    }

    pub(super) fn into_things(self) -> Vec<NamedEntity> {
        self.things
    }
}

/// More things than these are not numbered, so that a number and how a record has the thing go into 32 bits.
const MOST: u32 = 1 << 27;

impl NamesIndex {
    /// The names of these things.
    pub(super) fn build(things: Vec<NamedEntity>) -> Self {
        let mut holders: HashMap<&str, Vec<u32>> = HashMap::new();
        for (number, thing) in (0..).zip(&things) {
            for word in thing.spellings.split_ascii_whitespace() {
                let holders = holders.entry(word).or_default();
                if holders.last() != Some(&number) {
                    holders.push(number);
                }
            }
        }
        let mut words: Vec<(&str, Vec<u32>)> = holders.into_iter().collect();
        words.sort_unstable_by_key(|(word, _)| *word);
        let (words, holders) = words.into_iter().map(|(word, holders)| (FuzzyName::new(word), holders)).unzip();
        Self { things, words, holders }
    }

    /// The things of a class, in the order in which they were entered.
    pub(super) fn of_class(&self, class: NameClass) -> impl Iterator<Item = (u32, &NamedEntity)> {
        (0..).zip(&self.things).filter(move |(_, thing)| thing.class == class)
    }

    pub(super) fn thing(&self, number: usize) -> &NamedEntity {
        &self.things[number]
    }

    /// No thing at all.
    pub(super) fn nothing(&self) -> EntityIds {
        EntityIds::with_capacity(self.things.len())
    }

    /// The things of `classes` that have the words side by side, spelt so; the last word may go on where it is `unfinished`.
    pub(super) fn with_phrase(&self, phrase: &str, classes: &[NameClass]) -> EntityIds {
        let mut found = self.nothing();
        let has =
            |thing: &&(usize, &NamedEntity)| classes.contains(&thing.1.class) && thing.1.spellings.contains(phrase);
        found.extend(self.things.iter().enumerate().filter(|thing| has(&thing)).map(|(number, _)| number));
        found
    }

    /// What `word` names among the things of `classes`: those that have it whole or in another spelling; failing that, those that have
    /// a word beginning with it, if it `may_go_on`. Beyond that it is as forgiving as the `reading`.
    pub(super) fn named(&self, word: &str, classes: &[NameClass], may_go_on: bool, reading: MatchLevel) -> NameMatch {
        let name = FuzzyName::new(word);
        let whole = self.gather(classes, self.meant(|other| other.word == word || name.is_spelling_of(other)));
        if !whole.read_as.is_empty() {
            return whole;
        }
        let begun = self.gather(classes, self.meant(|other| may_go_on && other.word.starts_with(word)));
        match reading {
            MatchLevel::Strict => begun,
            MatchLevel::Forgiving if !begun.read_as.is_empty() => begun,
            MatchLevel::Forgiving => {
                let begun = self.gather(classes, self.meant(|other| may_go_on && name.begins_spelling_of(other)));
                if begun.read_as.is_empty() { self.mistyped(&name, classes) } else { begun }
            }
        }
    }

    /// The things whose names have the words that are the fewest slips away.
    fn mistyped(&self, name: &FuzzyName, classes: &[NameClass]) -> NameMatch {
        let slips = self.words.iter().enumerate().filter_map(|(at, other)| Some((name.edit_distance(other)?, at)));
        let is_name = |at: usize| !is_particle(&self.words[at].word) && self.held(at, classes).next().is_some();
        let near: Vec<(usize, usize)> = slips.filter(|(_, at)| is_name(*at)).collect();
        let fewest = near.iter().map(|(slips, _)| *slips).min();
        let nearest = near.iter().filter(|(slips, _)| Some(*slips) == fewest).map(|(_, at)| *at);
        NameMatch { mistyped: fewest.is_some(), ..self.gather(classes, nearest) }
    }

    /// The places of the words that are meant.
    fn meant(&self, is_meant: impl Fn(&FuzzyName) -> bool) -> impl Iterator<Item = usize> {
        self.words.iter().enumerate().filter(move |(_, word)| is_meant(word)).map(|(at, _)| at)
    }

    /// The things of `classes` that have one of the words.
    fn gather(&self, classes: &[NameClass], words: impl Iterator<Item = usize>) -> NameMatch {
        let mut named = NameMatch { things: self.nothing(), ..NameMatch::default() };
        for at in words {
            let mut held = self.held(at, classes).peekable();
            if held.peek().is_some() {
                named.read_as.push(self.words[at].word.clone());
            }
            named.things.extend(held);
        }
        named
    }

    /// The things of `classes` that have the word at `at`.
    fn held(&self, at: usize, classes: &[NameClass]) -> impl Iterator<Item = usize> {
        let numbers = self.holders[at].iter().map(|number| *number as usize);
        numbers.filter(|number| classes.contains(&self.things[*number].class))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn register() -> EntityTable {
        let mut lexicon = EntityTable::default();
        let person = NameClass::Person;
        lexicon.enter(person, "Asif", ["Khawaja Asif", "Asif", "خواجہ آصف"]);
        lexicon.enter(person, "Imran Khan", ["Imran Khan"]);
        lexicon.enter(person, "Khar", ["Hina Rabbani Khar"]);
        lexicon.enter(person, "PTI", ["Pakistan Tehreek-e-Insaf", "PTI"]);
        lexicon.enter(person, "UN", ["the UN"]);
        lexicon.enter(NameClass::Outlet, "Khyber News", ["Khyber News"]);
        lexicon
    }

    fn found(word: &str, reading: MatchLevel) -> Vec<String> {
        let lexicon = NamesIndex::build(register().into_things());
        let named = lexicon.named(word, &[NameClass::Person], true, reading);
        named.things.ones().map(|number| lexicon.thing(number).shown.clone()).collect()
    }

    #[test]
    fn a_name_is_found_whole_then_begun_then_mistyped() {
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
    fn what_is_spelt_alike_is_one_thing() {
        let mut register = register();
        let again = register.enter(NameClass::Person, "Asif", ["KHAWAJA ASIF", "Asif", "خواجہ آصف"]);
        assert_eq!(again, Some(0));
        assert_eq!(register.enter(NameClass::Role, "Asif", ["…"]), None, "nothing to know it by");
        let lexicon = NamesIndex::build(register.into_things());
        assert_eq!(lexicon.with_phrase(" khan ", &[NameClass::Person]).count_ones(..), 1);
    }
}
