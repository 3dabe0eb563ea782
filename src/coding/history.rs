//! The steps of coding of a brief: made, taken back and made again, and found whole after a kill. It opens no file itself.

use std::fmt::Debug;

use serde::{Deserialize, Serialize};

use super::{CodingEdit, CodingStep, FileChange, apply_changes, changed_texts, changes_of};
use crate::diagnostics::SourceFile;
use crate::storage::sha256_hex;

/// The files of a brief and its saved steps, as coding reads and writes them.
pub trait CodingFiles {
    /// Keeps others who code the brief from it until the result is dropped, if that is possible.
    fn lock(&self) -> Option<Box<dyn Debug>>;
    /// The files of the brief as they are now.
    ///
    /// # Errors
    /// A sentence if one of them cannot be read.
    fn read(&self) -> Result<Vec<SourceFile>, String>;
    /// Puts a text in place of another in a file of the brief, whole or not at all.
    ///
    /// # Errors
    /// A sentence if the file is not as expected any more, or cannot be written.
    fn replace(&self, file: &str, before: &str, after: &str) -> Result<(), String>;
    /// The saved steps, and a notice for the officer if they were damaged; `None` if steps are not saved.
    fn load_history(&self) -> Option<(CodingHistory, Option<String>)>;
    /// Saves the steps, whole or not at all.
    ///
    /// # Errors
    /// A sentence if that is impossible.
    fn save_history(&self, history: &CodingHistory) -> Result<(), String>;
}

/// The steps that were made in a brief and can be taken back, and those that were taken back.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CodingHistory {
    /// The path of the brief, with which the names of its files begin.
    root: String,
    /// The words of rejected passages of steps that are forgotten.
    rejected: Vec<String>,
    /// What is being written. It is saved before a file is changed and removed afterwards: what is found here was interrupted.
    pending: Option<PendingStep>,
    done: Vec<DoneStep>,
    undone: Vec<DoneStep>,
    /// Whether the last attempt to save this failed; what is saved is then older.
    #[serde(skip)]
    is_unsaved: bool,
}

/// A step with the changes that it made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct DoneStep {
    label: String,
    /// The id of the source that was coded.
    #[serde(default)]
    source: String,
    /// The words of the passages that it rejected.
    rejected: Vec<String>,
    changes: Vec<FileChange>,
}

/// A step that is being made or taken back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct PendingStep {
    kind: StepKind,
    step: DoneStep,
    files: Vec<PendingFile>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum StepKind {
    Apply,
    Undo,
    Redo,
}

/// A file of a pending step, with the SHA-256 of its text before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct PendingFile {
    name: String,
    before: String,
    after: String,
}

/// A step that was made or taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppliedStep {
    pub label: String,
    /// What else the officer should know.
    pub notice: Option<String>,
}

/// The most steps that are remembered, and the most bytes of their changes.
const MAX_STEPS: usize = 500;
const MAX_BYTES: usize = 512 << 10;
/// The most rejected passages of forgotten steps.
const MAX_REJECTED: usize = 2_000;

impl CodingHistory {
    /// Loads the saved steps of a brief that is opened. A step that was interrupted by a kill is completed or dropped, by what the files
    /// have. Returns a notice if that happened, or if the saved steps were damaged.
    pub fn open(&mut self, files: &dyn CodingFiles) -> Option<String> {
        let _lock = files.lock();
        self.load(files)
    }

    /// [`Self::open`] under the lock: others may have made steps meanwhile.
    fn load(&mut self, files: &dyn CodingFiles) -> Option<String> {
        if self.is_unsaved {
            return None;
        }
        let (history, damage) = files.load_history()?;
        *self = history;
        let Some(pending) = self.pending.take() else { return damage };
        let label = pending.step.label.clone();
        let notice = match complete(files, &pending) {
            Ok(true) => {
                self.record(pending.kind, pending.step);
                format!("the program ended while it wrote a step, which is whole in the brief: {label}")
            }
            Ok(false) => format!("the program ended before it wrote a step, so do it again: {label}"),
            Err(why) => why,
        };
        self.is_unsaved = files.save_history(self).is_err();
        Some(notice)
    }

    /// The words of all passages that are rejected now.
    pub fn rejected(&self) -> Vec<String> {
        self.rejected.iter().chain(self.done.iter().flat_map(|step| &step.rejected)).cloned().collect()
    }

    /// The label of the step of a source that [`Self::undo`] would take back.
    pub fn can_undo(&self, source: &str) -> Option<&str> {
        self.done.iter().rfind(|step| step.is_of(source)).map(|step| step.label.as_str())
    }

