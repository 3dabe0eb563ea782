//! The texts that describe one record: who says it, in which words, when, and which sources report it. It never fills in what is not stated.

use crate::model::{Attribution, Brief, Claim, Ix, Record, Source, Speaker, Statement};
use crate::view;

/// The texts of one record; what the brief does not state is `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordView {
    /// The full name of the speaker or of who gives the value, or the title of an event.
    pub who: String,
    /// The role of the speaker at that date, or the description of an unnamed speaker.
    pub role: Option<String>,
    /// The date in words; for a claim, the date as of which the value holds, when that is stated.
    pub when: Option<String>,
    /// The date as the article prints it.
    pub printed: Option<String>,
    pub venue: Option<String>,
    /// The quote in quotation marks.
    pub quote: Option<String>,
    /// The content in the officer's words.
    pub gist: Option<String>,
    /// How the source attributes a statement.
    pub attribution: Option<Attribution>,
    /// The reporting verb.
    pub cue: Option<String>,
    /// The short name of who relayed the statement.
    pub via: Option<String>,
    /// One entry per source.
    pub reports: Vec<SourceReport>,
}

/// A source that reports a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceReport {
    /// The outlet and the date of publication; says so when either is not stated.
    pub source: String,
    /// The reliability of the source, followed by the credibility of a statement: `F2` (Admiralty code).
    pub grade: String,
    /// The name of the source from which this one took the report.
    pub after: Option<String>,
}

impl RecordView {
    /// Builds the texts of `record`.
    pub fn new(brief: &Brief, record: Record) -> Self {
        match record {
            Record::Statement(ix) => Self::from_statement(brief, ix),
            Record::Claim(ix) => Self::from_claim(brief, ix),
            Record::Event(ix) => {
                let event = &brief.events[ix];
                Self { venue: event.place.clone(), gist: event.gist.clone(), ..Self::base(brief, record, &event.title) }
            }
        }
    }

    fn from_statement(brief: &Brief, ix: Ix<Statement>) -> Self {
        let statement = &brief.statements[ix];
        let record = Record::Statement(ix);
        let (who, role) = match &statement.speaker {
            Speaker::Actor(actor) => {
                let role = view::role_at(brief, *actor, record).map(|role| view::role(brief, role));
                (brief.actors[*actor].name.clone(), role)
            }
            Speaker::Unnamed(description) => ("unnamed".to_owned(), Some(description.clone())),
        };
        Self {
            role,
            venue: statement.venue.clone(),
            quote: view::quote_text(statement),
            gist: statement.gist.clone(),
            attribution: Some(statement.attribution),
            cue: statement.cue.clone(),
            via: statement.via.map(|via| view::short_name(brief, via).to_owned()),
            ..Self::base(brief, record, &who)
        }
    }

    fn from_claim(brief: &Brief, ix: Ix<Claim>) -> Self {
        let claim = &brief.claims[ix];
        let record = Record::Claim(ix);
        let role = claim.actor.and_then(|actor| view::role_at(brief, actor, record));
        let who = claim.actor.map_or("the report itself", |actor| brief.actors[actor].name.as_str());
        let when = claim.as_of.as_ref().map(|when| format!("as of {}", when.in_words()));
        Self { role: role.map(|role| view::role(brief, role)), when, ..Self::base(brief, record, who) }
    }

    /// The texts that every kind of record has.
    fn base(brief: &Brief, record: Record, who: &str) -> Self {
        Self {
            who: who.to_owned(),
            role: None,
            when: Some(view::describe_date(brief, record)),
            printed: brief.printed_date_of(record).map(str::to_owned),
            venue: None,
            quote: None,
            gist: None,
            attribution: None,
            cue: None,
            via: None,
            reports: brief.sources_of(record).iter().map(|source| SourceReport::new(brief, record, *source)).collect(),
        }
    }
}

impl SourceReport {
    fn new(brief: &Brief, record: Record, source: Ix<Source>) -> Self {
        let reliability = brief.sources[source].reliability;
        let grade = match record {
            Record::Statement(ix) => format!("{reliability}{}", brief.statements[ix].credibility),
            Record::Event(_) | Record::Claim(_) => reliability.to_string(),
        };
        let after = brief.sources[source].origin.map(|origin| view::source_name(brief, origin));
        Self { source: view::source(brief, source), grade, after }
    }
}
