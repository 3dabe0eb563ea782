//! The spot of a brief that something is said of: a place, and the name of the thing that it belongs to. It says nothing itself.

use super::Subject;
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Place, quoted};
use crate::format::Thing;
use crate::model::{Ix, Record, Statement};

/// How many of several things are named, or shown beside a fault.
pub(super) const SHOWN: usize = 5;

/// How many faults of one kind are told of one field. To look for a place is to read the table that has it, and nobody reads the rest.
pub(super) const MOST: usize = 50;

/// A place with the name of the thing that it belongs to.
pub(super) struct Spot {
    pub place: Place,
    /// As the faults of the format have it: ``statement `s1` ``.
    name: String,
}

impl Spot {
    /// A fault at this spot, under the name of its thing.
    pub(super) fn fault(self, code: Code, problem: impl AsRef<str>) -> Fault {
        Fault::new(code, self.place, format!("{}: {}", self.name, problem.as_ref()))
    }
}

impl Subject<'_> {
    /// The value of a field.
    pub(super) fn spot(self, thing: Thing, field: &str) -> Spot {
        Spot { place: self.places.field(self.files, thing, field), name: self.name(thing) }
    }

    /// One word of a field that holds a list.
    pub(super) fn spot_of_word(self, thing: Thing, field: &str, word: &str) -> Spot {
        Spot { place: self.places.word(self.files, thing, field, word), name: self.name(thing) }
    }

    /// The value of a field of the table that a field holds.
    pub(super) fn spot_inside(self, thing: Thing, fields: [&str; 2]) -> Spot {
        Spot { place: self.places.inner(self.files, thing, fields), name: self.name(thing) }
    }

    /// The id of a thing.
    pub(super) fn spot_of(self, thing: Thing) -> Spot {
        Spot { place: self.places.of(thing), name: self.name(thing) }
    }

    fn name(self, thing: Thing) -> String {
        let named = |kind: &str, id: &str| format!("{kind} {}", quoted(id));
        match thing {
            Thing::Brief => "brief".to_owned(),
            Thing::KeyPoint(_) => "key_point".to_owned(),
            Thing::Issue(ix) => named("issue", &self.brief.issues[ix].id),
            Thing::Actor(ix) => named("actor", &self.brief.actors[ix].id),
            Thing::Source(ix) => named("source", &self.brief.sources[ix].id),
            Thing::Record(record) => {
                let kind = match record {
                    Record::Statement(_) => "statement",
                    Record::Event(_) => "event",
                    Record::Claim(_) => "claim",
                };
                named(kind, self.brief.record_id(record))
            }
        }
    }
}

/// A statement as a thing.
pub(super) const fn statement(ix: Ix<Statement>) -> Thing {
    Thing::Record(Record::Statement(ix))
}

/// The first few of a list with commas between them, and how many more there are.
pub(super) fn some(list: &[String]) -> String {
    let told = list.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    match list.len().saturating_sub(SHOWN) {
        0 => told,
        more => format!("{told} and {more} more"),
    }
}
