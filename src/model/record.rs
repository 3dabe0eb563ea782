//! What sources report: statements, events and claims.

use std::fmt;

use super::{Actor, Attribution, Credibility, EdtfDate, EventKind, HasId, Issue, Ix, Rank, Source, Stance, Tlp};

/// Whose words a statement is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Speaker {
    Actor(Ix<Actor>),
    /// The source names nobody, and describes the speaker so.
    Unnamed(String),
}

/// Somebody said something: the field's *attribution* of a content to a source by a cue.
#[derive(Debug, Clone)]
pub struct Statement {
    pub id: String,
    pub speaker: Speaker,
    pub source: Ix<Source>,
    pub attribution: Attribution,
    /// The exact words, without the outer marks; several parts where the article interrupts the quote, none where it has none.
    pub quote: Vec<String>,
    /// One sentence in the officer's words.
    pub gist: Option<String>,
    /// The reporting verb as printed.
    pub cue: Option<String>,
    /// Who relayed it.
    pub via: Option<Ix<Actor>>,
    pub said: Option<EdtfDate>,
    /// The date as the article prints it.
    pub printed_date: Option<String>,
    /// Where, and to whom.
    pub venue: Option<String>,
    /// At most one stance an issue, in the order of the brief.
    pub stances: Vec<(Ix<Issue>, Stance)>,
    pub about: Vec<Ix<Actor>>,
    pub credibility: Credibility,
    pub repeats: Vec<Ix<Statement>>,
    pub rewords: Vec<Ix<Statement>>,
    pub contradicts: Vec<Ix<Statement>>,
    pub retracts: Vec<Ix<Statement>>,
    pub tlp: Option<Tlp>,
    pub note: Option<String>,
}

/// Something happened.
#[derive(Debug, Clone)]
pub struct Event {
    pub id: String,
    pub title: String,
    pub date: EdtfDate,
    /// The date as the article prints it.
    pub printed_date: Option<String>,
    pub kind: EventKind,
    pub place: Option<String>,
    pub actors: Vec<Ix<Actor>>,
    pub sources: Vec<Ix<Source>>,
    pub gist: Option<String>,
    pub tlp: Option<Tlp>,
    pub note: Option<String>,
}

/// A value that a source gives for a question; rival values stand side by side.
#[derive(Debug, Clone)]
pub struct Claim {
    pub id: String,
    /// The same words for rival claims.
    pub question: String,
    pub value: Value,
    pub unit: Option<String>,
    pub source: Ix<Source>,
    /// Who gave the value, when the source attributes it.
    pub actor: Option<Ix<Actor>>,
    pub as_of: Option<EdtfDate>,
    pub rank: Rank,
    /// Why it has that rank.
    pub why: Option<String>,
    pub tlp: Option<Tlp>,
    pub note: Option<String>,
}

/// The value of a claim.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Text(String),
    Integer(i64),
    Number(f64),
}

/// A thing that a source reports: what the timeline lists and a key point rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Record {
    Statement(Ix<Statement>),
    Event(Ix<Event>),
    Claim(Ix<Claim>),
}

impl Statement {
    /// The actor who speaks, where the source names one.
    pub const fn actor(&self) -> Option<Ix<Actor>> {
        match self.speaker {
            Speaker::Actor(actor) => Some(actor),
            Speaker::Unnamed(_) => None,
        }
    }

    /// The stance taken on `issue`; `None` is silence.
    pub fn stance_on(&self, issue: Ix<Issue>) -> Option<Stance> {
        self.stances.iter().find(|(on, _)| *on == issue).map(|(_, stance)| *stance)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Integer(number) => f.write_str(&grouped(&number.to_string())),
            Self::Number(number) => {
                let text = number.to_string();
                let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
                write!(f, "{}{rest}", grouped(whole))
            }
        }
    }
}

/// Digits in groups of three, from five digits on, so that years stay years: `2640` but `800,000`.
fn grouped(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    if digits.len() < 5 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return format!("{sign}{digits}");
    }
    let head = digits.len() % 3;
    let groups = (head..digits.len()).step_by(3).map(|at| &digits[at..at + 3]);
    let groups: Vec<&str> = (head > 0).then(|| &digits[..head]).into_iter().chain(groups).collect();
    format!("{sign}{}", groups.join(","))
}

impl HasId for Statement {
    fn id(&self) -> &str {
        &self.id
    }
}

impl HasId for Event {
    fn id(&self) -> &str {
        &self.id
    }
}

impl HasId for Claim {
    fn id(&self) -> &str {
        &self.id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_are_grouped_and_years_are_not() {
        for (number, text) in [(2024, "2024"), (12_000, "12,000"), (800_000, "800,000"), (-1_234_567, "-1,234,567")] {
            assert_eq!(Value::Integer(number).to_string(), text);
        }
        assert_eq!(Value::Number(1.5).to_string(), "1.5");
    }
}
