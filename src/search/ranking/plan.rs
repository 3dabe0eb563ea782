//! The query plan: a query with its words resolved to the names and postings of one index. It ranks nothing.

use std::num::NonZeroUsize;
use std::thread;

use crate::search::index::fuzzy::{is_particle, may_be_one_word};
use crate::search::index::names_index::{EntityIds, MatchLevel, NameClass, NameMatch};
use crate::search::index::postings::EntryIds;
use crate::search::index::term_dictionary::TermPhrase;
use crate::search::index::{SearchIndex, SegmentPart};
use crate::search::query::Query;
use crate::search::query::field::QueryField;
use crate::search::query::terms::{QueryTerm, QueryTrait, QueryWords, TermTest};

/// A query, prepared for one index.
#[derive(Debug)]
pub(in crate::search) struct QueryPlan<'q> {
    pub(in crate::search) query: &'q Query,
    /// The checks, in the order of the query's terms.
    pub(in crate::search) checks: Vec<TermCheck<'q>>,
    /// The issues that the query names; `None` if it names none.
    pub(in crate::search) issues: Option<EntityIds>,
}

/// One term, prepared.
#[derive(Debug)]
pub(in crate::search) enum TermCheck<'q> {
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

/// Words that may be in the text of a record or in its names.
#[derive(Debug)]
pub(in crate::search) struct WordCheck {
    /// For each segment the entries that have the words in their text.
    pub(in crate::search) in_text: Vec<EntryIds>,
    pub(in crate::search) name_match: NameMatch,
    /// Whether the words match a name.
    pub(in crate::search) is_name: bool,
    /// Whether a name with these words identifies somebody; `of` and `the` do not.
    pub(in crate::search) is_distinctive: bool,
}

impl WordCheck {
    /// Whether the words are in the text of any record.
    pub(in crate::search) fn is_in_text(&self) -> bool {
        self.in_text.iter().any(|entries| !entries.is_clear())
    }
}

/// A name in a field.
#[derive(Debug)]
pub(in crate::search) struct NameCheck {
    pub(in crate::search) name_match: NameMatch,
    /// The matches of each word by itself, if no single entity has all of them.
    pub(in crate::search) by_word: Vec<NameMatch>,
}

impl NameCheck {
    /// Whether no entity of the index has the name.
    pub(in crate::search) fn matches_nothing(&self) -> bool {
        self.name_match.entities.is_clear()
            && (self.by_word.is_empty() || self.by_word.iter().any(|word| word.entities.is_clear()))
    }
}

/// The classes of names that words without a field match.
const ANYWHERE: &[NameClass] = &[
    NameClass::Person,
    NameClass::Role,
    NameClass::Description,
    NameClass::Label,
    NameClass::Question,
    NameClass::Outlet,
    NameClass::Place,
];

/// From this length on, a word matches by its beginning; shorter words do so only while they are typed.
const SHORTEST_PREFIX: usize = 3;

impl<'q> QueryPlan<'q> {
    pub(in crate::search) fn build(index: &SearchIndex, query: &'q Query) -> Self {
        let checks: Vec<TermCheck<'q>> = query.terms.iter().map(|term| check(index, term)).collect();
        Self { query, issues: issues(index, &query.terms, &checks), checks }
    }

    /// The terms with their checks.
    pub(in crate::search) fn terms(&self) -> impl Iterator<Item = (&'q QueryTerm, &TermCheck<'q>)> {
        self.query.terms.iter().zip(&self.checks)
    }

