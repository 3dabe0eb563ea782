//! The state that the program saves between two runs: one small TOML file per brief in the XDG state directory, never beside the brief;
//! and the layer of private and atomic files, of which every module that writes files makes use.

mod atomic_file;
mod files;
mod guarded_file;
mod hash;
mod saved_presentation;
mod saved_state;

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::Arc;
use std::time::Duration;

use etcetera::base_strategy::{BaseStrategy as _, Xdg};
use serde::Serialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

pub use atomic_file::{Access, AtomicFile, AtomicFileError};
pub(crate) use atomic_file::{create_private_folder, files_older_than, recreate_private_file, temp_sibling};
use files::{MAX_BYTES, StateDisk, StateFiles};
pub use guarded_file::{ReplaceError, replace_file};
pub(crate) use hash::hashed_stem;
pub use hash::sha256_hex;
pub use saved_presentation::{CardPosition, SavedPresentation};
pub use saved_state::{Bookmark, SavedState, push_query};

/// The state directory. It may be missing, read-only or unknown.
#[derive(Debug, Clone)]
pub struct StateDir {
    folder: Option<PathBuf>,
    files: Arc<dyn StateFiles>,
}

/// The key of a brief's saved state: the name of its file in the state directory.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct StateKey(String);

/// Why state was not saved.
#[derive(Debug, Error)]
pub enum StateError {
    #[error("no home folder is known to remember this reading in")]
    NoFolder,
    #[error("{}: this reading cannot be remembered: {source}", path.display())]
    Unwritable { path: PathBuf, source: io::Error },
}

/// The saved state, with a notice for the user when it could not be read.
#[derive(Debug, Default)]
pub struct LoadedState {
    pub state: SavedState,
    pub notice: Option<String>,
}

impl StateKey {
    /// Returns the key of the brief at `path`: its name, for people, and a hash of its canonical path that is the same on every machine.
    pub fn from_path(path: &Path) -> Self {
        Self(format!("{}.toml", hashed_stem(path)))
    }

    /// Returns the key of the brief that is part of the program.
    pub fn bundled() -> Self {
        Self("bundled.toml".to_owned())
    }

    /// Returns the key of the invented brief that is part of the program.
    pub fn bundled_example() -> Self {
        Self("bundled-example.toml".to_owned())
    }
}

impl StateDir {
    /// The user's state directory: `$XDG_STATE_HOME/whosaid`, by default `~/.local/state/whosaid`.
    pub fn for_user() -> Self {
        let folder = Xdg::new().ok().and_then(|folders| folders.state_dir());
        Self { folder: folder.map(|folder| folder.join("whosaid")), files: Arc::new(StateDisk) }
    }

