//! Reads weekday, day, month and year of a date as an article prints it, in any order. It never decides between two readings.

use chrono::{Datelike as _, NaiveDate, Weekday};

use super::day_names::{DateWord, DayName, DayNames, MOST_WORDS, words};

/// The parts of a printed date, with any punctuation.
#[derive(Debug, Default)]
pub(super) struct PrintedDate {
    weekdays: Vec<Weekday>,
    days: Vec<u32>,
    /// Whether a day is written so that it is no other number: `13th`, `13日`.
    has_marked_day: bool,
    months: Vec<u32>,
    years: Vec<i32>,
    /// The readings of dates in digits: `13.09.2024`, `03/04/2024`.
    numeric: Vec<NaiveDate>,
    /// Two numbers with a stroke between them, a day and a month in some order: `9/13`.
    pairs: Vec<[u32; 2]>,
    has_unknown_words: bool,
}

/// Words after a time of day in four digits.
const CLOCK_WORDS: [&str; 7] = ["gmt", "utc", "hours", "hour", "hrs", "h", "z"];
/// What follows the digits of a day.
const DAY_MARKS: [&str; 7] = ["st", "nd", "rd", "th", "日", "일", "号"];
/// What follows the digits of a month.
const MONTH_MARKS: [&str; 2] = ["月", "월"];
/// Years further from the coded date than this are of another calendar.
const SAME_CALENDAR: i32 = 100;

impl PrintedDate {
    pub(super) fn parse(text: &str, names: &DayNames) -> Self {
        let words = words(text);
        let mut printed = Self::default();
        let mut at = 0;
        while at < words.len() {
            let rest = &words[at..];
            at += printed
                .add_name(rest, names)
                .or_else(|| printed.add_numeric(rest))
                .unwrap_or_else(|| printed.add_word(rest));
        }
        if !printed.months.is_empty() {
            printed.days.extend(printed.pairs.drain(..).flatten());
        }
        printed
    }

    /// Whether a word is neither a number nor a name.
    pub(super) const fn has_unknown_words(&self) -> bool {
        self.has_unknown_words
    }

    /// The weekday, when exactly one is printed.
    pub(super) fn weekday(&self) -> Option<Weekday> {
        only(&self.weekdays)
    }

    /// The days of a complete printed date: one, or every reading of it. Empty when the date is not complete.
    pub(super) fn whole_dates(&self) -> Vec<NaiveDate> {
        let named = || NaiveDate::from_ymd_opt(only(&self.years)?, only(&self.months)?, only(&self.days)?);
        if self.numeric.is_empty() { named().into_iter().collect() } else { self.numeric.clone() }
    }

    /// Whether the printed years are of another calendar than `year`.
    pub(super) fn is_of_another_calendar(&self, year: i32) -> bool {
        let years = || self.years.iter().copied().chain(self.numeric.iter().map(chrono::NaiveDate::year));
        years().next().is_some() && years().all(|printed| (printed - year).abs() > SAME_CALENDAR)
    }

    /// Whether `day` is one that the printed date can mean. Weekdays are not compared. Of several numbers, all between the least and the
    /// greatest count.
    pub(super) fn can_be(&self, day: NaiveDate) -> bool {
        let [month, of_month] = [day.month(), day.day()];
        let is_numeric = self.numeric.is_empty() || self.numeric.contains(&day);
        let is_pair = self.pairs.is_empty()
            || self.pairs.iter().any(|pair| *pair == [month, of_month] || *pair == [of_month, month]);
        let judges_day = self.months.len() == 1 || (self.months.is_empty() && self.has_marked_day);
        is_numeric
            && is_pair
            && spans(&self.years, day.year())
            && spans(&self.months, month)
            && (!judges_day || spans(&self.days, of_month))
    }

