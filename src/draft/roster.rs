//! Joins the names of a text to people and bodies, and those to the actors of a brief. Two people of one surname stay apart.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::RosterEntry;
use super::document::Document;
use super::names::{PrintedName, fold, fold_words, printed_names};
use super::names_lexicon::{BODY_WORDS, MEN, WOMEN};
use crate::model::{Actor, ActorKind, Brief};
use crate::text::one_line;

/// The most people and bodies of a text; later ones are left out.
const MAX_ENTRIES: usize = 1_000;
/// The most words of an apposition that tells a role.
const MAX_ROLE_WORDS: usize = 10;

/// Whether somebody is a man or a woman, as far as the text tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    Man,
    Woman,
}

/// A place where somebody of the roster is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    pub at: Range<usize>,
    /// Who it can be: positions in the roster. Mostly one.
    pub entries: Vec<usize>,
    /// Whether a possessive `'s` follows.
    pub is_owner: bool,
    pub begins_sentence: bool,
}

/// The people and bodies of a text, and where they are named.
#[derive(Debug, Default)]
pub(super) struct Roster {
    pub entries: Vec<RosterEntry>,
    pub genders: Vec<Option<Gender>>,
    /// In the order of the text.
    pub mentions: Vec<Mention>,
}

/// Builds a [`Roster`].
struct RosterBuilder<'a> {
    text: &'a str,
    brief: Option<&'a Brief>,
    roster: Roster,
    /// The folded words of the name of each entry.
    words: Vec<Vec<String>>,
    /// The entries that have this name or abbreviation.
    by_name: HashMap<String, usize>,
    /// The entries by the last word, and by the first.
    by_last: HashMap<String, Vec<usize>>,
    by_first: HashMap<String, Vec<usize>>,
    /// The actors of the brief by name and alias, folded; `None` if two have it.
    known: HashMap<String, Option<usize>>,
}

impl Roster {
    pub(super) fn new(document: &Document<'_>, brief: Option<&Brief>) -> Self {
        let names = printed_names(document);
        let mut builder = RosterBuilder::new(document.text(), brief);
        // Full names first, so that a surname above its full name is known too.
        let mut order: Vec<usize> = (0..names.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(names[*at].words.len().min(3)));
        let mut entries = vec![Vec::new(); names.len()];
        for at in order {
            entries[at] = builder.add(&names[at]);
        }
        builder.finish(&names, entries)
    }

    /// The mentions that lie in a range of bytes.
    pub(super) fn mentions_in(&self, at: &Range<usize>) -> &[Mention] {
        let first = self.mentions.partition_point(|mention| mention.at.start < at.start);
        let end = self.mentions.partition_point(|mention| mention.at.end <= at.end);
        self.mentions.get(first..end.max(first)).unwrap_or_default()
    }

    /// The mentions that end before a byte, in the order of the text.
    pub(super) fn mentions_before(&self, byte: usize) -> &[Mention] {
        &self.mentions[..self.mentions.partition_point(|mention| mention.at.end <= byte)]
    }

    pub(super) fn is_person(&self, entry: usize) -> bool {
        match self.entries[entry].kind {
            Some(kind) => kind == ActorKind::Person,
            None => self.genders[entry].is_some(),
        }
    }

    /// Whether the entry is known to be no person.
    pub(super) fn is_body(&self, entry: usize) -> bool {
        self.entries[entry].kind.is_some_and(|kind| kind != ActorKind::Person)
    }
}

impl<'a> RosterBuilder<'a> {
    fn new(text: &'a str, brief: Option<&'a Brief>) -> Self {
        let mut known: HashMap<String, Option<usize>> = HashMap::new();
        for (at, (_, actor)) in brief.iter().flat_map(|brief| brief.actors.iter()).enumerate() {
            let mut names: HashSet<String> = names_of(actor).map(|name| fold_words(name).join(" ")).collect();
            if actor.kind == ActorKind::Person {
                names.extend(fold_words(&actor.name).pop());
            }
            for name in names {
                known.entry(name).and_modify(|known| *known = None).or_insert(Some(at));
            }
        }
        let (by_name, by_last, by_first) = Default::default();
        Self { text, brief, roster: Roster::default(), words: Vec::new(), by_name, by_last, by_first, known }
    }

