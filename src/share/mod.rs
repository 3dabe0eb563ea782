//! A presentation on one host: a speaker's socket, and those who follow on it. It shows nothing, and nobody waits for a follower.
//!
//! A speaker's socket lies in a folder that only he can write to, and which is checked each time, never trusted: below the runtime folder
//! of the user (XDG Base Directory Specification) or, without one, in the folder for temporary files. Who may enter and who may
//! connect is left to the system; that whoever answers is whoever owns the socket is asked of the system as well.

mod claim;
mod dial;
mod error;
mod folder;
mod follow;
mod hall;
mod hearing;
mod lines;
mod names;
pub mod protocol;
mod pursuit;
mod running;
mod seat;
mod speaker;
mod trust;
mod waking;

pub use error::MeetingError;
pub use folder::Folders;
pub use follow::{Follow, Heard, Patience};
pub use running::{Running, running};
pub use speaker::{Followers, Speaker, Wish};
pub use trust::Distrust;
