//! The fields of a match in JSON; the CSV cells are made from them. They never include a note.

use serde::Serialize;

use super::input::FindBrief;
use super::output_format::FindMatch;
use crate::analysis::Dated;
use crate::cli::record_fields::{self, ActorFields, DateFields, SourceFields, SpeakerFields, StanceFields};
use crate::model::{Brief, Claim, Event, Ix, Record, Statement, Value};
use crate::quotes::QuoteState;

/// The fields that every record has, followed by those of its kind.
#[derive(Serialize)]
pub(super) struct FindFields<'a> {
    pub kind: &'static str,
    pub id: &'a str,
    pub reference: String,
    pub brief: &'a str,
    pub brief_title: &'a str,
    pub uncertain: bool,
    pub date: DateFields<'a>,
    pub tlp: &'static str,
    pub disputed: bool,
    #[serde(flatten)]
    pub own: FindKindFields<'a>,
}

/// The fields of one kind.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum FindKindFields<'a> {
    Statement(Box<FindStatement<'a>>),
    Event(Box<FindEvent<'a>>),
    Claim(Box<FindClaim<'a>>),
}

#[derive(Serialize)]
pub(super) struct FindStatement<'a> {
    pub speaker: SpeakerFields<'a>,
    pub attribution: &'static str,
    pub quote: &'a [String],
    pub verification: Option<FindVerification>,
    pub gist: Option<&'a str>,
    pub cue: Option<&'a str>,
    pub via: Option<ActorFields<'a>>,
    pub venue: Option<&'a str>,
    pub stances: Vec<StanceFields<'a>>,
    pub about: Vec<ActorFields<'a>>,
    pub source: SourceFields<'a>,
    pub credibility: &'static str,
    pub grade: String,
}

/// The result of comparing a quote with its text.
#[derive(Serialize)]
pub(super) struct FindVerification {
    pub state: &'static str,
    /// The differences that were ignored; empty unless the quote is normalized.
    pub rules: Vec<&'static str>,
}

#[derive(Serialize)]
pub(super) struct FindEvent<'a> {
    pub title: &'a str,
    pub event_kind: &'static str,
    pub place: Option<&'a str>,
    pub actors: Vec<ActorFields<'a>>,
    pub gist: Option<&'a str>,
    pub sources: Vec<SourceFields<'a>>,
}

#[derive(Serialize)]
pub(super) struct FindClaim<'a> {
    pub question: &'a str,
    pub value: FindClaimValue<'a>,
    pub unit: Option<&'a str>,
    pub actor: Option<ActorFields<'a>>,
    pub rank: &'static str,
    pub why: Option<&'a str>,
    pub source: SourceFields<'a>,
}

/// A text or a number, as the brief gives it.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum FindClaimValue<'a> {
    Text(&'a str),
    Integer(i64),
    Number(f64),
}

impl<'a> FindFields<'a> {
    /// The fields of a match.
    pub(super) fn new(found: FindMatch<'a>) -> Self {
        let FindMatch { in_brief, record, uncertain } = found;
        let brief = &in_brief.brief;
        let (kind, own) = match record {
            Record::Statement(ix) => {
                ("statement", FindKindFields::Statement(Box::new(FindStatement::new(in_brief, ix))))
            }
            Record::Event(ix) => ("event", FindKindFields::Event(Box::new(FindEvent::new(brief, &brief.events[ix])))),
            Record::Claim(ix) => ("claim", FindKindFields::Claim(Box::new(FindClaim::new(brief, &brief.claims[ix])))),
        };
        Self {
            kind,
            id: brief.record_id(record),
            reference: found.reference(),
            brief: &in_brief.name,
            brief_title: &brief.title,
            uncertain,
            date: DateFields::new(Dated::new(brief, record), brief.printed_date_of(record)),
            tlp: brief.tlp_of(record).word(),
            disputed: found.is_disputed(),
            own,
        }
    }
}

impl<'a> FindStatement<'a> {
    fn new(in_brief: &'a FindBrief, ix: Ix<Statement>) -> Self {
        let brief = &in_brief.brief;
        let statement = &brief.statements[ix];
        Self {
            speaker: SpeakerFields::new(brief, ix),
            attribution: statement.attribution.word(),
            quote: &statement.quote,
            verification: FindVerification::from_state(in_brief.quotes.state(brief, ix)),
            gist: statement.gist.as_deref(),
            cue: statement.cue.as_deref(),
            via: statement.via.map(|actor| ActorFields::new(brief, actor)),
            venue: statement.venue.as_deref(),
            stances: StanceFields::list(brief, statement),
            about: ActorFields::list(brief, &statement.about),
            source: SourceFields::new(brief, &brief.sources[statement.source]),
            credibility: statement.credibility.word(),
            grade: record_fields::grade(brief, statement),
        }
    }
}

impl FindVerification {
    fn from_state(state: QuoteState<'_>) -> Option<Self> {
        let rules = match state {
            QuoteState::Compared(verdict) => verdict.rules(),
            QuoteState::NothingQuoted | QuoteState::NoText => &[],
        };
        Some(Self { state: state.word()?, rules: rules.iter().map(|rule| rule.word()).collect() })
    }
}

impl<'a> FindEvent<'a> {
    fn new(brief: &'a Brief, event: &'a Event) -> Self {
        Self {
            title: &event.title,
            event_kind: event.kind.word(),
            place: event.place.as_deref(),
            actors: ActorFields::list(brief, &event.actors),
            gist: event.gist.as_deref(),
            sources: event.sources.iter().map(|source| SourceFields::new(brief, &brief.sources[*source])).collect(),
        }
    }
}

impl<'a> FindClaim<'a> {
    fn new(brief: &'a Brief, claim: &'a Claim) -> Self {
        let value = match &claim.value {
            Value::Text(text) => FindClaimValue::Text(text),
            Value::Integer(number) => FindClaimValue::Integer(*number),
            Value::Number(number) => FindClaimValue::Number(*number),
        };
        Self {
            question: &claim.question,
            value,
            unit: claim.unit.as_deref(),
            actor: claim.actor.map(|actor| ActorFields::new(brief, actor)),
            rank: claim.rank.word(),
            why: claim.why.as_deref(),
            source: SourceFields::new(brief, &brief.sources[claim.source]),
        }
    }
}
