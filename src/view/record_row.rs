//! A record as one row: its facts, with the names of everything that it refers to, for the formats that programs read. It never includes
//! a note.

use chrono::NaiveDate;
use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use super::{citation, role, role_at};
use crate::analysis::{Analysis, Dated};
use crate::model::{Actor, Brief, Claim, EdtfDate, Event, Ix, Record, Source, Speaker, Statement, Value};
use crate::quotes::{QuoteState, Quotes};

/// A brief whose records become rows.
#[derive(Debug, Clone, Copy)]
pub struct RowBrief<'a> {
    /// The part of a reference before the `#`.
    pub path: &'a str,
    pub name: &'a str,
    pub brief: &'a Brief,
    pub findings: &'a Analysis,
    /// Empty if no text was read.
    pub quotes: &'a Quotes,
}

/// The facts of a record. `docs/look-up.md` lists the fields by which they are serialized.
#[derive(Debug, Serialize)]
pub struct RecordRow<'a> {
    pub kind: &'static str,
    pub id: &'a str,
    pub reference: String,
    pub brief: &'a str,
    pub brief_title: &'a str,
    #[serde(skip)]
    pub brief_as_of: &'a EdtfDate,
    /// Whether the record matches a query only because its date is uncertain.
    pub uncertain: bool,
    pub date: DateRow<'a>,
    pub tlp: &'static str,
    /// Whether the record is evidence of a contradiction.
    pub disputed: bool,
    #[serde(flatten)]
    pub facts: KindFacts<'a>,
}

/// The facts that only one kind of record has.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum KindFacts<'a> {
    Statement(Box<StatementRow<'a>>),
    Event(Box<EventRow<'a>>),
    Claim(Box<ClaimRow<'a>>),
}

/// The facts of a statement.
#[derive(Debug, Serialize)]
pub struct StatementRow<'a> {
    /// Who speaks: never empty, and several in a joint statement.
    #[serde(flatten, serialize_with = "serialize_speakers")]
    pub speakers: Vec<SpeakerRow<'a>>,
    pub attribution: &'static str,
    pub quote: &'a [String],
    /// `None` if nothing is quoted.
    pub verification: Option<VerificationRow>,
    pub gist: Option<&'a str>,
    pub cue: Option<&'a str>,
    /// Who relayed it, the nearest to the speaker first.
    #[serde(flatten, serialize_with = "serialize_relays")]
    pub via: Vec<PersonRow<'a>>,
    pub venue: Option<&'a str>,
    pub stances: Vec<StanceRow<'a>>,
    pub about: Vec<ActorRow<'a>>,
    pub source: SourceRow<'a>,
    pub credibility: &'static str,
    /// The reliability of the source (A to F) and the credibility (1 to 6), such as `B2`.
    pub grade: String,
}

/// The facts of an event.
#[derive(Debug, Serialize)]
pub struct EventRow<'a> {
    pub title: &'a str,
    pub event_kind: &'static str,
    pub place: Option<&'a str>,
    pub actors: Vec<ActorRow<'a>>,
    pub gist: Option<&'a str>,
    pub sources: Vec<SourceRow<'a>>,
}

/// The facts of a claim.
#[derive(Debug, Serialize)]
pub struct ClaimRow<'a> {
    pub question: &'a str,
    pub value: &'a Value,
    pub unit: Option<&'a str>,
    /// Who gives the value.
    pub actor: Option<PersonRow<'a>>,
    pub rank: &'static str,
    pub why: Option<&'a str>,
    pub source: SourceRow<'a>,
}

