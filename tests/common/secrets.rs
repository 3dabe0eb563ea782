//! Briefs by chance in which every text, id, date and number is a secret of the thing that has it, with an account of who may see which. It
//! reads labels by itself, and asks nothing of what it is to test.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proptest::prelude::*;
use toml::Value;
use whosaid::model::{
    ActorKind, Confidence, Credibility, EventKind, Likelihood, Rank, Reliability, Section, SourceKind, Stance, Tlp,
};

/// A brief without fault, and whose secrets are in it.
#[derive(Debug, Clone)]
pub(crate) struct Secretive {
    /// The brief, in one file.
    pub(crate) toml: String,
    /// The first is the brief itself.
    things: Vec<Thing>,
}

/// Any such brief: of every table none or a few, with links, labels and fields here and there.
pub(crate) fn any_brief() -> impl Strategy<Value = Secretive> {
    prop::collection::vec(any::<u8>(), 200..1600).prop_map(|drawn| Maker::new(drawn).brief())
}

/// The labels, strictest first.
const LABELS: [&str; 5] = ["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Brief,
    KeyPoint,
    Issue,
    Actor,
    Source,
    Statement,
    Event,
    Claim,
}

#[derive(Debug, Clone)]
struct Thing {
    kind: Kind,
    id: String,
    toml: String,
    /// Its own label, as a place in [`LABELS`].
    label: Option<usize>,
    sources: Vec<String>,
    /// Whom a record mentions; the bodies of an actor.
    actors: Vec<String>,
    /// On what a statement takes a stance.
    issues: Vec<String>,
    secrets: Vec<String>,
    /// What nobody is shown: notes, and where texts are held.
    of_desk: Vec<String>,
}

impl Secretive {
    /// What an audience may not see in any form; each is one word.
    pub(crate) fn hidden(&self, audience: Tlp) -> Vec<String> {
        let of_desk = self.things.iter().flat_map(|thing| thing.of_desk.iter());
        let hidden = self.things.iter().filter(|thing| !self.shows(thing, audience));
        of_desk.chain(hidden.flat_map(|thing| thing.secrets.iter())).cloned().collect()
    }

    /// What it may see; nothing where it may not see the brief.
    pub(crate) fn shown(&self, audience: Tlp) -> Vec<String> {
        let shown = self.things.iter().filter(|thing| self.shows(thing, audience));
        shown.flat_map(|thing| thing.secrets.iter()).cloned().collect()
    }

    fn shows(&self, thing: &Thing, audience: Tlp) -> bool {
        let is_seen = |thing: &Thing| self.label(thing) >= rank(audience.word());
        is_seen(&self.things[0])
            && match thing.kind {
                Kind::Brief | Kind::KeyPoint | Kind::Source | Kind::Statement | Kind::Event | Kind::Claim => {
                    is_seen(thing)
                }
                Kind::Issue => {
                    let takers: Vec<&Thing> =
                        self.things.iter().filter(|taker| taker.issues.contains(&thing.id)).collect();
                    takers.is_empty() || takers.into_iter().any(is_seen)
                }
                Kind::Actor => {
                    let all = self.mentioned(&|_| true);
                    let first = self.mentioned(&is_seen);
                    let unmentioned =
                        self.of_kind(Kind::Actor).map(|actor| actor.id.clone()).filter(|id| !all.contains(id));
                    self.with_bodies(first.into_iter().chain(unmentioned).collect()).contains(&thing.id)
                }
            }
    }

    /// The effective label of a thing.
    fn label(&self, thing: &Thing) -> usize {
        let sources = self.of_kind(Kind::Source).filter(|source| thing.sources.contains(&source.id));
        let labels = sources.chain([thing, &self.things[0]]).filter_map(|thing| thing.label);
        labels.min().unwrap_or(LABELS.len())
    }

    fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Thing> {
        self.things.iter().filter(move |thing| thing.kind == kind)
    }

    /// The actors whom some records mention, with their bodies.
    fn mentioned(&self, by: &dyn Fn(&Thing) -> bool) -> BTreeSet<String> {
        let records = self.things.iter().filter(|thing| thing.kind != Kind::Actor && by(thing));
        self.with_bodies(records.flat_map(|record| record.actors.iter().cloned()).collect())
    }

