//! Why files could not be read, in sentences for the person who named them.

use std::io;
use std::path::{Path, PathBuf};

use rustix::io::Errno;
use thiserror::Error;

use crate::format::limits::{self, size};
use crate::text::sanitize::encode_path;

/// Why there is no brief to read, or none was made.
#[derive(Debug, Error)]
pub enum LoadError {
    #[error("{}: no such file or folder", shown(path))]
    NotFound { path: PathBuf },
    #[error("{}: permission denied", shown(path))]
    Denied { path: PathBuf },
    #[error("{}: neither a regular file nor a folder, so it was not opened", shown(path))]
    NotRegular { path: PathBuf },
    #[error("{}: not a regular file, so nothing was put in its place; name a file", shown(path))]
    NotAFile { path: PathBuf },
    #[error("{}: not a folder; name the folder that the texts lie in", shown(path))]
    NotAFolder { path: PathBuf },
    #[error("{}: a link that leads out of its folder, so it was not followed", shown(path))]
    LinkOutside { path: PathBuf },
    #[error("{}: a link that leads back to itself", shown(path))]
    LinkLoop { path: PathBuf },
    #[error("{}: larger than {}, the most that is read of it, so nothing of it was; make several of it", shown(path), size(*most))]
    TooLarge { path: PathBuf, most: usize },
    #[error(
        "{}: its files have more than {} together, the most of a brief; make several of it",
        shown(path),
        size(limits::BRIEF)
    )]
    BriefTooLarge { path: PathBuf },
    #[error("{}: more than {} files and folders; name a folder below it", shown(path), limits::FILES)]
    TooMany { path: PathBuf },
    #[error("{}: more than {} folders below the one that was named; move it up", shown(path), limits::NESTING)]
    TooDeep { path: PathBuf },
    #[error("{}: it changed while it was read, again and again; read it when it is at rest", shown(path))]
    Changing { path: PathBuf },
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
    ///
    /// `text` is what stands before it, which is `offset` bytes, and the rest of its line, with stand-ins for what is no text.
    #[error("{}:{line}:{column}: not UTF-8; save the file as UTF-8", shown(path))]
    NotUtf8 { path: PathBuf, line: usize, column: usize, text: String, offset: usize },
    #[error("{}: {error}", shown(path))]
    Other { path: PathBuf, error: io::Error },
}

impl LoadError {
    pub(super) fn from_io(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        if error.kind() == io::ErrorKind::NotFound {
            Self::NotFound { path }
        } else if error.kind() == io::ErrorKind::PermissionDenied {
            Self::Denied { path }
        } else if error.raw_os_error() == Some(Errno::LOOP.raw_os_error()) {
            Self::LinkLoop { path }
        } else {
            Self::Other { path, error }
        }
    }

    /// The file or folder that it is about.
    pub fn path(&self) -> &Path {
        match self {
            Self::NotFound { path }
            | Self::Denied { path }
            | Self::NotRegular { path }
            | Self::NotAFile { path }
            | Self::NotAFolder { path }
            | Self::LinkOutside { path }
            | Self::LinkLoop { path }
            | Self::TooLarge { path, .. }
            | Self::BriefTooLarge { path }
            | Self::TooMany { path }
            | Self::TooDeep { path }
            | Self::Changing { path }
            | Self::NotABrief { path }
            | Self::NoBrief { path }
            | Self::NotEmpty { path }
            | Self::InBrief { path, .. }
            | Self::NameTaken { path }
            | Self::NoParent { path }
            | Self::NotUtf8 { path, .. }
            | Self::Other { path, .. } => path,
        }
    }

    /// The reason without the path and the place in it.
    pub fn reason(&self) -> String {
        let sentence = self.to_string();
        let behind = sentence.strip_prefix(&shown(self.path())).and_then(|rest| rest.split_once(": "));
        behind.map_or_else(|| sentence.clone(), |(_, reason)| reason.to_owned())
    }
}

/// The path as text that leads back to it.
fn shown(path: &Path) -> String {
    encode_path(path)
}
