//! Dates in EDTF (Extended Date/Time Format, ISO 8601-2): parsing, bounds and order. It never reads the clock.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use edtf_core::{
    Bound, Date, DateField, Edtf, IntervalEndpoint, Precision, SetElement, SetKind, Time, TimeShift, YearKind,
};
use thiserror::Error;

use super::day_number::{DayBounds, DayNumber};

/// A date in one of the forms that briefs use: EDTF levels 0 and 1, and the one-of set of level 2.
///
/// The bounds are days of the proleptic Gregorian calendar as written, without regard to time zones. A season is one of the northern
/// meteorological year: spring is March to May, and winter begins in December. Years outside of the calendar of chrono (about ±262,000)
/// are kept and ordered; [`earliest`](Self::earliest) and the like give them as the first or the last day of that calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EdtfDate {
    edtf: Edtf,
    bounds: DayBounds,
    /// The bounds, widened where the date is an estimate.
    widened: DayBounds,
}

/// A calendar date with the precision that the brief gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct GivenDay {
    pub year: i64,
    pub month: Option<u8>,
    /// `Some` only when `month` is.
    pub day: Option<u8>,
}

/// The key by which lists are sorted: the earliest possible day, the latest, then the time of day, in universal time where the zone is
/// known. An open beginning is before every day, an open end after every day, and a day without a time before its times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct DateOrder {
    pub earliest: Option<i64>,
    pub latest: i64,
    pub seconds: Option<i32>,
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClockTime {
    /// Seconds from midnight of the written day, in universal time where the zone is known: they can lie before or after that day.
    seconds: i32,
    has_zone: bool,
}

impl ClockTime {
    /// Seconds from midnight of the written day, in universal time where the zone is known.
    pub const fn seconds(self) -> i32 {
        self.seconds
    }

    /// Whether this time is earlier than `other`, `days` days later; `None` when only one of them has a zone.
    pub fn is_before(self, other: Self, days: i64) -> Option<bool> {
        let seconds = i64::from(other.seconds).saturating_add(days.saturating_mul(86_400));
        (self.has_zone == other.has_zone).then(|| i64::from(self.seconds) < seconds)
    }
}

/// Why a text is not a date of the format.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DateError {
    /// The text is not EDTF at all.
    #[error("{problem} (at character {at})")]
    Syntax {
        /// The message of the EDTF parser.
        problem: &'static str,
        /// Position in the text, in characters, counted from 1.
        at: usize,
    },
    /// The text is valid EDTF, but not a form that briefs use.
    #[error("{0} is EDTF, but not one of the forms that briefs use")]
    Form(&'static str),
}

impl EdtfDate {
    /// Earliest possible day; `None` when the beginning is open or unknown. An estimate is taken at its word.
    pub fn earliest(&self) -> Option<NaiveDate> {
        self.bounds.earliest.map(DayNumber::to_calendar)
    }

    /// Latest possible day; `None` when the end is open or unknown. An estimate is taken at its word.
    pub fn latest(&self) -> Option<NaiveDate> {
        self.bounds.latest.map(DayNumber::to_calendar)
    }

    /// The earliest and the latest possible day, where an estimate (`~`, `%`) reaches one more of its unit at either end: a day, a month,
    /// a season, a year, ten or a hundred years.
    pub fn widened(&self) -> [Option<NaiveDate>; 2] {
        self.widened.to_calendar()
    }

    /// The ranges of possible days, widened as in [`widened`](Self::widened): one for each date of a one-of set, else a single one.
    pub fn ranges(&self) -> Vec<[Option<NaiveDate>; 2]> {
        match &self.edtf {
            Edtf::Set(set) => {
                let dates = set.elements.iter().filter_map(element_date);
                dates.map(|date| DayBounds::widened(date).to_calendar()).collect()
            }
            Edtf::Date(_) | Edtf::DateTime(_) | Edtf::Interval(_) => vec![self.widened()],
        }
    }

    /// The time of day, when the date has one.
    pub fn clock(&self) -> Option<ClockTime> {
        match &self.edtf {
            Edtf::DateTime(time) => Some(clock_time(time.time)),
            Edtf::Date(_) | Edtf::Interval(_) | Edtf::Set(_) => None,
        }
    }

