//! The tree of values of a TOML text, with their places. It parses nothing.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

pub(super) type TomlValue<'t> = Spanned<TomlData<'t>>;

#[derive(Debug)]
pub(super) enum TomlData<'t> {
    String(Cow<'t, str>),
    Integer(i64),
    Float(f64),
    /// A number that neither `i64` nor `f64` can hold.
    TooLarge,
    Boolean(bool),
    Datetime(Datetime),
    List(Vec<TomlValue<'t>>),
    Table(TomlTable<'t>),
}

/// A table. Its keys are unique.
#[derive(Debug, Default)]
pub(super) struct TomlTable<'t> {
    pub entries: Vec<TomlEntry<'t>>,
}

#[derive(Debug)]
pub(super) struct TomlEntry<'t> {
    pub key: Spanned<Cow<'t, str>>,
    pub value: TomlValue<'t>,
}

impl<'t> TomlTable<'t> {
    pub(super) fn get(&self, key: &str) -> Option<&TomlValue<'t>> {
        self.entries.iter().find(|entry| entry.key.get_ref() == key).map(|entry| &entry.value)
    }
}

impl<'t> TomlData<'t> {
    pub(super) fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    pub(super) fn as_list(&self) -> Option<&[TomlValue<'t>]> {
        if let Self::List(items) = self { Some(items) } else { None }
    }

    pub(super) fn as_table(&self) -> Option<&TomlTable<'t>> {
        if let Self::Table(table) = self { Some(table) } else { None }
    }

    pub(super) fn as_table_mut(&mut self) -> Option<&mut TomlTable<'t>> {
        if let Self::Table(table) = self { Some(table) } else { None }
    }

    pub(super) fn from_digits(digits: &str, radix: u32) -> Self {
        i64::from_str_radix(digits, radix).map_or(Self::TooLarge, Self::Integer)
    }

    pub(super) fn from_float(digits: &str) -> Self {
        let number = digits.parse().ok().filter(|number: &f64| !number.is_infinite() || digits.contains("inf"));
        number.map_or(Self::TooLarge, Self::Float)
    }
}

impl<'t> From<DeTable<'t>> for TomlTable<'t> {
    fn from(table: DeTable<'t>) -> Self {
        let entries = table.into_iter().map(|(key, value)| TomlEntry { key, value: from_de_value(value) });
        Self { entries: entries.collect() }
    }
}

fn from_de_value(value: Spanned<DeValue<'_>>) -> TomlValue<'_> {
    let span = value.span();
    let data = match value.into_inner() {
        DeValue::String(text) => TomlData::String(text),
        DeValue::Integer(number) => TomlData::from_digits(number.as_str(), number.radix()),
        DeValue::Float(number) => TomlData::from_float(number.as_str()),
        DeValue::Boolean(truth) => TomlData::Boolean(truth),
        DeValue::Datetime(date) => TomlData::Datetime(date),
        DeValue::Array(items) => TomlData::List(items.into_iter().map(from_de_value).collect()),
        DeValue::Table(table) => TomlData::Table(TomlTable::from(table)),
    };
    Spanned::new(span, data)
}
