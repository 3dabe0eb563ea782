//! A question made ready for one index: its words resolved to names, its tests to what records hold.

use std::num::NonZeroUsize;
use std::thread;

use super::answer::{Answer, Counts, Hit};
use super::field::QueryField;
use super::fuzzy::is_particle;
use super::highlight::Highlighter;
use super::index::{SearchIndex, SegmentPart};
use super::names_index::{EntityIds, MatchLevel, NameClass, NameMatch};
use super::postings::EntryIds;
use super::query::{QueryTerm, QueryTrait, QueryWords, TermTest};
use super::term_dictionary::TermPhrase;
use super::{Query, describe};

/// A question, ready to be held against every record of an index.
#[derive(Debug)]
pub(super) struct QueryPlan<'q> {
    pub(super) question: &'q Query,
    /// In the order of the question's terms.
    pub(super) checks: Vec<TermCheck<'q>>,
    /// The issues that are asked about; `None` where any will do.
    pub(super) issues: Option<EntityIds>,
}

/// One term, ready.
#[derive(Debug)]
pub(super) enum TermCheck<'q> {
    Words(Vec<WordCheck>),
    Named {
        field: QueryField,
        names: Vec<NameCheck>,
        unnamed: bool,
    },
    Is(&'q [QueryTrait]),
    /// A test that needs no names.
    Plain(&'q TermTest),
}

/// Words that stand anywhere: in what is said, or in the names of those who have to do with it.
#[derive(Debug)]
pub(super) struct WordCheck {
    /// Of each part of the index the entries in which they stand in what is said.
    pub(super) said: Vec<EntryIds>,
    pub(super) named: NameMatch,
    /// Whether they name anything.
    pub(super) is_name: bool,
    /// Whether a name that has them tells who is meant: `of` and `the` do not.
    pub(super) tells: bool,
}

impl WordCheck {
    /// Whether they stand in what is said anywhere.
    pub(super) fn is_said(&self) -> bool {
        self.said.iter().any(|entries| !entries.is_clear())
    }
}

/// A name in a certain place.
#[derive(Debug)]
pub(super) struct NameCheck {
    pub(super) named: NameMatch,
    /// The same for each word by itself, where no one thing has all of them.
    pub(super) apart: Vec<NameMatch>,
}

impl NameCheck {
    /// Whether nothing in the index has the name.
    pub(super) fn is_nothing(&self) -> bool {
        self.named.things.is_clear() && (self.apart.is_empty() || self.apart.iter().any(|word| word.things.is_clear()))
    }
}

/// Where words may be names.
const ANYWHERE: &[NameClass] = &[
    NameClass::Person,
    NameClass::Role,
    NameClass::Description,
    NameClass::Label,
    NameClass::Question,
    NameClass::Outlet,
    NameClass::Place,
];

/// From this length on a word is found by its beginning; shorter ones only while they are typed.
const SHORTEST_PART: usize = 3;

impl<'q> QueryPlan<'q> {
    pub(super) fn build(index: &SearchIndex, question: &'q Query) -> Self {
        let checks: Vec<TermCheck<'q>> = question.terms.iter().map(|term| check(index, term)).collect();
        Self { question, issues: issues(index, &question.terms, &checks), checks }
    }

    /// The terms with their checks.
    pub(super) fn terms(&self) -> impl Iterator<Item = (&'q QueryTerm, &TermCheck<'q>)> {
        self.question.terms.iter().zip(&self.checks)
    }

    /// Words of the question side by side, as they stand in a text; each by its term and its place among the alternatives.
    pub(super) fn phrase(&self, part: &SegmentPart, words: &[(usize, usize)]) -> TermPhrase {
        let word = |(term, at): &(usize, usize)| match &self.question.terms[*term].test {
            TermTest::Words(words) => words.get(*at),
            TermTest::Named { .. }
            | TermTest::Is(_)
            | TermTest::Date { .. }
            | TermTest::Grade(_)
            | TermTest::Credibility(_)
            | TermTest::Kind(_) => None,
        };
        let words: Vec<&QueryWords> = words.iter().filter_map(word).collect();
        let tokens: Vec<&str> = words.iter().flat_map(|words| words.tokens.iter().map(String::as_str)).collect();
        part.segment.phrase(&tokens, words.last().is_some_and(|words| words.unfinished))
    }

    pub(super) fn answer(&self, index: &SearchIndex, (hits, counts): (Vec<Hit>, Counts)) -> Answer {
        let is = self.terms().filter(|(term, _)| !term.excluded).flat_map(|(_, check)| match check {
            TermCheck::Is(traits) => *traits,
            TermCheck::Words(_) | TermCheck::Named { .. } | TermCheck::Plain(_) => &[],
        });
        let stances = is.filter_map(|of| of.stance()).collect();
        let labels =
            |things: &EntityIds| things.ones().map(|number| index.lexicon.thing(number).shown.clone()).collect();
        Answer {
            hits,
            counts,
            in_words: describe::in_words(index, self),
            remarks: describe::remarks(index, self),
            marker: Highlighter::new(self),
            issues: self.issues.as_ref().map(labels),
            stances,
        }
    }
}

fn check<'q>(index: &SearchIndex, term: &'q QueryTerm) -> TermCheck<'q> {
    match &term.test {
        TermTest::Words(words) => {
            TermCheck::Words(words.iter().map(|words| word_check(index, words, term.excluded)).collect())
        }
        TermTest::Named { field, names, unnamed } => {
            let names = names.iter().map(|words| name_check(index, *field, words)).collect();
            TermCheck::Named { field: *field, names, unnamed: *unnamed }
        }
        TermTest::Is(traits) => TermCheck::Is(traits),
        test @ (TermTest::Date { .. } | TermTest::Grade(_) | TermTest::Credibility(_) | TermTest::Kind(_)) => {
            TermCheck::Plain(test)
        }
    }
}

