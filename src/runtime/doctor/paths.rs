//! The files and folders in use, and how they can be accessed. It opens and writes nothing.

use std::fs;
use std::path::{Path, PathBuf};

use rustix::fs::{Access as Mode, access};

/// A file or folder that the program uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedPath {
    /// What it is used for.
    pub name: &'static str,
    /// `None` when none is configured.
    pub path: Option<PathBuf>,
    pub access: PathAccess,
}

/// How a path can be accessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathAccess {
    /// No path is configured.
    NotConfigured,
    Readable,
    Writable,
    /// It does not exist. It is created when needed, or is optional.
    Missing,
    /// It is needed and cannot be used, for this reason.
    Unusable(&'static str),
}

impl UsedPath {
    /// An optional file that is read.
    pub fn file(name: &'static str, path: Option<PathBuf>) -> Self {
        Self::checked(name, path, |path| match fs::metadata(path) {
            Err(_) => PathAccess::Missing,
            Ok(data) if !data.is_file() => PathAccess::Unusable("no regular file"),
            Ok(_) if access(path, Mode::READ_OK).is_err() => PathAccess::Unusable("it may not be read"),
            Ok(_) => PathAccess::Readable,
        })
    }

    /// A folder that is read. It must exist if it is configured.
    pub fn folder(name: &'static str, path: Option<PathBuf>) -> Self {
        Self::checked(name, path, |path| {
            if !path.is_dir() {
                PathAccess::Unusable("no such folder")
            } else if access(path, Mode::READ_OK | Mode::EXEC_OK).is_err() {
                PathAccess::Unusable("it may not be read")
            } else {
                PathAccess::Readable
            }
        })
    }

    /// A folder that is written to, and is created if it is missing.
    pub fn writable_folder(name: &'static str, path: Option<PathBuf>) -> Self {
        Self::checked(name, path, |path| {
            let Some(existing) = nearest_existing(path) else {
                return PathAccess::Unusable("no folder above it is there");
            };
            if !existing.is_dir() {
                PathAccess::Unusable("a file is in its place")
            } else if access(existing, Mode::WRITE_OK | Mode::EXEC_OK).is_err() {
                PathAccess::Unusable("it may not be written to")
            } else if existing == path {
                PathAccess::Writable
            } else {
                PathAccess::Missing
            }
        })
    }

    fn checked(name: &'static str, path: Option<PathBuf>, check: impl FnOnce(&Path) -> PathAccess) -> Self {
        let access = path.as_deref().map_or(PathAccess::NotConfigured, check);
        Self { name, path, access }
    }

    /// Describes the path and its access in words.
    pub fn describe(&self) -> String {
        let path = self.path.as_deref().map(|path| path.display().to_string()).unwrap_or_default();
        match &self.access {
            PathAccess::NotConfigured => "none is named".to_owned(),
            PathAccess::Readable => format!("{path}: read"),
            PathAccess::Writable => format!("{path}: written to"),
            PathAccess::Missing => format!("{path}: not there yet"),
            PathAccess::Unusable(why) => format!("{path}: {why}"),
        }
    }
}

/// Returns the path, or its nearest ancestor that exists.
fn nearest_existing(path: &Path) -> Option<&Path> {
    path.ancestors().find(|above| above.symlink_metadata().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_tells_what_can_be_done_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| Some(folder.path().join(name));
        fs::write(folder.path().join("file"), "").unwrap();
        assert_eq!(UsedPath::file("", None).access, PathAccess::NotConfigured);
        assert_eq!(UsedPath::file("", at("file")).access, PathAccess::Readable);
        assert_eq!(UsedPath::file("", at("none")).access, PathAccess::Missing);
        assert_eq!(UsedPath::file("", at(".")).access, PathAccess::Unusable("no regular file"));
        assert_eq!(UsedPath::folder("", at(".")).access, PathAccess::Readable);
        assert_eq!(UsedPath::folder("", at("file")).access, PathAccess::Unusable("no such folder"));
        assert_eq!(
            UsedPath::writable_folder("", at("file/below")).access,
            PathAccess::Unusable("a file is in its place")
        );
        assert_eq!(UsedPath::writable_folder("", at("deep/below")).access, PathAccess::Missing);
        assert_eq!(UsedPath::writable_folder("", at(".")).access, PathAccess::Writable);
        assert!(!folder.path().join("deep").exists(), "nothing was made");
    }
}
