//! The briefs that a command is about, one after the other. What cannot be read is told, and the others have their turn all the same.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::PathBuf;

use super::error::{CliError, print_warning};
use super::resolve::{self, ResolvedTarget};
use crate::config::{Config, ConfiguredFolder};
use crate::loader::{self, BriefLocation, LoadedBrief, PathContents, UnreadBrief};
use crate::search::library::CacheDir;

/// Gives the briefs at `paths` to `take`, each once; where there are no paths, those of the library that is configured, or else the one
/// that comes with the program. Whether all that was named could be read;
/// files that are missing from a brief are told by its reading.
pub(super) fn for_each_brief(
    paths: &[PathBuf],
    config: &Config,
    mut take: impl FnMut(&BriefLocation, LoadedBrief),
) -> bool {
    for_each_brief_until(paths, config, |place, reading| {
        take(place, reading);
        ControlFlow::Continue(())
    })
}

/// The same, for as long as `take` goes on: after that nothing more is read.
pub(super) fn for_each_brief_until(
    paths: &[PathBuf],
    config: &Config,
    mut take: impl FnMut(&BriefLocation, LoadedBrief) -> ControlFlow<()>,
) -> bool {
    each_read(paths, config, |place, read| match read {
        Ok(reading) => take(place, reading),
        Err(refusal) => {
            let _ = refusal.report();
            ControlFlow::Continue(())
        }
    })
}

/// The same, but that `take` also has what cannot be read, with the reason.
pub(super) fn each_read(
    paths: &[PathBuf],
    config: &Config,
    take: impl FnMut(&BriefLocation, Result<LoadedBrief, CliError>) -> ControlFlow<()>,
) -> bool {
    let mut walk = BriefVisitor { visit: take, all_read: true, seen: HashSet::new(), is_over: false };
    for path in paths {
        if walk.is_over {
            break;
        }
        match resolve::resolve_path(path, config) {
            Ok(ResolvedTarget::Brief { place, reading }) => walk.visit_brief(&place, *reading),
            Ok(ResolvedTarget::Library { entries, .. }) => walk.visit_entries(entries),
            Err(refusal) => walk.report_error(&BriefLocation::Path(path.clone()), refusal),
        }
    }
    match &config.library {
        Some(library) if paths.is_empty() => walk.visit_library(library),
        // Whoever has settled something is not to be answered from the sample because of a slip in it.
        None if paths.is_empty() && config.is_library_unknown => walk.all_read = false,
        None if paths.is_empty() => {
            walk.visit_brief(&BriefLocation::Bundled, LoadedBrief::from_source_files(loader::bundled()))
        }
        Some(_) | None => {}
    }
    walk.all_read
}

/// The cache of libraries, as it is wanted.
pub(super) fn open_cache(config: &Config) -> CacheDir {
    if config.cache == Some(false) { CacheDir::disabled() } else { CacheDir::for_user() }
}

/// The library that the words mean, where it is one and nothing besides: its folder and its briefs, not yet read.
pub(super) fn single_library(paths: &[PathBuf], config: &Config) -> Option<(PathBuf, Vec<UnreadBrief>)> {
    let root = match (paths, &config.library) {
        ([only], _) => only,
        ([], Some(library)) => &library.path,
        ([], None) | ([_, _, ..], _) => return None,
    };
    if !root.is_dir() || root.join("brief.toml").symlink_metadata().is_ok() {
        return None;
    }
    let Ok(PathContents::Library(entries)) = loader::find(root) else { return None };
    // A link may lead to a brief that has had its turn.
    let has_links = entries.iter().any(|entry| entry.path.extension().is_some() && entry.path.is_symlink());
    (!has_links).then(|| (root.clone(), entries))
}

struct BriefVisitor<F> {
    visit: F,
    all_read: bool,
    /// The files and folders that had their turn: what is named twice is given once.
    seen: HashSet<PathBuf>,
    /// Whether `take` wants no more.
    is_over: bool,
}

impl<F: FnMut(&BriefLocation, Result<LoadedBrief, CliError>) -> ControlFlow<()>> BriefVisitor<F> {
    /// The library that is configured.
    fn visit_library(&mut self, library: &ConfiguredFolder) {
        match loader::find(&library.path) {
            Ok(PathContents::Library(entries)) => self.visit_entries(entries),
            Ok(PathContents::Brief(files)) => {
                self.visit_brief(&BriefLocation::Path(library.path.clone()), LoadedBrief::from_files(files))
            }
            Err(error) => {
                self.all_read = false;
                print_warning(&format!("{}: `library`: {error}", library.place));
            }
        }
    }

    fn visit_entries(&mut self, entries: Vec<UnreadBrief>) {
        for entry in entries {
            if self.is_over {
                return;
            }
            let place = BriefLocation::InLibrary(entry);
            match place.read() {
                Ok(reading) => self.visit_brief(&place, reading),
                Err(error) => self.report_error(&place, CliError::Load(error)),
            }
        }
    }

    fn visit_brief(&mut self, place: &BriefLocation, reading: LoadedBrief) {
        let path = place.path().and_then(|path| path.canonicalize().ok());
        let folder = path.map(|path| if path.ends_with("brief.toml") { path.with_file_name("") } else { path });
        if self.seen.insert(folder.unwrap_or_default()) {
            self.is_over |= (self.visit)(place, Ok(reading)).is_break();
        }
    }

    fn report_error(&mut self, place: &BriefLocation, refusal: CliError) {
        self.all_read = false;
        self.is_over |= (self.visit)(place, Err(refusal)).is_break();
    }
}
