//! Redacts a brief for an audience: builds a copy without everything above the audience's TLP label. It draws nothing.

mod audience;
mod retained_rows;
mod withheld;

use std::collections::HashMap;
use std::iter::successors;

use thiserror::Error;

use crate::model::{
    Actor, Brief, Claim, DeckCards, DeckLine, Event, Issue, Ix, KeyPoint, Membership, Record, Role, Section,
    ShortNames, Source, Speaker, Statement, Table, Tlp,
};
pub use audience::{RENAMED_LABEL, parse_audience, renamed_message};
use retained_rows::RetainedRows;
pub use withheld::{UnderLabelledKeyPoint, Withheld, under_labelled_key_points, withheld};

/// The brief's own label is stricter than the audience.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the brief is {label} as a whole: nothing of it may be shown to {audience}")]
pub struct AboveAudience {
    pub label: Tlp,
    pub audience: Tlp,
}

/// Returns the part of `brief` that an audience with the label `audience` (TLP 2.0) may see.
///
/// Removed are
/// - the key points, sources, statements, events and claims whose effective label (the strictest of their own, their sources' and the
///   brief's) is stricter than `audience`, and every reference to one of them;
/// - the issues on which only removed statements take a stance, and the actors that only removed records mention;
/// - every `note` and every `text`: where the desk keeps its articles concerns only the desk.
///
/// The rest keeps its order, wording and labels. A grade, rank or judgement stays as given, even if its evidence was removed. If nothing
/// has to be removed, the result equals the input. Every figure and finding about a redacted brief is computed from that brief alone.
///
/// # Errors
/// When the label of the brief itself is stricter than `audience`.
pub fn redact_for(brief: &Brief, audience: Tlp) -> Result<Brief, AboveAudience> {
    if brief.tlp < audience {
        return Err(AboveAudience { label: brief.tlp, audience });
    }
    Ok(Redaction::new(brief, audience).brief())
}

