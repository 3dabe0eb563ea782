//! What is remembered of each brief between two starts: one small file a brief in the XDG state folder, never beside the brief.

mod files;

use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::Arc;
use std::time::Duration;

use etcetera::base_strategy::{BaseStrategy as _, Xdg};
use thiserror::Error;

use files::{MAX_BYTES, StateDisk, StateFiles};
pub use saved_presentation::{CardPosition, SavedPresentation};
pub use saved_state::{Bookmark, SavedState, push_query};

/// The folder of all that is remembered. It need not exist, nor be writable, nor be known at all.
#[derive(Debug, Clone)]
pub struct StateDir {
    folder: Option<PathBuf>,
    files: Arc<dyn StateFiles>,
}

/// Which brief something is remembered of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct StateKey(String);

/// Why something will not be remembered.
#[derive(Debug, Error)]
pub enum StateError {
    #[error("no home folder is known to remember this reading in")]
    NoFolder,
    #[error("{}: this reading cannot be remembered: {source}", path.display())]
    Unwritable { path: PathBuf, source: io::Error },
}

/// What was remembered, and a sentence where something went wrong with it.
#[derive(Debug, Default)]
pub struct LoadedState {
    pub memory: SavedState,
    pub notice: Option<String>,
}

impl StateKey {
    /// The key of the brief at `path`: its name, for people, and a hash of its whole path, which is the same on every machine.
    pub fn from_path(path: &Path) -> Self {
        Self(format!("{}.toml", hashed_stem(path)))
    }

    /// The key of the brief that is part of the program.
    pub fn bundled() -> Self {
        Self("bundled.toml".to_owned())
    }
}

impl StateDir {
    /// The shelf of the user: `$XDG_STATE_HOME/whosaid`, by default `~/.local/state/whosaid`.
    pub fn for_user() -> Self {
        let folder = Xdg::new().ok().and_then(|folders| folders.state_dir());
        Self { folder: folder.map(|folder| folder.join("whosaid")), files: Arc::new(StateDisk) }
    }