    /// The entries that a printed name can be of; a new one if there is none yet.
    fn add(&mut self, name: &PrintedName) -> Vec<usize> {
        let key = name.words.join(" ");
        if let Some(entry) = self.by_name.get(&key) {
            return vec![*entry];
        }
        let known = self.known.get(&key).copied().flatten();
        let entry = known.and_then(|known| self.entry_of_known(known));
        let same = entry.map_or_else(|| self.entries_with_words(&name.words), |entry| vec![entry]);
        if let [entry] = same[..] {
            self.by_name.insert(key.clone(), entry);
        }
        if !same.is_empty() || self.words.len() >= MAX_ENTRIES {
            return same;
        }
        let entry = self.words.len();
        self.roster.entries.push(self.new_entry(name, known));
        for (index, word) in [(&mut self.by_last, name.words.last()), (&mut self.by_first, name.words.first())] {
            if let Some(word) = word {
                index.entry(word.clone()).or_default().push(entry);
            }
        }
        self.by_name.insert(key, entry);
        self.words.push(name.words.clone());
        vec![entry]
    }

    fn entry_of_known(&self, known: usize) -> Option<usize> {
        let id = &self.brief?.actors.iter().nth(known)?.1.id;
        self.roster.entries.iter().position(|entry| entry.is_known && entry.id == *id)
    }

    /// The entries whose names have all of these words: the surname alone, or a shorter form.
    fn entries_with_words(&self, words: &[String]) -> Vec<usize> {
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
        let none = Vec::new();
        let by_last = self.by_last.get(last).unwrap_or(&none);
        let is_shorter = |entry: &&usize| {
            let full = &self.words[**entry];
            full.len() > words.len() && words.iter().all(|word| full.contains(word)) && !is_body_name(full)
        };
        let surnames: Vec<usize> = by_last.iter().filter(is_shorter).copied().collect();
        if !surnames.is_empty() || words.len() > 1 {
            return surnames;
        }
        let is_person =
            |entry: &&usize| self.roster.entries[**entry].kind == Some(ActorKind::Person) || is_first_name(first);
        self.by_first.get(first).unwrap_or(&none).iter().filter(is_shorter).filter(is_person).copied().collect()
    }

    fn new_entry(&self, name: &PrintedName, known: Option<usize>) -> RosterEntry {
        let printed = one_line(&self.text[name.at.clone()]);
        let actor = known.and_then(|known| self.brief?.actors.iter().nth(known)).map(|(_, actor)| actor);
        match actor {
            Some(actor) => RosterEntry {
                id: actor.id.clone(),
                is_known: true,
                name: actor.name.clone(),
                kind: Some(actor.kind),
                role: None,
                aliases: Vec::new(),
                mentions: Vec::new(),
            },
            None => RosterEntry {
                id: String::new(),
                is_known: false,
                name: printed,
                kind: kind_by_name(&name.words, name.title.is_some()),
                role: None,
                aliases: Vec::new(),
                mentions: Vec::new(),
            },
        }
    }

    /// Adds the mentions, roles, abbreviations and genders.
    fn finish(mut self, names: &[PrintedName], entries: Vec<Vec<usize>>) -> Roster {
        self.roster.genders = vec![None; self.words.len()];
        for (at, (name, of)) in names.iter().zip(entries).enumerate() {
            let mut of = of;
            if let Some(owner) = self.abbreviated_by(names, at) {
                // “the Port Workers' Union (PWU)”
                let previous = self.roster.mentions.last().map(|mention| mention.entries.clone()).unwrap_or_default();
                if let ([one], [known]) = (&previous[..], &of[..])
                    && self.roster.entries[*known].is_known
                    && one != known
                {
                    // The brief knows the abbreviation, and spells the name otherwise.
                    self.by_name.insert(self.words[*one].join(" "), *known);
                } else if let ([one], Some(alias)) = (&previous[..], self.text.get(name.at.clone())) {
                    self.roster.entries[*one].aliases.push(alias.to_owned());
                    self.by_name.insert(owner, *one);
                    of = previous;
                }
            }
            if let [only] = of[..] {
                self.describe(only, name);
            } else if of.is_empty() {
                continue;
            }
            let [is_owner, begins_sentence] = [name.is_owner, name.begins_sentence];
            self.roster.mentions.push(Mention { at: name.at.clone(), entries: of, is_owner, begins_sentence });
        }
        self.join_abbreviations();
        self.in_order()
    }

