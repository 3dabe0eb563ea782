//! Dates from any bytes: what is read has ordered bounds, and its printed form reads back. It knows nothing of briefs.

use std::cmp::Ordering;

use whosaid::model::{DateError, EdtfDate};

/// Reads every line as a date, and holds each, and each beside the one before, to the laws of dates.
pub(crate) fn any(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let dates: Vec<EdtfDate> = text.lines().filter_map(date).collect();
    for pair in dates.windows(2) {
        beside(&pair[0], &pair[1]);
    }
}

fn date(text: &str) -> Option<EdtfDate> {
    let when = match text.parse::<EdtfDate>() {
        Ok(when) => when,
        Err(error) => {
            refused(text, &error);
            return None;
        }
    };
    let printed = when.to_string();
    assert_eq!(printed.parse().as_ref(), Ok(&when), "{text:?} is printed as {printed:?}");
    if let (Some(earliest), Some(latest)) = (when.earliest(), when.latest()) {
        assert!(earliest <= latest, "{text:?}: from {earliest} to {latest}");
    }
    let within = |day: &_| {
        when.earliest().is_none_or(|earliest| earliest <= *day) && when.latest().is_none_or(|latest| *day <= latest)
    };
    assert!(when.days().iter().all(within), "{text:?}: {:?}", when.days());
    if let [Some(first), Some(last)] = when.ends() {
        assert!(first.year <= last.year, "{text:?}: {first:?} to {last:?}");
    }
    let [earliest, latest] = when.widened();
    assert!(earliest <= when.earliest(), "{text:?}: widened from {earliest:?}");
    assert!(latest.is_none() == when.latest().is_none() && latest >= when.latest(), "{text:?}: widened to {latest:?}");
    assert!(!when.ranges().is_empty(), "{text:?}");
    for words in [when.in_words(), when.in_short_words(), when.without_time()] {
        assert!(!words.is_empty() && !words.contains(char::is_control), "{text:?} in words: {words:?}");
    }
    assert_eq!(when.list_order(&when), Ordering::Equal);
    assert!(!when.is_before(&when) && when.overlaps(&when), "{text:?}");
    let _ = (when.is_uncertain(), when.is_approximate(), when.clock());
    Some(when)
}

fn refused(text: &str, error: &DateError) {
    let told = error.to_string();
    assert!(!told.is_empty() && !told.contains(char::is_control), "{text:?}: {told:?}");
    if let DateError::Syntax { at, .. } = error {
        assert!((1..=text.chars().count() + 1).contains(at), "{text:?}: {told}");
    }
}

fn beside(one: &EdtfDate, other: &EdtfDate) {
    assert!(!(one.is_before(other) && other.is_before(one)), "{one} and {other} are each before the other");
    assert_eq!(one.overlaps(other), other.overlaps(one), "{one} and {other}");
    assert_eq!(one.list_order(other), other.list_order(one).reverse(), "{one} and {other}");
    if one.is_before(other) {
        assert_eq!(one.list_order(other), Ordering::Less, "{one} is before {other}");
    }
}
