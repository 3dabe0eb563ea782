//! Why files could not be read, in sentences for the person who named them.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::harmless::harmless;

/// Why there is no brief to read, or none was made.
#[derive(Debug, Error)]
pub enum DiskError {
    #[error("{}: no such file or folder", shown(path))]
    NotFound { path: PathBuf },
    #[error("{}: permission denied", shown(path))]
    Denied { path: PathBuf },
    #[error("{}: neither a regular file nor a folder, so it was not opened", shown(path))]
    NotRegular { path: PathBuf },
    #[error("{}: not a folder; name the folder that the texts lie in", shown(path))]
    NotAFolder { path: PathBuf },
    #[error("{}: a link that leads out of the brief's folder, so it was not followed", shown(path))]
    LeadsOut { path: PathBuf },
    #[error("{}: not a brief; a brief is a folder with a `brief.toml`, or one `.toml` file", shown(path))]
    NotABrief { path: PathBuf },
    #[error(
        "{}: no brief here; looked for a `brief.toml`, for folders below that have one, and for `.toml` files with a `[brief]`",
        shown(path)
    )]
    NoBrief { path: PathBuf },
    #[error("{}: something is in it already; name a folder that is new or empty", shown(path))]
    NotEmpty { path: PathBuf },
    #[error("{}: inside of the brief {}, of which it would be a part; make it elsewhere", shown(path), shown(brief))]
    InBrief { path: PathBuf, brief: PathBuf },
    #[error("{}: there is a file of this name; name a folder that is new or empty", shown(path))]
    NameTaken { path: PathBuf },
    #[error("{}: the folder to make it in is not there; make that first", shown(path))]
    NoParent { path: PathBuf },
    /// The place is the first byte that is no UTF-8, line and column (in characters) from 1.
    #[error("{}:{line}:{column}: not UTF-8; save the file as UTF-8", shown(path))]
    NotUtf8 { path: PathBuf, line: usize, column: usize },
    #[error("{}: {error}", shown(path))]
    Other { path: PathBuf, error: io::Error },
    /// Several files, each with what is wrong with it.
    #[error("{}", Lines(.0))]
    Several(Vec<DiskError>),
}

impl DiskError {
    pub(super) fn of(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        if error.kind() == io::ErrorKind::NotFound {
            Self::NotFound { path }
        } else if error.kind() == io::ErrorKind::PermissionDenied {
            Self::Denied { path }
        } else {
            Self::Other { path, error }
        }
    }

    /// One error of all; `None` when there is none.
    pub(super) fn all(mut errors: Vec<Self>) -> Option<Self> {
        if errors.len() > 1 { Some(Self::Several(errors)) } else { errors.pop() }
    }
}

/// The path, but for characters that a terminal would obey.
fn shown(path: &Path) -> String {
    harmless(&path.display().to_string())
}

struct Lines<'a>(&'a [DiskError]);

impl fmt::Display for Lines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, error) in self.0.iter().enumerate() {
            let end = if at == 0 { "" } else { "\n" };
            write!(f, "{end}{error}")?;
        }
        Ok(())
    }
}
