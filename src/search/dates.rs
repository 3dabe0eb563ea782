//! Whether a date can be, or must be, within a period: bounds against bounds, as EDTF has it. It never asks what day it is now.

use chrono::{Datelike as _, NaiveDate};

use super::bytes::{ByteReader, put_short, put_u32};
use crate::analysis::Dated;
use crate::model::EdtfDate;

/// How well something fits what is asked; the greater fits better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DateFit {
    No,
    /// It can be meant: it has no date of its own, and nothing speaks against it.
    Undated,
    /// It can be meant: its date is not known well enough.
    Perhaps,
    Yes,
}

impl DateFit {
    pub(super) const fn from_bool(fits: bool) -> Self {
        if fits { Self::Yes } else { Self::No }
    }

    /// How well it fits the opposite.
    pub(super) const fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Undated => Self::Undated,
            Self::Perhaps => Self::Perhaps,
            Self::Yes => Self::No,
        }
    }
}

/// Days from one to another, both among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct QueryPeriod {
    first: NaiveDate,
    last: NaiveDate,
}

impl QueryPeriod {
    /// The days on which `when` can have been.
    pub(super) fn within(when: &EdtfDate) -> Self {
        Self { first: when.earliest().unwrap_or(NaiveDate::MIN), last: when.latest().unwrap_or(NaiveDate::MAX) }
    }

    /// From the first day of `when` on; `None` where it has no first day.
    pub(super) fn since(when: &EdtfDate) -> Option<Self> {
        Some(Self { first: when.earliest()?, last: NaiveDate::MAX })
    }

    /// Until the day before the first of `when`; `None` where it has no first day.
    pub(super) fn until(when: &EdtfDate) -> Option<Self> {
        Some(Self { first: NaiveDate::MIN, last: when.earliest()?.pred_opt()? })
    }

    /// Whether no day is in both.
    pub(super) fn is_apart_from(self, other: Self) -> bool {
        self.last < other.first || other.last < self.first
    }

    fn has(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// A day wider on either side.
    fn widened(self) -> Self {
        Self {
            first: self.first.pred_opt().unwrap_or(NaiveDate::MIN),
            last: self.last.succ_opt().unwrap_or(NaiveDate::MAX),
        }
    }
}

/// When something was, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct RecordDate {
    /// It was in one of these; never empty.
    periods: Vec<QueryPeriod>,
    doubted: bool,
    /// The bounds are an estimate.
    about: bool,
    /// The record has a date of its own.
    stated: bool,
}

impl RecordDate {
    /// When a record was. What is dated by its publication alone can have been on any day up to then; what has no date, on any day.
    pub(super) fn from_dated(dated: Dated<'_>) -> Self {
        match dated {
            Dated::Stated(when) => Self::at(when),
            Dated::By(_) | Dated::Unknown => {
                let span = dated.span();
                let periods = vec![QueryPeriod { first: span.earliest, last: span.latest }];
                Self { periods, doubted: false, about: false, stated: false }
            }
        }
    }

    /// The time that a date names; each day of a one-of set by itself.
    pub(super) fn at(when: &EdtfDate) -> Self {
        let days = when.days();
        let periods = match days.as_slice() {
            [] | [_] => vec![QueryPeriod::within(when)],
            several => several.iter().map(|day| QueryPeriod { first: *day, last: *day }).collect(),
        };
        // A set of days is doubted by its nature; its days say how much.
        let doubted = when.is_uncertain() && periods.len() == 1;
        Self { periods, doubted, about: when.is_approximate(), stated: true }
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        let flags = [self.doubted, self.about, self.stated];
        out.push(flags.into_iter().fold(0, |flags, flag| flags << 1 | u8::from(flag)));
        put_short(out, u32::try_from(self.periods.len()).unwrap_or(u32::MAX));
        for period in &self.periods {
            put_day(out, period.first);
            put_day(out, period.last);
        }
    }

