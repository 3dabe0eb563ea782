//! A speaker: opens a presentation to others on this host, and shows. He is kept by none of them.

use std::fmt;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use super::claim::{Claim, SocketFile};
use super::error::MeetingError;
use super::folder::Folders;
use super::hall::{Desk, Hall};
use super::names;
use super::waking::{self, Waker};
use crate::share::protocol::{Shown, Welcome};

/// What presentation is to be opened.
#[derive(Debug, Clone)]
pub struct Wish {
    /// What it is called; the name of its socket is made of it.
    pub name: String,
    pub folders: Folders,
    /// The group whose users may follow as well; without one, only the speaker himself at other terminals.
    pub group: Option<String>,
}

/// How many follow.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Followers {
    pub count: usize,
    /// Of these, whose screens are too small for what is shown.
    pub cramped: usize,
}

/// A presentation that others may follow for as long as this lives.
///
/// Dropping it says to all who can hear it at once that it is over, and removes its socket.
pub struct Speaker {
    desk: Arc<Desk>,
    waker: Waker,
    thread: Option<JoinHandle<()>>,
    file: Option<SocketFile>,
    name: String,
    wish: Wish,
}

impl Speaker {
    /// Opens a presentation. `hear` is called, by another thread, each time that the number of followers is another; it must not
    /// wait for whoever drops the speaker.
    ///
    /// # Errors
    /// When the folder of its socket is not to be trusted, when there is no such group, when the name is not free, or when `welcome`
    /// is too long to be told.
    pub fn open(
        wish: &Wish,
        welcome: &Welcome,
        hear: impl Fn(Followers) + Send + 'static,
    ) -> Result<Self, MeetingError> {
        let welcome = welcome.line()?.into();
        let (waker, woken) = waking::pair().map_err(|error| MeetingError::NoMeans(error.into()))?;
        let Claim { listener, file } = claim(wish)?;
        let desk = Arc::new(Desk::default());
        let hall = Hall {
            listener,
            desk: Arc::clone(&desk),
            woken,
            welcome,
            hear,
            seats: Vec::new(),
            told: Followers::default(),
            closed: None,
            deaf: None,
        };
        let thread = thread::Builder::new().name("speaker".to_owned()).spawn(move || hall.keep());
        let thread = thread.map_err(MeetingError::NoMeans)?;
        Ok(Self { desk, waker, thread: Some(thread), name: file.name.clone(), file: Some(file), wish: wish.clone() })
    }

    /// The name to follow it by: another than was wished for, if that was in use.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether others can still join: nobody has put its socket away.
    pub fn is_open(&self) -> bool {
        self.file.as_ref().is_some_and(SocketFile::is_there)
    }

    /// Has others join at a new socket, where the one that there was has been put away; it may have another name. Whoever follows stays.
    ///
    /// # Errors
    /// As when it was opened.
    pub fn open_anew(&mut self) -> Result<(), MeetingError> {
        let Claim { listener, file } = claim(&self.wish)?;
        self.name.clone_from(&file.name);
        self.file = Some(file);
        self.desk.move_door(listener);
        self.waker.wake();
        Ok(())
    }

    /// Shows. It never waits for a follower; whoever has not got what was shown before gets only this. `seq` must have grown.
    pub fn show(&self, shown: &Shown) {
        self.desk.lay(shown.line().into());
        self.waker.wake();
    }
}

/// A socket in the folder for whoever is to follow.
fn claim(wish: &Wish) -> Result<Claim, MeetingError> {
    let group = wish.group.as_deref().map(names::group).transpose()?;
    Claim::stake(&wish.folders.open(group)?, &wish.name)
}

impl fmt::Debug for Speaker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Speaker").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Drop for Speaker {
    fn drop(&mut self) {
        // While it is still listened at: nobody can take it for stale and put another in its place.
        drop(self.file.take());
        self.desk.end();
        self.waker.wake();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
