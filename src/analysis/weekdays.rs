//! Compares printed dates with the coded ones and with the calendar. It never judges a weekday without a single day.

use std::collections::HashMap;
use std::fmt;

use chrono::{Datelike, Month, NaiveDate, Weekday};

use super::dating::list_order;
use super::day_names::DayNames;
use super::printed_date::PrintedDate;
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

/// A printed date of which day, month or year are not those of the coded date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayMismatch {
    pub record: Record,
    /// As the article prints it.
    pub printed: String,
    /// The coded date, in words; with its weekday where one is printed.
    pub coded: String,
}

/// One sentence without a full stop: `“13 September” is printed, but the date is 12 September 2024`.
impl fmt::Display for DayMismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}” is printed, but the date is {}", self.printed, self.coded)
    }
}

/// What the printed dates of a brief say against its dates and the calendar, each in list order.
#[derive(Debug, Default)]
pub(super) struct PrintedDateFaults {
    pub(super) weekdays: Vec<WeekdayFault>,
    pub(super) mismatches: Vec<DayMismatch>,
}

impl PrintedDateFaults {
    /// Compares every printed date with the date of its record, in English and in the languages of its sources.
    ///
    /// A weekday is checked when it is the only one. Its day is the printed one when the printed date is complete, otherwise any of the
    /// single days of the record's date ([`EdtfDate::days`]). When none of them has the weekday, there is a fault for each. Approximate and
    /// uncertain days are checked as well, because the weekday may show the true day.
    ///
    /// Day, month and year are compared with every day that the record's date can mean. A date that is marked uncertain says already that
    /// it may be another, and is not compared; nor is one without an end, or of more than three years.
    pub(super) fn new(brief: &Brief) -> Self {
        let mut names = NamesByLanguage::default();
        let mut faults = Self::default();
        for record in brief.records() {
            faults.add(brief, record, &mut names);
        }
        faults.weekdays.sort_by(|a, b| list_order(brief, a.record, b.record));
        faults.mismatches.sort_by(|a, b| list_order(brief, a.record, b.record));
        faults
    }

    fn add(&mut self, brief: &Brief, record: Record, names: &mut NamesByLanguage) {
        let Some(text) = brief.printed_date_of(record) else { return };
        let printed = names.parse(text, &languages(brief, record));
        let when = brief.when_of(record);
        let year = when.unwrap_or(&brief.as_of).latest().map(|day| day.year());
        let is_foreign = year.is_some_and(|year| printed.is_of_another_calendar(year));
        let whole = if is_foreign { Vec::new() } else { printed.whole_dates() };
        let mismatch = when.filter(|when| !is_foreign && !can_agree(&printed, when));
        if let Some(when) = mismatch {
            let coded = match (printed.weekday(), when.days().as_slice()) {
                (Some(_), [day]) => format!("{}, a {}", when.in_words(), weekday_name(day.weekday())),
                _ => when.in_words(),
            };
            self.mismatches.push(DayMismatch { record, printed: text.to_owned(), coded });
            if whole.is_empty() {
                return;
            }
        }
        let Some(weekday) = printed.weekday() else { return };
        let days = if whole.is_empty() { when.map(EdtfDate::days).unwrap_or_default() } else { whole };
        // One matching day is enough: then there is no fault.
        let faults = days.iter().map(|day| WeekdayFault::new(brief, record, weekday, *day)).collect::<Option<Vec<_>>>();
        self.weekdays.extend(faults.unwrap_or_default());
    }
}

/// The languages that the sources of a record state.
fn languages(brief: &Brief, record: Record) -> Vec<&str> {
    brief.sources_of(record).iter().filter_map(|source| brief.sources[*source].lang.as_deref()).collect()
}

/// The most days of a date that are compared one by one: three years.
const MOST_DAYS: usize = 1096;

/// Whether a day that `when` can mean is one that the printed date can mean.
fn can_agree(printed: &PrintedDate, when: &EdtfDate) -> bool {
    let is_marked = when.is_uncertain() && when.ranges().len() == 1;
    is_marked
        || when.ranges().into_iter().any(|range| {
            let [Some(first), Some(last)] = range else { return true };
            let mut days = first.iter_days().take_while(|day| *day <= last);
            days.by_ref().take(MOST_DAYS).any(|day| printed.can_be(day)) || days.next().is_some()
        })
}

