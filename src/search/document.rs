//! What one brief brings to an index: what each record can be found by. It knows no other brief.

use std::iter;

use chrono::NaiveDate;
use hashbrown::HashMap;

use super::dates::RecordDate;
use super::document_names::{SourceNames, enter_actor, enter_label, enter_question};
use super::excerpt::Excerpt;
use super::facts::{RecordFacts, RecordKind};
use super::fold::fold_into;
use super::index::IndexInput;
use super::names_index::{EntityTable, NameClass, NamedEntity};
use super::pool::Pool;
use super::relation::Relation;
use crate::analysis::Dated;
use crate::model::{Actor, Brief, Claim, EdtfDate, Event, HasId as _, Ix, Record, Source, Speaker, Statement};

/// What one brief brings to an index.
#[derive(Debug)]
pub struct IndexDocument {
    pub(super) things: Vec<NamedEntity>,
    /// The distinct words of all records.
    pub(super) words: Pool,
    pub(super) sources: Vec<SourceFacts>,
    pub(super) entries: Vec<IndexEntry>,
    /// The words of all entries, each entry's side by side: [`BREAK`], or the place of a word.
    pub(super) tokens: Vec<u32>,
    /// The names of all entries, each entry's side by side.
    pub(super) names: Vec<NameLink>,
    /// The sources of all entries, each entry's side by side.
    pub(super) from: Vec<u32>,
    /// What a list shows of each entry, side by side; nothing where that is not wanted.
    pub(super) excerpts: Vec<u8>,
}

/// Stands between the words of two texts.
pub(super) const BREAK: u32 = u32::MAX;

/// What is asked of a source.
#[derive(Debug)]
pub(super) struct SourceFacts {
    pub(super) id: String,
    pub(super) published: RecordDate,
}

/// A record with all that it can be asked for; of its words, names, sources and excerpt the ends.
#[derive(Debug)]
pub(super) struct IndexEntry {
    pub(super) record: Record,
    pub(super) date: ListDate,
    /// Its place among the records of the brief by id.
    pub(super) by_id: u32,
    pub(super) said: RecordDate,
    pub(super) facts: RecordFacts,
    pub(super) tokens: usize,
    pub(super) names: usize,
    pub(super) from: usize,
    pub(super) excerpt: usize,
}

/// A name that a record has: the place of the thing, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NameLink {
    pub(super) to: u32,
    pub(super) how: Relation,
}

/// The date that lists go by: its earliest and latest day, and whether it is the record's own; `None` without one.
pub(super) type ListDate = Option<(Option<NaiveDate>, NaiveDate, bool)>;

fn list_date(dated: Dated<'_>) -> ListDate {
    let own = matches!(dated, Dated::Stated(_));
    dated.when().map(|when| (when.earliest(), when.latest().unwrap_or(NaiveDate::MAX), own))
}

impl IndexDocument {
    /// What `asked` brings, with what lists show of its records. Which of its sources are known is left to the index.
    pub fn build(asked: IndexInput<'_>) -> Self {
        DocumentBuilder::build(asked, true)
    }

    /// The same, for whoever has the brief itself at hand.
    pub(super) fn without_excerpts(asked: IndexInput<'_>) -> Self {
        DocumentBuilder::build(asked, false)
    }
}

/// A leaf in the making.
struct DocumentBuilder<'a> {
    brief: &'a Brief,
    register: EntityTable,
    actors: Vec<Option<u32>>,
    labels: Vec<Option<u32>>,
    questions: Vec<Option<u32>>,
    sources: Vec<SourceNames>,
    name: Option<u32>,
    /// What was entered already, of what many records have.
    entered: HashMap<(NameClass, &'a str), Option<u32>>,
    folded: String,
    leaf: IndexDocument,
}

impl<'a> DocumentBuilder<'a> {
    fn build(asked: IndexInput<'a>, with_excerpts: bool) -> IndexDocument {
        let brief = asked.brief;
        let mut register = EntityTable::default();
        let mut making = Self {
            name: register.enter(NameClass::Brief, asked.name, [asked.name, &brief.title]),
            actors: brief.actors.iter().map(|(_, actor)| enter_actor(&mut register, brief, actor)).collect(),
            labels: brief.issues.iter().map(|(_, issue)| enter_label(&mut register, issue)).collect(),
            questions: brief.issues.iter().map(|(_, issue)| enter_question(&mut register, issue)).collect(),
            sources: brief.sources.iter().map(|(_, source)| SourceNames::enter(&mut register, source)).collect(),
            entered: HashMap::new(),
            folded: String::new(),
            leaf: IndexDocument::empty(brief),
            brief,
            register,
        };
        for record in brief.records() {
            making.enter(asked, record);
            if with_excerpts {
                Excerpt::new(brief, record).write(&mut making.leaf.excerpts);
            }
            if let Some(entry) = making.leaf.entries.last_mut() {
                entry.excerpt = making.leaf.excerpts.len();
            }
        }
        making.finish()
    }

    fn finish(mut self) -> IndexDocument {
        let mut by_id: Vec<usize> = (0..self.leaf.entries.len()).collect();
        by_id.sort_by_key(|at| self.brief.record_id(self.leaf.entries[*at].record));
        for (place, at) in (0..).zip(by_id) {
            self.leaf.entries[at].by_id = place;
        }
        IndexDocument { things: self.register.into_things(), ..self.leaf }
    }