/// The parts of a brief that are retained.
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
            actors: retained_actors(brief, shows),
            sources: RetainedRows::new(&brief.sources, |at| brief.tlp_of_source(at) >= audience),
            statements,
            events: RetainedRows::new(&brief.events, |at| shows(Record::Event(at))),
            claims: RetainedRows::new(&brief.claims, |at| shows(Record::Claim(at))),
        }
    }

    fn brief(&self) -> Brief {
        let brief = self.brief;
        let actors = self.actors.retained_table(&brief.actors, |actor| self.actor(actor));
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
            short_names: ShortNames::new(&actors),
            actors,
            sources: self.sources(),
            statements: self.statements.retained_table(&brief.statements, |statement| self.statement(statement)),
            events: self.events.retained_table(&brief.events, |event| self.event(event)),
            claims: self.claims.retained_table(&brief.claims, |claim| self.claim(claim)),
            deck: retained_picks(&brief.deck, |cards| self.picked(cards)),
        }
    }

    fn record(&self, record: Record) -> Option<Record> {
        match record {
            Record::Statement(at) => self.statements.retained_position(at).map(Record::Statement),
            Record::Event(at) => self.events.retained_position(at).map(Record::Event),
            Record::Claim(at) => self.claims.retained_position(at).map(Record::Claim),
        }
    }

    /// Whether a key point is visible. Only its own label counts, not the labels of the records that support it.
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
        let membership = |membership: &Membership| {
            let of = self.actors.retained_position(membership.of)?;
            Some(Membership { of, ..membership.clone() })
        };
        let memberships = actor.memberships.iter().filter_map(membership).collect();
        Actor { memberships, roles, note: None, ..actor.clone() }
    }

    fn sources(&self) -> Table<Source> {
        let origins = visible_origins(&self.brief.sources, |source| self.sources.contains(source));
        let rows = self.brief.sources.iter().zip(origins).filter(|((at, _), _)| self.sources.contains(*at));
        let rows = rows.map(|((_, source), origin)| {
            let origin = origin.and_then(|origin| self.sources.retained_position(origin));
            Source { origin, text: None, note: None, ..source.clone() }
        });
        Table::new(rows.collect())
    }

    fn statement(&self, statement: &Statement) -> Statement {
        let stances = statement.stances.iter();
        Statement {
            speaker: self.speaker(&statement.speaker),
            source: self.sources.new_position(statement.source),
            via: statement.via.as_deref().map(|via| Box::new(self.speaker(via))),
            stances: stances
                .filter_map(|(issue, stance)| Some((self.issues.retained_position(*issue)?, *stance)))
                .collect(),
            about: self.actors.retained_positions(&statement.about),
            repeats: self.statements.retained_positions(&statement.repeats),
            rewords: self.statements.retained_positions(&statement.rewords),
            contradicts: self.statements.retained_positions(&statement.contradicts),
            retracts: self.statements.retained_positions(&statement.retracts),
            coder: None,
            note: None,
            ..statement.clone()
        }
    }

    /// The speakers of a record that is shown. They are all retained.
    fn speaker(&self, speaker: &Speaker) -> Speaker {
        match speaker {
            Speaker::Actor(actor) => Speaker::Actor(self.actors.new_position(*actor)),
            Speaker::Actors(actors) => {
                Speaker::Actors(actors.iter().map(|actor| self.actors.new_position(*actor)).collect())
            }
            Speaker::Unnamed(described_as) => Speaker::Unnamed(described_as.clone()),
        }
    }

    fn event(&self, event: &Event) -> Event {
        let (actors, sources) =
            (self.actors.retained_positions(&event.actors), self.sources.retained_positions(&event.sources));
        Event { actors, sources, coder: None, note: None, ..event.clone() }
    }

    fn claim(&self, claim: &Claim) -> Claim {
        let actor = claim.actor.as_ref().map(|actor| self.speaker(actor));
        Claim { source: self.sources.new_position(claim.source), actor, coder: None, note: None, ..claim.clone() }
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

/// Returns the issues without those on which only removed statements take a stance.
fn retained_issues(brief: &Brief, statements: &RetainedRows<Statement>) -> RetainedRows<Issue> {
    let mut has_stance = vec![false; brief.issues.len()];
    let mut has_visible_stance = has_stance.clone();
    for (at, statement) in brief.statements.iter() {
        for (issue, _) in &statement.stances {
            has_stance[issue.at()] = true;
            has_visible_stance[issue.at()] |= statements.contains(at);
        }
    }
    RetainedRows::new(&brief.issues, |issue| has_visible_stance[issue.at()] || !has_stance[issue.at()])
}

/// Returns the actors without those that only hidden records mention.
///
/// A record mentions its speaker, relay, participants, source of a value and subjects, and the bodies that these belong to or hold a
/// role in, transitively. An actor that no record mentions is retained, with its bodies: it reveals nothing about a record.
fn retained_actors(brief: &Brief, shows: impl Fn(Record) -> bool) -> RetainedRows<Actor> {
    let mentioned_by_any = brief.with_bodies(brief.records().flat_map(|record| mentioned_actors(brief, record)));
    let unmentioned = brief.actors.positions().filter(|actor| !mentioned_by_any[actor.at()]);
    let visible = brief.records().filter(|record| shows(*record));
    let mentioned_by_visible = visible.flat_map(|record| mentioned_actors(brief, record));
    let retained = brief.with_bodies(mentioned_by_visible.chain(unmentioned));
    RetainedRows::new(&brief.actors, |actor| retained[actor.at()])
}

fn mentioned_actors(brief: &Brief, record: Record) -> Vec<Ix<Actor>> {
    let mut actors = brief.actors_of(record);
    if let Record::Statement(statement) = record {
        actors.extend_from_slice(&brief.statements[statement].about);
    }
    actors
}

/// Returns the deck lines whose cards still exist; `retained` maps old cards to new ones.
///
/// The first line decides the meaning of a deck: if it names cards, only the named cards are shown; if it omits cards, all others are
/// shown. Removing the first line must not change this meaning, or the audience would see cards that the brief does not present. A
/// deck that lost a line is therefore reordered: named cards first, then omitted ones.
fn retained_picks(picks: &[DeckLine], retained: impl Fn(DeckCards) -> Option<DeckCards>) -> Vec<DeckLine> {
    let kept = picks.iter().filter_map(|pick| retained(pick.cards).map(|cards| DeckLine { cards, ..*pick }));
    let kept: Vec<DeckLine> = kept.collect();
    if kept.len() == picks.len() {
        return kept;
    }
    let (omitted, shown): (Vec<DeckLine>, Vec<DeckLine>) = kept.into_iter().partition(|pick| pick.omitted);
    match picks.first().map(|pick| pick.omitted) {
        // All cards but the omitted ones are shown.
        Some(true) | None => omitted,
        Some(false) if shown.is_empty() => omit_all(),
        Some(false) => shown.into_iter().chain(omitted).collect(),
    }
}

/// Returns the deck that shows only the title card.
fn omit_all() -> Vec<DeckLine> {
    Section::ALL.iter().map(|section| DeckLine { cards: DeckCards::Section(*section), omitted: true }).collect()
}

/// Returns, by source, the origin that a visible source has after redaction.
///
/// It is the nearest visible source up the chain of origins. If all of the chain is hidden, the first visible source with the same
/// hidden root stands for that root, and the others repeat the first. Otherwise each would look like an independent origin, and the
/// audience would take for corroborated what all of them copied from one hidden wire.
fn visible_origins(sources: &Table<Source>, is_visible: impl Fn(Ix<Source>) -> bool) -> Vec<Option<Ix<Source>>> {
    let mut representatives: HashMap<Ix<Source>, Ix<Source>> = HashMap::new();
    let origin = |(at, source): (Ix<Source>, &Source)| {
        if !is_visible(at) {
            return None;
        }
        let chain = || successors(source.origin, |origin| sources[*origin].origin).take(sources.len());
        chain().find(|origin| is_visible(*origin)).or_else(|| {
            let first = *representatives.entry(chain().last()?).or_insert(at);
            (first != at).then_some(first)
        })
    };
    sources.iter().map(origin).collect()
}
