//! Resolves events, claims and key points, and looks up records by id. It never resolves statements.

use toml::Spanned;

use super::KnownEntities;
use super::ids::{IdEntry, IdTable};
use super::row::{MissingReference, RowReader, WrittenReference, require};
use super::sources::FileSource;
use super::speakers::{SpeakerFields, WrittenSpeaker};
use crate::diagnostics::Code;
use crate::diagnostics::{Faults, FilePlace};
use crate::format::Locations;
use crate::format::lookalike::LookalikeId;
use crate::format::raw::{RawClaim, RawEvent, RawKeyPoint};
use crate::format::raw_brief::RawTable;
use crate::format::typed_value::{SpannedField, TextOrNumber, TextParts};
use crate::model::{Claim, Event, EventKind, KeyPoint, Rank, Record, Statement, Table, Value};

pub(super) fn events(
    items: Vec<RawTable<RawEvent>>,
    known: &KnownEntities,
    faults: &mut Faults,
) -> (Table<Event>, IdTable<Event>) {
    let (mut ids, entries) = IdTable::collect(items, known.incomplete, faults);
    let events: Vec<Event> = entries.into_iter().filter_map(|entry| event(entry, known, faults)).collect();
    ids.number(events.iter().map(|event| event.id.as_str()));
    (Table::new(events), ids)
}

fn event(entry: IdEntry<RawEvent>, known: &KnownEntities, faults: &mut Faults) -> Option<Event> {
    let IdEntry { id, header, raw } = entry;
    let mut row = RowReader::new("event", id.as_deref(), &header, faults);
    let is_draft = row.is_draft(raw.review);
    require!(row, raw, title, date);
    let (title, date) = (row.text(raw.title), row.date(raw.date));
    let sources = match (&raw.sources, known.file_sources[row.file()]) {
        (None, FileSource::One(source)) => source.into_iter().collect(),
        (None, FileSource::None | FileSource::Several) | (Some(_), _) => row.find_all(&known.sources, raw.sources),
    };
    Some(Event {
        sources,
        coder: row.text(raw.coder),
        printed_date: row.text(raw.printed_date),
        passage: row.passage(raw.passage),
        kind: row.word(raw.kind).unwrap_or(EventKind::Other),
        place: row.text(raw.place),
        actors: row.find_all(&known.actors, raw.actors),
        gist: row.text(raw.gist),
        tlp: row.tlp(raw.tlp),
        note: row.text(raw.note),
        // Last: `?` returns early, after all faults above are reported.
        id: id.clone()?,
        title: title?,
        date: date?,
    })
    .filter(|_| !is_draft)
}

pub(super) fn claims(
    items: Vec<RawTable<RawClaim>>,
    known: &KnownEntities,
    faults: &mut Faults,
) -> (Table<Claim>, IdTable<Claim>) {
    let (mut ids, entries) = IdTable::collect(items, known.incomplete, faults);
    let claims: Vec<Claim> = entries.into_iter().filter_map(|entry| claim(entry, known, faults)).collect();
    ids.number(claims.iter().map(|claim| claim.id.as_str()));
    (Table::new(claims), ids)
}

const GIVER: SpeakerFields = SpeakerFields {
    who: "actor",
    described_as: "described_as",
    whom: "the one who gave the value",
    example: "a port official",
    is_required: false,
};

fn claim(entry: IdEntry<RawClaim>, known: &KnownEntities, faults: &mut Faults) -> Option<Claim> {
    let IdEntry { id, header, raw } = entry;
    let mut row = RowReader::new("claim", id.as_deref(), &header, faults);
    let is_draft = row.is_draft(raw.review);
    require!(row, raw, question, value);
    let (question, value) = (row.name(raw.question), value(raw.value, &mut row));
    let unit = row.name(raw.unit);
    let actor = raw.actor.map(|actor| {
        let span = actor.span();
        Spanned::new(span, actor.into_inner().map(TextParts::Whole))
    });
    let actor = WrittenSpeaker { who: actor, described_as: raw.described_as, fields: GIVER };
    Some(Claim {
        unit,
        coder: row.text(raw.coder),
        actor: row.speaker(actor, &known.actors),
        passage: row.passage(raw.passage),
        as_of: row.date(raw.as_of),
        rank: row.word(raw.rank).unwrap_or(Rank::Normal),
        why: row.text(raw.why),
        tlp: row.tlp(raw.tlp),
        note: row.text(raw.note),
        // Last: `?` returns early, after all faults above are reported.
        source: known.source_or_default(raw.source, &mut row)?,
        id: id.clone()?,
        question: question?,
        value: value?,
    })
    .filter(|_| !is_draft)
}

