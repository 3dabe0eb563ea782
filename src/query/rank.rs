//! Which records a plan fits, and in which order. The rule stands at [`Index::answer`].

use memchr::memmem::Finder;

use super::answer::Hit;
use super::dates::Fit;
use super::field::Field;
use super::index::{ELSEWHERE, Entry, How, Index, Link};
use super::lexicon::Things;
use super::plan::{Check, NameCheck, Plan, WordCheck};
use super::question::{DateOf, Grades, KindOf, Test, Trait};
use crate::model::{Record, Stance};

/// Nearer than this a word tells who speaks, rather than what is said.
const SPEAKER: usize = 2;

/// The hits of a plan, best first.
pub(super) fn hits(index: &Index, plan: &Plan<'_>) -> Vec<Hit> {
    let mut judge = Judge { index, plan, distance: 0, all_said: true, unnamed: Vec::new(), phrase: None };
    // The entries are newest first, and stay so within each rank.
    let mut ranks: Vec<Vec<Hit>> = Vec::new();
    for number in plan.candidates(index).ones() {
        let entry = &index.entries[number];
        let Some((rank, fit)) = judge.rank(number, entry) else { continue };
        if ranks.len() <= rank {
            ranks.resize_with(rank + 1, Vec::new);
        }
        ranks[rank].push(Hit { brief: entry.brief, record: entry.record, perhaps: fit != Fit::Yes });
    }
    ranks.concat()
}

/// Holds entry after entry against a plan.
struct Judge<'p> {
    index: &'p Index,
    plan: &'p Plan<'p>,
    /// How far all words together are from the name of who speaks.
    distance: usize,
    /// Whether all words that do not name the speaker stand in what is said.
    all_said: bool,
    /// These words, each by its term and its place among the alternatives.
    unnamed: Vec<(usize, usize)>,
    /// The words that were last looked for as a phrase, which many entries have in common.
    phrase: Option<(Vec<(usize, usize)>, Finder<'static>)>,
}

impl Judge<'_> {
    /// The rank of an entry, 0 being the best, and how well it fits; `None` where it does not.
    fn rank(&mut self, number: usize, entry: &Entry) -> Option<(usize, Fit)> {
        (self.distance, self.all_said) = (0, true);
        self.unnamed.clear();
        let mut fit = Fit::Yes;
        for (at, (term, check)) in self.plan.terms().enumerate() {
            let fits = match check {
                Check::Words(words) => self.words(number, entry, words, (!term.excluded).then_some(at)),
                Check::Named { .. } | Check::Is(_) | Check::Plain(_) => self.fit(entry, check),
            };
            fit = fit.min(if term.excluded { fits.not() } else { fits });
            if fit == Fit::No {
                return None;
            }
        }
        let said = match (self.all_said, self.is_phrase_in(entry)) {
            (true, true) => 0,
            (true, false) => 1,
            (false, _) => 2,
        };
        let doubt = match fit {
            Fit::Yes | Fit::No => 0,
            // A date that is known, and only not well enough, is nearer than none.
            Fit::Perhaps => 1,
            Fit::Undated => 2,
        };
        Some(((self.distance * 3 + said) * 3 + doubt, fit))
    }

    /// How well an entry fits a choice of words; those of the term at `counts` count for the rank.
    fn words(&mut self, number: usize, entry: &Entry, words: &[WordCheck], counts: Option<usize>) -> Fit {
        let words = words.iter().enumerate();
        let nearest = words.filter_map(|(at, word)| Some((nearest(self.index, number, entry, word)?, at))).min();
        if let (Some(((distance, said), at)), Some(term)) = (nearest, counts) {
            self.distance += distance;
            if distance >= SPEAKER {
                self.all_said &= said == Said::Yes;
                self.unnamed.push((term, at));
            }
        }
        Fit::of(nearest.is_some())
    }

    /// How well an entry fits a term without words.
    fn fit(&self, entry: &Entry, check: &Check<'_>) -> Fit {
        let index = self.index;
        match check {
            Check::Named { field, names, unnamed } => Fit::of(is_named(index, entry, *field, names, *unnamed)),
            Check::Is(traits) => {
                let on = self.plan.issues.as_ref();
                Fit::of(traits.iter().any(|of| has_trait(index, entry, on, *of)))
            }
            Check::Plain(test) => plain(index, entry, test),
            Check::Words(_) => Fit::Yes,
        }
    }

    /// Whether the words stand in what is said side by side, as typed; one word alone is no phrase.
    fn is_phrase_in(&mut self, entry: &Entry) -> bool {
        if self.unnamed.len() < 2 || !self.all_said {
            return false;
        }
        if self.phrase.as_ref().is_none_or(|(words, _)| *words != self.unnamed) {
            let finder = Finder::new(self.plan.phrase(&self.unnamed).as_bytes()).into_owned();
            self.phrase = Some((self.unnamed.clone(), finder));
        }
        let said = self.index.words_of(entry).as_bytes();
        self.phrase.as_ref().is_some_and(|(_, finder)| finder.find(said).is_some())
    }
}

/// Whether words stand in what is said; the better answer is the lesser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    Yes,
    No,
}

