//! Ranking: which records match a plan, and in which order. [`SearchIndex::answer`] describes the order.

mod filter;
pub(super) mod plan;
mod proximity;

use std::cmp::Ordering;

use crate::search::hit::{Counts, Hit};
use crate::search::index::postings::EntryIds;
use crate::search::index::relation::ELSEWHERE;
use crate::search::index::term_dictionary::TermPhrase;
use crate::search::index::{SearchIndex, SegmentPart};
use filter::MatchSet;
use plan::{QueryPlan, retained};
use proximity::{OTHER_PERSON, Proximity, sum_distances, with_several_words};

/// The first `limit` hits of a plan, best first, and the number of all hits.
pub(in crate::search) fn hits(index: &SearchIndex, plan: &QueryPlan<'_>, limit: usize) -> (Vec<Hit>, Counts) {
    let parts = index.parts.iter().enumerate();
    let mut ranked: Vec<RankedEntries<'_>> = parts.map(|(at, part)| RankedEntries::new(at, part, plan)).collect();
    let mut counts = Counts::default();
    for part in &ranked {
        part.count(&mut counts);
    }
    let distances = ranked.iter().map(|part| part.by_distance.len()).max().unwrap_or_default();
    let mut hits: Vec<Hit> = Vec::new();
    let ranks = (0..distances).flat_map(|distance| (0..LEVELS * LEVELS).map(move |rest| (distance, rest)));
    for (distance, rest) in ranks {
        let (first, room) = (hits.len(), limit.saturating_sub(hits.len()));
        if room == 0 {
            break;
        }
        for part in &mut ranked {
            part.append((distance, PhraseMatch::ALL[rest / LEVELS], rest % LEVELS), room, &mut hits);
        }
        if index.parts.len() > 1 {
            hits[first..].sort_by(|one, other| newest_first(index, *one, *other));
            hits.truncate(limit);
        }
    }
    (hits, counts)
}

/// The number of levels of certainty, and of phrase matches.
const LEVELS: usize = 3;

/// How the words that do not name the speaker match the text of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PhraseMatch {
    /// Side by side, as typed.
    InPhrase,
    /// In the text, but not side by side.
    Apart,
    /// Not all of them are in the text.
    NotAll,
}

impl PhraseMatch {
    const ALL: [Self; LEVELS] = [Self::InPhrase, Self::Apart, Self::NotAll];
}

/// The matching entries of a segment, prepared for ranking. Phrases are checked only as far as hits are wanted.
struct RankedEntries<'a> {
    at: usize,
    part: &'a SegmentPart,
    plan: &'a QueryPlan<'a>,
    words: Vec<Proximity>,
    matches: MatchSet,
    /// The matching entries, by the sum of the distances of all words from the speaker.
    by_distance: Vec<EntryIds>,
    /// The entries in which all words that do not name the speaker are in the text.
    all_in_text: EntryIds,
    /// Those of them in which that is more than one word.
    several: EntryIds,
    /// Those of them in which no word names the speaker, with the phrase of all words.
    without_speaker: (EntryIds, TermPhrase),
    phrases: PhraseCache,
}

impl<'a> RankedEntries<'a> {
    fn new(at: usize, part: &'a SegmentPart, plan: &'a QueryPlan<'a>) -> Self {
        let words = plan.terms().enumerate().filter_map(|(term, check)| Proximity::new(part, at, term, check));
        let words: Vec<Proximity> = words.collect();
        let mut matches =
            MatchSet { entries: part.all(), uncertain: part.segment.empty_set(), undated: part.segment.empty_set() };
        for word in words.iter().filter(|word| word.excluded) {
            word.by_distance.iter().for_each(|entries| matches.entries.difference_with(entries));
        }
        let words: Vec<Proximity> = words.into_iter().filter(|word| !word.excluded).collect();
        for word in &words {
            matches.entries.intersect_with(&word.anywhere());
        }
        matches.apply_fields(part, plan);
        let mut all_in_text = matches.entries.clone();
        for word in &words {
            all_in_text.intersect_with(&word.in_text);
        }
        let by_distance = sum_distances(matches.entries.clone(), &words);
        let several = with_several_words(&words, &all_in_text);
        let without_speaker = without_speaker(part, plan, &words, &several);
        Self {
            at,
            part,
            plan,
            words,
            matches,
            by_distance,
            all_in_text,
            several,
            without_speaker,
            phrases: PhraseCache::default(),
        }
    }

    /// Adds the number of matching entries.
    fn count(&self, counts: &mut Counts) {
        let entries = &self.matches.entries;
        let [events, claims] = self.part.segment.others().each_ref().map(|kind| entries.intersection_count(kind));
        counts.events += events;
        counts.claims += claims;
        counts.statements += entries.count_ones(..) - events - claims;
    }

