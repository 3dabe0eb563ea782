//! Files and folders that are used, and whether they can be. Nothing is opened and nothing written.

use std::fs;
use std::path::{Path, PathBuf};

use rustix::fs::{Access as Mode, access};

/// A file or folder that is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// What it is used for.
    pub name: &'static str,
    /// `None` where nothing names one.
    pub path: Option<PathBuf>,
    pub access: Access,
}

/// What can be done with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Access {
    /// Nothing names one.
    Unnamed,
    Readable,
    Writable,
    /// It is not there, and is made or goes without when it is needed.
    Missing,
    /// It is needed and cannot be used; the words say why not.
    Refused(&'static str),
}

impl Place {
    /// A file that is read where it is there.
    pub fn file(name: &'static str, path: Option<PathBuf>) -> Self {
        let access = path.as_deref().map_or(Access::Unnamed, |path| match fs::metadata(path) {
            Err(_) => Access::Missing,
            Ok(data) if !data.is_file() => Access::Refused("no regular file"),
            Ok(_) if access(path, Mode::READ_OK).is_err() => Access::Refused("it may not be read"),
            Ok(_) => Access::Readable,
        });
        Self { name, path, access }
    }

    /// A folder that is read, and must be there where it is named.
    pub fn folder(name: &'static str, path: Option<PathBuf>) -> Self {
        let access = path.as_deref().map_or(Access::Unnamed, |path| {
            if !path.is_dir() {
                Access::Refused("no such folder")
            } else if access(path, Mode::READ_OK | Mode::EXEC_OK).is_err() {
                Access::Refused("it may not be read")
            } else {
                Access::Readable
            }
        });
        Self { name, path, access }
    }

    /// A folder that is written to, and made where it is missing.
    pub fn written(name: &'static str, path: Option<PathBuf>) -> Self {
        let access = path.as_deref().map_or(Access::Unnamed, |path| {
            let Some(there) = nearest(path) else { return Access::Refused("no folder above it is there") };
            if !there.is_dir() {
                Access::Refused("a file is in its place")
            } else if access(there, Mode::WRITE_OK | Mode::EXEC_OK).is_err() {
                Access::Refused("it may not be written to")
            } else if there == path {
                Access::Writable
            } else {
                Access::Missing
            }
        });
        Self { name, path, access }
    }

    /// The place and what can be done with it, in words.
    pub fn told(&self) -> String {
        let path = self.path.as_deref().map(|path| path.display().to_string()).unwrap_or_default();
        match &self.access {
            Access::Unnamed => "none is named".to_owned(),
            Access::Readable => format!("{path}: read"),
            Access::Writable => format!("{path}: written to"),
            Access::Missing => format!("{path}: not there yet"),
            Access::Refused(why) => format!("{path}: {why}"),
        }
    }
}

/// The path, or the nearest above it that is there.
fn nearest(path: &Path) -> Option<&Path> {
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
        assert_eq!(Place::file("", None).access, Access::Unnamed);
        assert_eq!(Place::file("", at("file")).access, Access::Readable);
        assert_eq!(Place::file("", at("none")).access, Access::Missing);
        assert_eq!(Place::file("", at(".")).access, Access::Refused("no regular file"));
        assert_eq!(Place::folder("", at(".")).access, Access::Readable);
        assert_eq!(Place::folder("", at("file")).access, Access::Refused("no such folder"));
        assert_eq!(Place::written("", at("file/below")).access, Access::Refused("a file is in its place"));
        assert_eq!(Place::written("", at("deep/below")).access, Access::Missing);
        assert_eq!(Place::written("", at(".")).access, Access::Writable);
        assert!(!home.path().join("deep").exists(), "nothing was made");
    }
}
