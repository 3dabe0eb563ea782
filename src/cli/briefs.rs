//! The briefs that a command is about, one after the other. What cannot be read is told, and the others have their turn all the same.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::PathBuf;

use super::refusal::{Refusal, say};
use super::target::{self, Target};
use crate::config::{Config, Folder};
use crate::loader::{self, Entry, Found, Place, Reading};
use crate::search::library::Cache;

/// Gives the briefs at `paths` to `take`, each once; where there are no paths, those of the library that is configured, or else the one
/// that comes with the program. Whether all that was named could be read;
/// files that are missing from a brief are told by its reading.
pub(super) fn each(paths: &[PathBuf], config: &Config, mut take: impl FnMut(&Place, Reading)) -> bool {
    each_until(paths, config, |place, reading| {
        take(place, reading);
        ControlFlow::Continue(())
    })
}

/// The same, for as long as `take` goes on: after that nothing more is read.
pub(super) fn each_until(
    paths: &[PathBuf],
    config: &Config,
    mut take: impl FnMut(&Place, Reading) -> ControlFlow<()>,
) -> bool {
    each_read(paths, config, |place, read| match read {
        Ok(reading) => take(place, reading),
        Err(refusal) => {
            let _ = refusal.tell();
            ControlFlow::Continue(())
        }
    })
}

/// The same, but that `take` also has what cannot be read, with the reason.
pub(super) fn each_read(
    paths: &[PathBuf],
    config: &Config,
    take: impl FnMut(&Place, Result<Reading, Refusal>) -> ControlFlow<()>,
) -> bool {
    let mut walk = Walk { take, all_read: true, seen: HashSet::new(), is_over: false };
    for path in paths {
        if walk.is_over {
            break;
        }
        match target::find(path, config) {
            Ok(Target::Brief { place, reading }) => walk.give(&place, *reading),
            Ok(Target::Library { entries, .. }) => walk.read(entries),
            Err(refusal) => walk.miss(&Place::Path(path.clone()), refusal),
        }
    }
    match &config.library {
        Some(library) if paths.is_empty() => walk.library(library),
        // Whoever has settled something is not to be answered from the sample because of a slip in it.
        None if paths.is_empty() && config.is_unsure => walk.all_read = false,
        None if paths.is_empty() => walk.give(&Place::Bundled, Reading::of(loader::bundled())),
        Some(_) | None => {}
    }
    walk.all_read
}

/// The cache of libraries, as it is wanted.
pub(super) fn cache(config: &Config) -> Cache {
    if config.cache == Some(false) { Cache::nowhere() } else { Cache::of_user() }
}

/// The library that the words mean, where it is one and nothing besides: its folder and its briefs, not yet read.
pub(super) fn only_library(paths: &[PathBuf], config: &Config) -> Option<(PathBuf, Vec<Entry>)> {
    let root = match (paths, &config.library) {
        ([only], _) => only,
        ([], Some(library)) => &library.path,
        ([], None) | ([_, _, ..], _) => return None,
    };
    if !root.is_dir() || root.join("brief.toml").symlink_metadata().is_ok() {
        return None;
    }
    let Ok(Found::Library(entries)) = loader::find(root) else { return None };
    // A link may lead to a brief that has had its turn.
    let has_links = entries.iter().any(|entry| entry.path.extension().is_some() && entry.path.is_symlink());
    (!has_links).then(|| (root.clone(), entries))
}

struct Walk<F> {
    take: F,
    all_read: bool,
    /// The files and folders that had their turn: what is named twice is given once.
    seen: HashSet<PathBuf>,
    /// Whether `take` wants no more.
    is_over: bool,
}

impl<F: FnMut(&Place, Result<Reading, Refusal>) -> ControlFlow<()>> Walk<F> {
    /// The library that is configured.
    fn library(&mut self, library: &Folder) {
        match loader::find(&library.path) {
            Ok(Found::Library(entries)) => self.read(entries),
            Ok(Found::Brief(files)) => self.give(&Place::Path(library.path.clone()), Reading::of_files(files)),
            Err(error) => {
                self.all_read = false;
                say(&format!("{}: `library`: {error}", library.place));
            }
        }
    }

    fn read(&mut self, entries: Vec<Entry>) {
        for entry in entries {
            if self.is_over {
                return;
            }
            let place = Place::Entry(entry);
            match place.read() {
                Ok(reading) => self.give(&place, reading),
                Err(error) => self.miss(&place, Refusal::Disk(error)),
            }
        }
    }

    fn give(&mut self, place: &Place, reading: Reading) {
        let path = place.path().and_then(|path| path.canonicalize().ok());
        let folder = path.map(|path| if path.ends_with("brief.toml") { path.with_file_name("") } else { path });
        if self.seen.insert(folder.unwrap_or_default()) {
            self.is_over |= (self.take)(place, Ok(reading)).is_break();
        }
    }

    fn miss(&mut self, place: &Place, refusal: Refusal) {
        self.all_read = false;
        self.is_over |= (self.take)(place, Err(refusal)).is_break();
    }
}
