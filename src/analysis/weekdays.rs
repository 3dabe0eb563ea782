//! Checks the weekdays of printed dates in English. It never judges a date that is not a single day.

use std::fmt;

use chrono::{Datelike, Month, NaiveDate, Weekday};

use super::dating::list_order;
use crate::model::{Brief, EdtfDate, Record};

/// A printed date with a weekday that does not match its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekdayFault {
    pub record: Record,
    /// The weekday as printed.
    pub printed: Weekday,
    /// The day that was checked: the printed one, or the coded one when the printed date is not complete.
    pub day: NaiveDate,
    /// The true weekday of `day`.
    pub was: Weekday,
    /// The years in which the printed weekday would be true, nearest first: up to five years before or after, but not later than both the
    /// day and the `as_of` of the brief, because no source can have reported it.
    pub true_in: Vec<i32>,
}

impl WeekdayFault {
    /// Returns `None` when the weekday is right.
    fn new(brief: &Brief, record: Record, printed: Weekday, day: NaiveDate) -> Option<Self> {
        let was = day.weekday();
        let last = brief.as_of.latest().map_or(day.year(), |as_of| as_of.year().max(day.year()));
        let years =
            (1..=5).flat_map(|distance| [day.year() - distance, day.year() + distance]).filter(|year| *year <= last);
        let true_in = years.filter(|year| day.with_year(*year).is_some_and(|other| other.weekday() == printed));
        (was != printed).then(|| Self { record, printed, day, was, true_in: true_in.collect() })
    }

    /// The printed weekday: `Tuesday`.
    pub const fn printed_in_words(&self) -> &'static str {
        weekday_name(self.printed)
    }

    /// The true weekday of the day: `10 September 2025 was a Wednesday`.
    pub fn was_in_words(&self) -> String {
        format!("{} {} was a {}", self.date(), self.day.year(), weekday_name(self.was))
    }

    /// The years in which the printed weekday would be true: `10 September was a Tuesday in 2024`. `None` when [`Self::true_in`] is empty.
    pub fn true_in_words(&self) -> Option<String> {
        let years: Vec<String> = self.true_in.iter().map(ToString::to_string).collect();
        (!years.is_empty())
            .then(|| format!("{} was a {} in {}", self.date(), weekday_name(self.printed), years.join(" and ")))
    }

    /// The day and the month: `10 September`.
    fn date(&self) -> String {
        let month = u8::try_from(self.day.month()).ok().and_then(|month| Month::try_from(month).ok());
        format!("{} {}", self.day.day(), month.map_or("", |month| month.name()))
    }
}

/// One sentence without a full stop: `10 September 2025 was a Wednesday; it was a Tuesday in 2024`.
impl fmt::Display for WeekdayFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.was_in_words())?;
        match self.true_in.first() {
            Some(year) => write!(f, "; it was a {} in {year}", weekday_name(self.printed)),
            None => write!(f, ", not a {}", weekday_name(self.printed)),
        }
    }
}

const fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

/// The weekday faults of `brief`, in list order.
///
/// A printed date is checked when it names exactly one weekday. Its day is the printed one when the printed date is complete, otherwise
/// any of the single days of the record's date ([`EdtfDate::days`]). When none of them has the weekday, there is a fault for each.
/// Approximate and uncertain days are checked as well, because the weekday may show the true day.
pub(super) fn weekday_faults(brief: &Brief) -> Vec<WeekdayFault> {
    let mut faults: Vec<WeekdayFault> = brief.records().flat_map(|record| faults_of(brief, record)).collect();
    faults.sort_by(|a, b| list_order(brief, a.record, b.record));
    faults
}

fn faults_of(brief: &Brief, record: Record) -> Vec<WeekdayFault> {
    let Some(printed) = brief.printed_date_of(record).map(PrintedDate::parse) else { return Vec::new() };
    let Some(weekday) = only(&printed.weekdays) else { return Vec::new() };
    let coded = || brief.when_of(record).map(EdtfDate::days).unwrap_or_default();
    let days = printed.whole_date().map_or_else(coded, |day| vec![day]);
    // One matching day is enough: then there is no fault.
    days.iter().map(|day| WeekdayFault::new(brief, record, weekday, *day)).collect::<Option<_>>().unwrap_or_default()
}

/// The parts of a printed date, in any order and with any punctuation.
#[derive(Debug, Default)]
struct PrintedDate {
    weekdays: Vec<Weekday>,
    days: Vec<u32>,
    months: Vec<Month>,
    years: Vec<i32>,
}

