//! Why there is no presentation to join, in sentences for the person who asked for one.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::trust::Distrust;
use crate::share::protocol;
use crate::text::sanitize::harmless;

/// Why a presentation cannot be opened to others.
#[derive(Debug, Error)]
pub enum MeetingError {
    #[error(
        "{}: {distrust}, so no presentation is opened there; have it removed, or set XDG_RUNTIME_DIR (for a group: TMPDIR) to another folder",
        shown(path)
    )]
    Folder { path: PathBuf, distrust: Distrust },
    #[error("{}: not a socket; remove it, or give the presentation another name", shown(path))]
    NotASocket { path: PathBuf },
    #[error("{}: the socket of another user ({owner}); give the presentation another name", shown(path))]
    OfAnother { path: PathBuf, owner: String },
    #[error("{}: too long a path for a socket; set XDG_RUNTIME_DIR to a shorter one", shown(path))]
    PathTooLong { path: PathBuf },
    #[error("{}: in use, and so are all names after it; give the presentation another name", shown(path))]
    AllTaken { path: PathBuf },
    #[error("{}: another presentation has been starting here for too long; end it, and try again", shown(path))]
    Busy { path: PathBuf },
    #[error("no group `{}` on this host; `getent group` lists them", harmless(name))]
    NoGroup { name: String },
    #[error(
        "you are not in the group `{}`; `id -Gn` lists yours (whoever was added to a group lately must log in anew)",
        harmless(name)
    )]
    NotInGroup { name: String },
    #[error(transparent)]
    TooLong(#[from] protocol::TooLong),
    #[error("{}: {error}", shown(path))]
    Other { path: PathBuf, error: io::Error },
    #[error("no thread or pipe for the presentation: {0}; end something else, and try again")]
    NoMeans(io::Error),
}

impl MeetingError {
    /// The sentence for a room that reads along: without paths and whose they are, which are the speaker's business alone.
    pub fn for_the_room(&self) -> String {
        match self {
            Self::Folder { .. } => "the folder for it is not to be trusted".to_owned(),
            Self::NotASocket { .. } | Self::OfAnother { .. } => "something else has its name".to_owned(),
            Self::PathTooLong { .. } => "the path of its folder is too long".to_owned(),
            Self::AllTaken { .. } => "its name is in use, and so are all names after it".to_owned(),
            Self::Busy { .. } => "another presentation has been starting for too long".to_owned(),
            Self::Other { error, .. } => format!("the system refuses ({error})"),
            Self::NoGroup { .. } | Self::NotInGroup { .. } | Self::TooLong(_) | Self::NoMeans(_) => self.to_string(),
        }
    }

    pub(super) fn of(path: &Path, error: impl Into<io::Error>) -> Self {
        Self::Other { path: path.to_owned(), error: error.into() }
    }
}

/// The path, but for characters that a terminal would obey.
pub(super) fn shown(path: &Path) -> String {
    harmless(&path.display().to_string())
}
