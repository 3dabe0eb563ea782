//! Filters the entries of a segment by the fields of a query, as set operations on postings. Words are matched in `proximity`.

use super::plan::{NameCheck, QueryPlan, TermCheck};
use crate::search::dates::DateFit;
use crate::search::index::SegmentPart;
use crate::search::index::facts::{RecordFacts, RecordKind};
use crate::search::index::names_index::EntityIds;
use crate::search::index::postings::EntryIds;
use crate::search::query::field::QueryField;
use crate::search::query::terms::{DateTarget, GradeRange, KindFilter, QueryTrait, TermTest};

/// The entries that match a query, as far as its terms were applied.
pub(super) struct MatchSet {
    pub(super) entries: EntryIds,
    /// The entries whose date is not precise enough to be certain.
    pub(super) uncertain: EntryIds,
    /// The entries that have no date of their own.
    pub(super) undated: EntryIds,
}

impl MatchSet {
    /// The entries of a set at one level of certainty: 0 for certain, 1 for uncertain, 2 for undated.
    pub(super) fn with_certainty(&self, entries: &EntryIds, certainty: usize) -> EntryIds {
        let mut chosen = entries.clone();
        match certainty {
            0 => {
                chosen.difference_with(&self.uncertain);
                chosen.difference_with(&self.undated);
            }
            // An imprecise date is a better match than no date.
            1 => {
                chosen.intersect_with(&self.uncertain);
                chosen.difference_with(&self.undated);
            }
            _ => chosen.intersect_with(&self.undated),
        }
        chosen
    }

    /// Removes the entries that do not match the terms that are not words.
    pub(super) fn apply_fields(&mut self, part: &SegmentPart, plan: &QueryPlan<'_>) {
        for (term, check) in plan.terms() {
            match check {
                TermCheck::Words(_) => {}
                TermCheck::Named { field, names, unnamed } => {
                    let mut named = part.segment.empty_set();
                    for name in names {
                        add_names(part, *field, name, &mut named);
                    }
                    if *unnamed {
                        named.extend(self.entries.ones().filter(|entry| part.segment.facts(*entry).is_unnamed()));
                    }
                    self.retain(&named, term.excluded);
                }
                TermCheck::Is(traits) => {
                    let mut matching = part.segment.empty_set();
                    for query_trait in *traits {
                        self.add_trait(part, plan.issues.as_ref(), *query_trait, &mut matching);
                    }
                    self.retain(&matching, term.excluded);
                }
                TermCheck::Plain(test) => self.apply_test(part, test, term.excluded),
            }
        }
    }

    fn retain(&mut self, entries: &EntryIds, excluded: bool) {
        if excluded { self.entries.difference_with(entries) } else { self.entries.intersect_with(entries) }
    }

    fn add_trait(&self, part: &SegmentPart, on: Option<&EntityIds>, query_trait: QueryTrait, matching: &mut EntryIds) {
        let mut with = |has: &dyn Fn(RecordFacts) -> bool| {
            matching.extend(self.entries.ones().filter(|entry| has(part.segment.facts(*entry))));
        };
        match (query_trait, on) {
            (QueryTrait::Stance(stance), Some(entities)) => {
                part.add_entity_postings(entities, |relation| relation.has_stance(stance), matching);
            }
            (QueryTrait::Stance(stance), None) => with(&|facts| facts.has_stance(stance)),
            (QueryTrait::Attribution(attribution), _) => with(&|facts| facts.has_attribution(attribution)),
            (QueryTrait::Unnamed, _) => with(&|facts| facts.is_unnamed()),
            (QueryTrait::Disputed, _) => with(&|facts| facts.is_disputed()),
            (QueryTrait::New, _) => {
                let sets = part.segment.tables().source_sets.iter();
                let new: Vec<bool> = sets.map(|set| set.iter().any(|source| part.is_new(*source))).collect();
                matching.extend(
                    self.entries.ones().filter(|entry| new.get(part.segment.source_set_index(*entry)) == Some(&true)),
                );
            }
        }
    }

    /// Applies a test that needs no names to every remaining entry.
    fn apply_test(&mut self, part: &SegmentPart, test: &TermTest, excluded: bool) {
        let segment = &part.segment;
        match test {
            TermTest::Date { target: DateTarget::Said, periods } => {
                let dates = segment.tables().record_dates.iter();
                let fits = dates.map(|date| best(periods.iter().map(|range| date.fits(range.period))));
                let fits: Vec<DateFit> = fits.collect();
                self.retain_matching(excluded, |entry| {
                    fits.get(segment.record_date_index(entry)).copied().unwrap_or(DateFit::No)
                });
            }
            TermTest::Date { target: DateTarget::Published, periods } => {
                let tables = segment.tables();
                let published =
                    |source: &u32| &tables.record_dates[tables.sources[*source as usize].published as usize];
                let fit = |source| best(periods.iter().map(|range| published(source).fits(range.period)));
                let fits: Vec<DateFit> = tables.source_sets.iter().map(|set| best(set.iter().map(fit))).collect();
                self.retain_matching(excluded, |entry| {
                    fits.get(segment.source_set_index(entry)).copied().unwrap_or(DateFit::No)
                });
            }
            TermTest::Grade(grades) => {
                self.retain_matching(excluded, |entry| {
                    DateFit::from_bool(grades.iter().any(|grades| has_grade(segment.facts(entry), grades)))
                });
            }
            TermTest::Credibility(ranges) => self.retain_matching(excluded, |entry| {
                let own = segment.facts(entry).credible();
                DateFit::from_bool(own.is_some_and(|own| ranges.iter().any(|range| range.contains(&own))))
            }),
            TermTest::Kind(kinds) => {
                self.retain_matching(excluded, |entry| {
                    DateFit::from_bool(kinds.iter().any(|kind| is_kind(segment.facts(entry), *kind)))
                });
            }
            // `apply_fields` applies these with the names that the plan resolved.
            TermTest::Words(_) | TermTest::Named { .. } | TermTest::Is(_) => {}
        }
    }

    fn retain_matching(&mut self, excluded: bool, fit: impl Fn(usize) -> DateFit) {
        let mut left = EntryIds::with_capacity(self.entries.len());
        for entry in self.entries.ones() {
            let fit = if excluded { fit(entry).not() } else { fit(entry) };
            match fit {
                DateFit::No => continue,
                DateFit::Undated => self.undated.insert(entry),
                DateFit::Uncertain => self.uncertain.insert(entry),
                DateFit::Yes => {}
            }
            left.insert(entry);
        }
        self.entries = left;
    }
}

/// Adds the entries that have a name in a field.
fn add_names(part: &SegmentPart, field: QueryField, name: &NameCheck, named: &mut EntryIds) {
    let add = |entities: &EntityIds, set: &mut EntryIds| {
        part.add_entity_postings(entities, |relation| relation.matches_field(field), set);
    };
    add(&name.name_match.entities, named);
    let mut each = name.by_word.iter().map(|word| {
        let mut set = part.segment.empty_set();
        add(&word.entities, &mut set);
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