    /// What [`write`](Self::write) wrote; `None` where it is something else.
    pub(super) fn read(taking: &mut ByteReader<'_>) -> Option<Self> {
        let flags = taking.byte()?;
        let [doubted, about, stated] = [4, 2, 1].map(|flag| flags & flag != 0);
        let periods = (0..taking.short()?).map(|_| Some(QueryPeriod { first: day(taking)?, last: day(taking)? }));
        let periods: Vec<QueryPeriod> = periods.collect::<Option<_>>()?;
        (!periods.is_empty()).then_some(Self { periods, doubted, about, stated })
    }

    /// How well it fits the period: by its bounds. A doubted date never fits for certain, an estimate only where a day more on either
    /// side would not matter; neither fits a period that is apart from its bounds.
    pub(super) fn fits(&self, asked: QueryPeriod) -> DateFit {
        let about = |period: &QueryPeriod| if self.about { period.widened() } else { *period };
        if self.periods.iter().all(|period| period.is_apart_from(asked)) {
            DateFit::No
        } else if !self.doubted && self.periods.iter().all(|period| asked.has(about(period))) {
            DateFit::Yes
        } else if self.stated {
            DateFit::Perhaps
        } else {
            DateFit::Undated
        }
    }
}

/// Puts a day down, as a number.
pub(super) fn put_day(out: &mut Vec<u8>, day: NaiveDate) {
    put_u32(out, day.num_days_from_ce().cast_unsigned());
}

/// A day that [`put_day`] put down.
pub(super) fn day(taking: &mut ByteReader<'_>) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(taking.u32()?.cast_signed())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(text: &str) -> EdtfDate {
        text.parse().unwrap()
    }

    #[test]
    fn dates_compare_by_their_bounds_and_doubt_is_kept() {
        let said = |asked: &str, date: &str| RecordDate::at(&when(date)).fits(QueryPeriod::within(&when(asked)));
        let after =
            |asked: &str, date: &str| RecordDate::at(&when(date)).fits(QueryPeriod::since(&when(asked)).unwrap());
        let before =
            |asked: &str, date: &str| RecordDate::at(&when(date)).fits(QueryPeriod::until(&when(asked)).unwrap());
        for (fit, expected, what) in [
            (said("2024-09", "2024-09-12"), DateFit::Yes, "a day within a month"),
            (said("2024-09-12", "2024-09"), DateFit::Perhaps, "a month around a day"),
            (said("2024-09", "2024-10-01"), DateFit::No, "the day after"),
            (said("2024-09", "2024-09-12?"), DateFit::Perhaps, "a doubted day"),
            (said("2024-09", "2024-09-12~"), DateFit::Yes, "an estimated day, well within"),
            (said("2024-09-12", "2024-09-12~"), DateFit::Perhaps, "an estimate is no certain day"),
            (said("2024", "[2024-09-10,2025-09-10]"), DateFit::Perhaps, "one of two days"),
            (said("2025-03", "[2024-09-10,2025-09-10]"), DateFit::No, "between the two days"),
            (after("2024-09", "2024-09-01"), DateFit::Yes, "the first day is in it"),
            (after("2024-09-12", "2024-09-05/2024-09-20"), DateFit::Perhaps, "an interval across it"),
            (after("2024-09-12", "2024-09-05/.."), DateFit::Perhaps, "an open end"),
            (before("2025", "2024-12-31"), DateFit::Yes, "the last day before"),
            (before("2024-09-12", "2024-09-12~"), DateFit::No, "an estimate by its bounds"),
            (before("2025", "2025"), DateFit::No, "not before itself"),
            (before("2025", "../2025-03"), DateFit::Perhaps, "an open beginning"),
        ] {
            assert_eq!(fit, expected, "{what}");
        }
    }

    #[test]
    fn what_is_dated_by_its_publication_can_have_been_at_any_time_before() {
        let published = when("2025-09-10");
        let moment = RecordDate::from_dated(Dated::By(&published));
        assert_eq!(moment.fits(QueryPeriod::until(&when("2026")).unwrap()), DateFit::Yes);
        assert_eq!(moment.fits(QueryPeriod::within(&when("2020"))), DateFit::Undated);
        assert_eq!(moment.fits(QueryPeriod::since(&when("2026")).unwrap()), DateFit::No);
        assert_eq!(RecordDate::from_dated(Dated::Unknown).fits(QueryPeriod::within(&when("2020"))), DateFit::Undated);
    }
}