    /// Adds a name at the front of `rest`; returns the number of its words.
    fn add_name(&mut self, rest: &[DateWord], names: &DayNames) -> Option<usize> {
        let (count, name) = (1..=MOST_WORDS.min(rest.len())).rev().find_map(|count| {
            let text: Vec<&str> = rest[..count].iter().map(|word| word.text.as_str()).collect();
            Some((count, names.find(&text.join(" "))?))
        })?;
        // A single letter at a number is its unit, as in 12日, although it also stands for Sunday.
        if count == 1 && rest[0].follows_digits && rest[0].text.chars().count() == 1 {
            return None;
        }
        match name {
            DayName::Weekday(weekday) => self.weekdays.push(weekday),
            DayName::Month(month) if !self.months.contains(&month) => self.months.push(month),
            DayName::Month(_) => {}
        }
        Some(count)
    }

    /// Adds a date in digits at the front of `rest`; returns the number of its words.
    fn add_numeric(&mut self, rest: &[DateWord]) -> Option<usize> {
        let joint = rest.get(1)?.gap.trim();
        let follows = |word: &DateWord| word.gap.trim() == joint && word.number().is_some();
        if !["/", ".", "-"].contains(&joint) || !rest[1..].first().is_some_and(follows) {
            return None;
        }
        let [first, second] = [rest[0].number()?, rest[1].number()?];
        if let Some(third) = rest.get(2).filter(|word| follows(word)) {
            let readings = readings([&rest[0], &rest[1], third]);
            let count = if readings.is_empty() { return None } else { 3 };
            self.numeric.extend(readings);
            return Some(count);
        }
        let is_day_and_month = |[day, month]: [u32; 2]| (1..=31).contains(&day) && (1..=12).contains(&month);
        let is_pair = joint == "/" && (is_day_and_month([first, second]) || is_day_and_month([second, first]));
        is_pair.then(|| {
            self.pairs.push([first, second]);
            2
        })
    }

    /// Adds the word at the front of `rest`, a number or an unknown word.
    fn add_word(&mut self, rest: &[DateWord]) -> usize {
        let Some(number) = rest[0].number() else {
            self.has_unknown_words |= !rest[0].follows_digits;
            return 1;
        };
        let next = rest.get(1);
        let is_clock = rest[0].gap.trim() == ":" || next.is_some_and(|next| next.gap.trim() == ":");
        let mark = next.filter(|next| next.follows_digits).map(|next| next.text.as_str());
        match rest[0].text.len() {
            1 | 2 if mark.is_some_and(|mark| MONTH_MARKS.contains(&mark)) => self.months.push(number),
            4 if !next.is_some_and(|next| CLOCK_WORDS.contains(&next.text.as_str())) => {
                self.years.extend(i32::try_from(number));
            }
            1 | 2 if !is_clock && (1..=31).contains(&number) => {
                self.days.push(number);
                self.has_marked_day |= mark.is_some_and(|mark| DAY_MARKS.contains(&mark));
            }
            _ => {}
        }
        1
    }
}

impl DateWord {
    fn number(&self) -> Option<u32> {
        self.text.parse().ok()
    }
}

/// The days that three numbers can mean: year first, or day and month in either order before the year. A year of two digits is of this
/// century or the last.
fn readings(numbers: [&DateWord; 3]) -> Vec<NaiveDate> {
    let [(first, long_first), (second, _), (third, long_third)] =
        numbers.map(|word| (word.number().unwrap_or_default(), word.text.len() == 4));
    let mut readings = Vec::new();
    let mut add = |year: u32, is_long: bool, month: u32, day: u32| {
        let years = if is_long { vec![year] } else { vec![2000 + year, 1900 + year] };
        let days = years.into_iter().filter_map(|year| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day));
        readings.extend(days);
    };
    if !long_third && (long_first || first < 100) {
        add(first, long_first, second, third);
    }
    if !long_first && (long_third || third < 100) {
        add(third, long_third, second, first);
        add(third, long_third, first, second);
    }
    readings
}

