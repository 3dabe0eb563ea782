//! The reader from its user's side: keys in, screens out.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod alike;
mod cases;
mod checked;
mod copies;
mod desk;
mod labels;
mod laws;
mod lookup;
mod mouse;
mod passages;
mod questions;
mod rebound;
mod reread;
mod screens;
mod shelves;
mod stage;
