//! The format: what is read of the files of a brief, each fault with its place, and the schema that editors use.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod disk;
mod entries;
mod faults;
#[path = "../fuzz/entries/mod.rs"]
mod fuzz;
#[path = "../common/json.rs"]
mod json;
mod mutations;
mod schema;
