//! Names that two actors share, so that whoever looks one up finds the other. Case and spaces make no difference.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::LintSubject;
use super::lint_spot::MOST;
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults, FilePlace, quoted};
use crate::format::EntityKind;
use crate::model::{Actor, Ix};

/// A name as it is written.
#[derive(Clone, Copy)]
struct WrittenName<'a> {
    of: Ix<Actor>,
    field: &'static str,
    name: &'a str,
}

/// Names of an actor that an earlier one has too: one fault for each two actors and name, and the first of an actor should
/// they be very many.
pub(super) fn shared(subject: LintSubject<'_>, found: &mut Faults) {
    let mut first: HashMap<String, WrittenName<'_>> = HashMap::new();
    for (of, actor) in subject.brief.actors.iter() {
        let mut told: HashSet<String> = HashSet::new();
        for written in written(of, actor) {
            let folded = folded(written.name);
            match first.entry(folded) {
                Entry::Vacant(place) => {
                    place.insert(written);
                }
                Entry::Occupied(place)
                    if place.get().of != of && told.len() < MOST && told.insert(place.key().clone()) =>
                {
                    found.push(fault(subject, *place.get(), written));
                }
                Entry::Occupied(_) => {}
            }
        }
    }
}

fn written(of: Ix<Actor>, actor: &Actor) -> impl Iterator<Item = WrittenName<'_>> {
    let aliases = actor.aliases.iter().map(move |name| WrittenName { of, field: "aliases", name });
    let native = actor.native_name.iter().map(move |name| WrittenName { of, field: "native_name", name });
    std::iter::once(WrittenName { of, field: "name", name: &actor.name }).chain(aliases).chain(native)
}

fn fault(subject: LintSubject<'_>, first: WrittenName<'_>, second: WrittenName<'_>) -> Fault {
    let place =
        |written: WrittenName<'_>| subject.spot_of_word(EntityKind::Actor(written.of), written.field, written.name);
    let other = &subject.brief.actors[first.of].id;
    let problem = format!("{} is a name of `{other}` too", quoted(second.name));
    let first: FilePlace = place(first).place;
    let fault = place(second).fault(Code::SharedAlias, problem).related(&first, "first given here");
    fault.help("keep it with the one whom the sources mean by it, or add what tells them apart")
}

fn folded(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
