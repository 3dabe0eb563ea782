//! Rows as JSON, one object per line: every column in the order of the table. It never omits a column, even if it is NULL or empty.

use std::io::{self, Write};

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use super::columns::{COLUMNS, CellGetter};
use super::row::ExportRow;
use crate::cli::json;

pub(super) fn write_row(out: &mut impl Write, row: &ExportRow<'_>) -> io::Result<()> {
    json::write_line(out, &NdjsonRow(row))
}

struct NdjsonRow<'a>(&'a ExportRow<'a>);

impl Serialize for NdjsonRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = self.0;
        let mut object = serializer.serialize_map(Some(COLUMNS.len()))?;
        for column in COLUMNS {
            let name = column.name;
            match column.getter {
                CellGetter::Text(text) => object.serialize_entry(name, text(row))?,
                CellGetter::OptionalText(text) => object.serialize_entry(name, &text(row))?,
                CellGetter::Day(day) => object.serialize_entry(name, &day(row).map(|day| day.to_string()))?,
                CellGetter::Flag(flag) => object.serialize_entry(name, &flag(row))?,
                CellGetter::Texts(texts) => object.serialize_entry(name, texts(row))?,
                CellGetter::Sides(sides) => object.serialize_entry(name, sides(row))?,
                CellGetter::Names(names) => object.serialize_entry(name, names(row))?,
            }
        }
        object.end()
    }
}
