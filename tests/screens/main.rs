//! The reader, the prompt and the cards of a presentation, without a terminal: keys in, screens or text out.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod audience;
mod desk;
mod hostile;
mod library;
#[path = "../common/marks.rs"]
mod marks;
mod prompt;
mod reader;
#[path = "../common/secrets.rs"]
mod secrets;
mod slides;