/// How near to the name of who speaks the words stand, and whether they stand in what is said; `None` where they stand nowhere.
fn nearest(index: &Index, number: usize, entry: &Entry, word: &WordCheck) -> Option<(usize, Said)> {
    let links = if word.is_name { index.links_of(entry) } else { &[] };
    let named = links.iter().filter(|link| word.named.things.contains(link.to as usize));
    let distance = named.filter_map(|link| link.how.distance()).min();
    // What says nothing of who is meant may stand in a name, and brings it no nearer.
    let distance = distance.map(|distance| if word.tells { distance } else { ELSEWHERE });
    match (distance, word.said.contains(number)) {
        (None, false) => None,
        (distance, said) => Some((distance.unwrap_or(ELSEWHERE), if said { Said::Yes } else { Said::No })),
    }
}

fn is_named(index: &Index, entry: &Entry, field: Field, names: &[NameCheck], unnamed: bool) -> bool {
    let links = index.links_of(entry);
    let has =
        |things: &Things| links.iter().any(|link| stands_in(link.how, field) && things.contains(link.to as usize));
    let is_it = |name: &NameCheck| {
        has(&name.named.things) || (!name.apart.is_empty() && name.apart.iter().all(|word| has(&word.things)))
    };
    (unnamed && is_unnamed(links)) || names.iter().any(is_it)
}

fn is_unnamed(links: &[Link]) -> bool {
    links.iter().any(|link| link.how == How::Described)
}

/// Whether a name that is had so is one that the field asks for.
const fn stands_in(how: How, field: Field) -> bool {
    match how {
        How::By | How::Described | How::Role | How::Party | How::PartyRole => matches!(field, Field::Who),
        How::Via => matches!(field, Field::Via),
        How::About => matches!(field, Field::About),
        How::Stance(_) | How::Question => matches!(field, Field::On),
        How::Outlet => matches!(field, Field::In),
        How::Source => matches!(field, Field::Source | Field::In),
        How::Brief => matches!(field, Field::Brief),
        How::Place | How::From => false,
    }
}

fn has_trait(index: &Index, entry: &Entry, on: Option<&Things>, of: Trait) -> bool {
    match of {
        Trait::Stance(stance) => takes(index.links_of(entry), on, stance),
        Trait::Attribution(attribution) => entry.attribution == Some(attribution),
        Trait::Unnamed => is_unnamed(index.links_of(entry)),
        Trait::Disputed => entry.disputed,
        Trait::New => sources(index, entry).any(|source| source.new),
    }
}

/// Whether a stance is taken on an issue that is asked about.
fn takes(links: &[Link], on: Option<&Things>, stance: Stance) -> bool {
    links.iter().enumerate().any(|(at, link)| {
        // The question of an issue follows its label.
        let question = links.get(at + 1).filter(|next| next.how == How::Question);
        let asked =
            |on: &Things| on.contains(link.to as usize) || question.is_some_and(|next| on.contains(next.to as usize));
        link.how == How::Stance(stance) && on.is_none_or(asked)
    })
}

fn sources<'i>(index: &'i Index, entry: &Entry) -> impl Iterator<Item = &'i super::index::SourceFacts> {
    let from = index.links_of(entry).iter().filter(|link| link.how == How::From);
    from.map(|link| &index.sources[link.to as usize])
}

/// How well a record fits a test that needs no names.
fn plain(index: &Index, entry: &Entry, test: &Test) -> Fit {
    match test {
        Test::Date { of: DateOf::Said, periods } => best(periods.iter().map(|asked| entry.said.fits(asked.period))),
        Test::Date { of: DateOf::Published, periods } => best(
            sources(index, entry).flat_map(|source| periods.iter().map(|asked| source.published.fits(asked.period))),
        ),
        Test::Grade(grades) => Fit::of(grades.iter().any(|grades| has_grade(index, entry, grades))),
        Test::Credibility(ranges) => {
            Fit::of(entry.credibility.is_some_and(|own| ranges.iter().any(|range| range.contains(&own))))
        }
        Test::Kind(kinds) => Fit::of(kinds.iter().any(|kind| is_kind(entry, *kind))),
        // These are made ready with the names of the index, and held against it by them.
        Test::Words(_) | Test::Named { .. } | Test::Is(_) => Fit::No,
    }
}

fn best(fits: impl Iterator<Item = Fit>) -> Fit {
    fits.max().unwrap_or(Fit::No)
}

fn has_grade(index: &Index, entry: &Entry, grades: &Grades) -> bool {
    let credible = match (&grades.credibility, entry.credibility) {
        (None, _) => true,
        (Some(range), own) => own.is_some_and(|own| range.contains(&own)),
    };
    credible && sources(index, entry).any(|source| grades.reliability.contains(&source.reliability))
}

fn is_kind(entry: &Entry, kind: KindOf) -> bool {
    match (kind, entry.record) {
        (KindOf::Statement, Record::Statement(_))
        | (KindOf::Event, Record::Event(_))
        | (KindOf::Claim, Record::Claim(_)) => true,
        (KindOf::EventOf(kind), Record::Event(_)) => entry.event == Some(kind),
        (KindOf::Statement | KindOf::Event | KindOf::Claim | KindOf::EventOf(_), _) => false,
    }
}
