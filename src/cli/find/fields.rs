//! What is told of a record to programs: the fields of a JSON object, from which the cells of a table are made. A note is never among them.

use serde::Serialize;

use super::asked::Held;
use super::form::Match;
use crate::analysis::Dated;
use crate::cli::told::{self, Date, Name, Reported, Side, Who};
use crate::model::{Brief, Claim, Event, Ix, Record, Statement, Value};
use crate::quotes::State;

/// The fields that every record has, and then its own.
#[derive(Serialize)]
pub(super) struct Fields<'a> {
    pub kind: &'static str,
    pub id: &'a str,
    pub reference: String,
    pub brief: &'a str,
    pub brief_title: &'a str,
    pub uncertain: bool,
    pub date: Date<'a>,
    pub tlp: &'static str,
    pub disputed: bool,
    #[serde(flatten)]
    pub own: Own<'a>,
}

/// The fields of one kind.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Own<'a> {
    Statement(Box<Said<'a>>),
    Event(Box<Happened<'a>>),
    Claim(Box<Claimed<'a>>),
}

#[derive(Serialize)]
pub(super) struct Said<'a> {
    pub speaker: Who<'a>,
    pub attribution: &'static str,
    pub quote: &'a [String],
    pub verification: Option<Verification>,
    pub gist: Option<&'a str>,
    pub cue: Option<&'a str>,
    pub via: Option<Name<'a>>,
    pub venue: Option<&'a str>,
    pub stances: Vec<Side<'a>>,
    pub about: Vec<Name<'a>>,
    pub source: Reported<'a>,
    pub credibility: &'static str,
    pub grade: String,
}

/// How a quote stands in its text.
#[derive(Serialize)]
pub(super) struct Verification {
    pub state: &'static str,
    /// What had to be overlooked; empty but for a normalized quote.
    pub rules: Vec<&'static str>,
}

#[derive(Serialize)]
pub(super) struct Happened<'a> {
    pub title: &'a str,
    pub event_kind: &'static str,
    pub place: Option<&'a str>,
    pub actors: Vec<Name<'a>>,
    pub gist: Option<&'a str>,
    pub sources: Vec<Reported<'a>>,
}

#[derive(Serialize)]
pub(super) struct Claimed<'a> {
    pub question: &'a str,
    pub value: Given<'a>,
    pub unit: Option<&'a str>,
    pub actor: Option<Name<'a>>,
    pub rank: &'static str,
    pub why: Option<&'a str>,
    pub source: Reported<'a>,
}

/// A text or a number, as the brief gives it.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Given<'a> {
    Text(&'a str),
    Integer(i64),
    Number(f64),
}

impl<'a> Fields<'a> {
    /// The fields of a record.
    pub(super) fn of(found: Match<'a>) -> Self {
        let Match { held, record, perhaps } = found;
        let brief = &held.brief;
        let (kind, own) = match record {
            Record::Statement(ix) => ("statement", Own::Statement(Box::new(Said::of(held, ix)))),
            Record::Event(ix) => ("event", Own::Event(Box::new(Happened::of(brief, &brief.events[ix])))),
            Record::Claim(ix) => ("claim", Own::Claim(Box::new(Claimed::of(brief, &brief.claims[ix])))),
        };
        Self {
            kind,
            id: brief.record_id(record),
            reference: found.reference(),
            brief: &held.name,
            brief_title: &brief.title,
            uncertain: perhaps,
            date: Date::of(Dated::of(brief, record), brief.printed_date_of(record)),
            tlp: brief.tlp_of(record).word(),
            disputed: found.is_disputed(),
            own,
        }
    }
}

impl<'a> Said<'a> {
    fn of(held: &'a Held, ix: Ix<Statement>) -> Self {
        let brief = &held.brief;
        let statement = &brief.statements[ix];
        Self {
            speaker: Who::of(brief, ix),
            attribution: statement.attribution.word(),
            quote: &statement.quote,
            verification: Verification::of(held.quotes.state(brief, ix)),
            gist: statement.gist.as_deref(),
            cue: statement.cue.as_deref(),
            via: statement.via.map(|actor| Name::of(brief, actor)),
            venue: statement.venue.as_deref(),
            stances: Side::all(brief, statement),
            about: Name::all(brief, &statement.about),
            source: Reported::of(brief, &brief.sources[statement.source]),
            credibility: statement.credibility.word(),
            grade: told::grade(brief, statement),
        }
    }
}

impl Verification {
    fn of(state: State<'_>) -> Option<Self> {
        let rules = match state {
            State::Compared(verdict) => verdict.rules(),
            State::NothingQuoted | State::NoText => &[],
        };
        Some(Self { state: state.word()?, rules: rules.iter().map(|rule| rule.word()).collect() })
    }
}

impl<'a> Happened<'a> {
    fn of(brief: &'a Brief, event: &'a Event) -> Self {
        Self {
            title: &event.title,
            event_kind: event.kind.word(),
            place: event.place.as_deref(),
            actors: Name::all(brief, &event.actors),
            gist: event.gist.as_deref(),
            sources: event.sources.iter().map(|source| Reported::of(brief, &brief.sources[*source])).collect(),
        }
    }
}

impl<'a> Claimed<'a> {
    fn of(brief: &'a Brief, claim: &'a Claim) -> Self {
        let value = match &claim.value {
            Value::Text(text) => Given::Text(text),
            Value::Integer(number) => Given::Integer(*number),
            Value::Number(number) => Given::Number(*number),
        };
        Self {
            question: &claim.question,
            value,
            unit: claim.unit.as_deref(),
            actor: claim.actor.map(|actor| Name::of(brief, actor)),
            rank: claim.rank.word(),
            why: claim.why.as_deref(),
            source: Reported::of(brief, &brief.sources[claim.source]),
        }
    }
}
