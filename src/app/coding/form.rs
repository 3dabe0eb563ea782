//! The form of a record: its fields as the format has them, and the edits that write them. It never writes a file.

use crate::coding::{CodedField, CodedTable, CodingEdit, CodingStep, FieldValue, claim_fields, statement_fields};
use crate::draft::{ClaimDraft, StatementDraft};
use crate::model::Attribution;

use super::fields::{FieldKind, field_kind};
use super::people::People;

/// A record that is being coded.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordForm {
    pub table: CodedTable,
    pub id: String,
    pub speaker: FormSpeaker,
    /// The other fields, each at most once, in the order of the format.
    fields: Vec<(String, FieldValue)>,
    /// The record as the files have it; `None` for one that is in no file.
    written: Option<Box<RecordForm>>,
}

/// Whom a form names as the speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormSpeaker {
    /// The ids of actors; several speak together. Never empty.
    Actors(Vec<String>),
    /// Somebody unnamed, described.
    Unnamed(String),
    /// Not chosen yet. `offers` are ids of actors, the likeliest first.
    Open { printed: String, offers: Vec<String> },
    /// A record that may do without, such as a claim.
    Nobody,
}

/// A fault of one field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormFault {
    /// The name of the field, as the format has it.
    pub field: String,
    pub problem: String,
}

impl RecordForm {
    /// An empty record of a table.
    pub fn new(table: CodedTable, id: String, speaker: FormSpeaker) -> Self {
        Self { table, id, speaker, fields: Vec::new(), written: None }
    }

    /// The form of a proposed statement.
    pub fn from_statement(draft: &StatementDraft, speaker: FormSpeaker) -> Self {
        Self::new(CodedTable::Statement, draft.id.clone(), speaker).with_fields(statement_fields(draft))
    }

    /// The form of a proposed claim.
    pub fn from_claim(draft: &ClaimDraft, speaker: FormSpeaker) -> Self {
        Self::new(CodedTable::Claim, draft.id.clone(), speaker).with_fields(claim_fields(draft))
    }

    fn with_fields(mut self, fields: Vec<CodedField>) -> Self {
        for (name, value) in fields {
            self.set(&name, Some(value));
        }
        self
    }

    /// Marks this form as what the files have.
    #[must_use]
    pub(super) fn into_written(mut self) -> Self {
        self.written = Some(Box::new(self.clone()));
        self
    }

    /// Whether a file has the record.
    pub const fn is_written(&self) -> bool {
        self.written.is_some()
    }

    /// All fields but the id and the speaker, in the order of the format.
    pub fn fields(&self) -> &[(String, FieldValue)] {
        &self.fields
    }

    pub fn get(&self, field: &str) -> Option<&FieldValue> {
        self.fields.iter().find(|(name, _)| name == field).map(|(_, value)| value)
    }

    /// The text of a field; empty if it has none or is no text.
    pub fn text(&self, field: &str) -> &str {
        match self.get(field) {
            Some(FieldValue::Text(text)) => text,
            Some(FieldValue::Number(_) | FieldValue::List(_) | FieldValue::Table(_)) | None => "",
        }
    }

    /// Sets a field, or removes it.
    pub fn set(&mut self, field: &str, value: Option<FieldValue>) {
        self.fields.retain(|(name, _)| name != field);
        if let Some(value) = value {
            self.fields.push((field.to_owned(), value));
            self.fields.sort_by_key(|(name, _)| field_kind(self.table, name).map_or(usize::MAX, |(order, _)| order));
        }
    }

    pub(super) fn set_text(&mut self, field: &str, text: &str) {
        self.set(field, Some(text).filter(|text| !text.is_empty()).map(|text| FieldValue::Text(text.to_owned())));
    }

    pub(super) fn set_optional(&mut self, field: &str, text: Option<&str>) {
        self.set_text(field, text.unwrap_or_default());
    }

    /// Reads what was typed for a field; an empty text removes the field.
    ///
    /// # Errors
    /// A sentence that says what the field takes.
    pub(super) fn type_into(&mut self, field: &str, typed: &str) -> Result<(), String> {
        let typed = typed.trim();
        let kind = field_kind(self.table, field).map_or(FieldKind::Text, |(_, kind)| kind);
        self.set(field, if typed.is_empty() { None } else { Some(kind.parse(field, typed)?) });
        Ok(())
    }

    pub fn attribution(&self) -> Option<Attribution> {
        Attribution::from_word(self.text("attribution"))
    }

    /// The stance on an issue, as a word of the format.
    pub fn stance(&self, issue: &str) -> Option<&str> {
        let Some(FieldValue::Table(stances)) = self.get("stance") else { return None };
        stances.iter().find(|(id, _)| id == issue).and_then(|(_, stance)| match stance {
            FieldValue::Text(word) => Some(word.as_str()),
            FieldValue::Number(_) | FieldValue::List(_) | FieldValue::Table(_) => None,
        })
    }

