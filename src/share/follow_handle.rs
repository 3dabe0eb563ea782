//! The handle of a follower: joins a presentation, reports what is shown, and rejoins after a lost connection. It cannot change what is
//! shown.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::client::FollowClient;
use super::discovery::DiscoveredPresentation;
use super::error::ShareError;
use super::waker::{self, Waker};
use crate::share::protocol::{ShownMessage, Welcome};

/// What a follower receives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FollowEvent {
    /// The follower joined, for the first time or again. The brief matches its hash. Name and audience are as sent by the speaker, and may
    /// contain any character.
    Welcome(Box<Welcome>),
    /// What is shown now, of the brief in the last welcome. It is never older than an earlier event; states that arrive together are
    /// reduced to the latest.
    Shown(Box<ShownMessage>),
    /// The connection was lost for this reason; the client is reconnecting.
    Lost(String),
    /// Following ended for this reason. No event comes after it.
    Ended(String),
}

/// The timing of a follower's client.
#[derive(Debug, Clone, Copy)]
pub struct FollowTiming {
    /// The pause after each reported state, which keeps the processor free for the speaker. Of the states that arrive meanwhile, only the
    /// latest is reported, when the pause is over or the speaker has left.
    pub draw_interval: Duration,
    /// The pause before each attempt to reconnect.
    pub retry_delay: Duration,
    /// The most time from the start or the loss of the connection until the welcome.
    pub timeout: Duration,
}

impl Default for FollowTiming {
    /// States at most 25 times a second; attempts to connect once a second, for one minute.
    fn default() -> Self {
        Self {
            draw_interval: Duration::from_millis(40),
            retry_delay: Duration::from_secs(1),
            timeout: Duration::from_secs(60),
        }
    }
}

/// A presentation client. Dropping it ends the client.
pub struct FollowHandle {
    requests: Arc<Mutex<FollowRequests>>,
    waker: Waker,
    thread: Option<JoinHandle<()>>,
}

/// Requests to the client thread.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct FollowRequests {
    /// Whether the screen is large enough; `None` until it is known.
    pub(super) fits: Option<bool>,
    pub(super) is_stopped: bool,
}

impl FollowHandle {
    /// Joins a presentation. `on_event` is called from another thread; it must not wait for the thread that drops the handle.
    ///
    /// # Errors
    /// When no thread or pipe can be created. Problems with the presentation are reported as events.
    pub fn start(
        presentation: &DiscoveredPresentation,
        timing: FollowTiming,
        on_event: impl Fn(FollowEvent) + Send + 'static,
    ) -> Result<Self, ShareError> {
        let (waker, wake) = waker::channel().map_err(|error| ShareError::NoResources(error.into()))?;
        let requests = Arc::new(Mutex::new(FollowRequests::default()));
        let client = FollowClient {
            presentation: presentation.clone(),
            timing,
            requests: Arc::clone(&requests),
            wake,
            on_event,
        };
        let thread = thread::Builder::new().name("follow".to_owned()).spawn(move || client.run());
        Ok(Self { requests, waker, thread: Some(thread.map_err(ShareError::NoResources)?) })
    }

    /// Tells the speaker whether the screen is large enough for what is shown. It never blocks. The value is sent again after each rejoin.
    pub fn report_fit(&self, fits: bool) {
        self.update_requests(|requests| requests.fits = Some(fits));
    }

    fn update_requests(&self, update: impl FnOnce(&mut FollowRequests)) {
        update(&mut self.requests.lock().unwrap_or_else(PoisonError::into_inner));
        self.waker.wake();
    }
}

impl fmt::Debug for FollowHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FollowHandle").finish_non_exhaustive()
    }
}

impl Drop for FollowHandle {
    fn drop(&mut self) {
        self.update_requests(|requests| requests.is_stopped = true);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
