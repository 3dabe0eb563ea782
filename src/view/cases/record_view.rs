//! One record of a side, told: who says so, in which words, when, and by whom it is reported. What is not stated stays unsaid.

use crate::model::{Attribution, Brief, Claim, Ix, Record, Source, Speaker, Statement};
use crate::view;

/// What a case tells of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordView {
    /// Whose it is: the speaker by the full name, who gives the value, or the title of an event.
    pub who: String,
    /// The role in which it was said.
    pub role: Option<String>,
    /// When it was, in words; for a claim, as of when the value is given, where that is stated.
    pub when: Option<String>,
    /// The date as the article prints it.
    pub printed: Option<String>,
    pub venue: Option<String>,
    /// The exact words between marks.
    pub quote: Option<String>,
    /// What it says in the officer's words.
    pub gist: Option<String>,
    /// How it is attributed, with the reporting verb and who relayed it; a claim's rank is told by its side.
    pub attribution: Option<Attribution>,
    pub cue: Option<String>,
    pub via: Option<String>,
    /// One a source.
    pub reports: Vec<SourceReport>,
}

/// A source that reports a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceReport {
    /// The outlet and the date of publication, or that they are not stated.
    pub source: String,
    /// Reliability of the source, and credibility of the statement: `F2`.
    pub grade: String,
    /// The source that this one goes back to.
    pub after: Option<String>,
}

impl RecordView {
    /// What is told of `record`.
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
            Speaker::Unnamed(described) => ("unnamed".to_owned(), Some(described.clone())),
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

    /// What is told of every record.
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
