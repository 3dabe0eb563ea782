//! The query in words as it was understood, and remarks on names that match nothing. It never changes a query.

use std::ops::RangeInclusive;

use crate::search::index::SearchIndex;
use crate::search::index::names_index::{EntityIds, NameClass, NameMatch};
use crate::search::query::field::QueryField;
use crate::search::query::terms::{GradeRange, KindFilter, QueryTerm, QueryTrait, QueryWords, TermTest};
use crate::search::ranking::plan::{NameCheck, QueryPlan, TermCheck};
use crate::text::suggest::{backquoted, nearest};

/// The largest number of names in a list; the rest is counted.
const MOST_NAMES: usize = 3;

/// The query as it was understood.
pub(super) fn in_words(index: &SearchIndex, plan: &QueryPlan<'_>) -> String {
    let terms: Vec<String> = plan.terms().map(|(term, check)| term_in_words(index, term, check)).collect();
    if terms.is_empty() { "everything, newest first".to_owned() } else { terms.join(" · ") }
}

fn term_in_words(index: &SearchIndex, term: &QueryTerm, check: &TermCheck<'_>) -> String {
    let meant = match (&term.test, check) {
        (TermTest::Words(words), TermCheck::Words(checks)) => {
            let each = words.iter().zip(checks).map(|(words, check)| quoted(index, words, &check.name_match));
            either(&each.collect::<Vec<_>>())
        }
        (TermTest::Named { field, names, unnamed }, TermCheck::Named { names: checks, .. }) => {
            let each = names.iter().zip(checks).map(|(words, check)| names_in_words(index, *field, words, check));
            let each: Vec<String> = each.chain(unnamed.then(|| "unnamed".to_owned())).collect();
            format!("{}{}", preposition(*field), either(&each))
        }
        (test, _) => plain_in_words(test),
    };
    if term.excluded { format!("not {meant}") } else { meant }
}

fn quoted(index: &SearchIndex, words: &QueryWords, name_match: &NameMatch) -> String {
    if words.phrase {
        return format!("exactly “{}”", words.shown);
    }
    let meant = if name_match.mistyped { display_names(index, &name_match.entities) } else { Vec::new() };
    if meant.is_empty() {
        return format!("“{}”", words.shown);
    }
    format!("“{}” as {}", words.shown, either(&shortened(meant)))
}

/// The word before the names of a field, which is the field's name.
fn preposition(field: QueryField) -> String {
    if field == QueryField::Who { String::new() } else { format!("{} ", field.line().name) }
}

/// The names that the words match; the words as typed if they match none.
fn names_in_words(index: &SearchIndex, field: QueryField, words: &QueryWords, check: &NameCheck) -> String {
    let entities = &check.name_match.entities;
    // A role is described as it was typed: the people who hold it are the answer.
    let all_names =
        field != QueryField::Who || entities.ones().all(|number| index.names.entity(number).class == NameClass::Person);
    let names = if all_names { display_names(index, entities) } else { Vec::new() };
    if names.is_empty() { format!("“{}”", words.shown) } else { either(&shortened(names)) }
}