/// The date of a record.
#[derive(Debug, Serialize)]
pub struct DateRow<'a> {
    pub edtf: Option<&'a EdtfDate>,
    /// Estimates are taken at their word. `None` for an open end. A record that is dated only by its publication has no earliest day.
    pub earliest: Option<IsoDay>,
    pub latest: Option<IsoDay>,
    /// The same days, where an estimate reaches one more of its unit at either end.
    #[serde(skip)]
    pub widest: [Option<IsoDay>; 2],
    /// What the date is based on: `stated` (the brief dates the record), `published` (only the source is dated) or `unknown`.
    pub basis: &'static str,
    /// As the source prints it.
    pub printed: Option<&'a str>,
    /// The date that the brief states.
    #[serde(skip)]
    pub stated: Option<&'a EdtfDate>,
}

/// A day, serialized in ISO 8601.
#[derive(Debug, Clone, Copy)]
pub struct IsoDay(pub NaiveDate);

/// Who speaks. A speaker whom the source does not name has no id and no name, but a description.
#[derive(Debug, Serialize)]
pub struct SpeakerRow<'a> {
    pub id: Option<&'a str>,
    pub name: Option<&'a str>,
    /// On the day of the record.
    pub role: Option<String>,
    pub described_as: Option<&'a str>,
}

/// Who relays a statement or gives a value. Somebody whom the source does not name has no id and no name, but a description.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct PersonRow<'a> {
    pub id: Option<&'a str>,
    pub name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub described_as: Option<&'a str>,
}

/// An actor to whom a record refers.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct ActorRow<'a> {
    pub id: &'a str,
    pub name: &'a str,
}

/// The stance of a statement on an issue.
#[derive(Debug, Serialize)]
pub struct StanceRow<'a> {
    pub issue: &'a str,
    pub label: &'a str,
    pub stance: &'static str,
}

/// The result of comparing a quote with its text.
#[derive(Debug, Serialize)]
pub struct VerificationRow {
    pub state: &'static str,
    /// The differences that were ignored; empty unless the quote is normalized.
    pub rules: Vec<&'static str>,
}

/// A source that reports a record.
#[derive(Debug, Serialize)]
pub struct SourceRow<'a> {
    pub id: &'a str,
    pub outlet: Option<&'a str>,
    pub title: Option<&'a str>,
    pub author: Option<&'a str>,
    pub place: Option<&'a str>,
    pub published: Option<&'a EdtfDate>,
    pub url: Option<&'a str>,
    pub lang: Option<&'a str>,
    pub kind: &'static str,
    pub reliability: &'static str,
    /// The id of the source that it repeats.
    pub origin: Option<&'a str>,
}

impl RowBrief<'_> {
    /// The reference to a record.
    pub fn reference(&self, record: Record) -> String {
        citation::reference(self.path, self.brief, record)
    }

    /// Whether a record is evidence of a contradiction.
    pub fn is_disputed(&self, record: Record) -> bool {
        self.findings.contradictions_of(record).next().is_some()
    }
}

impl<'a> RecordRow<'a> {
    /// The row of a record of the brief. `uncertain` says whether it matches a query only because its date is uncertain.
    pub fn new(from: RowBrief<'a>, record: Record, uncertain: bool) -> Self {
        let brief = from.brief;
        let (kind, facts) = match record {
            Record::Statement(ix) => ("statement", KindFacts::Statement(Box::new(StatementRow::new(from, ix)))),
            Record::Event(ix) => ("event", KindFacts::Event(Box::new(EventRow::new(brief, &brief.events[ix])))),
            Record::Claim(ix) => ("claim", KindFacts::Claim(Box::new(ClaimRow::new(brief, &brief.claims[ix])))),
        };
        Self {
            kind,
            id: brief.record_id(record),
            reference: from.reference(record),
            brief: from.name,
            brief_title: &brief.title,
            brief_as_of: &brief.as_of,
            uncertain,
            date: DateRow::new(brief, record),
            tlp: brief.tlp_of(record).word(),
            disputed: from.is_disputed(record),
            facts,
        }
    }

