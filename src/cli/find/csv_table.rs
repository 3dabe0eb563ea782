//! Results as CSV (RFC 4180, so lines end with CR LF): a header row, then one row per record. A cell never contains a control character
//! other than a line feed.

use std::io;

use crate::text::sanitize::sanitize_lines;
use crate::view::columns::{CellGetter, Column};
use crate::view::record_row::{IsoDay, RecordRow};

/// The row with the names of the columns.
pub(super) fn header_row(columns: &[&Column]) -> io::Result<Vec<u8>> {
    csv_record(columns.iter().map(|column| column.name.to_owned()))
}

/// The row of a record.
pub(super) fn record_row(columns: &[&Column], row: &RecordRow<'_>) -> io::Result<Vec<u8>> {
    csv_record(columns.iter().map(|column| sanitize_cell(&cell(column, row))))
}

fn csv_record(cells: impl Iterator<Item = String>) -> io::Result<Vec<u8>> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    table.write_record(cells).map_err(io::Error::other)?;
    table.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

/// The cell as text; empty for NULL.
fn cell<'r>(column: &Column, row: &'r RecordRow<'r>) -> String {
    match column.getter {
        CellGetter::Text(get) => get(row).unwrap_or_default().into_owned(),
        CellGetter::Day(get) => get(row).map(|IsoDay(day)| day.to_string()).unwrap_or_default(),
        CellGetter::Flag(get) => get(row).to_string(),
        CellGetter::Texts(get) => get(row).join(" … "),
        CellGetter::Stances(get) => joined(get(row).iter().map(|side| format!("{}={}", side.issue, side.stance))),
        CellGetter::Actors(get) => joined(get(row).iter().map(|actor| actor.id.to_owned())),
    }
}

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
