//! The columns of an export: one table, which every form, the schema and the help are made from. A column keeps its name, its type and its
//! place; a new one comes last.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::row::Row;
use crate::cli::told::{Name, Side};

/// A column: its name, what its cells are, and what they hold.
pub(super) struct Column {
    pub name: &'static str,
    pub cell: Cell,
    pub holds: &'static str,
}

/// What a row has in a column.
pub(super) enum Cell {
    /// A text that is always there.
    Text(for<'r> fn(&'r Row<'r>) -> &'r str),
    /// A text, or NULL.
    Maybe(for<'r> fn(&'r Row<'r>) -> Option<&'r str>),
    /// A day, or NULL.
    Day(fn(&Row<'_>) -> Option<NaiveDate>),
    Flag(fn(&Row<'_>) -> bool),
    Texts(for<'r> fn(&'r Row<'r>) -> &'r [String]),
    Sides(for<'r> fn(&'r Row<'r>) -> &'r [Side<'r>]),
    Names(for<'r> fn(&'r Row<'r>) -> &'r [Name<'r>]),
}

pub(super) const COLUMNS: &[Column] = &[
    column("reference", Cell::Text(|row| &row.reference), "`whosaid` and this opens the reader there"),
    column("id", Cell::Text(|row| &row.statement.id), "unique in the brief"),
    column("brief", Cell::Text(|row| row.held.name), "the short name of the brief"),
    column("brief_title", Cell::Text(|row| &row.held.brief.title), "its title"),
    column("brief_as_of", Cell::Text(|row| &row.held.as_of), "the date up to which it is true, in EDTF"),
    column("speaker_id", Cell::Maybe(|row| row.speaker.id), "NULL where the source does not name who speaks"),
    column("speaker", Cell::Maybe(|row| row.speaker.name), "the name, likewise"),
    column("role", Cell::Maybe(|row| row.speaker.role.as_deref()), "on the day of the statement"),
    column("described_as", Cell::Maybe(|row| row.speaker.described_as), "how the source describes an unnamed speaker"),
    column("via_id", Cell::Maybe(|row| row.via.as_ref().map(|via| via.id)), "who relayed it"),
    column("via", Cell::Maybe(|row| row.via.as_ref().map(|via| via.name)), "the name"),
    column("attribution", Cell::Text(|row| row.statement.attribution.word()), "direct, mixed, indirect or inferred"),
    column("quote", Cell::Texts(|row| &row.statement.quote), "the parts, word for word; empty where nothing is quoted"),
    column("gist", Cell::Maybe(|row| row.statement.gist.as_deref()), "in the officer's words"),
    column("cue", Cell::Maybe(|row| row.statement.cue.as_deref()), "the reporting verb as printed"),
    column("venue", Cell::Maybe(|row| row.statement.venue.as_deref()), "where, and to whom"),
    column("said", Cell::Maybe(|row| row.said.as_deref()), "its own date in EDTF; NULL where the brief states none"),
    column(
        "said_earliest",
        Cell::Day(|row| row.said_in[0]),
        "the first day on which it can have been; NULL is an open end",
    ),
    column(
        "said_latest",
        Cell::Day(|row| row.said_in[1]),
        "the last; without a date of its own, that of the publication",
    ),
    column("said_basis", Cell::Text(|row| row.said_basis), "whose day that is: stated, published or unknown"),
    column("said_doubted", Cell::Flag(|row| row.said_doubted), "EDTF's ? and %: the bounds are not certain"),
    column(
        "said_approximate",
        Cell::Flag(|row| row.said_approximate),
        "EDTF's ~ and %: a day more on either side is possible",
    ),
    column("printed_date", Cell::Maybe(|row| row.statement.printed_date.as_deref()), "as the article prints it"),
    column(
        "stances",
        Cell::Sides(|row| &row.stances),
        "an issue each; stance is for, conditional, neutral, against or unclear",
    ),
    column("about", Cell::Names(|row| &row.about), "who is spoken of"),
    column("source", Cell::Text(|row| row.source.id), "the id of the source that reports it"),
    column("outlet", Cell::Maybe(|row| row.source.outlet), "NULL, here and below, where the text does not say"),
    column("source_title", Cell::Maybe(|row| row.source.title), "the headline"),
    column("author", Cell::Maybe(|row| row.source.author), "the byline"),
    column("source_place", Cell::Maybe(|row| row.source.place), "the dateline"),
    column("url", Cell::Maybe(|row| row.source.url), "where it can be read"),
    column("lang", Cell::Maybe(|row| row.source.lang), "its language"),
    column("source_kind", Cell::Text(|row| row.source.kind), "in the words of the format, such as article-newspaper"),
    column("published", Cell::Maybe(|row| row.source.published.as_deref()), "in EDTF"),
    column("published_earliest", Cell::Day(|row| row.published_in()[0]), "the first day on which that can have been"),
    column("published_latest", Cell::Day(|row| row.published_in()[1]), "the last"),
    column("reliability", Cell::Text(|row| row.source.reliability), "of the source, A to F"),
    column("origin", Cell::Maybe(|row| row.source.origin), "the id of the source that it repeats"),
    column("credibility", Cell::Text(|row| row.statement.credibility.word()), "of the statement, 1 to 6"),
    column("grade", Cell::Text(|row| &row.grade), "both, such as F2"),
    column("disputed", Cell::Flag(|row| row.disputed), "whether it is evidence of a contradiction"),
    column("tlp", Cell::Text(|row| row.tlp.word()), "the strictest label that applies"),
];

const fn column(name: &'static str, cell: Cell, holds: &'static str) -> Column {
    Column { name, cell, holds }
}

impl Cell {
    /// The type in SQL, as DuckDB has it.
    pub(super) const fn sql(&self) -> &'static str {
        match self {
            Self::Text(_) | Self::Maybe(_) => "VARCHAR",
            Self::Day(_) => "DATE",
            Self::Flag(_) => "BOOLEAN",
            Self::Texts(_) => "VARCHAR[]",
            Self::Sides(_) => "STRUCT(issue VARCHAR, label VARCHAR, stance VARCHAR)[]",
            Self::Names(_) => "STRUCT(id VARCHAR, \"name\" VARCHAR)[]",
        }
    }

    /// Whether a row can be without it. A list can be empty, and is never missing.
    pub(super) const fn may_be_null(&self) -> bool {
        match self {
            Self::Maybe(_) | Self::Day(_) => true,
            Self::Text(_) | Self::Flag(_) | Self::Texts(_) | Self::Sides(_) | Self::Names(_) => false,
        }
    }
}

/// The table that the rows fit, as a statement of SQL with a comment each.
pub(super) fn schema() -> String {
    let mut sql = "CREATE TABLE statements (\n".to_owned();
    for (at, Column { name, cell, holds }) in COLUMNS.iter().enumerate() {
        let null = if cell.may_be_null() { "" } else { " NOT NULL" };
        let comma = if at + 1 < COLUMNS.len() { "," } else { "" };
        let _ = writeln!(sql, "  {name} {}{null}{comma} -- {holds}", cell.sql());
    }
    sql + ");\n"
}
