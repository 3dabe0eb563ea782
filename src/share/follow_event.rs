//! What a follower receives and asks for, and when. It connects to nothing.

use std::time::Duration;

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

/// Requests to the client thread.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct FollowRequests {
    /// Whether the screen is large enough; `None` until it is known.
    pub(super) fits: Option<bool>,
    pub(super) is_stopped: bool,
}
