//! The handle of a speaker: shares a presentation with others on this host and publishes what is shown. It never waits for a follower.

use std::fmt;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use super::bind::{BoundSocket, SocketFile};
use super::error::ShareError;
use super::folder::PresentationFolders;
use super::names;
use super::server::{PresentationServer, ServerState, ShareFollowers};
use super::waker::{self, Waker};
use crate::share::protocol::{ShownMessage, Welcome};

/// Options of a presentation server.
#[derive(Debug, Clone)]
pub struct ServerOptions {
    /// The name of the presentation, from which the name of the socket is made.
    pub name: String,
    pub folders: PresentationFolders,
    /// The group whose members may also follow; without one, only the speaker at other terminals.
    pub group: Option<String>,
}

/// A running presentation server.
///
/// Dropping it removes the socket, tells all followers that can be reached at once that the presentation is over, and ends the thread.
pub struct ServerHandle {
    state: Arc<ServerState>,
    waker: Waker,
    thread: Option<JoinHandle<()>>,
    socket_file: Option<SocketFile>,
    name: String,
    options: ServerOptions,
}

impl ServerHandle {
    /// Starts a server. `on_count_change` is called from another thread each time the number of followers changes; it must not wait for
    /// the thread that drops the handle.
    ///
    /// # Errors
    /// When the folder of the socket is not safe, there is no such group, no name is free, or `welcome` is too long.
    pub fn open(
        options: &ServerOptions,
        welcome: &Welcome,
        on_count_change: impl Fn(ShareFollowers) + Send + 'static,
    ) -> Result<Self, ShareError> {
        let welcome = welcome.to_line()?.into();
        let (waker, wake) = waker::channel().map_err(|error| ShareError::NoResources(error.into()))?;
        let BoundSocket { listener, file } = bind_socket(options)?;
        let state = Arc::new(ServerState::default());
        let server = PresentationServer {
            listener,
            state: Arc::clone(&state),
            wake,
            welcome,
            on_count_change,
            connections: Vec::new(),
            last_count: ShareFollowers::default(),
            accept_after: None,
            read_after: None,
        };
        let thread = thread::Builder::new().name("speaker".to_owned()).spawn(move || server.run());
        let thread = thread.map_err(ShareError::NoResources)?;
        Ok(Self {
            state,
            waker,
            thread: Some(thread),
            name: file.name.clone(),
            socket_file: Some(file),
            options: options.clone(),
        })
    }

    /// Returns the name by which others follow. It differs from the requested name if that was in use.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether others can still join: the socket file is still in place.
    pub fn is_open(&self) -> bool {
        self.socket_file.as_ref().is_some_and(SocketFile::is_in_place)
    }

    /// Binds a new socket after the old one was removed; it may get another name. Existing followers stay connected.
    ///
    /// # Errors
    /// As for [`Self::open`].
    pub fn reopen(&mut self) -> Result<(), ShareError> {
        let BoundSocket { listener, file } = bind_socket(&self.options)?;
        self.name.clone_from(&file.name);
        self.socket_file = Some(file);
        self.state.replace_listener(listener);
        self.waker.wake();
        Ok(())
    }

    /// Publishes what is shown now. It never waits for a follower; a follower that is behind gets only the latest state. `seq` must be
    /// larger than before.
    pub fn show(&self, shown: &ShownMessage) {
        self.state.publish(shown.to_line().into());
        self.waker.wake();
    }
}

/// Binds a socket in the folder for the user or the group.
fn bind_socket(options: &ServerOptions) -> Result<BoundSocket, ShareError> {
    let group = options.group.as_deref().map(names::group_id).transpose()?;
    BoundSocket::bind_free_name(&options.folders.open(group)?, &options.name)
}

impl fmt::Debug for ServerHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServerHandle").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Drop for ServerHandle {
    fn drop(&mut self) {
        // The file is removed while the server still listens, so that nobody can take the socket for stale and replace it.
        drop(self.socket_file.take());
        self.state.stop();
        self.waker.wake();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
