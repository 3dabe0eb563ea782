//! Results as a table (RFC 4180, so that lines end with CR LF): one line of names, then a record a row. No cell has a control
//! character but line feeds.

use std::io::{self, Write};

use super::fields::{Claimed, Fields, Given, Happened, Own, Said};
use super::form::Match;
use crate::cli::told::{Name, Reported};
use crate::text::sanitize::lines_as_spelt;

/// A column: its name, and what its cells hold.
type Column = (&'static str, fn(&Fields<'_>) -> String);

const COLUMNS: &[Column] = &[
    ("kind", |all| all.kind.to_owned()),
    ("id", |all| all.id.to_owned()),
    ("reference", |all| all.reference.clone()),
    ("brief", |all| all.brief.to_owned()),
    ("date", |all| text(all.date.edtf.as_deref())),
    ("earliest", |all| text(all.date.earliest.as_deref())),
    ("latest", |all| text(all.date.latest.as_deref())),
    ("date_basis", |all| all.date.basis.to_owned()),
    ("printed_date", |all| text(all.date.printed)),
    ("uncertain", |all| all.uncertain.to_string()),
    ("speaker_id", |all| speaker(all, |name| name.id)),
    ("speaker", |all| speaker(all, |name| name.name)),
    ("role", |all| said(all, |said| text(said.speaker.role.as_deref()))),
    ("described_as", |all| said(all, |said| text(said.speaker.described_as))),
    ("attribution", |all| said(all, |said| said.attribution.to_owned())),
    ("quote", |all| said(all, |said| said.quote.join(" … "))),
    ("verification", |all| said(all, verification)),
    ("gist", |all| said(all, |said| text(said.gist)) + &event(all, |event| text(event.gist))),
    ("cue", |all| said(all, |said| text(said.cue))),
    ("via", |all| said(all, |said| ids(said.via.as_slice()))),
    ("venue", |all| said(all, |said| text(said.venue)) + &event(all, |event| text(event.place))),
    ("stances", |all| {
        said(all, |said| joined(said.stances.iter().map(|side| format!("{}={}", side.issue, side.stance))))
    }),
    ("about", |all| said(all, |said| ids(&said.about))),
    ("actors", |all| event(all, |event| ids(&event.actors))),
    ("event_kind", |all| event(all, |event| event.event_kind.to_owned())),
    ("title", |all| event(all, |event| event.title.to_owned())),
    ("question", |all| claim(all, |claim| claim.question.to_owned())),
    ("value", |all| claim(all, |claim| value(&claim.value))),
    ("unit", |all| claim(all, |claim| text(claim.unit))),
    ("rank", |all| claim(all, |claim| claim.rank.to_owned())),
    ("source", |all| sources(all, |source| Some(source.id.to_owned()))),
    ("outlet", |all| sources(all, |source| source.outlet.map(str::to_owned))),
    ("source_title", |all| sources(all, |source| source.title.map(str::to_owned))),
    ("author", |all| sources(all, |source| source.author.map(str::to_owned))),
    ("published", |all| sources(all, |source| source.published.clone())),
    ("url", |all| sources(all, |source| source.url.map(str::to_owned))),
    ("reliability", |all| sources(all, |source| Some(source.reliability.to_owned()))),
    ("credibility", |all| said(all, |said| said.credibility.to_owned())),
    ("grade", |all| said(all, |said| said.grade.clone())),
    ("tlp", |all| all.tlp.to_owned()),
    ("disputed", |all| all.disputed.to_string()),
];

/// The line of the names of the columns.
pub(super) fn heads() -> io::Result<String> {
    let row = row(COLUMNS.iter().map(|(name, _)| (*name).to_owned()))?;
    String::from_utf8(row).map_err(io::Error::other)
}

/// Writes the row of a result.
pub(super) fn write(out: &mut impl Write, found: Match<'_>) -> io::Result<()> {
    let fields = Fields::of(found);
    out.write_all(&row(COLUMNS.iter().map(|(_, cell)| clean(&cell(&fields))))?)
}

fn row(cells: impl Iterator<Item = String>) -> io::Result<Vec<u8>> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    table.write_record(cells).map_err(io::Error::other)?;
    table.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

fn said(all: &Fields<'_>, cell: impl Fn(&Said<'_>) -> String) -> String {
    match &all.own {
        Own::Statement(said) => cell(said),
        Own::Event(_) | Own::Claim(_) => String::new(),
    }
}

fn event(all: &Fields<'_>, cell: impl Fn(&Happened<'_>) -> String) -> String {
    match &all.own {
        Own::Event(event) => cell(event),
        Own::Statement(_) | Own::Claim(_) => String::new(),
    }
}

fn claim(all: &Fields<'_>, cell: impl Fn(&Claimed<'_>) -> String) -> String {
    match &all.own {
        Own::Claim(claim) => cell(claim),
        Own::Statement(_) | Own::Event(_) => String::new(),
    }
}

/// The state, with the rules after it where there are any.
fn verification(said: &Said<'_>) -> String {
    let Some(told) = &said.verification else { return String::new() };
    if told.rules.is_empty() { told.state.to_owned() } else { format!("{}: {}", told.state, told.rules.join(", ")) }
}

/// Of who speaks, or who gives the value of a claim.
fn speaker(all: &Fields<'_>, cell: impl for<'n> Fn(&Name<'n>) -> &'n str) -> String {
    match &all.own {
        Own::Statement(said) => {
            let name = said.speaker.id.zip(said.speaker.name).map(|(id, name)| Name { id, name });
            text(name.map(|name| cell(&name)))
        }
        Own::Claim(claim) => text(claim.actor.as_ref().map(cell)),
        Own::Event(_) => String::new(),
    }
}

/// Of every source that has it.
fn sources(all: &Fields<'_>, cell: impl Fn(&Reported<'_>) -> Option<String>) -> String {
    let sources = match &all.own {
        Own::Statement(said) => std::slice::from_ref(&said.source),
        Own::Event(event) => &event.sources,
        Own::Claim(claim) => std::slice::from_ref(&claim.source),
    };
    joined(sources.iter().filter_map(cell))
}

fn value(value: &Given<'_>) -> String {
    match value {
        Given::Text(text) => (*text).to_owned(),
        Given::Integer(number) => number.to_string(),
        Given::Number(number) => number.to_string(),
    }
}

fn text(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

fn ids(names: &[Name<'_>]) -> String {
    joined(names.iter().map(|name| name.id.to_owned()))
}

/// The entries of a cell that can have several.
fn joined(entries: impl Iterator<Item = String>) -> String {
    entries.collect::<Vec<_>>().join("; ")
}

/// The cell without what a terminal would obey; of white space, the line feed alone stays as it is.
fn clean(cell: &str) -> String {
    lines_as_spelt(cell).replace('\t', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_has_a_control_character_but_line_feeds() {
        assert_eq!(clean("a\r\nb\tc\x1b[2J\rd\u{9b}"), "a\nb c␛[2J␍d�");
    }
}
