//! How near the words of a question stand to the name of who speaks, in each entry: as sets of entries. It puts nothing in order.

use super::index::SegmentPart;
use super::postings::EntryIds;
use super::query::QueryTerm;
use super::query_plan::{TermCheck, WordCheck};
use super::relation::ELSEWHERE;

/// Nearer than this a word tells who speaks, rather than what is said.
pub(super) const SPEAKER: usize = 2;

/// The entries by how far all words together are from the name of who speaks.
pub(super) fn by_distance(entries: EntryIds, words: &[Proximity]) -> Vec<EntryIds> {
    let mut sums = vec![entries];
    for word in words {
        let mut next = vec![EntryIds::with_capacity(sums[0].len()); sums.len() + ELSEWHERE];
        for (sum, entries) in sums.iter().enumerate().filter(|(_, entries)| !entries.is_clear()) {
            for (distance, near) in word.near.iter().enumerate() {
                next[sum + distance].union_with(&(entries & near));
            }
        }
        sums = next;
    }
    sums
}

/// How near a choice of words is to who speaks.
pub(super) struct Proximity {
    /// The term.
    pub(super) term: usize,
    pub(super) excluded: bool,
    /// The entries that have one of them, by the least distance.
    pub(super) near: DistancePostings,
    /// Those in which the nearest tells who speaks, or stands in what is said.
    pub(super) said: EntryIds,
    /// The same of each alternative, with where it stands in what is said; nothing where there is only one.
    pub(super) alternatives: Vec<(DistancePostings, EntryIds)>,
}

/// Entries by the distance of a name: each is in one of these, if in any.
pub(super) type DistancePostings = [EntryIds; ELSEWHERE + 1];

impl Proximity {
    pub(super) fn new(
        part: &SegmentPart,
        at: usize,
        term: usize,
        (of_term, check): (&QueryTerm, &TermCheck<'_>),
    ) -> Option<Self> {
        let TermCheck::Words(words) = check else { return None };
        let none = || part.segment.none();
        let mut near: DistancePostings = [none(), none(), none(), none()];
        let mut said = none();
        let alternatives: Vec<(DistancePostings, EntryIds)> =
            words.iter().map(|word| (distances(part, at, word), word.said[at].clone())).collect();
        let mut nearer = none();
        for (distance, all) in near.iter_mut().enumerate() {
            for (own, _) in &alternatives {
                all.union_with(&own[distance]);
            }
            all.difference_with(&nearer);
            nearer.union_with(all);
            if distance < SPEAKER {
                said.union_with(all);
                continue;
            }
            for (own, is_said) in &alternatives {
                let mut here = &own[distance] & is_said;
                here.intersect_with(all);
                said.union_with(&here);
            }
        }
        let alternatives = if alternatives.len() > 1 { alternatives } else { Vec::new() };
        Some(Self { term, excluded: of_term.excluded, near, said, alternatives })
    }

    /// The entries that have one of the words, however far.
    pub(super) fn anywhere(&self) -> EntryIds {
        let mut all = self.near[0].clone();
        self.near[1..].iter().for_each(|entries| all.union_with(entries));
        all
    }

    /// The alternative that counts in an entry where it does not tell who speaks, and stands in what is said.
    pub(super) fn unnamed(&self, entry: usize) -> Option<(usize, usize)> {
        let distance = (SPEAKER..=ELSEWHERE).find(|distance| self.near[*distance].contains(entry))?;
        let counts = |(own, said): &(DistancePostings, EntryIds)| own[distance].contains(entry) && said.contains(entry);
        let at = if self.alternatives.is_empty() { Some(0) } else { self.alternatives.iter().position(counts) };
        Some((self.term, at?))
    }
}

/// The entries that have one alternative, by its distance from the name of who speaks.
fn distances(part: &SegmentPart, at: usize, word: &WordCheck) -> DistancePostings {
    let none = || part.segment.none();
    let mut distances: DistancePostings = [none(), none(), none(), none()];
    if word.is_name {
        for (distance, entries) in distances.iter_mut().enumerate() {
            // What says nothing of who is meant may stand in a name, and brings it no nearer.
            let is_meant = |of_name: usize| if word.tells { of_name == distance } else { distance == ELSEWHERE };
            part.add_named(&word.named.things, |how| how.distance().is_some_and(is_meant), entries);
        }
    }
    distances[ELSEWHERE].union_with(&word.said[at]);
    let mut nearer = none();
    for entries in &mut distances {
        entries.difference_with(&nearer);
        nearer.union_with(entries);
    }
    distances
}

/// The entries of a set in which more than one word does not name the speaker.
pub(super) fn several(words: &[Proximity], all_said: &EntryIds) -> EntryIds {
    let mut several = EntryIds::with_capacity(all_said.len());
    let mut once = several.clone();
    for word in words {
        let unnamed = &(&word.near[SPEAKER] | &word.near[ELSEWHERE]) & all_said;
        several.union_with(&(&once & &unnamed));
        once.union_with(&unnamed);
    }
    several
}