    /// Whether this date ends before the earliest possible day of `other`, or earlier on the same day. `false` when they can overlap, and
    /// when their zones say the opposite of their days. An estimate is taken at its word.
    pub fn is_before(&self, other: &Self) -> bool {
        let (Some(mine), Some(theirs)) = (self.bounds.latest, other.bounds.earliest) else { return false };
        match (self.clock(), other.clock()) {
            (Some(clock), Some(their_clock)) if mine <= theirs => {
                clock.is_before(their_clock, theirs.days_since(mine)).unwrap_or(mine < theirs)
            }
            _ => mine < theirs,
        }
    }

    /// Whether both dates can include the same time, so that their order is unknown.
    pub fn overlaps(&self, other: &Self) -> bool {
        !self.is_before(other) && !other.is_before(self)
    }

    /// The sort key of lists. It does not imply which of two overlapping dates was first.
    pub fn order(&self) -> DateOrder {
        let DayBounds { earliest, latest } = self.bounds;
        DateOrder {
            earliest: earliest.map(|day| day.0),
            latest: latest.map_or(i64::MAX, |day| day.0),
            seconds: self.clock().map(|clock| clock.seconds),
        }
    }

    /// The sort order of lists, by [`order`](Self::order).
    pub fn list_order(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }

    /// The single days that the date names: one for a day, several for a one-of set of days. Empty for months, years and intervals.
    pub fn days(&self) -> Vec<NaiveDate> {
        let dates: Vec<Option<NaiveDate>> = match &self.edtf {
            Edtf::Date(date) => vec![exact_day(date)],
            Edtf::DateTime(time) => vec![exact_day(&time.date)],
            Edtf::Set(set) => set.elements.iter().map(|element| element_date(element).and_then(exact_day)).collect(),
            Edtf::Interval(_) => Vec::new(),
        };
        dates.into_iter().collect::<Option<_>>().unwrap_or_default()
    }

    /// The first and the last date: twice the same for a plain date, the ends of a season, of a year with digits that are not given and of
    /// an interval, the minimum and maximum of a one-of set. `None` is an open end.
    pub fn ends(&self) -> [Option<GivenDay>; 2] {
        match &self.edtf {
            Edtf::Date(date) => given_days(date).map(Some),
            Edtf::DateTime(time) => given_days(&time.date).map(Some),
            Edtf::Interval(interval) => {
                let end = |endpoint| endpoint_date(endpoint).map(given_days);
                [end(&interval.start).map(|days| days[0]), end(&interval.end).map(|days| days[1])]
            }
            Edtf::Set(set) => {
                let days = || set.elements.iter().filter_map(element_date).map(given_days);
                [days().map(|days| days[0]).min(), days().map(|days| days[1]).max()]
            }
        }
    }

    /// Whether the date is marked uncertain (`?`, `%`) or is a set of alternatives.
    pub fn is_uncertain(&self) -> bool {
        self.edtf.is_uncertain() || matches!(self.edtf, Edtf::Set(_))
    }

    /// Whether the date is marked approximate (`~`, `%`).
    pub fn is_approximate(&self) -> bool {
        self.edtf.is_approximate()
    }

    /// The date as a brief writes it, without a time of day.
    pub fn without_time(&self) -> String {
        match &self.edtf {
            Edtf::DateTime(time) => time.date.to_string(),
            Edtf::Date(_) | Edtf::Interval(_) | Edtf::Set(_) => self.to_string(),
        }
    }

    /// What was parsed, for the words.
    pub(super) const fn edtf(&self) -> &Edtf {
        &self.edtf
    }
}

/// The date as a brief writes it: EDTF in canonical form.
impl fmt::Display for EdtfDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.edtf.to_string())
    }
}

impl FromStr for EdtfDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let edtf = Edtf::parse(text).map_err(|error| DateError::Syntax {
            problem: error.message,
            at: text.get(..error.offset).map_or(text.len(), |before| before.chars().count()) + 1,
        })?;
        check_form(&edtf)?;
        let bounds = DayBounds::from(edtf.bounds());
        let widened = if edtf.is_approximate() { widen(&edtf, bounds) } else { bounds };
        Ok(Self { edtf, bounds, widened })
    }
}

