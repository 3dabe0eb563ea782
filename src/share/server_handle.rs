//! A speaker: opens a presentation to others on this host, and shows. He is kept by none of them.

use std::fmt;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use super::bind::{BoundSocket, SocketFile};
use super::error::ShareError;
use super::folder::PresentationFolders;
use super::names;
use super::server::{PresentationServer, ServerState};
use super::waker::{self, Waker};
use crate::share::protocol::{ShownMessage, Welcome};

/// What presentation is to be opened.
#[derive(Debug, Clone)]
pub struct ServerOptions {
    /// What it is called; the name of its socket is made of it.
    pub name: String,
    pub folders: PresentationFolders,
    /// The group whose users may follow as well; without one, only the speaker himself at other terminals.
    pub group: Option<String>,
}

/// How many follow.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ShareFollowers {
    pub count: usize,
    /// Of these, whose screens are too small for what is shown.
    pub too_small: usize,
}

/// A presentation that others may follow for as long as this lives.
///
/// Dropping it says to all who can hear it at once that it is over, and removes its socket.
pub struct ServerHandle {
    state: Arc<ServerState>,
    waker: Waker,
    thread: Option<JoinHandle<()>>,
    socket_file: Option<SocketFile>,
    name: String,
    options: ServerOptions,
}

impl ServerHandle {
    /// Opens a presentation. `hear` is called, by another thread, each time that the number of followers is another; it must not
    /// wait for whoever drops the speaker.
    ///
    /// # Errors
    /// When the folder of its socket is not to be trusted, when there is no such group, when the name is not free, or when `welcome`
    /// is too long to be told.
    pub fn open(
        wish: &ServerOptions,
        welcome: &Welcome,
        hear: impl Fn(ShareFollowers) + Send + 'static,
    ) -> Result<Self, ShareError> {
        let welcome = welcome.to_line()?.into();
        let (waker, woken) = waker::channel().map_err(|error| ShareError::NoResources(error.into()))?;
        let BoundSocket { listener, file } = bind_socket(wish)?;
        let desk = Arc::new(ServerState::default());
        let hall = PresentationServer {
            listener,
            state: Arc::clone(&desk),
            wake: woken,
            welcome,
            on_count_change: hear,
            connections: Vec::new(),
            last_count: ShareFollowers::default(),
            accept_after: None,
            read_after: None,
        };
        let thread = thread::Builder::new().name("speaker".to_owned()).spawn(move || hall.run());
        let thread = thread.map_err(ShareError::NoResources)?;
        Ok(Self {
            state: desk,
            waker,
            thread: Some(thread),
            name: file.name.clone(),
            socket_file: Some(file),
            options: wish.clone(),
        })
    }

    /// The name to follow it by: another than was wished for, if that was in use.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether others can still join: nobody has put its socket away.
    pub fn is_open(&self) -> bool {
        self.socket_file.as_ref().is_some_and(SocketFile::is_in_place)
    }

    /// Has others join at a new socket, where the one that there was has been put away; it may have another name. Whoever follows stays.
    ///
    /// # Errors
    /// As when it was opened.
    pub fn reopen(&mut self) -> Result<(), ShareError> {
        let BoundSocket { listener, file } = bind_socket(&self.options)?;
        self.name.clone_from(&file.name);
        self.socket_file = Some(file);
        self.state.replace_listener(listener);
        self.waker.wake();
        Ok(())
    }

    /// Shows. It never waits for a follower; whoever has not got what was shown before gets only this. `seq` must have grown.
    pub fn show(&self, shown: &ShownMessage) {
        self.state.publish(shown.to_line().into());
        self.waker.wake();
    }
}

/// A socket in the folder for whoever is to follow.
fn bind_socket(wish: &ServerOptions) -> Result<BoundSocket, ShareError> {
    let group = wish.group.as_deref().map(names::group_id).transpose()?;
    BoundSocket::bind_free_name(&wish.folders.open(group)?, &wish.name)
}

impl fmt::Debug for ServerHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Speaker").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Drop for ServerHandle {
    fn drop(&mut self) {
        // While it is still listened at: nobody can take it for stale and put another in its place.
        drop(self.socket_file.take());
        self.state.stop();
        self.waker.wake();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
