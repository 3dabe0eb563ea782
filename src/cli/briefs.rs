//! Loads the briefs that a command works on, one after the other. A brief that cannot be read is reported and never stops the others.

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{self, IsTerminal as _};
use std::ops::ControlFlow;
use std::path::PathBuf;

use super::error::{CliError, print_warning};
use super::resolve::{self, ResolvedTarget};
use crate::config::{Config, ConfiguredFolder};
use crate::loader::{self, BriefLocation, BundledBrief, LoadedBrief, PathContents, UnreadBrief};
use crate::search::library::CacheDir;
use crate::text::sanitize::{encode_path, sanitize};

/// The paths that a command works on: those that were given, or else the current folder, if it is a brief. If none were given, this says
/// on standard error which briefs answer; of the bundled brief, whose name is in every reference, only to a terminal.
pub(super) fn paths_or_current<'a>(paths: &'a [PathBuf], config: &Config) -> Cow<'a, [PathBuf]> {
    if !paths.is_empty() {
        return Cow::Borrowed(paths);
    }
    let (answering, paths) = match (resolve::current_brief(), &config.library) {
        (Some(folder), _) => {
            let name = BriefLocation::Path(folder.clone()).name();
            (Some(format!("{name}, the brief in the current folder")), vec![folder])
        }
        (None, Some(library)) => (Some(format!("{}, the configured library", encode_path(&library.path))), Vec::new()),
        (None, None) if config.is_library_unknown || !io::stderr().is_terminal() => (None, Vec::new()),
        (None, None) => {
            (Some(format!("{}, the brief that comes with the program", BundledBrief::default().name())), Vec::new())
        }
    };
    if let Some(answering) = answering {
        print_warning(&sanitize(&format!("no PATH is given; answering from {answering}")));
    }
    Cow::Owned(paths)
}

/// Calls `visit` once for each brief at `paths`. Without paths, it visits the briefs of the configured library, or else the bundled brief.
///
/// Returns whether everything that was named could be read. The [`LoadedBrief`] itself records files that are missing from a brief.
pub(super) fn for_each_brief(
    paths: &[PathBuf],
    config: &Config,
    mut visit: impl FnMut(&BriefLocation, LoadedBrief),
) -> bool {
    for_each_brief_until(paths, config, |location, loaded| {
        visit(location, loaded);
        ControlFlow::Continue(())
    })
}

/// Like [`for_each_brief`], but stops reading when `visit` breaks.
pub(super) fn for_each_brief_until(
    paths: &[PathBuf],
    config: &Config,
    mut visit: impl FnMut(&BriefLocation, LoadedBrief) -> ControlFlow<()>,
) -> bool {
    each_read(paths, config, |location, result| match result {
        Ok(loaded) => visit(location, loaded),
        Err(error) => {
            let _ = error.report();
            ControlFlow::Continue(())
        }
    })
}

/// Like [`for_each_brief_until`], but `visit` also gets the errors of briefs that cannot be read.
pub(super) fn each_read(
    paths: &[PathBuf],
    config: &Config,
    visit: impl FnMut(&BriefLocation, Result<LoadedBrief, CliError>) -> ControlFlow<()>,
) -> bool {
    let mut visitor = BriefVisitor { visit, all_read: true, seen: HashSet::new(), is_over: false };
    for path in paths {
        if visitor.is_over {
            break;
        }
        match resolve::resolve_path(path, config) {
            Ok(ResolvedTarget::Brief { location, loaded }) => visitor.visit_brief(&location, *loaded),
            Ok(ResolvedTarget::Library { entries, .. }) => visitor.visit_entries(entries),
            Err(error) => visitor.report_error(&BriefLocation::Path(path.clone()), error),
        }
    }
    match &config.library {
        Some(library) if paths.is_empty() => visitor.visit_library(library),
        // A mistake in the user's configuration must not make the bundled brief answer in place of the user's library.
        None if paths.is_empty() && config.is_library_unknown => visitor.all_read = false,
        None if paths.is_empty() => {
            visitor.visit_brief(
                &BriefLocation::Bundled(BundledBrief::default()),
                LoadedBrief::from_bundled(BundledBrief::default()),
            );
        }
        Some(_) | None => {}
    }
    visitor.all_read
}

/// The cache of libraries, disabled if the configuration says so.
pub(super) fn open_cache(config: &Config) -> CacheDir {
    if config.cache == Some(false) { CacheDir::disabled() } else { CacheDir::for_user() }
}

/// The folder and the unread briefs of the library, if the arguments name exactly one library and nothing else.
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
    // A symbolic link may lead to a brief that was visited already.
    let has_links = entries.iter().any(|entry| entry.path.extension().is_some() && entry.path.is_symlink());
    (!has_links).then(|| (root.clone(), entries))
}

struct BriefVisitor<F> {
    visit: F,
    all_read: bool,
    /// The files and folders visited so far: a brief that is named twice is visited once.
    seen: HashSet<PathBuf>,
    /// Whether `visit` has stopped the iteration.
    is_over: bool,
}

impl<F: FnMut(&BriefLocation, Result<LoadedBrief, CliError>) -> ControlFlow<()>> BriefVisitor<F> {
    fn visit_library(&mut self, library: &ConfiguredFolder) {
        match loader::find(&library.path) {
            Ok(PathContents::Library(entries)) => self.visit_entries(entries),
            Ok(PathContents::Brief(files)) => {
                self.visit_brief(&BriefLocation::Path(library.path.clone()), LoadedBrief::from_files(files));
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
            let location = BriefLocation::InLibrary(entry);
            match location.read() {
                Ok(loaded) => self.visit_brief(&location, loaded),
                Err(error) => self.report_error(&location, CliError::Load(error)),
            }
        }
    }

    fn visit_brief(&mut self, location: &BriefLocation, loaded: LoadedBrief) {
        let path = location.path().and_then(|path| path.canonicalize().ok());
        let folder = path.map(|path| if path.ends_with("brief.toml") { path.with_file_name("") } else { path });
        if self.seen.insert(folder.unwrap_or_else(|| location.name().into())) {
            self.is_over |= (self.visit)(location, Ok(loaded)).is_break();
        }
    }

    fn report_error(&mut self, location: &BriefLocation, error: CliError) {
        self.all_read = false;
        self.is_over |= (self.visit)(location, Err(error)).is_break();
    }
}
