//! What a follower receives from a presentation. It holds no connection.

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
