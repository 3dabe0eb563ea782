//! The date of a record: its own, or the publication date of its source as an upper bound. It never reads the clock.

use std::cmp::Ordering;

use chrono::NaiveDate;

use crate::model::{Brief, ClockTime, EdtfDate, Ix, Record};

/// The known date of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dated<'a> {
    /// The date of the record itself.
    Stated(&'a EdtfDate),
    /// The publication date of its first source. The record has no date and is from this day or any day before.
    By(&'a EdtfDate),
    /// Neither the record nor its first source has a date.
    Unknown,
}

impl<'a> Dated<'a> {
    /// The date of `record` in `brief`.
    pub fn new(brief: &'a Brief, record: Record) -> Self {
        let published =
            || brief.sources_of(record).first().and_then(|source| brief.sources[*source].published.as_ref());
        match brief.when_of(record) {
            Some(own) => Self::Stated(own),
            None => published().map_or(Self::Unknown, Self::By),
        }
    }

    /// The date of the record or of the publication.
    pub const fn when(self) -> Option<&'a EdtfDate> {
        match self {
            Self::Stated(when) | Self::By(when) => Some(when),
            Self::Unknown => None,
        }
    }

    /// The range of possible days, an estimate at its word. For [`Dated::By`], it is open at the start and ends with the latest day of the
    /// publication.
    pub fn span(self) -> DaySpan {
        let ([earliest, latest], clock) = match self {
            Self::Stated(when) => ([when.earliest(), when.latest()], when.clock()),
            Self::By(published) => ([None, published.latest()], None),
            Self::Unknown => ([None, None], None),
        };
        DaySpan { earliest: earliest.unwrap_or(NaiveDate::MIN), latest: latest.unwrap_or(NaiveDate::MAX), clock }
    }

    /// Whether both are the same date, but for a time of day.
    pub fn is_same_day(self, other: Self) -> bool {
        match (self, other) {
            (Self::Stated(mine), Self::Stated(theirs)) if mine.clock().is_some() && theirs.clock().is_some() => {
                mine.earliest() == theirs.earliest()
            }
            _ => self == other,
        }
    }

    /// Whether the record counts in a view as of `day`: its earliest possible date, or that of the publication, is not later. A record
    /// without any date always counts.
    pub fn counts_by(self, day: NaiveDate) -> bool {
        self.when().and_then(EdtfDate::earliest).is_none_or(|earliest| earliest <= day)
    }

    /// List order: by date, a stated date before an equal publication date, records without a date last.
    pub fn list_order(self, other: Self) -> Ordering {
        let by_date = match (self.when(), other.when()) {
            (Some(mine), Some(theirs)) => mine.list_order(theirs),
            (mine, theirs) => theirs.is_some().cmp(&mine.is_some()),
        };
        by_date.then_with(|| matches!(self, Self::By(_)).cmp(&matches!(other, Self::By(_))))
    }
}

/// List order of records: by [`Dated::list_order`], then by kind (statements, events, claims), then by id.
pub fn list_order(brief: &Brief, a: Record, b: Record) -> Ordering {
    let by_date = Dated::new(brief, a).list_order(Dated::new(brief, b));
    by_date.then_with(|| kind(a).cmp(&kind(b))).then_with(|| brief.record_id(a).cmp(brief.record_id(b)))
}

/// The rank of the kind: statements, events, claims.
const fn kind(record: Record) -> u8 {
    match record {
        Record::Statement(_) => 0,
        Record::Event(_) => 1,
        Record::Claim(_) => 2,
    }
}

/// Sorts records in the order of [`list_order`]. Each key is computed once, because look-ups in large briefs miss the CPU cache.
pub fn sort_as_list(brief: &Brief, records: &mut [Record]) {
    records.sort_by_cached_key(|record| {
        let dated = Dated::new(brief, *record);
        let when = dated.when();
        let is_by = matches!(dated, Dated::By(_));
        ((when.is_none(), when.map(EdtfDate::order), is_by), kind(*record), brief.record_id(*record))
    });
}

/// Sorts positions in the order of [`list_order`]; `record` makes a [`Record`] of a position.
pub(super) fn in_list_order<T>(brief: &Brief, mut items: Vec<Ix<T>>, record: fn(Ix<T>) -> Record) -> Vec<Ix<T>> {
    items.sort_by(|a, b| list_order(brief, record(*a), record(*b)));
    items
}

/// A range of possible days, both included. An open end reaches to the end of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DaySpan {
    pub earliest: NaiveDate,
    pub latest: NaiveDate,
    /// The time of day, when the range is one day of which it is known.
    clock: Option<ClockTime>,
}