    /// A state directory at `folder`.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: Some(folder.into()), files: Arc::new(StateDisk) }
    }

    /// A state directory that saves nothing.
    pub fn disabled() -> Self {
        Self { folder: None, files: Arc::new(StateDisk) }
    }

    /// Returns the folder, or `None` when no home folder is known or saving is disabled.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Removes temporary files that killed processes left, if they are older than one day. Backups of broken files stay.
    pub fn sweep(&self) {
        let Some(folder) = &self.folder else { return };
        for path in self.files.older_than(folder, Duration::from_secs(24 * 60 * 60)) {
            if path.extension().is_some_and(|ending| ending == "new") {
                let _ = self.files.remove(&path);
            }
        }
    }

    /// Loads the saved state of a brief; the default when there is none.
    ///
    /// A file that cannot be parsed is renamed to a backup, so that the next [`save`](Self::save) does not overwrite it.
    pub fn load(&self, key: &StateKey) -> LoadedState {
        let Some(path) = self.path_of(key) else { return LoadedState::default() };
        let problem = match self.files.read(&path) {
            Ok(text) => match toml::from_str(&text) {
                Ok(state) => return LoadedState { state, notice: None },
                Err(error) => error.message().to_owned(),
            },
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return LoadedState::default();
            }
            Err(error) => error.to_string(),
        };
        LoadedState { state: SavedState::default(), notice: Some(self.back_up(&path, &problem)) }
    }

    /// Reads the saved state of a brief. Returns `None` when it is missing or broken; changes no file.
    pub fn peek(&self, key: &StateKey) -> Option<SavedState> {
        toml::from_str(&self.files.read(&self.path_of(key)?).ok()?).ok()
    }

    /// Loads the saved state of a brief, merges it with `merge`, and writes the result atomically.
    ///
    /// A later [`load`](Self::load) finds the old or the new state, never a part of one. Saves of several processes are serialized by a
    /// lock.
    ///
    /// # Errors
    /// When no state directory is known or it cannot be written.
    pub fn save(&self, key: &StateKey, merge: impl FnOnce(&SavedState) -> SavedState) -> Result<(), StateError> {
        let path = self.path_of(key).ok_or(StateError::NoFolder)?;
        let folder = path.parent().filter(|folder| self.files.create_folder(folder).is_ok());
        let _lock = folder.and_then(|folder| self.files.lock(folder));
        let text = toml::to_string(&merge(&self.load(key).state)).map_err(io::Error::other);
        text.and_then(|text| self.write_atomic(&path, &text)).map_err(|source| StateError::Unwritable { path, source })
    }

    /// Reads the saved state of the last presentation. Returns `None` when it is missing or broken.
    pub fn load_presentation(&self) -> Option<SavedPresentation> {
        toml::from_str(&self.files.read(&self.folder.as_ref()?.join(PRESENTATION_FILE)).ok()?).ok()
    }

    /// Saves the state of a presentation, replacing the last one. A broken file is backed up first.
    ///
    /// # Errors
    /// When no state directory is known or it cannot be written.
    pub fn save_presentation(&self, presentation: &SavedPresentation) -> Result<(), StateError> {
        let path = self.folder.as_ref().ok_or(StateError::NoFolder)?.join(PRESENTATION_FILE);
        let is_broken = self.files.read(&path).is_ok_and(|text| toml::from_str::<SavedPresentation>(&text).is_err());
        if is_broken {
            let _ = self.back_up(&path, "");
        }
        let text = toml::to_string(presentation).map_err(io::Error::other);
        text.and_then(|text| self.write_atomic(&path, &text)).map_err(|source| StateError::Unwritable { path, source })
    }

    /// Loads the steps that were saved for a brief; none when there are none. A file that cannot be read is backed up, with a notice for the
    /// user. Returns `None` when this directory saves nothing.
    pub fn load_steps<S: DeserializeOwned + Default>(&self, key: &StateKey) -> Option<(S, Option<String>)> {
        let path = self.steps_path(key)?;
        let problem = match self.files.read(&path) {
            Ok(text) => match toml::from_str(&text) {
                Ok(steps) => return Some((steps, None)),
                Err(error) => error.message().to_owned(),
            },
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Some((S::default(), None));
            }
            Err(error) => error.to_string(),
        };
        Some((S::default(), Some(self.back_up(&path, &problem))))
    }

    /// Saves the steps of a brief, replacing those saved before.
    ///
    /// # Errors
    /// When no state directory is known, it cannot be written, or the steps are larger than a state file may be.
    pub fn save_steps<S: Serialize>(&self, key: &StateKey, steps: &S) -> Result<(), StateError> {
        let path = self.steps_path(key).ok_or(StateError::NoFolder)?;
        let text = toml::to_string(steps).map_err(io::Error::other);
        text.and_then(|text| self.write_atomic(&path, &text)).map_err(|source| StateError::Unwritable { path, source })
    }

    fn steps_path(&self, key: &StateKey) -> Option<PathBuf> {
        Some(self.path_of(key)?.with_extension("steps"))
    }

    fn path_of(&self, key: &StateKey) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join(&key.0))
    }

    /// Renames a broken file to a free backup name, and returns the notice for the user.
    fn back_up(&self, path: &Path, problem: &str) -> String {
        let shown = path.display();
        let names = (0..100).map(|number| if number == 0 { ".broken".to_owned() } else { format!(".broken.{number}") });
        let mut backups = names.map(|ending| {
            let mut backup = path.as_os_str().to_owned();
            backup.push(&ending);
            (PathBuf::from(backup), ending)
        });
        // Earlier backups are never overwritten.
        let free = backups.find(|(backup, _)| backup.symlink_metadata().is_err());
        match free.filter(|(backup, _)| self.files.rename(path, backup).is_ok()) {
            Some((_, ending)) => {
                format!("{shown}: starting afresh, as it cannot be read: {problem}; it is kept as {ending}")
            }
            None => format!("{shown}: starting afresh, as it cannot be read: {problem}"),
        }
    }

    /// Writes a temporary file in the same folder, then renames it to `path`.
    fn write_atomic(&self, path: &Path, text: &str) -> io::Result<()> {
        if text.len() > MAX_BYTES {
            return Err(io::Error::other("it is more than would be read again"));
        }
        if let Some(folder) = path.parent() {
            self.files.create_folder(folder)?;
        }
        let temp = temp_path(path);
        let written = self.files.write(&temp, text).and_then(|()| self.files.rename(&temp, path));
        if written.is_err() {
            let _ = self.files.remove(&temp);
        }
        written
    }
}

/// Takes an advisory lock on a folder; it is released when the result is dropped. Returns `None` when it cannot be had in a short time.
pub fn lock_folder(folder: &Path) -> Option<File> {
    StateDisk.lock(folder)
}

/// The file of the last presentation. No key of a brief begins with a dot.
const PRESENTATION_FILE: &str = ".presented.toml";

/// A temporary name that contains the process id, so that two processes do not write to one file.
fn temp_path(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(format!(".{}.new", process::id()));
    PathBuf::from(name)
}

#[cfg(test)]
mod tests;
