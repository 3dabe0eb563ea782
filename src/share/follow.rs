//! A follower: joins a presentation, hears what is shown, and joins again when the line breaks. He cannot drive.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::error::MeetingError;
use super::pursuit::Pursuit;
use super::running::Running;
use super::waking::{self, Waker};
use crate::share::protocol::{Shown, Welcome};

/// What a follower hears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// He has joined, for the first time or again. Its brief is what its hash says; its name and audience are as the speaker tells them,
    /// and may hold any character.
    Welcome(Box<Welcome>),
    /// What is shown now, of the brief that he was last welcomed with; never older than what he heard before, and the latest of what has
    /// come at once.
    Shown(Box<Shown>),
    /// The line is broken, for the reason told; he is trying again.
    Lost(String),
    /// He follows no more, for the reason told. Nothing is heard after it.
    Ended(String),
}

/// How a follower listens, and tries again.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// How long he does not listen after he heard what is shown: of what is shown meanwhile he hears the latest, when that is over or the
    /// speaker has gone. Whoever draws what he hears leaves the processor to the speaker so long.
    pub between: Duration,
    /// How long he rests before each time.
    pub rest: Duration,
    /// How long he tries in all, from when he began or lost the line until he is welcomed.
    pub whole: Duration,
}

impl Default for Patience {
    /// What is shown some 25 times a second; the line about once a second, for a minute.
    fn default() -> Self {
        Self { between: Duration::from_millis(40), rest: Duration::from_secs(1), whole: Duration::from_secs(60) }
    }
}

/// Following, for as long as this lives.
pub struct Follow {
    wishes: Arc<Mutex<Wishes>>,
    waker: Waker,
    thread: Option<JoinHandle<()>>,
}

/// What the thread is to do.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Wishes {
    /// Whether the screen is large enough, as far as is known.
    pub(super) fits: Option<bool>,
    pub(super) is_over: bool,
}

impl Follow {
    /// Joins a presentation. `hear` is called by another thread; it must not wait for whoever drops this.
    ///
    /// # Errors
    /// When the system has no thread or pipe to give. Whatever is wrong with the presentation is heard.
    pub fn start(
        running: &Running,
        patience: Patience,
        hear: impl Fn(Heard) + Send + 'static,
    ) -> Result<Self, MeetingError> {
        let (waker, woken) = waking::pair().map_err(|error| MeetingError::NoMeans(error.into()))?;
        let wishes = Arc::new(Mutex::new(Wishes::default()));
        let pursuit = Pursuit { running: running.clone(), patience, wishes: Arc::clone(&wishes), woken, hear };
        let thread = thread::Builder::new().name("follow".to_owned()).spawn(move || pursuit.keep());
        Ok(Self { wishes, waker, thread: Some(thread.map_err(MeetingError::NoMeans)?) })
    }

    /// Tells the speaker whether the screen is large enough for what is shown. It waits for nobody; what was told is told again after
    /// joining again.
    pub fn seen(&self, fits: bool) {
        self.wish(|wishes| wishes.fits = Some(fits));
    }

    fn wish(&self, wish: impl FnOnce(&mut Wishes)) {
        wish(&mut self.wishes.lock().unwrap_or_else(PoisonError::into_inner));
        self.waker.wake();
    }
}

impl fmt::Debug for Follow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Follow").finish_non_exhaustive()
    }
}

impl Drop for Follow {
    fn drop(&mut self) {
        self.wish(|wishes| wishes.is_over = true);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
