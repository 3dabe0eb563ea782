//! The repository itself: which module may use which, how long files are, and that the documentation says what the program does.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod architecture;
mod budget;
mod documentation;
mod reference;
mod sources;
