//! Whether a date lies within a period, for certain or possibly: bounds against bounds, as in EDTF. It never reads the clock.

use chrono::{Datelike as _, NaiveDate};

use super::bytes::{ByteReader, put_u32, put_varint};
use crate::analysis::Dated;
use crate::model::EdtfDate;

/// How well a date matches a period; a greater value is a better match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DateFit {
    No,
    /// The record has no date of its own, and the match is possible.
    Undated,
    /// The date is not precise enough, and the match is possible.
    Uncertain,
    Yes,
}

impl DateFit {
    pub(super) const fn from_bool(fits: bool) -> Self {
        if fits { Self::Yes } else { Self::No }
    }

    /// The match with the opposite condition.
    pub(super) const fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Undated => Self::Undated,
            Self::Uncertain => Self::Uncertain,
            Self::Yes => Self::No,
        }
    }
}

/// A range of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct QueryPeriod {
    first: NaiveDate,
    last: NaiveDate,
}

impl QueryPeriod {
    /// The days on which `when` can have been. An estimate is taken at its word.
    pub(super) fn within(when: &EdtfDate) -> Self {
        Self::from_bounds([when.earliest(), when.latest()])
    }

    fn from_bounds([first, last]: [Option<NaiveDate>; 2]) -> Self {
        Self { first: first.unwrap_or(NaiveDate::MIN), last: last.unwrap_or(NaiveDate::MAX) }
    }

    /// The days from the first day of `when` on; `None` if `when` has no first day.
    pub(super) fn since(when: &EdtfDate) -> Option<Self> {
        Some(Self { first: when.earliest()?, last: NaiveDate::MAX })
    }

    /// The days before the first day of `when`; `None` if `when` has no first day.
    pub(super) fn until(when: &EdtfDate) -> Option<Self> {
        Some(Self { first: NaiveDate::MIN, last: when.earliest()?.pred_opt()? })
    }

    /// Whether the periods have no day in common.
    pub(super) fn is_disjoint_from(self, other: Self) -> bool {
        self.last < other.first || other.last < self.first
    }

    fn contains(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }
}

/// The date of a record, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct RecordDate {
    /// The record is from one of these periods, estimates widened; never empty.
    periods: Vec<QueryPeriod>,
    uncertain: bool,
    /// Whether the record states a date of its own.
    stated: bool,
}

impl RecordDate {
    /// The date of a record. A record that only its publication dates can be from any day up to that one; a record without a date can be
    /// from any day.
    pub(super) fn from_dated(dated: Dated<'_>) -> Self {
        let before =
            |latest| Self { periods: vec![QueryPeriod::from_bounds([None, latest])], uncertain: false, stated: false };
        match dated {
            Dated::Stated(when) => Self::at(when),
            Dated::By(published) => before(published.widened()[1]),
            Dated::Unknown => before(None),
        }
    }

    /// The date that `when` names; every date of a one-of set is a period of its own.
    pub(super) fn at(when: &EdtfDate) -> Self {
        let periods: Vec<QueryPeriod> = when.ranges().into_iter().map(QueryPeriod::from_bounds).collect();
        // A set of dates is uncertain by nature, which its periods already express.
        let uncertain = when.is_uncertain() && periods.len() == 1;
        Self { periods, uncertain, stated: true }
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        let flags = [self.uncertain, self.stated];
        out.push(flags.into_iter().fold(0, |flags, flag| flags << 1 | u8::from(flag)));
        put_varint(out, u32::try_from(self.periods.len()).unwrap_or(u32::MAX));
        for period in &self.periods {
            put_day(out, period.first);
            put_day(out, period.last);
        }
    }

    /// Decodes what [`write`](Self::write) encoded; `None` if it is malformed.
    pub(super) fn read(reader: &mut ByteReader<'_>) -> Option<Self> {
        let flags = reader.byte()?;
        let [uncertain, stated] = [2, 1].map(|flag| flags & flag != 0);
        let periods = (0..reader.varint()?).map(|_| Some(QueryPeriod { first: day(reader)?, last: day(reader)? }));
        let periods: Vec<QueryPeriod> = periods.collect::<Option<_>>()?;
        (!periods.is_empty()).then_some(Self { periods, uncertain, stated })
    }

