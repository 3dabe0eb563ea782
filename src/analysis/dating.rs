//! When a record was, as far as the brief tells: its own date, else the publication that bounds it. It never asks what day it is now.

use std::cmp::Ordering;

use chrono::NaiveDate;

use crate::model::{Brief, EdtfDate, Ix, Record};

/// What the brief knows of the time of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dated<'a> {
    /// The record's own date: when it was said, when it happened, as of when it is claimed.
    Stated(&'a EdtfDate),
    /// It has no date of its own; its source was published then, so it was then or at any time before.
    By(&'a EdtfDate),
    /// Neither the record nor its source has a date.
    Unknown,
}

impl<'a> Dated<'a> {
    /// What `brief` knows of the time of `record`.
    pub fn new(brief: &'a Brief, record: Record) -> Self {
        let published =
            || brief.sources_of(record).first().and_then(|source| brief.sources[*source].published.as_ref());
        match brief.when_of(record) {
            Some(own) => Self::Stated(own),
            None => published().map_or(Self::Unknown, Self::By),
        }
    }

    /// The date itself, whichever it is.
    pub const fn when(self) -> Option<&'a EdtfDate> {
        match self {
            Self::Stated(when) | Self::By(when) => Some(when),
            Self::Unknown => None,
        }
    }

    /// The days on which it can have been: for [`Dated::By`], any day up to the latest of the publication.
    pub fn span(self) -> DaySpan {
        let (earliest, latest) = match self {
            Self::Stated(when) => (when.earliest(), when.latest()),
            Self::By(published) => (None, published.latest()),
            Self::Unknown => (None, None),
        };
        DaySpan { earliest: earliest.unwrap_or(NaiveDate::MIN), latest: latest.unwrap_or(NaiveDate::MAX) }
    }

    /// Whether a look at the brief as of `day` takes it in: it can have been by then, or can have been read by then when only its
    /// publication is dated. What has no date at all is always taken in.
    pub fn counts_by(self, day: NaiveDate) -> bool {
        self.when().and_then(EdtfDate::earliest).is_none_or(|earliest| earliest <= day)
    }

    /// The order of a list: by the date, whichever it is, a stated one first; what has no date stands last.
    pub fn list_order(self, other: Self) -> Ordering {
        let by_date = match (self.when(), other.when()) {
            (Some(mine), Some(theirs)) => mine.list_order(theirs),
            (mine, theirs) => theirs.is_some().cmp(&mine.is_some()),
        };
        by_date.then_with(|| matches!(self, Self::By(_)).cmp(&matches!(other, Self::By(_))))
    }
}

/// The order in which records are listed: by [`Dated::list_order`], then statements, events, claims, then by id.
pub fn list_order(brief: &Brief, a: Record, b: Record) -> Ordering {
    let by_date = Dated::new(brief, a).list_order(Dated::new(brief, b));
    by_date.then_with(|| kind(a).cmp(&kind(b))).then_with(|| brief.record_id(a).cmp(brief.record_id(b)))
}

/// Statements, events, claims.
const fn kind(record: Record) -> u8 {
    match record {
        Record::Statement(_) => 0,
        Record::Event(_) => 1,
        Record::Claim(_) => 2,
    }
}

/// Puts records in the order of [`list_order`], each looked up once: of very many, nearly every look goes far.
pub fn sort_as_list(brief: &Brief, records: &mut [Record]) {
    records.sort_by_cached_key(|record| {
        let dated = Dated::new(brief, *record);
        let when = dated.when();
        let earliest = when.and_then(EdtfDate::earliest);
        let latest = when.and_then(EdtfDate::latest).unwrap_or(NaiveDate::MAX);
        let is_by = matches!(dated, Dated::By(_));
        ((when.is_none(), earliest, latest, is_by), kind(*record), brief.record_id(*record))
    });
}

/// `things` in the order of [`list_order`], each taken as a `record`.
pub(super) fn in_list_order<T>(brief: &Brief, mut things: Vec<Ix<T>>, record: fn(Ix<T>) -> Record) -> Vec<Ix<T>> {
    things.sort_by(|a, b| list_order(brief, record(*a), record(*b)));
    things
}

/// The days between which something was; an open end reaches to the end of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DaySpan {
    pub earliest: NaiveDate,
    pub latest: NaiveDate,
}

impl DaySpan {
    /// Whether it was over, for certain, before `other` can have begun.
    pub fn is_before(self, other: Self) -> bool {
        self.latest < other.earliest
    }

    /// The day, when it can have been on one only.
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
    fn a_list_runs_from_the_earliest_to_what_has_no_date() {
        let brief = BriefBuilder::new()
            .source("dawn", |source| source.published("2025-09-10"))
            .statement("last", |s| s.in_source("leaflet"))
            .statement("third", |s| s.in_source("dawn"))
            .statement("second", |s| s.said("2025-09-10"))
            .statement("first", |s| s.said("2025"))
            .brief();
        let mut records: Vec<Record> = brief.records().collect();
        records.sort_by(|a, b| list_order(&brief, *a, *b));
        let mut looked_up_once: Vec<Record> = brief.records().collect();
        sort_as_list(&brief, &mut looked_up_once);
        assert_eq!(records, looked_up_once);
        let ids: Vec<&str> = records.into_iter().map(|record| brief.record_id(record)).collect();
        assert_eq!(ids, ["first", "second", "third", "last"]);
    }
}
