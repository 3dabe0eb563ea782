//! Why there is no presentation to join, in sentences for the person who asked for one.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::permissions::UnsafeFolder;
use crate::share::protocol;
use crate::text::sanitize::sanitize;

/// Why a presentation cannot be opened to others.
#[derive(Debug, Error)]
pub enum ShareError {
    #[error(
        "{}: {distrust}, so no presentation is opened there; have it removed, or set XDG_RUNTIME_DIR (for a group: TMPDIR) to another folder",
        shown(path)
    )]
    Folder { path: PathBuf, distrust: UnsafeFolder },
    #[error("{}: not a socket; remove it, or give the presentation another name", shown(path))]
    NotASocket { path: PathBuf },
    #[error("{}: the socket of another user ({owner}); give the presentation another name", shown(path))]
    OtherOwner { path: PathBuf, owner: String },
    #[error("{}: too long a path for a socket; set XDG_RUNTIME_DIR to a shorter one", shown(path))]
    PathTooLong { path: PathBuf },
    #[error("{}: in use, and so are all names after it; give the presentation another name", shown(path))]
    AllTaken { path: PathBuf },
    #[error("{}: another presentation has been starting here for too long; end it, and try again", shown(path))]
    Busy { path: PathBuf },
    #[error("no group `{}` on this host; `getent group` lists them", sanitize(name))]
    NoGroup { name: String },
    #[error(
        "you are not in the group `{}`; `id -Gn` lists yours (whoever was added to a group lately must log in anew)",
        sanitize(name)
    )]
    NotInGroup { name: String },
    #[error(transparent)]
    TooLong(#[from] protocol::BriefTooLong),
    #[error("{}: {error}", shown(path))]
    Other { path: PathBuf, error: io::Error },
    #[error("no thread or pipe for the presentation: {0}; end something else, and try again")]
    NoResources(io::Error),
}

impl ShareError {
    /// The sentence for a room that reads along: without paths and whose they are, which are the speaker's business alone.
    pub fn public_message(&self) -> String {
        match self {
            Self::Folder { .. } => "the folder for it is not to be trusted".to_owned(),
            Self::NotASocket { .. } | Self::OtherOwner { .. } => "something else has its name".to_owned(),
            Self::PathTooLong { .. } => "the path of its folder is too long".to_owned(),
            Self::AllTaken { .. } => "its name is in use, and so are all names after it".to_owned(),
            Self::Busy { .. } => "another presentation has been starting for too long".to_owned(),
            Self::Other { error, .. } => format!("the system refuses ({error})"),
            Self::NoGroup { .. } | Self::NotInGroup { .. } | Self::TooLong(_) | Self::NoResources(_) => {
                self.to_string()
            }
        }
    }

    pub(super) fn from_io(path: &Path, error: impl Into<io::Error>) -> Self {
        Self::Other { path: path.to_owned(), error: error.into() }
    }
}

/// The path, but for characters that a terminal would obey.
pub(super) fn shown(path: &Path) -> String {
    sanitize(&path.display().to_string())
}
