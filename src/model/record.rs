//! The records that sources report: statements, events and claims. It never judges which record is true.

use std::fmt;

use super::{
    Actor, Attribution, Credibility, EdtfDate, EventKind, HasId, Issue, Ix, Passage, Rank, Source, Stance, Tlp,
};

/// Who speaks, relays a statement or gives a value: an actor, several, or somebody whom the source does not name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Speaker {
    Actor(Ix<Actor>),
    /// Two actors or more, each once. Boxed, because most statements have one actor.
    Actors(Box<[Ix<Actor>]>),
    /// The source does not name the speaker; this is its description, as in `a security official`.
    Unnamed(String),
}

/// An attribution: a speaker said something, according to a source.
#[derive(Debug, Clone)]
pub struct Statement {
    pub id: String,
    pub speaker: Speaker,
    pub source: Ix<Source>,
    pub attribution: Attribution,
    /// The exact words, without the outer quotation marks. Several parts when the article interrupts the quote; empty when there is
    /// no quote.
    pub quote: Vec<String>,
    /// The content in one sentence of the officer.
    pub gist: Option<String>,
    /// The reporting verb as printed.
    pub cue: Option<String>,
    /// Where it stands in the text of its source.
    pub passage: Option<Box<Passage>>,
    /// Who relayed the statement; of several, the nearest to the speaker first. Boxed, because most statements have nobody.
    pub via: Option<Box<Speaker>>,
    pub said: Option<EdtfDate>,
    /// The date as the article prints it.
    pub printed_date: Option<String>,
    /// Where, and to whom, it was said.
    pub venue: Option<String>,
    /// At most one stance per issue, in the order of the brief.
    pub stances: Vec<(Ix<Issue>, Stance)>,
    pub about: Vec<Ix<Actor>>,
    pub credibility: Credibility,
    pub repeats: Vec<Ix<Statement>>,
    pub rewords: Vec<Ix<Statement>>,
    pub contradicts: Vec<Ix<Statement>>,
    pub retracts: Vec<Ix<Statement>>,
    pub tlp: Option<Tlp>,
    /// Who coded it; never shown to an audience.
    pub coder: Option<String>,
    pub note: Option<String>,
}

/// Something that happened.
#[derive(Debug, Clone)]
pub struct Event {
    pub id: String,
    pub title: String,
    pub date: EdtfDate,
    /// The date as the article prints it.
    pub printed_date: Option<String>,
    /// Where it stands in the text of one of its sources.
    pub passage: Option<Box<Passage>>,
    pub kind: EventKind,
    pub place: Option<String>,
    pub actors: Vec<Ix<Actor>>,
    pub sources: Vec<Ix<Source>>,
    pub gist: Option<String>,
    pub tlp: Option<Tlp>,
    /// Who coded it; never shown to an audience.
    pub coder: Option<String>,
    pub note: Option<String>,
}

/// A value that a source gives for a question. Rival claims have the same question.
#[derive(Debug, Clone)]
pub struct Claim {
    pub id: String,
    /// Rival claims have the same text here.
    pub question: String,
    pub value: Value,
    pub unit: Option<String>,
    pub source: Ix<Source>,
    /// Who gave the value, when the source attributes it: one actor, or somebody unnamed.
    pub actor: Option<Speaker>,
    /// Where it stands in the text of its source.
    pub passage: Option<Box<Passage>>,
    pub as_of: Option<EdtfDate>,
    pub rank: Rank,
    /// The reason for the rank.
    pub why: Option<String>,
    pub tlp: Option<Tlp>,
    /// Who coded it; never shown to an audience.
    pub coder: Option<String>,
    pub note: Option<String>,
}

/// The value of a claim.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Text(String),
    Integer(i64),
    Number(f64),
}

/// A reference to a record of a brief. The timeline lists records; a key point is supported by them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Record {
    Statement(Ix<Statement>),
    Event(Ix<Event>),
    Claim(Ix<Claim>),
}

impl Speaker {
    /// One speaker or several; each must be in the list once. Returns `None` for an empty list.
    pub fn from_actors(actors: Vec<Ix<Actor>>) -> Option<Self> {
        match actors.as_slice() {
            [] => None,
            [actor] => Some(Self::Actor(*actor)),
            [_, _, ..] => Some(Self::Actors(actors.into_boxed_slice())),
        }
    }

    /// The actors; empty if the source names nobody.
    pub const fn actors(&self) -> &[Ix<Actor>] {
        match self {
            Self::Actor(actor) => std::slice::from_ref(actor),
            Self::Actors(actors) => actors,
            Self::Unnamed(_) => &[],
        }
    }
}

impl Statement {
    /// The speakers, as far as the source names them: several for a joint statement.
    pub const fn actors(&self) -> &[Ix<Actor>] {
        self.speaker.actors()
    }

    /// The stance on `issue`; `None` means that the statement takes none.
    pub fn stance_on(&self, issue: Ix<Issue>) -> Option<Stance> {
        self.stances.iter().find(|(on, _)| *on == issue).map(|(_, stance)| *stance)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Integer(number) => f.write_str(&group_digits(&number.to_string())),
            Self::Number(number) => {
                let text = number.to_string();
                let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
                write!(f, "{}{rest}", group_digits(whole))
            }
        }
    }
}

/// Groups digits by three when there are five or more, so that years stay unchanged: `2640` but `800,000`.
fn group_digits(digits: &str) -> String {
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