    /// The words of the query as a phrase of a segment; each word is given by its term and its position among the alternatives.
    pub(in crate::search) fn phrase(&self, part: &SegmentPart, words: &[(usize, usize)]) -> TermPhrase {
        let word = |(term, at): &(usize, usize)| {
            let TermTest::Words(words) = &self.query.terms[*term].test else { return None };
            words.get(*at)
        };
        let words: Vec<&QueryWords> = words.iter().filter_map(word).collect();
        let tokens: Vec<&str> = words.iter().flat_map(|words| words.tokens.iter().map(String::as_str)).collect();
        part.segment.phrase(&tokens, words.last().is_some_and(|words| words.unfinished))
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
    let in_text: Vec<EntryIds> = index.parts.iter().map(|part| in_text(part, words)).collect();
    let is_in_text = in_text.iter().any(|entries| !entries.is_clear());
    let is_distinctive = !words.tokens.iter().all(|word| is_particle(word));
    let mut strict = NameMatch { entities: index.names.empty_set(), ..NameMatch::default() };
    for tokens in words.spellings() {
        if words.phrase {
            strict.entities.union_with(&index.names.with_phrase(&needle(words, tokens), ANYWHERE));
        } else {
            strict.add(match_all_words(index, (words, tokens), ANYWHERE, MatchLevel::Strict));
        }
    }
    // Only words that are found nowhere are corrected as a mistyped name; excluded words never are.
    let may_correct = !excluded && !words.phrase && is_distinctive && strict.entities.is_clear() && !is_in_text;
    let corrected = || match_all_words(index, (words, &words.tokens), ANYWHERE, MatchLevel::Forgiving);
    let name_match = if may_correct { corrected() } else { strict };
    WordCheck { in_text, is_name: !name_match.entities.is_clear(), name_match, is_distinctive }
}

/// The entries that have the words side by side in their text, in one of the ways to write them.
fn in_text(part: &SegmentPart, words: &QueryWords) -> EntryIds {
    let mut in_text = part.segment.empty_set();
    for tokens in words.spellings() {
        in_text.union_with(&with_tokens(part, tokens, matches_prefix(words, tokens)));
    }
    for tokens in with_one_apart(part, &words.tokens) {
        in_text.union_with(&with_tokens(part, &tokens, false));
    }
    in_text
}

/// The entries that have the tokens side by side; if `is_prefix`, the last one matches by its beginning.
fn with_tokens(part: &SegmentPart, tokens: &[String], is_prefix: bool) -> EntryIds {
    let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
    let mut in_text = part.all();
    for (at, word) in tokens.iter().enumerate() {
        let mut matching = part.segment.empty_set();
        part.segment.collect_term_postings(word, is_prefix && at + 1 == tokens.len(), &mut matching);
        in_text.intersect_with(&matching);
    }
    if tokens.len() > 1 {
        let phrase = part.segment.phrase(&tokens, is_prefix);
        let candidates: Vec<usize> = in_text.ones().collect();
        in_text.clear();
        in_text.extend(retained(&candidates, |entry| part.segment.has_phrase(entry, &phrase)));
    }
    in_text
}

/// The tokens with one written as two words that the segment has: `cross border` for `crossborder`.
fn with_one_apart(part: &SegmentPart, tokens: &[String]) -> Vec<Vec<String>> {
    let mut apart = Vec::new();
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.len() <= LONGEST_APART) {
        for (first, second) in (1..token.len()).filter_map(|length| token.split_at_checked(length)) {
            if may_be_one_word(first, second) && [first, second].iter().all(|word| part.segment.has_term(word)) {
                let two = [first.to_owned(), second.to_owned()];
                apart.push([&tokens[..at], &two, &tokens[at + 1..]].concat());
            }
        }
    }
    apart
}

/// The longest word that is also looked for as two.
const LONGEST_APART: usize = 40;

/// If there are more entries than these, several threads check them.
const PARALLEL_FROM: usize = 1 << 14;

/// The entries that `keep` accepts, in order.
pub(in crate::search) fn retained(entries: &[usize], keep: impl Fn(usize) -> bool + Sync) -> Vec<usize> {
    let chosen = |entries: &[usize]| entries.iter().copied().filter(|entry| keep(*entry)).collect::<Vec<_>>();
    let threads =
        if entries.len() > PARALLEL_FROM { thread::available_parallelism().map_or(1, NonZeroUsize::get) } else { 1 };
    if threads == 1 {
        return chosen(entries);
    }
    thread::scope(|scope| {
        let parts = entries.chunks(entries.len().div_ceil(threads)).map(|part| scope.spawn(|| chosen(part)));
        parts.collect::<Vec<_>>().into_iter().flat_map(|part| part.join().unwrap_or_default()).collect()
    })
}

