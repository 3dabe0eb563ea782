//! A whole brief, one record or a list of briefs as plain text, for a screen reader, a pipe or paper. It needs no reader and no screen.

mod brief;
mod builder;
pub mod case;
mod library;
pub mod rows;

pub use brief::{render_brief, render_record};
pub use builder::{PlainBuilder, PlainOptions, line_text, row_text, to_ascii};
pub use library::{library_row, render_library_heading, render_library_row};
