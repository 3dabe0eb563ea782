//! What a record is tested for that is no name, no word and no date, in 32 bits.

use crate::model::{Attribution, Credibility, EventKind, Reliability, Stance};

/// The facts of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct RecordFacts(u32);

/// What kind of record it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RecordKind {
    Statement,
    Event,
    Claim,
}

impl RecordKind {
    pub(super) const ALL: [Self; 3] = [Self::Statement, Self::Event, Self::Claim];
}

/// Where a fact stands: the first of its bits, and how many there are.
#[derive(Clone, Copy)]
struct BitRange(u32, u32);

const KIND: BitRange = BitRange(0, 2);
/// Nothing, or one more than the place of the word.
const ATTRIBUTION: BitRange = BitRange(2, 3);
const CREDIBILITY: BitRange = BitRange(5, 3);
const EVENT: BitRange = BitRange(8, 5);
const DISPUTED: BitRange = BitRange(13, 1);
const UNNAMED: BitRange = BitRange(14, 1);
/// A bit for each.
const STANCES: BitRange = BitRange(15, 5);
/// A bit for each that one of its sources has.
const RELIABILITIES: BitRange = BitRange(20, 6);

impl RecordFacts {
    pub(super) fn from_kind(kind: RecordKind) -> Self {
        Self::default().with(KIND, place(&RecordKind::ALL, kind))
    }

    pub(super) fn attribution(self, attribution: Attribution) -> Self {
        self.with(ATTRIBUTION, place(Attribution::ALL, attribution) + 1)
    }

    pub(super) fn credibility(self, credibility: Credibility) -> Self {
        self.with(CREDIBILITY, place(Credibility::ALL, credibility) + 1)
    }

    pub(super) fn event(self, kind: EventKind) -> Self {
        self.with(EVENT, place(EventKind::ALL, kind) + 1)
    }

    pub(super) fn disputed(self, disputed: bool) -> Self {
        self.with(DISPUTED, u32::from(disputed))
    }

    pub(super) fn unnamed(self) -> Self {
        self.with(UNNAMED, 1)
    }

    pub(super) fn stance(self, stance: Stance) -> Self {
        self.with(STANCES, 1 << place(Stance::ALL, stance))
    }

    pub(super) fn reliability(self, reliability: Reliability) -> Self {
        self.with(RELIABILITIES, 1 << place(Reliability::ALL, reliability))
    }

    fn with(self, BitRange(at, _): BitRange, bits: u32) -> Self {
        Self(self.0 | bits << at)
    }

    fn bits(self, BitRange(at, count): BitRange) -> u32 {
        self.0 >> at & ((1 << count) - 1)
    }

    pub(super) fn is_kind(self, kind: RecordKind) -> bool {
        self.bits(KIND) == place(&RecordKind::ALL, kind)
    }

    pub(super) fn has_attribution(self, attribution: Attribution) -> bool {
        self.bits(ATTRIBUTION) == place(Attribution::ALL, attribution) + 1
    }

    /// How credible a statement is; nothing else is graded so.
    pub(super) fn credible(self) -> Option<Credibility> {
        Credibility::ALL.get(usize::try_from(self.bits(CREDIBILITY)).ok()?.checked_sub(1)?).copied()
    }

    pub(super) fn is_event(self, kind: EventKind) -> bool {
        self.bits(EVENT) == place(EventKind::ALL, kind) + 1
    }

    pub(super) fn is_disputed(self) -> bool {
        self.bits(DISPUTED) != 0
    }

    pub(super) fn is_unnamed(self) -> bool {
        self.bits(UNNAMED) != 0
    }

    pub(super) fn takes(self, stance: Stance) -> bool {
        self.bits(STANCES) >> place(Stance::ALL, stance) & 1 != 0
    }

    /// How reliable its sources are.
    pub(super) fn reliabilities(self) -> impl Iterator<Item = Reliability> {
        let bits = self.bits(RELIABILITIES);
        (0..).zip(Reliability::ALL).filter(move |(at, _)| bits >> at & 1 != 0).map(|(_, reliability)| *reliability)
    }

    /// The place of its kind among records of one date: direct statements first, claims last.
    pub(super) fn rank(self) -> u32 {
        let statements = u32::try_from(Attribution::ALL.len()).unwrap_or_default();
        match self.bits(KIND) {
            0 => self.bits(ATTRIBUTION),
            kind => statements + kind,
        }
    }

    pub(super) const fn number(self) -> u32 {
        self.0
    }

    /// The facts of a number; what is no fact in it is none.
    pub(super) const fn numbered(number: u32) -> Self {
        Self(number)
    }
}

/// The place of a value among all.
fn place<T: PartialEq + Copy>(all: &[T], value: T) -> u32 {
    all.iter().zip(0..).find(|(other, _)| **other == value).map(|(_, place)| place).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fact_has_room_for_all_its_values() {
        for (all, bits) in [
            (RecordKind::ALL.len() - 1, KIND),
            (Attribution::ALL.len(), ATTRIBUTION),
            (Credibility::ALL.len(), CREDIBILITY),
            (EventKind::ALL.len(), EVENT),
        ] {
            assert!(all < 1 << bits.1, "{all} in {} bits", bits.1);
        }
        assert_eq!((Stance::ALL.len(), Reliability::ALL.len()), (5, 6));
    }

    #[test]
    fn facts_are_told_apart() {
        let all = RecordFacts::from_kind(RecordKind::Event)
            .event(EventKind::ALL[3])
            .disputed(true)
            .reliability(Reliability::F);
        assert!(all.is_kind(RecordKind::Event) && all.is_event(EventKind::ALL[3]) && all.is_disputed());
        assert!(!all.is_unnamed() && all.credible().is_none() && !all.takes(Stance::For));
        assert_eq!(all.reliabilities().collect::<Vec<_>>(), [Reliability::F]);
        let said = RecordFacts::from_kind(RecordKind::Statement)
            .attribution(Attribution::Mixed)
            .credibility(Credibility::ALL[5]);
        let said = said.unnamed().stance(Stance::Against).stance(Stance::For);
        assert!(said.has_attribution(Attribution::Mixed) && said.is_unnamed());
        assert_eq!(said.credible(), Some(Credibility::ALL[5]));
        assert!(said.takes(Stance::Against) && said.takes(Stance::For) && !said.takes(Stance::Unclear));
        assert_eq!(RecordFacts::numbered(said.number()), said);
    }
}
