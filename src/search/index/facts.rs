//! The facts of a record that are neither names nor words nor dates, and the record itself, each packed into 32 bits. It judges nothing.

use crate::model::{Attribution, Credibility, EventKind, Ix, Record, Reliability, Stance};

/// The facts of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::search) struct RecordFacts(u32);

/// The kind of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) enum RecordKind {
    Statement,
    Event,
    Claim,
}

impl RecordKind {
    pub(in crate::search) const ALL: [Self; 3] = [Self::Statement, Self::Event, Self::Claim];
}

/// The bits of a fact: the first bit, and their number.
#[derive(Clone, Copy)]
struct BitRange(u32, u32);

const KIND: BitRange = BitRange(0, 2);
/// Zero if there is none, else one more than the position of the word in its vocabulary.
const ATTRIBUTION: BitRange = BitRange(2, 3);
const CREDIBILITY: BitRange = BitRange(5, 3);
const EVENT: BitRange = BitRange(8, 5);
const DISPUTED: BitRange = BitRange(13, 1);
const UNNAMED: BitRange = BitRange(14, 1);
/// One bit for each stance.
const STANCES: BitRange = BitRange(15, 5);
/// One bit for each reliability that one of the sources has.
const RELIABILITIES: BitRange = BitRange(20, 6);

impl RecordFacts {
    pub(in crate::search) fn from_kind(kind: RecordKind) -> Self {
        Self::default().with(KIND, position(&RecordKind::ALL, kind))
    }

    pub(in crate::search) fn attribution(self, attribution: Attribution) -> Self {
        self.with(ATTRIBUTION, position(Attribution::ALL, attribution) + 1)
    }

    pub(in crate::search) fn credibility(self, credibility: Credibility) -> Self {
        self.with(CREDIBILITY, position(Credibility::ALL, credibility) + 1)
    }

    pub(in crate::search) fn event(self, kind: EventKind) -> Self {
        self.with(EVENT, position(EventKind::ALL, kind) + 1)
    }

    pub(in crate::search) fn disputed(self, disputed: bool) -> Self {
        self.with(DISPUTED, u32::from(disputed))
    }

    pub(in crate::search) fn unnamed(self) -> Self {
        self.with(UNNAMED, 1)
    }

    pub(in crate::search) fn stance(self, stance: Stance) -> Self {
        self.with(STANCES, 1 << position(Stance::ALL, stance))
    }

    pub(in crate::search) fn reliability(self, reliability: Reliability) -> Self {
        self.with(RELIABILITIES, 1 << position(Reliability::ALL, reliability))
    }

    fn with(self, BitRange(at, _): BitRange, bits: u32) -> Self {
        Self(self.0 | bits << at)
    }

    fn bits(self, BitRange(at, count): BitRange) -> u32 {
        self.0 >> at & ((1 << count) - 1)
    }

    pub(in crate::search) fn is_kind(self, kind: RecordKind) -> bool {
        self.bits(KIND) == position(&RecordKind::ALL, kind)
    }

    pub(in crate::search) fn has_attribution(self, attribution: Attribution) -> bool {
        self.bits(ATTRIBUTION) == position(Attribution::ALL, attribution) + 1
    }

    /// The credibility of a statement; `None` for other records, which are not graded.
    pub(in crate::search) fn credible(self) -> Option<Credibility> {
        Credibility::ALL.get(usize::try_from(self.bits(CREDIBILITY)).ok()?.checked_sub(1)?).copied()
    }

    pub(in crate::search) fn is_event(self, kind: EventKind) -> bool {
        self.bits(EVENT) == position(EventKind::ALL, kind) + 1
    }

    pub(in crate::search) fn is_disputed(self) -> bool {
        self.bits(DISPUTED) != 0
    }

    pub(in crate::search) fn is_unnamed(self) -> bool {
        self.bits(UNNAMED) != 0
    }

    pub(in crate::search) fn has_stance(self, stance: Stance) -> bool {
        self.bits(STANCES) >> position(Stance::ALL, stance) & 1 != 0
    }

    /// The reliabilities of the sources.
    pub(in crate::search) fn reliabilities(self) -> impl Iterator<Item = Reliability> {
        let bits = self.bits(RELIABILITIES);
        (0..).zip(Reliability::ALL).filter(move |(at, _)| bits >> at & 1 != 0).map(|(_, reliability)| *reliability)
    }

    /// The rank of the kind among records of one date: direct statements first, claims last.
    pub(in crate::search) fn rank(self) -> u32 {
        let statements = u32::try_from(Attribution::ALL.len()).unwrap_or_default();
        match self.bits(KIND) {
            0 => self.bits(ATTRIBUTION),
            kind => statements + kind,
        }
    }

    pub(in crate::search) const fn number(self) -> u32 {
        self.0
    }

    /// The facts that a number encodes; unknown values count as absent.
    pub(in crate::search) const fn from_number(number: u32) -> Self {
        Self(number)
    }
}

/// A record in 32 bits: its kind in the highest two, then its position in the brief.
pub(in crate::search) fn pack_record(record: Record) -> u32 {
    let (kind, at) = match record {
        Record::Statement(ix) => (0, ix.at()),
        Record::Event(ix) => (1, ix.at()),
        Record::Claim(ix) => (2, ix.at()),
    };
    kind << 30 | u32::try_from(at).unwrap_or_default() & POSITION_MASK
}

/// The record that [`pack_record`] packed.
pub(in crate::search) fn unpack_record(number: u32) -> Record {
    let at = (number & POSITION_MASK) as usize;
    match number >> 30 {
        0 => Record::Statement(Ix::new(at)),
        1 => Record::Event(Ix::new(at)),
        _ => Record::Claim(Ix::new(at)),
    }
}

/// The bits of a record's position.
const POSITION_MASK: u32 = (1 << 30) - 1;

/// The position of a value in its vocabulary.
fn position<T: PartialEq + Copy>(all: &[T], value: T) -> u32 {
    all.iter().zip(0..).find(|(other, _)| **other == value).map(|(_, position)| position).unwrap_or_default()
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
    fn facts_do_not_overlap() {
        let all = RecordFacts::from_kind(RecordKind::Event)
            .event(EventKind::ALL[3])
            .disputed(true)
            .reliability(Reliability::F);
        assert!(all.is_kind(RecordKind::Event) && all.is_event(EventKind::ALL[3]) && all.is_disputed());
        assert!(!all.is_unnamed() && all.credible().is_none() && !all.has_stance(Stance::For));
        assert_eq!(all.reliabilities().collect::<Vec<_>>(), [Reliability::F]);
        let said = RecordFacts::from_kind(RecordKind::Statement)
            .attribution(Attribution::Mixed)
            .credibility(Credibility::ALL[5]);
        let said = said.unnamed().stance(Stance::Against).stance(Stance::For);
        assert!(said.has_attribution(Attribution::Mixed) && said.is_unnamed());
        assert_eq!(said.credible(), Some(Credibility::ALL[5]));
        assert!(said.has_stance(Stance::Against) && said.has_stance(Stance::For) && !said.has_stance(Stance::Unclear));
        assert_eq!(RecordFacts::from_number(said.number()), said);
    }
}
