//! A TOML file as the JSON that validators make of it. It checks nothing.

use serde_json::Value;

/// The file's table; `None` where it is no TOML.
pub(crate) fn table_of(text: &str) -> Option<toml::Table> {
    text.trim_start_matches('\u{feff}').parse().ok()
}

/// Dates become texts.
pub(crate) fn json(table: toml::Table) -> Value {
    Value::Object(table.into_iter().map(|(key, value)| (key, of(value))).collect())
}

fn of(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(truth) => truth.into(),
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Array(list) => list.into_iter().map(of).collect(),
        toml::Value::Table(table) => json(table),
    }
}