/// The names of days in the languages that a brief needs, made once.
#[derive(Default)]
struct NamesByLanguage {
    by_tags: HashMap<String, Option<DayNames>>,
    all: Option<DayNames>,
}

impl NamesByLanguage {
    /// Reads a printed date in English and the languages of `tags`. Without a known one, a word that English does not know is looked for in
    /// all languages.
    fn parse(&mut self, text: &str, tags: &[&str]) -> PrintedDate {
        let known = self.by_tags.entry(tags.join(" ")).or_insert_with(|| DayNames::of_languages(tags));
        if let Some(names) = known {
            return PrintedDate::parse(text, names);
        }
        let english = self.by_tags.entry(String::from("en")).or_insert_with(|| DayNames::of_languages(&["en"]));
        let printed = PrintedDate::parse(text, english.get_or_insert_default());
        if !printed.has_unknown_words() {
            return printed;
        }
        PrintedDate::parse(text, self.all.get_or_insert_with(DayNames::of_all_languages))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::BriefBuilder;

    fn faults(printed: &str, said: &str) -> Vec<String> {
        let brief = BriefBuilder::new().statement("s", |s| s.said(said).printed(printed)).brief();
        PrintedDateFaults::new(&brief).weekdays.iter().map(ToString::to_string).collect()
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
        let fault = &PrintedDateFaults::new(&brief).weekdays[0];
        assert_eq!(fault.was_in_words(), "10 September 2018 was a Monday");
        assert_eq!(fault.true_in_words().as_deref(), Some("10 September was a Tuesday in 2019 and 2013"));
        assert_eq!(fault.printed_in_words(), "Tuesday");
    }

    #[test]
    fn a_printed_day_is_compared_with_the_coded_one() {
        let mismatches = |printed: &str, said: &str| {
            let brief = BriefBuilder::new().statement("s", |s| s.said(said).printed(printed)).brief();
            let faults = PrintedDateFaults::new(&brief);
            let mismatches = faults.mismatches.iter().map(ToString::to_string);
            mismatches.chain(faults.weekdays.iter().map(ToString::to_string)).collect::<Vec<_>>()
        };
        for (printed, coded) in [
            ("Friday, September 13, 2024", "12 September 2024, a Thursday"),
            ("Fri 13.09.2024", "12 September 2024, a Thursday"),
            ("Friday, September 13", "12 September 2024, a Thursday"),
            ("September 13", "12 September 2024"),
            ("October", "12 September 2024"),
            ("12 September 2023", "12 September 2024"),
            ("vendredi 13 septembre", "12 September 2024, a Thursday"),
        ] {
            assert_eq!(mismatches(printed, "2024-09-12"), [format!("“{printed}” is printed, but the date is {coded}")]);
        }
        assert_eq!(mismatches("Freitag", "2024-09-12"), ["12 September 2024 was a Thursday; it was a Friday in 2025"]);
        for (printed, said) in [
            ("Thursday", "2024-09-12"),
            ("Donnerstag, 12.9.2024", "2024-09-12"),
            ("12/09/2024", "2024-09-12"),
            ("09/12/2024", "2024-09-12"),
            ("yesterday", "2024-09-12"),
            ("in the past 4 days", "2024-09-12"),
            ("13 September", "2024-09-12?"),
            ("13 September", "2024-09-12~"),
            ("13 September", "2024-09"),
            ("13 September", "[2024-09-12,2024-09-13]"),
            ("13 September", "2024-09-05/.."),
            ("12 กันยายน 2567", "2024-09-12"),
        ] {
            assert_eq!(mismatches(printed, said), [""; 0], "{printed} / {said}");
        }
    }

    #[test]
    fn a_leap_day_is_right_in_leap_years_only() {
        assert_eq!(faults("Monday", "2024-02-29"), ["29 February 2024 was a Thursday, not a Monday"]);
        assert_eq!(faults("Saturday", "2024-02-29"), ["29 February 2024 was a Thursday; it was a Saturday in 2020"]);
    }
}
