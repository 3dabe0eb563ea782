//! Changes the files of a brief, one step at a time, and keeps everything else in them as people wrote it.

mod edit_files;
mod fields;
mod file_change;
mod file_tables;
mod history;
mod toml_text;

pub use edit_files::changes_of;
use edit_files::{apply_changes, changed_texts};
pub use fields::{CodedField, NewActor, claim_fields, draft_edits, passage_value, quote_value, statement_fields};
pub use file_change::FileChange;
pub use history::{AppliedStep, CodingFiles, CodingHistory};
pub use toml_text::table_text;

/// What the officer did in one go. Undo takes back a whole step.
#[derive(Debug, Clone, PartialEq)]
pub struct CodingStep {
    /// What was done, for people: `accept asif-federation`.
    pub label: String,
    pub edits: Vec<CodingEdit>,
}

/// One change of a file of the brief.
#[derive(Debug, Clone, PartialEq)]
pub enum CodingEdit {
    /// Appends a table to the file of the article.
    Add { table: CodedTable, fields: Vec<(String, FieldValue)> },
    /// Sets a field of the table with this id, in whichever file of the brief it stands; `None` removes the field.
    Set { table: CodedTable, id: String, field: String, value: Option<FieldValue> },
    /// Removes the table with this id.
    Remove { table: CodedTable, id: String },
    /// Notes that a candidate of the article is none, by the words of its passage; kept beside the steps and in no file of the brief.
    Reject { passage: String },
}

/// The tables that coding writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CodedTable {
    Source,
    Actor,
    Issue,
    Statement,
    Event,
    Claim,
}

/// A value of a field, as the format has them.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldValue {
    Text(String),
    Number(f64),
    List(Vec<String>),
    /// An inline table, as `stance` and `passage` are.
    Table(Vec<(String, FieldValue)>),
}

#[cfg(test)]
mod tests;
