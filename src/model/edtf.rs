//! Dates in EDTF (Extended Date/Time Format, ISO 8601-2): parsing, bounds, order and wording. It never reads the clock.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use edtf_core::{Bound, BoundDate, Date, Edtf, IntervalEndpoint, Precision, SetElement, SetKind, YearKind};
use thiserror::Error;

/// A date in one of the forms that briefs use: EDTF levels 0 and 1, and the one-of set of level 2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EdtfDate {
    edtf: Edtf,
    /// Earliest possible day; `None` when the beginning is open.
    earliest: Option<NaiveDate>,
    /// Latest possible day; `None` when the end is open.
    latest: Option<NaiveDate>,
}

/// A calendar date with the precision that the brief gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct GivenDay {
    pub year: i64,
    pub month: Option<u8>,
    /// `Some` only when `month` is.
    pub day: Option<u8>,
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
    /// Earliest possible day; `None` when the beginning is open.
    pub const fn earliest(&self) -> Option<NaiveDate> {
        self.earliest
    }

    /// Latest possible day; `None` when the end is open.
    pub const fn latest(&self) -> Option<NaiveDate> {
        self.latest
    }

    /// Whether this date ends before the earliest possible day of `other`. `false` when they can overlap.
    pub fn is_before(&self, other: &Self) -> bool {
        matches!((self.latest, other.earliest), (Some(mine), Some(theirs)) if mine < theirs)
    }

    /// Whether both dates can include the same day, so that their order is unknown.
    pub fn overlaps(&self, other: &Self) -> bool {
        !self.is_before(other) && !other.is_before(self)
    }

    /// The sort order of lists: by earliest possible day, then by latest. It does not imply which of two overlapping dates was first.
    pub fn list_order(&self, other: &Self) -> Ordering {
        // An open beginning sorts before every day, an open end after every day.
        let end = |date: &Self| date.latest.unwrap_or(NaiveDate::MAX);
        self.earliest.cmp(&other.earliest).then_with(|| end(self).cmp(&end(other)))
    }

    /// The single days that the date names: one for a day, several for a one-of set of days. Empty for months, years and intervals.
    pub fn days(&self) -> Vec<NaiveDate> {
        let dates: Vec<Option<NaiveDate>> = match &self.edtf {
            Edtf::Date(date) => vec![exact_day(date)],
            Edtf::Set(set) => set.elements.iter().map(|element| element_date(element).and_then(exact_day)).collect(),
            Edtf::Interval(_) | Edtf::DateTime(_) => Vec::new(),
        };
        dates.into_iter().collect::<Option<_>>().unwrap_or_default()
    }

    /// The first and the last date: twice the same for a plain date, the ends of an interval, the minimum and maximum of a one-of
    /// set. `None` is an open end.
    pub fn ends(&self) -> [Option<GivenDay>; 2] {
        match &self.edtf {
            Edtf::Date(date) => [given_day(date); 2],
            Edtf::DateTime(time) => [given_day(&time.date); 2],
            Edtf::Interval(interval) => {
                [&interval.start, &interval.end].map(|end| endpoint_date(end).and_then(given_day))
            }
            Edtf::Set(set) => {
                let dates = || set.elements.iter().filter_map(element_date).filter_map(given_day);
                [dates().min(), dates().max()]
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

    /// The date in words, for continuous text: `about 12 September 2024`, `5 to 12 September 2024`.
    pub fn in_words(&self) -> String {
        self.words(month_name)
    }

    /// The date in words, with months abbreviated to three letters, for a column: `about 12 Sep 2024`.
    pub fn in_short_words(&self) -> String {
        self.words(|month| &month_name(month)[..3])
    }

    fn words(&self, month: fn(u8) -> &'static str) -> String {
        let single = |date: &Date| join_dates(&[date], "", month);
        match &self.edtf {
            Edtf::Date(date) => single(date),
            Edtf::DateTime(time) => single(&time.date),
            Edtf::Set(set) => {
                join_dates(&set.elements.iter().filter_map(element_date).collect::<Vec<_>>(), " or ", month)
            }
            Edtf::Interval(interval) => match (endpoint_date(&interval.start), endpoint_date(&interval.end)) {
                (Some(start), Some(end)) if start == end => single(start),
                (Some(start), Some(end)) => join_dates(&[start, end], " to ", month),
                (Some(start), None) => format!("since {}", single(start)),
                (None, Some(end)) => format!("by {}", single(end)),
                (None, None) => "at any time".to_owned(),
            },
        }
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
        let bounds = edtf.bounds();
        let (earliest, latest) = (bound_day(bounds.earliest), bound_day(bounds.latest));
        Ok(Self { edtf, earliest, latest })
    }
}

fn check_form(edtf: &Edtf) -> Result<(), DateError> {
    match edtf {
        Edtf::Date(date) => check_date(date),
        Edtf::DateTime(_) => Err(DateError::Form("a time of day")),
        Edtf::Interval(interval) => [&interval.start, &interval.end].into_iter().try_for_each(|end| match end {
            IntervalEndpoint::Date(date) => check_date(date),
            IntervalEndpoint::Open => Ok(()),
            IntervalEndpoint::Unknown => Err(DateError::Form("an interval with an unknown end")),
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
    let plain_year = matches!(date.year.kind, YearKind::Standard { .. }) && !date.year.has_unspecified();
    if !plain_year || date.year.value().is_none_or(|year| year < 0) {
        return Err(DateError::Form("a year that is not four digits"));
    }
    if date.year.significant_digits.is_some() {
        return Err(DateError::Form("a year of which some digits count"));
    }
    if date.precision() == Precision::Season {
        return Err(DateError::Form("a season"));
    }
    if date.month.is_some_and(edtf_core::DateField::has_unspecified) {
        return Err(DateError::Form("a month that is not given"));
    }
    match date.day {
        Some(day) if day.has_unspecified() && day.digits != [None, None] => {
            Err(DateError::Form("a day that is half given"))
        }
        _ => Ok(()),
    }
}

fn bound_day(bound: Bound) -> Option<NaiveDate> {
    match bound {
        Bound::Date(BoundDate { year, month, day }) => {
            NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, u32::from(month), u32::from(day))
        }
        Bound::NegativeInfinity | Bound::PositiveInfinity | Bound::Unknown => None,
    }
}

fn exact_day(date: &Date) -> Option<NaiveDate> {
    let year = i32::try_from(date.year.value()?).ok()?;
    NaiveDate::from_ymd_opt(year, u32::from(date.month?.value()?), u32::from(date.day?.value()?))
}

fn given_day(date: &Date) -> Option<GivenDay> {
    let month = date.month.and_then(edtf_core::DateField::value);
    let day = month.and(date.day).and_then(edtf_core::DateField::value);
    Some(GivenDay { year: date.year.value()?, month, day })
}

fn element_date(element: &SetElement) -> Option<&Date> {
    match element {
        SetElement::Date(date) => Some(date),
        SetElement::OnOrBefore(_) | SetElement::OnOrAfter(_) | SetElement::Range(..) => None,
    }
}

fn endpoint_date(endpoint: &IntervalEndpoint) -> Option<&Date> {
    match endpoint {
        IntervalEndpoint::Date(date) => Some(date),
        IntervalEndpoint::Open
        | IntervalEndpoint::Unknown
        | IntervalEndpoint::OnOrBefore(_)
        | IntervalEndpoint::OnOrAfter(_) => None,
    }
}

/// The dates in words, joined by `between`. Shared parts are written once: the qualifier before the first date, the month and the year
/// after the last.
fn join_dates(dates: &[&Date], between: &str, month: fn(u8) -> &'static str) -> String {
    let Some((last, before)) = dates.split_last() else { return String::new() };
    let shared = qualifier(last);
    if before.iter().any(|date| qualifier(date) != shared) {
        let words = dates.iter().map(|date| format!("{}{}", qualifier(date), unqualified(date, None, month)));
        return words.collect::<Vec<_>>().join(between);
    }
    let before = before.iter().map(|date| unqualified(date, Some(last), month));
    let words: Vec<String> = before.chain([unqualified(last, None, month)]).collect();
    format!("{shared}{}", words.join(between))
}

/// The words before an uncertain or approximate date; empty for others.
fn qualifier(date: &Date) -> &'static str {
    match (date.is_uncertain(), date.is_approximate()) {
        (false, false) => "",
        (false, true) => "about ",
        (true, false) => "perhaps ",
        (true, true) => "perhaps about ",
    }
}

/// The words of a date without its qualifier, and without the month and the year that it shares with the date `next` that follows, when
/// both have the same precision.
fn unqualified(date: &Date, next: Option<&Date>, month: fn(u8) -> &'static str) -> String {
    let year = |date: &Date| date.year.value().unwrap_or_default();
    let month_of = |date: &Date| date.month.and_then(edtf_core::DateField::value);
    let next = next.filter(|next| exact_day(date).is_some() == exact_day(next).is_some() && year(date) == year(next));
    let is_same_month = next.is_some_and(|next| month_of(date) == month_of(next));
    match (exact_day(date), month_of(date).map(month)) {
        (Some(day), Some(_)) if is_same_month => day.day().to_string(),
        (Some(day), Some(month)) if next.is_some() => format!("{} {month}", day.day()),
        (Some(day), Some(month)) => format!("{} {month} {}", day.day(), year(date)),
        (None, Some(month)) if date.day.is_some() => format!("a day in {month} {}", year(date)),
        (None, Some(month)) if next.is_some_and(|next| next.day.is_none() && next.month.is_some()) => month.to_owned(),
        (_, Some(month)) => format!("{month} {}", year(date)),
        (_, None) => year(date).to_string(),
    }
}

fn month_name(month: u8) -> &'static str {
    chrono::Month::try_from(month).map_or("", |month| month.name())
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
    fn unsupported_edtf_is_rejected_by_name() {
        for text in [
            "2024-21",
            "2024-09-12T10:00:00",
            "{2024,2025}",
            "2024-09-1X",
            "20XX",
            "2024/",
            "[2024..2025]",
            "Y17E7",
            "2024S1",
        ] {
            assert!(
                matches!(text.parse::<EdtfDate>(), Err(DateError::Form(_))),
                "{text}: {:?}",
                text.parse::<EdtfDate>()
            );
        }
        assert!(matches!("12 September".parse::<EdtfDate>(), Err(DateError::Syntax { at: 1.., .. })));
        assert!(matches!("2024-02-30".parse::<EdtfDate>(), Err(DateError::Syntax { .. })));
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
