//! Short texts for the parts of a brief, shared by the screen, citations and the command line. It never wraps or colours text.

pub mod cases;
pub mod citation;
pub mod columns;
pub mod detail;
mod facts;
mod flags;
pub mod honesty;
mod item;
mod page;
pub mod quote_status;
pub mod record_row;
pub mod record_view;
mod timeline_index;

use std::borrow::Cow;

pub use facts::{BriefChecks, BriefFacts};
pub use flags::FindingFlags;
pub use item::BriefItem;
pub use page::PageKind;
pub use timeline_index::{TimelineIndex, TimelineSet};

use crate::analysis::{Dated, ShiftDirection};
use crate::model::StancePosition;
use crate::model::{Actor, Brief, Ix, Record, Role, Source, Speaker, Stance, Statement};
use crate::text::{self, Paragraph, Tone};

/// Every position, in the order in which an issue lists them.
pub const POSITIONS: [StancePosition; 6] = [
    StancePosition::Held(Stance::For),
    StancePosition::Held(Stance::Conditional),
    StancePosition::Mixed,
    StancePosition::Held(Stance::Against),
    StancePosition::Held(Stance::Neutral),
    StancePosition::Held(Stance::Unclear),
];

/// The glyph of a position. Always show it beside [`position`], never alone.
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

/// The glyph of an actor who says nothing on an issue.
pub const SILENT: char = '·';

/// The legend of the position glyphs, on one line.
pub fn position_legend() -> String {
    let held = Stance::ALL.iter().map(|stance| StancePosition::Held(*stance));
    let entries = held.chain([StancePosition::Mixed]).map(|held| format!("{} {}", glyph(held), position(held)));
    entries.chain([format!("{SILENT} silent")]).collect::<Vec<_>>().join("  ")
}

/// Names the bundled brief on which anything can be tried.
pub const EXAMPLE_BRIEF: &str = "`whosaid harbour-toll` is an invented brief to try things on";

/// The legend of the other signs, on one line.
pub const SIGN_LEGEND: &str = "↗ hardened  ↘ softened  ⇄ reversed  ! disputed  ◆ pinned  ★ starred  ≡ claim";

/// The word for a position.
pub const fn position(position: StancePosition) -> &'static str {
    match position {
        StancePosition::Held(stance) => stance.word(),
        StancePosition::Mixed => "mixed",
    }
}

/// The word for a position, at most seven characters long, for a narrow column.
pub const fn position_short(held: StancePosition) -> &'static str {
    match held {
        StancePosition::Held(Stance::Conditional) => "cond.",
        StancePosition::Held(Stance::For | Stance::Against | Stance::Neutral | Stance::Unclear)
        | StancePosition::Mixed => position(held),
    }
}

/// The arrow for the direction of a shift.
pub const fn arrow(direction: ShiftDirection) -> char {
    match direction {
        ShiftDirection::Reversed => '⇄',
        ShiftDirection::Softened => '↘',
        ShiftDirection::Hardened => '↗',
    }
}

/// The date of a record for a table column: EDTF (ISO 8601-2) without a time of day, with `≤` for an open start, `≥` for an open end, and `≤` for a date that is
/// known only from the date of publication. Returns `undated` when there is no date.
pub fn format_date(brief: &Brief, record: Record) -> String {
    match Dated::new(brief, record) {
        Dated::Stated(when) | Dated::By(when) if when.earliest().is_none() => format_latest(when.latest()),
        Dated::Stated(when) if when.latest().is_none() => {
            format!("≥ {}", when.to_string().trim_end_matches("..").trim_end_matches('/'))
        }
        Dated::Stated(when) => when.without_time(),
        Dated::By(when) => format!("≤ {}", when.without_time()),
        Dated::Unknown => "undated".to_owned(),
    }
}

fn format_latest(latest: Option<chrono::NaiveDate>) -> String {
    latest.map_or_else(|| "undated".to_owned(), |day| format!("≤ {day}"))
}

