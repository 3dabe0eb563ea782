//! Which entries fit a question, and how certainly: as sets of entries, each test taking away what does not. Words are held against them
//! elsewhere.

use super::dates::DateFit;
use super::facts::{RecordFacts, RecordKind};
use super::field::QueryField;
use super::index::SegmentPart;
use super::names_index::EntityIds;
use super::postings::EntryIds;
use super::query::{DateTarget, GradeRange, KindFilter, QueryTrait, TermTest};
use super::query_plan::{NameCheck, QueryPlan, TermCheck};

/// The entries that fit, as far as a question was held against them.
pub(super) struct MatchSet {
    pub(super) entries: EntryIds,
    /// Those of which a date is not known well enough.
    pub(super) perhaps: EntryIds,
    /// Those that have no date of their own.
    pub(super) undated: EntryIds,
}

impl MatchSet {
    /// Those of a set that fit for certain, perhaps, or for want of a date.
    pub(super) fn of_doubt(&self, entries: &EntryIds, doubt: usize) -> EntryIds {
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
    pub(super) fn choose(&mut self, part: &SegmentPart, plan: &QueryPlan<'_>) {
        for (term, check) in plan.terms() {
            match check {
                TermCheck::Words(_) => {}
                TermCheck::Named { field, names, unnamed } => {
                    let mut named = part.segment.none();
                    for name in names {
                        add_names(part, *field, name, &mut named);
                    }
                    if *unnamed {
                        named.extend(self.entries.ones().filter(|entry| part.segment.facts(*entry).is_unnamed()));
                    }
                    self.keep(&named, term.excluded);
                }
                TermCheck::Is(traits) => {
                    let mut having = part.segment.none();
                    for of in *traits {
                        self.add_trait(part, plan.issues.as_ref(), *of, &mut having);
                    }
                    self.keep(&having, term.excluded);
                }
                TermCheck::Plain(test) => self.test(part, test, term.excluded),
            }
        }
    }

    fn keep(&mut self, entries: &EntryIds, excluded: bool) {
        if excluded { self.entries.difference_with(entries) } else { self.entries.intersect_with(entries) }
    }

    fn add_trait(&self, part: &SegmentPart, on: Option<&EntityIds>, of: QueryTrait, having: &mut EntryIds) {
        let mut with = |has: &dyn Fn(RecordFacts) -> bool| {
            having.extend(self.entries.ones().filter(|entry| has(part.segment.facts(*entry))));
        };
        match (of, on) {
            (QueryTrait::Stance(stance), Some(things)) => part.add_named(things, |how| how.takes(stance), having),
            (QueryTrait::Stance(stance), None) => with(&|facts| facts.takes(stance)),
            (QueryTrait::Attribution(attribution), _) => with(&|facts| facts.has_attribution(attribution)),
            (QueryTrait::Unnamed, _) => with(&|facts| facts.is_unnamed()),
            (QueryTrait::Disputed, _) => with(&|facts| facts.is_disputed()),
            (QueryTrait::New, _) => {
                let sets = part.segment.tables().sets.iter();
                let new: Vec<bool> = sets.map(|set| set.iter().any(|source| part.is_new(*source))).collect();
                having.extend(self.entries.ones().filter(|entry| new.get(part.segment.from(*entry)) == Some(&true)));
            }
        }
    }

    /// Holds a test that needs no names against each entry that is left.
    fn test(&mut self, part: &SegmentPart, test: &TermTest, excluded: bool) {
        let segment = &part.segment;
        match test {
            TermTest::Date { of: DateTarget::Said, periods } => {
                let moments = segment.tables().moments.iter();
                let fits = moments.map(|moment| best(periods.iter().map(|asked| moment.fits(asked.period))));
                let fits: Vec<DateFit> = fits.collect();
                self.fit(excluded, |entry| fits.get(segment.said(entry)).copied().unwrap_or(DateFit::No));
            }
            TermTest::Date { of: DateTarget::Published, periods } => {
                let tables = segment.tables();
                let published = |source: &u32| &tables.moments[tables.sources[*source as usize].published as usize];
                let fit = |source| best(periods.iter().map(|asked| published(source).fits(asked.period)));
                let fits: Vec<DateFit> = tables.sets.iter().map(|set| best(set.iter().map(fit))).collect();
                self.fit(excluded, |entry| fits.get(segment.from(entry)).copied().unwrap_or(DateFit::No));
            }
            TermTest::Grade(grades) => {
                self.fit(excluded, |entry| {
                    DateFit::from_bool(grades.iter().any(|grades| has_grade(segment.facts(entry), grades)))
                });
            }
            TermTest::Credibility(ranges) => self.fit(excluded, |entry| {
                let own = segment.facts(entry).credible();
                DateFit::from_bool(own.is_some_and(|own| ranges.iter().any(|range| range.contains(&own))))
            }),
            TermTest::Kind(kinds) => {
                self.fit(excluded, |entry| {
                    DateFit::from_bool(kinds.iter().any(|kind| is_kind(segment.facts(entry), *kind)))
                });
            }
            // These are made ready with the names of the index, and held against it by them.
            TermTest::Words(_) | TermTest::Named { .. } | TermTest::Is(_) => {}
        }
    }

    fn fit(&mut self, excluded: bool, fit: impl Fn(usize) -> DateFit) {
        let mut left = EntryIds::with_capacity(self.entries.len());
        for entry in self.entries.ones() {
            let fit = if excluded { fit(entry).not() } else { fit(entry) };
            match fit {
                DateFit::No => continue,
                DateFit::Undated => self.undated.insert(entry),
                DateFit::Perhaps => self.perhaps.insert(entry),
                DateFit::Yes => {}
            }
            left.insert(entry);
        }
        self.entries = left;
    }
}

/// Adds the entries that have a name in a field.
fn add_names(part: &SegmentPart, field: QueryField, name: &NameCheck, named: &mut EntryIds) {
    let stands = |things: &EntityIds, set: &mut EntryIds| part.add_named(things, |how| how.stands_in(field), set);
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

fn best(fits: impl Iterator<Item = DateFit>) -> DateFit {
    fits.max().unwrap_or(DateFit::No)
}

fn has_grade(facts: RecordFacts, grades: &GradeRange) -> bool {
    let credible = match (&grades.credibility, facts.credible()) {
        (None, _) => true,
        (Some(range), own) => own.is_some_and(|own| range.contains(&own)),
    };
    credible && facts.reliabilities().any(|reliability| grades.reliability.contains(&reliability))
}

fn is_kind(facts: RecordFacts, kind: KindFilter) -> bool {
    match kind {
        KindFilter::Statement => facts.is_kind(RecordKind::Statement),
        KindFilter::Event => facts.is_kind(RecordKind::Event),
        KindFilter::Claim => facts.is_kind(RecordKind::Claim),
        KindFilter::EventOf(kind) => facts.is_event(kind),
    }
}
