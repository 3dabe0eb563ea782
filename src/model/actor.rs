//! Actors, the bodies that they belong to, and the roles that they hold on a day. It never decides which source is right about a role.

use super::{ActorKind, DateOrder, EdtfDate, HasId, Ix};

/// A person or a body that speaks or acts.
#[derive(Debug, Clone)]
pub struct Actor {
    pub id: String,
    pub name: String,
    pub kind: ActorKind,
    /// Other spellings of the name in the sources.
    pub aliases: Vec<String>,
    /// The name in its own script.
    pub native_name: Option<String>,
    /// Those without dates first.
    pub memberships: Vec<Membership>,
    /// In the order of the brief.
    pub roles: Vec<Role>,
    pub description: Option<String>,
    pub note: Option<String>,
}

/// A title that an actor holds for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    pub title: String,
    /// The body in which the role is held.
    pub at: Option<Ix<Actor>>,
    /// First day of the role; `None` means no known beginning.
    pub from: Option<EdtfDate>,
    /// Last day of the role; `None` means no known end.
    pub to: Option<EdtfDate>,
}

/// A body that an actor belongs to for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    pub of: Ix<Actor>,
    /// First day of the membership; `None` means no known beginning.
    pub from: Option<EdtfDate>,
    /// Last day of the membership; `None` means no known end.
    pub to: Option<EdtfDate>,
}

impl Actor {
    /// The first alias when it is shorter than the name, else the name. [`Brief::short_name`](super::Brief::short_name) tells homonyms
    /// apart.
    pub fn short_name(&self) -> &str {
        match self.aliases.first() {
            Some(alias) if alias.chars().count() < self.name.chars().count() => alias,
            Some(_) | None => &self.name,
        }
    }

    /// The bodies that the actor belongs to: those that it is a member of, then those in which it holds a role.
    pub fn bodies(&self) -> impl Iterator<Item = Ix<Self>> {
        self.memberships.iter().map(|membership| membership.of).chain(self.roles.iter().filter_map(|role| role.at))
    }

    /// The role held on `day`, or on an unknown day: of those that can have been held then, the one that began last; of equal beginnings, the
    /// last in the brief. A role of unknown beginning counts as the earliest.
    pub fn role_on(&self, day: Option<&EdtfDate>) -> Option<&Role> {
        let can_be_held = |role: &&Role| day.is_none_or(|day| role.can_be_held_on(day));
        self.roles.iter().filter(can_be_held).max_by_key(|role| role.begin())
    }

    /// Every role that can have been held on `day`, the last in the brief first. Returns all roles when `day` is `None`.
    pub fn roles_on(&self, day: Option<&EdtfDate>) -> impl Iterator<Item = &Role> {
        self.roles.iter().rev().filter(move |role| day.is_none_or(|day| role.can_be_held_on(day)))
    }
}

impl Role {
    fn begin(&self) -> Option<DateOrder> {
        self.from.as_ref().map(EdtfDate::order)
    }

    fn can_be_held_on(&self, day: &EdtfDate) -> bool {
        let has_begun = self.from.as_ref().is_none_or(|from| !day.is_before(from));
        let has_ended = self.to.as_ref().is_some_and(|to| to.is_before(day));
        has_begun && !has_ended
    }
}

impl HasId for Actor {
    fn id(&self) -> &str {
        &self.id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_role_is_the_one_of_the_day() {
        let date = |text: &str| text.parse::<EdtfDate>().ok();
        let role = |title: &str, from: &str, to: &str| Role {
            title: title.to_owned(),
            at: None,
            from: date(from),
            to: date(to),
        };
        let actor = Actor {
            id: "khan".to_owned(),
            name: "Imran Khan".to_owned(),
            kind: ActorKind::Person,
            aliases: vec!["Khan".to_owned()],
            native_name: None,
            memberships: Vec::new(),
            roles: vec![
                role("Prime Minister", "2018-08-18", "2022-04-10"),
                role("former Prime Minister", "2022-04-11", ""),
            ],
            description: None,
            note: None,
        };
        let title = |day: &str| actor.role_on(date(day).as_ref()).map(|role| role.title.as_str());
        assert_eq!(title("2020"), Some("Prime Minister"));
        assert_eq!(title("2025-09-10"), Some("former Prime Minister"));
        assert_eq!(title("2017"), None);
        assert_eq!(title("2022"), Some("former Prime Minister"), "of two that fit, the one that began later");
        assert_eq!(actor.short_name(), "Khan");

        let reversed = Actor { roles: actor.roles.iter().rev().cloned().collect(), ..actor.clone() };
        assert_eq!(
            reversed.role_on(date("2022").as_ref()).map(|role| role.title.as_str()),
            title("2022"),
            "in any order"
        );
        assert_eq!(reversed.role_on(None).map(|role| role.title.as_str()), Some("former Prime Minister"));
    }
}
