//! From briefs to an index: what each record can be found by.

use std::iter;

use super::dates::Moment;
use super::fold::fold_into;
use super::index::{Asked, Entry, How, Index, Link, SourceFacts};
use super::lexicon::{Class, Lexicon};
use super::vocabulary::{Gathering, Vocabulary};
use crate::findings::Dated;
use crate::model::{Actor, Brief, Claim, Event, Issue, Ix, Named as _, Record, Source, Speaker, Statement, When};
use crate::words;

/// An index in the making.
pub(super) struct Entering<'a> {
    briefs: &'a [Asked<'a>],
    of_briefs: Vec<OfBrief>,
    words: Gathering,
    index: Index,
}

/// The names of one brief in the lexicon, by position in its tables.
struct OfBrief {
    brief: Option<u32>,
    actors: Vec<Option<u32>>,
    labels: Vec<Option<u32>>,
    questions: Vec<Option<u32>>,
    sources: Vec<OfSource>,
}

struct OfSource {
    outlet: Option<u32>,
    place: Option<u32>,
    name: Option<u32>,
    /// The place among the sources of the index.
    at: u32,
}

impl<'a> Entering<'a> {
    pub(super) fn new(briefs: &'a [Asked<'a>]) -> Self {
        let mut index = Index {
            lexicon: Lexicon::default(),
            entries: Vec::new(),
            links: Vec::new(),
            words: String::new(),
            vocabulary: Vocabulary::default(),
            named: Vec::new(),
            sources: Vec::new(),
        };
        let of_briefs = briefs.iter().map(|asked| OfBrief::enter(&mut index, asked)).collect();
        Self { briefs, of_briefs, words: Gathering::default(), index }
    }

    pub(super) fn done(mut self) -> Index {
        self.index.vocabulary = self.words.done();
        self.index.named = vec![Vec::new(); self.index.lexicon.len()];
        for (number, entry) in (0..).zip(&self.index.entries) {
            let links = self.index.links[entry.links.clone()].iter().filter(|link| link.how.distance().is_some());
            for link in links {
                // What could not be entered into the lexicon has no entries to be found by it.
                let Some(entries) = self.index.named.get_mut(link.to as usize) else { continue };
                if entries.last() != Some(&number) {
                    entries.push(number);
                }
            }
        }
        self.index
    }

    /// Enters a record of the brief at `at`, after all that were entered before.
    pub(super) fn enter(&mut self, at: usize, record: Record) {
        let Asked { brief, findings, .. } = self.briefs[at];
        let (first_word, first_link) = (self.index.words.len(), self.index.links.len());
        let dated = Dated::of(brief, record);
        match record {
            Record::Statement(ix) => self.statement(at, &brief.statements[ix], dated.when()),
            Record::Event(ix) => self.event(at, &brief.events[ix]),
            Record::Claim(ix) => self.claim(at, &brief.claims[ix], dated.when()),
        }
        for source in brief.sources_of(record) {
            self.source(at, *source);
        }
        self.link(How::Brief, self.of_briefs[at].brief);
        let number = u32::try_from(self.index.entries.len()).unwrap_or(u32::MAX);
        self.words.add(number, &self.index.words[first_word..]);
        let statement = match record {
            Record::Statement(ix) => Some(&brief.statements[ix]),
            Record::Event(_) | Record::Claim(_) => None,
        };
        let event = match record {
            Record::Event(ix) => Some(brief.events[ix].kind),
            Record::Statement(_) | Record::Claim(_) => None,
        };
        self.index.entries.push(Entry {
            brief: at,
            record,
            words: first_word..self.index.words.len(),
            links: first_link..self.index.links.len(),
            said: Moment::of(dated),
            attribution: statement.map(|statement| statement.attribution),
            credibility: statement.map(|statement| statement.credibility),
            event,
            disputed: findings.contradictions_of(record).next().is_some(),
        });
    }

    fn statement(&mut self, at: usize, statement: &Statement, day: Option<&When>) {
        match &statement.speaker {
            Speaker::Actor(actor) => {
                self.link(How::By, self.of_briefs[at].actors[actor.at()]);
                for title in self.titles(at, *actor, day) {
                    self.link(How::Role, Some(title));
                }
            }
            Speaker::Unnamed(described) => {
                let description = self.index.lexicon.enter(Class::Description, described, [described.as_str()]);
                // Even a speaker of whom nothing is told is one that is not named.
                self.index.links.push(Link { how: How::Described, to: description.unwrap_or(u32::MAX) });
            }
        }
        self.link(How::Via, statement.via.and_then(|actor| self.of_briefs[at].actors[actor.at()]));
        self.actors(How::About, at, &statement.about);
        for (issue, stance) in &statement.stances {
            // Even a stance on an issue whose label has no letter is one; its question follows it.
            let label = self.of_briefs[at].labels[issue.at()];
            self.index.links.push(Link { how: How::Stance(*stance), to: label.unwrap_or(u32::MAX) });
            self.link(How::Question, self.of_briefs[at].questions[issue.at()]);
        }
        let texts = statement.quote.iter().chain(&statement.gist).chain(&statement.venue);
        self.words(texts.map(String::as_str));
    }

    fn event(&mut self, at: usize, event: &Event) {
        self.actors(How::Party, at, &event.actors);
        for actor in &event.actors {
            for title in self.titles(at, *actor, Some(&event.date)) {
                self.link(How::PartyRole, Some(title));
            }
        }
        let place =
            event.place.as_ref().and_then(|place| self.index.lexicon.enter(Class::Place, place, [place.as_str()]));
        self.link(How::Place, place);
        self.words(iter::once(&event.title).chain(&event.gist).map(String::as_str));
    }

    fn claim(&mut self, at: usize, claim: &Claim, day: Option<&When>) {
        if let Some(actor) = claim.actor {
            self.link(How::By, self.of_briefs[at].actors[actor.at()]);
            for title in self.titles(at, actor, day) {
                self.link(How::Role, Some(title));
            }
        }
        let value = claim.value.to_string();
        let value = claim.unit.as_ref().map_or_else(|| value.clone(), |unit| format!("{value} {unit}"));
        self.words([claim.question.as_str(), &value]);
    }

    fn source(&mut self, at: usize, source: Ix<Source>) {
        let OfSource { outlet, place, name, at } = &self.of_briefs[at].sources[source.at()];
        let links = [(How::Outlet, *outlet), (How::Place, *place), (How::Source, *name), (How::From, Some(*at))];
        for (how, to) in links {
            self.link(how, to);
        }
    }

    /// The titles of the roles that an actor can have had on a day.
    fn titles(&mut self, at: usize, actor: Ix<Actor>, day: Option<&When>) -> Vec<u32> {
        let roles = self.briefs[at].brief.actors[actor].roles_on(day);
        let lexicon = &mut self.index.lexicon;
        roles.filter_map(|role| lexicon.enter(Class::Role, &role.title, [role.title.as_str()])).collect()
    }

    fn actors(&mut self, how: How, at: usize, actors: &[Ix<Actor>]) {
        for actor in actors {
            self.link(how, self.of_briefs[at].actors[actor.at()]);
        }
    }

    fn link(&mut self, how: How, to: Option<u32>) {
        self.index.links.extend(to.map(|to| Link { how, to }));
    }

    fn words<'b>(&mut self, texts: impl IntoIterator<Item = &'b str>) {
        for text in texts {
            let words = &mut self.index.words;
            words.push(' ');
            fold_into(text, words);
            words.push_str(" \n");
        }
    }
}