    /// Who speaks or gives the value of a claim, as far as they are named.
    pub fn named_speakers(&self) -> Vec<ActorRow<'a>> {
        match &self.facts {
            KindFacts::Statement(said) => {
                let named = said.speakers.iter().map(|speaker| speaker.id.zip(speaker.name));
                named.flatten().map(|(id, name)| ActorRow { id, name }).collect()
            }
            KindFacts::Claim(claim) => {
                let named = claim.actor.and_then(|actor| actor.id.zip(actor.name));
                named.map(|(id, name)| ActorRow { id, name }).into_iter().collect()
            }
            KindFacts::Event(_) => Vec::new(),
        }
    }

    /// The sources that report the record.
    pub fn sources(&self) -> &[SourceRow<'a>] {
        match &self.facts {
            KindFacts::Statement(said) => std::slice::from_ref(&said.source),
            KindFacts::Event(event) => &event.sources,
            KindFacts::Claim(claim) => std::slice::from_ref(&claim.source),
        }
    }
}

impl<'a> StatementRow<'a> {
    fn new(from: RowBrief<'a>, ix: Ix<Statement>) -> Self {
        let brief = from.brief;
        let statement = &brief.statements[ix];
        let stances = statement.stances.iter().map(|(issue, stance)| {
            let issue = &brief.issues[*issue];
            StanceRow { issue: &issue.id, label: &issue.label, stance: stance.word() }
        });
        let source = SourceRow::new(brief, statement.source);
        Self {
            speakers: SpeakerRow::list(brief, ix),
            attribution: statement.attribution.word(),
            quote: &statement.quote,
            verification: VerificationRow::from_state(from.quotes.state(brief, ix)),
            gist: statement.gist.as_deref(),
            cue: statement.cue.as_deref(),
            via: statement.via.iter().flat_map(|via| PersonRow::list(brief, via)).collect(),
            venue: statement.venue.as_deref(),
            stances: stances.collect(),
            about: ActorRow::list(brief, &statement.about),
            credibility: statement.credibility.word(),
            grade: format!("{}{}", source.reliability, statement.credibility),
            source,
        }
    }
}

impl<'a> EventRow<'a> {
    fn new(brief: &'a Brief, event: &'a Event) -> Self {
        Self {
            title: &event.title,
            event_kind: event.kind.word(),
            place: event.place.as_deref(),
            actors: ActorRow::list(brief, &event.actors),
            gist: event.gist.as_deref(),
            sources: event.sources.iter().map(|source| SourceRow::new(brief, *source)).collect(),
        }
    }
}

impl<'a> ClaimRow<'a> {
    fn new(brief: &'a Brief, claim: &'a Claim) -> Self {
        Self {
            question: &claim.question,
            value: &claim.value,
            unit: claim.unit.as_deref(),
            actor: claim.actor.as_ref().and_then(|actor| PersonRow::list(brief, actor).into_iter().next()),
            rank: claim.rank.word(),
            why: claim.why.as_deref(),
            source: SourceRow::new(brief, claim.source),
        }
    }
}

/// A text or a number, without the unit.
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Number(number) => serializer.serialize_f64(*number),
        }
    }
}

impl<'a> DateRow<'a> {
    fn new(brief: &'a Brief, record: Record) -> Self {
        let dated = Dated::new(brief, record);
        let bounds = |when: &EdtfDate| [[when.earliest(), when.latest()], when.widened()].map(days_of_calendar);
        let ([[earliest, latest], widest], basis) = match dated {
            Dated::Stated(when) => (bounds(when), "stated"),
            Dated::By(published) => (bounds(published).map(|[_, latest]| [None, latest]), "published"),
            Dated::Unknown => ([[None; 2]; 2], "unknown"),
        };
        Self {
            edtf: dated.when(),
            earliest,
            latest,
            widest,
            basis,
            printed: brief.printed_date_of(record),
            stated: brief.when_of(record),
        }
    }
}

/// The days; `None` for an open end, and for a day that no calendar has (some 262,000 years from now).
pub(super) fn days_of_calendar(days: [Option<NaiveDate>; 2]) -> [Option<IsoDay>; 2] {
    days.map(|day| day.filter(|day| ![NaiveDate::MIN, NaiveDate::MAX].contains(day)).map(IsoDay))
}

