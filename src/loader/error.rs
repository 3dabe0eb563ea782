//! Errors of reading and creating briefs, as messages for the user. It opens no file.

use std::io;
use std::path::{Path, PathBuf};

use rustix::io::Errno;
use thiserror::Error;

use crate::format::limits::{self, size};
use crate::storage::AtomicFileError;
use crate::text::encoding::ForeignText;
use crate::text::sanitize::encode_path;

/// Why a brief or a text could not be read, or a brief not be created.
#[derive(Debug, Error)]
pub enum LoadError {
    #[error("{}: no such file or folder", encode_path(path))]
    NotFound { path: PathBuf },
    #[error("{}: permission denied", encode_path(path))]
    Denied { path: PathBuf },
    #[error("{}: neither a regular file nor a folder, so it was not opened", encode_path(path))]
    NotRegular { path: PathBuf },
    #[error("{}: not a regular file, so nothing was put in its place; name a file", encode_path(path))]
    NotAFile { path: PathBuf },
    #[error("{}: not a folder; name the folder that the texts lie in", encode_path(path))]
    NotAFolder { path: PathBuf },
    #[error("{}: a link that leads out of its folder, so it was not followed", encode_path(path))]
    LinkOutside { path: PathBuf },
    #[error("{}: a link that leads back to itself", encode_path(path))]
    LinkLoop { path: PathBuf },
    #[error("{}: larger than {}, the most that is read of it, so nothing of it was; make several of it", encode_path(path), size(*most))]
    TooLarge { path: PathBuf, most: usize },
    #[error(
        "{}: its files have more than {} together, the most of a brief; make several of it",
        encode_path(path),
        size(limits::BRIEF)
    )]
    BriefTooLarge { path: PathBuf },
    #[error("{}: more than {} files and folders; name a folder below it", encode_path(path), limits::FILES)]
    TooMany { path: PathBuf },
    #[error("{}: more than {} folders below the one that was named; move it up", encode_path(path), limits::NESTING)]
    TooDeep { path: PathBuf },
    #[error("{}: it changed while it was read, again and again; read it when it is at rest", encode_path(path))]
    Changing { path: PathBuf },
    #[error("{}: not a brief; a brief is a folder with a `brief.toml`, or one `.toml` file", encode_path(path))]
    NotABrief { path: PathBuf },
    #[error(
        "{}: no brief here; looked for a `brief.toml`, for folders below that have one, and for `.toml` files with a `[brief]`",
        encode_path(path)
    )]
    NoBrief { path: PathBuf },
    #[error("{}: something is in it already; name a folder that is new or empty", encode_path(path))]
    NotEmpty { path: PathBuf },
    #[error(
        "{}: inside of the brief {}, of which it would be a part; make it elsewhere",
        encode_path(path),
        encode_path(brief)
    )]
    InBrief { path: PathBuf, brief: PathBuf },
    #[error("{}: there is a file of this name; name a folder that is new or empty", encode_path(path))]
    NameTaken { path: PathBuf },
    #[error("{}: the folder to make it in is not there; make that first", encode_path(path))]
    NoParent { path: PathBuf },
    /// `line` and `column` (in characters) of the first byte that is not UTF-8 count from 1.
    ///
    /// `foreign` is what the file most likely is. `text` is the valid text before the byte, of `offset` bytes, and the rest of its line, with U+FFFD for invalid bytes.
    #[error("{}:{line}:{column}: not UTF-8; save the file as UTF-8{}", encode_path(path), guess(*foreign))]
    NotUtf8 { path: PathBuf, line: usize, column: usize, text: String, offset: usize, foreign: Option<ForeignText> },
    #[error("{}: {reason}", encode_path(path))]
    NoArticle { path: PathBuf, reason: String },
    #[error("{}: {error}", encode_path(path))]
    Other { path: PathBuf, error: io::Error },
}

impl From<AtomicFileError> for LoadError {
    fn from(error: AtomicFileError) -> Self {
        match error {
            AtomicFileError::NotAFile { path } => Self::NotAFile { path },
            AtomicFileError::Other { path, error } => Self::from_io(&path, error),
        }
    }
}

/// What a file that is not UTF-8 most likely is, and how it becomes UTF-8.
fn guess(foreign: Option<ForeignText>) -> String {
    foreign.map_or_else(String::new, |foreign| {
        format!("; it is most likely {}, and {}", foreign.name(), foreign.way_out())
    })
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

    /// Returns the file or folder that could not be read or written.
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
            | Self::NoArticle { path, .. }
            | Self::Other { path, .. } => path,
        }
    }

    /// Returns the message without the path, line and column.
    pub fn reason(&self) -> String {
        let message = self.to_string();
        let after_path = message.strip_prefix(&encode_path(self.path())).and_then(|rest| rest.split_once(": "));
        after_path.map_or_else(|| message.clone(), |(_, reason)| reason.to_owned())
    }
}