fn word_check(index: &SearchIndex, words: &QueryWords, excluded: bool) -> WordCheck {
    let said: Vec<EntryIds> = index.parts.iter().map(|part| said(part, words)).collect();
    let is_said = said.iter().any(|entries| !entries.is_clear());
    let tells = !words.tokens.iter().all(|word| is_particle(word));
    let strict = if words.phrase {
        NameMatch { things: index.lexicon.with_phrase(&needle(words), ANYWHERE), ..NameMatch::default() }
    } else {
        one_thing(index, words, ANYWHERE, MatchLevel::Strict)
    };
    // Only what is found nowhere is taken for a mistyped name; what nobody is to see is never guessed.
    let forgive = !excluded && !words.phrase && tells && strict.things.is_clear() && !is_said;
    let named = if forgive { one_thing(index, words, ANYWHERE, MatchLevel::Forgiving) } else { strict };
    WordCheck { said, is_name: !named.things.is_clear(), named, tells }
}

/// The entries in which the words stand in what is said, side by side.
fn said(part: &SegmentPart, words: &QueryWords) -> EntryIds {
    let tokens: Vec<&str> = words.tokens.iter().map(String::as_str).collect();
    let open = is_open(words);
    let mut said = part.all();
    for (at, word) in tokens.iter().enumerate() {
        let mut having = part.segment.none();
        part.segment.add_having(word, open && at + 1 == tokens.len(), &mut having);
        said.intersect_with(&having);
    }
    if tokens.len() > 1 {
        let phrase = part.segment.phrase(&tokens, open);
        let candidates: Vec<usize> = said.ones().collect();
        said.clear();
        said.extend(retained(&candidates, |entry| part.segment.has_phrase(entry, &phrase)));
    }
    said
}

/// More entries than these are looked at by several threads.
const MANY: usize = 1 << 14;

/// Those entries that are `kept`, in their order.
pub(super) fn retained(entries: &[usize], kept: impl Fn(usize) -> bool + Sync) -> Vec<usize> {
    let chosen = |entries: &[usize]| entries.iter().copied().filter(|entry| kept(*entry)).collect::<Vec<_>>();
    let threads = if entries.len() > MANY { thread::available_parallelism().map_or(1, NonZeroUsize::get) } else { 1 };
    if threads == 1 {
        return chosen(entries);
    }
    thread::scope(|scope| {
        let parts = entries.chunks(entries.len().div_ceil(threads)).map(|part| scope.spawn(|| chosen(part)));
        parts.collect::<Vec<_>>().into_iter().flat_map(|part| part.join().unwrap_or_default()).collect()
    })
}

