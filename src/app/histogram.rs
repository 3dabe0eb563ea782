//! How much of the timeline falls into which part of its years.

use chrono::{Datelike, NaiveDate};

use super::timeline_index::TimelineIndex;
use crate::analysis::Dated;
use crate::model::{Brief, Record};

/// Records counted over equal stretches of time.
#[derive(Debug, Default)]
pub struct Histogram {
    /// The first and the last day.
    ends: Option<(i32, i32)>,
    bins: [u32; BINS],
}

/// Stretches that the time is divided into.
pub const BINS: usize = 32;

impl Histogram {
    /// The density of the records at these places. What has no day, or an open end, is not counted.
    pub fn new(chronicle: &TimelineIndex, places: impl Iterator<Item = usize>) -> Self {
        let days: Vec<i32> = places.filter_map(|place| chronicle.day(place)).collect();
        let ends = days.iter().min().copied().zip(days.iter().max().copied());
        let mut density = Self { ends, bins: [0; BINS] };
        for day in days {
            density.bins[density.bin_for_day(day)] += 1;
        }
        density
    }

    /// The levels from 0 (nothing) to 8 (most), one a stretch.
    pub fn levels(&self) -> [u8; BINS] {
        let most = self.bins.iter().max().copied().unwrap_or(0).max(1);
        self.bins.map(|count| u8::try_from((count * 8).div_ceil(most)).unwrap_or(8))
    }

    /// The first and the last year.
    pub fn years(&self) -> Option<(i32, i32)> {
        let (first, last) = self.ends?;
        let year = |day| Some(NaiveDate::from_num_days_from_ce_opt(day)?.year());
        Some((year(first)?, year(last)?))
    }

    /// The stretch in which the record at `place` stands.
    pub fn bin_for(&self, chronicle: &TimelineIndex, place: usize) -> Option<usize> {
        chronicle.day(place).map(|day| self.bin_for_day(day))
    }

    fn bin_for_day(&self, day: i32) -> usize {
        let Some((first, last)) = self.ends else { return 0 };
        let span = i64::from(last) - i64::from(first) + 1;
        let at = (i64::from(day) - i64::from(first)).clamp(0, span - 1);
        usize::try_from(at * 32 / span).unwrap_or(0).min(BINS - 1)
    }
}

/// The middle of the days on which a record can have been, counted from the beginning of the calendar.
pub(super) fn middle_day(brief: &Brief, record: Record) -> Option<i32> {
    let when = Dated::new(brief, record).when()?;
    let (earliest, latest) = (when.earliest()?, when.latest()?);
    Some((earliest + (latest - earliest) / 2).num_days_from_ce())
}