fn check_form(edtf: &Edtf) -> Result<(), DateError> {
    match edtf {
        Edtf::Date(date) => check_date(date),
        Edtf::DateTime(_) => Ok(()),
        Edtf::Interval(interval) => [&interval.start, &interval.end].into_iter().try_for_each(|end| match end {
            IntervalEndpoint::Date(date) => check_date(date),
            IntervalEndpoint::Open | IntervalEndpoint::Unknown => Ok(()),
            IntervalEndpoint::OnOrBefore(_) | IntervalEndpoint::OnOrAfter(_) => {
                Err(DateError::Form("an interval that begins before or ends after a date"))
            }
        }),
        Edtf::Set(set) if set.kind == SetKind::AllMembers => Err(DateError::Form("a set of all its dates")),
        Edtf::Set(set) => set.elements.iter().try_for_each(|element| match element {
            SetElement::Date(date) => check_date(date),
            SetElement::OnOrBefore(_) | SetElement::OnOrAfter(_) | SetElement::Range(..) => {
                Err(DateError::Form("a set with a range in it"))
            }
        }),
    }
}

fn check_date(date: &Date) -> Result<(), DateError> {
    if matches!(date.year.kind, YearKind::Exponential { .. }) {
        return Err(DateError::Form("a year with an exponent"));
    }
    if date.year.significant_digits.is_some() {
        return Err(DateError::Form("a year of which some digits count"));
    }
    if date.year.has_unspecified() && (date.month.is_some() || given_digits(date) < 2) {
        return Err(DateError::Form(
            "a year of which more than the last two digits, or those before a month, are not given",
        ));
    }
    if date.precision() == Precision::Season && season(date).is_none() {
        return Err(DateError::Form("a part of the year that is no season (21 to 24)"));
    }
    if date.month.is_some_and(|month| month.has_unspecified() && month.digits != [None, None]) {
        return Err(DateError::Form("a month that is half given"));
    }
    match (date.month, date.day) {
        (_, Some(day)) if day.has_unspecified() && day.digits != [None, None] => {
            Err(DateError::Form("a day that is half given"))
        }
        (Some(month), Some(day)) if month.has_unspecified() && !day.has_unspecified() => {
            Err(DateError::Form("a day of a month that is not given"))
        }
        _ => Ok(()),
    }
}

/// The number of digits of the year before the first that is not given; at most four.
fn given_digits(date: &Date) -> usize {
    match date.year.kind {
        YearKind::Standard { digits, .. } => {
            let given = digits.iter().take_while(|digit| digit.is_some()).count();
            // Digits after one that is not given make no range.
            if digits[given..].iter().any(Option::is_some) { 0 } else { given }
        }
        YearKind::Big { .. } | YearKind::Exponential { .. } => 4,
    }
}

/// The bounds of an estimate, each end of an interval and each date of a set widened by itself.
fn widen(edtf: &Edtf, bounds: DayBounds) -> DayBounds {
    match edtf {
        Edtf::Date(date) => DayBounds::widened(date),
        Edtf::DateTime(_) => bounds,
        Edtf::Interval(interval) => {
            let end = |endpoint| endpoint_date(endpoint).map(DayBounds::widened);
            DayBounds {
                earliest: end(&interval.start).map_or(bounds.earliest, |start| start.earliest),
                latest: end(&interval.end).map_or(bounds.latest, |end| end.latest),
            }
        }
        Edtf::Set(set) => {
            let dates = || set.elements.iter().filter_map(element_date).map(DayBounds::widened);
            DayBounds {
                earliest: dates().map(|date| date.earliest).min().flatten(),
                latest: dates().map(|date| date.latest).max().flatten(),
            }
        }
    }
}

impl DayBounds {
    /// The bounds of one date, one more of its unit at either end when it is an estimate. The unit is that of the last part that is marked.
    fn widened(date: &Date) -> Self {
        let edtf = Edtf::Date(*date);
        let exact = Self::from(edtf.bounds());
        let (Bound::Date(first), Bound::Date(last)) = (edtf.bounds().earliest, edtf.bounds().latest) else {
            return exact;
        };
        if date.day.is_some_and(|day| day.qualifier.approximate && !day.has_unspecified()) {
            return exact.padded(1);
        }
        let months = unit_in_months(date);
        if months == 0 {
            return exact;
        }
        let is_day_given = date.day.is_some_and(|day| !day.has_unspecified());
        let earliest = DayNumber::new(first.year, i64::from(first.month) - months, first.day);
        let latest = if is_day_given {
            DayNumber::new(last.year, i64::from(last.month) + months, last.day)
        } else {
            DayNumber::new(last.year, i64::from(last.month) + months + 1, 1).before()
        };
        Self { earliest: Some(earliest), latest: Some(latest) }
    }
}

