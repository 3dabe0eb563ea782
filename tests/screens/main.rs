//! The reader, the prompt and the cards of a presentation, without a terminal: keys in, screens or text out.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod audience;
mod coding;
mod harness;
mod hostile;
mod library;
mod prompt;
mod reader;
#[path = "../common/secret_marks.rs"]
mod secret_marks;
#[path = "../common/secrets.rs"]
mod secrets;
mod slides;
