//! The fields of the tables that a form can have: their order, and how what is typed becomes a value. It knows no form.

use crate::coding::{CodedTable, FieldValue};
use crate::model::{Attribution, Credibility, EdtfDate, Rank, Tlp};

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldKind {
    Text,
    /// A number, or else a text.
    Value,
    Date,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Ids of actors, with commas between them.
    Actors,
    /// Ids of other statements, with commas between them.
    Statements,
    /// It is set by keys of its own, or by what the article says.
    Fixed,
}

/// The fields of a statement, in the order in which they are written.
const STATEMENT_FIELDS: &[(&str, FieldKind)] = &[
    ("attribution", FieldKind::Word(Attribution::WORDS)),
    ("cue", FieldKind::Text),
    ("quote", FieldKind::Fixed),
    ("gist", FieldKind::Text),
    ("via", FieldKind::Actors),
    ("via_described_as", FieldKind::Text),
    ("said", FieldKind::Date),
    ("printed_date", FieldKind::Text),
    ("venue", FieldKind::Text),
    ("stance", FieldKind::Fixed),
    ("about", FieldKind::Actors),
    ("credibility", FieldKind::Word(Credibility::WORDS)),
    ("repeats", FieldKind::Statements),
    ("rewords", FieldKind::Statements),
    ("contradicts", FieldKind::Statements),
    ("retracts", FieldKind::Statements),
    ("passage", FieldKind::Fixed),
    ("tlp", FieldKind::Word(Tlp::WORDS)),
    ("note", FieldKind::Text),
];

/// The fields of a claim, in the order in which they are written.
const CLAIM_FIELDS: &[(&str, FieldKind)] = &[
    ("question", FieldKind::Text),
    ("value", FieldKind::Value),
    ("unit", FieldKind::Text),
    ("as_of", FieldKind::Date),
    ("rank", FieldKind::Word(Rank::WORDS)),
    ("why", FieldKind::Text),
    ("passage", FieldKind::Fixed),
    ("tlp", FieldKind::Word(Tlp::WORDS)),
    ("note", FieldKind::Text),
];

/// The fields of a table, in the order in which they are written.
pub(super) const fn fields_of(table: CodedTable) -> &'static [(&'static str, FieldKind)] {
    match table {
        CodedTable::Statement => STATEMENT_FIELDS,
        CodedTable::Claim => CLAIM_FIELDS,
        CodedTable::Source | CodedTable::Actor | CodedTable::Issue | CodedTable::Event => &[],
    }
}

/// The place of a field in its table, and what it takes.
pub(super) fn field_kind(table: CodedTable, field: &str) -> Option<(usize, FieldKind)> {
    let fields = fields_of(table);
    fields.iter().position(|(name, _)| *name == field).map(|at| (at, fields[at].1))
}

impl FieldKind {
    /// Reads what was typed, which is not empty.
    ///
    /// # Errors
    /// A sentence that says what the field takes.
    pub(super) fn parse(self, field: &str, typed: &str) -> Result<FieldValue, String> {
        let text = || FieldValue::Text(typed.to_owned());
        match self {
            Self::Text => Ok(text()),
            Self::Value => Ok(typed.parse().map_or_else(|_| text(), FieldValue::Number)),
            Self::Date => match typed.parse::<EdtfDate>() {
                Ok(_) => Ok(text()),
                Err(_) => {
                    Err(format!("`{typed}` is no date; write 2024, 2024-09 or 2024-09-12, with ~ if it is a guess"))
                }
            },
            Self::Word(words) if words.contains(&typed) => Ok(text()),
            Self::Word(words) => Err(format!("`{field}` is one of {}", words.join(", "))),
            Self::Actors | Self::Statements => {
                let ids: Vec<String> =
                    typed.split(',').map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).collect();
                Ok(FieldValue::List(ids))
            }
            Self::Fixed => Err(format!("`{field}` is not typed; it has keys of its own, or stands in the article")),
        }
    }
}

/// The value of a field as one line of text.
pub(super) fn value_text(value: &FieldValue) -> String {
    match value {
        FieldValue::Text(text) => text.clone(),
        FieldValue::Number(number) => number.to_string(),
        FieldValue::List(parts) => parts.join(", "),
        FieldValue::Table(entries) => {
            let entry = |(name, value): &(String, FieldValue)| format!("{name}: {}", value_text(value));
            entries.iter().map(entry).collect::<Vec<_>>().join(", ")
        }
    }
}
