//! The reader as a prompt: it describes in sentences what the panes would show. It never uses a terminal, a file or a clock.

pub mod card;
mod interactive;
mod location;
mod rows;

pub use interactive::{PROMPT_MARK, Prompt};