fn value(field: SpannedField<TextOrNumber>, row: &mut RowReader<'_>) -> Option<Value> {
    let amount = row.value(field)?;
    let span = amount.span();
    match amount.into_inner() {
        TextOrNumber::Text(text) => {
            let text = row.not_empty(Spanned::new(span, text))?;
            Some(Value::Text(text.into_inner()))
        }
        TextOrNumber::Integer(number) => Some(Value::Integer(number)),
        TextOrNumber::Number(number) if number.is_finite() => Some(Value::Number(number)),
        TextOrNumber::Number(number) => {
            row.report(
                row.fault_at(Code::NotANumber, span, format!("`{number}` is no value"))
                    .help("a value is a text or a finite number"),
            );
            None
        }
    }
}

/// The ids of all records, for key points and contradictions.
pub(super) struct RecordIds<'a> {
    pub statements: &'a IdTable<Statement>,
    pub events: &'a IdTable<Event>,
    pub claims: &'a IdTable<Claim>,
}

/// The purpose of a look-up of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RecordPurpose {
    /// It supports a key point: any record.
    Support,
    /// It is a side of a contradiction: any record except an event.
    Side,
}

pub(super) fn key_points(
    items: Vec<RawTable<RawKeyPoint>>,
    records: &RecordIds<'_>,
    faults: &mut Faults,
) -> Vec<(KeyPoint, FilePlace)> {
    items.into_iter().filter_map(|item| key_point(item, records, faults)).collect()
}

fn key_point(
    item: RawTable<RawKeyPoint>,
    records: &RecordIds<'_>,
    faults: &mut Faults,
) -> Option<(KeyPoint, FilePlace)> {
    let RawTable { header, raw } = item;
    let mut row = RowReader::new("key_point", None, &header, faults);
    require!(row, raw, text);
    let supports = row.references(raw.supports);
    let text = row.text(raw.text);
    let point = KeyPoint {
        likelihood: row.word(raw.likelihood),
        confidence: row.word(raw.confidence),
        supports: supports
            .iter()
            .filter_map(|support| records.look_up(support, RecordPurpose::Support, &mut row))
            .collect(),
        tlp: row.tlp(raw.tlp),
        note: row.text(raw.note),
        text: text?,
    };
    Some((point, header.place))
}

/// A record with a known id.
struct FoundRecord {
    /// `None` when it could not be resolved.
    record: Option<Record>,
}

impl RecordIds<'_> {
    /// Records the places of all records.
    pub(super) fn record_locations(&self, places: &mut Locations) {
        places.statements = self.statements.places();
        places.events = self.events.places();
        places.claims = self.claims.places();
    }

    pub(super) fn look_up(
        &self,
        reference: &WrittenReference,
        purpose: RecordPurpose,
        row: &mut RowReader<'_>,
    ) -> Option<Record> {
        if let Some(known) = self.known(&reference.id, purpose) {
            return known.record;
        }
        if let Some(lookalike) = LookalikeId::find(&reference.id)
            && let Some(known) = self.known(&lookalike.id, purpose)
        {
            row.report(lookalike.fault(reference.place.clone()));
            return known.record;
        }
        let incomplete = self.statements.incomplete || self.events.incomplete || self.claims.incomplete;
        if !incomplete {
            let events = self.events.names().filter(|_| purpose.may_be_event());
            let names = self.statements.names().chain(events).chain(self.claims.names());
            let names: Vec<&str> = names.collect();
            row.dangling(reference, purpose.missing(), names.into_iter(), purpose.help().to_owned());
        }
        None
    }

    /// The record with this id.
    fn known(&self, id: &str, purpose: RecordPurpose) -> Option<FoundRecord> {
        // An id is unique within its kind only; the order of the kinds is that of `Brief::record`.
        let statement = self.statements.get(id).map(|known| known.ix.map(Record::Statement));
        let event = || self.events.get(id).map(|known| known.ix.map(Record::Event));
        let event = || event().filter(|_| purpose.may_be_event());
        let claim = || self.claims.get(id).map(|known| known.ix.map(Record::Claim));
        statement.or_else(event).or_else(claim).map(|record| FoundRecord { record })
    }
}

impl RecordPurpose {
    const fn may_be_event(self) -> bool {
        match self {
            Self::Support => true,
            Self::Side => false,
        }
    }

    const fn help(self) -> &'static str {
        match self {
            Self::Support => "it must be the id of something in the brief",
            Self::Side => "it must be the id of something in the brief that can contradict",
        }
    }

    const fn missing(self) -> MissingReference {
        match self {
            Self::Support => MissingReference { kind: "statement, event or claim", code: Code::UnknownSupport },
            Self::Side => MissingReference { kind: "statement or claim", code: Code::UnknownStatement },
        }
    }
}
