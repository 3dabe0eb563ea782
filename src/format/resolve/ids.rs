//! The ids of one kind of thing: which there are, where they were given, and what they stand for.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use super::row::RowReader;
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults, FilePlace, quoted};
use crate::format::raw::{RawActor, RawClaim, RawEvent, RawIssue, RawSource, RawStatement};
use crate::format::raw_brief::{RawTable, TableHeader};
use crate::format::typed_value::SpannedField;
use crate::model::Ix;

/// A raw table that has an id.
pub(super) trait Identified {
    /// The table's name, which is also what a thing of its kind is called.
    const KIND: &'static str;
    /// What is wrong with a reference to one that is not there.
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
    /// `None` when it has no id that it alone has.
    pub id: Option<String>,
    pub header: TableHeader,
    pub raw: Box<R>,
}

/// A reference to a thing, as written.
pub(super) struct WrittenReference {
    pub id: String,
    pub place: FilePlace,
}

/// Every id of one kind. A thing that is faulty itself is known too, so that its faults do not spread to what names it.
pub(super) struct IdTable<T> {
    pub kind: &'static str,
    /// What is wrong with a reference to one that is not there.
    pub unknown: Code,
    known: HashMap<String, KnownId<T>>,
    /// Whether syntax errors may hide further ids.
    pub incomplete: bool,
}

/// A thing that an id stands for.
pub(super) struct KnownId<T> {
    /// Where the id is given to it.
    place: FilePlace,
    /// Where the thing is in its table; `None` when it could not be made whole.
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
            let written = raw.take_id();
            ids.incomplete |= header.wounded && written.is_none();
            let mut row = RowReader::new(R::KIND, None, &header, faults);
            let id = row.id(written).and_then(|id| ids.admit(id, &mut row));
            entries.push(IdEntry { id, header, raw });
        }
        (ids, entries)
    }

    fn admit(&mut self, reference: WrittenReference, row: &mut RowReader<'_>) -> Option<String> {
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

    /// Says where the thing called `id` has come to stand.
    pub(super) fn set(&mut self, id: &str, ix: Ix<T>) {
        if let Some(known) = self.known.get_mut(id) {
            known.ix = Some(ix);
        }
    }

    /// Says that the things called so, in order, are all and make up the table.
    pub(super) fn number<'a>(&mut self, ids: impl Iterator<Item = &'a str>) {
        for (at, id) in ids.enumerate() {
            self.set(id, Ix::new(at));
        }
    }

    /// Where the ids of the things stand, in the order of their table.
    pub(super) fn places(&self) -> Vec<FilePlace> {
        let mut known: Vec<(Ix<T>, &FilePlace)> =
            self.known.values().filter_map(|known| Some((known.ix?, &known.place))).collect();
        known.sort_by_key(|(ix, _)| *ix);
        known.into_iter().map(|(_, place)| place.clone()).collect()
    }

    /// What `id` stands for.
    pub(super) fn get(&self, id: &str) -> Option<&KnownId<T>> {
        self.known.get(id)
    }

    /// Takes in what else is known, without a place in the table.
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
