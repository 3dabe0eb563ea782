//! Builds a brief for tests: resolves every id and fills the other fields with default values. It never checks the brief.

use super::{BriefBuilder, ClaimDraft, EventDraft, SourceDraft, StatementDraft};
use crate::model::{
    Actor, ActorKind, Attribution, Brief, Claim, Credibility, EdtfDate, Event, EventKind, HasId, HeldText, Issue, Ix,
    Rank, Reliability, ShortNames, Source, SourceKind, Speaker, Statement, Table, Tlp, Value,
};

impl BriefBuilder {
    pub(crate) fn brief(&self) -> Brief {
        let sources = Table::new(self.all_sources());
        let actors = Table::new(self.all_actors());
        let issues = Table::new(self.all_issues());
        let ids = BuilderIds { sources: &sources, actors: &actors, issues: &issues, statements: &self.statements };
        let statements = Table::new(self.statements.iter().map(|draft| ids.statement(draft)).collect());
        let claims = Table::new(self.claims.iter().map(|draft| ids.claim(draft)).collect());
        let events = Table::new(self.events.iter().map(|draft| ids.event(draft)).collect());
        Brief {
            title: "A test".to_owned(),
            as_of: date("2025-10-15"),
            bottom_line: "It is tested.".to_owned(),
            tlp: Tlp::Clear,
            marking: None,
            authors: Vec::new(),
            note: None,
            key_points: Vec::new(),
            issues,
            short_names: ShortNames::new(&actors),
            actors,
            sources,
            statements,
            events,
            claims,
            deck: Vec::new(),
        }
    }

    fn all_sources(&self) -> Vec<Source> {
        let from_statements = self.statements.iter().map(|draft| &draft.source);
        let from_claims = self.claims.iter().map(|draft| &draft.source);
        let named = from_statements.chain(from_claims).chain(self.events.iter().flat_map(|draft| &draft.sources));
        let mut drafts = self.sources.clone();
        for id in named {
            if !drafts.iter().any(|draft| draft.id == *id) {
                drafts.push(SourceDraft { id: id.clone(), ..SourceDraft::default() });
            }
        }
        drafts.iter().map(|draft| source(draft, &drafts)).collect()
    }

    fn all_actors(&self) -> Vec<Actor> {
        let named = self.statements.iter().flat_map(|draft| draft.speakers().into_iter().chain(draft.about.clone()));
        distinct(named).into_iter().map(actor).collect()
    }

    fn all_issues(&self) -> Vec<Issue> {
        let named = self.statements.iter().flat_map(|draft| draft.stances.iter().map(|(issue, _)| issue.clone()));
        distinct(named)
            .into_iter()
            .map(|id| Issue { label: id.clone(), question: format!("Is {id} right?"), note: None, id })
            .collect()
    }
}

impl StatementDraft {
    fn speakers(&self) -> Vec<String> {
        let is_unspecified = self.actors.is_empty() && self.described_as.is_empty();
        if is_unspecified { vec!["somebody".to_owned()] } else { self.actors.clone() }
    }
}

fn distinct(ids: impl Iterator<Item = String>) -> Vec<String> {
    let mut distinct = Vec::new();
    for id in ids {
        if !distinct.contains(&id) {
            distinct.push(id);
        }
    }
    distinct
}

/// The tables in which ids are resolved.
struct BuilderIds<'a> {
    sources: &'a Table<Source>,
    actors: &'a Table<Actor>,
    issues: &'a Table<Issue>,
    statements: &'a [StatementDraft],
}

fn find<T: HasId>(table: &Table<T>, id: &str) -> Ix<T> {
    table.find(id).unwrap_or_else(|| panic!("no item with the id {id}"))
}

impl BuilderIds<'_> {
    fn statements(&self, ids: &[String]) -> Vec<Ix<Statement>> {
        let at = |id: &String| self.statements.iter().position(|draft| draft.id == *id).unwrap();
        ids.iter().map(|id| Ix::new(at(id))).collect()
    }

    fn statement(&self, draft: &StatementDraft) -> Statement {
        let speakers = draft.speakers().iter().map(|id| find(self.actors, id)).collect();
        let speaker = Speaker::from_actors(speakers);
        let quoted = if draft.quote.is_empty() { Attribution::Indirect } else { Attribution::Direct };
        Statement {
            id: draft.id.clone(),
            speaker: speaker.unwrap_or_else(|| Speaker::Unnamed(draft.described_as.clone())),
            source: find(self.sources, &draft.source),
            attribution: if draft.inferred { Attribution::Inferred } else { quoted },
            quote: draft.quote.clone(),
            gist: draft.quote.is_empty().then(|| format!("The gist of {}.", draft.id)),
            passage: None,
            cue: None,
            via: None,
            said: draft.said.as_deref().map(date),
            printed_date: draft.printed.clone(),
            venue: None,
            stances: draft.stances.iter().map(|(issue, stance)| (find(self.issues, issue), *stance)).collect(),
            about: draft.about.iter().map(|id| find(self.actors, id)).collect(),
            credibility: Credibility::Six,
            repeats: self.statements(&draft.repeats),
            rewords: self.statements(&draft.rewords),
            contradicts: self.statements(&draft.contradicts),
            retracts: self.statements(&draft.retracts),
            tlp: None,
            coder: None,
            note: None,
        }
    }

    fn claim(&self, draft: &ClaimDraft) -> Claim {
        Claim {
            id: draft.id.clone(),
            question: draft.question.clone(),
            value: Value::Text(draft.value.clone()),
            unit: None,
            passage: None,
            source: find(self.sources, &draft.source),
            actor: None,
            as_of: None,
            rank: draft.rank.unwrap_or(Rank::Normal),
            why: draft.why.clone(),
            tlp: None,
            coder: None,
            note: None,
        }
    }

    fn event(&self, draft: &EventDraft) -> Event {
        Event {
            id: draft.id.clone(),
            title: draft.id.clone(),
            date: date(&draft.date),
            printed_date: None,
            passage: None,
            kind: EventKind::Other,
            place: None,
            actors: Vec::new(),
            sources: draft.sources.iter().map(|id| find(self.sources, id)).collect(),
            gist: None,
            tlp: None,
            coder: None,
            note: None,
        }
    }
}

fn source(draft: &SourceDraft, drafts: &[SourceDraft]) -> Source {
    let at = |id: &String| Ix::new(drafts.iter().position(|draft| draft.id == *id).unwrap());
    Source {
        id: draft.id.clone(),
        outlet: draft.outlet.clone(),
        title: None,
        author: None,
        place: None,
        url: None,
        lang: None,
        kind: SourceKind::ArticleNewspaper,
        published: draft.published.as_deref().map(date),
        accessed: None,
        published_basis: None,
        reliability: Reliability::F,
        origin: draft.origin.as_ref().map(at),
        text: draft.held.then(|| HeldText { file: format!("{}.txt", draft.id), sha256: None }),
        tlp: None,
        note: None,
    }
}

fn actor(id: String) -> Actor {
    Actor {
        name: id.clone(),
        kind: ActorKind::Person,
        aliases: Vec::new(),
        native_name: None,
        memberships: Vec::new(),
        roles: Vec::new(),
        description: None,
        note: None,
        id,
    }
}

fn date(text: &str) -> EdtfDate {
    text.parse().unwrap()
}
