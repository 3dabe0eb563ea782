//! The reader as plain text: a whole brief in reading order, and a prompt that describes in sentences what the panes would show. It never
//! uses a terminal, a file or a clock.

pub mod card;
pub mod case;
mod interactive;
mod location;
mod plain_text;
mod print;
mod rows;

pub use interactive::{PROMPT_MARK, Prompt};
pub use plain_text::{PlainOptions, to_ascii};
pub use print::{render_brief, render_library_heading, render_library_row, render_record};
