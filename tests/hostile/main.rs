//! Briefs of a stranger: whatever stands in them and however they lie, they are told of in text that commands nothing.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

#[path = "../reader/desk.rs"]
#[expect(dead_code, reason = "of the desk, only what reads a brief with faults is not needed here")]
mod desk;
mod eye;
mod names;
mod naughty;
mod places;
mod screens;
mod sequences;
mod shell;
mod suite;
mod trees;
mod tty;
