//! A presentation on one host: a speaker's socket, and those who follow on it. It shows nothing, and nobody waits for a follower.
//!
//! A speaker's socket lies in a folder that only he can write to, and which is checked each time, never trusted: below the runtime folder
//! of the user (XDG Base Directory Specification) or, without one, in the folder for temporary files. Who may enter and who may
//! connect is left to the system; that whoever answers is whoever owns the socket is asked of the system as well.

mod bind;
mod client;
mod connect;
mod connection;
mod discovery;
mod error;
mod folder;
mod follow_handle;
mod line_buffer;
mod names;
mod permissions;
pub mod protocol;
mod server;
mod server_handle;
mod speaker_stream;
mod waker;

pub use discovery::{DiscoveredPresentation, discover};
pub use error::ShareError;
pub use folder::PresentationFolders;
pub use follow_handle::{FollowEvent, FollowHandle, FollowTiming};
pub use permissions::UnsafeFolder;
pub use server_handle::{ServerHandle, ServerOptions, ShareFollowers};