/// The unit of an estimate that is no day, in months; zero when nothing is marked.
fn unit_in_months(date: &Date) -> i64 {
    let is_marked = |field: Option<DateField>| field.is_some_and(|field| field.qualifier.approximate);
    if season(date).is_some() && date.is_approximate() {
        3
    } else if (is_marked(date.month) || is_marked(date.day)) && date.month.is_some_and(|month| !month.has_unspecified())
    {
        1
    } else if date.is_approximate() {
        match given_digits(date) {
            2 => 1200,
            3 => 120,
            _ => 12,
        }
    } else {
        0
    }
}

fn clock_time(time: Time) -> ClockTime {
    let shift = match time.shift {
        Some(TimeShift::Offset { minutes, .. }) => i32::from(minutes),
        Some(TimeShift::Utc) | None => 0,
    };
    let seconds = (i32::from(time.hour) * 60 + i32::from(time.minute) - shift) * 60 + i32::from(time.second);
    ClockTime { seconds, has_zone: time.shift.is_some() }
}

/// The code of a season: 21 (spring) to 24 (winter). `None` for every other date.
pub(super) fn season(date: &Date) -> Option<u8> {
    date.month.and_then(DateField::value).filter(|code| (21..=24).contains(code))
}

pub(super) fn exact_day(date: &Date) -> Option<NaiveDate> {
    let year = i32::try_from(date.year.value()?).ok()?;
    NaiveDate::from_ymd_opt(year, u32::from(date.month?.value()?), u32::from(date.day?.value()?))
}

/// The first and the last date that a date can mean, with its precision.
fn given_days(date: &Date) -> [GivenDay; 2] {
    let month = date.month.and_then(DateField::value);
    let day = month.and(date.day).and_then(DateField::value);
    let bounds = Edtf::Date(*date).bounds();
    [bounds.earliest, bounds.latest].map(|bound| match bound {
        Bound::Date(bound) if season(date).is_some() => {
            GivenDay { year: bound.year, month: Some(bound.month), day: None }
        }
        Bound::Date(bound) => GivenDay { year: bound.year, month, day },
        Bound::NegativeInfinity | Bound::PositiveInfinity | Bound::Unknown => {
            GivenDay { year: date.year.value().unwrap_or_default(), month, day }
        }
    })
}

pub(super) fn element_date(element: &SetElement) -> Option<&Date> {
    match element {
        SetElement::Date(date) => Some(date),
        SetElement::OnOrBefore(_) | SetElement::OnOrAfter(_) | SetElement::Range(..) => None,
    }
}

