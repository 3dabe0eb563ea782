//! Parses the values of a field into what a term tests. It reports errors, and searches nothing.

use std::ops::RangeInclusive;

use super::field::QueryField;
use super::parser::RawValue;
use super::terms::{
    DateRange, DateTarget, GradeRange, KindFilter, QueryError, QueryTrait, QueryWords, TermTest, shown,
};
use crate::model::{Attribution, Credibility, EdtfDate, EventKind, Reliability, Stance};
use crate::search::dates::QueryPeriod;
use crate::text::suggest::nearest;

/// Parses the values of one field, and collects errors.
pub(super) struct FieldValues<'a> {
    pub(super) field: QueryField,
    pub(super) raw: &'a [RawValue],
    /// The end of the query.
    pub(super) end: usize,
    pub(super) errors: &'a mut Vec<QueryError>,
}

impl FieldValues<'_> {
    /// The test of the field; `None` if no value is valid.
    pub(super) fn test(&mut self) -> Option<TermTest> {
        match self.field {
            QueryField::Who => self.who(),
            field @ (QueryField::On
            | QueryField::In
            | QueryField::Via
            | QueryField::About
            | QueryField::Source
            | QueryField::Brief) => {
                let end = self.end;
                let names = self.each(|value| QueryWords::from_value(value, end))?;
                Some(TermTest::Named { field, names, unnamed: false })
            }
            QueryField::Is => self.each(|value| is(&value.text)).map(TermTest::Is),
            QueryField::After => {
                self.one_date(|when| Some((QueryPeriod::since(when)?, format!("since {}", when.in_words()))))
            }
            QueryField::Before => {
                self.one_date(|when| Some((QueryPeriod::until(when)?, format!("before {}", when.in_words()))))
            }
            QueryField::Said => self.dates(DateTarget::Said, ""),
            QueryField::Published => self.dates(DateTarget::Published, "published "),
            QueryField::Grade => self.each(|value| grades(&value.text)).map(TermTest::Grade),
            QueryField::Credibility => {
                self.each(|value| range(&value.text, Credibility::from_word)).map(TermTest::Credibility)
            }
            QueryField::Kind => self.each(|value| kind(&value.text)).map(TermTest::Kind),
        }
    }

    /// Parses every value, and reports those that are invalid; `None` if none is valid.
    fn each<T>(&mut self, read: impl Fn(&RawValue) -> Option<T>) -> Option<Vec<T>> {
        let mut all = Vec::new();
        for value in self.raw {
            match read(value) {
                Some(parsed) => all.push(parsed),
                None => self.reject(value),
            }
        }
        (!all.is_empty()).then_some(all)
    }

    fn reject(&mut self, value: &RawValue) {
        let line = self.field.line();
        let hint = match nearest(&value.text, self.field.vocabulary().into_iter()) {
            Some(nearest_word) => format!("did you mean `{nearest_word}`?"),
            None => format!("it takes {}", line.takes),
        };
        let sentence = format!("`{}:{}`: {hint}", line.name, shown(&value.text));
        self.errors.push(QueryError { sentence, at: value.at.clone() });
    }

    fn who(&mut self) -> Option<TermTest> {
        let unnamed = self.raw.iter().any(is_unnamed);
        let end = self.end;
        let all = self
            .each(|value| if is_unnamed(value) { Some(None) } else { QueryWords::from_value(value, end).map(Some) })?;
        let names: Vec<QueryWords> = all.into_iter().flatten().collect();
        Some(TermTest::Named { field: QueryField::Who, names, unnamed })
    }

    fn dates(&mut self, target: DateTarget, before: &str) -> Option<TermTest> {
        let parse = |value: &RawValue| {
            let when: EdtfDate = value.text.trim().parse().ok()?;
            Some(DateRange { period: QueryPeriod::within(&when), in_words: format!("{before}{}", on(&when)) })
        };
        let periods = self.each(parse)?;
        Some(TermTest::Date { target, periods })
    }

    fn one_date(&mut self, period: impl Fn(&EdtfDate) -> Option<(QueryPeriod, String)>) -> Option<TermTest> {
        if let [_, further, ..] = self.raw {
            let sentence = format!("`{}:` takes one date", self.field.line().name);
            self.errors.push(QueryError { sentence, at: further.at.clone() });
            return None;
        }
        let parse = |value: &RawValue| {
            let (period, in_words) = period(&value.text.trim().parse().ok()?)?;
            Some(DateRange { period, in_words })
        };
        let periods = self.each(parse)?;
        Some(TermTest::Date { target: DateTarget::Said, periods })
    }
}

fn is_unnamed(value: &RawValue) -> bool {
    !value.quoted && value.text.eq_ignore_ascii_case("unnamed")
}

/// A date with its preposition.
fn on(when: &EdtfDate) -> String {
    let days = when.days();
    let preposition = if days.len() == 1 { "on" } else { "in" };
    format!("{preposition} {}", when.in_words())
}

fn is(text: &str) -> Option<QueryTrait> {
    let word = text.to_lowercase();
    let stance = Stance::from_word(&word).map(QueryTrait::Stance);
    stance.or_else(|| Attribution::from_word(&word).map(QueryTrait::Attribution)).or(match word.as_str() {
        "unnamed" => Some(QueryTrait::Unnamed),
        "disputed" => Some(QueryTrait::Disputed),
        "new" => Some(QueryTrait::New),
        _ => None,
    })
}

fn grades(text: &str) -> Option<GradeRange> {
    let text = text.to_uppercase();
    if let Some(reliability) = range(&text, Reliability::from_word) {
        return Some(GradeRange { reliability, credibility: None });
    }
    let (letter, number) = text.split_at_checked(1)?;
    let reliability = Reliability::from_word(letter)?;
    Some(GradeRange {
        reliability: reliability..=reliability,
        credibility: Some(range(number, Credibility::from_word)?),
    })
}

/// One word of a vocabulary, or a range of two with `..` between, in either order.
fn range<T: Copy + Ord>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<RangeInclusive<T>> {
    let (first, last) = match text.split_once("..") {
        Some((first, last)) => (read(first.trim())?, read(last.trim())?),
        None => (read(text.trim())?, read(text.trim())?),
    };
    Some(first.min(last)..=first.max(last))
}

fn kind(text: &str) -> Option<KindFilter> {
    let word = text.to_lowercase();
    match word.strip_suffix('s').unwrap_or(&word) {
        "statement" => Some(KindFilter::Statement),
        "event" => Some(KindFilter::Event),
        "claim" => Some(KindFilter::Claim),
        singular => EventKind::from_word(&word).or_else(|| EventKind::from_word(singular)).map(KindFilter::EventOf),
    }
}
