//! A question about a record, answered in one line: what is asked, what may be chosen, what was typed. It changes no record.

use tui_input::Input;

use crate::app::matches_all;
use crate::coding::FieldValue;
use crate::model::{ActorKind, Brief, Credibility, HasId as _, Stance};
use crate::view;

use super::fields::{FieldKind, field_kind, fields_of, value_text};
use super::form::RecordForm;
use super::people::{KnownPerson, People, PersonOrigin};

/// A question about the record in the form.
#[derive(Debug, Clone)]
pub struct FormQuestion {
    pub kind: QuestionKind,
    pub line: Input,
    pub options: Vec<QuestionOption>,
    /// The options that have the typed words, by index.
    pub shown: Vec<usize>,
    /// The chosen one of `shown`.
    pub at: usize,
    /// Why the last answer was none.
    pub fault: Option<String>,
}

/// What a question is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuestionKind {
    Speaker,
    /// The kind of the new actor with this id.
    PersonKind(String),
    /// The role of the new actor with this id.
    PersonRole(String),
    /// The name of the field to set.
    FieldName,
    /// The value of a field, as a text.
    Field(String),
    /// An entry of a field that is a list of ids.
    Entry(String),
    Issue,
    /// The stance on the issue with this id.
    Stance(String),
    /// The coded record to open.
    Record,
    /// Whether to remove the record.
    Removal,
}

/// Something that may be chosen as an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionOption {
    pub value: String,
    pub label: String,
    /// What tells it from others; may be empty.
    pub detail: String,
    /// Other words that find it; not shown.
    pub(super) other_words: String,
}

impl QuestionOption {
    fn new(value: &str, label: &str, detail: impl Into<String>) -> Self {
        Self { value: value.to_owned(), label: label.to_owned(), detail: detail.into(), other_words: String::new() }
    }
}

impl FormQuestion {
    fn new(kind: QuestionKind, typed: String, options: Vec<QuestionOption>) -> Self {
        let shown = (0..options.len()).collect();
        Self { kind, line: Input::new(typed), options, shown, at: 0, fault: None }
    }

    /// Who said it; `offers` are ids, the likeliest first.
    pub(super) fn speaker(people: &People, offers: &[String]) -> Self {
        Self::new(QuestionKind::Speaker, String::new(), people_options(people, offers))
    }

    /// The kind of a new actor.
    pub(super) fn person_kind(id: String) -> Self {
        let options = ActorKind::WORDS.iter().map(|word| QuestionOption::new(word, word, "")).collect();
        Self::new(QuestionKind::PersonKind(id), String::new(), options)
    }

    /// The role of a new actor.
    pub(super) fn person_role(id: String) -> Self {
        Self::new(QuestionKind::PersonRole(id), String::new(), Vec::new())
    }

    /// The name of a field of a form.
    pub(super) fn field_name(form: &RecordForm) -> Self {
        let typed = |(_, kind): &&(&str, FieldKind)| *kind != FieldKind::Fixed;
        let option = |(name, _): &(&str, FieldKind)| {
            QuestionOption::new(name, name, form.get(name).map(value_text).unwrap_or_default())
        };
        let options = fields_of(form.table).iter().filter(typed).map(option).collect();
        Self::new(QuestionKind::FieldName, String::new(), options)
    }

    /// The value of a field: one of its words, an id, or a text.
    pub(super) fn field(form: &RecordForm, field: &str, people: &People, brief: &Brief) -> Self {
        let name = field.to_owned();
        match field_kind(form.table, field).map_or(FieldKind::Text, |(_, kind)| kind) {
            FieldKind::Word(words) => {
                let option = |word: &&str| QuestionOption::new(word, word, meaning(field, word));
                let none = QuestionOption::new("", "none", "take the field away");
                let options = words.iter().map(option).chain([none]).collect();
                let mut question = Self::new(QuestionKind::Field(name), String::new(), options);
                question.at = words.iter().position(|word| *word == form.text(field)).unwrap_or(0);
                question
            }
            FieldKind::Actors => Self::new(QuestionKind::Entry(name), String::new(), people_options(people, &[])),
            FieldKind::Statements => {
                Self::new(QuestionKind::Entry(name), String::new(), statement_options(brief, &form.id))
            }
            FieldKind::Text | FieldKind::Value | FieldKind::Date | FieldKind::Fixed => {
                let typed = form.get(field).map(value_text).unwrap_or_default();
                Self::new(QuestionKind::Field(name), typed, Vec::new())
            }
        }
    }

    /// An issue of the brief.
    pub(super) fn issue(brief: &Brief) -> Self {
        let option = |issue: &crate::model::Issue| QuestionOption::new(issue.id(), &issue.label, "");
        let options = brief.issues.iter().map(|(_, issue)| option(issue)).collect();
        Self::new(QuestionKind::Issue, String::new(), options)
    }

    /// The stance on an issue.
    pub(super) fn stance(issue: &str) -> Self {
        let mut options: Vec<QuestionOption> =
            Stance::WORDS.iter().map(|word| QuestionOption::new(word, word, "")).collect();
        options.push(QuestionOption::new("", "x none", ""));
        Self::new(QuestionKind::Stance(issue.to_owned()), String::new(), options)
    }