pub(super) fn endpoint_date(endpoint: &IntervalEndpoint) -> Option<&Date> {
    match endpoint {
        IntervalEndpoint::Date(date) => Some(date),
        IntervalEndpoint::Open
        | IntervalEndpoint::Unknown
        | IntervalEndpoint::OnOrBefore(_)
        | IntervalEndpoint::OnOrAfter(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> EdtfDate {
        text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn every_form_of_the_format_has_bounds_and_words() {
        let table = [
            ("2024-09-12", "2024-09-12", "2024-09-12", "12 September 2024"),
            ("2024-09", "2024-09-01", "2024-09-30", "September 2024"),
            ("2024", "2024-01-01", "2024-12-31", "2024"),
            ("2024-09-12?", "2024-09-12", "2024-09-12", "perhaps 12 September 2024"),
            ("2024-09-12~", "2024-09-12", "2024-09-12", "about 12 September 2024"),
            ("2024-09-12%", "2024-09-12", "2024-09-12", "perhaps about 12 September 2024"),
            ("2024-09-XX", "2024-09-01", "2024-09-30", "a day in September 2024"),
            ("2024-09-05/2024-09-12", "2024-09-05", "2024-09-12", "5 to 12 September 2024"),
            ("[2024-09-10,2025-09-10]", "2024-09-10", "2025-09-10", "10 September 2024 or 10 September 2025"),
        ];
        for (text, earliest, latest, words) in table {
            let date = date(text);
            assert_eq!(date.earliest().map(|day| day.to_string()).as_deref(), Some(earliest), "{text}");
            assert_eq!(date.latest().map(|day| day.to_string()).as_deref(), Some(latest), "{text}");
            assert_eq!(date.in_words(), words);
            assert_eq!(date.to_string(), text);
        }
        for (text, words) in [
            ("2024-09-28/2024-10-04", "28 September to 4 October 2024"),
            ("2024-12-28/2025-01-04", "28 December 2024 to 4 January 2025"),
            ("2024-09-05~/2024-09-12~", "about 5 to 12 September 2024"),
            ("2024-09-05~/2024-09-12", "about 5 September 2024 to 12 September 2024"),
            ("2024-09/2024-10", "September to October 2024"),
            ("2024/2025", "2024 to 2025"),
            ("2024/2024-10-05", "2024 to 5 October 2024"),
            ("2024-09/2024-09-05", "September 2024 to 5 September 2024"),
            ("2024-09-XX/2024-10-XX", "a day in September 2024 to a day in October 2024"),
            ("[2024-09-05,2024-09-06,2024-10-01]", "5 September or 6 September or 1 October 2024"),
            ("2024-09-12/2024-09-12", "12 September 2024"),
        ] {
            assert_eq!(date(text).in_words(), words, "{text}");
        }
        assert_eq!(date("2024-09-12~").in_short_words(), "about 12 Sep 2024");
        assert_eq!(date("2025-02-28/2025-03-04").in_short_words(), "28 Feb to 4 Mar 2025");
        assert_eq!(date("2024-09-05/..").latest(), None);
        assert_eq!(date("../2024-09-05").in_words(), "by 5 September 2024");
    }

    #[test]
    fn every_form_of_the_specification_has_its_bounds() {
        // The examples of levels 0 and 1 of the specification, by the features that it lists.
        let table = [
            // Level 0: date, date and time, interval.
            ("1985-04-12", "1985-04-12", "1985-04-12"),
            ("1985-04", "1985-04-01", "1985-04-30"),
            ("1985", "1985-01-01", "1985-12-31"),
            ("1985-04-12T23:20:30", "1985-04-12", "1985-04-12"),
            ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12"),
            ("1985-04-12T23:20:30-04", "1985-04-12", "1985-04-12"),
            ("1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12"),
            ("2004-01-01T10:10:10+05:00", "2004-01-01", "2004-01-01"),
            ("1964/2008", "1964-01-01", "2008-12-31"),
            ("2004-06/2006-08", "2004-06-01", "2006-08-31"),
            ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08"),
            ("2004-02-01/2005-02", "2004-02-01", "2005-02-28"),
            ("2004-02-01/2005", "2004-02-01", "2005-12-31"),
            ("2005/2006-02", "2005-01-01", "2006-02-28"),
            // Level 1: years with a letter, seasons, qualification, digits that are not given, extended intervals, negative years.
            ("Y170000002", "+262142-12-31", "+262142-12-31"),
            ("Y-170000002", "-262143-01-01", "-262143-01-01"),
            ("2001-21", "2001-03-01", "2001-05-31"),
            ("2001-22", "2001-06-01", "2001-08-31"),
            ("2001-23", "2001-09-01", "2001-11-30"),
            ("2001-24", "2001-12-01", "2002-02-28"),
            ("2003-24", "2003-12-01", "2004-02-29"),
            ("1984?", "1984-01-01", "1984-12-31"),
            ("2004-06~", "2004-06-01", "2004-06-30"),
            ("2004-06-11%", "2004-06-11", "2004-06-11"),
            ("201X", "2010-01-01", "2019-12-31"),
            ("20XX", "2000-01-01", "2099-12-31"),
            ("2004-XX", "2004-01-01", "2004-12-31"),
            ("1985-04-XX", "1985-04-01", "1985-04-30"),
            ("1985-XX-XX", "1985-01-01", "1985-12-31"),
            ("1985-04-12/..", "1985-04-12", ".."),
            ("1985-04/..", "1985-04-01", ".."),
            ("1985/..", "1985-01-01", ".."),
            ("../1985-04-12", "..", "1985-04-12"),
            ("../1985-04", "..", "1985-04-30"),
            ("../1985", "..", "1985-12-31"),
            ("1985-04-12/", "1985-04-12", ".."),
            ("1985-04/", "1985-04-01", ".."),
            ("1985/", "1985-01-01", ".."),
            ("/1985-04-12", "..", "1985-04-12"),
            ("/1985-04", "..", "1985-04-30"),
            ("/1985", "..", "1985-12-31"),
            ("1984~/2004-06", "1984-01-01", "2004-06-30"),
            ("1984/2004-06~", "1984-01-01", "2004-06-30"),
            ("1984~/2004~", "1984-01-01", "2004-12-31"),
            ("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03"),
            ("2004-06~/2004-06-11%", "2004-06-01", "2004-06-11"),
            ("1984?/2004%", "1984-01-01", "2004-12-31"),
            ("1984-06-02?/..", "1984-06-02", ".."),
            ("2001-21/2003", "2001-03-01", "2003-12-31"),
            ("-1985", "-1985-01-01", "-1985-12-31"),
        ];
        let shown = |day: Option<NaiveDate>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
        for (text, earliest, latest) in table {
            let date = date(text);
            assert_eq!((shown(date.earliest()).as_str(), shown(date.latest()).as_str()), (earliest, latest), "{text}");
            assert_eq!(date.to_string(), text);
            assert!(!date.in_words().is_empty(), "{text}");
        }
    }

    #[test]
    fn the_forms_of_level_one_have_words() {
        for (text, words) in [
            ("2024-09-12T14:30:00+05:00", "12 September 2024, 14:30 (+05:00)"),
            ("2024-09-12T14:30:15Z", "12 September 2024, 14:30:15 (UTC)"),
            ("2024-09-12T14:30:00-03", "12 September 2024, 14:30 (-03:00)"),
            ("2024-09-12T14:30:00", "12 September 2024, 14:30"),
            ("2001-21", "spring 2001"),
            ("2001-24~", "about winter 2001/02"),
            ("2001-21/2001-23", "spring 2001 to autumn 2001"),
            ("201X", "a year from 2010 to 2019"),
            ("20XX", "a year from 2000 to 2099"),
            ("2004-XX", "a month in 2004"),
            ("1985-XX-XX", "a day in 1985"),
            ("Y170000002", "the year 170000002"),
            ("-0043-03-15", "15 March 44 BC"),
            ("-0043/0014", "44 BC to 14"),
            ("0000", "1 BC"),
            ("Y-170000002", "the year 170000003 BC"),
            ("1985-04-12/", "from 12 April 1985 to an unknown day"),
            ("/1985", "from an unknown day to 1985"),
        ] {
            assert_eq!(date(text).in_words(), words, "{text}");
        }
        assert_eq!(date("2024-09-12T14:30:00+05:00").in_short_words(), "12 Sep 2024, 14:30 (+05:00)");
        assert_eq!(date("2024-09-12T14:30:00+05:00").without_time(), "2024-09-12");
    }

    #[test]
    fn dates_outside_of_the_calendar_are_ordered() {
        let texts = [
            "Y-9223372036854775807",
            "Y-170000003",
            "Y-170000002",
            "-1985",
            "0000",
            "2024",
            "Y170000002",
            "Y170000003",
        ];
        let dates = texts.map(date);
        for pair in dates.windows(2) {
            assert_eq!(pair[0].list_order(&pair[1]), Ordering::Less, "{} {}", pair[0], pair[1]);
            assert!(pair[0].is_before(&pair[1]), "{} {}", pair[0], pair[1]);
        }
    }

    #[test]
    fn times_order_a_day_in_their_zones() {
        let order = |one: &str, other: &str| (date(one).is_before(&date(other)), date(one).list_order(&date(other)));
        let (before, after) = ((true, Ordering::Less), (false, Ordering::Greater));
        assert_eq!(order("2024-09-12T09:00:00", "2024-09-12T14:30:00"), before);
        assert_eq!(order("2024-09-12T12:00:00+05:00", "2024-09-12T09:00:00Z"), before, "seven in the morning there");
        assert_eq!(
            order("2024-09-12T20:00:00-05:00", "2024-09-12T23:00:00-05:00"),
            before,
            "past midnight in Greenwich"
        );
        assert_eq!(order("2024-09-12T14:30:00Z", "2024-09-12T14:30:00"), (false, Ordering::Equal));
        assert_eq!(order("2024-09-12T14:30:00", "2024-09-12"), after, "the whole day is listed first");
        assert_eq!(order("2024-09-11T14:30:00", "2024-09-12"), before);
        let (evening, morning) = ("2024-09-12T23:00:00-05:00", "2024-09-13T01:00:00+05:00");
        assert_eq!(order(evening, morning), (false, Ordering::Less), "the days say one thing, the zones another");
        assert!(date(evening).overlaps(&date(morning)));
    }

    #[test]
    fn an_estimate_reaches_one_more_of_its_unit() {
        for (text, earliest, latest) in [
            ("2024-09-12~", "2024-09-11", "2024-09-13"),
            ("2024-03-01%", "2024-02-29", "2024-03-02"),
            ("2024-12~", "2024-11-01", "2025-01-31"),
            ("2024-01~", "2023-12-01", "2024-02-29"),
            ("2024-02-XX~", "2024-01-01", "2024-03-31"),
            ("2024~", "2023-01-01", "2025-12-31"),
            ("2024-XX-XX~", "2023-01-01", "2025-12-31"),
            ("2001-21~", "2000-12-01", "2001-08-31"),
            ("201X~", "2000-01-01", "2029-12-31"),
            ("20XX~", "1900-01-01", "2199-12-31"),
            ("2024-06~-11", "2024-05-11", "2024-07-11"),
            ("2024-09-05~/2024-10", "2024-09-04", "2024-10-31"),
            ("[2024-09-10~,2025-09-10]", "2024-09-09", "2025-09-10"),
            ("2024?", "2024-01-01", "2024-12-31"),
        ] {
            let shown = date(text).widened().map(|day| day.map(|day| day.to_string()).unwrap_or_default());
            assert_eq!(shown, [earliest, latest], "{text}");
        }
        assert!(date("2024-09-12~").is_before(&date("2024-09-13")), "an order takes an estimate at its word");
        assert_eq!(date("2024~/..").widened()[1], None);
    }

    #[test]
    fn unsupported_edtf_is_rejected_by_name() {
        for text in [
            "{2024,2025}",
            "2024-09-1X",
            "2XXX",
            "1XX3",
            "201X-09",
            "2024-1X",
            "2024-XX-12",
            "2001-34",
            "[2024..2025]",
            "..2024/2025",
            "Y17E7",
            "2024S1",
        ] {
            assert!(
                matches!(text.parse::<EdtfDate>(), Err(DateError::Form(_))),
                "{text}: {:?}",
                text.parse::<EdtfDate>()
            );
        }
        for text in [
            "",
            "12 September",
            "2024-02-30",
            "2024-13",
            "20240912",
            "2024-9-12",
            "-0000",
            "Y2024",
            "2024-09-12T14:30",
            "2024-09-12T24:00:00",
            "2024-09-12T14:30:00.5",
            "2024-09-12T14:30:00+15:00",
            "2024-09T14:30:00",
            "2024-09-12T14:30:00~",
            "2025/2024",
            "../..",
            "/",
        ] {
            let result = text.parse::<EdtfDate>();
            assert!(matches!(result, Err(DateError::Syntax { at: 1.., .. })), "{text}: {result:?}");
        }
    }

    #[test]
    fn dates_that_overlap_have_no_order() {
        let (day, year, set) = (date("2024-09-12"), date("2024"), date("[2024-09-10,2025-09-10]"));
        assert!(day.overlaps(&year) && day.overlaps(&set));
        assert!(date("2024-09-09").is_before(&set));
        assert!(!date("2024-09-11").is_before(&set));
        assert_eq!(year.list_order(&day), Ordering::Less, "listed by the earliest possible day");
        assert_eq!(day.days().len(), 1);
        assert_eq!(set.days().len(), 2);
        assert!(year.days().is_empty());
    }
}
