//! Things of a brief in few words: the same ones on the screen, in a citation and in the shell. It wraps and colours nothing.

pub mod cases;
pub mod citation;

use std::borrow::Cow;

use crate::analysis::{Dated, ShiftDirection};
use crate::model::StancePosition;
use crate::model::{Actor, Brief, Ix, Record, Role, Source, Speaker, Stance, Statement};

/// The glyph of a position, which always stands beside its word.
pub const fn glyph(position: StancePosition) -> char {
    match position {
        StancePosition::Held(Stance::For) => '●',
        StancePosition::Held(Stance::Conditional) => '◐',
        StancePosition::Held(Stance::Against) => '○',
        StancePosition::Held(Stance::Neutral) => '◌',
        StancePosition::Held(Stance::Unclear) => '?',
        StancePosition::Mixed => '◑',
    }
}

/// What stands for silence.
pub const SILENT: char = '·';

/// What the glyphs of positions mean, for a line of legend.
pub fn position_legend() -> String {
    let held = Stance::ALL.iter().map(|stance| StancePosition::Held(*stance));
    let told = held.chain([StancePosition::Mixed]).map(|held| format!("{} {}", glyph(held), position(held)));
    told.chain([format!("{SILENT} silent")]).collect::<Vec<_>>().join("  ")
}

/// What the other signs mean, for another.
pub const SIGN_LEGEND: &str = "↗ hardened  ↘ softened  ⇄ reversed  ! disputed  ◆ pinned  ★ starred  ≡ claim";

/// The word of a position.
pub const fn position(position: StancePosition) -> &'static str {
    match position {
        StancePosition::Held(stance) => stance.word(),
        StancePosition::Mixed => "mixed",
    }
}

/// The word of a position in a narrow column.
pub const fn position_short(held: StancePosition) -> &'static str {
    match held {
        StancePosition::Held(Stance::Conditional) => "cond.",
        StancePosition::Held(Stance::For | Stance::Against | Stance::Neutral | Stance::Unclear)
        | StancePosition::Mixed => position(held),
    }
}

/// The arrow of a turn.
pub const fn arrow(turn: ShiftDirection) -> char {
    match turn {
        ShiftDirection::Reversed => '⇄',
        ShiftDirection::Softened => '↘',
        ShiftDirection::Hardened => '↗',
    }
}

/// When a record was, as a column has it: EDTF, but `≤` and `≥` for an open beginning and end, and `≤` for a date that only the publication bounds.
pub fn format_date(brief: &Brief, record: Record) -> String {
    match Dated::new(brief, record) {
        Dated::Stated(when) | Dated::By(when) if when.earliest().is_none() => format_latest(when.latest()),
        Dated::Stated(when) if when.latest().is_none() => {
            format!("≥ {}", when.to_string().trim_end_matches("/.."))
        }
        Dated::Stated(when) => when.to_string(),
        Dated::By(when) => format!("≤ {when}"),
        Dated::Unknown => "undated".to_owned(),
    }
}

fn format_latest(latest: Option<chrono::NaiveDate>) -> String {
    latest.map_or_else(|| "undated".to_owned(), |day| format!("≤ {day}"))
}

/// When a record was, in words.
pub fn describe_date(brief: &Brief, record: Record) -> String {
    match Dated::new(brief, record) {
        Dated::Stated(when) => when.in_words(),
        Dated::By(when) => format!("by {}, when it was reported; the day is not stated", when.in_words()),
        Dated::Unknown => "on a day that is not stated".to_owned(),
    }
}

/// When a record was, in words as short as a column of a timeline needs them.
pub fn describe_date_briefly(brief: &Brief, record: Record) -> String {
    match Dated::new(brief, record) {
        Dated::Stated(when) => when.in_short_words(),
        Dated::By(when) => format!("by {}", when.in_short_words()),
        Dated::Unknown => "undated".to_owned(),
    }
}

/// The weekday of a record, where its day is stated and certain.
pub fn weekday(brief: &Brief, record: Record) -> Option<String> {
    let dated = Dated::new(brief, record);
    let day = dated.span().single_day().filter(|_| matches!(dated, Dated::Stated(_)))?;
    Some(day.format("%A").to_string())
}

/// How the date of a record stands to that of the one before it: later by how much, or overlapping it, so that no order is certain.
pub fn describe_gap(brief: &Brief, before: Record, after: Record) -> Option<String> {
    let (before, after) = (Dated::new(brief, before).span(), Dated::new(brief, after).span());
    if !before.is_before(after) {
        return Some("overlaps".to_owned());
    }
    let days = (after.earliest - before.latest).num_days();
    match days {
        ..=1 => None,
        2..=13 => Some(format!("{days} days later")),
        14..=60 => Some(format!("{} weeks later", days / 7)),
        61..=729 => Some(format!("{} months later", days / 30)),
        730.. => Some(format!("{} years later", days / 365)),
    }
}