    /// The roster with its entries in the order in which they are first named; who is named nowhere by himself comes last.
    fn in_order(self) -> Roster {
        let Roster { entries, genders, mut mentions } = self.roster;
        let mut order: Vec<usize> = (0..entries.len()).collect();
        order.sort_by_key(|entry| entries[*entry].mentions.first().map_or(usize::MAX, |at| at.start));
        let mut position = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            position[*old] = new;
        }
        mentions.iter_mut().flat_map(|mention| &mut mention.entries).for_each(|entry| *entry = position[*entry]);
        let mut entries: Vec<Option<RosterEntry>> = entries.into_iter().map(Some).collect();
        let ordered = order.iter().filter_map(|old| entries[*old].take()).collect();
        Roster { entries: ordered, genders: order.iter().map(|old| genders[*old]).collect(), mentions }
    }

    /// The folded abbreviation if the name stands in brackets right behind another name whose initials it has.
    fn abbreviated_by(&self, names: &[PrintedName], at: usize) -> Option<String> {
        let before = names.get(at.checked_sub(1)?)?;
        let between = self.text.get(before.at.end..names[at].at.start)?;
        let is_in_brackets = between.trim() == "(" && self.text[names[at].at.end..].starts_with(')');
        let [word] = &names[at].words[..] else { return None };
        let printed = &self.text[names[at].at.clone()];
        (is_in_brackets && printed.chars().all(|char| char.is_uppercase() || char == '.' || char == '-'))
            .then(|| word.clone())
    }

    /// Moves the mentions of an abbreviation to the body that it was given for.
    fn join_abbreviations(&mut self) {
        let moved: HashMap<usize, usize> = self
            .words
            .iter()
            .enumerate()
            .filter_map(|(entry, words)| Some((entry, *self.by_name.get(&words.join(" "))?)))
            .filter(|(entry, target)| entry != target)
            .collect();
        for mention in &mut self.roster.mentions {
            for entry in &mut mention.entries {
                *entry = moved.get(entry).copied().unwrap_or(*entry);
            }
        }
        for mention in &self.roster.mentions {
            if let [only] = mention.entries[..] {
                self.roster.entries[only].mentions.push(mention.at.clone());
            }
        }
    }

    /// Takes what the words around a mention tell of an entry.
    fn describe(&mut self, entry: usize, name: &PrintedName) {
        let title = name.title.clone().map(|at| one_line(&self.text[at]));
        let role = title.clone().filter(|title| !is_form_of_address(title)).or_else(|| self.apposition(name));
        let gender = gender_by_words(&name.words, &self.words[entry])
            .or_else(|| title.as_deref().and_then(gender_by_title))
            .or_else(|| role.as_deref().and_then(gender_by_title));
        let gender_slot = &mut self.roster.genders[entry];
        let by_address = title.as_deref().filter(|title| is_form_of_address(title)).and_then(gender_by_title);
        // A form of address is surer than a first name, and that than a role.
        *gender_slot = by_address.or(*gender_slot).or(gender);
        let slot = &mut self.roster.entries[entry];
        if slot.role.is_none() {
            slot.role = role;
        }
        if slot.kind.is_none() && (title.is_some() || gender.is_some() || slot.role.is_some()) {
            slot.kind = Some(ActorKind::Person);
        }
        let printed = one_line(&self.text[name.at.clone()]);
        if !slot.is_known && printed != slot.name && !slot.aliases.contains(&printed) {
            let is_same = fold_words(&slot.name) == fold_words(&printed);
            if is_shouted(&slot.name) && is_same {
                // “ISLAMABAD” in a dateline is “Islamabad”.
                slot.name = printed;
            } else if !is_shouted(&printed) || !is_same {
                slot.aliases.push(printed);
            }
        }
    }

    /// The role in an apposition behind a name: `, the chief minister of the province,`.
    fn apposition(&self, name: &PrintedName) -> Option<String> {
        let rest = self.text.get(name.at.end..)?.strip_prefix(", ")?;
        let rest = ["the ", "a ", "an ", "then ", "who is "]
            .iter()
            .find_map(|start| rest.strip_prefix(start))
            .or(Some(rest))?;
        let end = rest.find([',', '.', ';', '\n', '(', '—'])?;
        let role = &rest[..end];
        let words = fold_words(role);
        let has_title = words.iter().any(|word| super::names::is_title(word));
        let begins_lower = rest.starts_with(|char: char| char.is_lowercase() || char.is_uppercase());
        (begins_lower && has_title && words.len() <= MAX_ROLE_WORDS && !words.iter().any(|word| word == "said"))
            .then(|| role.trim().to_owned())
    }
}

/// The name of an actor and its aliases.
fn names_of(actor: &Actor) -> impl Iterator<Item = &str> {
    std::iter::once(&actor.name).chain(&actor.aliases).map(String::as_str)
}

fn is_body_name(words: &[String]) -> bool {
    // “Tehreek-e-Taliban”, “Jamaat-i-Islami”: no person is named so.
    let is_izafat = |word: &str| word.contains("-e-") || word.contains("-i-");
    words.iter().any(|word| BODY_WORDS.contains(&word.as_str()) || is_izafat(word))
}