    /// Sets the stance on an issue, or removes it.
    pub(super) fn set_stance(&mut self, issue: &str, stance: Option<&str>) {
        let mut stances = match self.get("stance") {
            Some(FieldValue::Table(stances)) => stances.clone(),
            Some(FieldValue::Text(_) | FieldValue::Number(_) | FieldValue::List(_)) | None => Vec::new(),
        };
        stances.retain(|(id, _)| id != issue);
        stances.extend(stance.map(|word| (issue.to_owned(), FieldValue::Text(word.to_owned()))));
        self.set("stance", (!stances.is_empty()).then_some(FieldValue::Table(stances)));
    }

    /// What the record lacks to be accepted, the field that is asked for first first.
    pub fn faults(&self) -> Vec<FormFault> {
        let mut faults = Vec::new();
        let mut lacks = |field: &str, problem: &str| {
            faults.push(FormFault { field: field.to_owned(), problem: problem.to_owned() });
        };
        if self.table != CodedTable::Statement {
            return faults;
        }
        if matches!(self.speaker, FormSpeaker::Open { .. } | FormSpeaker::Nobody) {
            lacks("actor", "who said it is not chosen");
        }
        let attribution = self.attribution();
        if matches!(attribution, Some(Attribution::Direct | Attribution::Mixed)) && self.get("quote").is_none() {
            lacks("quote", "no words stand in quotation marks; make it indirect");
        }
        if attribution != Some(Attribution::Direct) && self.text("gist").is_empty() {
            lacks("gist", "what is not direct needs a gist");
        }
        faults
    }

    /// The step that writes the record as it stands here, with `actors` to add first. It has no edits if nothing differs.
    pub(super) fn step(&self, actors: Vec<CodingEdit>) -> CodingStep {
        let mut edits = actors;
        let label = match &self.written {
            None => {
                let mut fields = vec![("id".to_owned(), FieldValue::Text(self.id.clone()))];
                fields.extend(self.speaker_fields());
                fields.extend(self.fields.iter().cloned());
                edits.push(CodingEdit::Add { table: self.table, fields });
                format!("accept {}", self.id)
            }
            Some(written) => {
                edits.extend(self.changes_from(written));
                format!("change {}", self.id)
            }
        };
        CodingStep { label, edits }
    }

    /// The edits of the fields that differ from the files.
    fn changes_from(&self, written: &Self) -> Vec<CodingEdit> {
        let all = |form: &Self| -> Vec<(String, FieldValue)> {
            form.speaker_fields().into_iter().chain(form.fields.iter().cloned()).collect()
        };
        let (now, before) = (all(self), all(written));
        let set = |field: &str, value: Option<FieldValue>| CodingEdit::Set {
            table: self.table,
            id: self.id.clone(),
            field: field.to_owned(),
            value,
        };
        let changed = now.iter().filter(|field| !before.contains(field));
        let mut edits: Vec<CodingEdit> = changed.map(|(field, value)| set(field, Some(value.clone()))).collect();
        let gone = before.iter().filter(|(field, _)| now.iter().all(|(other, _)| other != field));
        edits.extend(gone.map(|(field, _)| set(field, None)));
        edits
    }

    /// The ids of all actors that the record names.
    pub(super) fn actor_ids(&self) -> Vec<String> {
        let speakers = match &self.speaker {
            FormSpeaker::Actors(ids) => ids.as_slice(),
            FormSpeaker::Unnamed(_) | FormSpeaker::Open { .. } | FormSpeaker::Nobody => &[],
        };
        let others = ["about", "via"].into_iter().filter_map(|field| match self.get(field) {
            Some(FieldValue::List(ids)) => Some(ids.as_slice()),
            Some(FieldValue::Text(_) | FieldValue::Number(_) | FieldValue::Table(_)) | None => None,
        });
        let mut ids: Vec<String> = speakers.iter().chain(others.flatten()).cloned().collect();
        let mut seen = std::collections::HashSet::new();
        ids.retain(|id| seen.insert(id.clone()));
        ids
    }

    /// The fields that say who speaks.
    fn speaker_fields(&self) -> Vec<(String, FieldValue)> {
        let text = |field: &str, text: &str| (field.to_owned(), FieldValue::Text(text.to_owned()));
        match &self.speaker {
            FormSpeaker::Actors(ids) => match ids.as_slice() {
                [id] => vec![text("actor", id)],
                several => vec![("actor".to_owned(), FieldValue::List(several.to_vec()))],
            },
            FormSpeaker::Unnamed(described) => vec![text("actor", "unnamed"), text("described_as", described)],
            FormSpeaker::Open { .. } | FormSpeaker::Nobody => Vec::new(),
        }
    }
}

impl FormSpeaker {
    /// The names of those who speak, or what the text prints of them.
    pub(super) fn describe(&self, people: &People) -> String {
        match self {
            Self::Actors(ids) => ids.iter().map(|id| people.name(id)).collect::<Vec<_>>().join(", "),
            Self::Unnamed(described) => described.clone(),
            Self::Open { printed, .. } if !printed.is_empty() => format!("who is “{printed}”?"),
            Self::Open { .. } => "who?".to_owned(),
            Self::Nobody => String::new(),
        }
    }
}
