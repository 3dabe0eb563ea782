//! What of a brief may be shown to an audience: a brief of its own, from which all else is gone. It shows nothing itself.

mod actors;
mod deck;
mod origins;
mod retained_rows;
mod withheld;

use thiserror::Error;

use crate::model::{
    Actor, Brief, Claim, DeckCards, Event, Issue, KeyPoint, Record, Role, Source, Speaker, Statement, Table, Tlp,
};
use retained_rows::RetainedRows;
pub use withheld::{LooseKeyPoint, Withheld, loose_key_points, withheld};

/// The brief as a whole may not be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the brief is {label} as a whole: nothing of it may be shown to {audience}")]
pub struct AboveAudience {
    pub label: Tlp,
    pub audience: Tlp,
}

/// What of `brief` may be shown to an audience that may see everything up to the label `audience`.
///
/// Gone are
/// - the key points, sources, statements, events and claims whose effective label (the strictest of their own, of their sources' and of
///   the brief's) is stricter, and every link to one of them;
/// - the issues on which only those take a stance, and the actors whom only those mention;
/// - every `note`, and every `text`, for the desk alone knows where it holds its articles.
///
/// What is left keeps its order, its words and its labels: a grade, a rank or a judgement stays as it was given, though what it rests on
/// may be gone. A brief of which nothing is gone is the same brief. Whatever is counted or found in a cleared brief follows from it alone.
///
/// # Errors
/// When the label of the brief itself is stricter.
pub fn redact_for(brief: &Brief, audience: Tlp) -> Result<Brief, AboveAudience> {
    if brief.tlp < audience {
        return Err(AboveAudience { label: brief.tlp, audience });
    }
    Ok(Redaction::new(brief, audience).brief())
}

/// What stays of a brief.
struct Redaction<'a> {
    brief: &'a Brief,
    audience: Tlp,
    issues: RetainedRows<Issue>,
    actors: RetainedRows<Actor>,
    sources: RetainedRows<Source>,
    statements: RetainedRows<Statement>,
    events: RetainedRows<Event>,
    claims: RetainedRows<Claim>,
}

impl<'a> Redaction<'a> {
    fn new(brief: &'a Brief, audience: Tlp) -> Self {
        let shows = |record| brief.tlp_of(record) >= audience;
        let statements = RetainedRows::new(&brief.statements, |at| shows(Record::Statement(at)));
        Self {
            brief,
            audience,
            issues: retained_issues(brief, &statements),
            actors: actors::retained_actors(brief, shows),
            sources: RetainedRows::new(&brief.sources, |at| brief.tlp_of_source(at) >= audience),
            statements,
            events: RetainedRows::new(&brief.events, |at| shows(Record::Event(at))),
            claims: RetainedRows::new(&brief.claims, |at| shows(Record::Claim(at))),
        }
    }

    fn brief(&self) -> Brief {
        let brief = self.brief;
        Brief {
            title: brief.title.clone(),
            as_of: brief.as_of.clone(),
            bottom_line: brief.bottom_line.clone(),
            tlp: brief.tlp,
            marking: brief.marking.clone(),
            authors: brief.authors.clone(),
            note: None,
            key_points: brief
                .key_points
                .iter()
                .filter(|point| self.shows(point))
                .map(|point| self.key_point(point))
                .collect(),
            issues: self.issues.retained_table(&brief.issues, |issue| Issue { note: None, ..issue.clone() }),
            actors: self.actors.retained_table(&brief.actors, |actor| self.actor(actor)),
            sources: self.sources(),
            statements: self.statements.retained_table(&brief.statements, |statement| self.statement(statement)),
            events: self.events.retained_table(&brief.events, |event| self.event(event)),
            claims: self.claims.retained_table(&brief.claims, |claim| self.claim(claim)),
            deck: deck::retained_picks(&brief.deck, |cards| self.picked(cards)),
        }
    }

