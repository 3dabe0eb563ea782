//! The excerpt that a list of hits shows of a record, stored in the index so that the brief need not be read. It does not fit text to a
//! screen.

use serde::{Deserialize, Serialize};

use crate::model::{Attribution, Brief, Record, Stance};
use crate::view;

/// A record as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    pub kind: ExcerptKind,
    /// The id, unique among the records of its kind in its brief.
    pub id: String,
    /// The date, as [`view::format_date`] formats it.
    pub when: String,
    pub who: String,
    /// The stances of the record, each with the label of its issue.
    pub stances: Vec<(Stance, String)>,
    /// The verbatim words of a statement.
    pub quote: Option<String>,
    /// The words that are not verbatim: the gist of a statement, the title and gist of an event, the question of a claim.
    pub paraphrase: Vec<String>,
    /// The value of a claim.
    pub value: Option<String>,
    /// Where the record was reported, and whether these are names of outlets rather than ids of sources.
    pub outlets: (String, bool),
}

/// The kind of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExcerptKind {
    /// A statement, and whether its stance is inferred.
    Statement {
        inferred: bool,
    },
    Event,
    Claim,
}

impl Excerpt {
    /// The excerpt of a record.
    pub fn new(brief: &Brief, record: Record) -> Self {
        let sources = brief.sources_of(record);
        let names: Vec<String> = sources.iter().map(|source| view::source_name(brief, *source)).collect();
        let are_outlets = sources.iter().all(|source| brief.sources[*source].outlet.is_some());
        let empty = Self {
            kind: ExcerptKind::Event,
            id: brief.record_id(record).to_owned(),
            when: view::format_date(brief, record),
            who: view::who(brief, record).into_owned(),
            stances: Vec::new(),
            quote: None,
            paraphrase: Vec::new(),
            value: None,
            outlets: (names.join(", "), are_outlets),
        };
        match record {
            Record::Statement(ix) => {
                let statement = &brief.statements[ix];
                let stances = statement.stances.iter();
                Self {
                    kind: ExcerptKind::Statement { inferred: statement.attribution == Attribution::Inferred },
                    stances: stances.map(|(issue, stance)| (*stance, brief.issues[*issue].label.clone())).collect(),
                    quote: (!statement.quote.is_empty()).then(|| statement.quote.join(" … ")),
                    paraphrase: statement.gist.iter().cloned().collect(),
                    ..empty
                }
            }
            Record::Event(ix) => {
                let event = &brief.events[ix];
                Self { paraphrase: std::iter::once(&event.title).chain(&event.gist).cloned().collect(), ..empty }
            }
            Record::Claim(ix) => {
                let paraphrase = vec![brief.claims[ix].question.clone()];
                Self { kind: ExcerptKind::Claim, paraphrase, value: Some(view::value(brief, ix)), ..empty }
            }
        }
    }
}
