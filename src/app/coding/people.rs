//! Who may be the speaker of a record: the actors of the brief, and those that the text names. It makes no actor.

use super::form::FormSpeaker;
use crate::app::matches_all;
use crate::coding::{CodingEdit, NewActor};
use crate::draft::{ArticleDraft, DraftSpeaker, RosterEntry};
use crate::model::{ActorKind, Brief};

/// An actor that a form can name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPerson {
    pub id: String,
    pub name: String,
    pub aliases: Vec<String>,
    pub kind: Option<ActorKind>,
    pub role: Option<String>,
    pub origin: PersonOrigin,
}

/// From where a [`KnownPerson`] is known, the first to be offered first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PersonOrigin {
    /// The text names this actor.
    Text,
    Brief,
    /// The officer has named this actor, who is in no file yet.
    Typed,
}

/// The actors that a form can name, each once.
#[derive(Debug, Clone, Default)]
pub(super) struct People(Vec<KnownPerson>);

impl People {
    /// The actors of a text and of a brief, those of the text first.
    pub(super) fn new(draft: &ArticleDraft, brief: &Brief) -> Self {
        let mut people = Self::default();
        let in_brief: Vec<KnownPerson> = brief
            .actors
            .iter()
            .map(|(_, actor)| KnownPerson {
                id: actor.id.clone(),
                name: actor.name.clone(),
                aliases: actor.aliases.clone(),
                kind: Some(actor.kind),
                role: actor.role_on(None).map(|role| role.title.clone()),
                origin: PersonOrigin::Brief,
            })
            .collect();
        let known = |id: &str| in_brief.iter().find(|person| person.id == id);
        for entry in &draft.roster {
            let person = known(&entry.id).cloned().unwrap_or_else(|| from_roster(entry));
            people.add(KnownPerson { origin: PersonOrigin::Text, ..person });
        }
        for person in in_brief {
            people.add(person);
        }
        people
    }

    /// Adds an actor, unless one has its id.
    pub(super) fn add(&mut self, person: KnownPerson) {
        if self.get(&person.id).is_none() {
            self.0.push(person);
        }
    }

    pub(super) fn get(&self, id: &str) -> Option<&KnownPerson> {
        self.0.iter().find(|person| person.id == id)
    }

    pub(super) fn get_mut(&mut self, id: &str) -> Option<&mut KnownPerson> {
        self.0.iter_mut().find(|person| person.id == id)
    }

    /// The name of the actor with an id, or else the id.
    pub(super) fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.get(id).map_or(id, |person| &person.name)
    }

    /// Those whose names have all these words, `first` before all others.
    pub(super) fn search<'a>(&'a self, words: &'a str, first: &'a [String]) -> impl Iterator<Item = &'a KnownPerson> {
        let is_first = |person: &&KnownPerson| first.contains(&person.id);
        let offered = first.iter().filter_map(|id| self.get(id));
        let others = self.0.iter().filter(move |person| !is_first(person));
        offered.chain(others).filter(move |person| {
            matches_all(&format!("{} {} {}", person.name, person.aliases.join(" "), person.id), words)
        })
    }

    /// The edits that add to the brief those of `ids` that it does not have.
    pub(super) fn additions(&self, ids: &[String], brief: &Brief) -> Vec<CodingEdit> {
        let is_new = |id: &&String| brief.actors.find(id).is_none();
        ids.iter().filter(is_new).filter_map(|id| self.get(id)).map(KnownPerson::to_edit).collect()
    }
}

impl KnownPerson {
    fn to_edit(&self) -> CodingEdit {
        let Self { id, name, aliases, kind, role, .. } = self;
        NewActor { id, name, kind: kind.unwrap_or(ActorKind::Person), aliases, role: role.as_deref() }.edit()
    }
}

fn from_roster(entry: &RosterEntry) -> KnownPerson {
    let RosterEntry { id, name, kind, role, aliases, .. } = entry;
    KnownPerson {
        id: id.clone(),
        name: name.clone(),
        aliases: aliases.clone(),
        kind: *kind,
        role: role.clone(),
        origin: PersonOrigin::Text,
    }
}

/// The speaker of a draft, as a form has it.
pub(super) fn drafted_speaker(draft: &ArticleDraft, speaker: &DraftSpeaker) -> FormSpeaker {
    let id = |at: &usize| draft.roster.get(*at).map(|entry| entry.id.clone());
    let actors = |several: &[usize]| several.iter().filter_map(id).collect::<Vec<_>>();
    match speaker {
        DraftSpeaker::Named(at) => FormSpeaker::Actors(actors(&[*at])),
        DraftSpeaker::Joint(several) => FormSpeaker::Actors(actors(several)),
        DraftSpeaker::Ambiguous { printed, offers } => {
            FormSpeaker::Open { printed: printed.clone(), offers: actors(offers) }
        }
        DraftSpeaker::Unnamed(described) => FormSpeaker::Unnamed(described.clone()),
        DraftSpeaker::NotStated => FormSpeaker::Open { printed: String::new(), offers: Vec::new() },
    }
}
