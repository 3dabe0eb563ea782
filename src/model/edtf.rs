//! When something was: an EDTF date with its bounds, its order and its words. It never asks what day it is now.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use edtf_core::{Bound, BoundDate, Date, Edtf, IntervalEndpoint, Precision, SetElement, SetKind, YearKind};
use thiserror::Error;

/// A date as the format has it: the forms of EDTF levels 0 and 1, and the one-of set of level 2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EdtfDate {
    edtf: Edtf,
    /// Earliest day on which it can have been; `None` is an open beginning.
    earliest: Option<NaiveDate>,
    /// Latest day on which it can have been; `None` is an open end.
    latest: Option<NaiveDate>,
}

/// A calendar date as far as it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct GivenDay {
    pub year: i64,
    pub month: Option<u8>,
    /// Only ever beside a month.
    pub day: Option<u8>,
}

/// Why a text is no date of the format.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DateError {
    /// The text is not EDTF at all.
    #[error("{problem} (at character {at})")]
    Syntax {
        /// What the EDTF parser says.
        problem: &'static str,
        /// Position in the text, counted from 1.
        at: usize,
    },
    /// The text is EDTF, but of a form that briefs do not use.
    #[error("{0} is EDTF, but not one of the forms that briefs use")]
    Form(&'static str),
}

impl EdtfDate {
    /// Earliest day on which it can have been; `None` is an open beginning.
    pub const fn earliest(&self) -> Option<NaiveDate> {
        self.earliest
    }

    /// Latest day on which it can have been; `None` is an open end.
    pub const fn latest(&self) -> Option<NaiveDate> {
        self.latest
    }

    /// Whether it was over, for certain, before `other` can have begun.
    pub fn is_before(&self, other: &Self) -> bool {
        matches!((self.latest, other.earliest), (Some(mine), Some(theirs)) if mine < theirs)
    }

    /// Whether both can have been on one day, so that neither is certainly first.
    pub fn overlaps(&self, other: &Self) -> bool {
        !self.is_before(other) && !other.is_before(self)
    }

    /// The order of a list: by earliest possible day, then by latest. It says nothing of dates that overlap.
    pub fn list_order(&self, other: &Self) -> Ordering {
        // An open beginning sorts before every day, an open end after every day.
        let end = |when: &Self| when.latest.unwrap_or(NaiveDate::MAX);
        self.earliest.cmp(&other.earliest).then_with(|| end(self).cmp(&end(other)))
    }

    /// The days that it names one by one: one for a day, several for a one-of set of days, none for anything wider.
    pub fn days(&self) -> Vec<NaiveDate> {
        let dates: Vec<Option<NaiveDate>> = match &self.edtf {
            Edtf::Date(date) => vec![exact_day(date)],
            Edtf::Set(set) => set.elements.iter().map(|element| element_date(element).and_then(exact_day)).collect(),
            Edtf::Interval(_) | Edtf::DateTime(_) => Vec::new(),
        };
        dates.into_iter().collect::<Option<_>>().unwrap_or_default()
    }

    /// The first and the last date that it names, as far as each is given: twice the same for a plain date, the ends of an interval,
    /// the bounds of a one-of set; `None` is an open end.
    pub fn ends(&self) -> [Option<GivenDay>; 2] {
        match &self.edtf {
            Edtf::Date(date) => [given(date); 2],
            Edtf::DateTime(time) => [given(&time.date); 2],
            Edtf::Interval(interval) => [&interval.start, &interval.end].map(|end| endpoint_date(end).and_then(given)),
            Edtf::Set(set) => {
                let dates = || set.elements.iter().filter_map(element_date).filter_map(given);
                [dates().min(), dates().max()]
            }
        }
    }

    /// Whether the date is doubted (`?`, `%`) or one of several.
    pub fn is_uncertain(&self) -> bool {
        self.edtf.is_uncertain() || matches!(self.edtf, Edtf::Set(_))
    }

    /// Whether the date is an estimate (`~`, `%`).
    pub fn is_approximate(&self) -> bool {
        self.edtf.is_approximate()
    }

    /// In words, for reading aloud: `about 12 September 2024`, `5 to 12 September 2024`.
    pub fn in_words(&self) -> String {
        self.spoken(month_name)
    }

    /// In words with months of three letters, for a column: `about 12 Sep 2024`.
    pub fn in_short_words(&self) -> String {
        self.spoken(|month| &month_name(month)[..3])
    }