    fn with_bodies(&self, mut actors: BTreeSet<String>) -> BTreeSet<String> {
        loop {
            let named = self.of_kind(Kind::Actor).filter(|actor| actors.contains(&actor.id));
            let bodies: Vec<String> = named.flat_map(|actor| actor.actors.iter().cloned()).collect();
            let before = actors.len();
            actors.extend(bodies);
            if actors.len() == before {
                return actors;
            }
        }
    }
}

fn rank(label: &str) -> usize {
    LABELS.iter().position(|known| *known == label).unwrap_or_else(|| panic!("{label} is no label"))
}

impl Thing {
    fn new(kind: Kind, header: &str) -> Self {
        let nothing = Vec::new;
        Self {
            kind,
            id: String::new(),
            toml: format!("{header}\n"),
            label: None,
            sources: nothing(),
            actors: nothing(),
            issues: nothing(),
            secrets: nothing(),
            of_desk: nothing(),
        }
    }

    /// A thing whose id is a secret of it.
    fn called(kind: Kind, header: &str, id: &str) -> Self {
        let mut thing = Self::new(kind, header);
        thing.line("id", id);
        thing.secrets.push(id.to_owned());
        id.clone_into(&mut thing.id);
        thing
    }

    fn line(&mut self, name: &str, value: impl Into<Value>) {
        let value = value.into();
        let _ = writeln!(self.toml, "{name} = {value}");
    }

    /// A field that takes a secret.
    fn secret(&mut self, name: &str, secret: String) {
        self.line(name, secret.as_str());
        self.secrets.push(secret);
    }

    fn list(&mut self, name: &str, ids: &[String]) {
        if !ids.is_empty() {
            self.line(name, ids.to_vec());
        }
    }
}

/// What makes a quote of one word long enough for a card.
const LONG_ENOUGH: &str = "and so it goes on";

/// Makes a brief of what was drawn: of nothing the smallest, so that less is drawn where a law is broken.
struct Maker {
    drawn: std::vec::IntoIter<u8>,
    secrets: usize,
    things: Vec<Thing>,
    issues: Vec<String>,
    actors: Vec<String>,
    sources: Vec<String>,
    statements: Vec<String>,
    events: Vec<String>,
    claims: Vec<String>,
    quoted: Vec<String>,
    /// Whether what refers to its own kind refers to what is written later.
    forwards: bool,
}

impl Maker {
    fn new(drawn: Vec<u8>) -> Self {
        let none = Vec::new;
        let mut maker = Self {
            drawn: drawn.into_iter(),
            secrets: 0,
            things: Vec::new(),
            issues: none(),
            actors: none(),
            sources: none(),
            statements: none(),
            events: none(),
            claims: none(),
            quoted: none(),
            forwards: false,
        };
        maker.forwards = maker.often();
        maker.issues = maker.ids(0, 4);
        maker.actors = maker.ids(1, 6);
        maker.sources = maker.ids(1, 6);
        maker.statements = maker.ids(0, 8);
        maker.events = maker.ids(0, 4);
        maker.claims = maker.ids(0, 4);
        maker
    }

    fn below(&mut self, end: usize) -> usize {
        usize::from(self.drawn.next().unwrap_or(0)) % end
    }

    fn often(&mut self) -> bool {
        self.below(2) == 1
    }

