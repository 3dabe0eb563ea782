//! The text of a table that coding adds to a file. It reads no TOML.

use std::fmt::Write as _;

use toml_edit::{Array, InlineTable, Value};

use super::{CodedTable, FieldValue};

impl CodedTable {
    /// The name of its tables in the format.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Actor => "actor",
            Self::Issue => "issue",
            Self::Statement => "statement",
            Self::Event => "event",
            Self::Claim => "claim",
        }
    }
}

/// A table as TOML, with its header and a line a field.
pub fn table_text(table: CodedTable, fields: &[(String, FieldValue)]) -> String {
    aligned_text(table, fields, false, "\n")
}

/// [`table_text`] with another end of each line, and with its equals signs below each other if `is_aligned`.
pub(super) fn aligned_text(
    table: CodedTable,
    fields: &[(String, FieldValue)],
    is_aligned: bool,
    line_end: &str,
) -> String {
    let longest = fields.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    let width = if is_aligned { longest } else { 0 };
    let mut text = format!("[[{}]]{line_end}", table.word());
    for (name, value) in fields {
        let _ = write!(text, "{name:width$} = {}{line_end}", toml_value(value).to_string().trim());
    }
    text
}

pub(super) fn toml_value(value: &FieldValue) -> Value {
    match value {
        FieldValue::Text(text) => Value::from(text.as_str()),
        #[expect(clippy::cast_possible_truncation, reason = "a whole number within the exact range of `f64`")]
        FieldValue::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 => Value::from(*number as i64),
        FieldValue::Number(number) => Value::from(*number),
        FieldValue::List(items) => Value::from(items.iter().map(String::as_str).collect::<Array>()),
        FieldValue::Table(fields) => {
            let mut table = InlineTable::new();
            for (name, value) in fields {
                table.insert(name, toml_value(value));
            }
            Value::from(table)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_written_a_line_a_field() {
        let text = |text: &str| FieldValue::Text(text.to_owned());
        let fields = [
            ("id", text("vidal-toll")),
            ("quote", FieldValue::List(vec!["No,".to_owned(), "say \"no\".".to_owned()])),
            ("passage", FieldValue::Table(vec![("start".to_owned(), text("“No")), ("end".to_owned(), text("no. No"))])),
            ("value", FieldValue::Number(1200.0)),
            ("other", FieldValue::Number(1.5)),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value));
        let written = table_text(CodedTable::Statement, &fields);
        let expected = "[[statement]]\nid = \"vidal-toll\"\nquote = [\"No,\", 'say \"no\".']\n\
            passage = { start = \"“No\", end = \"no. No\" }\nvalue = 1200\nother = 1.5\n";
        assert_eq!(written, expected);
        assert!(written.parse::<toml_edit::DocumentMut>().is_ok());
    }
}
