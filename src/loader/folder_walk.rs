//! Folders and files as they are found: hidden ones are passed over, what is no regular file is never opened.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;

use super::LoadError;
use super::read_file::{FileRequest, canonical_folder};
use super::stamp::{FileStamp, LoadTrace};
use crate::format::limits;

/// What a path that may be read leads to.
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

/// The text of a file, out of whose `home` no link may lead.
pub(super) fn read_utf8(path: &Path, home: Option<&Path>) -> Result<(String, FileStamp), LoadError> {
    let (bytes, stamp) = FileRequest { path, boundary: home, max_bytes: limits::FILE }.read_stamped()?;
    let text = String::from_utf8(bytes).map_err(|error| not_utf8(path, &error))?;
    Ok((text, stamp))
}

/// How much of a line is kept behind a byte that is not UTF-8, in bytes.
const REST_OF_LINE: usize = 4096;

fn not_utf8(path: &Path, error: &FromUtf8Error) -> LoadError {
    let (line, column) = error_position(error);
    let (bytes, offset) = (error.as_bytes(), error.utf8_error().valid_up_to());
    let rest = bytes[offset..].iter().take(REST_OF_LINE).take_while(|byte| **byte != b'\n').count();
    let text = String::from_utf8_lossy(&bytes[..offset + rest]).into_owned();
    LoadError::NotUtf8 { path: path.to_owned(), line, column, text, offset }
}

/// The line and the column, in characters from 1, of the first byte that is no UTF-8.
pub(super) fn error_position(error: &FromUtf8Error) -> (usize, usize) {
    let good = error.utf8_error().valid_up_to();
    let before = String::from_utf8_lossy(&error.as_bytes()[..good]);
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (before.matches('\n').count() + 1, column)
}

pub(super) fn is_toml(path: &Path) -> bool {
    path.extension() == Some(OsStr::new("toml"))
}

/// What lies in a folder, but for what is hidden and for links to folders.
#[derive(Default)]
pub(super) struct FolderListing {
    pub folders: Vec<PathBuf>,
    /// The `.toml` files, and what else is called so.
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

/// Folders that are still to be looked into, and how much was found.
pub(super) struct FolderWalk {
    root: PathBuf,
    pending: Vec<(PathBuf, usize)>,
    entry_count: usize,
}

impl FolderWalk {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), pending: vec![(root.to_owned(), 0)], entry_count: 0 }
    }

    /// The next folder, and how deep it lies.
    pub(super) fn next_folder(&mut self) -> Option<(PathBuf, usize)> {
        self.pending.pop()
    }

    /// Goes down into a folder, later.
    ///
    /// # Errors
    /// When it lies too deep.
    pub(super) fn push(&mut self, folder: PathBuf, depth: usize) -> Result<(), LoadError> {
        if depth > limits::NESTING {
            return Err(LoadError::TooDeep { path: folder });
        }
        self.pending.push((folder, depth));
        Ok(())
    }

    /// Counts what a folder has.
    ///
    /// # Errors
    /// When that is too much with all before.
    pub(super) fn count_entries(&mut self, listing: &FolderListing) -> Result<(), LoadError> {
        self.entry_count += listing.files.len() + listing.folders.len();
        if self.entry_count > limits::FILES { Err(LoadError::TooMany { path: self.root.clone() }) } else { Ok(()) }
    }
}

/// Every `.toml` file of a brief's folder and of the folders in it, in the order of their paths, and what of them cannot be read; the
/// folders are taken down.
///
/// # Errors
/// When the folder is gone, or has more than a brief may have.
pub(super) fn toml_files(root: &Path, trace: &mut LoadTrace) -> Result<(Vec<PathBuf>, Vec<LoadError>), LoadError> {
    let home = canonical_folder(root)?;
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
    // A link to a file of the same brief is that file, which is read once.
    let (links, mut files): (Vec<_>, Vec<_>) = files.into_iter().partition(|path| path.is_symlink());
    trace.is_incomplete |= !links.is_empty();
    let own = files.iter().filter(|_| !links.is_empty());
    let mut seen: HashSet<PathBuf> = own.filter_map(|path| path.canonicalize().ok()).collect();
    for link in links {
        match link.canonicalize() {
            Err(error) => errors.push(LoadError::from_io(&link, error)),
            Ok(target) if !target.starts_with(&home) => errors.push(LoadError::LinkOutside { path: link }),
            Ok(target) => files.extend(seen.insert(target).then_some(link)),
        }
    }
    files.sort();
    Ok((files, errors))
}
