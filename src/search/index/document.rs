//! The index document of one brief: what each record can be found by. It knows no other brief.

use std::collections::BTreeSet;
use std::iter;

use hashbrown::HashMap;

use super::excerpt::Excerpt;
use super::facts::{RecordFacts, RecordKind};
use super::interner::Interner;
use super::names_index::{EntityTable, NameClass, NamedEntity};
use super::relation::Relation;
use crate::analysis::{Analysis, Dated};
use crate::model::{
    Actor, Brief, Claim, DateOrder, EdtfDate, Event, HasId as _, Issue, Ix, Record, Source, Speaker, Statement,
};
use crate::search::bytes::put_value;
use crate::search::dates::RecordDate;
use crate::search::fold::{fold_into, fold_joined};
use crate::view;

/// A brief to be indexed.
#[derive(Debug, Clone, Copy)]
pub struct IndexInput<'a> {
    /// The short name of the brief, for `brief:`.
    pub name: &'a str,
    pub brief: &'a Brief,
    pub findings: &'a Analysis,
    /// The ids of the sources that the brief had when it was last read, for `is:new`; `None` if it was never read.
    pub known: Option<&'a BTreeSet<String>>,
}

/// One brief, prepared for the index.
#[derive(Debug)]
pub struct IndexDocument {
    pub(super) entities: Vec<NamedEntity>,
    /// The distinct words of all records.
    pub(super) words: Interner,
    pub(super) sources: Vec<SourceFacts>,
    pub(super) entries: Vec<IndexEntry>,
    /// The words of all entries, one entry after the other, by their positions in `words`. [`TEXT_BREAK`] ends each text.
    pub(super) tokens: Vec<u32>,
    /// The names of all entries, one entry after the other.
    pub(super) entry_names: Vec<NameLink>,
    /// The sources of all entries, one entry after the other, by their positions in `sources`.
    pub(super) entry_sources: Vec<u32>,
    /// The encoded excerpts of all entries, one after the other; empty if the index does not need them.
    pub(super) excerpts: Vec<u8>,
}

/// Ends a text among the words of an entry, so that no phrase crosses from one text to the next.
pub(super) const TEXT_BREAK: u32 = u32::MAX;

/// The searchable facts of a source.
#[derive(Debug)]
pub(super) struct SourceFacts {
    pub(super) id: String,
    pub(super) published: RecordDate,
}

/// The searchable facts of a record. The `…_end` fields are the ends of its slices in [`IndexDocument`]; each slice begins where that of
/// the entry before ends.
#[derive(Debug)]
pub(super) struct IndexEntry {
    pub(super) record: Record,
    pub(super) list_date: ListDate,
    /// The rank of the record by id among the records of the brief.
    pub(super) by_id: u32,
    pub(super) record_date: RecordDate,
    pub(super) facts: RecordFacts,
    pub(super) tokens_end: usize,
    pub(super) names_end: usize,
    pub(super) sources_end: usize,
    pub(super) excerpt_end: usize,
}

/// A name in a record: the entity, and its relation to the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NameLink {
    pub(super) entity: u32,
    pub(super) relation: Relation,
}

/// The date by which lists are sorted, and whether the record states it; `None` if there is no date.
pub(super) type ListDate = Option<(DateOrder, bool)>;

fn list_date(dated: Dated<'_>) -> ListDate {
    let own = matches!(dated, Dated::Stated(_));
    dated.when().map(|when| (when.order(), own))
}

impl IndexDocument {
    /// Builds the document of a brief, with the excerpts that lists show. The index learns later which sources are known.
    pub fn build(input: IndexInput<'_>) -> Self {
        DocumentBuilder::build(input, true)
    }

    /// Builds the same without excerpts, for a caller that has the brief itself.
    pub(super) fn without_excerpts(input: IndexInput<'_>) -> Self {
        DocumentBuilder::build(input, false)
    }
}

/// Collects a document, record by record.
struct DocumentBuilder<'a> {
    brief: &'a Brief,
    entity_table: EntityTable,
    actors: Vec<Option<u32>>,
    labels: Vec<Option<u32>>,
    questions: Vec<Option<u32>>,
    sources: Vec<SourceNames>,
    name: Option<u32>,
    /// The entities of names that several records share, so that each name is folded once.
    name_cache: HashMap<(NameClass, &'a str), Option<u32>>,
    folded: String,
    document: IndexDocument,
}

