//! Finds the words that tell when something was said, and the day that they mean for the day of the article. English only.

use std::ops::Range;

use chrono::{Datelike as _, Days, Months, NaiveDate, Weekday};

use super::document::{Document, Section};
use crate::model::EdtfDate;

/// A day as printed, in EDTF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PrintedDay {
    pub at: Range<usize>,
    /// EDTF; estimated (`~`) where it is guessed.
    pub edtf: String,
}

/// The full and the usual short names of the months, in lower case.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The day of the week that a word names.
fn weekday(word: &str) -> Option<Weekday> {
    let is_name = word.starts_with(char::is_uppercase) && word.len() >= 3 && (word.ends_with("day") || word.len() <= 5);
    is_name.then(|| word.trim_end_matches('.').parse().ok()).flatten()
}

/// The number of the month that a word names.
fn month(word: &str) -> Option<u32> {
    let short = word.trim_end_matches('.').to_lowercase();
    let is_name = word.starts_with(char::is_uppercase) && short.len() >= 3;
    let at = MONTHS
        .iter()
        .position(|month| is_name && (*month == short || short.len() <= 4 && month.starts_with(&short)))?;
    u32::try_from(at + 1).ok()
}

/// The days that the words outside of `skipped` tell between two bytes, in order. `published` is the day of the article.
pub(super) fn printed_days(
    document: &Document<'_>,
    section: &Section,
    tokens: Range<usize>,
    skipped: &[Range<usize>],
    published: Option<NaiveDate>,
) -> Vec<PrintedDay> {
    let words: Vec<(Range<usize>, &str)> = section.tokens[tokens]
        .iter()
        .map(|token| token.start as usize..token.end as usize)
        .filter(|at| !skipped.iter().any(|skipped| skipped.contains(&at.start)))
        .map(|at| (at.clone(), document.words(at)))
        .collect();
    let mut days = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let rest: Vec<&str> = words[at..].iter().take(5).map(|(_, word)| *word).collect();
        let before = at.checked_sub(1).map_or("", |before| words[before].1);
        match day(&rest, before, published) {
            Some((count, edtf)) => {
                days.push(PrintedDay { at: words[at].0.start..words[at + count - 1].0.end, edtf });
                at += count;
            }
            None => at += 1,
        }
    }
    days
}

/// The day that the first of some words tell: how many words, and the day in EDTF.
fn day(words: &[&str], before: &str, published: Option<NaiveDate>) -> Option<(usize, String)> {
    calendar_day(words, published).or_else(|| relative_day(words, before, published?))
}

/// `September 12`, `Sept. 12, 2024`, `12 September 2024`, `2024-09-12`, `in March`.
fn calendar_day(words: &[&str], published: Option<NaiveDate>) -> Option<(usize, String)> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    if let Ok(day) = word(0).parse::<NaiveDate>() {
        return Some((1, day.to_string()));
    }
    let number = |word: &str| word.trim_end_matches(|char: char| char.is_ascii_lowercase()).parse::<u32>().ok();
    let year = |word: &str| word.parse::<i32>().ok().filter(|year| (1000..2200).contains(year));
    let (month, day, count) = match (month(word(0)), number(word(0))) {
        (Some(month), _) => (month, number(word(1)).filter(|day| (1..=31).contains(day)), 1),
        (None, Some(day)) if (1..=31).contains(&day) => (month(word(1))?, Some(day), 1),
        _ => return None,
    };
    let count = count + usize::from(day.is_some());
    let skips_comma = usize::from(word(count) == ",");
    let (count, year) = match year(word(count + skips_comma)) {
        Some(year) => (count + skips_comma + 1, Some(year)),
        None => (count, None),
    };
    match (day, year, published) {
        (Some(day), Some(year), _) => NaiveDate::from_ymd_opt(year, month, day).map(|day| (count, day.to_string())),
        (None, Some(year), _) => Some((count, format!("{year}-{month:02}"))),
        (Some(day), None, Some(published)) => {
            let of_year = |year: i32| NaiveDate::from_ymd_opt(year, month, day);
            // The day before the article, of the year that makes it the last such day.
            let latest = of_year(published.year()).filter(|day| *day <= published);
            latest.or_else(|| of_year(published.year() - 1)).map(|day| (count, day.to_string()))
        }
        // A month alone is mostly a name, as in “May”.
        (None, None, _) | (Some(_), None, None) => None,
    }
}

/// `Thursday`, `yesterday`, `last week`.
fn relative_day(words: &[&str], before: &str, published: NaiveDate) -> Option<(usize, String)> {
    let lower = words.first()?.to_lowercase();
    let next = words.get(1).map(|word| word.to_lowercase()).unwrap_or_default();
    let ago = |days: u64| published.checked_sub_days(Days::new(days));
    if let Some(weekday) = weekday(words[0]) {
        let is_next = before.eq_ignore_ascii_case("next");
        let since = (published.weekday().num_days_from_monday() + 7 - weekday.num_days_from_monday()) % 7;
        return (!is_next).then(|| ago(u64::from(since))).flatten().map(|day| (1, day.to_string()));
    }
    match (lower.as_str(), next.as_str()) {
        ("today" | "tonight", _) => Some((1, published.to_string())),
        ("yesterday", _) => ago(1).map(|day| (1, day.to_string())),
        ("last", "night") => ago(1).map(|day| (2, day.to_string())),
        ("this", "morning" | "afternoon" | "evening") => Some((2, published.to_string())),
        ("this", "week") => Some((2, format!("{published}~"))),
        ("last", "week") => ago(7).map(|day| (2, format!("{day}~"))),
        ("this", "month") => Some((2, published.format("%Y-%m").to_string())),
        ("last", "month") => {
            published.checked_sub_months(Months::new(1)).map(|day| (2, day.format("%Y-%m").to_string()))
        }
        ("last", "year") => Some((2, (published.year() - 1).to_string())),
        _ => None,
    }
}

/// A day that the article's day is a guess for: EDTF, estimated.
pub(super) fn guessed(published: &EdtfDate) -> Option<EdtfDate> {
    let day = published.earliest()?;
    format!("{day}~").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, String)> {
        let document = Document::new(text);
        let section = document.sections().next().unwrap();
        let published = NaiveDate::from_ymd_opt(2024, 9, 14);
        let days = printed_days(&document, &section, 0..section.tokens.len(), &[], published);
        days.into_iter().map(|day| (&text[day.at], day.edtf)).collect()
    }

    #[test]
    fn words_are_days_before_the_article() {
        for (text, day) in [
            ("He said on Thursday that", Some(("Thursday", "2024-09-12"))),
            ("on Saturday", Some(("Saturday", "2024-09-14"))),
            ("on Sunday", Some(("Sunday", "2024-09-08"))),
            ("next Monday", None),
            ("yesterday", Some(("yesterday", "2024-09-13"))),
            ("last week", Some(("last week", "2024-09-07~"))),
            ("this month", Some(("this month", "2024-09"))),
            ("on Sept. 3", Some(("Sept. 3", "2024-09-03"))),
            ("on October 1", Some(("October 1", "2023-10-01"))),
            ("on 5 March 2021,", Some(("5 March 2021", "2021-03-05"))),
            ("on March 5, 2021", Some(("March 5, 2021", "2021-03-05"))),
            ("in March 2021", Some(("March 2021", "2021-03"))),
            ("2024-02-01", Some(("2024-02-01", "2024-02-01"))),
            ("on February 30, 2021", None),
            ("it may be, May said in march", None),
        ] {
            let expected: Vec<(&str, String)> = day.into_iter().map(|(words, day)| (words, day.to_owned())).collect();
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
