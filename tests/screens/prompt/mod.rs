//! The reader as plain text: what the panes can show, it tells; what is asked by a line, it does as by a key.

mod all;
mod laws;
mod printed;
mod processes;
mod session;
mod walk;

use ratatui::layout::Size;
use whosaid::app::reader::Reader;
use whosaid::app::{App, Checked, Opened};
use whosaid::diagnostics::{Part, SourceFile};
use whosaid::format::{self};
use whosaid::prompt::{Paper, Prompt};
use whosaid::quotes::Quotes;
use whosaid::slides::Letters;

use crate::desk;

const PAPER: Paper = Paper { width: 80, ascii: false };

/// A prompt at an app, and the app behind it, as it is told at the beginning.
fn prompt(mut app: App) -> Prompt {
    app.letters = Letters::Plain;
    let mut prompt = Prompt::new(app, PAPER);
    prompt.tell();
    prompt
}

/// The bundled brief.
fn bundled() -> App {
    let Size { width, height } = Prompt::SCREEN;
    let mut app = desk::bundled(width, height);
    app.letters = Letters::Plain;
    app
}

/// The answer to a line.
fn ask(prompt: &mut Prompt, line: &str) -> String {
    prompt.hear(line);
    prompt.tell()
}

/// A brief of one file, with faults or without; `None` where nothing can be read.
fn read(text: &str) -> Option<Opened> {
    let file = SourceFile { name: "brief.toml".to_owned(), text: text.to_owned(), part: Part::Brief };
    let (brief, _) = format::read(&[file]);
    let brief = brief?;
    let quotes = Quotes::of(&brief, Vec::new());
    let (name, place) = ("test".to_owned(), "test".to_owned());
    let checked = Some(Checked { quotes, ..Checked::default() });
    Some(Opened { name, place, checked, ..Opened::of(brief) })
}

fn reader(app: &App) -> &Reader {
    app.reader.as_deref().unwrap()
}

/// A text without its blanks: rows are broken elsewhere here than there.
fn close(text: &str) -> String {
    text.chars().filter(|char| !char.is_whitespace()).collect()
}
