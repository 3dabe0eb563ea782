//! Codes an article for the app: drafts its candidates, writes each step into the files of the brief, takes it back. Nothing outside of
//! these files is written.

use std::collections::HashSet;
use std::io::Write as _;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::workspace::Workspace;
use crate::app::coding::{AppliedCoding, CodingMaterial};
use crate::app::{App, Effect, Msg};
use crate::coding::{CodingEdit, CodingStep, FileChange, changes_of};
use crate::diagnostics::SourceFile;
use crate::draft::{Document, DraftInput, draft_article, find_attributions};
use crate::loader::BriefLocation;
use crate::storage::{Access, AtomicFile};

/// The most steps of a brief that are remembered to be taken back.
const MAX_STEPS: usize = 500;

/// The article that is being coded, with the steps to take back. They are saved, and can be taken back after a restart.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct CodingHistory {
    #[serde(skip)]
    source: String,
    /// Whether the saved steps were loaded.
    #[serde(skip)]
    is_loaded: bool,
    /// The path of the brief, with which the names of its files begin.
    #[serde(default)]
    root: String,
    #[serde(default)]
    done: Vec<DoneStep>,
    #[serde(default)]
    undone: Vec<DoneStep>,
}

/// A step with the changes that it made.
#[derive(Debug, Serialize, Deserialize)]
struct DoneStep {
    label: String,
    changes: Vec<FileChange>,
    /// The words of the passage that it rejected.
    rejected: Vec<String>,
}

impl CodingHistory {
    /// The words of all passages that are rejected now.
    fn rejected(&self) -> Vec<String> {
        self.done.iter().flat_map(|step| step.rejected.iter().cloned()).collect()
    }

    /// The history of a brief that is opened by another path than before.
    fn moved_to(mut self, root: String) -> Self {
        for change in self.done.iter_mut().chain(&mut self.undone).flat_map(|step| &mut step.changes) {
            if let Some(name) = change.file.strip_prefix(self.root.as_str()) {
                change.file = format!("{root}{name}");
            }
        }
        self.root = root;
        self
    }

    /// Forgets the oldest steps beyond those that are remembered.
    fn trim(&mut self) {
        let surplus = self.done.len().saturating_sub(MAX_STEPS);
        self.done.drain(..surplus);
    }
}

impl Workspace {
    /// Does what an effect of coding asks. Returns the answers.
    pub(super) fn code(&mut self, effect: Effect, app: &App) -> Vec<Msg> {
        self.load_steps();
        let result = match effect {
            Effect::OpenCoding { source, text } => {
                return vec![match self.open_coding(source, text, app) {
                    Ok(material) => Msg::CodingOpened(Box::new(material)),
                    Err(why) => Msg::Failed(why),
                }];
            }
            Effect::ApplyCodingStep(step) => self.apply_step(step),
            Effect::UndoCoding => self.undo_step(),
            Effect::RedoCoding => self.redo_step(),
            Effect::Quit
            | Effect::Suspend
            | Effect::Redraw
            | Effect::Open(_)
            | Effect::OpenAt { .. }
            | Effect::Library(_)
            | Effect::Reload
            | Effect::SaveState
            | Effect::Copy(_) => return Vec::new(),
        };
        match result {
            Ok(mut done) => {
                if let Some(notice) = self.save_steps() {
                    done = format!("{done}; {notice}");
                }
                let rejected = self.coding.rejected();
                vec![self.reload(app, None), Msg::CodingApplied(Ok(AppliedCoding { done, rejected }))]
            }
            Err(why) => vec![Msg::CodingApplied(Err(why))],
        }
    }

    /// Loads the steps that were saved for the open brief, once.
    fn load_steps(&mut self) {
        if let (false, Some(key), Some(location)) = (self.coding.is_loaded, self.state_key(), self.location()) {
            let saved: CodingHistory = self.steps_dir.load_steps(key);
            self.coding = CodingHistory { is_loaded: true, ..saved.moved_to(location.path_as_given()) };
        }
    }

    /// Saves the steps. Returns a sentence when undo will not survive a restart.
    fn save_steps(&mut self) -> Option<String> {
        self.coding.trim();
        let key = self.state_key()?;
        let error = self.steps_dir.save_steps(key, &self.coding).err()?;
        Some(format!("undo ends with the program: {error}"))
    }

    fn open_coding(&mut self, source: String, text: String, app: &App) -> Result<CodingMaterial, String> {
        if matches!(self.location(), Some(BriefLocation::Bundled(_))) {
            return Err("the bundled brief is part of the program; `whosaid new` makes one to code in".to_owned());
        }
        let brief = &app.reader.as_ref().ok_or("no brief is open")?.facts.brief;
        let row = brief.sources.find(&source).map(|ix| &brief.sources[ix]);
        let named = row.and_then(|row| row.text.as_ref()).map(|text| text.file.as_str());
        let file_name = named.and_then(|file| Path::new(file).file_name()?.to_str()).unwrap_or_default();
        let published = row.and_then(|row| row.published.as_ref());
        let input = DraftInput { text: &text, file_name, brief: Some(brief), taken: &HashSet::new(), published };
        let draft = draft_article(&input, find_attributions(&Document::new(&text)));
        self.coding.source.clone_from(&source);
        Ok(CodingMaterial { source, text, draft, library: Vec::new(), rejected: self.coding.rejected() })
    }