    /// Makes a step in the files of the brief, whose article is the source with the id `source`.
    ///
    /// # Errors
    /// A sentence if the brief has faults or would have some, or if a file cannot be written. Nothing is changed then.
    pub fn apply(&mut self, files: &dyn CodingFiles, source: &str, step: CodingStep) -> Result<AppliedStep, String> {
        let _lock = files.lock();
        let notice = self.load(files);
        let before = files.read()?;
        let changes = changes_of(&before, source, &step)?;
        let rejected = step.edits.into_iter().filter_map(|edit| match edit {
            CodingEdit::Reject { passage } => Some(passage),
            CodingEdit::Add { .. } | CodingEdit::Set { .. } | CodingEdit::Remove { .. } => None,
        });
        let step = DoneStep { label: step.label, source: source.to_owned(), rejected: rejected.collect(), changes };
        let texts = apply_changes(&before, &step.changes)?;
        self.write(files, (StepKind::Apply, step), (&before, &texts), notice)
    }

    /// Takes back the last step of a source. Returns `None` if there is none.
    ///
    /// # Errors
    /// A sentence if somebody else has changed the same table, the brief has faults or would have some, or a file cannot be written.
    /// Nothing is changed then.
    pub fn undo(&mut self, files: &dyn CodingFiles, source: &str) -> Result<Option<AppliedStep>, String> {
        self.make_again(files, source, StepKind::Undo)
    }

    /// Makes the step of a source again that was taken back last. Returns `None` if there is none.
    ///
    /// # Errors
    /// As [`Self::undo`].
    pub fn redo(&mut self, files: &dyn CodingFiles, source: &str) -> Result<Option<AppliedStep>, String> {
        self.make_again(files, source, StepKind::Redo)
    }

    fn make_again(
        &mut self,
        files: &dyn CodingFiles,
        source: &str,
        kind: StepKind,
    ) -> Result<Option<AppliedStep>, String> {
        let _lock = files.lock();
        let notice = self.load(files);
        let steps = if kind == StepKind::Undo { &self.done } else { &self.undone };
        let Some(step) = steps.iter().rfind(|step| step.is_of(source)).cloned() else { return Ok(None) };
        let before = files.read()?;
        let texts = changed_texts(&before, &step.changes_of_kind(kind))?;
        self.write(files, (kind, step), (&before, &texts), notice).map(Some)
    }

    /// The history of a brief that is opened by another path than before.
    #[must_use]
    pub fn moved_to(mut self, root: &str) -> Self {
        let old = std::mem::replace(&mut self.root, root.to_owned());
        let mut names: Vec<&mut String> = Vec::new();
        let mut steps: Vec<&mut DoneStep> = self.done.iter_mut().chain(&mut self.undone).collect();
        if let Some(PendingStep { step, files, .. }) = &mut self.pending {
            names.extend(files.iter_mut().map(|file| &mut file.name));
            steps.push(step);
        }
        names.extend(steps.into_iter().flat_map(|step| &mut step.changes).map(|change| &mut change.file));
        for name in names {
            if let Some(rest) = name.strip_prefix(old.as_str()) {
                *name = format!("{root}{rest}");
            }
        }
        self
    }

    /// Saves what will be done, does it in the files, and saves that it was done.
    fn write(
        &mut self,
        files: &dyn CodingFiles,
        (kind, step): (StepKind, DoneStep),
        (before, texts): (&[SourceFile], &[(usize, String)]),
        notice: Option<String>,
    ) -> Result<AppliedStep, String> {
        if !texts.is_empty() {
            let pending = |(at, text): &(usize, String)| PendingFile {
                name: before[*at].name.clone(),
                before: sha256_hex(&before[*at].text),
                after: sha256_hex(text),
            };
            self.pending = Some(PendingStep { kind, step: step.clone(), files: texts.iter().map(pending).collect() });
            let saved = files.save_history(self);
            self.pending = None;
            if let Err(why) = replace_all(files, before, texts) {
                self.is_unsaved = saved.is_err() || files.save_history(self).is_err();
                return Err(why);
            }
        }
        let label = step.label.clone();
        self.record(kind, step);
        let unsaved = files.save_history(self).err();
        self.is_unsaved = unsaved.is_some();
        let unsaved = unsaved.map(|why| format!("undo ends with the program: {why}"));
        let notices: Vec<String> = notice.into_iter().chain(unsaved).collect();
        Ok(AppliedStep { label, notice: (!notices.is_empty()).then(|| notices.join("; ")) })
    }

