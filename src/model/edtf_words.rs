//! Dates in words, long for continuous text and short for columns. It never says more than the date does.

use chrono::Datelike as _;
use edtf_core::{Date, DateField, Edtf, Interval, IntervalEndpoint, Time, TimeShift, YearKind};

use super::EdtfDate;
use super::edtf::{element_date, endpoint_date, exact_day, season};

/// The name of a month, by its number.
type MonthName = fn(u8) -> &'static str;

impl EdtfDate {
    /// The date in words, for continuous text: `about 12 September 2024`, `5 to 12 September 2024`, `12 September 2024, 14:30 (+05:00)`.
    pub fn in_words(&self) -> String {
        self.words(month_name)
    }

    /// The date in words, with months abbreviated to three letters, for a column: `about 12 Sep 2024`.
    pub fn in_short_words(&self) -> String {
        self.words(|month| &month_name(month)[..3])
    }

    fn words(&self, month: MonthName) -> String {
        match self.edtf() {
            Edtf::Date(date) => join_dates(&[date], "", month),
            Edtf::DateTime(time) => {
                format!("{}, {}", join_dates(&[&time.date], "", month), time_of_day(time.time))
            }
            Edtf::Set(set) => {
                join_dates(&set.elements.iter().filter_map(element_date).collect::<Vec<_>>(), " or ", month)
            }
            Edtf::Interval(interval) => interval_words(interval, month),
        }
    }
}

fn interval_words(interval: &Interval, month: MonthName) -> String {
    let single = |date: &Date| join_dates(&[date], "", month);
    match (endpoint_date(&interval.start), endpoint_date(&interval.end)) {
        (Some(start), Some(end)) if start == end => single(start),
        (Some(start), Some(end)) => join_dates(&[start, end], " to ", month),
        (Some(start), None) if interval.end == IntervalEndpoint::Unknown => {
            format!("from {} to an unknown day", single(start))
        }
        (Some(start), None) => format!("since {}", single(start)),
        (None, Some(end)) if interval.start == IntervalEndpoint::Unknown => {
            format!("from an unknown day to {}", single(end))
        }
        (None, Some(end)) => format!("by {}", single(end)),
        (None, None) => "at any time".to_owned(),
    }
}

/// The time with its zone: `14:30`, `14:30:15 (UTC)`, `14:30 (+05:00)`.
fn time_of_day(time: Time) -> String {
    let seconds = if time.second == 0 { String::new() } else { format!(":{:02}", time.second) };
    let zone = match time.shift {
        None => String::new(),
        Some(TimeShift::Utc) => " (UTC)".to_owned(),
        Some(TimeShift::Offset { minutes, .. }) => {
            let (sign, shift) = (if minutes < 0 { '-' } else { '+' }, minutes.unsigned_abs());
            format!(" ({sign}{:02}:{:02})", shift / 60, shift % 60)
        }
    };
    format!("{:02}:{:02}{seconds}{zone}", time.hour, time.minute)
}

/// The dates in words, joined by `between`. Shared parts are written once: the qualifier before the first date, the month and the year
/// after the last.
fn join_dates(dates: &[&Date], between: &str, month: MonthName) -> String {
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
fn unqualified(date: &Date, next: Option<&Date>, month: MonthName) -> String {
    if let Some(words) = season_words(date).or_else(|| unspecified_words(date)) {
        return words;
    }
    let month_of = |date: &Date| date.month.filter(|_| season(date).is_none()).and_then(DateField::value);
    let is_year_shared =
        |next: &&Date| exact_day(date).is_some() == exact_day(next).is_some() && date.year.value() == next.year.value();
    let next = next.filter(is_year_shared);
    let is_same_month = next.is_some_and(|next| month_of(date) == month_of(next));
    match (exact_day(date), month_of(date).map(month)) {
        (Some(day), Some(_)) if is_same_month => day.day().to_string(),
        (Some(day), Some(month)) if next.is_some() => format!("{} {month}", day.day()),
        (Some(day), Some(month)) => format!("{} {month} {}", day.day(), year(date)),
        (None, Some(month)) if date.day.is_some() => format!("a day in {month} {}", year(date)),
        (None, Some(month)) if next.is_some_and(|next| next.day.is_none() && month_of(next).is_some()) => {
            month.to_owned()
        }
        (_, Some(month)) => format!("{month} {}", year(date)),
        (_, None) => year(date),
    }
}

/// A season: `spring 2001`, `winter 2001/02`. `None` for other dates.
fn season_words(date: &Date) -> Option<String> {
    let name = match season(date)? {
        21 => "spring",
        22 => "summer",
        23 => "autumn",
        _ => {
            let ends = date.year.value().filter(|year| (1..9999).contains(year)).map(|year| year + 1);
            let ends = ends.map_or_else(String::new, |year| format!("/{:02}", year % 100));
            return Some(format!("winter {}{ends}", year(date)));
        }
    };
    Some(format!("{name} {}", year(date)))
}

/// A date of which digits of the year or the month are not given. `None` for other dates.
fn unspecified_words(date: &Date) -> Option<String> {
    if let (YearKind::Standard { digits, .. }, true) = (date.year.kind, date.year.has_unspecified()) {
        let filled = |with: u8| digits.map(|digit| char::from(b'0' + digit.unwrap_or(with))).iter().collect::<String>();
        return Some(format!("a year from {} to {}", filled(0), filled(9)));
    }
    date.month.filter(|month| month.has_unspecified())?;
    Some(format!("a {} in {}", if date.day.is_some() { "day" } else { "month" }, year(date)))
}

/// The year: `2024`; `44 BC` for -43, because year zero is 1 BC; `the year 170000002` beyond four digits.
fn year(date: &Date) -> String {
    match date.year.value().unwrap_or_default() {
        year @ ..=0 => {
            let before_christ = 1 + year.unsigned_abs();
            if before_christ > 9999 { format!("the year {before_christ} BC") } else { format!("{before_christ} BC") }
        }
        year @ 1..=9999 => year.to_string(),
        year => format!("the year {year}"),
    }
}

fn month_name(month: u8) -> &'static str {
    chrono::Month::try_from(month).map_or("", |month| month.name())
}
