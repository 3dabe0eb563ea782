//! The values of a field, from what is written to what is meant.

use std::ops::RangeInclusive;

use super::Complaint;
use super::dates::Period;
use super::field::Field;
use super::question::{Asked, DateOf, Grades, KindOf, Test, Trait, Words, shown, words};
use super::syntax::RawValue;
use crate::model::{Attribution, Credibility, EventKind, Reliability, Stance, When};
use crate::text::suggest::nearest;

/// The values of one field, and what is wrong with them.
pub(super) struct Values<'a> {
    pub(super) field: Field,
    pub(super) raw: &'a [RawValue],
    /// The end of the question.
    pub(super) end: usize,
    pub(super) complaints: &'a mut Vec<Complaint>,
}

impl Values<'_> {
    /// What the field is to be tested for; `None` where no value of it can be understood.
    pub(super) fn test(&mut self) -> Option<Test> {
        match self.field {
            Field::Who => self.who(),
            field @ (Field::On | Field::In | Field::Via | Field::About | Field::Source | Field::Brief) => {
                let end = self.end;
                let names = self.each(|value| words(value, end))?;
                Some(Test::Named { field, names, unnamed: false })
            }
            Field::Is => self.each(|value| is(&value.text)).map(Test::Is),
            Field::After => self.one_date(|when| Some((Period::since(when)?, format!("since {}", when.in_words())))),
            Field::Before => self.one_date(|when| Some((Period::until(when)?, format!("before {}", when.in_words())))),
            Field::Said => self.dates(DateOf::Said, ""),
            Field::Published => self.dates(DateOf::Published, "published "),
            Field::Grade => self.each(|value| grades(&value.text)).map(Test::Grade),
            Field::Credibility => self.each(|value| range(&value.text, Credibility::from_word)).map(Test::Credibility),
            Field::Kind => self.each(|value| kind(&value.text)).map(Test::Kind),
        }
    }

    /// Every value that can be read; `None` where there is none. The others are complained of.
    fn each<T>(&mut self, read: impl Fn(&RawValue) -> Option<T>) -> Option<Vec<T>> {
        let mut all = Vec::new();
        for value in self.raw {
            match read(value) {
                Some(meant) => all.push(meant),
                None => self.refuse(value),
            }
        }
        (!all.is_empty()).then_some(all)
    }

    fn refuse(&mut self, value: &RawValue) {
        let line = self.field.line();
        let way_out = match nearest(&value.text, self.field.vocabulary().into_iter()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("it takes {}", line.takes),
        };
        let sentence = format!("`{}:{}`: {way_out}", line.name, shown(&value.text));
        self.complaints.push(Complaint { sentence, at: value.at.clone() });
    }

    fn who(&mut self) -> Option<Test> {
        let unnamed = self.raw.iter().any(is_unnamed);
        let end = self.end;
        let all = self.each(|value| if is_unnamed(value) { Some(None) } else { words(value, end).map(Some) })?;
        let names: Vec<Words> = all.into_iter().flatten().collect();
        Some(Test::Named { field: Field::Who, names, unnamed })
    }

    fn dates(&mut self, of: DateOf, before: &str) -> Option<Test> {
        let asked = |value: &RawValue| {
            let when: When = value.text.trim().parse().ok()?;
            Some(Asked { period: Period::within(&when), in_words: format!("{before}{}", on(&when)) })
        };
        let periods = self.each(asked)?;
        Some(Test::Date { of, periods })
    }

    fn one_date(&mut self, period: impl Fn(&When) -> Option<(Period, String)>) -> Option<Test> {
        if let [_, further, ..] = self.raw {
            let sentence = format!("`{}:` takes one date", self.field.line().name);
            self.complaints.push(Complaint { sentence, at: further.at.clone() });
            return None;
        }
        let asked = |value: &RawValue| {
            let (period, in_words) = period(&value.text.trim().parse().ok()?)?;
            Some(Asked { period, in_words })
        };
        let periods = self.each(asked)?;
        Some(Test::Date { of: DateOf::Said, periods })
    }
}

fn is_unnamed(value: &RawValue) -> bool {
    !value.quoted && value.text.eq_ignore_ascii_case("unnamed")
}

/// A date with the preposition that it takes.
fn on(when: &When) -> String {
    let days = when.days();
    let preposition = if days.len() == 1 { "on" } else { "in" };
    format!("{preposition} {}", when.in_words())
}

fn is(text: &str) -> Option<Trait> {
    let word = text.to_lowercase();
    let stance = Stance::from_word(&word).map(Trait::Stance);
    stance.or_else(|| Attribution::from_word(&word).map(Trait::Attribution)).or(match word.as_str() {
        "unnamed" => Some(Trait::Unnamed),
        "disputed" => Some(Trait::Disputed),
        "new" => Some(Trait::New),
        _ => None,
    })
}

fn grades(text: &str) -> Option<Grades> {
    let text = text.to_uppercase();
    if let Some(reliability) = range(&text, Reliability::from_word) {
        return Some(Grades { reliability, credibility: None });
    }
    let (letter, number) = text.split_at_checked(1)?;
    let reliability = Reliability::from_word(letter)?;
    Some(Grades { reliability: reliability..=reliability, credibility: Some(range(number, Credibility::from_word)?) })
}

/// One word of a vocabulary, or two with `..` between, in either order.
fn range<T: Copy + Ord>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<RangeInclusive<T>> {
    let (first, last) = match text.split_once("..") {
        Some((first, last)) => (read(first.trim())?, read(last.trim())?),
        None => (read(text.trim())?, read(text.trim())?),
    };
    Some(first.min(last)..=first.max(last))
}

fn kind(text: &str) -> Option<KindOf> {
    let word = text.to_lowercase();
    match word.strip_suffix('s').unwrap_or(&word) {
        "statement" => Some(KindOf::Statement),
        "event" => Some(KindOf::Event),
        "claim" => Some(KindOf::Claim),
        singular => EventKind::from_word(&word).or_else(|| EventKind::from_word(singular)).map(KindOf::EventOf),
    }
}
