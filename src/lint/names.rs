//! Lint: names that two actors share, so that a look-up of one finds the other. It never distinguishes case or spacing.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::LintSubject;
use super::lint_spot::MOST;
use crate::analysis::fold_case_and_spaces;
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults, FilePlace, quoted};
use crate::format::EntityKind;
use crate::model::{Actor, Ix};

/// A name of an actor, with the field that has it.
#[derive(Clone, Copy)]
struct WrittenName<'a> {
    actor: Ix<Actor>,
    field: &'static str,
    name: &'a str,
}

/// Reports names that an earlier actor has too: one fault per name, at most [`MOST`] per actor.
pub(super) fn shared(subject: LintSubject<'_>, found: &mut Faults) {
    let mut first: HashMap<String, WrittenName<'_>> = HashMap::new();
    for (ix, actor) in subject.brief.actors.iter() {
        let mut reported: HashSet<String> = HashSet::new();
        for written in written_names(ix, actor) {
            match first.entry(fold_case_and_spaces(written.name)) {
                Entry::Vacant(place) => {
                    place.insert(written);
                }
                Entry::Occupied(place)
                    if place.get().actor != ix && reported.len() < MOST && reported.insert(place.key().clone()) =>
                {
                    found.push(fault(subject, *place.get(), written));
                }
                Entry::Occupied(_) => {}
            }
        }
    }
}

fn written_names(ix: Ix<Actor>, actor: &Actor) -> impl Iterator<Item = WrittenName<'_>> {
    let aliases = actor.aliases.iter().map(move |name| WrittenName { actor: ix, field: "aliases", name });
    let native = actor.native_name.iter().map(move |name| WrittenName { actor: ix, field: "native_name", name });
    std::iter::once(WrittenName { actor: ix, field: "name", name: &actor.name }).chain(aliases).chain(native)
}

fn fault(subject: LintSubject<'_>, first: WrittenName<'_>, second: WrittenName<'_>) -> Fault {
    let place =
        |written: WrittenName<'_>| subject.spot_of_word(EntityKind::Actor(written.actor), written.field, written.name);
    let other = &subject.brief.actors[first.actor].id;
    let problem = format!("{} is a name of `{other}` too", quoted(second.name));
    let first: FilePlace = place(first).place;
    let fault = place(second).fault(Code::SharedAlias, problem).related(&first, "first given here");
    fault.help("keep it with the one whom the sources mean by it, or add what tells them apart")
}