    fn word(&mut self, words: &[&'static str]) -> &'static str {
        words[self.below(words.len())]
    }

    fn word_of(&mut self) -> String {
        self.secrets += 1;
        format!("zq{:04}k", self.secrets)
    }

    /// A day of a year of its own, later than every day before; none that the program itself gives as an example.
    fn day(&mut self) -> String {
        self.secrets += 1;
        format!("{}-0{}-1{}", 2100 + self.secrets, 1 + self.below(9), self.below(10))
    }

    fn ids(&mut self, least: usize, more: usize) -> Vec<String> {
        let count = least + self.below(more);
        (0..count).map(|_| self.word_of()).collect()
    }

    fn one(&mut self, ids: &[String]) -> String {
        ids[self.below(ids.len())].clone()
    }

    /// Some of the ids, each once.
    fn some(&mut self, ids: &[String]) -> Vec<String> {
        ids.iter().filter(|_| self.below(4) == 3).cloned().collect()
    }

    /// Those of a kind that the thing at `at` may refer to, so that nothing comes back to itself.
    fn beyond(&self, ids: &[String], at: usize) -> Vec<String> {
        if self.forwards { ids[at + 1..].to_vec() } else { ids[..at].to_vec() }
    }

    fn may_say(&mut self, thing: &mut Thing, names: &[&str]) {
        for name in names {
            if self.often() {
                let secret = self.word_of();
                thing.secret(name, secret);
            }
        }
    }

    fn must_say(&mut self, thing: &mut Thing, names: &[&str]) {
        for name in names {
            let secret = self.word_of();
            thing.secret(name, secret);
        }
    }

    fn must_date(&mut self, thing: &mut Thing, name: &str) {
        let (day, mark) = (self.day(), self.word(&["", "~", "?"]));
        thing.line(name, format!("{day}{mark}"));
        thing.secrets.push(day);
    }

    fn may_date(&mut self, thing: &mut Thing, names: &[&str]) {
        for name in names {
            if self.often() {
                self.must_date(thing, name);
            }
        }
    }

    fn may_choose(&mut self, thing: &mut Thing, name: &str, words: &[&'static str]) {
        if self.often() {
            let word = self.word(words);
            thing.line(name, word);
        }
    }

    fn secrets_in_list(&mut self, thing: &mut Thing, name: &str) {
        let secrets = self.ids(0, 3);
        thing.list(name, &secrets);
        thing.secrets.extend(secrets);
    }

    fn note(&mut self, thing: &mut Thing) {
        self.desk_words(thing, "note");
    }

    fn desk_words(&mut self, thing: &mut Thing, field: &str) {
        if self.often() {
            let words = self.word_of();
            thing.line(field, words.as_str());
            thing.of_desk.push(words);
        }
    }

    /// Makes some records drafts, of which nobody sees anything, and from which nothing follows.
    fn may_be_draft(&mut self, thing: &mut Thing) {
        if self.below(10) == 0 {
            thing.line("review", "draft");
            thing.of_desk.append(&mut thing.secrets);
            (thing.actors, thing.issues, thing.sources) = (Vec::new(), Vec::new(), Vec::new());
        }
    }

    /// A label as often as none.
    fn label(&mut self, thing: &mut Thing) {
        let drawn = self.below(2 * LABELS.len());
        if let Some(label) = LABELS.get(drawn) {
            thing.line("tlp", *label);
            thing.label = Some(drawn);
        }
    }

    fn brief(mut self) -> Secretive {
        self.frame();
        for _ in 0..self.below(4) {
            self.key_point();
        }
        for id in self.issues.clone() {
            let mut issue = Thing::called(Kind::Issue, "[[issue]]", &id);
            self.must_say(&mut issue, &["label", "question"]);
            self.note(&mut issue);
            self.things.push(issue);
        }
        (0..self.actors.len()).for_each(|at| self.actor(at));
        (0..self.sources.len()).for_each(|at| self.source(at));
        self.statements.clone().iter().for_each(|id| self.statement(id));
        self.events.clone().iter().for_each(|id| self.event(id));
        self.claims.clone().iter().for_each(|id| self.claim(id));
        let deck = self.deck();
        let tables = self.things.iter().map(|thing| thing.toml.as_str()).chain([deck.as_str()]);
        Secretive { toml: tables.collect::<Vec<_>>().join("\n"), things: self.things }
    }

    fn frame(&mut self) {
        let mut brief = Thing::new(Kind::Brief, "[brief]");
        brief.line("format", 1);
        self.must_say(&mut brief, &["title", "bottom_line"]);
        self.must_date(&mut brief, "as_of");
        // Mostly one that most may see, or the labels of all else would not matter.
        let drawn = [4, 4, 3, 4, 2, 4, 3, 1, 0][self.below(9)];
        brief.line("tlp", LABELS[drawn]);
        brief.label = Some(drawn);
        self.may_say(&mut brief, &["marking"]);
        self.secrets_in_list(&mut brief, "authors");
        self.note(&mut brief);
        self.things.push(brief);
    }

    fn key_point(&mut self) {
        let mut point = Thing::new(Kind::KeyPoint, "[[key_point]]");
        self.must_say(&mut point, &["text"]);
        self.may_choose(&mut point, "likelihood", Likelihood::WORDS);
        self.may_choose(&mut point, "confidence", Confidence::WORDS);
        let records = [self.statements.clone(), self.events.clone(), self.claims.clone()].concat();
        let supports = self.some(&records);
        point.list("supports", &supports);
        self.label(&mut point);
        self.note(&mut point);
        self.things.push(point);
    }

    fn actor(&mut self, at: usize) {
        let mut actor = Thing::called(Kind::Actor, "[[actor]]", &self.actors[at].clone());
        self.must_say(&mut actor, &["name"]);
        let kind = self.word(ActorKind::WORDS);
        actor.line("kind", kind);
        self.secrets_in_list(&mut actor, "aliases");
        self.may_say(&mut actor, &["native_name", "description"]);
        let bodies = self.some(&self.beyond(&self.actors, at));
        actor.list("member_of", &bodies);
        actor.actors.extend(bodies);
        self.note(&mut actor);
        match self.below(3) {
            0 => {}
            1 => self.must_say(&mut actor, &["role"]),
            more => (0..more).for_each(|_| {
                actor.toml.push_str("[[actor.roles]]\n");
                self.must_say(&mut actor, &["title"]);
                if self.often() {
                    let body = self.one(&self.actors.clone());
                    actor.line("at", body.as_str());
                    actor.actors.push(body);
                }
                self.may_date(&mut actor, &["from", "to"]);
            }),
        }
        for body in self.some(&self.beyond(&self.actors, at)) {
            actor.toml.push_str("[[actor.memberships]]\n");
            actor.line("of", body.as_str());
            self.may_date(&mut actor, &["from", "to"]);
            actor.actors.push(body);
        }
        self.things.push(actor);
    }

    fn source(&mut self, at: usize) {
        let mut source = Thing::called(Kind::Source, "[[source]]", &self.sources[at].clone());
        self.may_say(&mut source, &["outlet", "title", "author", "place", "url", "lang", "published_basis"]);
        self.may_choose(&mut source, "kind", SourceKind::WORDS);
        self.may_choose(&mut source, "reliability", Reliability::WORDS);
        self.may_date(&mut source, &["published", "accessed"]);
        let others = self.beyond(&self.sources, at);
        if !others.is_empty() && self.often() {
            let origin = self.one(&others);
            source.line("origin", origin);
        }
        if self.often() {
            let (file, sum) = (self.word_of(), format!("{:064x}", 0xabcd_0000 + self.secrets));
            let _ = writeln!(source.toml, "text = {{ file = \"texts/{file}.txt\", sha256 = \"{sum}\" }}");
            source.of_desk.extend([file, sum]);
        }
        self.label(&mut source);
        self.note(&mut source);
        self.things.push(source);
    }

    fn statement(&mut self, id: &String) {
        let mut statement = Thing::called(Kind::Statement, "[[statement]]", id);
        if self.below(4) == 3 {
            statement.line("actor", "unnamed");
            self.must_say(&mut statement, &["described_as"]);
        } else {
            self.mention(&mut statement, "actor");
        }
        self.of_a_source(&mut statement);
        self.content(&mut statement);
        self.may_say(&mut statement, &["cue", "printed_date", "venue"]);
        self.passage(&mut statement);
        match self.below(4) {
            0 => {}
            1 => {
                statement.line("via", "unnamed");
                self.must_say(&mut statement, &["via_described_as"]);
            }
            _ => self.mention(&mut statement, "via"),
        }
        self.may_date(&mut statement, &["said"]);
        statement.issues = self.some(&self.issues.clone());
        let stances: Vec<String> =
            statement.issues.iter().map(|issue| format!("{issue} = \"{}\"", self.word(Stance::WORDS))).collect();
        if !stances.is_empty() {
            let _ = writeln!(statement.toml, "stance = {{ {} }}", stances.join(", "));
        }
        let about = self.some(&self.actors.clone());
        statement.list("about", &about);
        statement.actors.extend(about);
        self.may_choose(&mut statement, "credibility", Credibility::WORDS);
        let others: Vec<String> = self.statements.iter().filter(|other| *other != id).cloned().collect();
        for link in ["repeats", "rewords", "contradicts", "retracts"] {
            let to = self.some(&others);
            statement.list(link, &to);
        }
        self.label(&mut statement);
        self.desk_words(&mut statement, "coder");
        self.note(&mut statement);
        self.may_be_draft(&mut statement);
        self.things.push(statement);
    }

    fn passage(&mut self, thing: &mut Thing) {
        if self.often() {
            let terms = ["start", "end", "prefix", "suffix"].map(|term| (term, self.word_of()));
            let passage: Vec<String> = terms.iter().map(|(term, word)| format!("{term} = \"{word}\"")).collect();
            let _ = writeln!(thing.toml, "passage = {{ {} }}", passage.join(", "));
            thing.secrets.extend(terms.map(|(_, word)| word));
        }
    }

    fn mention(&mut self, thing: &mut Thing, name: &str) {
        let actor = self.one(&self.actors.clone());
        thing.line(name, actor.as_str());
        thing.actors.push(actor);
    }

    fn of_a_source(&mut self, thing: &mut Thing) {
        let source = self.one(&self.sources.clone());
        thing.line("source", source.as_str());
        thing.sources.push(source);
    }

    fn content(&mut self, statement: &mut Thing) {
        let attribution = self.word(&["indirect", "direct", "mixed", "inferred"]);
        statement.line("attribution", attribution);
        if ["direct", "mixed"].contains(&attribution) {
            self.quoted.push(statement.id.clone());
            if self.often() {
                let secret = self.word_of();
                statement.line("quote", format!("{secret} {LONG_ENOUGH}"));
                statement.secrets.push(secret);
            } else {
                let parts = [self.word_of(), self.word_of()];
                statement.list("quote", &parts.clone().map(|part| format!("{part} {LONG_ENOUGH}")));
                statement.secrets.extend(parts);
            }
        }
        if attribution == "direct" {
            self.may_say(statement, &["gist"]);
        } else {
            self.must_say(statement, &["gist"]);
        }
    }

    fn event(&mut self, id: &str) {
        let mut event = Thing::called(Kind::Event, "[[event]]", id);
        self.must_say(&mut event, &["title"]);
        self.must_date(&mut event, "date");
        self.may_say(&mut event, &["printed_date", "place", "gist"]);
        self.passage(&mut event);
        self.may_choose(&mut event, "kind", EventKind::WORDS);
        let actors = self.some(&self.actors.clone());
        event.list("actors", &actors);
        event.actors = actors;
        event.sources = self.some(&self.sources.clone());
        // Not left out, or it would be of the only source where there is one.
        event.line("sources", event.sources.clone());
        self.label(&mut event);
        self.desk_words(&mut event, "coder");
        self.note(&mut event);
        self.may_be_draft(&mut event);
        self.things.push(event);
    }

    fn claim(&mut self, id: &str) {
        let mut claim = Thing::called(Kind::Claim, "[[claim]]", id);
        self.must_say(&mut claim, &["question"]);
        if self.often() {
            self.secrets += 1;
            let number = 7_000_000_000 + i64::try_from(self.secrets).unwrap_or_default();
            claim.line("value", number);
            claim.secrets.push(number.to_string());
        } else {
            self.must_say(&mut claim, &["value"]);
        }
        self.may_say(&mut claim, &["unit", "why"]);
        self.passage(&mut claim);
        self.of_a_source(&mut claim);
        match self.below(4) {
            0 => {}
            1 => {
                claim.line("actor", "unnamed");
                self.must_say(&mut claim, &["described_as"]);
            }
            _ => self.mention(&mut claim, "actor"),
        }
        self.may_date(&mut claim, &["as_of"]);
        self.may_choose(&mut claim, "rank", Rank::WORDS);
        self.label(&mut claim);
        self.desk_words(&mut claim, "coder");
        self.note(&mut claim);
        self.may_be_draft(&mut claim);
        self.things.push(claim);
    }

    /// An order of cards, or none.
    fn deck(&mut self) -> String {
        let mut entries: Vec<String> = Section::WORDS.iter().map(|word| (*word).to_owned()).collect();
        entries.extend(self.issues.iter().map(|id| format!("issue:{id}")));
        entries.extend(self.quoted.iter().map(|id| format!("quote:{id}")));
        entries.extend(self.statements.iter().chain(&self.claims).map(|id| format!("contradiction:{id}")));
        let mut picked: Vec<(usize, String)> = Vec::new();
        for entry in self.some(&entries) {
            let sign = if self.below(3) == 2 { "-" } else { "" };
            picked.push((self.below(64), format!("{sign}{entry}")));
        }
        picked.sort();
        let cards: Vec<String> = picked.into_iter().map(|(_, entry)| entry).collect();
        if cards.is_empty() { String::new() } else { format!("[deck]\ncards = {}\n", Value::from(cards)) }
    }
}
