//! What the columns of a segment name by place: moments, dates, sources.

use super::bytes::Taking;
use super::dates::{Moment, day};
use super::leaf::ListDate;

/// What the columns name by place.
#[derive(Debug, Default)]
pub(super) struct Tables {
    pub(super) moments: Vec<Moment>,
    pub(super) dates: Vec<ListDate>,
    /// Sources by their places.
    pub(super) sets: Vec<Vec<u32>>,
    pub(super) sources: Vec<SourceRow>,
}

/// A source of a segment.
#[derive(Debug)]
pub(super) struct SourceRow {
    pub(super) brief: u32,
    /// The place of the moment at which it was published.
    pub(super) published: u32,
    pub(super) id: String,
}

pub(super) fn numbers(taking: &mut Taking<'_>) -> Option<Vec<u32>> {
    (0..taking.short()?).map(|_| taking.short()).collect()
}

pub(super) fn read_date(taking: &mut Taking<'_>) -> Option<ListDate> {
    let flags = taking.byte()?;
    if flags == 0 {
        return Some(None);
    }
    let latest = day(taking)?;
    let earliest = if flags & 4 != 0 { Some(day(taking)?) } else { None };
    Some(Some((earliest, latest, flags & 2 != 0)))
}