/// The date of a record in short words, for the timeline card.
pub fn describe_date_briefly(brief: &Brief, record: Record) -> String {
    match Dated::new(brief, record) {
        Dated::Stated(when) => when.in_short_words(),
        Dated::By(when) => format!("by {}", when.in_short_words()),
        Dated::Unknown => "undated".to_owned(),
    }
}

/// The English weekday of a record. Returns `None` unless the record states one exact day.
pub fn weekday(brief: &Brief, record: Record) -> Option<String> {
    let dated = Dated::new(brief, record);
    let when = dated.when().filter(|_| matches!(dated, Dated::Stated(_)))?;
    let day = when.earliest().filter(|day| when.latest() == Some(*day))?;
    Some(day.format("%A").to_string())
}

/// The time between two records: `overlaps` when their dates overlap, so that their order is uncertain. Returns `None` for a gap of at most
/// one day.
pub fn describe_gap(brief: &Brief, before: Record, after: Record) -> Option<String> {
    let (before, after) = (Dated::new(brief, before), Dated::new(brief, after));
    if !before.span().is_before(after.span()) {
        return Some("overlaps".to_owned());
    }
    // A gap between estimates is the one between the days that they name.
    let days = (after.when()?.earliest()? - before.when()?.latest()?).num_days();
    match days {
        ..=1 => None,
        2..=13 => Some(format!("{days} days later")),
        14..=60 => Some(format!("{} weeks later", days / 7)),
        61..=729 => Some(format!("{} months later", days / 30)),
        730.. => Some(format!("{} years later", days / 365)),
    }
}

/// The short name of who stands behind a record: the speakers of a statement, the actor or else the source of a claim, the kind of an event.
pub fn who(brief: &Brief, record: Record) -> Cow<'_, str> {
    match record {
        Record::Statement(ix) => speaker(brief, &brief.statements[ix].speaker),
        Record::Event(ix) => Cow::Borrowed(brief.events[ix].kind.word()),
        Record::Claim(ix) => match &brief.claims[ix].actor {
            Some(actor) => speaker(brief, actor),
            None => Cow::Owned(source_name(brief, brief.claims[ix].source)),
        },
    }
}

/// The same for a column of `width`: of several speakers whose names are too wide, the first, and how many more there are.
pub fn who_in_column(brief: &Brief, record: Record, width: usize) -> Cow<'_, str> {
    let names = who(brief, record);
    let Record::Statement(ix) = record else { return names };
    let [first, others @ ..] = brief.statements[ix].speaker.actors() else { return names };
    if others.is_empty() || text::width(&names) <= width {
        return names;
    }
    let more = format!(" +{}", others.len());
    Cow::Owned(format!("{}{more}", text::fit(short_name(brief, *first), width.saturating_sub(more.len()))))
}

/// The short names of the speakers, or the description of an unnamed speaker in brackets.
pub fn speaker<'a>(brief: &'a Brief, speaker: &'a Speaker) -> Cow<'a, str> {
    match speaker {
        Speaker::Actor(actor) => Cow::Borrowed(short_name(brief, *actor)),
        Speaker::Actors(joint) => Cow::Owned(actors(brief, joint).unwrap_or_default()),
        Speaker::Unnamed(description) => Cow::Owned(format!("({description})")),
    }
}

/// The short names of those who relayed a statement, the nearest to the speaker first; `unnamed: officials` for somebody unnamed.
pub fn relays(brief: &Brief, via: &Speaker) -> String {
    match via {
        Speaker::Actor(_) | Speaker::Actors(_) => {
            via.actors().iter().map(|actor| short_name(brief, *actor)).collect::<Vec<_>>().join(THEN_BY)
        }
        Speaker::Unnamed(description) => format!("unnamed: {description}"),
    }
}

/// Between those who relayed a statement one after another.
const THEN_BY: &str = ", then by ";

/// The full name of who gave a value; `unnamed: a port official` for somebody unnamed.
pub fn giver(brief: &Brief, actor: &Speaker) -> String {
    match actor {
        Speaker::Actor(_) | Speaker::Actors(_) => brief.full_names(actor).into_owned(),
        Speaker::Unnamed(description) => format!("unnamed: {description}"),
    }
}

