//! Days of the proleptic Gregorian calendar as numbers, for years of any length. It never fails: what is too far away saturates.

use chrono::NaiveDate;
use edtf_core::{Bound, BoundDate};

/// A day, counted so that the first of January of the year 1 is 1. Days beyond some 25 · 10¹⁵ years are the first or the last number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct DayNumber(pub(super) i64);

/// The earliest and the latest day of a date; `None` is an open or unknown end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DayBounds {
    pub(super) earliest: Option<DayNumber>,
    pub(super) latest: Option<DayNumber>,
}

/// Days before the first of each month in a year that is no leap year.
const DAYS_BEFORE: [i128; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

impl DayNumber {
    /// The day of a year, a month and a day. Months before 1 and after 12 count into other years, days after the last of a month into
    /// the next.
    pub(super) fn new(year: i64, month: i64, day: u8) -> Self {
        let year = i128::from(year) + i128::from((month - 1).div_euclid(12));
        let month = usize::try_from((month - 1).rem_euclid(12)).unwrap_or_default();
        let is_leap = year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0);
        let past = year - 1;
        let before_year = past * 365 + past.div_euclid(4) - past.div_euclid(100) + past.div_euclid(400);
        let days = before_year + DAYS_BEFORE[month] + i128::from(is_leap && month > 1) + i128::from(day);
        Self(i64::try_from(days).unwrap_or(if days < 0 { i64::MIN } else { i64::MAX }))
    }

    /// The day in chrono's calendar; its first or last day when it lies outside.
    pub(super) fn to_calendar(self) -> NaiveDate {
        let outside = if self.0 < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
        i32::try_from(self.0).ok().and_then(NaiveDate::from_num_days_from_ce_opt).unwrap_or(outside)
    }

    /// The number of days from `other` to this day.
    pub(super) const fn days_since(self, other: Self) -> i64 {
        self.0.saturating_sub(other.0)
    }

    /// The day before.
    pub(super) const fn before(self) -> Self {
        Self(self.0.saturating_sub(1))
    }
}

impl DayBounds {
    pub(super) fn to_calendar(self) -> [Option<NaiveDate>; 2] {
        [self.earliest, self.latest].map(|day| day.map(DayNumber::to_calendar))
    }

    /// The bounds with more days at either end.
    pub(super) fn padded(self, days: i64) -> Self {
        Self {
            earliest: self.earliest.map(|day| DayNumber(day.0.saturating_sub(days))),
            latest: self.latest.map(|day| DayNumber(day.0.saturating_add(days))),
        }
    }
}

impl From<edtf_core::Bounds> for DayBounds {
    fn from(bounds: edtf_core::Bounds) -> Self {
        let day = |bound| match bound {
            Bound::Date(BoundDate { year, month, day }) => Some(DayNumber::new(year, i64::from(month), day)),
            Bound::NegativeInfinity | Bound::PositiveInfinity | Bound::Unknown => None,
        };
        Self { earliest: day(bounds.earliest), latest: day(bounds.latest) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Datelike as _;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn days_are_numbered_as_in_the_calendar(number in -90_000_000_i32..90_000_000) {
            let day = NaiveDate::from_num_days_from_ce_opt(number).unwrap();
            let (month, of_month) = (i64::from(day.month()), u8::try_from(day.day()).unwrap());
            let counted = DayNumber::new(i64::from(day.year()), month, of_month);
            prop_assert_eq!(counted.0, i64::from(number));
            prop_assert_eq!(counted.to_calendar(), day);
            prop_assert_eq!(DayNumber::new(i64::from(day.year()) - 1, month + 12, of_month), counted);
        }
    }

    #[test]
    fn days_outside_of_the_calendar_saturate() {
        assert_eq!(DayNumber::new(170_000_002, 1, 1).to_calendar(), NaiveDate::MAX);
        assert_eq!(DayNumber::new(-170_000_002, 1, 1).to_calendar(), NaiveDate::MIN);
        assert!(DayNumber::new(170_000_002, 1, 1) < DayNumber::new(170_000_002, 1, 2));
        assert_eq!(DayNumber::new(i64::MAX, 12, 31), DayNumber(i64::MAX));
        assert_eq!(DayNumber::new(-i64::MAX, 1, 1).before(), DayNumber(i64::MIN));
    }
}
