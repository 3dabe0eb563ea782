//! Rows as JSON, one object per line: every column in the order of the table. It never omits a column, even if it is NULL or empty.

use std::io::{self, Write};

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use crate::cli::json;
use crate::view::columns::{CellGetter, EXPORT_COLUMNS};
use crate::view::record_row::RecordRow;

pub(super) fn write_row(out: &mut impl Write, row: &RecordRow<'_>) -> io::Result<()> {
    json::write_line(out, &NdjsonRow(row))
}

struct NdjsonRow<'a>(&'a RecordRow<'a>);

impl Serialize for NdjsonRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(EXPORT_COLUMNS.len()))?;
        for column in EXPORT_COLUMNS {
            match column.getter {
                CellGetter::Text(get) => object.serialize_entry(column.name, &get(self.0))?,
                CellGetter::Day(get) => object.serialize_entry(column.name, &get(self.0))?,
                CellGetter::Flag(get) => object.serialize_entry(column.name, &get(self.0))?,
                CellGetter::Texts(get) => object.serialize_entry(column.name, get(self.0))?,
                CellGetter::Stances(get) => object.serialize_entry(column.name, get(self.0))?,
                CellGetter::Actors(get) => object.serialize_entry(column.name, get(self.0))?,
            }
        }
        object.end()
    }
}