/// Appends the names of those who speak, each with a role, as a part of a sentence: `A, Mayor, and B`.
pub fn with_people(line: Paragraph, people: &[(&str, Option<String>)]) -> Paragraph {
    let has_roles = people.iter().any(|(_, role)| role.is_some());
    let comma = if has_roles && people.len() > 2 { ";" } else { "," };
    people.iter().enumerate().fold(line, |line, (at, (name, role))| {
        let separator = match (at, at + 1 == people.len()) {
            (0, _) => None,
            (1, true) if !has_roles => Some(" and ".to_owned()),
            (_, true) => Some(format!("{comma} and ")),
            (_, false) => Some(format!("{comma} ")),
        };
        let line = line.with_optional(Tone::Plain, separator).with(Tone::Strong, name);
        line.with_optional(Tone::Plain, role.as_ref().map(|role| format!(", {role}")))
    })
}

/// The short name of an actor, which no other actor of the brief has.
pub fn short_name(brief: &Brief, actor: Ix<Actor>) -> &str {
    brief.short_name(actor)
}

/// The role of an actor at the date of a record, or at the date of publication when the record states no date.
pub fn role_at(brief: &Brief, actor: Ix<Actor>, record: Record) -> Option<&Role> {
    brief.actors[actor].role_on(Dated::new(brief, record).when())
}

/// The title of a role, with the short name of the organization where it is held.
pub fn role(brief: &Brief, role: &Role) -> String {
    match role.at {
        Some(at) => format!("{}, {}", role.title, short_name(brief, at)),
        None => role.title.clone(),
    }
}

/// The content of a record on one line: quote and gist of a statement, title of an event, question and value of a claim.
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

/// The value of a claim, with its unit.
pub fn value(brief: &Brief, claim: Ix<crate::model::Claim>) -> String {
    let claim = &brief.claims[claim];
    match &claim.unit {
        Some(unit) => format!("{} {unit}", claim.value),
        None => claim.value.to_string(),
    }
}

/// The quote of a statement in quotation marks, with `…` between its parts. Returns `None` when there is no quote.
pub fn quote_text(statement: &Statement) -> Option<String> {
    (!statement.quote.is_empty()).then(|| format!("“{}”", statement.quote.join(" … ")))
}

/// The outlet of a source, or its id in brackets when the outlet is not stated.
pub fn source_name(brief: &Brief, source: Ix<Source>) -> String {
    let source = &brief.sources[source];
    source.outlet.clone().unwrap_or_else(|| format!("({})", source.id))
}

/// The outlet of a source and its date of publication; says so when either is not stated.
pub fn source(brief: &Brief, source: Ix<Source>) -> String {
    let source = &brief.sources[source];
    let outlet = source.outlet.clone().unwrap_or_else(|| format!("{} (outlet not stated)", source.id));
    match &source.published {
        Some(published) => format!("{outlet}, {}", published.in_words()),
        None => format!("{outlet}, undated"),
    }
}

/// The short names of actors, separated by commas. Returns `None` when `actors` is empty.
pub fn actors(brief: &Brief, actors: &[Ix<Actor>]) -> Option<String> {
    let names: Vec<&str> = actors.iter().map(|actor| short_name(brief, *actor)).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The most names that [`join_first`] writes out; the rest is counted.
const MAX_NAMES: usize = 24;

/// The first names of `number`, separated by commas, and how many more there are. Returns `None` when `number` is 0.
pub fn join_first<'a>(names: impl Iterator<Item = &'a str>, number: usize) -> Option<String> {
    let first = names.take(MAX_NAMES).collect::<Vec<_>>().join(", ");
    match number {
        0 => None,
        number if number > MAX_NAMES => Some(format!("{first} and {} more", group_digits(number - MAX_NAMES))),
        _ => Some(first),
    }
}

/// A number with commas between groups of three digits: `11,405`.
pub fn group_digits(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A number with its noun, which gets an `s` unless the number is 1: `1 statement`, `2 statements`.
pub fn pluralize(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
