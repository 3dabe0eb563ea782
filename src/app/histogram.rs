//! The number of records over equal bins of the timeline's time span. It never draws.

use chrono::{Datelike, NaiveDate};

use crate::view::TimelineIndex;

/// Records counted in bins of equal length.
#[derive(Debug, Default)]
pub struct Histogram {
    /// The first and the last day, counted from the beginning of the calendar.
    ends: Option<(i32, i32)>,
    bins: [u32; BINS],
}

/// The number of bins.
pub const BINS: usize = 32;

impl Histogram {
    /// Counts the records at these positions. Records without a day or with an open end are not counted.
    pub fn new(timeline_index: &TimelineIndex, positions: impl Iterator<Item = usize>) -> Self {
        let days: Vec<i32> = positions.filter_map(|position| timeline_index.day(position)).collect();
        let ends = days.iter().min().copied().zip(days.iter().max().copied());
        let mut histogram = Self { ends, bins: [0; BINS] };
        for day in days {
            histogram.bins[histogram.bin_for_day(day)] += 1;
        }
        histogram
    }

    /// The levels of the bins, from 0 (empty) to 8 (the fullest bin).
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

    /// The bin of the record at `position`; `None` if it has no day.
    pub fn bin_for(&self, timeline_index: &TimelineIndex, position: usize) -> Option<usize> {
        timeline_index.day(position).map(|day| self.bin_for_day(day))
    }

    fn bin_for_day(&self, day: i32) -> usize {
        let Some((first, last)) = self.ends else { return 0 };
        let span = i64::from(last) - i64::from(first) + 1;
        let at = (i64::from(day) - i64::from(first)).clamp(0, span - 1);
        usize::try_from(at * 32 / span).unwrap_or(0).min(BINS - 1)
    }
}