impl PrintedDate {
    fn parse(text: &str) -> Self {
        let mut printed = Self::default();
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            printed.add_word(&word.to_ascii_lowercase());
        }
        printed
    }

    fn add_word(&mut self, word: &str) {
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
        match (digits.len(), digits.parse::<u32>()) {
            (1 | 2, Ok(day)) => self.days.push(day),
            (4, Ok(_)) => self.years.extend(digits.parse::<i32>()),
            _ => {
                self.weekdays.extend(weekday(word));
                self.months.extend(month(word));
            }
        }
    }

    /// The day, when the date has exactly one year, month and day.
    fn whole_date(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(only(&self.years)?, only(&self.months)?.number_from_month(), only(&self.days)?)
    }
}

/// The value, when there is one and all are equal.
fn only<T: Copy + PartialEq>(values: &[T]) -> Option<T> {
    let first = *values.first()?;
    values.iter().all(|value| *value == first).then_some(first)
}

fn weekday(word: &str) -> Option<Weekday> {
    match word {
        "tues" => Some(Weekday::Tue),
        "weds" => Some(Weekday::Wed),
        "thur" | "thurs" => Some(Weekday::Thu),
        whole_or_three_letters => whole_or_three_letters.parse().ok(),
    }
}

fn month(word: &str) -> Option<Month> {
    match word {
        "sept" => Some(Month::September),
        whole_or_three_letters => whole_or_three_letters.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::BriefBuilder;

    fn faults(printed: &str, said: &str) -> Vec<String> {
        let brief = BriefBuilder::new().statement("s", |s| s.said(said).printed(printed)).brief();
        weekday_faults(&brief).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_wrong_weekday_is_reported_with_the_year_in_which_it_is_right() {
        let expected = ["10 September 2025 was a Wednesday; it was a Tuesday in 2024"];
        for printed in [
            "Tuesday, September 10, 2025",
            "Tuesday 10 September 2025",
            "on Tues., Sept. 10th, 2025",
            "2025, 10 Sep (Tue)",
            "Tuesday",
        ] {
            assert_eq!(faults(printed, "2025-09-10"), expected, "{printed}");
        }
        assert_eq!(
            faults("Tuesday, September 10, 2025", "[2024-09-10,2025-09-10]"),
            expected,
            "the printed day is checked"
        );
        assert_eq!(faults("Thursday", "2024-09-12~"), [""; 0]);
        assert_eq!(faults("Friday", "2024-09-12~"), ["12 September 2024 was a Thursday; it was a Friday in 2025"]);
    }

    #[test]
    fn a_date_without_a_single_day_is_not_judged() {
        for (printed, said) in [
            ("Tuesday", "2025-09"),
            ("Tuesday", "2025-09-09/2025-09-20"),
            ("Tuesday", "[2024-09-10,2025-09-10]"),
            ("between Monday and Tuesday", "2025-09-10"),
            ("10 September 2025", "2025-09-10"),
            ("the sunny monument", "2025-09-10"),
        ] {
            assert_eq!(faults(printed, said), [""; 0], "{printed} / {said}");
        }
        assert_eq!(faults("Sunday", "[2024-09-10,2025-09-10]").len(), 2, "none of the days is a Sunday");
    }

    #[test]
    fn a_year_that_no_source_can_have_reported_explains_nothing() {
        assert_eq!(faults("Wednesday", "2025-01-21"), ["21 January 2025 was a Tuesday, not a Wednesday"]);
    }

    #[test]
    fn the_possible_years_are_listed_nearest_first() {
        let brief = BriefBuilder::new().statement("s", |s| s.said("2018-09-10").printed("Tuesday")).brief();
        let fault = &weekday_faults(&brief)[0];
        assert_eq!(fault.was_in_words(), "10 September 2018 was a Monday");
        assert_eq!(fault.true_in_words().as_deref(), Some("10 September was a Tuesday in 2019 and 2013"));
        assert_eq!(fault.printed_in_words(), "Tuesday");
    }

    #[test]
    fn a_leap_day_is_right_in_leap_years_only() {
        assert_eq!(faults("Monday", "2024-02-29"), ["29 February 2024 was a Thursday, not a Monday"]);
        assert_eq!(faults("Saturday", "2024-02-29"), ["29 February 2024 was a Thursday; it was a Saturday in 2020"]);
    }
}