impl<'a> DocumentBuilder<'a> {
    fn build(input: IndexInput<'a>, with_excerpts: bool) -> IndexDocument {
        let brief = input.brief;
        let mut entity_table = EntityTable::default();
        let mut builder = Self {
            name: entity_table.insert(NameClass::Brief, input.name, [input.name, &brief.title]),
            actors: brief.actors.iter().map(|(_, actor)| insert_actor(&mut entity_table, brief, actor)).collect(),
            labels: brief.issues.iter().map(|(_, issue)| insert_label(&mut entity_table, issue)).collect(),
            questions: brief.issues.iter().map(|(_, issue)| insert_question(&mut entity_table, issue)).collect(),
            sources: brief.sources.iter().map(|(_, source)| SourceNames::insert(&mut entity_table, source)).collect(),
            name_cache: HashMap::new(),
            folded: String::new(),
            document: IndexDocument::empty(brief),
            brief,
            entity_table,
        };
        for record in brief.records() {
            builder.add_record(input, record);
            if with_excerpts {
                put_value(&mut builder.document.excerpts, &Excerpt::new(brief, record));
            }
            if let Some(entry) = builder.document.entries.last_mut() {
                entry.excerpt_end = builder.document.excerpts.len();
            }
        }
        builder.finish()
    }

    fn finish(mut self) -> IndexDocument {
        let mut by_id: Vec<usize> = (0..self.document.entries.len()).collect();
        by_id.sort_by_key(|at| self.brief.record_id(self.document.entries[*at].record));
        for (rank, at) in (0..).zip(by_id) {
            self.document.entries[at].by_id = rank;
        }
        IndexDocument { entities: self.entity_table.into_entities(), ..self.document }
    }

    fn add_record(&mut self, input: IndexInput<'_>, record: Record) {
        let brief = self.brief;
        let dated = Dated::new(brief, record);
        let facts = match record {
            Record::Statement(ix) => self.add_statement(&brief.statements[ix], dated.when()),
            Record::Event(ix) => self.add_event(&brief.events[ix]),
            Record::Claim(ix) => self.add_claim(&brief.claims[ix], dated.when()),
        };
        let facts = facts.disputed(input.findings.contradictions_of(record).next().is_some());
        let facts = brief.sources_of(record).iter().fold(facts, |facts, source| self.add_source(*source, facts));
        self.link(Relation::Brief, self.name);
        self.document.entries.push(IndexEntry {
            record,
            list_date: list_date(dated),
            by_id: 0,
            record_date: RecordDate::from_dated(dated),
            facts,
            tokens_end: self.document.tokens.len(),
            names_end: self.document.entry_names.len(),
            sources_end: self.document.entry_sources.len(),
            excerpt_end: 0,
        });
    }

    fn add_statement(&mut self, statement: &'a Statement, day: Option<&EdtfDate>) -> RecordFacts {
        let facts = RecordFacts::from_kind(RecordKind::Statement);
        let mut facts = facts.attribution(statement.attribution).credibility(statement.credibility);
        facts = self.add_speaker(&statement.speaker, day, facts);
        match statement.via.as_deref() {
            Some(Speaker::Unnamed(described)) => {
                let description = self.insert_once(NameClass::Description, described);
                self.link(Relation::Via, description);
            }
            via => via
                .into_iter()
                .flat_map(Speaker::actors)
                .for_each(|actor| self.link(Relation::Via, self.actors[actor.at()])),
        }
        for actor in &statement.about {
            self.link(Relation::About, self.actors[actor.at()]);
        }
        for (issue, stance) in &statement.stances {
            self.link(Relation::Stance(*stance), self.labels[issue.at()]);
            self.link(Relation::Question(*stance), self.questions[issue.at()]);
            facts = facts.stance(*stance);
        }
        let texts = statement.quote.iter().chain(&statement.gist).chain(&statement.venue);
        self.add_words(texts.map(String::as_str));
        facts
    }

    /// Adds who speaks or gives a value.
    fn add_speaker(&mut self, speaker: &'a Speaker, day: Option<&EdtfDate>, facts: RecordFacts) -> RecordFacts {
        match speaker {
            Speaker::Actor(_) | Speaker::Actors(_) => {
                for actor in speaker.actors() {
                    self.link(Relation::By, self.actors[actor.at()]);
                    self.link_titles(Relation::Role, *actor, day);
                }
                facts
            }
            Speaker::Unnamed(described) => {
                let description = self.insert_once(NameClass::Description, described);
                self.link(Relation::Described, description);
                facts.unnamed()
            }
        }
    }

    fn add_event(&mut self, event: &'a Event) -> RecordFacts {
        for actor in &event.actors {
            self.link(Relation::Party, self.actors[actor.at()]);
            self.link_titles(Relation::PartyRole, *actor, Some(&event.date));
        }
        let place = event.place.as_ref().and_then(|place| self.insert_once(NameClass::Place, place));
        self.link(Relation::Place, place);
        self.add_words(iter::once(&event.title).chain(&event.gist).map(String::as_str));
        RecordFacts::from_kind(RecordKind::Event).event(event.kind)
    }

