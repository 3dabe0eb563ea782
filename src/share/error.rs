//! Errors of starting a presentation server, as messages for the user. It opens no socket.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::share::protocol;
use crate::text::sanitize::sanitize;

/// Why a folder is not safe.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum UnsafeFolder {
    #[error("a link")]
    Link,
    #[error("not a folder")]
    NotAFolder,
    #[error("owned by {0}")]
    Owner(String),
    #[error("open for writing to others than its owner (mode {0:04o})")]
    Writable(u32),
    #[error("in a folder where anybody may put away what is another's (mode {0:04o}, without the sticky bit)")]
    Parent(u32),
}

/// Why a presentation cannot be shared.
#[derive(Debug, Error)]
pub enum ShareError {
    #[error(
        "{}: {reason}, so no presentation is opened there; have it removed, or set XDG_RUNTIME_DIR (for a group: TMPDIR) to another folder",
        shown(path)
    )]
    Folder { path: PathBuf, reason: UnsafeFolder },
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
        "you are not in the group `{}`; `id -Gn` lists yours (a user who was added to a group must log in again)",
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
    /// Returns the message for a screen that the audience sees: without paths and user names, which concern only the speaker.
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

/// Returns the path, sanitized for a terminal.
pub(super) fn shown(path: &Path) -> String {
    sanitize(&path.display().to_string())
}
