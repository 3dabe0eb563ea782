//! Results as CSV (RFC 4180, so lines end with CR LF): a header row, then one row per record. A cell never contains a control character
//! other than a line feed.

use std::io::{self, Write};

use super::fields::{FindClaim, FindClaimValue, FindEvent, FindFields, FindKindFields, FindStatement};
use super::output_format::FindMatch;
use crate::cli::record_fields::{ActorFields, SourceFields};
use crate::text::sanitize::sanitize_lines;

/// A column: its name, and how its cells are made.
type CsvColumn = (&'static str, fn(&FindFields<'_>) -> String);

const COLUMNS: &[CsvColumn] = &[
    ("kind", |all| all.kind.to_owned()),
    ("id", |all| all.id.to_owned()),
    ("reference", |all| all.reference.clone()),
    ("brief", |all| all.brief.to_owned()),
    ("date", |all| optional_text(all.date.edtf.as_deref())),
    ("earliest", |all| optional_text(all.date.earliest.as_deref())),
    ("latest", |all| optional_text(all.date.latest.as_deref())),
    ("date_basis", |all| all.date.basis.to_owned()),
    ("printed_date", |all| optional_text(all.date.printed)),
    ("uncertain", |all| all.uncertain.to_string()),
    ("speaker_id", |all| speaker_cell(all, |name| name.id)),
    ("speaker", |all| speaker_cell(all, |name| name.name)),
    ("role", |all| statement_cell(all, |said| optional_text(said.speaker.role.as_deref()))),
    ("described_as", |all| statement_cell(all, |said| optional_text(said.speaker.described_as))),
    ("attribution", |all| statement_cell(all, |said| said.attribution.to_owned())),
    ("quote", |all| statement_cell(all, |said| said.quote.join(" … "))),
    ("verification", |all| statement_cell(all, verification_cell)),
    ("gist", |all| {
        statement_cell(all, |said| optional_text(said.gist)) + &event_cell(all, |event| optional_text(event.gist))
    }),
    ("cue", |all| statement_cell(all, |said| optional_text(said.cue))),
    ("via", |all| statement_cell(all, |said| joined_ids(said.via.as_slice()))),
    ("venue", |all| {
        statement_cell(all, |said| optional_text(said.venue)) + &event_cell(all, |event| optional_text(event.place))
    }),
    ("stances", |all| {
        statement_cell(all, |said| joined(said.stances.iter().map(|side| format!("{}={}", side.issue, side.stance))))
    }),
    ("about", |all| statement_cell(all, |said| joined_ids(&said.about))),
    ("actors", |all| event_cell(all, |event| joined_ids(&event.actors))),
    ("event_kind", |all| event_cell(all, |event| event.event_kind.to_owned())),
    ("title", |all| event_cell(all, |event| event.title.to_owned())),
    ("question", |all| claim_cell(all, |claim| claim.question.to_owned())),
    ("value", |all| claim_cell(all, |claim| value_text(&claim.value))),
    ("unit", |all| claim_cell(all, |claim| optional_text(claim.unit))),
    ("rank", |all| claim_cell(all, |claim| claim.rank.to_owned())),
    ("source", |all| source_cell(all, |source| Some(source.id.to_owned()))),
    ("outlet", |all| source_cell(all, |source| source.outlet.map(str::to_owned))),
    ("source_title", |all| source_cell(all, |source| source.title.map(str::to_owned))),
    ("author", |all| source_cell(all, |source| source.author.map(str::to_owned))),
    ("published", |all| source_cell(all, |source| source.published.clone())),
    ("url", |all| source_cell(all, |source| source.url.map(str::to_owned))),
    ("reliability", |all| source_cell(all, |source| Some(source.reliability.to_owned()))),
    ("credibility", |all| statement_cell(all, |said| said.credibility.to_owned())),
    ("grade", |all| statement_cell(all, |said| said.grade.clone())),
    ("tlp", |all| all.tlp.to_owned()),
    ("disputed", |all| all.disputed.to_string()),
];

