//! Who speaks and acts, and in which role on a day.

use super::{ActorKind, EdtfDate, HasId, Ix};

/// Who speaks and acts.
#[derive(Debug, Clone)]
pub struct Actor {
    pub id: String,
    pub name: String,
    pub kind: ActorKind,
    /// Every spelling met in the sources.
    pub aliases: Vec<String>,
    /// The name in its own script.
    pub native_name: Option<String>,
    pub member_of: Vec<Ix<Actor>>,
    /// In the order of the brief.
    pub roles: Vec<Role>,
    pub description: Option<String>,
    pub note: Option<String>,
}

/// A title that an actor holds for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    pub title: String,
    /// The body in which it is held.
    pub at: Option<Ix<Actor>>,
    /// `None`: for as long as anything in the brief says.
    pub from: Option<EdtfDate>,
    pub to: Option<EdtfDate>,
}

impl Actor {
    /// The shortest name that a column can show: the first alias when it is shorter than the name, else the name.
    pub fn short_name(&self) -> &str {
        match self.aliases.first() {
            Some(alias) if alias.chars().count() < self.name.chars().count() => alias,
            Some(_) | None => &self.name,
        }
    }

    /// The role held on a day: the last in the brief that can have been held then, so that later entries refine earlier ones.
    ///
    /// Without a day, the last role of all.
    pub fn role_on(&self, day: Option<&EdtfDate>) -> Option<&Role> {
        self.roles_on(day).next()
    }

    /// Every role that can have been held on a day, the last in the brief first; without a day, all roles.
    pub fn roles_on(&self, day: Option<&EdtfDate>) -> impl Iterator<Item = &Role> {
        self.roles.iter().rev().filter(move |role| day.is_none_or(|day| role.can_be_held_on(day)))
    }
}

impl Role {
    fn can_be_held_on(&self, day: &EdtfDate) -> bool {
        let begun = self.from.as_ref().is_none_or(|from| !day.is_before(from));
        let lasting = self.to.as_ref().is_none_or(|to| !to.is_before(day));
        begun && lasting
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
        let when = |text: &str| text.parse::<EdtfDate>().ok();
        let role = |title: &str, from: &str, to: &str| Role {
            title: title.to_owned(),
            at: None,
            from: when(from),
            to: when(to),
        };
        let actor = Actor {
            id: "khan".to_owned(),
            name: "Imran Khan".to_owned(),
            kind: ActorKind::Person,
            aliases: vec!["Khan".to_owned()],
            native_name: None,
            member_of: Vec::new(),
            roles: vec![
                role("Prime Minister", "2018-08-18", "2022-04-10"),
                role("former Prime Minister", "2022-04-11", ""),
            ],
            description: None,
            note: None,
        };
        let title = |day: &str| actor.role_on(when(day).as_ref()).map(|role| role.title.as_str());
        assert_eq!(title("2020"), Some("Prime Minister"));
        assert_eq!(title("2025-09-10"), Some("former Prime Minister"));
        assert_eq!(title("2017"), None);
        assert_eq!(title("2022"), Some("former Prime Minister"), "of two that fit, the later in the brief");
        assert_eq!(actor.short_name(), "Khan");
    }
}