/// Who a record is of: its speaker, its first actor, or whoever claims it.
pub fn who(brief: &Brief, record: Record) -> Cow<'_, str> {
    match record {
        Record::Statement(ix) => speaker(brief, &brief.statements[ix].speaker),
        Record::Event(ix) => Cow::Borrowed(brief.events[ix].kind.word()),
        Record::Claim(ix) => {
            let actor = brief.actors_of(record).first().copied();
            match actor {
                Some(actor) => Cow::Borrowed(short_name(brief, actor)),
                None => Cow::Owned(source_name(brief, brief.claims[ix].source)),
            }
        }
    }
}

/// A speaker in a column: the actor's short name, or the description of an unnamed one in brackets.
pub fn speaker<'a>(brief: &'a Brief, speaker: &'a Speaker) -> Cow<'a, str> {
    match speaker {
        Speaker::Actor(actor) => Cow::Borrowed(short_name(brief, *actor)),
        Speaker::Unnamed(described) => Cow::Owned(format!("({described})")),
    }
}

/// An actor's short name.
pub fn short_name(brief: &Brief, actor: Ix<Actor>) -> &str {
    brief.actors[actor].short_name()
}

/// The role of an actor when a record was; where the day is not stated, when it was reported.
pub fn role_at(brief: &Brief, actor: Ix<Actor>, record: Record) -> Option<&Role> {
    brief.actors[actor].role_on(Dated::new(brief, record).when())
}

/// A role with the body in which it is held.
pub fn role(brief: &Brief, role: &Role) -> String {
    match role.at {
        Some(at) => format!("{}, {}", role.title, short_name(brief, at)),
        None => role.title.clone(),
    }
}

/// What a record says, in one line: quote and gist, title, or question and value.
pub fn record_text(brief: &Brief, record: Record) -> String {
    match record {
        Record::Statement(ix) => {
            let statement = &brief.statements[ix];
            let parts = [quote_text(statement), statement.gist.clone()];
            parts.into_iter().flatten().collect::<Vec<_>>().join("  ")
        }
        Record::Event(ix) => brief.events[ix].title.clone(),
        Record::Claim(ix) => {
            let claim = &brief.claims[ix];
            format!("{}  {}", claim.question, value(brief, ix))
        }
    }
}

/// The value of a claim with its unit.
pub fn value(brief: &Brief, claim: Ix<crate::model::Claim>) -> String {
    let claim = &brief.claims[claim];
    match &claim.unit {
        Some(unit) => format!("{} {unit}", claim.value),
        None => claim.value.to_string(),
    }
}

/// The exact words of a statement between marks, with `…` where the article interrupts them.
pub fn quote_text(statement: &Statement) -> Option<String> {
    (!statement.quote.is_empty()).then(|| format!("“{}”", statement.quote.join(" … ")))
}

/// A source in a column: its outlet, or its id in brackets where the outlet is not stated.
pub fn source_name(brief: &Brief, source: Ix<Source>) -> String {
    let source = &brief.sources[source];
    source.outlet.clone().unwrap_or_else(|| format!("({})", source.id))
}

/// A source with the date that it was published, or what is not stated of it.
pub fn source(brief: &Brief, source: Ix<Source>) -> String {
    let source = &brief.sources[source];
    let outlet = source.outlet.clone().unwrap_or_else(|| format!("{} (outlet not stated)", source.id));
    match &source.published {
        Some(published) => format!("{outlet}, {}", published.in_words()),
        None => format!("{outlet}, undated"),
    }
}

/// Actors by their short names, with commas between.
pub fn actors(brief: &Brief, actors: &[Ix<Actor>]) -> Option<String> {
    let names: Vec<&str> = actors.iter().map(|actor| short_name(brief, *actor)).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// So many of those who are silent are named; the others are counted, or each issue of very many would name everybody.
const MAX_NAMES: usize = 24;

/// The first of `number` names with commas between, and how many more there are; `None` where there are none.
pub fn join_first<'a>(names: impl Iterator<Item = &'a str>, number: usize) -> Option<String> {
    let first = names.take(MAX_NAMES).collect::<Vec<_>>().join(", ");
    match number {
        0 => None,
        number if number > MAX_NAMES => Some(format!("{first} and {} more", group_digits(number - MAX_NAMES))),
        _ => Some(first),
    }
}

/// A number with its thousands apart: `11,405`.
pub fn group_digits(number: usize) -> String {
    let digits = number.to_string();
    let mut told = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            told.push(',');
        }
        told.push(digit);
    }
    told
}

/// `1 statement`, `2 statements`.
pub fn pluralize(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
