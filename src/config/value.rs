//! The values and tables of the configuration file as TOML has them, and faults in them. It knows no key.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostics::render::ConfigFault;

pub(super) type ConfigValue<'a> = Spanned<DeValue<'a>>;

/// A fault at one place, without a related place.
pub(super) fn config_fault(span: Range<usize>, problem: impl Into<String>, help: impl Into<String>) -> ConfigFault {
    ConfigFault { span, problem: problem.into(), help: help.into(), related: None }
}

/// A key of a table with its value.
#[derive(Clone, Copy)]
pub(super) struct ConfigEntry<'t, 'a> {
    pub(super) name: &'t str,
    key: &'t Spanned<Cow<'a, str>>,
    pub(super) value: &'t ConfigValue<'a>,
}

impl ConfigEntry<'_, '_> {
    /// The byte range of the key.
    pub(super) fn key_span(self) -> Range<usize> {
        self.key.span()
    }
}

/// The entries of a table in the order of the file.
pub(super) fn sorted_entries<'t, 'a>(table: &'t DeTable<'a>) -> Vec<ConfigEntry<'t, 'a>> {
    let entry = |(key, value): (&'t Spanned<Cow<'a, str>>, &'t ConfigValue<'a>)| ConfigEntry {
        name: key.get_ref(),
        key,
        value,
    };
    let mut entries: Vec<_> = table.iter().map(entry).collect();
    entries.sort_by_key(|entry| entry.key_span().start);
    entries
}

/// The type of a value with its article, for error messages.
pub(super) fn describe_type(value: &ConfigValue<'_>) -> &'static str {
    match value.get_ref() {
        DeValue::String(text) if text.is_empty() => "an empty text",
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

pub(super) fn parse_bool(key: &str, value: &ConfigValue<'_>) -> Result<bool, ConfigFault> {
    value.get_ref().as_bool().ok_or_else(|| {
        let problem = format!("`{key}`: expected true or false, found {}", describe_type(value));
        config_fault(value.span(), problem, "write it without quotation marks")
    })
}