    fn add_claim(&mut self, claim: &'a Claim, day: Option<&EdtfDate>) -> RecordFacts {
        let facts = RecordFacts::from_kind(RecordKind::Claim);
        let facts = claim.actor.iter().fold(facts, |facts, actor| self.add_speaker(actor, day, facts));
        let value = claim.value.to_string();
        let value = claim.unit.as_ref().map_or_else(|| value.clone(), |unit| format!("{value} {unit}"));
        self.add_words([claim.question.as_str(), &value]);
        facts
    }

    fn add_source(&mut self, source: Ix<Source>, facts: RecordFacts) -> RecordFacts {
        let SourceNames { outlet, place, name } = self.sources[source.at()];
        for (relation, entity) in [(Relation::Outlet, outlet), (Relation::Place, place), (Relation::Source, name)] {
            self.link(relation, entity);
        }
        self.document.entry_sources.push(u32::try_from(source.at()).unwrap_or(u32::MAX));
        facts.reliability(self.brief.sources[source].reliability)
    }

    /// Links the titles of the roles that an actor can have had on a day.
    fn link_titles(&mut self, relation: Relation, actor: Ix<Actor>, day: Option<&EdtfDate>) {
        let brief = self.brief;
        for role in brief.actors[actor].roles_on(day) {
            let title = self.insert_once(NameClass::Role, &role.title);
            self.link(relation, title);
        }
    }

    fn insert_once(&mut self, class: NameClass, name: &'a str) -> Option<u32> {
        *self.name_cache.entry((class, name)).or_insert_with(|| self.entity_table.insert(class, name, [name]))
    }

    fn link(&mut self, relation: Relation, entity: Option<u32>) {
        self.document.entry_names.extend(entity.map(|entity| NameLink { entity, relation }));
    }

    fn add_words<'b>(&mut self, texts: impl IntoIterator<Item = &'b str>) {
        for text in texts {
            self.folded.clear();
            fold_into(text, &mut self.folded);
            self.document.add_tokens(&self.folded);
            // So that `cooperation` finds `co-operation`, also within a phrase.
            if let Some(joined) = fold_joined(text) {
                self.document.add_tokens(&joined);
            }
        }
    }
}

impl IndexDocument {
    /// Adds the words of a folded text to the last entry.
    fn add_tokens(&mut self, folded: &str) {
        for word in folded.split_ascii_whitespace() {
            self.tokens.push(self.words.intern(word));
        }
        self.tokens.push(TEXT_BREAK);
    }

    fn empty(brief: &Brief) -> Self {
        let facts = |source: &Source| SourceFacts {
            id: source.id().to_owned(),
            published: source.published.as_ref().map_or_else(|| RecordDate::from_dated(Dated::Unknown), RecordDate::at),
        };
        Self {
            entities: Vec::new(),
            words: Interner::default(),
            sources: brief.sources.iter().map(|(_, source)| facts(source)).collect(),
            entries: Vec::new(),
            tokens: Vec::new(),
            entry_names: Vec::new(),
            entry_sources: Vec::new(),
            excerpts: Vec::new(),
        }
    }
}

/// The entities of a source.
struct SourceNames {
    outlet: Option<u32>,
    place: Option<u32>,
    name: Option<u32>,
}

impl SourceNames {
    fn insert(entity_table: &mut EntityTable, source: &Source) -> Self {
        let mut insert = |class, name: &Option<String>| {
            name.as_ref().and_then(|name| entity_table.insert(class, name, [name.as_str()]))
        };
        let (outlet, place) = (insert(NameClass::Outlet, &source.outlet), insert(NameClass::Place, &source.place));
        let more = source.title.iter().chain(&source.author).chain(&source.outlet).map(String::as_str);
        let name = entity_table.insert(NameClass::Source, &source.id, iter::once(source.id.as_str()).chain(more));
        Self { outlet, place, name }
    }
}

fn insert_actor(entity_table: &mut EntityTable, brief: &Brief, actor: &Actor) -> Option<u32> {
    let more = actor.aliases.iter().chain(&actor.native_name).map(String::as_str);
    let spellings = [actor.name.as_str(), &actor.id].into_iter().chain(more);
    let number = entity_table.insert(NameClass::Person, actor.short_name(), spellings)?;
    entity_table.set_disambiguation(number, || {
        let role = actor.role_on(None).map(|role| view::role(brief, role));
        role.unwrap_or_else(|| actor.id.clone())
    });
    Some(number)
}

fn insert_label(entity_table: &mut EntityTable, issue: &Issue) -> Option<u32> {
    entity_table.insert(NameClass::Label, &issue.label, [issue.label.as_str(), &issue.id])
}

fn insert_question(entity_table: &mut EntityTable, issue: &Issue) -> Option<u32> {
    entity_table.insert(NameClass::Question, &issue.label, [issue.question.as_str()])
}
