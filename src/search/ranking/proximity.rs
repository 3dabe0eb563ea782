//! The distance of each word of a query from the speaker of an entry, as sets of entries. It ranks nothing.

use super::plan::{TermCheck, WordCheck};
use crate::search::index::SegmentPart;
use crate::search::index::postings::EntryIds;
use crate::search::index::relation::ELSEWHERE;
use crate::search::query::terms::QueryTerm;

/// The distance of a word that names somebody other than the speaker. A smaller distance is that of the speaker or the speaker's role.
pub(super) const OTHER_PERSON: usize = 2;

/// The entries by the sum of the distances of all words.
pub(super) fn sum_distances(entries: EntryIds, words: &[Proximity]) -> Vec<EntryIds> {
    let mut sums = vec![entries];
    for word in words {
        let mut next = vec![EntryIds::with_capacity(sums[0].len()); sums.len() + ELSEWHERE];
        for (sum, entries) in sums.iter().enumerate().filter(|(_, entries)| !entries.is_clear()) {
            for (distance, at_distance) in word.by_distance.iter().enumerate() {
                next[sum + distance].union_with(&(entries & at_distance));
            }
        }
        sums = next;
    }
    sums
}

/// The matches of a term of words, by distance from the speaker.
pub(super) struct Proximity {
    /// The position of the term in the query.
    pub(super) term: usize,
    pub(super) excluded: bool,
    /// The entries that have one of the alternatives, by its least distance.
    pub(super) by_distance: DistancePostings,
    /// The entries in which the nearest alternative names the speaker, or is in the text.
    pub(super) in_text: EntryIds,
    /// The same for each alternative, with the entries that have it in the text; empty if there is only one.
    pub(super) alternatives: Vec<(DistancePostings, EntryIds)>,
}

/// Entries by distance; an entry is in at most one set.
pub(super) type DistancePostings = [EntryIds; ELSEWHERE + 1];

impl Proximity {
    pub(super) fn new(
        part: &SegmentPart,
        at: usize,
        term: usize,
        (query_term, check): (&QueryTerm, &TermCheck<'_>),
    ) -> Option<Self> {
        let TermCheck::Words(words) = check else { return None };
        let empty = || part.segment.empty_set();
        let mut by_distance: DistancePostings = [empty(), empty(), empty(), empty()];
        let mut in_text = empty();
        let alternatives: Vec<(DistancePostings, EntryIds)> =
            words.iter().map(|word| (distances(part, at, word), word.in_text[at].clone())).collect();
        let mut nearer = empty();
        for (distance, all) in by_distance.iter_mut().enumerate() {
            for (own, _) in &alternatives {
                all.union_with(&own[distance]);
            }
            all.difference_with(&nearer);
            nearer.union_with(all);
            if distance < OTHER_PERSON {
                in_text.union_with(all);
                continue;
            }
            for (own, is_in_text) in &alternatives {
                let mut here = &own[distance] & is_in_text;
                here.intersect_with(all);
                in_text.union_with(&here);
            }
        }
        let alternatives = if alternatives.len() > 1 { alternatives } else { Vec::new() };
        Some(Self { term, excluded: query_term.excluded, by_distance, in_text, alternatives })
    }

    /// The entries that have one of the alternatives at any distance.
    pub(super) fn anywhere(&self) -> EntryIds {
        let mut all = self.by_distance[0].clone();
        self.by_distance[1..].iter().for_each(|entries| all.union_with(entries));
        all
    }

    /// The alternative that counts in an entry, if it does not name the speaker and is in the text.
    pub(super) fn non_speaker(&self, entry: usize) -> Option<(usize, usize)> {
        let distance = (OTHER_PERSON..=ELSEWHERE).find(|distance| self.by_distance[*distance].contains(entry))?;
        let counts =
            |(own, in_text): &(DistancePostings, EntryIds)| own[distance].contains(entry) && in_text.contains(entry);
        let at = if self.alternatives.is_empty() { Some(0) } else { self.alternatives.iter().position(counts) };
        Some((self.term, at?))
    }
}

/// The entries that have one alternative, by its distance from the speaker.
fn distances(part: &SegmentPart, at: usize, word: &WordCheck) -> DistancePostings {
    let empty = || part.segment.empty_set();
    let mut distances: DistancePostings = [empty(), empty(), empty(), empty()];
    if word.is_name {
        for (distance, entries) in distances.iter_mut().enumerate() {
            // A particle can be part of a name, but does not make the name nearer.
            let accepts = |name_distance: usize| {
                if word.is_distinctive { name_distance == distance } else { distance == ELSEWHERE }
            };
            part.add_entity_postings(
                &word.name_match.entities,
                |relation| relation.distance().is_some_and(accepts),
                entries,
            );
        }
    }
    distances[ELSEWHERE].union_with(&word.in_text[at]);
    let mut nearer = empty();
    for entries in &mut distances {
        entries.difference_with(&nearer);
        nearer.union_with(entries);
    }
    distances
}

/// The entries of a set in which more than one word does not name the speaker.
pub(super) fn with_several_words(words: &[Proximity], all_in_text: &EntryIds) -> EntryIds {
    let mut several = EntryIds::with_capacity(all_in_text.len());
    let mut once = several.clone();
    for word in words {
        let non_speaker = &(&word.by_distance[OTHER_PERSON] | &word.by_distance[ELSEWHERE]) & all_in_text;
        several.union_with(&(&once & &non_speaker));
        once.union_with(&non_speaker);
    }
    several
}
