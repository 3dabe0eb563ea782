//! The columns of an export: one table for every format, the SQL schema and the documentation. A column never changes its name, its type
//! or its position; a new column comes last.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::row::ExportRow;
use crate::cli::record_fields::{ActorFields, StanceFields};

/// A column: its name, how its cells are read from a row, and what they contain.
pub(super) struct ExportColumn {
    pub name: &'static str,
    pub getter: CellGetter,
    pub description: &'static str,
}

/// Reads the cell of a column from a row; the variant is the type of the column.
pub(super) enum CellGetter {
    /// A text, never NULL.
    Text(for<'r> fn(&'r ExportRow<'r>) -> &'r str),
    /// A text, or NULL.
    OptionalText(for<'r> fn(&'r ExportRow<'r>) -> Option<&'r str>),
    /// A day, or NULL.
    Day(fn(&ExportRow<'_>) -> Option<NaiveDate>),
    Flag(fn(&ExportRow<'_>) -> bool),
    Texts(for<'r> fn(&'r ExportRow<'r>) -> &'r [String]),
    Sides(for<'r> fn(&'r ExportRow<'r>) -> &'r [StanceFields<'r>]),
    Names(for<'r> fn(&'r ExportRow<'r>) -> &'r [ActorFields<'r>]),
}

pub(super) const COLUMNS: &[ExportColumn] = &[
    column("reference", CellGetter::Text(|row| &row.reference), "`whosaid` and this opens the reader there"),
    column("id", CellGetter::Text(|row| &row.statement.id), "unique in the brief"),
    column("brief", CellGetter::Text(|row| row.from_brief.name), "the short name of the brief"),
    column("brief_title", CellGetter::Text(|row| &row.from_brief.brief.title), "its title"),
    column("brief_as_of", CellGetter::Text(|row| &row.from_brief.as_of), "the date up to which it is true, in EDTF"),
    column(
        "speaker_id",
        CellGetter::OptionalText(|row| row.speaker.id),
        "NULL where the source does not name who speaks",
    ),
    column("speaker", CellGetter::OptionalText(|row| row.speaker.name), "the name, likewise"),
    column("role", CellGetter::OptionalText(|row| row.speaker.role.as_deref()), "on the day of the statement"),
    column(
        "described_as",
        CellGetter::OptionalText(|row| row.speaker.described_as),
        "how the source describes an unnamed speaker",
    ),
    column("via_id", CellGetter::OptionalText(|row| row.via.as_ref().map(|via| via.id)), "who relayed it"),
    column("via", CellGetter::OptionalText(|row| row.via.as_ref().map(|via| via.name)), "the name"),
    column(
        "attribution",
        CellGetter::Text(|row| row.statement.attribution.word()),
        "direct, mixed, indirect or inferred",
    ),
    column(
        "quote",
        CellGetter::Texts(|row| &row.statement.quote),
        "the parts, word for word; empty where nothing is quoted",
    ),
    column("gist", CellGetter::OptionalText(|row| row.statement.gist.as_deref()), "in the officer's words"),
    column("cue", CellGetter::OptionalText(|row| row.statement.cue.as_deref()), "the reporting verb as printed"),
    column("venue", CellGetter::OptionalText(|row| row.statement.venue.as_deref()), "where, and to whom"),
    column(
        "said",
        CellGetter::OptionalText(|row| row.said.as_deref()),
        "its own date in EDTF; NULL where the brief states none",
    ),
    column(
        "said_earliest",
        CellGetter::Day(|row| row.said_bounds[0]),
        "its first day, estimates at their word; NULL is an open end",
    ),
    column(
        "said_latest",
        CellGetter::Day(|row| row.said_bounds[1]),
        "the last; without a date of its own, that of the publication",
    ),
    column("said_basis", CellGetter::Text(|row| row.said_basis), "whose day that is: stated, published or unknown"),
    column("said_doubted", CellGetter::Flag(|row| row.said_doubted), "EDTF's ? and %: the bounds are not certain"),
    column("said_approximate", CellGetter::Flag(|row| row.said_approximate), "EDTF's ~ and %: an estimate"),
    column(
        "printed_date",
        CellGetter::OptionalText(|row| row.statement.printed_date.as_deref()),
        "as the article prints it",
    ),
    column(
        "stances",
        CellGetter::Sides(|row| &row.stances),
        "an issue each; stance is for, conditional, neutral, against or unclear",
    ),
    column("about", CellGetter::Names(|row| &row.about), "who is spoken of"),
    column("source", CellGetter::Text(|row| row.source.id), "the id of the source that reports it"),
    column(
        "outlet",
        CellGetter::OptionalText(|row| row.source.outlet),
        "NULL, here and below, where the text does not say",
    ),
    column("source_title", CellGetter::OptionalText(|row| row.source.title), "the headline"),
    column("author", CellGetter::OptionalText(|row| row.source.author), "the byline"),
    column("source_place", CellGetter::OptionalText(|row| row.source.place), "the dateline"),
    column("url", CellGetter::OptionalText(|row| row.source.url), "where it can be read"),
    column("lang", CellGetter::OptionalText(|row| row.source.lang), "its language"),
    column(
        "source_kind",
        CellGetter::Text(|row| row.source.kind),
        "in the words of the format, such as article-newspaper",
    ),
    column("published", CellGetter::OptionalText(|row| row.source.published.as_deref()), "in EDTF"),
    column(
        "published_earliest",
        CellGetter::Day(|row| row.published_bounds()[0]),
        "the first day on which that can have been",
    ),
    column("published_latest", CellGetter::Day(|row| row.published_bounds()[1]), "the last"),
    column("reliability", CellGetter::Text(|row| row.source.reliability), "of the source, A to F"),
    column("origin", CellGetter::OptionalText(|row| row.source.origin), "the id of the source that it repeats"),
    column("credibility", CellGetter::Text(|row| row.statement.credibility.word()), "of the statement, 1 to 6"),
    column("grade", CellGetter::Text(|row| &row.grade), "both, such as F2"),
    column("disputed", CellGetter::Flag(|row| row.disputed), "whether it is evidence of a contradiction"),
    column("tlp", CellGetter::Text(|row| row.tlp.word()), "the strictest label that applies"),
    column(
        "said_widest_earliest",
        CellGetter::Day(|row| row.said_widened[0]),
        "the first day on which it can have been, where an estimate is wrong by one of its unit",
    ),
    column("said_widest_latest", CellGetter::Day(|row| row.said_widened[1]), "the last"),
];

const fn column(name: &'static str, getter: CellGetter, description: &'static str) -> ExportColumn {
    ExportColumn { name, getter, description }
}

impl CellGetter {
    /// The SQL type in DuckDB's dialect.
    pub(super) const fn sql_type(&self) -> &'static str {
        match self {
            Self::Text(_) | Self::OptionalText(_) => "VARCHAR",
            Self::Day(_) => "DATE",
            Self::Flag(_) => "BOOLEAN",
            Self::Texts(_) => "VARCHAR[]",
            Self::Sides(_) => "STRUCT(issue VARCHAR, label VARCHAR, stance VARCHAR)[]",
            Self::Names(_) => "STRUCT(id VARCHAR, \"name\" VARCHAR)[]",
        }
    }

    /// Whether a cell can be NULL. A list can be empty, but is never NULL.
    pub(super) const fn is_nullable(&self) -> bool {
        match self {
            Self::OptionalText(_) | Self::Day(_) => true,
            Self::Text(_) | Self::Flag(_) | Self::Texts(_) | Self::Sides(_) | Self::Names(_) => false,
        }
    }
}

/// The SQL statement that creates a table for the rows, with a comment on each column.
pub(super) fn sql_schema() -> String {
    let mut sql = "CREATE TABLE statements (\n".to_owned();
    for (at, ExportColumn { name, getter, description }) in COLUMNS.iter().enumerate() {
        let null = if getter.is_nullable() { "" } else { " NOT NULL" };
        let comma = if at + 1 < COLUMNS.len() { "," } else { "" };
        let _ = writeln!(sql, "  {name} {}{null}{comma} -- {description}", getter.sql_type());
    }
    sql + ");\n"
}