    fn apply_step(&mut self, step: CodingStep) -> Result<String, String> {
        let files = self.files_of_brief()?;
        let changes = changes_of(&files, &self.coding.source, &step)?;
        write_changes(&files, &changes)?;
        let rejected = step.edits.into_iter().filter_map(|edit| match edit {
            CodingEdit::Reject { passage } => Some(passage),
            CodingEdit::Add { .. } | CodingEdit::Set { .. } | CodingEdit::Remove { .. } => None,
        });
        let done = format!("done: {}", step.label);
        self.coding.done.push(DoneStep { label: step.label, changes, rejected: rejected.collect() });
        self.coding.undone.clear();
        Ok(done)
    }

    fn undo_step(&mut self) -> Result<String, String> {
        let step = self.coding.done.last().ok_or("nothing is left to undo")?;
        let back: Vec<FileChange> = step.changes.iter().map(FileChange::reversed).collect();
        write_changes(&self.files_of_brief()?, &back)?;
        let done = format!("undone: {}", step.label);
        self.coding.undone.extend(self.coding.done.pop());
        Ok(done)
    }

    fn redo_step(&mut self) -> Result<String, String> {
        let step = self.coding.undone.last().ok_or("nothing was undone")?;
        write_changes(&self.files_of_brief()?, &step.changes)?;
        let done = format!("done again: {}", step.label);
        self.coding.done.extend(self.coding.undone.pop());
        Ok(done)
    }

    /// The files of the open brief as they are on disk now.
    fn files_of_brief(&self) -> Result<Vec<SourceFile>, String> {
        let loaded = self.location().ok_or("no brief is open")?.read().map_err(|error| error.to_string())?;
        if loaded.all_read { Ok(loaded.files) } else { Err("a file of the brief cannot be read".to_owned()) }
    }
}

/// Writes changes into their files, each atomically. If one fails, those before it are put back.
fn write_changes(files: &[SourceFile], changes: &[FileChange]) -> Result<(), String> {
    let text_of = |change: &FileChange| {
        let file = files.iter().find(|file| file.name == change.file);
        file.map(|file| file.text.as_str()).ok_or_else(|| format!("{}: the file is gone", change.file))
    };
    let texts: Vec<String> = changes.iter().map(|change| change.apply(text_of(change)?)).collect::<Result<_, _>>()?;
    for (at, (change, text)) in changes.iter().zip(&texts).enumerate() {
        if let Err(why) = write_file(&change.file, text) {
            for before in &changes[..at] {
                write_file(&before.file, text_of(before)?)?;
            }
            return Err(why);
        }
    }
    Ok(())
}

fn write_file(name: &str, text: &str) -> Result<(), String> {
    if !Path::new(name).is_file() {
        return Err(format!("{name}: not a file that can be written"));
    }
    let mut file = AtomicFile::begin(Path::new(name)).map_err(|error| error.to_string())?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.commit(Access::Umask));
    written.map_err(|error| format!("{name}: {error}; nothing was written"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::{StateDir, StateKey};

    fn step(file: &str) -> DoneStep {
        let change = FileChange { file: file.to_owned(), at: 3, before: "a\n".to_owned(), after: "b\n".to_owned() };
        DoneStep { label: "accept a".to_owned(), changes: vec![change], rejected: vec!["some words".to_owned()] }
    }

    fn history(done: Vec<DoneStep>) -> CodingHistory {
        CodingHistory { root: "briefs/x".to_owned(), done, ..CodingHistory::default() }
    }

    #[test]
    fn the_steps_of_a_brief_are_there_after_a_restart_by_whatever_path_it_is_opened() {
        let folder = tempfile::tempdir().unwrap();
        let key = StateKey::from_path(folder.path());
        StateDir::new(folder.path()).save_steps(&key, &history(vec![step("briefs/x/a.toml")])).unwrap();
        let loaded: CodingHistory = StateDir::new(folder.path()).load_steps(&key);
        let moved = loaded.moved_to("/home/x".to_owned());
        assert_eq!(moved.done[0].changes[0].file, "/home/x/a.toml");
        assert_eq!(moved.done[0].changes, step("/home/x/a.toml").changes);
        assert_eq!(moved.rejected(), ["some words"]);
    }

    #[test]
    fn steps_that_cannot_be_read_are_none_and_are_kept_aside() {
        let folder = tempfile::tempdir().unwrap();
        let (key, state) = (StateKey::from_path(folder.path()), StateDir::new(folder.path()));
        state.save_steps(&key, &history(vec![step("a.toml")])).unwrap();
        let file = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
        std::fs::write(&file, "done = 3").unwrap();
        assert!(state.load_steps::<CodingHistory>(&key).done.is_empty());
        let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert!(names.iter().all(|name| name.to_string_lossy().ends_with(".broken")), "{names:?}");
    }

    #[test]
    fn the_oldest_steps_are_forgotten_first() {
        let mut history = history((0..MAX_STEPS + 2).map(|number| step(&format!("{number}.toml"))).collect());
        history.trim();
        assert_eq!((history.done.len(), history.done[0].changes[0].file.as_str()), (MAX_STEPS, "2.toml"));
    }
}
