//! A brief and its frame. Field by field it is what `briefs/README.md` tells its writers; nothing here is derived but by a method.

use super::{
    Actor, Claim, Confidence, EdtfDate, Event, HasId, Ix, Likelihood, Record, Section, Source, Statement, Table, Tlp,
};

/// A briefing: who said what, when, on what, as reported by whom.
#[derive(Debug, Clone)]
pub struct Brief {
    pub title: String,
    /// Date up to which the brief is true.
    pub as_of: EdtfDate,
    /// Two or three sentences of the officer's own: the bottom line up front.
    pub bottom_line: String,
    /// The label of everything in the brief that has none of its own.
    pub tlp: Tlp,
    /// A house's own marking, shown with the TLP.
    pub marking: Option<String>,
    pub authors: Vec<String>,
    /// For the desk; never shown to an audience.
    pub note: Option<String>,
    pub key_points: Vec<KeyPoint>,
    pub issues: Table<Issue>,
    pub actors: Table<Actor>,
    pub sources: Table<Source>,
    pub statements: Table<Statement>,
    pub events: Table<Event>,
    pub claims: Table<Claim>,
    /// Which cards a presentation has, in order; with none, every card in the usual order.
    pub deck: Vec<DeckLine>,
}

/// A line of the order in which a presentation shows its cards. Where the first line leaves something out, the usual order of all cards
/// stands before it; else only what is named is shown. What is left out is left out wherever that is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeckLine {
    pub cards: DeckCards,
    /// Whether these cards are left out rather than shown here.
    pub omitted: bool,
}

/// The cards that a line of the order means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeckCards {
    /// All of one section.
    Section(Section),
    /// The card of one issue.
    Issue(Ix<Issue>),
    /// The cards of all contradictions with this record on a side.
    Contradiction(Record),
    /// The card of one quote.
    Quote(Ix<Statement>),
}

/// An analytic judgement of the officer's.
#[derive(Debug, Clone)]
pub struct KeyPoint {
    pub text: String,
    pub likelihood: Option<Likelihood>,
    pub confidence: Option<Confidence>,
    /// What it rests on.
    pub supports: Vec<Record>,
    pub tlp: Option<Tlp>,
    pub note: Option<String>,
}

/// What actors take sides on.
#[derive(Debug, Clone)]
pub struct Issue {
    pub id: String,
    /// Short, for a column.
    pub label: String,
    /// A question that *for* and *against* answer.
    pub question: String,
    pub note: Option<String>,
}

impl Brief {
    /// Every statement, event and claim, kind by kind, in the order of the brief.
    pub fn records(&self) -> impl Iterator<Item = Record> + '_ {
        let statements = self.statements.positions().map(Record::Statement);
        let events = self.events.positions().map(Record::Event);
        statements.chain(events).chain(self.claims.positions().map(Record::Claim))
    }

    /// The record called `id`; ids are unique for their kind, and a statement is found before an event, an event before a claim.
    pub fn record(&self, id: &str) -> Option<Record> {
        let statement = self.statements.find(id).map(Record::Statement);
        statement
            .or_else(|| self.events.find(id).map(Record::Event))
            .or_else(|| self.claims.find(id).map(Record::Claim))
    }

    /// The id of a record.
    pub fn record_id(&self, record: Record) -> &str {
        match record {
            Record::Statement(ix) => &self.statements[ix].id,
            Record::Event(ix) => &self.events[ix].id,
            Record::Claim(ix) => &self.claims[ix].id,
        }
    }

    /// The sources that report a record.
    pub fn sources_of(&self, record: Record) -> &[Ix<Source>] {
        match record {
            Record::Statement(ix) => std::slice::from_ref(&self.statements[ix].source),
            Record::Event(ix) => &self.events[ix].sources,
            Record::Claim(ix) => std::slice::from_ref(&self.claims[ix].source),
        }
    }

    /// The actors that a record is linked to: who says it and who relays it, who takes part, who gives the value.
    ///
    /// Who is only spoken about is not among them.
    pub fn actors_of(&self, record: Record) -> Vec<Ix<Actor>> {
        match record {
            Record::Statement(ix) => self.statements[ix].actor().into_iter().chain(self.statements[ix].via).collect(),
            Record::Event(ix) => self.events[ix].actors.clone(),
            Record::Claim(ix) => self.claims[ix].actor.into_iter().collect(),
        }
    }

    /// When a record was: the day it was said, happened, or is claimed for; `None` when the brief does not say.
    pub fn when_of(&self, record: Record) -> Option<&EdtfDate> {
        match record {
            Record::Statement(ix) => self.statements[ix].said.as_ref(),
            Record::Event(ix) => Some(&self.events[ix].date),
            Record::Claim(ix) => self.claims[ix].as_of.as_ref(),
        }
    }

    /// The date of a record as its article prints it.
    pub fn printed_date_of(&self, record: Record) -> Option<&str> {
        match record {
            Record::Statement(ix) => self.statements[ix].printed_date.as_deref(),
            Record::Event(ix) => self.events[ix].printed_date.as_deref(),
            Record::Claim(_) => None,
        }
    }

    /// The effective label of a record: the strictest of its own, of every source that reports it, and of the brief.
    pub fn tlp_of(&self, record: Record) -> Tlp {
        let own = match record {
            Record::Statement(ix) => self.statements[ix].tlp,
            Record::Event(ix) => self.events[ix].tlp,
            Record::Claim(ix) => self.claims[ix].tlp,
        };
        let sources = self.sources_of(record).iter().map(|source| self.tlp_of_source(*source));
        own.into_iter().chain(sources).fold(self.tlp, Tlp::strictest)
    }

    /// The strictest label of anything in the brief.
    pub fn strictest_tlp(&self) -> Tlp {
        let sources = self.sources.positions().map(|source| self.tlp_of_source(source));
        let records = self.records().map(|record| self.tlp_of(record));
        let points = self.key_points.iter().filter_map(|point| point.tlp);
        sources.chain(records).chain(points).fold(self.tlp, Tlp::strictest)
    }

    /// The effective label of a source: the stricter of its own and the brief's.
    pub fn tlp_of_source(&self, source: Ix<Source>) -> Tlp {
        self.sources[source].tlp.map_or(self.tlp, |own| own.strictest(self.tlp))
    }
}

impl HasId for Issue {
    fn id(&self) -> &str {
        &self.id
    }
}
