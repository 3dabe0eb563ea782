//! A question made ready for one index: its words resolved to names, its tests to what records hold.

use std::num::NonZeroUsize;
use std::thread;

use super::alike::is_particle;
use super::answer::{Answer, Counts, Hit};
use super::field::Field;
use super::index::{Index, Part};
use super::lexicon::{Class, Named, Reading, Things};
use super::marks::Marker;
use super::question::{Term, Test, Trait, Words};
use super::sets::Entries;
use super::words::Phrase;
use super::{Question, told};

/// A question, ready to be held against every record of an index.
#[derive(Debug)]
pub(super) struct Plan<'q> {
    pub(super) question: &'q Question,
    /// In the order of the question's terms.
    pub(super) checks: Vec<Check<'q>>,
    /// The issues that are asked about; `None` where any will do.
    pub(super) issues: Option<Things>,
}

/// One term, ready.
#[derive(Debug)]
pub(super) enum Check<'q> {
    Words(Vec<WordCheck>),
    Named {
        field: Field,
        names: Vec<NameCheck>,
        unnamed: bool,
    },
    Is(&'q [Trait]),
    /// A test that needs no names.
    Plain(&'q Test),
}

/// Words that stand anywhere: in what is said, or in the names of those who have to do with it.
#[derive(Debug)]
pub(super) struct WordCheck {
    /// Of each part of the index the entries in which they stand in what is said.
    pub(super) said: Vec<Entries>,
    pub(super) named: Named,
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
    pub(super) named: Named,
    /// The same for each word by itself, where no one thing has all of them.
    pub(super) apart: Vec<Named>,
}

impl NameCheck {
    /// Whether nothing in the index has the name.
    pub(super) fn is_nothing(&self) -> bool {
        self.named.things.is_clear() && (self.apart.is_empty() || self.apart.iter().any(|word| word.things.is_clear()))
    }
}

/// Where words may be names.
const ANYWHERE: &[Class] =
    &[Class::Person, Class::Role, Class::Description, Class::Label, Class::Question, Class::Outlet, Class::Place];

/// From this length on a word is found by its beginning; shorter ones only while they are typed.
const SHORTEST_PART: usize = 3;

impl<'q> Plan<'q> {
    pub(super) fn of(index: &Index, question: &'q Question) -> Self {
        let checks: Vec<Check<'q>> = question.terms.iter().map(|term| check(index, term)).collect();
        Self { question, issues: issues(index, &question.terms, &checks), checks }
    }

    /// The terms with their checks.
    pub(super) fn terms(&self) -> impl Iterator<Item = (&'q Term, &Check<'q>)> {
        self.question.terms.iter().zip(&self.checks)
    }

    /// Words of the question side by side, as they stand in a text; each by its term and its place among the alternatives.
    pub(super) fn phrase(&self, part: &Part, words: &[(usize, usize)]) -> Phrase {
        let word = |(term, at): &(usize, usize)| match &self.question.terms[*term].test {
            Test::Words(words) => words.get(*at),
            Test::Named { .. }
            | Test::Is(_)
            | Test::Date { .. }
            | Test::Grade(_)
            | Test::Credibility(_)
            | Test::Kind(_) => None,
        };
        let words: Vec<&Words> = words.iter().filter_map(word).collect();
        let tokens: Vec<&str> = words.iter().flat_map(|words| words.tokens.iter().map(String::as_str)).collect();
        part.segment.phrase(&tokens, words.last().is_some_and(|words| words.unfinished))
    }

    pub(super) fn answer(&self, index: &Index, (hits, counts): (Vec<Hit>, Counts)) -> Answer {
        let is = self.terms().filter(|(term, _)| !term.excluded).flat_map(|(_, check)| match check {
            Check::Is(traits) => *traits,
            Check::Words(_) | Check::Named { .. } | Check::Plain(_) => &[],
        });
        let stances = is.filter_map(|of| of.stance()).collect();
        let labels = |things: &Things| things.ones().map(|number| index.lexicon.thing(number).shown.clone()).collect();
        Answer {
            hits,
            counts,
            in_words: told::in_words(index, self),
            remarks: told::remarks(index, self),
            marker: Marker::of(self),
            issues: self.issues.as_ref().map(labels),
            stances,
        }
    }
}

fn check<'q>(index: &Index, term: &'q Term) -> Check<'q> {
    match &term.test {
        Test::Words(words) => Check::Words(words.iter().map(|words| word_check(index, words, term.excluded)).collect()),
        Test::Named { field, names, unnamed } => {
            let names = names.iter().map(|words| name_check(index, *field, words)).collect();
            Check::Named { field: *field, names, unnamed: *unnamed }
        }
        Test::Is(traits) => Check::Is(traits),
        test @ (Test::Date { .. } | Test::Grade(_) | Test::Credibility(_) | Test::Kind(_)) => Check::Plain(test),
    }
}

