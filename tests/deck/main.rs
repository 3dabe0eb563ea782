//! The cards of a presentation: what stands on them, in which order, and that they fit every screen.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod common;
mod laws;
mod orders;
mod screens;