/// The row with the names of the columns.
pub(super) fn header_row() -> io::Result<String> {
    let row = csv_record(COLUMNS.iter().map(|(name, _)| (*name).to_owned()))?;
    String::from_utf8(row).map_err(io::Error::other)
}

/// Writes the row of a match.
pub(super) fn write_row(out: &mut impl Write, found: FindMatch<'_>) -> io::Result<()> {
    let fields = FindFields::new(found);
    out.write_all(&csv_record(COLUMNS.iter().map(|(_, cell)| sanitize_cell(&cell(&fields))))?)
}

fn csv_record(cells: impl Iterator<Item = String>) -> io::Result<Vec<u8>> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    table.write_record(cells).map_err(io::Error::other)?;
    table.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

fn statement_cell(all: &FindFields<'_>, cell: impl Fn(&FindStatement<'_>) -> String) -> String {
    match &all.own {
        FindKindFields::Statement(said) => cell(said),
        FindKindFields::Event(_) | FindKindFields::Claim(_) => String::new(),
    }
}

fn event_cell(all: &FindFields<'_>, cell: impl Fn(&FindEvent<'_>) -> String) -> String {
    match &all.own {
        FindKindFields::Event(event) => cell(event),
        FindKindFields::Statement(_) | FindKindFields::Claim(_) => String::new(),
    }
}

fn claim_cell(all: &FindFields<'_>, cell: impl Fn(&FindClaim<'_>) -> String) -> String {
    match &all.own {
        FindKindFields::Claim(claim) => cell(claim),
        FindKindFields::Statement(_) | FindKindFields::Event(_) => String::new(),
    }
}

/// The state, followed by the rules if there are any.
fn verification_cell(said: &FindStatement<'_>) -> String {
    let Some(verification) = &said.verification else { return String::new() };
    if verification.rules.is_empty() {
        verification.state.to_owned()
    } else {
        format!("{}: {}", verification.state, verification.rules.join(", "))
    }
}

/// A cell about who speaks, or who gives the value of a claim.
fn speaker_cell(all: &FindFields<'_>, cell: impl for<'n> Fn(&ActorFields<'n>) -> &'n str) -> String {
    match &all.own {
        FindKindFields::Statement(said) => {
            let name = said.speaker.id.zip(said.speaker.name).map(|(id, name)| ActorFields { id, name });
            optional_text(name.map(|name| cell(&name)))
        }
        FindKindFields::Claim(claim) => optional_text(claim.actor.as_ref().map(cell)),
        FindKindFields::Event(_) => String::new(),
    }
}

/// A cell about every source of the record.
fn source_cell(all: &FindFields<'_>, cell: impl Fn(&SourceFields<'_>) -> Option<String>) -> String {
    let sources = match &all.own {
        FindKindFields::Statement(said) => std::slice::from_ref(&said.source),
        FindKindFields::Event(event) => &event.sources,
        FindKindFields::Claim(claim) => std::slice::from_ref(&claim.source),
    };
    joined(sources.iter().filter_map(cell))
}

fn value_text(value: &FindClaimValue<'_>) -> String {
    match value {
        FindClaimValue::Text(text) => (*text).to_owned(),
        FindClaimValue::Integer(number) => number.to_string(),
        FindClaimValue::Number(number) => number.to_string(),
    }
}

fn optional_text(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

fn joined_ids(actors: &[ActorFields<'_>]) -> String {
    joined(actors.iter().map(|name| name.id.to_owned()))
}

/// Joins the entries of a cell that can have several.
fn joined(entries: impl Iterator<Item = String>) -> String {
    entries.collect::<Vec<_>>().join("; ")
}

/// The cell without terminal control characters. A tab becomes a space; a line feed stays.
fn sanitize_cell(cell: &str) -> String {
    sanitize_lines(cell).replace('\t', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_has_a_control_character_but_line_feeds() {
        assert_eq!(sanitize_cell("a\r\nb\tc\x1b[2J\rd\u{9b}"), "a\nb c␛[2J␍d�");
    }
}
