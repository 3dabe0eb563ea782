//! Lint: actors that nothing names, and issues without a stance. It never distinguishes silence from not being asked.

use super::LintSubject;
use crate::diagnostics::Code;
use crate::diagnostics::{Faults, FileScope};
use crate::format::EntityKind;
use crate::model::{Actor, Brief, Ix};

/// Reports actors that nothing names and that belong to no body. Skips actors of shared files, which this brief cannot change, and all
/// while there are drafts, which may name them.
pub(super) fn actors(subject: LintSubject<'_>, found: &mut Faults) {
    if !subject.places.draft_ids().is_empty() {
        return;
    }
    let is_own = |actor: Ix<Actor>| {
        let file = subject.places.get(EntityKind::Actor(actor)).file;
        subject.files.get(file).is_some_and(|file| file.part == FileScope::Brief)
    };
    let has_part = actors_with_part(subject.brief);
    let silent = subject.brief.actors.positions().filter(|actor| !has_part[actor.at()] && is_own(*actor));
    let faults = silent
        .map(|actor| subject.spot_of(EntityKind::Actor(actor)).fault(Code::SilentActor, "nothing names this actor"));
    found.extend(faults.map(|fault| fault.help("take the actor out")));
}

/// By position: whether a record names the actor, another actor belongs to it, or it belongs to a body.
fn actors_with_part(brief: &Brief) -> Vec<bool> {
    let mut has_part = vec![false; brief.actors.len()];
    let belonging = brief.actors.iter().flat_map(|(member, actor)| actor.bodies().flat_map(move |body| [member, body]));
    let about = brief.statements.iter().flat_map(|(_, statement)| statement.about.iter().copied());
    let in_records = brief.records().flat_map(|record| brief.actors_of(record));
    belonging.chain(about).chain(in_records).for_each(|actor| has_part[actor.at()] = true);
    has_part
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