    fn record(&self, record: Record) -> Option<Record> {
        match record {
            Record::Statement(at) => self.statements.retained_position(at).map(Record::Statement),
            Record::Event(at) => self.events.retained_position(at).map(Record::Event),
            Record::Claim(at) => self.claims.retained_position(at).map(Record::Claim),
        }
    }

    /// Whether a key point shows: by its own label, whatever it rests on.
    fn shows(&self, point: &KeyPoint) -> bool {
        point.tlp.is_none_or(|own| own >= self.audience)
    }

    fn key_point(&self, point: &KeyPoint) -> KeyPoint {
        let supports = point.supports.iter().filter_map(|record| self.record(*record)).collect();
        KeyPoint { supports, note: None, ..point.clone() }
    }

    fn actor(&self, actor: &Actor) -> Actor {
        let role =
            |role: &Role| Role { at: role.at.and_then(|body| self.actors.retained_position(body)), ..role.clone() };
        let roles = actor.roles.iter().map(role).collect();
        Actor { member_of: self.actors.retained_positions(&actor.member_of), roles, note: None, ..actor.clone() }
    }

    fn sources(&self) -> Table<Source> {
        let origins = origins::visible_origins(&self.brief.sources, |source| self.sources.contains(source));
        let rows = self.brief.sources.iter().zip(origins).filter(|((at, _), _)| self.sources.contains(*at));
        let rows = rows.map(|((_, source), origin)| {
            let origin = origin.and_then(|origin| self.sources.retained_position(origin));
            Source { origin, text: None, note: None, ..source.clone() }
        });
        Table::new(rows.collect())
    }

    fn statement(&self, statement: &Statement) -> Statement {
        let speaker = match &statement.speaker {
            Speaker::Actor(actor) => Speaker::Actor(self.actors.new_position(*actor)),
            Speaker::Unnamed(described_as) => Speaker::Unnamed(described_as.clone()),
        };
        let stances = statement.stances.iter();
        Statement {
            speaker,
            source: self.sources.new_position(statement.source),
            via: statement.via.and_then(|via| self.actors.retained_position(via)),
            stances: stances
                .filter_map(|(issue, stance)| Some((self.issues.retained_position(*issue)?, *stance)))
                .collect(),
            about: self.actors.retained_positions(&statement.about),
            repeats: self.statements.retained_positions(&statement.repeats),
            rewords: self.statements.retained_positions(&statement.rewords),
            contradicts: self.statements.retained_positions(&statement.contradicts),
            retracts: self.statements.retained_positions(&statement.retracts),
            note: None,
            ..statement.clone()
        }
    }

    fn event(&self, event: &Event) -> Event {
        let (actors, sources) =
            (self.actors.retained_positions(&event.actors), self.sources.retained_positions(&event.sources));
        Event { actors, sources, note: None, ..event.clone() }
    }

    fn claim(&self, claim: &Claim) -> Claim {
        let actor = claim.actor.and_then(|actor| self.actors.retained_position(actor));
        Claim { source: self.sources.new_position(claim.source), actor, note: None, ..claim.clone() }
    }

    fn picked(&self, cards: DeckCards) -> Option<DeckCards> {
        match cards {
            DeckCards::Section(section) => Some(DeckCards::Section(section)),
            DeckCards::Issue(issue) => self.issues.retained_position(issue).map(DeckCards::Issue),
            DeckCards::Contradiction(record) => self.record(record).map(DeckCards::Contradiction),
            DeckCards::Quote(statement) => self.statements.retained_position(statement).map(DeckCards::Quote),
        }
    }
}

/// The issues, but for those on which only statements that are gone take a stance.
fn retained_issues(brief: &Brief, statements: &RetainedRows<Statement>) -> RetainedRows<Issue> {
    let mut taken = vec![false; brief.issues.len()];
    let mut seen = taken.clone();
    for (at, statement) in brief.statements.iter() {
        for (issue, _) in &statement.stances {
            taken[issue.at()] = true;
            seen[issue.at()] |= statements.contains(at);
        }
    }
    RetainedRows::new(&brief.issues, |issue| seen[issue.at()] || !taken[issue.at()])
}
