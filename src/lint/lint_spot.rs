//! The place that a lint reports, with the name of its entity. It never reports a fault itself.

use super::LintSubject;
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, FilePlace, quoted};
use crate::format::EntityKind;
use crate::model::{Ix, Record, Statement};

/// How many items of a list are named in a message, or shown as related places of a fault.
pub(super) const SHOWN: usize = 5;

/// How many faults of one kind are reported per field. The limit bounds the cost: locating a fault reads the table that holds it.
pub(super) const MOST: usize = 50;

/// A place with the name of its entity.
pub(super) struct LintSpot {
    pub place: FilePlace,
    /// As the faults of the format write it: ``statement `s1` ``.
    name: String,
}

impl LintSpot {
    /// A fault at this place; the message starts with the name of the entity.
    pub(super) fn fault(self, code: Code, problem: impl AsRef<str>) -> Fault {
        Fault::new(code, self.place, format!("{}: {}", self.name, problem.as_ref()))
    }
}

impl LintSubject<'_> {
    /// The place of the value of a field.
    pub(super) fn spot(self, entity: EntityKind, field: &str) -> LintSpot {
        LintSpot { place: self.places.field(self.files, entity, field), name: self.name(entity) }
    }

    /// The place of one element of a field that holds a list.
    pub(super) fn spot_of_word(self, entity: EntityKind, field: &str, word: &str) -> LintSpot {
        LintSpot { place: self.places.word(self.files, entity, field, word), name: self.name(entity) }
    }

    /// The place of the value of a field in an inline table: the name of the table, then the field in it.
    pub(super) fn spot_inside(self, entity: EntityKind, fields: [&str; 2]) -> LintSpot {
        LintSpot { place: self.places.inner(self.files, entity, fields), name: self.name(entity) }
    }

    /// The place of the id of an entity.
    pub(super) fn spot_of(self, entity: EntityKind) -> LintSpot {
        LintSpot { place: self.places.get(entity), name: self.name(entity) }
    }

    fn name(self, entity: EntityKind) -> String {
        let named = |kind: &str, id: &str| format!("{kind} {}", quoted(id));
        match entity {
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

/// A statement as an entity.
pub(super) const fn statement(ix: Ix<Statement>) -> EntityKind {
    EntityKind::Record(Record::Statement(ix))
}

/// The first [`SHOWN`] items of a list, separated by commas, and the number of the others.
pub(super) fn some(list: &[String]) -> String {
    let shown = list.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    match list.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
