//! Lint: actors without a part in the brief, and issues without a stance. It never distinguishes silence from not being asked.

use super::LintSubject;
use crate::diagnostics::Code;
use crate::diagnostics::{Faults, FileScope};
use crate::format::EntityKind;
use crate::model::{Actor, Ix};

/// The part of an actor in the brief, the strongest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum ActorPart {
    /// Nothing refers to the actor.
    Nowhere,
    /// Other actors are members of it, or hold roles in it.
    Body,
    /// Statements are about the actor.
    SpokenAbout,
    /// The actor speaks, relays, takes part or gives a value.
    Active,
}

/// Reports actors who neither speak, relay nor act. Skips actors of shared files, which this brief cannot change.
pub(super) fn actors(subject: LintSubject<'_>, found: &mut Faults) {
    let is_own = |actor: &Ix<Actor>| {
        let file = subject.places.get(EntityKind::Actor(*actor)).file;
        subject.files.get(file).is_some_and(|file| file.part == FileScope::Brief)
    };
    let parts = actor_parts(subject);
    let silent = subject.brief.actors.positions().filter_map(|actor| {
        let problem = match parts[actor.at()] {
            ActorPart::Active => return None,
            ActorPart::SpokenAbout => "mentioned, but never speaks or acts",
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
        if parts[actor.at()] == ActorPart::Nowhere { fault.help("take the actor out") } else { fault }
    }));
}

/// The part of each actor, by position.
fn actor_parts(subject: LintSubject<'_>) -> Vec<ActorPart> {
    let brief = subject.brief;
    let mut parts = vec![ActorPart::Nowhere; brief.actors.len()];
    let mut at_least = |actor: Ix<Actor>, part: ActorPart| parts[actor.at()] = parts[actor.at()].max(part);
    for (_, actor) in brief.actors.iter() {
        let bodies = actor.member_of.iter().copied().chain(actor.roles.iter().filter_map(|role| role.at));
        bodies.for_each(|body| at_least(body, ActorPart::Body));
    }
    for (_, statement) in brief.statements.iter() {
        statement.about.iter().for_each(|actor| at_least(*actor, ActorPart::SpokenAbout));
    }
    brief.records().flat_map(|record| brief.actors_of(record)).for_each(|actor| at_least(actor, ActorPart::Active));
    parts
}

/// Reports issues on which no statement takes a stance.
pub(super) fn issues(subject: LintSubject<'_>, found: &mut Faults) {
    let mut has_stance = vec![false; subject.brief.issues.len()];
    let stances = subject.brief.statements.iter().flat_map(|(_, statement)| &statement.stances);
    stances.for_each(|(issue, _)| has_stance[issue.at()] = true);
    let silent = subject.brief.issues.positions().filter(|issue| !has_stance[issue.at()]);
    let faults = silent.map(|issue| {
        subject.spot_of(EntityKind::Issue(issue)).fault(Code::SilentIssue, "no statement takes a stance on it")
    });
    found.extend(faults.map(|fault| fault.help("code the stances that the sources show, or take the issue out")));
}
