//! What a word on the command line leads to: a path, or the name of a brief that is known without one.

use std::path::{Path, PathBuf};

use super::refusal::Refusal;
use crate::config::Config;
use crate::disk::{self, DiskError, Entry, Found};
use crate::nearest::nearest;
use crate::reading::{self, Place, Reading};

/// What is found there.
pub(super) enum Target {
    Brief {
        place: Place,
        reading: Box<Reading>,
    },
    /// Folders of briefs.
    Library {
        root: PathBuf,
        entries: Vec<Entry>,
    },
}

/// Finds what is at `path`; where nothing is, the brief of that name: the one that comes with the program, or one of the library
/// that the configuration names.
pub(super) fn find(path: &Path, config: &Config) -> Result<Target, Refusal> {
    match disk::find(path) {
        Ok(Found::Brief(files)) => {
            Ok(Target::Brief { place: Place::Path(path.to_owned()), reading: Box::new(Reading::of_files(files)) })
        }
        Ok(Found::Library(entries)) => Ok(Target::Library { root: path.to_owned(), entries }),
        Err(DiskError::NotFound { path: missing }) if missing == path => named(path, config),
        Err(error) => Err(Refusal::Disk(error)),
    }
}

/// The brief that is called so.
fn named(name: &Path, config: &Config) -> Result<Target, Refusal> {
    let mut names = vec![(reading::BUNDLED.to_owned(), Place::Bundled)];
    if let Some(library) = &config.library
        && let Ok(Found::Library(entries)) = disk::find(&library.path)
    {
        names.extend(entries.into_iter().map(|entry| (name_in(&library.path, &entry), Place::Entry(entry))));
    }
    if let Some((_, place)) = names.iter().find(|(known, _)| Path::new(known) == name) {
        return Ok(Target::Brief { place: place.clone(), reading: Box::new(place.read()?) });
    }
    let near = name.to_str().and_then(|name| nearest(name, names.iter().map(|(known, _)| known.as_str())));
    let error = DiskError::NotFound { path: name.to_owned() };
    Err(Refusal::NotFound { error, near: near.map(str::to_owned) })
}

/// A brief of a library as people call it: its path from there, without the ending of a file.
fn name_in(root: &Path, entry: &Entry) -> String {
    let within = entry.path.strip_prefix(root).unwrap_or(&entry.path);
    let within = within.to_string_lossy();
    within.strip_suffix(".toml").unwrap_or(&within).to_owned()
}
