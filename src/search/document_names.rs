//! The names that the things of a brief are entered under: actors, issues, sources.

use std::iter;

use super::names_index::{EntityTable, NameClass};
use crate::model::{Actor, Brief, Issue, Source};
use crate::view;

/// The names of a source.
pub(super) struct SourceNames {
    pub(super) outlet: Option<u32>,
    pub(super) place: Option<u32>,
    pub(super) name: Option<u32>,
}

impl SourceNames {
    pub(super) fn enter(register: &mut EntityTable, source: &Source) -> Self {
        let mut enter =
            |class, name: &Option<String>| name.as_ref().and_then(|name| register.enter(class, name, [name.as_str()]));
        let (outlet, place) = (enter(NameClass::Outlet, &source.outlet), enter(NameClass::Place, &source.place));
        let more = source.title.iter().chain(&source.author).chain(&source.outlet).map(String::as_str);
        let name = register.enter(NameClass::Source, &source.id, iter::once(source.id.as_str()).chain(more));
        Self { outlet, place, name }
    }
}

pub(super) fn enter_actor(register: &mut EntityTable, brief: &Brief, actor: &Actor) -> Option<u32> {
    let more = actor.aliases.iter().chain(&actor.native_name).map(String::as_str);
    let spellings = [actor.name.as_str(), &actor.id].into_iter().chain(more);
    let number = register.enter(NameClass::Person, actor.short_name(), spellings)?;
    register.set_disambiguation(number, || {
        let role = actor.role_on(None).map(|role| view::role(brief, role));
        role.unwrap_or_else(|| actor.id.clone())
    });
    Some(number)
}

pub(super) fn enter_label(register: &mut EntityTable, issue: &Issue) -> Option<u32> {
    register.enter(NameClass::Label, &issue.label, [issue.label.as_str(), &issue.id])
}

pub(super) fn enter_question(register: &mut EntityTable, issue: &Issue) -> Option<u32> {
    register.enter(NameClass::Question, &issue.label, [issue.question.as_str()])
}
