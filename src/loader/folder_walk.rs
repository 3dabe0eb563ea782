//! Walks folders for `.toml` files. It skips hidden entries, and never opens anything but regular files.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;

use super::LoadError;
use super::read_file::{FileRequest, canonical_folder};
use super::stamp::{FileStamp, LoadTrace};
use crate::format::limits;
use crate::text::encoding::ForeignText;

/// Whether a path is a folder or a regular file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PathKind {
    Folder,
    File,
}

pub(super) fn path_kind(path: &Path) -> Result<PathKind, LoadError> {
    let metadata = fs::metadata(path).map_err(|error| LoadError::from_io(path, error))?;
    if metadata.is_dir() {
        Ok(PathKind::Folder)
    } else if metadata.is_file() {
        Ok(PathKind::File)
    } else {
        Err(LoadError::NotRegular { path: path.to_owned() })
    }
}

/// Reads a file as UTF-8. Links may not leave `boundary`.
pub(super) fn read_utf8(path: &Path, boundary: Option<&Path>) -> Result<(String, FileStamp), LoadError> {
    let (bytes, stamp) = FileRequest { path, boundary, max_bytes: limits::FILE }.read_stamped()?;
    let text = String::from_utf8(bytes).map_err(|error| not_utf8(path, &error))?;
    // UTF-16 without a byte order mark is valid UTF-8 with a zero byte beside each ASCII character.
    let zero = text.find('\0').map(|offset| (offset, ForeignText::recognize(text.as_bytes())));
    match zero {
        Some((offset, Some(foreign @ ForeignText::Utf16(_)))) => Err(LoadError::NotUtf8 {
            path: path.to_owned(),
            line: 1,
            column: offset + 1,
            text,
            offset,
            foreign: Some(foreign),
        }),
        Some(_) | None => Ok((text, stamp)),
    }
}

/// How many bytes of a line are kept after a byte that is not UTF-8.
const REST_OF_LINE: usize = 4096;

fn not_utf8(path: &Path, error: &FromUtf8Error) -> LoadError {
    let (line, column) = error_position(error);
    let (bytes, offset) = (error.as_bytes(), error.utf8_error().valid_up_to());
    let rest = bytes[offset..].iter().take(REST_OF_LINE).take_while(|byte| **byte != b'\n').count();
    let text = String::from_utf8_lossy(&bytes[..offset + rest]).into_owned();
    let foreign = ForeignText::recognize(bytes);
    LoadError::NotUtf8 { path: path.to_owned(), line, column, text, offset, foreign }
}

/// Returns line and column (in characters) of the first byte that is not UTF-8, both from 1.
pub(super) fn error_position(error: &FromUtf8Error) -> (usize, usize) {
    let good = error.utf8_error().valid_up_to();
    let before = String::from_utf8_lossy(&error.as_bytes()[..good]);
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (before.matches('\n').count() + 1, column)
}

pub(super) fn is_toml(path: &Path) -> bool {
    path.extension() == Some(OsStr::new("toml"))
}

/// The entries of a folder, without hidden ones and links to folders.
#[derive(Default)]
pub(super) struct FolderListing {
    pub folders: Vec<PathBuf>,
    /// Entries with the extension `.toml` that are no folders.
    pub files: Vec<PathBuf>,
}

pub(super) fn list_folder(folder: &Path) -> Result<FolderListing, LoadError> {
    let failed = |error| LoadError::from_io(folder, error);
    let mut listing = FolderListing::default();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if listing.folders.len() + listing.files.len() > limits::FILES {
            return Err(LoadError::TooMany { path: folder.to_owned() });
        }
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let path = entry.path();
        if entry.file_type().map_err(failed)?.is_dir() {
            listing.folders.push(path);
        } else if is_toml(&path) && !path.is_dir() {
            listing.files.push(path);
        }
    }
    Ok(listing)
}

/// The folders still to be listed, and the number of entries found.
pub(super) struct FolderWalk {
    root: PathBuf,
    pending: Vec<(PathBuf, usize)>,
    entry_count: usize,
}

impl FolderWalk {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), pending: vec![(root.to_owned(), 0)], entry_count: 0 }
    }

    /// Returns the next folder and its depth below the root.
    pub(super) fn next_folder(&mut self) -> Option<(PathBuf, usize)> {
        self.pending.pop()
    }

    /// Adds a folder to be listed later.
    ///
    /// # Errors
    /// When it is deeper than [`limits::NESTING`].
    pub(super) fn push(&mut self, folder: PathBuf, depth: usize) -> Result<(), LoadError> {
        if depth > limits::NESTING {
            return Err(LoadError::TooDeep { path: folder });
        }
        self.pending.push((folder, depth));
        Ok(())
    }

    /// Adds the entries of a folder to the count.
    ///
    /// # Errors
    /// When the total exceeds [`limits::FILES`].
    pub(super) fn count_entries(&mut self, listing: &FolderListing) -> Result<(), LoadError> {
        self.entry_count += listing.files.len() + listing.folders.len();
        if self.entry_count > limits::FILES { Err(LoadError::TooMany { path: self.root.clone() }) } else { Ok(()) }
    }
}

/// Returns every `.toml` file in a brief's folder and below, ordered by path, and the errors of unreadable entries. The folders are
/// recorded in `trace`.
///
/// # Errors
/// When the folder is missing, or exceeds the limits of a brief.
pub(super) fn toml_files(root: &Path, trace: &mut LoadTrace) -> Result<(Vec<PathBuf>, Vec<LoadError>), LoadError> {
    let boundary = canonical_folder(root)?;
    let (mut files, mut errors) = (Vec::new(), Vec::new());
    let mut walk = FolderWalk::new(root);
    while let Some((folder, depth)) = walk.next_folder() {
        let stamp = FileStamp::from_path(&folder);
        trace.is_incomplete |= stamp.is_none();
        match list_folder(&folder) {
            Ok(listing) => {
                walk.count_entries(&listing)?;
                trace.parts.extend(stamp.map(|stamp| (folder, stamp)));
                let entered = listing.folders.into_iter().map(|folder| walk.push(folder, depth + 1));
                errors.extend(entered.filter_map(Result::err));
                files.extend(listing.files);
            }
            Err(error) => errors.push(error),
        }
    }
    files.sort();
    // A link to a file of the same brief is the same file, and is read once.
    let (links, mut files): (Vec<_>, Vec<_>) = files.into_iter().partition(|path| path.is_symlink());
    trace.is_incomplete |= !links.is_empty();
    let own = files.iter().filter(|_| !links.is_empty());
    let mut seen: HashSet<PathBuf> = own.filter_map(|path| path.canonicalize().ok()).collect();
    for link in links {
        match link.canonicalize() {
            Err(error) => errors.push(LoadError::from_io(&link, error)),
            Ok(target) if !target.starts_with(&boundary) => errors.push(LoadError::LinkOutside { path: link }),
            Ok(target) => files.extend(seen.insert(target).then_some(link)),
        }
    }
    files.sort();
    Ok((files, errors))
}