/// Whether a name longer than an abbreviation is all in capitals.
fn is_shouted(name: &str) -> bool {
    name.chars().filter(|char| char.is_alphabetic()).count() > 5 && !name.contains(char::is_lowercase)
}

fn kind_by_name(words: &[String], has_title: bool) -> Option<ActorKind> {
    let has = |names: &[&str]| words.iter().any(|word| names.contains(&word.as_str()));
    if has_title {
        return Some(ActorKind::Person);
    }
    if has(&["party", "league", "movement"]) {
        return Some(ActorKind::Party);
    }
    if has(&["ministry", "department", "government", "state", "parliament", "assembly", "court", "senate", "embassy"]) {
        return Some(ActorKind::Government);
    }
    if has(&["times", "post", "tribune", "press", "agency"]) {
        return Some(ActorKind::Media);
    }
    is_body_name(words).then_some(ActorKind::Organization)
}

fn is_form_of_address(title: &str) -> bool {
    matches!(&*fold(title), "mr" | "mrs" | "ms" | "miss" | "dr" | "sir" | "lady" | "prof")
}

fn gender_by_title(title: &str) -> Option<Gender> {
    fold_words(title).iter().find_map(|word| match word.as_str() {
        "mr" | "sir" | "lord" | "king" | "prince" | "imam" | "mullah" | "maulana" | "brother" | "father"
        | "husband" | "son" | "businessman" => Some(Gender::Man),
        "mrs" | "ms" | "miss" | "lady" | "queen" | "princess" | "sister" | "mother" | "wife" | "daughter"
        | "actress" | "businesswoman" => Some(Gender::Woman),
        _ if word.ends_with("woman") => Some(Gender::Woman),
        _ if word.ends_with("man") && word != "chairman" => Some(Gender::Man),
        _ => None,
    })
}

fn is_first_name(word: &str) -> bool {
    MEN.binary_search(&word).is_ok() || WOMEN.binary_search(&word).is_ok()
}

/// The gender by a first name, of a name that has more than one word.
fn gender_by_words(printed: &[String], full: &[String]) -> Option<Gender> {
    let first = [printed, full].into_iter().find(|words| words.len() > 1)?.first()?.as_str();
    let is_of = |names: &[&str]| names.binary_search(&first).is_ok();
    if is_of(&MEN) {
        Some(Gender::Man)
    } else if is_of(&WOMEN) {
        Some(Gender::Woman)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roster(text: &str) -> Roster {
        Roster::new(&Document::new(text), None)
    }

    fn names(text: &str) -> Vec<(String, usize, Option<String>)> {
        let entries = roster(text).entries;
        entries.into_iter().map(|entry| (entry.name, entry.mentions.len(), entry.role)).collect()
    }

    #[test]
    fn a_surname_is_the_one_who_has_it() {
        let text = "Vidal was early. Mayor Irena Vidal spoke to Carlo Brandt. “No,” said Brandt, the port director, to Ms. Vidal.";
        let entry = |name: &str, mentions, role: &str| (name.to_owned(), mentions, Some(role.to_owned()));
        assert_eq!(names(text), [entry("Irena Vidal", 3, "Mayor"), entry("Carlo Brandt", 2, "port director")]);
        assert_eq!(roster(text).genders, [Some(Gender::Woman), Some(Gender::Man)]);
    }

    #[test]
    fn two_of_one_surname_stay_apart() {
        let found = roster("Anna Koval met Ivan Koval. Later Koval left.");
        assert_eq!(found.entries.len(), 2);
        assert_eq!(found.mentions.last().unwrap().entries, [0, 1]);
    }

    #[test]
    fn words_before_a_name_are_no_part_of_it() {
        let found = roster("Irena Vidal spoke. The mood is bad, Irena Vidal said. Angry Democrat Irena Vidal left.");
        assert_eq!(found.entries.len(), 1);
        assert_eq!((found.entries[0].name.as_str(), found.entries[0].mentions.len()), ("Irena Vidal", 3));
    }

    #[test]
    fn an_abbreviation_in_brackets_is_the_same_body() {
        let found = roster("The Port Workers Union (PWU) met. The PWU said no.");
        assert_eq!(found.mentions.iter().map(|mention| mention.entries.clone()).collect::<Vec<_>>(), [[0], [0], [0]]);
        assert_eq!(found.entries[0].aliases, ["PWU"]);
        assert_eq!(found.entries[0].kind, Some(ActorKind::Organization));
    }
}
