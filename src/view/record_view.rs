//! One record as its readers see it: who, in which role, when, on what, in which words, how sure and from where. It never fills in what is
//! not stated.

use crate::analysis::Dated;
use crate::model::{
    Actor, Attribution, Brief, Credibility, EventKind, Ix, Rank, Record, Reliability, Role, Source, Speaker,
    StancePosition, Tlp,
};
use crate::text::{Paragraph, Tone};
use crate::view;

/// What is stated of one record; what the brief does not state is `None` or empty.
#[derive(Debug, Clone)]
pub struct RecordView<'a> {
    record: Record,
    dated: Dated<'a>,
    /// Who speaks in a statement, gives the value of a claim or takes part in an event.
    pub people: Vec<PersonView<'a>>,
    /// The title of an event or the question of a claim.
    pub title: Option<&'a str>,
    /// The value of a claim, with its unit.
    pub value: Option<String>,
    /// The date as the article prints it.
    pub printed: Option<&'a str>,
    pub venue: Option<&'a str>,
    /// The stances of a statement, each with the label of its issue.
    pub stances: Vec<(StancePosition, &'a str)>,
    /// Whom a statement is about.
    pub about: Vec<PersonView<'a>>,
    /// The quote in quotation marks.
    pub quote: Option<String>,
    /// The content in the officer's words.
    pub gist: Option<&'a str>,
    /// How the source attributes a statement.
    pub attribution: Option<Attribution>,
    /// The reporting verb.
    pub cue: Option<&'a str>,
    /// Who relayed the statement, the nearest to the speaker first.
    pub via: Vec<PersonView<'a>>,
    pub event_kind: Option<EventKind>,
    /// The rank of a claim.
    pub rank: Option<Rank>,
    /// The reason for the rank.
    pub why: Option<&'a str>,
    /// One entry per source.
    pub reports: Vec<SourceReport<'a>>,
    /// The label; `None` if it is the brief's.
    pub label: Option<Tlp>,
    /// For the officers' desk; never shown to an audience.
    pub note: Option<&'a str>,
}

/// Somebody in a record.
#[derive(Debug, Clone)]
pub enum PersonView<'a> {
    /// An actor with the role on the day of the record.
    Named { brief: &'a Brief, actor: Ix<Actor>, role: Option<&'a Role> },
    /// The source does not name the person; this is its description.
    Unnamed(&'a str),
}

/// A source that reports a record.
#[derive(Debug, Clone)]
pub struct SourceReport<'a> {
    /// The outlet, or its id in brackets when the outlet is not stated.
    pub name: String,
    /// The outlet and the date of publication; says so when either is not stated.
    pub source: String,
    pub reliability: Reliability,
    /// The credibility of a statement.
    pub credibility: Option<Credibility>,
    /// The name of the source from which this one took the report.
    pub after: Option<String>,
    pub(super) of: &'a Source,
}

impl<'a> RecordView<'a> {
    /// The view of a record of `brief`.
    pub fn new(brief: &'a Brief, record: Record) -> Self {
        let base = Self::base(brief, record);
        let person = |actor: Ix<Actor>| PersonView::new(brief, actor, record);
        let people = |actors: &[Ix<Actor>]| actors.iter().copied().map(person).collect();
        match record {
            Record::Statement(ix) => {
                let statement = &brief.statements[ix];
                let stances = statement.stances.iter();
                Self {
                    people: PersonView::list(brief, &statement.speaker, record),
                    venue: statement.venue.as_deref(),
                    stances: stances
                        .map(|(issue, stance)| (StancePosition::Held(*stance), brief.issues[*issue].label.as_str()))
                        .collect(),
                    about: people(&statement.about),
                    quote: view::quote_text(statement),
                    gist: statement.gist.as_deref(),
                    attribution: Some(statement.attribution),
                    cue: statement.cue.as_deref(),
                    via: statement.via.iter().flat_map(|via| PersonView::list(brief, via, record)).collect(),
                    note: statement.note.as_deref(),
                    ..base
                }
            }
            Record::Event(ix) => {
                let event = &brief.events[ix];
                Self {
                    people: people(&event.actors),
                    title: Some(&event.title),
                    venue: event.place.as_deref(),
                    gist: event.gist.as_deref(),
                    event_kind: Some(event.kind),
                    note: event.note.as_deref(),
                    ..base
                }
            }
            Record::Claim(ix) => {
                let claim = &brief.claims[ix];
                Self {
                    people: claim.actor.iter().flat_map(|actor| PersonView::list(brief, actor, record)).collect(),
                    title: Some(&claim.question),
                    value: Some(view::value(brief, ix)),
                    rank: Some(claim.rank),
                    why: claim.why.as_deref(),
                    note: claim.note.as_deref(),
                    ..base
                }
            }
        }
    }

    /// What every kind of record has.
    fn base(brief: &'a Brief, record: Record) -> Self {
        let label = brief.tlp_of(record);
        Self {
            record,
            dated: Dated::new(brief, record),
            people: Vec::new(),
            title: None,
            value: None,
            printed: brief.printed_date_of(record),
            venue: None,
            stances: Vec::new(),
            about: Vec::new(),
            quote: None,
            gist: None,
            attribution: None,
            cue: None,
            via: Vec::new(),
            event_kind: None,
            rank: None,
            why: None,
            reports: brief.sources_of(record).iter().map(|source| SourceReport::new(brief, record, *source)).collect(),
            label: Some(label).filter(|label| *label != brief.tlp),
            note: None,
        }
    }

