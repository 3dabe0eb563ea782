//! The reader as plain text: a whole brief in reading order, and a prompt that tells in sentences what the panes would show. It draws nothing,
//! moves no cursor, and knows no terminal, no file and no clock.

pub mod card;
pub mod case;
mod interactive;
mod paper;
mod place;
mod print;
mod rows;

pub use interactive::{Prompt, SIGN};
pub use paper::{Paper, ascii};
pub use print::{brief, library, listed, record};
