//! What a word on the command line leads to: a path, or the name of a brief that is known without one.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::error::CliError;
use crate::config::Config;
use crate::loader::{self, BriefLocation, LoadError, LoadedBrief, PathContents, UnreadBrief};
use crate::text::sanitize::{decode_path, encode_path};
use crate::text::suggest::nearest;

/// What is found there.
pub(super) enum ResolvedTarget {
    Brief {
        place: BriefLocation,
        reading: Box<LoadedBrief>,
    },
    /// Folders of briefs.
    Library {
        root: PathBuf,
        entries: Vec<UnreadBrief>,
    },
}

/// Finds what is at `path`; where nothing is, the brief of that name: the one that comes with the program, or one of the library
/// that the configuration names.
pub(super) fn resolve_path(path: &Path, config: &Config) -> Result<ResolvedTarget, CliError> {
    let path = &*as_meant(path)?;
    match loader::find(path) {
        Ok(PathContents::Brief(files)) => Ok(ResolvedTarget::Brief {
            place: BriefLocation::Path(path.to_owned()),
            reading: Box::new(LoadedBrief::from_files(files)),
        }),
        Ok(PathContents::Library(entries)) => Ok(ResolvedTarget::Library { root: path.to_owned(), entries }),
        Err(LoadError::NotFound { path: missing }) if missing == path => find_by_name(path, config),
        Err(error) => Err(CliError::Load(error)),
    }
}

/// The path itself, or the one that it is the percent-encoding of, where only that is there.
///
/// # Errors
/// When both are there: a reference must not lead to another brief than the one that it was printed of.
fn as_meant(path: &Path) -> Result<Cow<'_, Path>, CliError> {
    let decoded = decode_path(path);
    match (path.symlink_metadata().is_ok(), decoded != path && decoded.symlink_metadata().is_ok()) {
        (_, false) => Ok(Cow::Borrowed(path)),
        (false, true) => Ok(Cow::Owned(decoded)),
        (true, true) => {
            let (path, literal) = (path.display(), encode_path(path));
            let why =
                format!("{path}: the name of one file, and percent-encoded that of another; the first is `{literal}`");
            Err(CliError::Reference(why))
        }
    }
}

/// Whether there is anything at the path, or at the one that it is the percent-encoding of.
pub(super) fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok() || decode_path(path).symlink_metadata().is_ok()
}

/// The brief that is called so.
fn find_by_name(name: &Path, config: &Config) -> Result<ResolvedTarget, CliError> {
    let mut names = vec![(loader::BUNDLED.to_owned(), BriefLocation::Bundled)];
    if let Some(library) = &config.library
        && let Ok(PathContents::Library(entries)) = loader::find(&library.path)
    {
        names.extend(
            entries.into_iter().map(|entry| (library_name(&library.path, &entry), BriefLocation::InLibrary(entry))),
        );
    }
    if let Some((_, place)) = names.iter().find(|(known, _)| Path::new(known) == name) {
        return Ok(ResolvedTarget::Brief { place: place.clone(), reading: Box::new(place.read()?) });
    }
    let near = name.to_str().and_then(|name| nearest(name, names.iter().map(|(known, _)| known.as_str())));
    let error = LoadError::NotFound { path: name.to_owned() };
    Err(CliError::NotFound { error, near: near.map(str::to_owned) })
}

/// A brief of a library as people call it: its path from there, without the ending of a file.
fn library_name(root: &Path, entry: &UnreadBrief) -> String {
    let within = entry.path.strip_prefix(root).unwrap_or(&entry.path);
    let within = encode_path(within);
    within.strip_suffix(".toml").unwrap_or(&within).to_owned()
}