/// The distinct names of entities; entities of the same name are qualified by their roles.
fn display_names(index: &SearchIndex, entities: &EntityIds) -> Vec<String> {
    let entities: Vec<_> = entities.ones().map(|number| index.names.entity(number)).collect();
    let is_ambiguous = |name: &str| entities.iter().filter(|entity| entity.display_name == name).count() > 1;
    let mut names: Vec<String> = Vec::new();
    for entity in &entities {
        let name = match &entity.disambiguation {
            Some(disambiguation) if is_ambiguous(&entity.display_name) => {
                format!("{} ({disambiguation})", entity.display_name)
            }
            Some(_) | None => entity.display_name.clone(),
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn shortened(mut names: Vec<String>) -> Vec<String> {
    let more = names.len().saturating_sub(MOST_NAMES);
    if more > 1 {
        names.truncate(MOST_NAMES);
        names.push(format!("{more} more"));
    }
    names
}

/// `a`, `a or b`, `a, b or c`.
fn either(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

fn plain_in_words(test: &TermTest) -> String {
    match test {
        TermTest::Is(traits) => either(&traits.iter().map(|of| trait_in_words(*of).to_owned()).collect::<Vec<_>>()),
        TermTest::Date { periods, .. } => {
            either(&periods.iter().map(|range| range.in_words.clone()).collect::<Vec<_>>())
        }
        TermTest::Grade(grades) => format!("grade {}", either(&grades.iter().map(grades_in_words).collect::<Vec<_>>())),
        TermTest::Credibility(ranges) => {
            format!("credibility {}", either(&ranges.iter().map(range).collect::<Vec<_>>()))
        }
        TermTest::Kind(kinds) => either(&kinds.iter().map(|kind| kind_in_words(*kind)).collect::<Vec<_>>()),
        // `term_in_words` describes them with the names that they match.
        TermTest::Words(_) | TermTest::Named { .. } => String::new(),
    }
}

const fn trait_in_words(of: QueryTrait) -> &'static str {
    match of {
        QueryTrait::Stance(stance) => stance.word(),
        QueryTrait::Attribution(attribution) => attribution.word(),
        QueryTrait::Unnamed => "unnamed",
        QueryTrait::Disputed => "disputed",
        QueryTrait::New => "new",
    }
}

fn grades_in_words(grades: &GradeRange) -> String {
    let credibility = grades.credibility.as_ref().map(range).unwrap_or_default();
    format!("{}{credibility}", range(&grades.reliability))
}

fn range<T: PartialEq + ToString>(range: &RangeInclusive<T>) -> String {
    if range.start() == range.end() {
        return range.start().to_string();
    }
    format!("{}–{}", range.start().to_string(), range.end().to_string())
}

fn kind_in_words(kind: KindFilter) -> String {
    match kind {
        KindFilter::Statement => "statements".to_owned(),
        KindFilter::Event => "events".to_owned(),
        KindFilter::Claim => "claims".to_owned(),
        KindFilter::EventOf(kind) => format!("events of the kind {kind}"),
    }
}

/// The names and words that match nothing in the briefs, each with the nearest name.
pub(super) fn remarks(index: &SearchIndex, plan: &QueryPlan<'_>) -> Vec<String> {
    let mut remarks = Vec::new();
    for (term, check) in plan.terms() {
        if let (TermTest::Named { names, field, .. }, TermCheck::Named { names: checks, .. }) = (&term.test, check) {
            remarks.extend(names.iter().zip(checks).filter_map(|(words, check)| {
                let unknown = check.matches_nothing().then(|| unknown_name(index, *field, words));
                let nothing = unknown_name_phrase(*field).0;
                unknown.or_else(|| {
                    interpretation(index, &check.name_match, &format!("{nothing} is called `{}`", words.shown))
                })
            }));
        }
        if let (TermTest::Words(words), TermCheck::Words(checks)) = (&term.test, check) {
            let missing = words.iter().zip(checks).filter(|(_, check)| !check.is_in_text());
            remarks.extend(missing.filter_map(|(words, check)| {
                let nothing = format!("nothing has `{}`", words.shown);
                if check.is_name { interpretation(index, &check.name_match, &nothing) } else { Some(nothing) }
            }));
        }
    }
    remarks
}

/// The name that a mistyped name was taken for. The user must know it, because the answer depends on it.
fn interpretation(index: &SearchIndex, name_match: &NameMatch, nothing: &str) -> Option<String> {
    name_match
        .mistyped
        .then(|| format!("{nothing}: taken as {}", either(&shortened(display_names(index, &name_match.entities)))))
}

/// The phrase for an unknown name of a field, and the class of its names.
fn unknown_name_phrase(field: QueryField) -> (&'static str, NameClass) {
    let things = [
        (QueryField::On, "no issue", NameClass::Label),
        (QueryField::In, "no outlet", NameClass::Outlet),
        (QueryField::Source, "no source", NameClass::Source),
        (QueryField::Brief, "no brief", NameClass::Brief),
    ];
    let thing = things.into_iter().find(|(of, ..)| *of == field);
    thing.map_or(("nobody", NameClass::Person), |(_, nothing, class)| (nothing, class))
}

fn unknown_name(index: &SearchIndex, field: QueryField, words: &QueryWords) -> String {
    let (nothing, class) = unknown_name_phrase(field);
    let mut known: Vec<&str> = index.names.entities_of(class).map(|(_, entity)| entity.display_name.as_str()).collect();
    known.sort_unstable();
    known.dedup();
    let hint = match nearest(&words.shown, known.iter().copied()) {
        Some(near) => format!("; did you mean `{near}`?"),
        None if known.len() <= MOST_KNOWN && !known.is_empty() => format!("; there are {}", backquoted(&known)),
        None => String::new(),
    };
    format!("{nothing} is called `{}`{hint}", words.shown)
}

/// The largest number of known names that a remark lists.
const MOST_KNOWN: usize = 8;