impl DaySpan {
    /// Whether the range certainly ends before `other` begins, as [`EdtfDate::is_before`].
    pub fn is_before(self, other: Self) -> bool {
        match (self.clock, other.clock) {
            (Some(mine), Some(theirs)) if self.latest <= other.earliest => {
                let days = (other.earliest - self.latest).num_days();
                mine.is_before(theirs, days).unwrap_or(self.latest < other.earliest)
            }
            _ => self.latest < other.earliest,
        }
    }

    /// A sort key of the beginning. A range that [`is_before`](Self::is_before) another has an [`end`](Self::end) below this key of the
    /// other. The opposite does not hold for times of which the zones differ.
    pub(super) fn begin(self) -> (NaiveDate, i32) {
        (self.earliest, self.clock.map_or(i32::MIN, ClockTime::seconds))
    }

    /// A sort key of the end; see [`begin`](Self::begin).
    pub(super) fn end(self) -> (NaiveDate, i32) {
        (self.latest, self.clock.map_or(i32::MAX, ClockTime::seconds))
    }

    /// The day, when the range has only one.
    pub fn single_day(self) -> Option<NaiveDate> {
        (self.earliest == self.latest).then_some(self.earliest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{BriefBuilder, day};

    #[test]
    fn a_statement_without_a_date_was_made_by_its_publication_and_counts_from_then() {
        let brief = BriefBuilder::new()
            .source("dawn", |source| source.published("2025-09-10"))
            .statement("dated", |s| s.in_source("dawn").said("2025-09-02"))
            .statement("undated", |s| s.in_source("dawn"))
            .statement("nowhere", |s| s.in_source("leaflet"))
            .brief();
        let dated = |id| Dated::new(&brief, brief.record(id).unwrap());
        assert!(matches!(dated("dated"), Dated::Stated(_)));
        assert!(matches!(dated("undated"), Dated::By(_)));
        assert_eq!(dated("nowhere"), Dated::Unknown);

        assert_eq!(dated("undated").span().latest, day("2025-09-10"));
        assert!(!dated("dated").span().is_before(dated("undated").span()), "it can have been said before");
        assert!(!dated("undated").counts_by(day("2025-09-09")), "nobody can have read it yet");
        assert!(dated("undated").counts_by(day("2025-09-10")));
        assert!(dated("nowhere").counts_by(day("1900-01-01")));
    }

    #[test]
    fn times_order_the_records_of_a_day() {
        let brief = BriefBuilder::new()
            .statement("evening", |s| s.said("2024-09-12T20:00:00+05:00"))
            .statement("noon", |s| s.said("2024-09-12T16:00:00Z"))
            .statement("day", |s| s.said("2024-09-12"))
            .statement("morning", |s| s.said("2024-09-12T09:00:00+05:00"))
            .brief();
        let mut records: Vec<Record> = brief.records().collect();
        sort_as_list(&brief, &mut records);
        let ids: Vec<&str> = records.iter().map(|record| brief.record_id(*record)).collect();
        assert_eq!(
            ids,
            ["day", "morning", "evening", "noon"],
            "eight in the evening there is three in the afternoon in Greenwich"
        );
        let span = |id| Dated::new(&brief, brief.record(id).unwrap()).span();
        assert!(span("morning").is_before(span("evening")) && span("evening").is_before(span("noon")));
        assert!(!span("day").is_before(span("noon")) && !span("noon").is_before(span("day")));
        let dated = |id| Dated::new(&brief, brief.record(id).unwrap());
        assert!(dated("morning").is_same_day(dated("noon")) && !dated("day").is_same_day(dated("noon")));
    }

    #[test]
    fn a_list_starts_with_the_earliest_and_ends_without_dates() {
        let brief = BriefBuilder::new()
            .source("dawn", |source| source.published("2025-09-10"))
            .statement("last", |s| s.in_source("leaflet"))
            .statement("third", |s| s.in_source("dawn"))
            .statement("second", |s| s.said("2025-09-10"))
            .statement("first", |s| s.said("2025"))
            .brief();
        let mut records: Vec<Record> = brief.records().collect();
        records.sort_by(|a, b| list_order(&brief, *a, *b));
        let mut sorted_by_key: Vec<Record> = brief.records().collect();
        sort_as_list(&brief, &mut sorted_by_key);
        assert_eq!(records, sorted_by_key);
        let ids: Vec<&str> = records.into_iter().map(|record| brief.record_id(record)).collect();
        assert_eq!(ids, ["first", "second", "third", "last"]);
    }
}
