//! How much of the timeline falls into which part of its years.

use chrono::{Datelike, NaiveDate};

use crate::findings::Dated;
use crate::model::{Brief, Record};

/// Records counted over equal stretches of time.
#[derive(Debug, Default)]
pub struct Density {
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
    bins: [u32; BINS],
}

/// Stretches that the time is divided into.
pub const BINS: usize = 32;

impl Density {
    /// The density of `records`. What has no day, or an open end, is not counted.
    pub fn of(brief: &Brief, records: &[Record]) -> Self {
        let days: Vec<NaiveDate> = records.iter().filter_map(|record| middle(brief, *record)).collect();
        let mut density = Self { first: days.iter().min().copied(), last: days.iter().max().copied(), bins: [0; BINS] };
        for day in days {
            density.bins[density.bin_of_day(day)] += 1;
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
        Some((self.first?.year(), self.last?.year()))
    }

    /// The stretch in which a record stands.
    pub fn bin_of(&self, brief: &Brief, record: Record) -> Option<usize> {
        middle(brief, record).map(|day| self.bin_of_day(day))
    }

    fn bin_of_day(&self, day: NaiveDate) -> usize {
        let (Some(first), Some(last)) = (self.first, self.last) else { return 0 };
        let span = (last - first).num_days() + 1;
        let at = (day - first).num_days().clamp(0, span - 1);
        usize::try_from(at * 32 / span).unwrap_or(0).min(BINS - 1)
    }
}

fn middle(brief: &Brief, record: Record) -> Option<NaiveDate> {
    let when = Dated::of(brief, record).when()?;
    let (earliest, latest) = (when.earliest()?, when.latest()?);
    Some(earliest + (latest - earliest) / 2)
}
