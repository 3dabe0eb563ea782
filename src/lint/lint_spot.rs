//! The spot of a brief that something is said of: a place, and the name of the thing that it belongs to. It says nothing itself.

use super::LintSubject;
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, FilePlace, quoted};
use crate::format::EntityKind;
use crate::model::{Ix, Record, Statement};

/// How many of several things are named, or shown beside a fault.
pub(super) const SHOWN: usize = 5;

/// How many faults of one kind are told of one field. To look for a place is to read the table that has it, and nobody reads the rest.
pub(super) const MOST: usize = 50;

/// A place with the name of the thing that it belongs to.
pub(super) struct LintSpot {
    pub place: FilePlace,
    /// As the faults of the format have it: ``statement `s1` ``.
    name: String,
}

impl LintSpot {
    /// A fault at this spot, under the name of its thing.
    pub(super) fn fault(self, code: Code, problem: impl AsRef<str>) -> Fault {
        Fault::new(code, self.place, format!("{}: {}", self.name, problem.as_ref()))
    }
}

impl LintSubject<'_> {
    /// The value of a field.
    pub(super) fn spot(self, thing: EntityKind, field: &str) -> LintSpot {
        LintSpot { place: self.places.field(self.files, thing, field), name: self.name(thing) }
    }

    /// One word of a field that holds a list.
    pub(super) fn spot_of_word(self, thing: EntityKind, field: &str, word: &str) -> LintSpot {
        LintSpot { place: self.places.word(self.files, thing, field, word), name: self.name(thing) }
    }

    /// The value of a field of the table that a field holds.
    pub(super) fn spot_inside(self, thing: EntityKind, fields: [&str; 2]) -> LintSpot {
        LintSpot { place: self.places.inner(self.files, thing, fields), name: self.name(thing) }
    }

    /// The id of a thing.
    pub(super) fn spot_of(self, thing: EntityKind) -> LintSpot {
        LintSpot { place: self.places.get(thing), name: self.name(thing) }
    }

    fn name(self, thing: EntityKind) -> String {
        let named = |kind: &str, id: &str| format!("{kind} {}", quoted(id));
        match thing {
            EntityKind::Brief => "brief".to_owned(),
            EntityKind::KeyPoint(_) => "key_point".to_owned(),
            EntityKind::Issue(ix) => named("issue", &self.brief.issues[ix].id),
            EntityKind::Actor(ix) => named("actor", &self.brief.actors[ix].id),
            EntityKind::Source(ix) => named("source", &self.brief.sources[ix].id),
            EntityKind::Record(record) => {
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
pub(super) const fn statement(ix: Ix<Statement>) -> EntityKind {
    EntityKind::Record(Record::Statement(ix))
}

/// The first few of a list with commas between them, and how many more there are.
pub(super) fn some(list: &[String]) -> String {
    let told = list.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    match list.len().saturating_sub(SHOWN) {
        0 => told,
        more => format!("{told} and {more} more"),
    }
}
