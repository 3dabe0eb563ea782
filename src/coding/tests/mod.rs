//! Steps of coding leave whole files, whoever else writes, and wherever the program is killed.

mod kills;
mod laws;

use std::cell::{Cell, RefCell};
use std::fmt::Debug;

use super::*;
use crate::diagnostics::{FileScope, SourceFile};

/// A brief in memory whose disk fails after a number of changes.
pub(super) struct MemoryBrief {
    pub(super) files: RefCell<Vec<SourceFile>>,
    /// The path by which the brief is opened, with which the names of its files begin.
    pub(super) root: RefCell<String>,
    /// The saved steps as TOML.
    saved: RefCell<Option<String>>,
    /// How many changes succeed.
    left: Cell<usize>,
    failure: Cell<Failure>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failure {
    /// One change fails, and those after it succeed.
    Once,
    /// The program is killed: nothing is changed any more.
    Kill,
}

impl MemoryBrief {
    pub(super) fn new(files: &[(&str, &str)]) -> Self {
        let file = |(name, text): &(&str, &str)| SourceFile {
            name: (*name).to_owned(),
            text: (*text).to_owned(),
            part: FileScope::Brief,
        };
        Self {
            files: RefCell::new(files.iter().map(file).collect()),
            root: RefCell::new("x".to_owned()),
            saved: RefCell::new(None),
            left: Cell::new(usize::MAX),
            failure: Cell::new(Failure::Kill),
        }
    }

    pub(super) fn texts(&self) -> Vec<String> {
        self.files.borrow().iter().map(|file| file.text.clone()).collect()
    }

    /// Lets the disk fail after a number of changes.
    pub(super) fn fail_after(&self, changes: usize, failure: Failure) {
        self.left.set(changes);
        self.failure.set(failure);
    }

    /// Starts the program again, with a disk that works. Returns the notice.
    pub(super) fn restart(&self) -> (CodingHistory, Option<String>) {
        self.left.set(usize::MAX);
        let mut history = CodingHistory::default();
        let notice = history.open(self);
        (history, notice)
    }

    fn takes_change(&self) -> Result<(), String> {
        let left = self.left.get();
        let is_at_end = left == 0;
        self.left.set(if is_at_end && self.failure.get() == Failure::Once {
            usize::MAX
        } else {
            left.saturating_sub(1)
        });
        if is_at_end { Err("no space".to_owned()) } else { Ok(()) }
    }
}

impl CodingFiles for MemoryBrief {
    fn lock(&self) -> Option<Box<dyn Debug>> {
        None
    }

    fn read(&self) -> Result<Vec<SourceFile>, String> {
        Ok(self.files.borrow().clone())
    }

    fn replace(&self, file: &str, before: &str, after: &str) -> Result<(), String> {
        self.takes_change()?;
        let mut files = self.files.borrow_mut();
        let file = files.iter_mut().find(|other| other.name == file).ok_or("no such file")?;
        assert_eq!(file.text, before, "only what was read is replaced");
        after.clone_into(&mut file.text);
        Ok(())
    }

    fn load_history(&self) -> Option<(CodingHistory, Option<String>)> {
        let saved = self.saved.borrow();
        let history = saved.as_ref().map_or_else(CodingHistory::default, |text| toml::from_str(text).unwrap());
        Some((history.moved_to(&self.root.borrow()), None))
    }

    fn save_history(&self, history: &CodingHistory) -> Result<(), String> {
        self.takes_change()?;
        *self.saved.borrow_mut() = Some(toml::to_string(history).unwrap());
        Ok(())
    }
}

pub(super) fn text(text: &str) -> FieldValue {
    FieldValue::Text(text.to_owned())
}

pub(super) fn step(label: &str, edits: Vec<CodingEdit>) -> CodingStep {
    CodingStep { label: label.to_owned(), edits }
}

pub(super) fn statement(id: &str, gist: &str) -> CodingEdit {
    let fields = [("id", id), ("actor", "a"), ("attribution", "indirect"), ("gist", gist)];
    let fields = fields.map(|(name, value)| (name.to_owned(), text(value))).into();
    CodingEdit::Add { table: CodedTable::Statement, fields }
}

pub(super) fn set(table: CodedTable, id: &str, field: &str, value: Option<FieldValue>) -> CodingEdit {
    CodingEdit::Set { table, id: id.to_owned(), field: field.to_owned(), value }
}
