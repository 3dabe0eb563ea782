//! The columns of an export as SQL in DuckDB's dialect. It never names a column of its own.

use crate::view::columns::{CellGetter, Column, EXPORT_COLUMNS};

/// The statement that creates a table for the rows, with a comment on each column.
pub(super) fn sql_schema() -> String {
    let columns = EXPORT_COLUMNS.iter().enumerate().map(|(at, column)| {
        let null = if column.is_nullable { "" } else { " NOT NULL" };
        let comma = if at + 1 < EXPORT_COLUMNS.len() { "," } else { "" };
        format!("  {} {}{null}{comma} -- {}\n", column.name, sql_type(column), column.meaning)
    });
    format!("CREATE TABLE statements (\n{});\n", columns.collect::<String>())
}

const fn sql_type(column: &Column) -> &'static str {
    match column.getter {
        CellGetter::Text(_) => "VARCHAR",
        CellGetter::Day(_) => "DATE",
        CellGetter::Flag(_) => "BOOLEAN",
        CellGetter::Texts(_) => "VARCHAR[]",
        CellGetter::Stances(_) => "STRUCT(issue VARCHAR, label VARCHAR, stance VARCHAR)[]",
        CellGetter::Actors(_) => "STRUCT(id VARCHAR, \"name\" VARCHAR)[]",
    }
}