impl OfBrief {
    fn enter(index: &mut Index, asked: &Asked<'_>) -> Self {
        let brief = asked.brief;
        let lexicon = &mut index.lexicon;
        Self {
            brief: lexicon.enter(Class::Brief, asked.name, [asked.name, &brief.title]),
            actors: brief.actors.iter().map(|(_, actor)| enter_actor(lexicon, brief, actor)).collect(),
            labels: brief.issues.iter().map(|(_, issue)| enter_label(lexicon, issue)).collect(),
            questions: brief.issues.iter().map(|(_, issue)| enter_question(lexicon, issue)).collect(),
            sources: brief.sources.iter().map(|(_, source)| OfSource::enter(index, asked, source)).collect(),
        }
    }
}

impl OfSource {
    fn enter(index: &mut Index, asked: &Asked<'_>, source: &Source) -> Self {
        let facts = SourceFacts {
            reliability: source.reliability,
            published: source.published.as_ref().map_or_else(|| Moment::of(Dated::Unknown), Moment::at),
            new: asked.known.is_none_or(|known| !known.contains(source.id())),
        };
        let at = u32::try_from(index.sources.len()).unwrap_or(u32::MAX);
        index.sources.push(facts);
        let lexicon = &mut index.lexicon;
        let mut enter =
            |class, name: &Option<String>| name.as_ref().and_then(|name| lexicon.enter(class, name, [name.as_str()]));
        let (outlet, place) = (enter(Class::Outlet, &source.outlet), enter(Class::Place, &source.place));
        let more = source.title.iter().chain(&source.author).chain(&source.outlet).map(String::as_str);
        let name = lexicon.enter(Class::Source, &source.id, iter::once(source.id.as_str()).chain(more));
        Self { outlet, place, name, at }
    }
}

fn enter_actor(lexicon: &mut Lexicon, brief: &Brief, actor: &Actor) -> Option<u32> {
    let more = actor.aliases.iter().chain(&actor.native_name).map(String::as_str);
    let spellings = [actor.name.as_str(), &actor.id].into_iter().chain(more);
    let number = lexicon.enter(Class::Person, actor.short_name(), spellings)?;
    let role = actor.role_on(None).map(|role| words::role(brief, role));
    lexicon.tell_apart(number, role.unwrap_or_else(|| actor.id.clone()));
    Some(number)
}

fn enter_label(lexicon: &mut Lexicon, issue: &Issue) -> Option<u32> {
    lexicon.enter(Class::Label, &issue.label, [issue.label.as_str(), &issue.id])
}

fn enter_question(lexicon: &mut Lexicon, issue: &Issue) -> Option<u32> {
    lexicon.enter(Class::Question, &issue.label, [issue.question.as_str()])
}
