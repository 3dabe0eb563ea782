//! Which records a plan fits, and in which order. The rule stands at [`Index::answer`].

use std::cmp::Ordering;

use super::answer::{Counts, Hit};
use super::filter::MatchSet;
use super::index::{SearchIndex, SegmentPart};
use super::postings::EntryIds;
use super::proximity::{Proximity, SPEAKER, by_distance, several};
use super::query_plan::{QueryPlan, retained};
use super::relation::ELSEWHERE;
use super::term_dictionary::TermPhrase;

/// The first `most` hits of a plan, best first, and how many there are in all.
pub(super) fn hits(index: &SearchIndex, plan: &QueryPlan<'_>, most: usize) -> (Vec<Hit>, Counts) {
    let parts = index.parts.iter().enumerate();
    let mut ranked: Vec<RankedEntries<'_>> = parts.map(|(at, part)| RankedEntries::new(at, part, plan)).collect();
    let mut counts = Counts::default();
    for part in &ranked {
        part.count(&mut counts);
    }
    let distances = ranked.iter().map(|part| part.by_distance.len()).max().unwrap_or_default();
    let mut hits: Vec<Hit> = Vec::new();
    let ranks = (0..distances).flat_map(|distance| (0..STEPS * STEPS).map(move |rest| (distance, rest)));
    for (distance, rest) in ranks {
        let (first, room) = (hits.len(), most.saturating_sub(hits.len()));
        if room == 0 {
            break;
        }
        for part in &mut ranked {
            part.append((distance, PhraseMatch::ALL[rest / STEPS], rest % STEPS), room, &mut hits);
        }
        if index.parts.len() > 1 {
            hits[first..].sort_by(|one, other| newest_first(index, *one, *other));
            hits.truncate(most);
        }
    }
    (hits, counts)
}

/// How many doubts there are, and ways in which words may stand in what is said.
const STEPS: usize = 3;

/// How the words that do not name the speaker stand in what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PhraseMatch {
    /// Side by side, as typed.
    InPhrase,
    Apart,
    /// Not all of them stand there.
    Not,
}

impl PhraseMatch {
    const ALL: [Self; STEPS] = [Self::InPhrase, Self::Apart, Self::Not];
}

/// The entries of a part that fit a plan, ready to be put in order. Phrases are looked for no further than hits are wanted.
struct RankedEntries<'a> {
    at: usize,
    part: &'a SegmentPart,
    plan: &'a QueryPlan<'a>,
    words: Vec<Proximity>,
    fitting: MatchSet,
    /// The entries that fit, by how far all words together are from the name of who speaks.
    by_distance: Vec<EntryIds>,
    /// Those in which all words that do not name the speaker stand in what is said.
    all_said: EntryIds,
    /// Those of them in which that is more than one word.
    several: EntryIds,
    /// Those of them in which no word names the speaker, with the phrase that all the words then are.
    whole: (EntryIds, TermPhrase),
    phrases: PhraseCache,
}

impl<'a> RankedEntries<'a> {
    fn new(at: usize, part: &'a SegmentPart, plan: &'a QueryPlan<'a>) -> Self {
        let words = plan.terms().enumerate().filter_map(|(term, check)| Proximity::new(part, at, term, check));
        let words: Vec<Proximity> = words.collect();
        let mut fitting = MatchSet { entries: part.all(), perhaps: part.segment.none(), undated: part.segment.none() };
        for word in words.iter().filter(|word| word.excluded) {
            word.near.iter().for_each(|entries| fitting.entries.difference_with(entries));
        }
        let words: Vec<Proximity> = words.into_iter().filter(|word| !word.excluded).collect();
        for word in &words {
            fitting.entries.intersect_with(&word.anywhere());
        }
        fitting.choose(part, plan);
        let mut all_said = fitting.entries.clone();
        for word in &words {
            all_said.intersect_with(&word.said);
        }
        let by_distance = by_distance(fitting.entries.clone(), &words);
        let several = several(&words, &all_said);
        let whole = whole(part, plan, &words, &several);
        Self { at, part, plan, words, fitting, by_distance, all_said, several, whole, phrases: PhraseCache::default() }
    }

    /// Adds how many entries fit.
    fn count(&self, counts: &mut Counts) {
        let entries = &self.fitting.entries;
        let [events, claims] = self.part.segment.others().each_ref().map(|kind| entries.intersection_count(kind));
        counts.events += events;
        counts.claims += claims;
        counts.statements += entries.count_ones(..) - events - claims;
    }

