//! A brief and its frame. The fields are those of `briefs/README.md`; values that follow from them are methods, except the
//! short names, which are computed once. It never reads a file.

use std::borrow::Cow;

use super::{
    Actor, Claim, Confidence, EdtfDate, Event, HasId, Ix, Likelihood, Passage, Record, Section, ShortNames, Source,
    Speaker, Statement, Table, Tlp,
};

/// A briefing: who said what, when, on what, as reported by whom.
#[derive(Debug, Clone)]
pub struct Brief {
    pub title: String,
    /// Date up to which the brief is true.
    pub as_of: EdtfDate,
    /// Two or three sentences in the officer's words: the bottom line up front (BLUF).
    pub bottom_line: String,
    /// Default label of everything in the brief.
    pub tlp: Tlp,
    /// The organization's own marking, shown with the TLP label.
    pub marking: Option<String>,
    pub authors: Vec<String>,
    /// For the officers' desk; never shown to an audience.
    pub note: Option<String>,
    pub key_points: Vec<KeyPoint>,
    pub issues: Table<Issue>,
    pub actors: Table<Actor>,
    /// Those of `actors`.
    pub short_names: ShortNames,
    pub sources: Table<Source>,
    pub statements: Table<Statement>,
    pub events: Table<Event>,
    pub claims: Table<Claim>,
    /// The cards of a presentation, in order. When empty, a presentation shows every card in the default order.
    pub deck: Vec<DeckLine>,
}

/// One line of the `deck` field, which selects and orders the cards of a presentation.
///
/// When the first line omits cards, the deck starts from all cards in the default order; otherwise it shows only the cards that it
/// names. An omission applies to the whole deck, regardless of its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeckLine {
    pub cards: DeckCards,
    /// Whether these cards are omitted instead of shown here.
    pub omitted: bool,
}

/// The cards that a [`DeckLine`] selects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeckCards {
    /// All cards of one section.
    Section(Section),
    /// The card of one issue.
    Issue(Ix<Issue>),
    /// The cards of all contradictions that have this record on one side.
    Contradiction(Record),
    /// The card of one quote.
    Quote(Ix<Statement>),
}

/// An analytic judgement of the officer.
#[derive(Debug, Clone)]
pub struct KeyPoint {
    pub text: String,
    pub likelihood: Option<Likelihood>,
    pub confidence: Option<Confidence>,
    /// The records that support the judgement.
    pub supports: Vec<Record>,
    pub tlp: Option<Tlp>,
    pub note: Option<String>,
}

/// A question on which actors take a stance.
#[derive(Debug, Clone)]
pub struct Issue {
    pub id: String,
    /// Short name for a column.
    pub label: String,
    /// A question that the stances *for* and *against* answer.
    pub question: String,
    pub note: Option<String>,
}

impl Brief {
    /// Every record: first the statements, then the events, then the claims, each in the order of the brief.
    pub fn records(&self) -> impl Iterator<Item = Record> + '_ {
        let statements = self.statements.positions().map(Record::Statement);
        let events = self.events.positions().map(Record::Event);
        statements.chain(events).chain(self.claims.positions().map(Record::Claim))
    }

    /// The record with this id. Ids are unique within their kind only: a statement has priority over an event, an event over a claim.
    pub fn record(&self, id: &str) -> Option<Record> {
        let statement = self.statements.find(id).map(Record::Statement);
        statement
            .or_else(|| self.events.find(id).map(Record::Event))
            .or_else(|| self.claims.find(id).map(Record::Claim))
    }

    /// The name of an actor for a narrow column, which no other actor of the brief has: [`Actor::short_name`], or a longer one.
    pub fn short_name(&self, actor: Ix<Actor>) -> &str {
        self.short_names.of_homonym(actor).unwrap_or_else(|| self.actors[actor].short_name())
    }

    /// The full names of those who speak, or the description of somebody unnamed.
    pub fn full_names<'a>(&'a self, speaker: &'a Speaker) -> Cow<'a, str> {
        match speaker {
            Speaker::Actor(actor) => Cow::Borrowed(&self.actors[*actor].name),
            Speaker::Actors(actors) => {
                let names: Vec<&str> = actors.iter().map(|actor| self.actors[*actor].name.as_str()).collect();
                Cow::Owned(names.join(", "))
            }
            Speaker::Unnamed(description) => Cow::Borrowed(description),
        }
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

    /// The actors of a record: the speakers and the relaying actors of a statement, the participants of an event, the actor who gives
    /// the value of a claim.
    ///
    /// Actors whom a statement is only about are not included.
    pub fn actors_of(&self, record: Record) -> Vec<Ix<Actor>> {
        match record {
            Record::Statement(ix) => {
                let Statement { speaker, via, .. } = &self.statements[ix];
                let relays = via.iter().flat_map(|via| via.actors());
                speaker.actors().iter().chain(relays).copied().collect()
            }
            Record::Event(ix) => self.events[ix].actors.clone(),
            Record::Claim(ix) => self.claims[ix].actor.iter().flat_map(Speaker::actors).copied().collect(),
        }
    }

    /// By position: whether the actor is one of `actors`, or a body to which one of them belongs, directly or through other bodies.
    pub fn with_bodies(&self, actors: impl Iterator<Item = Ix<Actor>>) -> Vec<bool> {
        let mut reached = vec![false; self.actors.len()];
        let mut pending: Vec<Ix<Actor>> = actors.collect();
        while let Some(actor) = pending.pop() {
            if !std::mem::replace(&mut reached[actor.at()], true) {
                pending.extend(self.actors[actor].bodies());
            }
        }
        reached
    }

    /// The date of a record: when a statement was said, when an event happened, the date for which a claim holds. `None` when the
    /// brief gives no date.
    pub fn when_of(&self, record: Record) -> Option<&EdtfDate> {
        match record {
            Record::Statement(ix) => self.statements[ix].said.as_ref(),
            Record::Event(ix) => Some(&self.events[ix].date),
            Record::Claim(ix) => self.claims[ix].as_of.as_ref(),
        }
    }

    /// The date of a record as its article prints it. Always `None` for a claim.
    pub fn printed_date_of(&self, record: Record) -> Option<&str> {
        match record {
            Record::Statement(ix) => self.statements[ix].printed_date.as_deref(),
            Record::Event(ix) => self.events[ix].printed_date.as_deref(),
            Record::Claim(_) => None,
        }
    }

    /// Where a record stands in the text of one of its sources.
    pub fn passage_of(&self, record: Record) -> Option<&Passage> {
        match record {
            Record::Statement(ix) => self.statements[ix].passage.as_deref(),
            Record::Event(ix) => self.events[ix].passage.as_deref(),
            Record::Claim(ix) => self.claims[ix].passage.as_deref(),
        }
    }

    /// The effective label of a record: the strictest of its own label, the labels of its sources, and the label of the brief.
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

    /// The effective label of a source: the stricter of its own label and the label of the brief.
    pub fn tlp_of_source(&self, source: Ix<Source>) -> Tlp {
        self.sources[source].tlp.map_or(self.tlp, |own| own.strictest(self.tlp))
    }
}

impl HasId for Issue {
    fn id(&self) -> &str {
        &self.id
    }
}
