//! Finds and reads the files of a brief or the briefs of a library. It writes only new folders and requested files, and opens no device.

mod article_file;
mod bundled;
mod create;
mod error;
mod folder_walk;
mod loaded_brief;
mod read_file;
mod stamp;
mod texts;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::diagnostics::{FileScope, SourceFile};
use crate::format::{is_meant_as_brief, limits};
use crate::text::sanitize::encode_path;
pub use article_file::{ArticleText, read_article, read_article_from};
pub use bundled::{BundledBrief, bundled};
pub use create::{create_brief_folder, create_files};
pub use error::LoadError;
use folder_walk::{FolderWalk, PathKind};
pub use loaded_brief::{BriefLocation, LoadedBrief, UncheckedBrief, brief_name, compare_quotes};
pub use stamp::{FileStamp, FolderHandle, LoadTrace};
pub use texts::{TextFile, TextFolders, check_texts_folder, read_text, text_paths};

/// What a path leads to.
#[derive(Debug)]
pub enum PathContents {
    Brief(BriefFiles),
    /// The briefs below a folder that is no brief itself, ordered by path; never empty.
    Library(Vec<UnreadBrief>),
}

/// The files of one brief, as read from disk.
#[derive(Debug)]
pub struct BriefFiles {
    /// The folder in which the brief's texts are searched.
    pub root: PathBuf,
    /// The files of the brief ordered by path, then those that its library shares. Unreadable files are included as empty text.
    pub files: Vec<SourceFile>,
    /// The error of each unreadable file, with its position in `files`.
    pub unreadable: Vec<(usize, LoadError)>,
}

/// A brief of a library that has not been read yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadBrief {
    /// The brief's folder, or its one file.
    pub path: PathBuf,
    /// The file of the actors that it shares with other briefs.
    shared: Option<PathBuf>,
    /// The library in which it was found, and which its links may not leave; `None` for a path that the user named.
    library: Option<PathBuf>,
    /// The brief that is part of the program instead of on disk; `path` is then its name.
    bundled: Option<BundledBrief>,
}

/// The file that makes a folder a brief.
const BRIEF_FILE: &str = "brief.toml";
/// The file of a library's shared actors.
const ACTORS_FILE: &str = "actors.toml";

/// Finds the brief or library at `path`, which is a folder or one `.toml` file. A `brief.toml` stands for its folder.
///
/// # Errors
/// When nothing is there, it cannot be read, or it is no brief.
pub fn find(path: &Path) -> Result<PathContents, LoadError> {
    let kind = folder_walk::path_kind(path)?;
    let entry = UnreadBrief { path: path.to_owned(), shared: None, library: None, bundled: None };
    match kind {
        PathKind::Folder if path.join(BRIEF_FILE).symlink_metadata().is_ok() => {
            entry.with_shared_actors().read().map(PathContents::Brief)
        }
        PathKind::Folder => find_library(path).map(PathContents::Library),
        PathKind::File if path.file_name().is_some_and(|name| name == BRIEF_FILE) => {
            let path = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            UnreadBrief { path: path.to_owned(), shared: None, library: None, bundled: None }
                .with_shared_actors()
                .read()
                .map(PathContents::Brief)
        }
        PathKind::File if folder_walk::is_toml(path) => entry.with_shared_actors().read().map(PathContents::Brief),
        PathKind::File => Err(LoadError::NotABrief { path: path.to_owned() }),
    }
}

/// Finds the briefs below a folder.
fn find_library(root: &Path) -> Result<Vec<UnreadBrief>, LoadError> {
    let boundary = read_file::canonical_folder(root)?;
    let actors = |folder: &Path| Some(folder.join(ACTORS_FILE)).filter(|path| path.symlink_metadata().is_ok());
    let entry = |path, shared: &Option<PathBuf>| UnreadBrief {
        path,
        shared: shared.clone(),
        library: Some(boundary.clone()),
        bundled: None,
    };
    let mut entries = Vec::new();
    // The shared actors that apply to each pending folder.
    let mut shared_by_folder = HashMap::from([(root.to_owned(), actors(root))]);
    let mut walk = FolderWalk::new(root);
    while let Some((folder, depth)) = walk.next_folder() {
        let shared = shared_by_folder.remove(&folder).flatten();
        let listing = match folder_walk::list_folder(&folder) {
            Ok(listing) => listing,
            Err(error) if folder == root => return Err(error),
            // Loading this brief later reports the error.
            Err(_) => {
                entries.push(entry(folder, &shared));
                continue;
            }
        };
        walk.count_entries(&listing)?;
        for path in listing.folders {
            if path.join(BRIEF_FILE).symlink_metadata().is_ok() {
                entries.push(entry(path, &shared));
            } else {
                shared_by_folder.insert(path.clone(), actors(&path).or_else(|| shared.clone()));
                walk.push(path, depth + 1)?;
            }
        }
        let files = listing.files.into_iter().filter(|path| path.file_name().is_none_or(|name| name != ACTORS_FILE));
        let briefs = files.filter(|path| {
            folder_walk::read_utf8(path, Some(&boundary)).map_or(true, |(text, _)| is_meant_as_brief(&text))
        });
        entries.extend(briefs.map(|path| entry(path, &shared)));
    }
    if entries.is_empty() {
        return Err(LoadError::NoBrief { path: root.to_owned() });
    }
    entries.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(entries)
}

