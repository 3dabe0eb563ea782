//! What is told of a record to programs: the fields of a JSON object, from which the cells of a table are made. A note is never among them.

use serde::Serialize;

use super::asked::Held;
use super::form::Match;
use crate::findings::Dated;
use crate::model::{Actor, Brief, Claim, Event, Issue, Ix, Record, Source, Speaker, Stance, Statement, Value, When};
use crate::quotes::State;
use crate::words;

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

#[derive(Serialize)]
pub(super) struct Date<'a> {
    pub edtf: Option<String>,
    pub earliest: Option<String>,
    pub latest: Option<String>,
    pub basis: &'static str,
    pub printed: Option<&'a str>,
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

/// Who speaks. Whom the source does not name has no id and no name, but a description.
#[derive(Serialize)]
pub(super) struct Who<'a> {
    pub id: Option<&'a str>,
    pub name: Option<&'a str>,
    pub role: Option<String>,
    pub described_as: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Name<'a> {
    pub id: &'a str,
    pub name: &'a str,
}

#[derive(Serialize)]
pub(super) struct Side<'a> {
    pub issue: &'a str,
    pub label: &'a str,
    pub stance: &'static str,
}

/// A text or a number, as the brief gives it.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Given<'a> {
    Text(&'a str),
    Integer(i64),
    Number(f64),
}

/// A source that reports it.
#[derive(Serialize)]
pub(super) struct Reported<'a> {
    pub id: &'a str,
    pub outlet: Option<&'a str>,
    pub title: Option<&'a str>,
    pub author: Option<&'a str>,
    pub place: Option<&'a str>,
    pub published: Option<String>,
    pub url: Option<&'a str>,
    pub lang: Option<&'a str>,
    pub kind: &'static str,
    pub reliability: &'static str,
    pub origin: Option<&'a str>,
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

impl<'a> Date<'a> {
    fn of(dated: Dated<'_>, printed: Option<&'a str>) -> Self {
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
        let (earliest, basis) = match dated {
            Dated::Stated(when) => (when.earliest(), "stated"),
            // It was published then; it can have been at any time before.
            Dated::By(_) => (None, "published"),
            Dated::Unknown => (None, "unknown"),
        };
        let when = dated.when();
        let latest = when.and_then(When::latest);
        Self { edtf: when.map(When::to_string), earliest: day(earliest), latest: day(latest), basis, printed }
    }
}

impl<'a> Said<'a> {
    fn of(held: &'a Held, ix: Ix<Statement>) -> Self {
        let brief = &held.brief;
        let statement = &brief.statements[ix];
        let source = &brief.sources[statement.source];
        let side = |(issue, stance): &(Ix<Issue>, Stance)| {
            let issue = &brief.issues[*issue];
            Side { issue: &issue.id, label: &issue.label, stance: stance.word() }
        };
        Self {
            speaker: Who::of(brief, ix),
            attribution: statement.attribution.word(),
            quote: &statement.quote,
            verification: Verification::of(held.quotes.state(brief, ix)),
            gist: statement.gist.as_deref(),
            cue: statement.cue.as_deref(),
            via: statement.via.map(|actor| Name::of(brief, actor)),
            venue: statement.venue.as_deref(),
            stances: statement.stances.iter().map(side).collect(),
            about: Name::all(brief, &statement.about),
            source: Reported::of(brief, source),
            credibility: statement.credibility.word(),
            grade: format!("{}{}", source.reliability, statement.credibility),
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

impl<'a> Who<'a> {
    fn of(brief: &'a Brief, ix: Ix<Statement>) -> Self {
        match &brief.statements[ix].speaker {
            Speaker::Unnamed(described) => Self { id: None, name: None, role: None, described_as: Some(described) },
            Speaker::Actor(actor) => {
                let role = words::role_then(brief, *actor, Record::Statement(ix)).map(|role| words::role(brief, role));
                let actor = &brief.actors[*actor];
                Self { id: Some(&actor.id), name: Some(&actor.name), role, described_as: None }
            }
        }
    }
}

impl<'a> Name<'a> {
    fn of(brief: &'a Brief, actor: Ix<Actor>) -> Self {
        let actor = &brief.actors[actor];
        Self { id: &actor.id, name: &actor.name }
    }

    fn all(brief: &'a Brief, actors: &[Ix<Actor>]) -> Vec<Self> {
        actors.iter().map(|actor| Self::of(brief, *actor)).collect()
    }
}

impl<'a> Reported<'a> {
    fn of(brief: &'a Brief, source: &'a Source) -> Self {
        Self {
            id: &source.id,
            outlet: source.outlet.as_deref(),
            title: source.title.as_deref(),
            author: source.author.as_deref(),
            place: source.place.as_deref(),
            published: source.published.as_ref().map(When::to_string),
            url: source.url.as_deref(),
            lang: source.lang.as_deref(),
            kind: source.kind.word(),
            reliability: source.reliability.word(),
            origin: source.origin.map(|origin| brief.sources[origin].id.as_str()),
        }
    }
}