    /// A shelf in a folder of one's choice.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: Some(folder.into()), files: Arc::new(StateDisk) }
    }

    /// A shelf that keeps nothing.
    pub fn disabled() -> Self {
        Self { folder: None, files: Arc::new(StateDisk) }
    }

    /// The folder, where one is known.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Takes away what was being written when a process was killed, a day ago or earlier. Files that were set aside stay.
    pub fn sweep(&self) {
        let Some(folder) = &self.folder else { return };
        for path in self.files.older_than(folder, Duration::from_secs(24 * 60 * 60)) {
            if path.extension().is_some_and(|ending| ending == "new") {
                let _ = self.files.remove(&path);
            }
        }
    }

    /// What is remembered of a brief; nothing, when it is met for the first time.
    ///
    /// What cannot be understood is set aside under another name, so that the next [`keep`](Self::keep) destroys nothing.
    pub fn load(&self, key: &StateKey) -> LoadedState {
        let Some(path) = self.path_of(key) else { return LoadedState::default() };
        let problem = match self.files.read(&path) {
            Ok(text) => match toml::from_str(&text) {
                Ok(memory) => return LoadedState { memory, notice: None },
                Err(error) => error.message().to_owned(),
            },
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return LoadedState::default();
            }
            Err(error) => error.to_string(),
        };
        LoadedState { memory: SavedState::default(), notice: Some(self.back_up(&path, &problem)) }
    }

    /// What is remembered of a brief, where it can be understood. Nothing is set aside, and nothing written.
    pub fn peek(&self, key: &StateKey) -> Option<SavedState> {
        toml::from_str(&self.files.read(&self.path_of(key)?).ok()?).ok()
    }

    /// Remembers for the next [`recall`](Self::recall) what `joined` makes of what is remembered now; whatever happens meanwhile, that
    /// finds the old or the new, and what another process remembers at the same time comes before or after.
    ///
    /// # Errors
    /// When there is no place to write to.
    pub fn save(&self, key: &StateKey, joined: impl FnOnce(&SavedState) -> SavedState) -> Result<(), StateError> {
        let path = self.path_of(key).ok_or(StateError::NoFolder)?;
        let folder = path.parent().filter(|folder| self.files.create_folder(folder).is_ok());
        let _alone = folder.and_then(|folder| self.files.lock(folder));
        let text = toml::to_string(&joined(&self.load(key).memory)).map_err(io::Error::other);
        text.and_then(|text| self.write_atomic(&path, &text)).map_err(|source| StateError::Unwritable { path, source })
    }

    /// What was kept of the last presentation, where there is one that can be understood.
    pub fn load_presentation(&self) -> Option<SavedPresentation> {
        toml::from_str(&self.files.read(&self.folder.as_ref()?.join(PRESENTATION_FILE)).ok()?).ok()
    }

    /// Keeps a presentation, in place of the last one.
    ///
    /// # Errors
    /// When there is no place to write to.
    pub fn save_presentation(&self, presented: &SavedPresentation) -> Result<(), StateError> {
        let path = self.folder.as_ref().ok_or(StateError::NoFolder)?.join(PRESENTATION_FILE);
        let is_broken = self.files.read(&path).is_ok_and(|text| toml::from_str::<SavedPresentation>(&text).is_err());
        if is_broken {
            let _ = self.back_up(&path, "");
        }
        let text = toml::to_string(presented).map_err(io::Error::other);
        text.and_then(|text| self.write_atomic(&path, &text)).map_err(|source| StateError::Unwritable { path, source })
    }

    fn path_of(&self, key: &StateKey) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join(&key.0))
    }

    fn back_up(&self, path: &Path, problem: &str) -> String {
        let shown = path.display();
        let names = (0..100).map(|number| if number == 0 { ".broken".to_owned() } else { format!(".broken.{number}") });
        let aside = names.map(|ending| {
            let mut aside = path.as_os_str().to_owned();
            aside.push(&ending);
            (PathBuf::from(aside), ending)
        });
        // Nothing that was set aside before is written over.
        let kept = aside.into_iter().find(|(aside, _)| aside.symlink_metadata().is_err());
        match kept.filter(|(aside, _)| self.files.rename(path, aside).is_ok()) {
            Some((_, ending)) => {
                format!("{shown}: starting afresh, as it cannot be read: {problem}; it is kept as {ending}")
            }
            None => format!("{shown}: starting afresh, as it cannot be read: {problem}"),
        }
    }

    /// Writes beside the file, then puts the new in the place of the old in one step.
    fn write_atomic(&self, path: &Path, text: &str) -> io::Result<()> {
        if text.len() > MAX_BYTES {
            return Err(io::Error::other("it is more than would be read again"));
        }
        if let Some(folder) = path.parent() {
            self.files.create_folder(folder)?;
        }
        let beside = temp_path(path);
        let written = self.files.write(&beside, text).and_then(|()| self.files.rename(&beside, path));
        if written.is_err() {
            let _ = self.files.remove(&beside);
        }
        written
    }
}

/// The file of the last presentation; no brief's key begins so.
const PRESENTATION_FILE: &str = ".presented.toml";

/// A name of this process alone: two readers of one brief do not write into one file.
fn temp_path(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(format!(".{}.new", process::id()));
    PathBuf::from(name)
}

/// A file's name for what belongs to `path`: its name, for people, and a hash of its whole path.
pub(crate) fn hashed_stem(path: &Path) -> String {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let readable: String =
        name.chars().map(|char| if char.is_ascii_alphanumeric() { char } else { '-' }).take(48).collect();
    format!("{readable}-{:016x}", fnv_1a(path.as_os_str().as_encoded_bytes()))
}

/// FNV-1a of 64 bits: unlike the hashes of the standard library, defined once and for all.
fn fnv_1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

mod saved_presentation;
mod saved_state;
#[cfg(test)]
mod tests;