    /// Appends who speaks or gives the value, each in the role of that day; for an event, its title.
    #[must_use]
    pub fn with_who(&self, line: Paragraph) -> Paragraph {
        let title = self.title.filter(|_| matches!(self.record, Record::Event(_)));
        let nobody = self.people.is_empty().then_some("the report itself");
        if let Some(words) = title.or(nobody) {
            return line.with(Tone::Strong, words);
        }
        let people: Vec<_> = self.people.iter().map(|person| (person.name(), person.role())).collect();
        view::with_people(line, &people)
    }

    /// Who speaks, gives the value or takes part, each with the full name of the body, as a citation has it.
    pub fn cited_people(&self) -> Option<String> {
        join(&self.people, "; ", PersonView::cited)
    }

    /// The date in words; that of a claim is the date as of which the value holds.
    pub fn date_words(&self) -> String {
        match self.dated {
            Dated::Stated(when) if matches!(self.record, Record::Claim(_)) => format!("as of {}", when.in_words()),
            Dated::Stated(when) => when.in_words(),
            Dated::By(when) => format!("by {}, when it was reported; the day is not stated", when.in_words()),
            Dated::Unknown => "on a day that is not stated".to_owned(),
        }
    }

    /// The date in words. Returns `None` for a claim without one: its value need not be of the day of the report.
    pub fn when(&self) -> Option<String> {
        let is_open = matches!(self.record, Record::Claim(_)) && !matches!(self.dated, Dated::Stated(_));
        (!is_open).then(|| self.date_words())
    }

    /// Who relayed the words, the nearest to the speaker first, each named by `name`: ` · relayed by A, then by B`.
    pub fn relayed_by(&self, name: fn(&PersonView<'a>) -> String) -> Option<String> {
        let name = |person: &PersonView<'a>| person.described().unwrap_or_else(|| name(person));
        join(&self.via, view::THEN_BY, name).map(|names| format!(" · relayed by {names}"))
    }
}

impl<'a> PersonView<'a> {
    /// An actor in the role at the date of `record`.
    pub fn new(brief: &'a Brief, actor: Ix<Actor>, record: Record) -> Self {
        Self::Named { brief, actor, role: view::role_at(brief, actor, record) }
    }

    /// Those who speak, as in a record.
    fn list(brief: &'a Brief, speaker: &'a Speaker, record: Record) -> Vec<Self> {
        match speaker {
            Speaker::Actor(_) | Speaker::Actors(_) => {
                speaker.actors().iter().map(|actor| Self::new(brief, *actor, record)).collect()
            }
            Speaker::Unnamed(description) => vec![Self::Unnamed(description)],
        }
    }

    /// The full name, or `unnamed`.
    pub fn name(&self) -> &'a str {
        match self {
            Self::Named { brief, actor, .. } => &brief.actors[*actor].name,
            Self::Unnamed(_) => "unnamed",
        }
    }

    /// `unnamed: a port official`; `None` for somebody named.
    pub fn described(&self) -> Option<String> {
        match self {
            Self::Named { .. } => None,
            Self::Unnamed(description) => Some(format!("unnamed: {description}")),
        }
    }

    /// The short name, or the description in brackets.
    pub fn short_name(&self) -> String {
        match self {
            Self::Named { brief, actor, .. } => brief.short_name(*actor).to_owned(),
            Self::Unnamed(description) => format!("({description})"),
        }
    }

    /// The role with the short name of the body, or the description of an unnamed person.
    pub fn role(&self) -> Option<String> {
        match self {
            Self::Named { brief, role, .. } => role.map(|role| view::role(brief, role)),
            Self::Unnamed(description) => Some((*description).to_owned()),
        }
    }

    /// The name as a part of a sentence.
    pub fn in_words(&self) -> String {
        match self {
            Self::Named { brief, actor, .. } => brief.actors[*actor].name.clone(),
            Self::Unnamed(description) => format!("an unnamed speaker ({description})"),
        }
    }

    /// The name, the role and the full name of the body, as a citation has them.
    pub fn cited(&self) -> String {
        match self {
            Self::Named { brief, actor, role } => {
                let (actor, body) = (&brief.actors[*actor], role.and_then(|role| role.at).map(|at| &brief.actors[at]));
                let (title, body) = (role.map(|role| role.title.as_str()), body.map(|body| body.name.as_str()));
                [Some(actor.name.as_str()), title, body].into_iter().flatten().collect::<Vec<_>>().join(", ")
            }
            Self::Unnamed(description) => format!("unnamed ({description})"),
        }
    }
}

impl<'a> SourceReport<'a> {
    fn new(brief: &'a Brief, record: Record, source: Ix<Source>) -> Self {
        let of = &brief.sources[source];
        let credibility = match record {
            Record::Statement(ix) => Some(brief.statements[ix].credibility),
            Record::Event(_) | Record::Claim(_) => None,
        };
        Self {
            name: view::source_name(brief, source),
            source: view::source(brief, source),
            reliability: of.reliability,
            credibility,
            after: of.origin.map(|origin| view::source_name(brief, origin)),
            of,
        }
    }

    /// The reliability of the source, followed by the credibility of a statement: `F2` (Admiralty code).
    pub fn grade(&self) -> String {
        let credibility = self.credibility.map(|credibility| credibility.to_string()).unwrap_or_default();
        format!("{}{credibility}", self.reliability)
    }

    /// The grade with its meaning: `F2: cannot be judged, probably true`.
    pub fn grade_in_words(&self) -> String {
        let credibility =
            self.credibility.map(|credibility| format!(", {}", credibility.meaning())).unwrap_or_default();
        format!("{}: {}{credibility}", self.grade(), self.reliability.meaning())
    }
}

/// The names of `people`. Returns `None` when there is nobody.
pub fn join<'a>(
    people: &[PersonView<'a>],
    separator: &str,
    name: impl Fn(&PersonView<'a>) -> String,
) -> Option<String> {
    (!people.is_empty()).then(|| people.iter().map(name).collect::<Vec<_>>().join(separator))
}