    /// Appends the first entries of a rank, no more than `room`, newest first.
    fn append(&mut self, (distance, said, doubt): (usize, PhraseMatch, usize), room: usize, hits: &mut Vec<Hit>) {
        let Some(entries) = self.by_distance.get(distance).filter(|entries| !entries.is_clear()) else { return };
        let entries = self.fitting.of_doubt(entries, doubt);
        let ranked = match said {
            PhraseMatch::InPhrase => {
                let candidates = &entries & &self.several;
                self.first_in_phrase(&candidates, room)
            }
            PhraseMatch::Apart => {
                let mut apart = &entries & &self.all_said;
                let candidates = &entries & &self.several;
                // Whoever asks for these has had all of those.
                self.first_in_phrase(&candidates, usize::MAX).into_iter().for_each(|entry| apart.remove(entry));
                apart.ones().take(room).collect()
            }
            PhraseMatch::Not => {
                let mut rest = entries;
                rest.difference_with(&self.all_said);
                rest.ones().take(room).collect::<Vec<_>>()
            }
        };
        let at = u32::try_from(self.at).unwrap_or(u32::MAX);
        hits.extend(ranked.into_iter().map(|entry| Hit {
            brief: self.part.place(entry) as usize,
            record: self.part.segment.record(entry).1,
            perhaps: doubt > 0,
            at: (at, u32::try_from(entry).unwrap_or(u32::MAX)),
        }));
    }

    /// The first `most` entries of a set in which the words that do not name the speaker stand side by side.
    fn first_in_phrase(&mut self, candidates: &EntryIds, most: usize) -> Vec<usize> {
        let Self { part, plan, words, phrases, whole: (whole, whole_phrase), .. } = self;
        let mut left = candidates.ones();
        let mut found = Vec::new();
        // Ever more of them at a time: the first are soon found, and many are looked at by several threads.
        let mut at_once = SOME;
        while found.len() < most {
            let some: Vec<usize> = left.by_ref().take(at_once).collect();
            if some.is_empty() {
                break;
            }
            at_once = at_once.saturating_mul(2);
            phrases.learn(part, plan, words, some.iter().copied().filter(|entry| !whole.contains(*entry)));
            let is_in = |entry: usize| {
                let phrase = if whole.contains(entry) { Some(&*whole_phrase) } else { phrases.get(words, entry) };
                phrase.is_some_and(|phrase| part.segment.has_phrase(entry, phrase))
            };
            found.extend(retained(&some, is_in));
        }
        found.truncate(most);
        found
    }
}

/// So many entries are looked at first.
const SOME: usize = 1 << 10;

/// The phrases that a question's words make in the entries: which of them name the speaker is another choice in each.
#[derive(Default)]
struct PhraseCache(Vec<(Vec<(usize, usize)>, TermPhrase)>);

impl PhraseCache {
    /// Makes those that some entries need.
    fn learn(
        &mut self,
        part: &SegmentPart,
        plan: &QueryPlan<'_>,
        words: &[Proximity],
        entries: impl Iterator<Item = usize>,
    ) {
        for entry in entries {
            if self.get(words, entry).is_none() {
                let unnamed: Vec<(usize, usize)> = unnamed(words, entry).collect();
                let phrase = plan.phrase(part, &unnamed);
                self.0.push((unnamed, phrase));
            }
        }
    }

    fn get(&self, words: &[Proximity], entry: usize) -> Option<&TermPhrase> {
        let is_that = |known: &[(usize, usize)]| unnamed(words, entry).eq(known.iter().copied());
        self.0.iter().find(|(known, _)| is_that(known)).map(|(_, phrase)| phrase)
    }
}

/// The words that do not name the speaker of an entry, each by its term and its place among the alternatives.
fn unnamed(words: &[Proximity], entry: usize) -> impl Iterator<Item = (usize, usize)> {
    words.iter().filter_map(move |word| word.unnamed(entry))
}

/// The entries of a set in which no word names the speaker, where each word has but one alternative, and the phrase of all words.
fn whole(part: &SegmentPart, plan: &QueryPlan<'_>, words: &[Proximity], several: &EntryIds) -> (EntryIds, TermPhrase) {
    let mut whole = several.clone();
    for word in words {
        if word.alternatives.is_empty() {
            whole.intersect_with(&(&word.near[SPEAKER] | &word.near[ELSEWHERE]));
        } else {
            whole.clear();
        }
    }
    let all: Vec<(usize, usize)> = words.iter().map(|word| (word.term, 0)).collect();
    (whole, plan.phrase(part, &all))
}

/// The order of two hits of one rank; those of one segment stand in it already.
fn newest_first(index: &SearchIndex, one: Hit, other: Hit) -> Ordering {
    if one.at.0 == other.at.0 {
        return one.at.1.cmp(&other.at.1);
    }
    let age = |hit: Hit| {
        let (segment, entry) = (&index.parts[hit.at.0 as usize].segment, hit.at.1 as usize);
        (segment.date(entry), segment.facts(entry).rank())
    };
    let ((date, kind), (other_date, other_kind)) = (age(one), age(other));
    other_date.cmp(&date).then_with(|| (kind, one.brief).cmp(&(other_kind, other.brief)))
}
