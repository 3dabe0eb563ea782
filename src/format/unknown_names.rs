//! Reports unknown names of tables and fields, with the nearest known name. It never looks at values.

use super::document::{TomlData, TomlEntry, TomlTable, TomlValue};
use super::raw::{TableFields, tables, top_tables};
use crate::diagnostics::Code;
use crate::diagnostics::FileScope;
use crate::diagnostics::{Fault, Faults, FilePlace, TextOrigin, quoted};
use crate::text::suggest::nearest_or_all;

/// The names of every table and field.
pub(super) struct KnownNames {
    top: &'static [&'static str],
    tables: [TableFields; 15],
}

impl KnownNames {
    pub(super) fn new() -> Self {
        Self { top: top_tables(), tables: tables() }
    }

    /// Reports every name in a file that is unknown at its place.
    pub(super) fn check(&self, root: &TomlTable<'_>, at: TextOrigin, part: FileScope, faults: &mut Faults) {
        for TomlEntry { key, value } in &root.entries {
            let place = at.place(key.span());
            let name = key.get_ref().as_ref();
            let Some(table) = self.tables.iter().find(|table| table.table == name) else {
                faults.push(self.unknown_at_top(place, name, value.get_ref()));
                continue;
            };
            if part == FileScope::Shared && name != "actor" {
                let problem = format!("{} in a library's actors", quoted(name));
                faults.push(
                    Fault::new(Code::SharedTable, place, problem)
                        .help("such a file holds `[[actor]]` and nothing else"),
                );
                continue;
            }
            self.check_value(*table, value, at, faults);
        }
    }

    fn unknown_at_top(&self, place: FilePlace, name: &str, value: &TomlData<'_>) -> Fault {
        if holds_tables(value) {
            return Fault::new(Code::UnknownTable, place, format!("no table {}", quoted(name))).help(nearest_or_all(
                name,
                self.top,
                "the tables are",
            ));
        }
        let owners = self.tables.iter().filter(|table| table.fields.contains(&name));
        let owners: Vec<String> = owners.map(|table| format!("`{}`", table.table)).collect();
        let fault = Fault::new(Code::OutsideTable, place, format!("{} is outside of every table", quoted(name)));
        match owners.as_slice() {
            [] => fault.help("put it below the header of its table"),
            _ => fault.help(format!("put it below the header of {}", owners.join(" or "))),
        }
    }

    fn check_value(&self, table: TableFields, value: &TomlValue<'_>, at: TextOrigin, faults: &mut Faults) {
        let rows = value.get_ref().as_list().into_iter().flatten();
        for fields in std::iter::once(value).chain(rows).filter_map(|row| row.get_ref().as_table()) {
            self.check_fields(table, fields, at, faults);
        }
    }

    fn check_fields(&self, table: TableFields, fields: &TomlTable<'_>, at: TextOrigin, faults: &mut Faults) {
        let id = fields.get("id").and_then(|id| id.get_ref().as_str());
        for TomlEntry { key, value } in &fields.entries {
            let name = key.get_ref().as_ref();
            if !table.fields.contains(&name) {
                let place = at.place(key.span());
                let id = id.map(|id| format!(" {}", quoted(id))).unwrap_or_default();
                let problem = format!("{}{id}: no field {}", table.table, quoted(name));
                faults.push(Fault::new(Code::UnknownField, place, problem).help(nearest_or_all(
                    name,
                    table.fields,
                    "its fields are",
                )));
            } else if holds_tables(value.get_ref())
                && let Some(inner) = self.tables.iter().find(|inner| inner.is_field_of(table, name))
            {
                self.check_value(*inner, value, at, faults);
            }
        }
    }
}

impl TableFields {
    fn is_field_of(&self, outer: Self, field: &str) -> bool {
        self.table.strip_prefix(outer.table).and_then(|rest| rest.strip_prefix('.')) == Some(field)
    }
}

fn holds_tables(value: &TomlData<'_>) -> bool {
    value.as_table().is_some()
        || value.as_list().is_some_and(|rows| rows.iter().any(|row| row.get_ref().as_table().is_some()))
}
