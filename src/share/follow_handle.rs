//! A follower: joins a presentation, hears what is shown, and joins again when the line breaks. He cannot drive.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::client::FollowClient;
use super::discovery::DiscoveredPresentation;
use super::error::ShareError;
use super::waker::{self, Waker};
use crate::share::protocol::{ShownMessage, Welcome};

/// What a follower hears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FollowEvent {
    /// He has joined, for the first time or again. Its brief is what its hash says; its name and audience are as the speaker tells them,
    /// and may hold any character.
    Welcome(Box<Welcome>),
    /// What is shown now, of the brief that he was last welcomed with; never older than what he heard before, and the latest of what has
    /// come at once.
    Shown(Box<ShownMessage>),
    /// The line is broken, for the reason told; he is trying again.
    Lost(String),
    /// He follows no more, for the reason told. Nothing is heard after it.
    Ended(String),
}

/// How a follower listens, and tries again.
#[derive(Debug, Clone, Copy)]
pub struct FollowTiming {
    /// How long he does not listen after he heard what is shown: of what is shown meanwhile he hears the latest, when that is over or the
    /// speaker has gone. Whoever draws what he hears leaves the processor to the speaker so long.
    pub draw_interval: Duration,
    /// How long he rests before each time.
    pub retry_delay: Duration,
    /// How long he tries in all, from when he began or lost the line until he is welcomed.
    pub timeout: Duration,
}

impl Default for FollowTiming {
    /// What is shown some 25 times a second; the line about once a second, for a minute.
    fn default() -> Self {
        Self {
            draw_interval: Duration::from_millis(40),
            retry_delay: Duration::from_secs(1),
            timeout: Duration::from_secs(60),
        }
    }
}

/// Following, for as long as this lives.
pub struct FollowHandle {
    requests: Arc<Mutex<FollowRequests>>,
    waker: Waker,
    thread: Option<JoinHandle<()>>,
}

/// What the thread is to do.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct FollowRequests {
    /// Whether the screen is large enough, as far as is known.
    pub(super) fits: Option<bool>,
    pub(super) is_stopped: bool,
}

impl FollowHandle {
    /// Joins a presentation. `hear` is called by another thread; it must not wait for whoever drops this.
    ///
    /// # Errors
    /// When the system has no thread or pipe to give. Whatever is wrong with the presentation is heard.
    pub fn start(
        running: &DiscoveredPresentation,
        patience: FollowTiming,
        hear: impl Fn(FollowEvent) + Send + 'static,
    ) -> Result<Self, ShareError> {
        let (waker, woken) = waker::channel().map_err(|error| ShareError::NoResources(error.into()))?;
        let wishes = Arc::new(Mutex::new(FollowRequests::default()));
        let pursuit = FollowClient {
            presentation: running.clone(),
            timing: patience,
            requests: Arc::clone(&wishes),
            wake: woken,
            on_event: hear,
        };
        let thread = thread::Builder::new().name("follow".to_owned()).spawn(move || pursuit.run());
        Ok(Self { requests: wishes, waker, thread: Some(thread.map_err(ShareError::NoResources)?) })
    }

    /// Tells the speaker whether the screen is large enough for what is shown. It waits for nobody; what was told is told again after
    /// joining again.
    pub fn report_fit(&self, fits: bool) {
        self.update_requests(|wishes| wishes.fits = Some(fits));
    }

    fn update_requests(&self, wish: impl FnOnce(&mut FollowRequests)) {
        wish(&mut self.requests.lock().unwrap_or_else(PoisonError::into_inner));
        self.waker.wake();
    }
}

impl fmt::Debug for FollowHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Follow").finish_non_exhaustive()
    }
}

impl Drop for FollowHandle {
    fn drop(&mut self) {
        self.update_requests(|wishes| wishes.is_stopped = true);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
