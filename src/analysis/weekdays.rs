//! Printed dates whose weekday is wrong: the cheapest sign of a wrong date. It reads English, and judges no date that names no single day.

use std::fmt;

use chrono::{Datelike, Month, NaiveDate, Weekday};

use super::dating::list_order;
use crate::model::{Brief, EdtfDate, Record};

/// A printed date names a weekday that its day does not fall on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekdayFault {
    pub record: Record,
    /// The weekday as printed.
    pub printed: Weekday,
    /// The day that was looked up: the printed one, or the coded one where no whole date is printed.
    pub day: NaiveDate,
    /// The weekday that it was.
    pub was: Weekday,
    /// The years in which the printed weekday would be true, nearest first: up to five before or after, but none later than both the day
    /// and the brief, for no source can have reported it.
    pub true_in: Vec<i32>,
}

impl WeekdayFault {
    /// `None` when the weekday is right.
    fn new(brief: &Brief, record: Record, printed: Weekday, day: NaiveDate) -> Option<Self> {
        let was = day.weekday();
        let last = brief.as_of.latest().map_or(day.year(), |as_of| as_of.year().max(day.year()));
        let years = (1..=5).flat_map(|away| [day.year() - away, day.year() + away]).filter(|year| *year <= last);
        let true_in = years.filter(|year| day.with_year(*year).is_some_and(|other| other.weekday() == printed));
        (was != printed).then(|| Self { record, printed, day, was, true_in: true_in.collect() })
    }
}

impl WeekdayFault {
    /// The printed weekday in words: `Tuesday`.
    pub const fn printed_in_words(&self) -> &'static str {
        weekday_name(self.printed)
    }

    /// What the day was: `10 September 2025 was a Wednesday`.
    pub fn was_in_words(&self) -> String {
        format!("{} {} was a {}", self.date(), self.day.year(), weekday_name(self.was))
    }

    /// When the printed weekday would be true: `10 September was a Tuesday in 2024`; `None` when no year in reach has it so.
    pub fn true_in_words(&self) -> Option<String> {
        let years: Vec<String> = self.true_in.iter().map(ToString::to_string).collect();
        (!years.is_empty())
            .then(|| format!("{} was a {} in {}", self.date(), weekday_name(self.printed), years.join(" and ")))
    }

    /// The day and its month.
    fn date(&self) -> String {
        let month = u8::try_from(self.day.month()).ok().and_then(|month| Month::try_from(month).ok());
        format!("{} {}", self.day.day(), month.map_or("", |month| month.name()))
    }
}

/// In one sentence without its stop: `10 September 2025 was a Wednesday; it was a Tuesday in 2024`.
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

/// The weekday faults of `brief`, in the order of a list.
///
/// A printed date is checked when it names one weekday. Its day is the one that it prints, when it prints a whole one; else any of the days
/// that the record's date names one by one. There is a fault for each such day when none of them falls on the weekday; approximate and
/// doubted days are checked as well, for the weekday may tell what they were.
pub(super) fn weekday_faults(brief: &Brief) -> Vec<WeekdayFault> {
    let mut faults: Vec<WeekdayFault> = brief.records().flat_map(|record| faults_of(brief, record)).collect();
    faults.sort_by(|a, b| list_order(brief, a.record, b.record));
    faults
}

fn faults_of(brief: &Brief, record: Record) -> Vec<WeekdayFault> {
    let Some(printed) = brief.printed_date_of(record).map(PrintedDate::read) else { return Vec::new() };
    let Some(weekday) = only(&printed.weekdays) else { return Vec::new() };
    let coded = || brief.when_of(record).map(EdtfDate::days).unwrap_or_default();
    let days = printed.whole_date().map_or_else(coded, |day| vec![day]);
    // One day that fits is enough, and then there is no fault at all.
    days.iter().map(|day| WeekdayFault::new(brief, record, weekday, *day)).collect::<Option<_>>().unwrap_or_default()
}

/// What a printed date names, whatever its order and punctuation.
#[derive(Debug, Default)]
struct PrintedDate {
    weekdays: Vec<Weekday>,
    days: Vec<u32>,
    months: Vec<Month>,
    years: Vec<i32>,
}

impl PrintedDate {
    fn read(text: &str) -> Self {
        let mut printed = Self::default();
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            printed.take(&word.to_ascii_lowercase());
        }
        printed
    }

    fn take(&mut self, word: &str) {
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

    /// The one day that it names in full.
    fn whole_date(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(only(&self.years)?, only(&self.months)?.number_from_month(), only(&self.days)?)
    }
}

/// The value, when all are the same.
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
    fn the_wrong_weekday_is_told_with_the_year_in_which_it_is_right() {
        let told = ["10 September 2025 was a Wednesday; it was a Tuesday in 2024"];
        for printed in [
            "Tuesday, September 10, 2025",
            "Tuesday 10 September 2025",
            "on Tues., Sept. 10th, 2025",
            "2025, 10 Sep (Tue)",
            "Tuesday",
        ] {
            assert_eq!(faults(printed, "2025-09-10"), told, "{printed}");
        }
        assert_eq!(
            faults("Tuesday, September 10, 2025", "[2024-09-10,2025-09-10]"),
            told,
            "the printed day is checked"
        );
        assert_eq!(faults("Thursday", "2024-09-12~"), [""; 0]);
        assert_eq!(faults("Friday", "2024-09-12~"), ["12 September 2024 was a Thursday; it was a Friday in 2025"]);
    }

    #[test]
    fn what_names_no_single_day_is_not_judged() {
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
    fn the_years_in_reach_are_told_nearest_first() {
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