    /// How well the date matches a period, by its bounds. An uncertain date is never a certain match. An estimate can match a period that
    /// it reaches only when it is widened, and is a certain match only if all of the widened date is one.
    pub(super) fn fits(&self, query_period: QueryPeriod) -> DateFit {
        if self.periods.iter().all(|period| period.is_disjoint_from(query_period)) {
            DateFit::No
        } else if !self.uncertain && self.periods.iter().all(|period| query_period.contains(*period)) {
            DateFit::Yes
        } else if self.stated {
            DateFit::Uncertain
        } else {
            DateFit::Undated
        }
    }
}

/// Appends a day, as the number of days since the Common Era began.
fn put_day(out: &mut Vec<u8>, day: NaiveDate) {
    put_u32(out, day.num_days_from_ce().cast_unsigned());
}

/// Reads a day that [`put_day`] wrote.
fn day(reader: &mut ByteReader<'_>) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(reader.u32()?.cast_signed())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(text: &str) -> EdtfDate {
        text.parse().unwrap()
    }

    #[test]
    fn dates_compare_by_their_bounds_and_uncertainty_is_kept() {
        let said = |asked: &str, date: &str| RecordDate::at(&when(date)).fits(QueryPeriod::within(&when(asked)));
        let after =
            |asked: &str, date: &str| RecordDate::at(&when(date)).fits(QueryPeriod::since(&when(asked)).unwrap());
        let before =
            |asked: &str, date: &str| RecordDate::at(&when(date)).fits(QueryPeriod::until(&when(asked)).unwrap());
        for (fit, expected, what) in [
            (said("2024-09", "2024-09-12"), DateFit::Yes, "a day within a month"),
            (said("2024-09-12", "2024-09"), DateFit::Uncertain, "a month around a day"),
            (said("2024-09", "2024-10-01"), DateFit::No, "the day after"),
            (said("2024-09", "2024-09-12?"), DateFit::Uncertain, "a doubted day"),
            (said("2024-09", "2024-09-12~"), DateFit::Yes, "an estimated day, well within"),
            (said("2024-09-12", "2024-09-12~"), DateFit::Uncertain, "an estimate is no certain day"),
            (said("2024", "[2024-09-10,2025-09-10]"), DateFit::Uncertain, "one of two days"),
            (said("2025-03", "[2024-09-10,2025-09-10]"), DateFit::No, "between the two days"),
            (after("2024-09", "2024-09-01"), DateFit::Yes, "the first day is in it"),
            (after("2024-09-12", "2024-09-05/2024-09-20"), DateFit::Uncertain, "an interval across it"),
            (after("2024-09-12", "2024-09-05/.."), DateFit::Uncertain, "an open end"),
            (before("2025", "2024-12-31"), DateFit::Yes, "the last day before"),
            (before("2024-09-12", "2024-09-12~"), DateFit::Uncertain, "an estimate can have been the day before"),
            (before("2024-09-11", "2024-09-12~"), DateFit::No, "an estimated day is no more than a day off"),
            (after("2025-01-01", "2024~"), DateFit::Uncertain, "an estimated year"),
            (after("2025-01-01", "2024-12~"), DateFit::Uncertain, "an estimated month"),
            (after("2025-03", "2024-12~"), DateFit::No, "more than a month after an estimated month"),
            (said("2024", "2024-06~"), DateFit::Yes, "an estimated month, well within"),
            (said("2024-09-12", "2024-09-12T23:30:00-05:00"), DateFit::Yes, "a time is of the day as written"),
            (before("2025", "2025"), DateFit::No, "not before itself"),
            (before("2025", "../2025-03"), DateFit::Uncertain, "an open beginning"),
        ] {
            assert_eq!(fit, expected, "{what}");
        }
    }

    #[test]
    fn what_is_dated_by_its_publication_can_have_been_at_any_time_before() {
        let published = when("2025-09-10");
        let date = RecordDate::from_dated(Dated::By(&published));
        assert_eq!(date.fits(QueryPeriod::until(&when("2026")).unwrap()), DateFit::Yes);
        assert_eq!(date.fits(QueryPeriod::within(&when("2020"))), DateFit::Undated);
        assert_eq!(date.fits(QueryPeriod::since(&when("2026")).unwrap()), DateFit::No);
        assert_eq!(RecordDate::from_dated(Dated::Unknown).fits(QueryPeriod::within(&when("2020"))), DateFit::Undated);
    }
}