/// Whether a value lies among others; `true` when there is none.
fn spans<T: Copy + Ord>(values: &[T], value: T) -> bool {
    let ends = values.iter().min().zip(values.iter().max());
    ends.is_none_or(|(least, greatest)| (*least..=*greatest).contains(&value))
}

/// The value, when there is one and all are equal.
fn only<T: Copy + PartialEq>(values: &[T]) -> Option<T> {
    let first = *values.first()?;
    values.iter().all(|value| *value == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::day;

    #[test]
    fn a_printed_date_says_which_days_it_can_be() {
        for (language, text, can, cannot) in [
            ("en", "Friday, September 13, 2024", "2024-09-13", "2024-09-12"),
            ("en", "Sept. 13th", "2021-09-13", "2024-09-12"),
            ("en", "the 13th", "2024-10-13", "2024-10-12"),
            ("en", "September 2024", "2024-09-30", "2024-10-01"),
            ("en", "5 to 12 September 2024", "2024-09-08", "2024-09-13"),
            ("en", "28 September to 4 October", "2024-10-04", "2024-11-04"),
            ("en", "2024-09-13", "2024-09-13", "2024-09-12"),
            ("en", "9/13", "2024-09-13", "2024-09-12"),
            ("en", "5/6 September", "2024-09-05", "2024-06-05"),
            ("en", "03/04/2024", "2024-04-03", "2024-04-04"),
            ("en", "03/04/2024", "2024-03-04", "2024-03-03"),
            ("en", "13.9.24", "2024-09-13", "2024-09-12"),
            ("en", "13 Sept, 14:30", "2024-09-13", "2024-09-14"),
            ("en", "1430 hours on 13 September 2024", "2024-09-13", "1430-09-13"),
            ("de", "Freitag, 13. September 2024", "2024-09-13", "2024-09-12"),
            ("de", "13. Jänner 2025", "2025-01-13", "2025-02-13"),
            ("ru", "пятница, 13 сентября 2024", "2024-09-13", "2024-09-12"),
            ("fi", "13. syyskuu 2024", "2024-09-13", "2024-10-13"),
            ("vi", "ngày 13 tháng 9 năm 2024", "2024-09-13", "2024-10-13"),
            ("ja", "2024年9月13日(金)", "2024-09-13", "2024-09-12"),
            ("zh", "2024年9月13日星期五", "2024-09-13", "2024-09-12"),
            ("ko", "2024년 9월 13일 금요일", "2024-09-13", "2024-09-12"),
            ("ur", "جمعہ ۱۳ ستمبر ۲۰۲۴", "2024-09-13", "2024-09-12"),
        ] {
            let printed = PrintedDate::parse(text, &DayNames::of_languages(&[language]).unwrap());
            assert!(printed.can_be(day(can)), "{text}: {printed:?}");
            assert!(!printed.can_be(day(cannot)), "{text}: {printed:?}");
        }
    }

    #[test]
    fn numbers_that_are_no_day_say_nothing() {
        let english = DayNames::of_languages(&["en"]).unwrap();
        for text in ["in the past 4 days", "some 3 weeks ago", "at 14:30", "17.30", "today", "yesterday", "Thursday"] {
            assert!(PrintedDate::parse(text, &english).can_be(day("2024-09-12")), "{text}");
        }
        let thai = PrintedDate::parse("12 กันยายน 2567", &DayNames::of_languages(&["th"]).unwrap());
        assert!(thai.is_of_another_calendar(2024));
    }

    #[test]
    fn the_unit_of_a_number_is_no_weekday() {
        let japanese = DayNames::of_languages(&["ja"]).unwrap();
        assert_eq!(PrintedDate::parse("2024年9月13日(金)", &japanese).weekday(), Some(Weekday::Fri));
        assert_eq!(PrintedDate::parse("9月13日", &japanese).weekday(), None);
    }
}
