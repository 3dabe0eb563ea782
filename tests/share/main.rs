//! Presentations over the real socket, in folders of their own: speakers, followers, and those who are neither.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod again;
mod crowd;
mod host;
mod places;
mod rude_followers;
mod rude_speakers;