    /// One of the coded records, given as their forms.
    pub(super) fn record<'a>(forms: impl Iterator<Item = &'a RecordForm>, people: &People) -> Self {
        let option = |form: &RecordForm| {
            let words = ["gist", "quote", "question"].map(|field| form.get(field).map(value_text).unwrap_or_default());
            let words = words.into_iter().find(|words| !words.is_empty()).unwrap_or_default();
            QuestionOption::new(&form.id, &form.speaker.describe(people), words)
        };
        Self::new(QuestionKind::Record, String::new(), forms.map(option).collect())
    }

    pub(super) fn removal() -> Self {
        Self::new(QuestionKind::Removal, String::new(), Vec::new())
    }

    /// What is asked, in front of the line.
    pub fn label(&self) -> String {
        match &self.kind {
            QuestionKind::Speaker => "who".to_owned(),
            QuestionKind::PersonKind(_) => "kind".to_owned(),
            QuestionKind::PersonRole(_) => "role".to_owned(),
            QuestionKind::FieldName => "field".to_owned(),
            QuestionKind::Field(field) | QuestionKind::Entry(field) => field.replace('_', " "),
            QuestionKind::Issue => "issue".to_owned(),
            QuestionKind::Stance(issue) => format!("on {issue}"),
            QuestionKind::Record => "record".to_owned(),
            QuestionKind::Removal => "remove it? enter removes, esc keeps".to_owned(),
        }
    }

    /// Keeps the options that have the typed words.
    pub(super) fn filter(&mut self) {
        self.fault = None;
        let typed = self.line.value();
        let is_stance = !self.is_numbered();
        let has = |option: &QuestionOption| {
            let words = [&option.label, &option.value, &option.detail, &option.other_words].map(String::as_str);
            if is_stance { option.label.starts_with(typed) } else { matches_all(&words.join(" "), typed) }
        };
        self.shown = (0..self.options.len()).filter(|at| has(&self.options[*at])).collect();
        self.at = 0;
    }

    /// The option under the cursor.
    pub fn chosen(&self) -> Option<&QuestionOption> {
        self.shown.get(self.at).and_then(|at| self.options.get(*at))
    }

    /// Moves the cursor through the options; it stops at the ends.
    pub(super) fn step(&mut self, rows: isize) {
        self.at = self.at.saturating_add_signed(rows).min(self.shown.len().saturating_sub(1));
    }

    /// Chooses the option that a key stands for while nothing is typed: a digit its number, a letter the beginning of a stance.
    pub(super) fn choose_by_key(&mut self, char: char) -> bool {
        if !self.line.value().is_empty() || self.options.is_empty() {
            return false;
        }
        let found = if self.is_numbered() {
            char.to_digit(10).and_then(|digit| (digit as usize).checked_sub(1))
        } else {
            self.options.iter().position(|option| option.label.starts_with(char))
        };
        let found = found.filter(|at| *at < self.shown.len());
        self.at = found.unwrap_or(self.at);
        found.is_some()
    }

    /// Whether the options have numbers that choose them.
    pub const fn is_numbered(&self) -> bool {
        !matches!(self.kind, QuestionKind::Stance(_))
    }
}

/// The meaning of a word of a field, where the word alone does not say.
fn meaning(field: &str, word: &str) -> String {
    let grade = Credibility::from_word(word).filter(|_| field == "credibility");
    grade.map_or(String::new(), |grade| grade.meaning().to_owned())
}

fn people_options(people: &People, offers: &[String]) -> Vec<QuestionOption> {
    let option = |person: &KnownPerson| {
        let origin = match person.origin {
            PersonOrigin::Text => "in the text",
            PersonOrigin::Brief | PersonOrigin::Typed => "",
        };
        let detail: Vec<&str> =
            person.role.as_deref().into_iter().chain([origin]).filter(|part| !part.is_empty()).collect();
        let mut option = QuestionOption::new(&person.id, &person.name, detail.join(" · "));
        option.other_words = person.aliases.join(" ");
        option
    };
    people.search("", offers).map(option).collect()
}

/// The statements of a brief but for one, the newest first.
fn statement_options(brief: &Brief, but: &str) -> Vec<QuestionOption> {
    let records = brief.statements.positions().rev();
    let option = |ix| {
        let record = crate::model::Record::Statement(ix);
        let who = view::who(brief, record);
        QuestionOption::new(brief.record_id(record), &who, view::record_text(brief, record))
    };
    records.map(option).filter(|option| option.value != but).collect()
}

/// The entries of a field that is a list of ids, with one more, or without it if it was there.
pub(super) fn toggled(value: Option<&FieldValue>, entry: &str) -> Option<FieldValue> {
    let mut entries = match value {
        Some(FieldValue::List(entries)) => entries.clone(),
        Some(FieldValue::Text(only)) => vec![only.clone()],
        Some(FieldValue::Number(_) | FieldValue::Table(_)) | None => Vec::new(),
    };
    let before = entries.len();
    entries.retain(|other| other != entry);
    if entries.len() == before {
        entries.push(entry.to_owned());
    }
    (!entries.is_empty()).then_some(FieldValue::List(entries))
}
