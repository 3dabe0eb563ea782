//! Actors who do nothing in the brief, and issues that nobody speaks on. It cannot tell who kept silent from who was not asked.

use super::LintSubject;
use crate::diagnostics::Code;
use crate::diagnostics::{Faults, FileScope};
use crate::format::EntityKind;
use crate::model::{Actor, Ix};

/// The most that an actor does in the brief.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum ActorPart {
    /// Nothing names the actor.
    Nowhere,
    /// Others belong to it, or hold their roles there.
    Body,
    /// Statements are about the actor.
    SpokenAbout,
    /// The actor speaks, relays, takes part or gives a value.
    Active,
}

/// Actors of the brief who neither speak, relay nor act; those that a library shares are not the brief's to mend.
pub(super) fn actors(subject: LintSubject<'_>, found: &mut Faults) {
    let is_own = |actor: &Ix<Actor>| {
        let file = subject.places.get(EntityKind::Actor(*actor)).file;
        subject.files.get(file).is_some_and(|file| file.part == FileScope::Brief)
    };
    let places = places(subject);
    let silent = subject.brief.actors.positions().filter_map(|actor| {
        let problem = match places[actor.at()] {
            ActorPart::Active => return None,
            ActorPart::SpokenAbout => "spoken about, but neither heard nor acting",
            ActorPart::Body => "a body that others belong to, and nothing else",
            ActorPart::Nowhere => "nothing names this actor",
        };
        Some((actor, problem))
    });
    let silent = silent.filter(|(actor, _)| is_own(actor));
    let faults = silent.map(|(actor, problem)| {
        let fault = subject.spot_of(EntityKind::Actor(actor)).fault(Code::SilentActor, problem);
        (actor, fault)
    });
    found.extend(faults.map(|(actor, fault)| {
        if places[actor.at()] == ActorPart::Nowhere { fault.help("take the actor out") } else { fault }
    }));
}

/// By the position of the actor.
fn places(subject: LintSubject<'_>) -> Vec<ActorPart> {
    let brief = subject.brief;
    let mut places = vec![ActorPart::Nowhere; brief.actors.len()];
    let mut at_least = |actor: Ix<Actor>, place: ActorPart| places[actor.at()] = places[actor.at()].max(place);
    for (_, actor) in brief.actors.iter() {
        let bodies = actor.member_of.iter().copied().chain(actor.roles.iter().filter_map(|role| role.at));
        bodies.for_each(|body| at_least(body, ActorPart::Body));
    }
    for (_, statement) in brief.statements.iter() {
        statement.about.iter().for_each(|actor| at_least(*actor, ActorPart::SpokenAbout));
    }
    brief.records().flat_map(|record| brief.actors_of(record)).for_each(|actor| at_least(actor, ActorPart::Active));
    places
}

/// Issues on which no statement takes a stance.
pub(super) fn issues(subject: LintSubject<'_>, found: &mut Faults) {
    let mut spoken = vec![false; subject.brief.issues.len()];
    let stances = subject.brief.statements.iter().flat_map(|(_, statement)| &statement.stances);
    stances.for_each(|(issue, _)| spoken[issue.at()] = true);
    let silent = subject.brief.issues.positions().filter(|issue| !spoken[issue.at()]);
    let faults = silent.map(|issue| {
        subject.spot_of(EntityKind::Issue(issue)).fault(Code::SilentIssue, "no statement takes a stance on it")
    });
    found.extend(faults.map(|fault| fault.help("code the stances that the sources show, or take the issue out")));
}