    /// Appends the first entries of a rank, newest first, at most `room`.
    fn append(
        &mut self,
        (distance, phrase_match, certainty): (usize, PhraseMatch, usize),
        room: usize,
        hits: &mut Vec<Hit>,
    ) {
        let Some(entries) = self.by_distance.get(distance).filter(|entries| !entries.is_clear()) else { return };
        let entries = self.matches.with_certainty(entries, certainty);
        let ranked = match phrase_match {
            PhraseMatch::InPhrase => {
                let candidates = &entries & &self.several;
                self.first_in_phrase(&candidates, room)
            }
            PhraseMatch::Apart => {
                let mut apart = &entries & &self.all_in_text;
                let candidates = &entries & &self.several;
                // The better rank has already returned these.
                self.first_in_phrase(&candidates, usize::MAX).into_iter().for_each(|entry| apart.remove(entry));
                apart.ones().take(room).collect()
            }
            PhraseMatch::NotAll => {
                let mut rest = entries;
                rest.difference_with(&self.all_in_text);
                rest.ones().take(room).collect::<Vec<_>>()
            }
        };
        let at = u32::try_from(self.at).unwrap_or(u32::MAX);
        hits.extend(ranked.into_iter().map(|entry| Hit {
            brief: self.part.position(entry) as usize,
            record: self.part.segment.record(entry).1,
            perhaps: certainty > 0,
            at: (at, u32::try_from(entry).unwrap_or(u32::MAX)),
        }));
    }

    /// The first `limit` entries of a set in which the words that do not name the speaker stand side by side.
    fn first_in_phrase(&mut self, candidates: &EntryIds, limit: usize) -> Vec<usize> {
        let Self { part, plan, words, phrases, without_speaker: (without_speaker, full_phrase), .. } = self;
        let mut left = candidates.ones();
        let mut found = Vec::new();
        // The batches grow: the first hits are found quickly, and large batches are checked by several threads.
        let mut batch = FIRST_BATCH;
        while found.len() < limit {
            let entries: Vec<usize> = left.by_ref().take(batch).collect();
            if entries.is_empty() {
                break;
            }
            batch = batch.saturating_mul(2);
            phrases.prepare(
                part,
                plan,
                words,
                entries.iter().copied().filter(|entry| !without_speaker.contains(*entry)),
            );
            let is_in = |entry: usize| {
                let phrase =
                    if without_speaker.contains(entry) { Some(&*full_phrase) } else { phrases.get(words, entry) };
                phrase.is_some_and(|phrase| part.segment.has_phrase(entry, phrase))
            };
            found.extend(retained(&entries, is_in));
        }
        found.truncate(limit);
        found
    }
}

/// The size of the first batch.
const FIRST_BATCH: usize = 1 << 10;

/// The phrases of the words that do not name the speaker. Which words these are differs from entry to entry.
#[derive(Default)]
struct PhraseCache(Vec<(Vec<(usize, usize)>, TermPhrase)>);

impl PhraseCache {
    /// Builds the phrases that some entries need.
    fn prepare(
        &mut self,
        part: &SegmentPart,
        plan: &QueryPlan<'_>,
        words: &[Proximity],
        entries: impl Iterator<Item = usize>,
    ) {
        for entry in entries {
            if self.get(words, entry).is_none() {
                let non_speaker: Vec<(usize, usize)> = non_speaker_words(words, entry).collect();
                let phrase = plan.phrase(part, &non_speaker);
                self.0.push((non_speaker, phrase));
            }
        }
    }

    fn get(&self, words: &[Proximity], entry: usize) -> Option<&TermPhrase> {
        let is_same = |known: &[(usize, usize)]| non_speaker_words(words, entry).eq(known.iter().copied());
        self.0.iter().find(|(known, _)| is_same(known)).map(|(_, phrase)| phrase)
    }
}

/// The words that do not name the speaker of an entry, each by its term and its position among the alternatives.
fn non_speaker_words(words: &[Proximity], entry: usize) -> impl Iterator<Item = (usize, usize)> {
    words.iter().filter_map(move |word| word.non_speaker(entry))
}

/// The entries of a set in which no word names the speaker and each word has one alternative, with the phrase of all words.
fn without_speaker(
    part: &SegmentPart,
    plan: &QueryPlan<'_>,
    words: &[Proximity],
    several: &EntryIds,
) -> (EntryIds, TermPhrase) {
    let mut without_speaker = several.clone();
    for word in words {
        if word.alternatives.is_empty() {
            without_speaker.intersect_with(&(&word.by_distance[OTHER_PERSON] | &word.by_distance[ELSEWHERE]));
        } else {
            without_speaker.clear();
        }
    }
    let all: Vec<(usize, usize)> = words.iter().map(|word| (word.term, 0)).collect();
    (without_speaker, plan.phrase(part, &all))
}

/// The order of two hits of one rank; hits of one segment are already in order.
fn newest_first(index: &SearchIndex, one: Hit, other: Hit) -> Ordering {
    if one.at.0 == other.at.0 {
        return one.at.1.cmp(&other.at.1);
    }
    let sort_key = |hit: Hit| {
        let (segment, entry) = (&index.parts[hit.at.0 as usize].segment, hit.at.1 as usize);
        (segment.list_date(entry), segment.facts(entry).rank())
    };
    let ((date, kind), (other_date, other_kind)) = (sort_key(one), sort_key(other));
    other_date.cmp(&date).then_with(|| (kind, one.brief).cmp(&(other_kind, other.brief)))
}
