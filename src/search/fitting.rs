//! Which entries fit a question, and how certainly: as sets of entries, each test taking away what does not. Words are held against them
//! elsewhere.

use super::dates::Fit;
use super::facts::{Facts, RecordKind};
use super::field::Field;
use super::index::Part;
use super::lexicon::Things;
use super::plan::{Check, NameCheck, Plan};
use super::question::{DateOf, Grades, KindOf, Test, Trait};
use super::sets::Entries;

/// The entries that fit, as far as a question was held against them.
pub(super) struct Fitting {
    pub(super) entries: Entries,
    /// Those of which a date is not known well enough.
    pub(super) perhaps: Entries,
    /// Those that have no date of their own.
    pub(super) undated: Entries,
}

impl Fitting {
    /// Those of a set that fit for certain, perhaps, or for want of a date.
    pub(super) fn of_doubt(&self, entries: &Entries, doubt: usize) -> Entries {
        let mut of = entries.clone();
        match doubt {
            0 => {
                of.difference_with(&self.perhaps);
                of.difference_with(&self.undated);
            }
            // A date that is known, and only not well enough, is nearer than none.
            1 => {
                of.intersect_with(&self.perhaps);
                of.difference_with(&self.undated);
            }
            _ => of.intersect_with(&self.undated),
        }
        of
    }

    /// Takes away what does not fit the terms that are no words.
    pub(super) fn choose(&mut self, part: &Part, plan: &Plan<'_>) {
        for (term, check) in plan.terms() {
            match check {
                Check::Words(_) => {}
                Check::Named { field, names, unnamed } => {
                    let mut named = part.segment.none();
                    for name in names {
                        add_names(part, *field, name, &mut named);
                    }
                    if *unnamed {
                        named.extend(self.entries.ones().filter(|entry| part.segment.facts(*entry).is_unnamed()));
                    }
                    self.keep(&named, term.excluded);
                }
                Check::Is(traits) => {
                    let mut having = part.segment.none();
                    for of in *traits {
                        self.add_trait(part, plan.issues.as_ref(), *of, &mut having);
                    }
                    self.keep(&having, term.excluded);
                }
                Check::Plain(test) => self.test(part, test, term.excluded),
            }
        }
    }

    fn keep(&mut self, entries: &Entries, excluded: bool) {
        if excluded { self.entries.difference_with(entries) } else { self.entries.intersect_with(entries) }
    }

    fn add_trait(&self, part: &Part, on: Option<&Things>, of: Trait, having: &mut Entries) {
        let mut with = |has: &dyn Fn(Facts) -> bool| {
            having.extend(self.entries.ones().filter(|entry| has(part.segment.facts(*entry))));
        };
        match (of, on) {
            (Trait::Stance(stance), Some(things)) => part.add_named(things, |how| how.takes(stance), having),
            (Trait::Stance(stance), None) => with(&|facts| facts.takes(stance)),
            (Trait::Attribution(attribution), _) => with(&|facts| facts.has_attribution(attribution)),
            (Trait::Unnamed, _) => with(&|facts| facts.is_unnamed()),
            (Trait::Disputed, _) => with(&|facts| facts.is_disputed()),
            (Trait::New, _) => {
                let sets = part.segment.tables().sets.iter();
                let new: Vec<bool> = sets.map(|set| set.iter().any(|source| part.is_new(*source))).collect();
                having.extend(self.entries.ones().filter(|entry| new.get(part.segment.from(*entry)) == Some(&true)));
            }
        }
    }

    /// Holds a test that needs no names against each entry that is left.
    fn test(&mut self, part: &Part, test: &Test, excluded: bool) {
        let segment = &part.segment;
        match test {
            Test::Date { of: DateOf::Said, periods } => {
                let moments = segment.tables().moments.iter();
                let fits = moments.map(|moment| best(periods.iter().map(|asked| moment.fits(asked.period))));
                let fits: Vec<Fit> = fits.collect();
                self.fit(excluded, |entry| fits.get(segment.said(entry)).copied().unwrap_or(Fit::No));
            }
            Test::Date { of: DateOf::Published, periods } => {
                let tables = segment.tables();
                let published = |source: &u32| &tables.moments[tables.sources[*source as usize].published as usize];
                let fit = |source| best(periods.iter().map(|asked| published(source).fits(asked.period)));
                let fits: Vec<Fit> = tables.sets.iter().map(|set| best(set.iter().map(fit))).collect();
                self.fit(excluded, |entry| fits.get(segment.from(entry)).copied().unwrap_or(Fit::No));
            }
            Test::Grade(grades) => {
                self.fit(excluded, |entry| {
                    Fit::of(grades.iter().any(|grades| has_grade(segment.facts(entry), grades)))
                });
            }
            Test::Credibility(ranges) => self.fit(excluded, |entry| {
                let own = segment.facts(entry).credible();
                Fit::of(own.is_some_and(|own| ranges.iter().any(|range| range.contains(&own))))
            }),
            Test::Kind(kinds) => {
                self.fit(excluded, |entry| Fit::of(kinds.iter().any(|kind| is_kind(segment.facts(entry), *kind))));
            }
            // These are made ready with the names of the index, and held against it by them.
            Test::Words(_) | Test::Named { .. } | Test::Is(_) => {}
        }
    }

    fn fit(&mut self, excluded: bool, fit: impl Fn(usize) -> Fit) {
        let mut left = Entries::with_capacity(self.entries.len());
        for entry in self.entries.ones() {
            let fit = if excluded { fit(entry).not() } else { fit(entry) };
            match fit {
                Fit::No => continue,
                Fit::Undated => self.undated.insert(entry),
                Fit::Perhaps => self.perhaps.insert(entry),
                Fit::Yes => {}
            }
            left.insert(entry);
        }
        self.entries = left;
    }
}

/// Adds the entries that have a name in a field.
fn add_names(part: &Part, field: Field, name: &NameCheck, named: &mut Entries) {
    let stands = |things: &Things, set: &mut Entries| part.add_named(things, |how| how.stands_in(field), set);
    stands(&name.named.things, named);
    let mut each = name.apart.iter().map(|word| {
        let mut set = part.segment.none();
        stands(&word.things, &mut set);
        set
    });
    if let Some(mut all) = each.next() {
        each.for_each(|set| all.intersect_with(&set));
        named.union_with(&all);
    }
}

fn best(fits: impl Iterator<Item = Fit>) -> Fit {
    fits.max().unwrap_or(Fit::No)
}

fn has_grade(facts: Facts, grades: &Grades) -> bool {
    let credible = match (&grades.credibility, facts.credible()) {
        (None, _) => true,
        (Some(range), own) => own.is_some_and(|own| range.contains(&own)),
    };
    credible && facts.reliabilities().any(|reliability| grades.reliability.contains(&reliability))
}

fn is_kind(facts: Facts, kind: KindOf) -> bool {
    match kind {
        KindOf::Statement => facts.is_kind(RecordKind::Statement),
        KindOf::Event => facts.is_kind(RecordKind::Event),
        KindOf::Claim => facts.is_kind(RecordKind::Claim),
        KindOf::EventOf(kind) => facts.is_event(kind),
    }
}