    fn spoken(&self, month: fn(u8) -> &'static str) -> String {
        let alone = |date: &Date| several(&[date], "", month);
        match &self.edtf {
            Edtf::Date(date) => alone(date),
            Edtf::DateTime(time) => alone(&time.date),
            Edtf::Set(set) => several(&set.elements.iter().filter_map(element_date).collect::<Vec<_>>(), " or ", month),
            Edtf::Interval(interval) => match (endpoint_date(&interval.start), endpoint_date(&interval.end)) {
                (Some(start), Some(end)) if start == end => alone(start),
                (Some(start), Some(end)) => several(&[start, end], " to ", month),
                (Some(start), None) => format!("since {}", alone(start)),
                (None, Some(end)) => format!("by {}", alone(end)),
                (None, None) => "at any time".to_owned(),
            },
        }
    }
}

/// As it stands in a brief: EDTF, in the canonical spelling.
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

fn given(date: &Date) -> Option<GivenDay> {
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

/// Dates in words, with `between` between them. What they share is said once: a doubt before the first, a month and a year after the last.
fn several(dates: &[&Date], between: &str, month: fn(u8) -> &'static str) -> String {
    let Some((last, before)) = dates.split_last() else { return String::new() };
    let doubt = doubt(last);
    let is_one_doubt = before.iter().all(|date| self::doubt(date) == doubt);
    if !is_one_doubt {
        let spoken = dates.iter().map(|date| format!("{}{}", self::doubt(date), plain(date, None, month)));
        return spoken.collect::<Vec<_>>().join(between);
    }
    let before = before.iter().map(|date| plain(date, Some(last), month));
    let spoken: Vec<String> = before.chain([plain(last, None, month)]).collect();
    format!("{doubt}{}", spoken.join(between))
}

/// What is said before a date that is not certain.
fn doubt(date: &Date) -> &'static str {
    match (date.is_uncertain(), date.is_approximate()) {
        (false, false) => "",
        (false, true) => "about ",
        (true, false) => "perhaps ",
        (true, true) => "perhaps about ",
    }
}

/// A date without its doubt; without what `then`, as closely given, says after it, too.
fn plain(date: &Date, then: Option<&Date>, month: fn(u8) -> &'static str) -> String {
    let year = |date: &Date| date.year.value().unwrap_or_default();
    let of_year = |date: &Date| date.month.and_then(edtf_core::DateField::value);
    let then = then.filter(|then| exact_day(date).is_some() == exact_day(then).is_some() && year(date) == year(then));
    let is_one_month = then.is_some_and(|then| of_year(date) == of_year(then));
    match (exact_day(date), of_year(date).map(month)) {
        (Some(day), Some(_)) if is_one_month => day.day().to_string(),
        (Some(day), Some(month)) if then.is_some() => format!("{} {month}", day.day()),
        (Some(day), Some(month)) => format!("{} {month} {}", day.day(), year(date)),
        (None, Some(month)) if date.day.is_some() => format!("a day in {month} {}", year(date)),
        (None, Some(month)) if then.is_some_and(|then| then.day.is_none() && then.month.is_some()) => month.to_owned(),
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

    fn when(text: &str) -> EdtfDate {
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
            let when = when(text);
            assert_eq!(when.earliest().map(|day| day.to_string()).as_deref(), Some(earliest), "{text}");
            assert_eq!(when.latest().map(|day| day.to_string()).as_deref(), Some(latest), "{text}");
            assert_eq!(when.in_words(), words);
            assert_eq!(when.to_string(), text);
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
            assert_eq!(when(text).in_words(), words, "{text}");
        }
        assert_eq!(when("2024-09-12~").in_short_words(), "about 12 Sep 2024");
        assert_eq!(when("2025-02-28/2025-03-04").in_short_words(), "28 Feb to 4 Mar 2025");
        assert_eq!(when("2024-09-05/..").latest(), None);
        assert_eq!(when("../2024-09-05").in_words(), "by 5 September 2024");
    }

    #[test]
    fn other_edtf_is_refused_by_name() {
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
        let (day, year, set) = (when("2024-09-12"), when("2024"), when("[2024-09-10,2025-09-10]"));
        assert!(day.overlaps(&year) && day.overlaps(&set));
        assert!(when("2024-09-09").is_before(&set));
        assert!(!when("2024-09-11").is_before(&set));
        assert_eq!(year.list_order(&day), Ordering::Less, "listed by the earliest possible day");
        assert_eq!(day.days().len(), 1);
        assert_eq!(set.days().len(), 2);
        assert!(year.days().is_empty());
    }
}
