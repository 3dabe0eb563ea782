//! Short names that tell the actors of one brief apart. It never changes a name that only one actor has.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::{Actor, ActorKind, Ix, Table};

/// The short names of homonyms: of the actors that [`Actor::short_name`] does not tell apart.
#[derive(Debug, Clone, Default)]
pub struct ShortNames {
    of_homonyms: BTreeMap<Ix<Actor>, String>,
}

/// A longer name for a homonym; `None` when the actor has none of this form.
type LongerName = fn(&Actor) -> Option<String>;

/// The forms of a longer name, in the order in which they are tried. Ids are unique, so the last form always tells actors apart.
const LONGER_NAMES: [LongerName; 3] =
    [initial_and_surname, |actor| Some(name_and_role(actor)), |actor| Some(name_and_id(actor))];

impl ShortNames {
    /// Gives every homonym among `actors` the first longer name that tells it apart, in O(n) for n actors.
    pub fn new(actors: &Table<Actor>) -> Self {
        let mut names: Vec<Cow<'_, str>> = actors.iter().map(|(_, actor)| Cow::Borrowed(actor.short_name())).collect();
        for longer_name in LONGER_NAMES {
            for homonym in homonyms(&names) {
                if let Some(name) = longer_name(&actors[homonym]) {
                    names[homonym.at()] = Cow::Owned(name);
                }
            }
        }
        let of_homonyms = actors.positions().zip(names).filter_map(|(actor, name)| match name {
            Cow::Owned(name) => Some((actor, name)),
            Cow::Borrowed(_) => None,
        });
        Self { of_homonyms: of_homonyms.collect() }
    }

    /// The name of a homonym; `None` for an actor whose [`Actor::short_name`] only that actor has.
    pub(super) fn of_homonym(&self, actor: Ix<Actor>) -> Option<&str> {
        self.of_homonyms.get(&actor).map(String::as_str)
    }
}

/// The positions of the names that stand more than once in `names`.
fn homonyms(names: &[Cow<'_, str>]) -> Vec<Ix<Actor>> {
    let mut counts: HashMap<&str, usize> = HashMap::with_capacity(names.len());
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    let shared = names.iter().enumerate().filter(|(_, name)| counts.get(&***name).is_some_and(|count| *count > 1));
    shared.map(|(at, _)| Ix::new(at)).collect()
}

/// `A. Koval` for a person. A body has no initials: its full name.
fn initial_and_surname(actor: &Actor) -> Option<String> {
    if actor.kind != ActorKind::Person {
        return Some(actor.name.clone());
    }
    let words = || actor.name.split_whitespace();
    // The short name may be the surname, wherever the name has it.
    let short = actor.short_name();
    let surname = words().find(|word| *word == short).or_else(|| words().last())?;
    let first = words().find(|word| *word != surname)?;
    let initial = first.chars().find(|char| char.is_alphabetic())?;
    Some(format!("{}. {surname}", initial.to_uppercase()))
}

/// `Koval, mayor`, with the last role in the brief; the id for an actor without a role, whose initial tells nothing either.
fn name_and_role(actor: &Actor) -> String {
    let role = actor.role_on(None).map(|role| format!("{}, {}", actor.short_name(), role.title));
    role.unwrap_or_else(|| name_and_id(actor))
}

/// `Koval (anna)`, with the id.
fn name_and_id(actor: &Actor) -> String {
    format!("{} ({})", actor.short_name(), actor.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Role;

    fn actor(id: &str, name: &str, alias: &str, title: &str) -> Actor {
        let roles = (!title.is_empty()).then(|| Role { title: title.to_owned(), at: None, from: None, to: None });
        Actor {
            id: id.to_owned(),
            name: name.to_owned(),
            kind: ActorKind::Person,
            aliases: (!alias.is_empty()).then(|| alias.to_owned()).into_iter().collect(),
            native_name: None,
            memberships: Vec::new(),
            roles: roles.into_iter().collect(),
            description: None,
            note: None,
        }
    }

    /// The short names of a brief's actors.
    fn short_names(actors: Vec<Actor>) -> Vec<String> {
        let actors = Table::new(actors);
        let names = ShortNames::new(&actors);
        let name = |(at, actor): (Ix<Actor>, &Actor)| names.of_homonym(at).unwrap_or(actor.short_name()).to_owned();
        actors.iter().map(name).collect()
    }

    #[test]
    fn people_of_one_surname_get_their_initials_and_nobody_else_does() {
        let people = ["Anna Koval", "Olena Bondar", "Ivan Koval"];
        let actors = people.map(|name| actor(name, name, name.split(' ').next_back().unwrap_or_default(), ""));
        assert_eq!(short_names(actors.to_vec()), ["A. Koval", "Bondar", "I. Koval"]);
        let chiefs = ["Anna Koval", "Ivan Koval"].map(|name| actor(name, name, "chief", ""));
        assert_eq!(short_names(chiefs.to_vec()), ["A. Koval", "I. Koval"], "the alias is no part of the name");
        let family_first = ["Xi Lan", "Xi Bo"].map(|name| actor(name, name, "Xi", ""));
        assert_eq!(short_names(family_first.to_vec()), ["L. Xi", "B. Xi"]);
    }

    #[test]
    fn of_the_same_initial_the_role_decides_and_then_the_id() {
        let mayor = actor("anna", "Anna Koval", "Koval", "mayor");
        let pilot = actor("andriy", "Andriy Koval", "Koval", "pilot");
        assert_eq!(short_names(vec![mayor.clone(), pilot]), ["Koval, mayor", "Koval, pilot"]);
        let other_mayor = actor("alla", "Alla Koval", "Koval", "mayor");
        assert_eq!(short_names(vec![mayor.clone(), other_mayor]), ["Koval (anna)", "Koval (alla)"]);
        let without_role = actor("alla", "Alla Koval", "Koval", "");
        assert_eq!(short_names(vec![mayor, without_role]), ["Koval, mayor", "Koval (alla)"]);
        let namesakes = ["one", "two"].map(|id| actor(id, "Koval", "", ""));
        assert_eq!(short_names(namesakes.to_vec()), ["Koval (one)", "Koval (two)"]);
    }

    #[test]
    fn bodies_of_one_short_name_get_their_full_names() {
        let ministry = |id: &str, name: &str| Actor { kind: ActorKind::Government, ..actor(id, name, "ministry", "") };
        let ministries = vec![ministry("a", "Ministry of Energy"), ministry("b", "Ministry of Finance")];
        assert_eq!(short_names(ministries), ["Ministry of Energy", "Ministry of Finance"]);
    }

    #[test]
    fn a_longer_name_that_another_actor_has_is_not_enough() {
        let actors = vec![
            actor("anna", "Anna Koval", "Koval", ""),
            actor("ivan", "Ivan Koval", "Koval", ""),
            actor("other", "A. Koval", "", "pilot"),
        ];
        assert_eq!(short_names(actors), ["Koval (anna)", "I. Koval", "A. Koval, pilot"]);
    }
}