/// In EDTF (ISO 8601-2).
impl Serialize for EdtfDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for IsoDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'a> SpeakerRow<'a> {
    fn list(brief: &'a Brief, ix: Ix<Statement>) -> Vec<Self> {
        let statement = &brief.statements[ix];
        match &statement.speaker {
            Speaker::Actor(_) | Speaker::Actors(_) => {
                let named = |actor: &Ix<Actor>| {
                    let role = role_at(brief, *actor, Record::Statement(ix)).map(|held| role(brief, held));
                    let actor = &brief.actors[*actor];
                    Self { id: Some(&actor.id), name: Some(&actor.name), role, described_as: None }
                };
                statement.actors().iter().map(named).collect()
            }
            Speaker::Unnamed(description) => {
                vec![Self { id: None, name: None, role: None, described_as: Some(description) }]
            }
        }
    }
}

impl<'a> PersonRow<'a> {
    fn list(brief: &'a Brief, speaker: &'a Speaker) -> Vec<Self> {
        match speaker {
            Speaker::Actor(_) | Speaker::Actors(_) => {
                let actors = speaker.actors().iter().map(|actor| &brief.actors[*actor]);
                actors.map(|actor| Self { id: Some(&actor.id), name: Some(&actor.name), described_as: None }).collect()
            }
            Speaker::Unnamed(description) => vec![Self { id: None, name: None, described_as: Some(description) }],
        }
    }
}

impl<'a> ActorRow<'a> {
    fn list(brief: &'a Brief, actors: &[Ix<Actor>]) -> Vec<Self> {
        let actors = actors.iter().map(|actor| &brief.actors[*actor]);
        actors.map(|actor| Self { id: &actor.id, name: &actor.name }).collect()
    }
}

impl VerificationRow {
    fn from_state(state: QuoteState<'_>) -> Option<Self> {
        let rules = match state {
            QuoteState::Compared(verdict) => verdict.rules(),
            QuoteState::NothingQuoted | QuoteState::NoText => &[],
        };
        Some(Self { state: state.word()?, rules: rules.iter().map(|rule| rule.word()).collect() })
    }
}

impl<'a> SourceRow<'a> {
    fn new(brief: &'a Brief, source: Ix<Source>) -> Self {
        let source = &brief.sources[source];
        Self {
            id: &source.id,
            outlet: source.outlet.as_deref(),
            title: source.title.as_deref(),
            author: source.author.as_deref(),
            place: source.place.as_deref(),
            published: source.published.as_ref(),
            url: source.url.as_deref(),
            lang: source.lang.as_deref(),
            kind: source.kind.word(),
            reliability: source.reliability.word(),
            origin: source.origin.map(|origin| brief.sources[origin].id.as_str()),
        }
    }
}

/// Serializes the first speaker as `speaker`, and all of them as `speakers` if there are several.
fn serialize_speakers<S: Serializer>(speakers: &[SpeakerRow<'_>], serializer: S) -> Result<S::Ok, S::Error> {
    serialize_several(["speaker", "speakers"], speakers, serializer)
}

/// Serializes the first who relayed a statement as `via`, and all of them as `relays` if there are several.
fn serialize_relays<S: Serializer>(relays: &[PersonRow<'_>], serializer: S) -> Result<S::Ok, S::Error> {
    serialize_several(["via", "relays"], relays, serializer)
}

/// Serializes the first entry, or null, under one name, and all of them under the other if there are several.
fn serialize_several<T: Serialize, S: Serializer>(
    [first, all]: [&'static str; 2],
    entries: &[T],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut fields = serializer.serialize_map(None)?;
    fields.serialize_entry(first, &entries.first())?;
    if entries.len() > 1 {
        fields.serialize_entry(all, entries)?;
    }
    fields.end()
}
