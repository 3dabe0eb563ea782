//! The handle of a follower: joins a presentation, reports what is shown, and rejoins after a lost connection. It cannot change what is
//! shown.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use super::client::FollowClient;
use super::discovery::DiscoveredPresentation;
use super::error::ShareError;
use super::follow_event::{FollowEvent, FollowRequests, FollowTiming};
use super::waker::{self, Waker};

/// A presentation client. Dropping it ends the client.
pub struct FollowHandle {
    requests: Arc<Mutex<FollowRequests>>,
    waker: Waker,
    thread: Option<JoinHandle<()>>,
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
