//! A question told back in words, as it was understood, and what the briefs have no match for.

use std::ops::RangeInclusive;

use super::field::QueryField;
use super::index::SearchIndex;
use super::names_index::{EntityIds, NameClass, NameMatch};
use super::query::{GradeRange, KindFilter, QueryTerm, QueryTrait, QueryWords, TermTest};
use super::query_plan::{NameCheck, QueryPlan, TermCheck};
use crate::text::suggest::{backquoted, nearest};

/// Longer lists of names end in how many more there are.
const MOST_NAMES: usize = 3;

/// The question as it was understood.
pub(super) fn in_words(index: &SearchIndex, plan: &QueryPlan<'_>) -> String {
    let terms: Vec<String> = plan.terms().map(|(term, check)| term_in_words(index, term, check)).collect();
    if terms.is_empty() { "everything, newest first".to_owned() } else { terms.join(" · ") }
}

fn term_in_words(index: &SearchIndex, term: &QueryTerm, check: &TermCheck<'_>) -> String {
    let meant = match (&term.test, check) {
        (TermTest::Words(words), TermCheck::Words(checks)) => {
            let each = words.iter().zip(checks).map(|(words, check)| quoted(index, words, &check.named));
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

fn quoted(index: &SearchIndex, words: &QueryWords, named: &NameMatch) -> String {
    if words.phrase {
        return format!("exactly “{}”", words.shown);
    }
    let meant = if named.mistyped { shown(index, &named.things) } else { Vec::new() };
    if meant.is_empty() {
        return format!("“{}”", words.shown);
    }
    format!("“{}” as {}", words.shown, either(&shortened(meant)))
}

fn preposition(field: QueryField) -> &'static str {
    match field {
        QueryField::Who
        | QueryField::Is
        | QueryField::After
        | QueryField::Before
        | QueryField::Said
        | QueryField::Published
        | QueryField::Kind => "",
        QueryField::On => "on ",
        QueryField::In => "in ",
        QueryField::Via => "via ",
        QueryField::About => "about ",
        QueryField::Source => "source ",
        QueryField::Grade => "grade ",
        QueryField::Credibility => "credibility ",
        QueryField::Brief => "brief ",
    }
}

/// The names that were found for the words; the words themselves where they are no name.
fn names_in_words(index: &SearchIndex, field: QueryField, words: &QueryWords, check: &NameCheck) -> String {
    let things = &check.named.things;
    // A role that was asked for is told as it was typed: whoever holds it is the answer.
    let all_names =
        field != QueryField::Who || things.ones().all(|number| index.lexicon.thing(number).class == NameClass::Person);
    let names = if all_names { shown(index, things) } else { Vec::new() };
    if names.is_empty() { format!("“{}”", words.shown) } else { either(&shortened(names)) }
}

/// What things are called, each once; those called alike by their roles too.
fn shown(index: &SearchIndex, things: &EntityIds) -> Vec<String> {
    let things: Vec<_> = things.ones().map(|number| index.lexicon.thing(number)).collect();
    let called_alike = |name: &str| things.iter().filter(|thing| thing.shown == name).count() > 1;
    let mut names: Vec<String> = Vec::new();
    for thing in &things {
        let name = match &thing.aside {
            Some(aside) if called_alike(&thing.shown) => format!("{} ({aside})", thing.shown),
            Some(_) | None => thing.shown.clone(),
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
            either(&periods.iter().map(|asked| asked.in_words.clone()).collect::<Vec<_>>())
        }
        TermTest::Grade(grades) => format!("grade {}", either(&grades.iter().map(grades_in_words).collect::<Vec<_>>())),
        TermTest::Credibility(ranges) => {
            format!("credibility {}", either(&ranges.iter().map(range).collect::<Vec<_>>()))
        }
        TermTest::Kind(kinds) => either(&kinds.iter().map(|kind| kind_in_words(*kind)).collect::<Vec<_>>()),
        // They are told with what they name.
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

/// What the briefs have nothing of, with what was probably meant.
pub(super) fn remarks(index: &SearchIndex, plan: &QueryPlan<'_>) -> Vec<String> {
    let mut remarks = Vec::new();
    for (term, check) in plan.terms() {
        match (&term.test, check) {
            (TermTest::Named { names, field, .. }, TermCheck::Named { names: checks, .. }) => {
                let remarks_on = names.iter().zip(checks).filter_map(|(words, check)| {
                    let unknown = check.is_nothing().then(|| unknown_name(index, *field, words));
                    let nothing = of_field(*field).0;
                    unknown.or_else(|| {
                        interpretation(index, &check.named, &format!("{nothing} is called `{}`", words.shown))
                    })
                });
                remarks.extend(remarks_on);
            }
            (TermTest::Words(words), TermCheck::Words(checks)) => {
                let remarks_on = words.iter().zip(checks).filter(|(_, check)| !check.is_said());
                remarks.extend(remarks_on.filter_map(|(words, check)| {
                    let nothing = format!("nothing has `{}`", words.shown);
                    if check.is_name { interpretation(index, &check.named, &nothing) } else { Some(nothing) }
                }));
            }
            (
                TermTest::Words(_)
                | TermTest::Named { .. }
                | TermTest::Is(_)
                | TermTest::Date { .. }
                | TermTest::Grade(_)
                | TermTest::Credibility(_)
                | TermTest::Kind(_),
                _,
            ) => {}
        }
    }
    remarks
}

/// Whom a mistyped name was taken for: whoever relies on the answer has to know.
fn interpretation(index: &SearchIndex, named: &NameMatch, nothing: &str) -> Option<String> {
    named.mistyped.then(|| format!("{nothing}: taken as {}", either(&shortened(shown(index, &named.things)))))
}

/// What a field finds none of, and where its names are.
const fn of_field(field: QueryField) -> (&'static str, NameClass) {
    match field {
        QueryField::On => ("no issue", NameClass::Label),
        QueryField::In => ("no outlet", NameClass::Outlet),
        QueryField::Source => ("no source", NameClass::Source),
        QueryField::Brief => ("no brief", NameClass::Brief),
        QueryField::Who
        | QueryField::Is
        | QueryField::Via
        | QueryField::About
        | QueryField::After
        | QueryField::Before
        | QueryField::Said
        | QueryField::Published
        | QueryField::Grade
        | QueryField::Credibility
        | QueryField::Kind => ("nobody", NameClass::Person),
    }
}

fn unknown_name(index: &SearchIndex, field: QueryField, words: &QueryWords) -> String {
    let (nothing, class) = of_field(field);
    let mut known: Vec<&str> = index.lexicon.of_class(class).map(|(_, thing)| thing.shown.as_str()).collect();
    known.sort_unstable();
    known.dedup();
    let way_out = match nearest(&words.shown, known.iter().copied()) {
        Some(near) => format!("; did you mean `{near}`?"),
        None if known.len() <= MOST_KNOWN && !known.is_empty() => format!("; there are {}", backquoted(&known)),
        None => String::new(),
    };
    format!("{nothing} is called `{}`{way_out}", words.shown)
}

/// More names than these are not told one by one.
const MOST_KNOWN: usize = 8;
