//! The cards of a presentation: what stands on them, in which order, and that they fit every screen.

mod common;
mod laws;
mod orders;
mod screens;
