//! Files and folders that are used, and whether they can be. Nothing is opened and nothing written.

use std::fs;
use std::path::{Path, PathBuf};

use rustix::fs::{Access as Mode, access};

/// A file or folder that is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedPath {
    /// What it is used for.
    pub name: &'static str,
    /// `None` where nothing names one.
    pub path: Option<PathBuf>,
    pub access: PathAccess,
}

/// What can be done with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathAccess {
    /// Nothing names one.
    NotConfigured,
    Readable,
    Writable,
    /// It is not there, and is made or goes without when it is needed.
    Missing,
    /// It is needed and cannot be used; the words say why not.
    Unusable(&'static str),
}

impl UsedPath {
    /// A file that is read where it is there.
    pub fn file(name: &'static str, path: Option<PathBuf>) -> Self {
        let access = path.as_deref().map_or(PathAccess::NotConfigured, |path| match fs::metadata(path) {
            Err(_) => PathAccess::Missing,
            Ok(data) if !data.is_file() => PathAccess::Unusable("no regular file"),
            Ok(_) if access(path, Mode::READ_OK).is_err() => PathAccess::Unusable("it may not be read"),
            Ok(_) => PathAccess::Readable,
        });
        Self { name, path, access }
    }

    /// A folder that is read, and must be there where it is named.
    pub fn folder(name: &'static str, path: Option<PathBuf>) -> Self {
        let access = path.as_deref().map_or(PathAccess::NotConfigured, |path| {
            if !path.is_dir() {
                PathAccess::Unusable("no such folder")
            } else if access(path, Mode::READ_OK | Mode::EXEC_OK).is_err() {
                PathAccess::Unusable("it may not be read")
            } else {
                PathAccess::Readable
            }
        });
        Self { name, path, access }
    }

    /// A folder that is written to, and made where it is missing.
    pub fn writable_folder(name: &'static str, path: Option<PathBuf>) -> Self {
        let access = path.as_deref().map_or(PathAccess::NotConfigured, |path| {
            let Some(there) = nearest_existing(path) else {
                return PathAccess::Unusable("no folder above it is there");
            };
            if !there.is_dir() {
                PathAccess::Unusable("a file is in its place")
            } else if access(there, Mode::WRITE_OK | Mode::EXEC_OK).is_err() {
                PathAccess::Unusable("it may not be written to")
            } else if there == path {
                PathAccess::Writable
            } else {
                PathAccess::Missing
            }
        });
        Self { name, path, access }
    }

    /// The place and what can be done with it, in words.
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

/// The path, or the nearest above it that is there.
fn nearest_existing(path: &Path) -> Option<&Path> {
    path.ancestors().find(|above| above.symlink_metadata().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_tells_what_can_be_done_with_it() {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| Some(home.path().join(name));
        fs::write(home.path().join("file"), "").unwrap();
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
        assert!(!home.path().join("deep").exists(), "nothing was made");
    }
}
