//! The fields of dates, people, stances and sources that every machine-readable format shares. They never include a note.

use chrono::NaiveDate;
use serde::Serialize;

use crate::analysis::Dated;
use crate::model::{Actor, Brief, EdtfDate, Issue, Ix, Record, Source, Speaker, Stance, Statement};
use crate::view;

/// The date of a record. `edtf` is in EDTF (ISO 8601-2), `earliest` and `latest` in ISO 8601; `printed` is as the source prints it.
#[derive(Serialize)]
pub(super) struct DateFields<'a> {
    pub edtf: Option<String>,
    pub earliest: Option<String>,
    pub latest: Option<String>,
    pub basis: &'static str,
    pub printed: Option<&'a str>,
}

/// Who speaks. A speaker whom the source does not name has no id and no name, but a description.
#[derive(Serialize)]
pub(super) struct SpeakerFields<'a> {
    pub id: Option<&'a str>,
    pub name: Option<&'a str>,
    pub role: Option<String>,
    pub described_as: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct ActorFields<'a> {
    pub id: &'a str,
    pub name: &'a str,
}

#[derive(Serialize)]
pub(super) struct StanceFields<'a> {
    pub issue: &'a str,
    pub label: &'a str,
    pub stance: &'static str,
}

/// A source that reports a record.
#[derive(Serialize)]
pub(super) struct SourceFields<'a> {
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

impl<'a> DateFields<'a> {
    pub(super) fn new(dated: Dated<'_>, printed: Option<&'a str>) -> Self {
        let [earliest, latest] = date_bounds(dated).map(|day| day.map(|day| day.to_string()));
        Self { edtf: dated.when().map(EdtfDate::to_string), earliest, latest, basis: date_basis(dated), printed }
    }
}

impl<'a> SpeakerFields<'a> {
    pub(super) fn new(brief: &'a Brief, ix: Ix<Statement>) -> Self {
        match &brief.statements[ix].speaker {
            Speaker::Unnamed(description) => Self { id: None, name: None, role: None, described_as: Some(description) },
            Speaker::Actor(actor) => {
                let role = view::role_at(brief, *actor, Record::Statement(ix)).map(|role| view::role(brief, role));
                let actor = &brief.actors[*actor];
                Self { id: Some(&actor.id), name: Some(&actor.name), role, described_as: None }
            }
        }
    }
}

impl<'a> ActorFields<'a> {
    pub(super) fn new(brief: &'a Brief, actor: Ix<Actor>) -> Self {
        let actor = &brief.actors[actor];
        Self { id: &actor.id, name: &actor.name }
    }

    pub(super) fn list(brief: &'a Brief, actors: &[Ix<Actor>]) -> Vec<Self> {
        actors.iter().map(|actor| Self::new(brief, *actor)).collect()
    }
}

impl<'a> StanceFields<'a> {
    /// The stances of a statement, in the order of the brief.
    pub(super) fn list(brief: &'a Brief, statement: &Statement) -> Vec<Self> {
        let side = |(issue, stance): &(Ix<Issue>, Stance)| {
            let issue = &brief.issues[*issue];
            Self { issue: &issue.id, label: &issue.label, stance: stance.word() }
        };
        statement.stances.iter().map(side).collect()
    }
}

impl<'a> SourceFields<'a> {
    pub(super) fn new(brief: &'a Brief, source: &'a Source) -> Self {
        Self {
            id: &source.id,
            outlet: source.outlet.as_deref(),
            title: source.title.as_deref(),
            author: source.author.as_deref(),
            place: source.place.as_deref(),
            published: source.published.as_ref().map(EdtfDate::to_string),
            url: source.url.as_deref(),
            lang: source.lang.as_deref(),
            kind: source.kind.word(),
            reliability: source.reliability.word(),
            origin: source.origin.map(|origin| brief.sources[origin].id.as_str()),
        }
    }
}

/// What the date is based on: `stated` (the brief dates the record), `published` (only the source is dated) or `unknown`.
pub(super) const fn date_basis(dated: Dated<'_>) -> &'static str {
    match dated {
        Dated::Stated(_) => "stated",
        Dated::By(_) => "published",
        Dated::Unknown => "unknown",
    }
}

/// The earliest and the latest possible day, as [`calendar_bounds`]. A record that is dated only by its publication has no earliest day.
pub(super) fn date_bounds(dated: Dated<'_>) -> [Option<NaiveDate>; 2] {
    match dated {
        Dated::Stated(when) => calendar_bounds(when),
        Dated::By(published) => [None, calendar_bounds(published)[1]],
        Dated::Unknown => [None, None],
    }
}

/// The earliest and the latest day of a date; `None` for an open end, and for a day that no calendar has (some 262,000 years from now).
pub(super) fn calendar_bounds(when: &EdtfDate) -> [Option<NaiveDate>; 2] {
    [when.earliest(), when.latest()].map(in_calendar)
}

/// The same as [`date_bounds`], where an estimate reaches one more of its unit at either end.
pub(super) fn widened_bounds(dated: Dated<'_>) -> [Option<NaiveDate>; 2] {
    match dated {
        Dated::Stated(when) => when.widened().map(in_calendar),
        Dated::By(published) => [None, in_calendar(published.widened()[1])],
        Dated::Unknown => [None, None],
    }
}

fn in_calendar(day: Option<NaiveDate>) -> Option<NaiveDate> {
    day.filter(|day| ![NaiveDate::MIN, NaiveDate::MAX].contains(day))
}

/// The grade of a statement: the reliability of its source (A to F) and its own credibility (1 to 6), such as `B2`.
pub(super) fn grade(brief: &Brief, statement: &Statement) -> String {
    format!("{}{}", brief.sources[statement.source].reliability, statement.credibility)
}