fn name_check(index: &SearchIndex, field: QueryField, words: &QueryWords) -> NameCheck {
    let no_match = || NameMatch { entities: index.names.empty_set(), ..NameMatch::default() };
    for level in [MatchLevel::Strict, MatchLevel::Forgiving] {
        for classes in classes(field) {
            let mut name_match = NameMatch { entities: index.names.empty_set(), ..NameMatch::default() };
            for tokens in words.spellings() {
                name_match.add(match_all_words(index, (words, tokens), classes, level));
            }
            if !name_match.entities.is_clear() {
                return NameCheck { name_match, by_word: Vec::new() };
            }
        }
        // Nobody has all the words as a name, but `khan founder` is a name and a role.
        if field == QueryField::Who {
            let check = NameCheck {
                name_match: no_match(),
                by_word: match_each_word(index, (words, &words.tokens), WHO, level),
            };
            if !check.matches_nothing() {
                return check;
            }
        }
    }
    NameCheck { name_match: no_match(), by_word: Vec::new() }
}

/// The classes that say who somebody is.
const WHO: &[NameClass] = &[NameClass::Person, NameClass::Role, NameClass::Description];

/// The classes of a field; the first group with a match is used.
fn classes(field: QueryField) -> &'static [&'static [NameClass]] {
    match field {
        QueryField::Who => &[WHO],
        QueryField::Via => &[&[NameClass::Person, NameClass::Description]],
        QueryField::About => &[&[NameClass::Person]],
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

/// Words of a query, and the tokens of one way to write them.
type SpelledWords<'a> = (&'a QueryWords, &'a [String]);

/// The entities that have every word.
fn match_all_words(
    index: &SearchIndex,
    words: SpelledWords<'_>,
    classes: &[NameClass],
    level: MatchLevel,
) -> NameMatch {
    let each = match_each_word(index, words, classes, level);
    let mut each = each.into_iter();
    let Some(mut all) = each.next() else {
        return NameMatch { entities: index.names.empty_set(), ..NameMatch::default() };
    };
    for word in each {
        all.entities.intersect_with(&word.entities);
        all.matched_words.extend(word.matched_words);
        all.mistyped |= word.mistyped;
    }
    all
}

/// The matches of each word. Particles are skipped if there are other words, except one that is being typed.
fn match_each_word(
    index: &SearchIndex,
    (words, tokens): SpelledWords<'_>,
    classes: &[NameClass],
    level: MatchLevel,
) -> Vec<NameMatch> {
    let last = tokens.len() - 1;
    let is_unfinished = |at: usize| words.unfinished && at == last;
    let only_particles = tokens.iter().all(|word| is_particle(word));
    let relevant =
        tokens.iter().enumerate().filter(|(at, word)| only_particles || is_unfinished(*at) || !is_particle(word));
    let level = if words.has_vowels { level } else { MatchLevel::Strict };
    relevant
        .map(|(at, word)| {
            index.names.matching(word, classes, word.len() >= SHORTEST_PREFIX || is_unfinished(at), level)
        })
        .collect()
}

/// Whether the last token matches by its beginning: while it is typed, or if it is long enough.
pub(in crate::search) fn matches_prefix(words: &QueryWords, tokens: &[String]) -> bool {
    let is_long_enough = |word: &String| word.len() >= SHORTEST_PREFIX && !is_particle(word);
    words.unfinished || (!words.phrase && tokens.last().is_some_and(is_long_enough))
}

/// The tokens as they stand in a text, between spaces; a word that matches by its beginning has no space after it.
fn needle(words: &QueryWords, tokens: &[String]) -> String {
    let is_prefix = matches_prefix(words, tokens);
    format!(" {}{}", tokens.join(" "), if is_prefix { "" } else { " " })
}

/// The issues that the query names; `None` if it names none.
fn issues(index: &SearchIndex, terms: &[QueryTerm], checks: &[TermCheck<'_>]) -> Option<EntityIds> {
    let mut all: Option<EntityIds> = None;
    for (term, check) in terms.iter().zip(checks) {
        let TermCheck::Named { field: QueryField::On, names, .. } = check else { continue };
        if term.excluded {
            continue;
        }
        let entities = all.get_or_insert_with(|| index.names.empty_set());
        for name in names {
            entities.union_with(&name.name_match.entities);
        }
    }
    all
}