fn name_check(index: &SearchIndex, field: QueryField, words: &QueryWords) -> NameCheck {
    let nothing = || NameMatch { things: index.lexicon.nothing(), ..NameMatch::default() };
    for reading in [MatchLevel::Strict, MatchLevel::Forgiving] {
        for classes in classes(field) {
            let named = one_thing(index, words, classes, reading);
            if !named.things.is_clear() {
                return NameCheck { named, apart: Vec::new() };
            }
        }
        // Nobody has all the words as a name, but `khan founder` is a name and a role.
        if field == QueryField::Who {
            let check = NameCheck { named: nothing(), apart: each_word(index, words, WHO, reading) };
            if !check.is_nothing() {
                return check;
            }
        }
    }
    NameCheck { named: nothing(), apart: Vec::new() }
}

/// Where it may stand who somebody is.
const WHO: &[NameClass] = &[NameClass::Person, NameClass::Role, NameClass::Description];

/// Where the names of a field are looked for: the first group in which something is found is meant.
fn classes(field: QueryField) -> &'static [&'static [NameClass]] {
    match field {
        QueryField::Who => &[WHO],
        QueryField::Via | QueryField::About => &[&[NameClass::Person]],
        QueryField::On => &[&[NameClass::Label], &[NameClass::Question]],
        QueryField::In => &[&[NameClass::Outlet], &[NameClass::Source]],
        QueryField::Source => &[&[NameClass::Source]],
        QueryField::Brief => &[&[NameClass::Brief]],
        QueryField::Is
        | QueryField::After
        | QueryField::Before
        | QueryField::Said
        | QueryField::Published
        | QueryField::Grade
        | QueryField::Credibility
        | QueryField::Kind => &[],
    }
}

/// The things that have every one of the words.
fn one_thing(index: &SearchIndex, words: &QueryWords, classes: &[NameClass], reading: MatchLevel) -> NameMatch {
    let each = each_word(index, words, classes, reading);
    let mut each = each.into_iter();
    let Some(mut all) = each.next() else {
        return NameMatch { things: index.lexicon.nothing(), ..NameMatch::default() };
    };
    for word in each {
        all.things.intersect_with(&word.things);
        all.read_as.extend(word.read_as);
        all.mistyped |= word.mistyped;
    }
    all
}

/// What each of the words names. Particles are passed over where there are other words; a half-typed one may become a name.
fn each_word(index: &SearchIndex, words: &QueryWords, classes: &[NameClass], reading: MatchLevel) -> Vec<NameMatch> {
    let last = words.tokens.len() - 1;
    let may_grow = |at: usize| words.unfinished && at == last;
    let alone = words.tokens.iter().all(|word| is_particle(word));
    let told = words.tokens.iter().enumerate().filter(|(at, word)| alone || may_grow(*at) || !is_particle(word));
    let reading = if words.has_vowels { reading } else { MatchLevel::Strict };
    let named =
        told.map(|(at, word)| index.lexicon.named(word, classes, word.len() >= SHORTEST_PART || may_grow(at), reading));
    named.collect()
}

/// Whether the last of the words is found by its beginning: while it is typed, or where it is long enough to be known by it.
pub(super) fn is_open(words: &QueryWords) -> bool {
    let is_telling = |word: &String| word.len() >= SHORTEST_PART && !is_particle(word);
    words.unfinished || (!words.phrase && words.tokens.last().is_some_and(is_telling))
}

/// The folded words as they stand in a text, between spaces; at the end of what is found by its beginning there is none.
fn needle(words: &QueryWords) -> String {
    let open = is_open(words);
    format!(" {}{}", words.tokens.join(" "), if open { "" } else { " " })
}

/// The issues that the question asks about; `None` where it names none.
fn issues(index: &SearchIndex, terms: &[QueryTerm], checks: &[TermCheck<'_>]) -> Option<EntityIds> {
    let mut all: Option<EntityIds> = None;
    for (term, check) in terms.iter().zip(checks) {
        let TermCheck::Named { field: QueryField::On, names, .. } = check else { continue };
        if term.excluded {
            continue;
        }
        let things = all.get_or_insert_with(|| index.lexicon.nothing());
        for name in names {
            things.union_with(&name.named.things);
        }
    }
    all
}
