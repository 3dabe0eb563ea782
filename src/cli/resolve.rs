//! Resolves an argument to a brief or a library: by its path, or by the name of a known brief. It never writes anything.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::error::CliError;
use crate::config::Config;
use crate::loader::{self, BriefLocation, BundledBrief, LoadError, LoadedBrief, PathContents, UnreadBrief};
use crate::text::sanitize::{decode_path, encode_path};
use crate::text::suggest::nearest;

/// What an argument leads to.
pub(super) enum ResolvedTarget {
    Brief {
        location: BriefLocation,
        loaded: Box<LoadedBrief>,
    },
    /// A folder of briefs.
    Library {
        root: PathBuf,
        entries: Vec<UnreadBrief>,
    },
}

/// Finds the brief or library at `path`. If nothing is there, `path` is taken as the name of a bundled brief or of a brief of the
/// configured library.
pub(super) fn resolve_path(path: &Path, config: &Config) -> Result<ResolvedTarget, CliError> {
    let path = &*decode_argument(path)?;
    match loader::find(path) {
        Ok(PathContents::Brief(files)) => Ok(ResolvedTarget::Brief {
            location: BriefLocation::Path(path.to_owned()),
            loaded: Box::new(LoadedBrief::from_files(files)),
        }),
        Ok(PathContents::Library(entries)) => Ok(ResolvedTarget::Library { root: path.to_owned(), entries }),
        Err(LoadError::NotFound { path: missing }) if missing == path => find_by_name(path, config),
        Err(error) => Err(CliError::Load(error)),
    }
}

/// The path of a command that was given none: the current folder, if it is a brief.
pub(super) fn current_brief() -> Option<PathBuf> {
    Path::new("brief.toml").symlink_metadata().is_ok().then(|| PathBuf::from("."))
}

/// The path itself; or the percent-decoded path, if only that exists.
///
/// # Errors
/// Both exist: a reference must not lead to another brief than the one that it was printed for.
fn decode_argument(path: &Path) -> Result<Cow<'_, Path>, CliError> {
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

/// Whether the path or the percent-decoded path exists.
pub(super) fn path_exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok() || decode_path(path).symlink_metadata().is_ok()
}

/// The bundled brief or the brief of the configured library, that has this name.
fn find_by_name(name: &Path, config: &Config) -> Result<ResolvedTarget, CliError> {
    let mut names: Vec<(String, BriefLocation)> =
        BundledBrief::ALL.map(|brief| (brief.name().to_owned(), BriefLocation::Bundled(brief))).into();
    if let Some(library) = &config.library
        && let Ok(PathContents::Library(entries)) = loader::find(&library.path)
    {
        names.extend(
            entries.into_iter().map(|entry| (library_name(&library.path, &entry), BriefLocation::InLibrary(entry))),
        );
    }
    if let Some((_, location)) = names.iter().find(|(known, _)| Path::new(known) == name) {
        return Ok(ResolvedTarget::Brief { location: location.clone(), loaded: Box::new(location.read()?) });
    }
    let near = name.to_str().and_then(|name| nearest(name, names.iter().map(|(known, _)| known.as_str())));
    let error = LoadError::NotFound { path: name.to_owned() };
    Err(CliError::NotFound { error, near: near.map(str::to_owned) })
}

/// The name of a brief in a library: its path relative to the library, without the extension.
fn library_name(root: &Path, entry: &UnreadBrief) -> String {
    let within = entry.path.strip_prefix(root).unwrap_or(&entry.path);
    let within = encode_path(within);
    within.strip_suffix(".toml").unwrap_or(&within).to_owned()
}