    fn enter(&mut self, asked: IndexInput<'_>, record: Record) {
        let brief = self.brief;
        let dated = Dated::new(brief, record);
        let facts = match record {
            Record::Statement(ix) => self.statement(&brief.statements[ix], dated.when()),
            Record::Event(ix) => self.event(&brief.events[ix]),
            Record::Claim(ix) => self.claim(&brief.claims[ix], dated.when()),
        };
        let facts = facts.disputed(asked.findings.contradictions_of(record).next().is_some());
        let facts = brief.sources_of(record).iter().fold(facts, |facts, source| self.source(*source, facts));
        self.link(Relation::Brief, self.name);
        self.leaf.entries.push(IndexEntry {
            record,
            date: list_date(dated),
            by_id: 0,
            said: RecordDate::from_dated(dated),
            facts,
            tokens: self.leaf.tokens.len(),
            names: self.leaf.names.len(),
            from: self.leaf.from.len(),
            excerpt: 0,
        });
    }

    fn statement(&mut self, statement: &'a Statement, day: Option<&EdtfDate>) -> RecordFacts {
        let facts = RecordFacts::from_kind(RecordKind::Statement);
        let mut facts = facts.attribution(statement.attribution).credibility(statement.credibility);
        match &statement.speaker {
            Speaker::Actor(actor) => {
                self.link(Relation::By, self.actors[actor.at()]);
                self.titles(Relation::Role, *actor, day);
            }
            Speaker::Unnamed(described) => {
                let description = self.enter_once(NameClass::Description, described);
                self.link(Relation::Described, description);
                facts = facts.unnamed();
            }
        }
        self.link(Relation::Via, statement.via.and_then(|actor| self.actors[actor.at()]));
        for actor in &statement.about {
            self.link(Relation::About, self.actors[actor.at()]);
        }
        for (issue, stance) in &statement.stances {
            self.link(Relation::Stance(*stance), self.labels[issue.at()]);
            self.link(Relation::Question(*stance), self.questions[issue.at()]);
            facts = facts.stance(*stance);
        }
        let texts = statement.quote.iter().chain(&statement.gist).chain(&statement.venue);
        self.words(texts.map(String::as_str));
        facts
    }

    fn event(&mut self, event: &'a Event) -> RecordFacts {
        for actor in &event.actors {
            self.link(Relation::Party, self.actors[actor.at()]);
            self.titles(Relation::PartyRole, *actor, Some(&event.date));
        }
        let place = event.place.as_ref().and_then(|place| self.enter_once(NameClass::Place, place));
        self.link(Relation::Place, place);
        self.words(iter::once(&event.title).chain(&event.gist).map(String::as_str));
        RecordFacts::from_kind(RecordKind::Event).event(event.kind)
    }

    fn claim(&mut self, claim: &Claim, day: Option<&EdtfDate>) -> RecordFacts {
        if let Some(actor) = claim.actor {
            self.link(Relation::By, self.actors[actor.at()]);
            self.titles(Relation::Role, actor, day);
        }
        let value = claim.value.to_string();
        let value = claim.unit.as_ref().map_or_else(|| value.clone(), |unit| format!("{value} {unit}"));
        self.words([claim.question.as_str(), &value]);
        RecordFacts::from_kind(RecordKind::Claim)
    }

    fn source(&mut self, source: Ix<Source>, facts: RecordFacts) -> RecordFacts {
        let SourceNames { outlet, place, name } = self.sources[source.at()];
        for (how, to) in [(Relation::Outlet, outlet), (Relation::Place, place), (Relation::Source, name)] {
            self.link(how, to);
        }
        self.leaf.from.push(u32::try_from(source.at()).unwrap_or(u32::MAX));
        facts.reliability(self.brief.sources[source].reliability)
    }

    /// The titles of the roles that an actor can have had on a day.
    fn titles(&mut self, how: Relation, actor: Ix<Actor>, day: Option<&EdtfDate>) {
        let brief = self.brief;
        for role in brief.actors[actor].roles_on(day) {
            let title = self.enter_once(NameClass::Role, &role.title);
            self.link(how, title);
        }
    }

    fn enter_once(&mut self, class: NameClass, name: &'a str) -> Option<u32> {
        *self.entered.entry((class, name)).or_insert_with(|| self.register.enter(class, name, [name]))
    }

    fn link(&mut self, how: Relation, to: Option<u32>) {
        self.leaf.names.extend(to.map(|to| NameLink { to, how }));
    }

    fn words<'b>(&mut self, texts: impl IntoIterator<Item = &'b str>) {
        for text in texts {
            self.folded.clear();
            fold_into(text, &mut self.folded);
            for word in self.folded.split_ascii_whitespace() {
                let place = self.leaf.words.place(word);
                self.leaf.tokens.push(place);
            }
            self.leaf.tokens.push(BREAK);
        }
    }
}

impl IndexDocument {
    fn empty(brief: &Brief) -> Self {
        let facts = |source: &Source| SourceFacts {
            id: source.id().to_owned(),
            published: source.published.as_ref().map_or_else(|| RecordDate::from_dated(Dated::Unknown), RecordDate::at),
        };
        Self {
            things: Vec::new(),
            words: Pool::default(),
            sources: brief.sources.iter().map(|(_, source)| facts(source)).collect(),
            entries: Vec::new(),
            tokens: Vec::new(),
            names: Vec::new(),
            from: Vec::new(),
            excerpts: Vec::new(),
        }
    }
}