fn word_check(index: &Index, words: &Words, excluded: bool) -> WordCheck {
    let said: Vec<Entries> = index.parts.iter().map(|part| said(part, words)).collect();
    let is_said = said.iter().any(|entries| !entries.is_clear());
    let tells = !words.tokens.iter().all(|word| is_particle(word));
    let strict = if words.phrase {
        Named { things: index.lexicon.with_phrase(&needle(words), ANYWHERE), ..Named::default() }
    } else {
        one_thing(index, words, ANYWHERE, Reading::Strict)
    };
    // Only what is found nowhere is taken for a mistyped name; what nobody is to see is never guessed.
    let forgive = !excluded && !words.phrase && tells && strict.things.is_clear() && !is_said;
    let named = if forgive { one_thing(index, words, ANYWHERE, Reading::Forgiving) } else { strict };
    WordCheck { said, is_name: !named.things.is_clear(), named, tells }
}

/// The entries in which the words stand in what is said, side by side.
fn said(part: &Part, words: &Words) -> Entries {
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

fn name_check(index: &Index, field: Field, words: &Words) -> NameCheck {
    let nothing = || Named { things: index.lexicon.nothing(), ..Named::default() };
    for reading in [Reading::Strict, Reading::Forgiving] {
        for classes in classes(field) {
            let named = one_thing(index, words, classes, reading);
            if !named.things.is_clear() {
                return NameCheck { named, apart: Vec::new() };
            }
        }
        // Nobody has all the words as a name, but `khan founder` is a name and a role.
        if field == Field::Who {
            let check = NameCheck { named: nothing(), apart: each_word(index, words, WHO, reading) };
            if !check.is_nothing() {
                return check;
            }
        }
    }
    NameCheck { named: nothing(), apart: Vec::new() }
}

/// Where it may stand who somebody is.
const WHO: &[Class] = &[Class::Person, Class::Role, Class::Description];

/// Where the names of a field are looked for: the first group in which something is found is meant.
fn classes(field: Field) -> &'static [&'static [Class]] {
    match field {
        Field::Who => &[WHO],
        Field::Via | Field::About => &[&[Class::Person]],
        Field::On => &[&[Class::Label], &[Class::Question]],
        Field::In => &[&[Class::Outlet], &[Class::Source]],
        Field::Source => &[&[Class::Source]],
        Field::Brief => &[&[Class::Brief]],
        Field::Is
        | Field::After
        | Field::Before
        | Field::Said
        | Field::Published
        | Field::Grade
        | Field::Credibility
        | Field::Kind => &[],
    }
}

/// The things that have every one of the words.
fn one_thing(index: &Index, words: &Words, classes: &[Class], reading: Reading) -> Named {
    let each = each_word(index, words, classes, reading);
    let mut each = each.into_iter();
    let Some(mut all) = each.next() else { return Named { things: index.lexicon.nothing(), ..Named::default() } };
    for word in each {
        all.things.intersect_with(&word.things);
        all.read_as.extend(word.read_as);
        all.mistyped |= word.mistyped;
    }
    all
}

/// What each of the words names. Particles are passed over where there are other words; a half-typed one may become a name.
fn each_word(index: &Index, words: &Words, classes: &[Class], reading: Reading) -> Vec<Named> {
    let last = words.tokens.len() - 1;
    let may_grow = |at: usize| words.unfinished && at == last;
    let alone = words.tokens.iter().all(|word| is_particle(word));
    let told = words.tokens.iter().enumerate().filter(|(at, word)| alone || may_grow(*at) || !is_particle(word));
    let reading = if words.has_vowels { reading } else { Reading::Strict };
    let named =
        told.map(|(at, word)| index.lexicon.named(word, classes, word.len() >= SHORTEST_PART || may_grow(at), reading));
    named.collect()
}

/// Whether the last of the words is found by its beginning: while it is typed, or where it is long enough to be known by it.
pub(super) fn is_open(words: &Words) -> bool {
    let is_telling = |word: &String| word.len() >= SHORTEST_PART && !is_particle(word);
    words.unfinished || (!words.phrase && words.tokens.last().is_some_and(is_telling))
}

/// The folded words as they stand in a text, between spaces; at the end of what is found by its beginning there is none.
fn needle(words: &Words) -> String {
    let open = is_open(words);
    format!(" {}{}", words.tokens.join(" "), if open { "" } else { " " })
}

/// The issues that the question asks about; `None` where it names none.
fn issues(index: &Index, terms: &[Term], checks: &[Check<'_>]) -> Option<Things> {
    let mut all: Option<Things> = None;
    for (term, check) in terms.iter().zip(checks) {
        let Check::Named { field: Field::On, names, .. } = check else { continue };
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