impl UnreadBrief {
    /// The briefs that are part of the program, as a library.
    pub fn bundled_library() -> Vec<Self> {
        let entry =
            |brief: BundledBrief| Self { path: brief.name().into(), shared: None, library: None, bundled: Some(brief) };
        BundledBrief::ALL.map(entry).into()
    }

    /// Returns where the brief is read from.
    pub fn location(&self) -> BriefLocation {
        self.bundled.map_or_else(|| BriefLocation::InLibrary(self.clone()), BriefLocation::Bundled)
    }

    /// The file of the actors that it shares with other briefs.
    pub fn shared(&self) -> Option<&Path> {
        self.shared.as_deref()
    }

    /// Reads the brief with the actors that its library shares.
    ///
    /// # Errors
    /// When it is missing, or larger than the limit of a brief. Other failures are in [`BriefFiles::unreadable`].
    pub fn read(&self) -> Result<BriefFiles, LoadError> {
        self.read_traced(&mut LoadTrace::default())
    }

    /// Like [`Self::read`], and records in `trace` what was read. An unreadable file makes the trace incomplete.
    ///
    /// # Errors
    /// As [`Self::read`]; the trace is then useless.
    pub fn read_traced(&self, trace: &mut LoadTrace) -> Result<BriefFiles, LoadError> {
        if let Some(brief) = self.bundled {
            trace.is_incomplete = true;
            return Ok(BriefFiles { root: PathBuf::new(), files: brief.files(), unreadable: Vec::new() });
        }
        let is_folder = folder_walk::path_kind(&self.path)? == PathKind::Folder;
        let (root, (paths, errors)) = if is_folder {
            (self.path.clone(), folder_walk::toml_files(&self.path, trace)?)
        } else {
            trace.is_incomplete |= self.path.is_symlink();
            (self.path.parent().unwrap_or(Path::new("")).to_owned(), (vec![self.path.clone()], Vec::new()))
        };
        let mut parts: Vec<(PathBuf, Option<LoadError>)> = paths.into_iter().map(|path| (path, None)).collect();
        parts.extend(errors.into_iter().map(|error| (error.path().to_owned(), Some(error))));
        parts.sort_by(|(one, _), (other, _)| one.cmp(other));
        let boundary = if is_folder { Some(read_file::canonical_folder(&root)?) } else { self.library.clone() };
        let mut collector =
            FileCollector { path: &self.path, files: Vec::new(), unreadable: Vec::new(), size: 0, trace };
        for (path, error) in parts {
            match error {
                Some(error) => collector.add_unreadable(error, FileScope::Brief),
                None => collector.read_file(&path, boundary.as_deref(), FileScope::Brief)?,
            }
        }
        if let Some(shared) = &self.shared {
            let boundary = read_file::canonical_folder(shared.parent().unwrap_or(Path::new("")))?;
            collector.trace.is_incomplete |= shared.is_symlink();
            collector.read_file(shared, Some(&boundary), FileScope::Shared)?;
        }
        let FileCollector { files, unreadable, .. } = collector;
        Ok(BriefFiles { root, files, unreadable })
    }

    /// Adds the shared actors of the parent folder, unless the parent is itself a brief, of which this is a part.
    fn with_shared_actors(self) -> Self {
        let named = self.path.parent().filter(|_| self.path.file_name().is_some()).map(Path::to_owned);
        let parent = named.or_else(|| Some(self.path.canonicalize().ok()?.parent()?.to_owned()));
        let shared = parent
            .filter(|parent| parent.join(BRIEF_FILE).symlink_metadata().is_err())
            .map(|parent| parent.join(ACTORS_FILE))
            .filter(|actors| actors.symlink_metadata().is_ok() && *actors != self.path);
        Self { shared, ..self }
    }
}

/// The files of a brief read so far.
struct FileCollector<'a> {
    path: &'a Path,
    files: Vec<SourceFile>,
    unreadable: Vec<(usize, LoadError)>,
    size: usize,
    trace: &'a mut LoadTrace,
}

impl FileCollector<'_> {
    /// Reads one more file.
    ///
    /// # Errors
    /// When the files together exceed the limit of a brief.
    fn read_file(&mut self, path: &Path, boundary: Option<&Path>, part: FileScope) -> Result<(), LoadError> {
        match folder_walk::read_utf8(path, boundary) {
            Ok((text, stamp)) => {
                self.size += text.len();
                self.trace.parts.push((path.to_owned(), stamp));
                self.files.push(SourceFile { name: encode_path(path), text, part });
            }
            Err(error) => self.add_unreadable(error, part),
        }
        if self.size > limits::BRIEF { Err(LoadError::BriefTooLarge { path: self.path.to_owned() }) } else { Ok(()) }
    }

    /// Adds a file that cannot be read. It has no stamp, so the trace is incomplete.
    fn add_unreadable(&mut self, error: LoadError, part: FileScope) {
        self.trace.is_incomplete = true;
        let name = encode_path(error.path());
        self.unreadable.push((self.files.len(), error));
        self.files.push(SourceFile { name, text: String::new(), part });
    }
}
