//! Shares a presentation on one host over a Unix socket: a server for the speaker, a client for each follower. It draws nothing, and
//! the speaker never waits for a follower.
//!
//! The socket is in a folder that only the speaker can write to: below the user's runtime folder (XDG Base Directory Specification) or,
//! without one, in the folder for temporary files. The folder is checked on every use. File permissions decide who may connect, and
//! the client asks the system whether the process that answers belongs to the owner of the socket.

mod bind;
mod client;
mod connect;
mod connection;
mod discovery;
mod error;
mod folder;
mod follow_event;
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
pub use error::{ShareError, UnsafeFolder};
pub use folder::PresentationFolders;
pub use follow_event::{FollowEvent, FollowTiming};
pub use follow_handle::FollowHandle;
pub use server::ShareFollowers;
pub use server_handle::{ServerHandle, ServerOptions};
