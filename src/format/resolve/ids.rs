//! The ids of one kind of entity, with their places and positions in the table. It never merges two entities with the same id.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use super::row::{MissingReference, RowReader, WrittenReference};
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults, FilePlace, quoted};
use crate::format::lookalike::LookalikeId;
use crate::format::raw::{RawActor, RawClaim, RawEvent, RawIssue, RawSource, RawStatement};
use crate::format::raw_brief::{RawTable, TableHeader};
use crate::format::typed_value::{SpannedField, SpannedList};
use crate::model::Ix;

/// A raw table that has an id.
pub(super) trait Identified {
    /// The name of the table, which is also the name of the kind in messages.
    const KIND: &'static str;
    /// The code of a reference to an unknown id.
    const UNKNOWN: Code;
    fn take_id(&mut self) -> SpannedField<String>;
}

macro_rules! identified {
    ($($raw:ty: $kind:literal, $unknown:ident;)+) => { $(impl Identified for $raw {
        const KIND: &'static str = $kind;
        const UNKNOWN: Code = Code::$unknown;
        fn take_id(&mut self) -> SpannedField<String> { self.id.take() }
    })+ };
}
identified! {
    RawIssue: "issue", UnknownIssue;
    RawActor: "actor", UnknownActor;
    RawSource: "source", UnknownSource;
    RawStatement: "statement", UnknownStatement;
    RawEvent: "event", UnknownSupport;
    RawClaim: "claim", UnknownSupport;
}

/// A raw table whose id has been read.
pub(super) struct IdEntry<R> {
    /// `None` when the table has no id, or one that is taken.
    pub id: Option<String>,
    pub header: TableHeader,
    pub raw: Box<R>,
}

/// All ids of one kind. An entity with faults is known as well, so that references to it are not reported.
pub(super) struct IdTable<T> {
    pub kind: &'static str,
    /// The code of a reference to an unknown id.
    pub unknown: Code,
    known: HashMap<String, KnownId<T>>,
    /// Whether syntax errors may hide further ids.
    pub incomplete: bool,
}

/// The entity of an id.
pub(super) struct KnownId<T> {
    /// The place of the id.
    place: FilePlace,
    /// The position in the table; `None` when the entity could not be resolved.
    pub ix: Option<Ix<T>>,
}

impl<T> IdTable<T> {
    /// Reads the id of every table of a kind.
    pub(super) fn collect<R: Identified>(
        items: Vec<RawTable<R>>,
        incomplete: bool,
        faults: &mut Faults,
    ) -> (Self, Vec<IdEntry<R>>) {
        let mut ids =
            Self { kind: R::KIND, unknown: R::UNKNOWN, known: HashMap::with_capacity(items.len()), incomplete };
        let mut entries = Vec::with_capacity(items.len());
        for RawTable { header, mut raw } in items {
            let field = raw.take_id();
            ids.incomplete |= header.broken && field.is_none();
            let mut row = RowReader::new(R::KIND, None, &header, faults);
            let id = row.id(field).and_then(|id| ids.add(id, &mut row));
            entries.push(IdEntry { id, header, raw });
        }
        (ids, entries)
    }

    /// Adds an id. Reports a fault and returns `None` when it is taken.
    fn add(&mut self, reference: WrittenReference, row: &mut RowReader<'_>) -> Option<String> {
        let WrittenReference { id, place } = reference;
        match self.known.entry(id.clone()) {
            Slot::Occupied(taken) => {
                let fault = Fault::new(Code::IdTaken, place, format!("the id {} is taken", quoted(&id)));
                row.report(fault.related(&taken.get().place, "first given here"));
                None
            }
            Slot::Vacant(free) => {
                free.insert(KnownId { place, ix: None });
                Some(id)
            }
        }
    }

    /// Sets the position of the entity with this id.
    pub(super) fn set(&mut self, id: &str, ix: Ix<T>) {
        if let Some(known) = self.known.get_mut(id) {
            known.ix = Some(ix);
        }
    }

    /// Sets the positions of the entities with these ids, in the order of the table.
    pub(super) fn number<'a>(&mut self, ids: impl Iterator<Item = &'a str>) {
        for (at, id) in ids.enumerate() {
            self.set(id, Ix::new(at));
        }
    }

    /// The places of the ids, in the order of the table.
    pub(super) fn places(&self) -> Vec<FilePlace> {
        let mut known: Vec<(Ix<T>, &FilePlace)> =
            self.known.values().filter_map(|known| Some((known.ix?, &known.place))).collect();
        known.sort_by_key(|(ix, _)| *ix);
        known.into_iter().map(|(_, place)| place.clone()).collect()
    }

    /// The entity of `id`.
    pub(super) fn get(&self, id: &str) -> Option<&KnownId<T>> {
        self.known.get(id)
    }

    /// Adds the ids of another table; an id that is already known keeps its entity.
    pub(super) fn adopt(&mut self, others: Self) {
        self.incomplete |= others.incomplete;
        for (id, known) in others.known {
            self.known.entry(id).or_insert(known);
        }
    }

    pub(super) fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.known.keys().map(String::as_str)
    }
}

impl RowReader<'_> {
    /// The entity that a field refers to; reports an unknown id.
    pub(super) fn find<T>(&mut self, ids: &IdTable<T>, field: SpannedField<String>) -> Option<Ix<T>> {
        let reference = self.reference(field)?;
        self.look_up(ids, &reference)
    }

    /// The entities that a list refers to; reports unknown ids.
    pub(super) fn find_all<T>(&mut self, ids: &IdTable<T>, list: SpannedList<String>) -> Vec<Ix<T>> {
        let references = self.references(list);
        self.look_up_all(ids, &references)
    }

    pub(super) fn look_up_all<T>(&mut self, ids: &IdTable<T>, references: &[WrittenReference]) -> Vec<Ix<T>> {
        references.iter().filter_map(|reference| self.look_up(ids, reference)).collect()
    }

    pub(super) fn look_up<T>(&mut self, ids: &IdTable<T>, reference: &WrittenReference) -> Option<Ix<T>> {
        let known = ids.get(&reference.id).or_else(|| {
            let lookalike = LookalikeId::find(&reference.id)?;
            let known = ids.get(&lookalike.id)?;
            self.report(lookalike.fault(reference.place.clone()));
            Some(known)
        });
        if known.is_none() && !ids.incomplete {
            let add = format!("add a table `[[{}]]` with this id, or name another", ids.kind);
            self.dangling(reference, MissingReference { kind: ids.kind, code: ids.unknown }, ids.names(), add);
        }
        known?.ix
    }
}
