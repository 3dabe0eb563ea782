//! What the columns of a segment name by place: moments, dates, sources.

use super::bytes::ByteReader;
use super::dates::{RecordDate, day};
use super::document::ListDate;

/// What the columns name by place.
#[derive(Debug, Default)]
pub(super) struct SourceTables {
    pub(super) moments: Vec<RecordDate>,
    pub(super) dates: Vec<ListDate>,
    /// Sources by their places.
    pub(super) sets: Vec<Vec<u32>>,
    pub(super) sources: Vec<SegmentSource>,
}

/// A source of a segment.
#[derive(Debug)]
pub(super) struct SegmentSource {
    pub(super) brief: u32,
    /// The place of the moment at which it was published.
    pub(super) published: u32,
    pub(super) id: String,
}

pub(super) fn numbers(taking: &mut ByteReader<'_>) -> Option<Vec<u32>> {
    (0..taking.short()?).map(|_| taking.short()).collect()
}

pub(super) fn read_date(taking: &mut ByteReader<'_>) -> Option<ListDate> {
    let flags = taking.byte()?;
    if flags == 0 {
        return Some(None);
    }
    let latest = day(taking)?;
    let earliest = if flags & 4 != 0 { Some(day(taking)?) } else { None };
    Some(Some((earliest, latest, flags & 2 != 0)))
}