    /// Notes that a step was made or taken back.
    fn record(&mut self, kind: StepKind, step: DoneStep) {
        let take = |steps: &mut Vec<DoneStep>| {
            if let Some(at) = steps.iter().rposition(|other| *other == step) {
                steps.remove(at);
            }
        };
        match kind {
            StepKind::Apply => self.undone.retain(|other| !other.is_of(&step.source)),
            StepKind::Undo => take(&mut self.done),
            StepKind::Redo => take(&mut self.undone),
        }
        if kind == StepKind::Undo { &mut self.undone } else { &mut self.done }.push(step);
        self.trim();
    }

    /// Forgets the oldest steps beyond those that are remembered, but not what they rejected.
    fn trim(&mut self) {
        let mut bytes: usize = self.done.iter().chain(&self.undone).map(DoneStep::bytes).sum();
        let mut surplus = 0;
        for step in self.done.iter().take(self.done.len().saturating_sub(1)) {
            if self.done.len() - surplus <= MAX_STEPS && bytes <= MAX_BYTES {
                break;
            }
            bytes -= step.bytes();
            surplus += 1;
        }
        self.rejected.extend(self.done.drain(..surplus).flat_map(|step| step.rejected));
        self.rejected.drain(..self.rejected.len().saturating_sub(MAX_REJECTED));
    }
}

impl DoneStep {
    /// Whether the step belongs to a source. Steps that were saved by an earlier version belong to all.
    fn is_of(&self, source: &str) -> bool {
        self.source == source || self.source.is_empty()
    }

    fn bytes(&self) -> usize {
        self.changes.iter().map(|change| change.before.len() + change.after.len()).sum()
    }

    /// The changes that make the step, or that take it back.
    fn changes_of_kind(&self, kind: StepKind) -> Vec<FileChange> {
        match kind {
            StepKind::Apply | StepKind::Redo => self.changes.clone(),
            StepKind::Undo => self.changes.iter().rev().map(FileChange::reversed).collect(),
        }
    }
}

/// Writes the new texts of files. If one cannot be written, those before it are put back.
fn replace_all(files: &dyn CodingFiles, before: &[SourceFile], texts: &[(usize, String)]) -> Result<(), String> {
    for (done, (at, text)) in texts.iter().enumerate() {
        let Err(why) = files.replace(&before[*at].name, &before[*at].text, text) else { continue };
        for (at, text) in texts[..done].iter().rev() {
            let SourceFile { name, text: old, .. } = &before[*at];
            let is_half =
                |other| format!("{why}; and {name} has a part of the step, which cannot be taken back: {other}");
            files.replace(name, text, old).map_err(is_half)?;
        }
        return Err(why);
    }
    Ok(())
}

/// Completes a step that was interrupted, if a part of it was written. Returns whether it is whole; if not, nothing of it was written.
fn complete(files: &dyn CodingFiles, pending: &PendingStep) -> Result<bool, String> {
    let label = &pending.step.label;
    let unknown =
        |why: String| format!("the program ended while it wrote a step, of which a part may be there: {label}: {why}");
    let current = files.read().map_err(unknown)?;
    let changes = pending.step.changes_of_kind(pending.kind);
    let (written, open): (Vec<&PendingFile>, Vec<&PendingFile>) =
        pending.files.iter().partition(|file| is_written(&current, file, &changes));
    if written.is_empty() || open.is_empty() {
        return Ok(open.is_empty());
    }
    let of = |names: &[&PendingFile]| -> Vec<FileChange> {
        changes.iter().filter(|change| names.iter().any(|file| file.name == change.file)).cloned().collect()
    };
    let write = |changes: &[FileChange]| replace_all(files, &current, &apply_changes(&current, changes)?);
    if write(&of(&open)).is_ok() {
        return Ok(true);
    }
    let back: Vec<FileChange> = of(&written).iter().rev().map(FileChange::reversed).collect();
    write(&back).map(|()| false).map_err(unknown)
}

/// Whether a file has what a step wrote.
fn is_written(files: &[SourceFile], pending: &PendingFile, changes: &[FileChange]) -> bool {
    let Some(file) = files.iter().find(|file| file.name == pending.name) else { return false };
    let sum = sha256_hex(&file.text);
    if sum == pending.before || sum == pending.after {
        return sum == pending.after;
    }
    // Somebody else has changed it since; the lines of the step tell.
    let mut own = changes.iter().filter(|change| change.file == pending.name).rev().map(FileChange::reversed);
    own.try_fold(file.text.clone(), |text, change| change.apply(&text)).is_ok()
}
