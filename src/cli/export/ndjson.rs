//! Rows as JSON, an object a line: every column, in the order of the table, whatever it holds.

use std::io::{self, Write};

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use super::columns::{COLUMNS, Cell};
use super::row::Row;
use crate::cli::json;

pub(super) fn write(out: &mut impl Write, row: &Row<'_>) -> io::Result<()> {
    json::write_line(out, &Object(row))
}

struct Object<'a>(&'a Row<'a>);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = self.0;
        let mut object = serializer.serialize_map(Some(COLUMNS.len()))?;
        for column in COLUMNS {
            let name = column.name;
            match column.cell {
                Cell::Text(text) => object.serialize_entry(name, text(row))?,
                Cell::Maybe(text) => object.serialize_entry(name, &text(row))?,
                Cell::Day(day) => object.serialize_entry(name, &day(row).map(|day| day.to_string()))?,
                Cell::Flag(flag) => object.serialize_entry(name, &flag(row))?,
                Cell::Texts(texts) => object.serialize_entry(name, texts(row))?,
                Cell::Sides(sides) => object.serialize_entry(name, sides(row))?,
                Cell::Names(names) => object.serialize_entry(name, names(row))?,
            }
        }
        object.end()
    }
}
