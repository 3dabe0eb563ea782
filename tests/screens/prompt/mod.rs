//! The reader as plain text: what the panes can show, it tells; what is asked by a line, it does as by a key.

mod all;
mod laws;
mod printed;
mod processes;
mod session;
mod walk;

use ratatui::layout::Size;
use whosaid::app::reader::BriefReader;
use whosaid::app::{App, BriefChecks, BriefFacts, OpenedBrief};
use whosaid::diagnostics::{FileScope, SourceFile};
use whosaid::format::{self};
use whosaid::plain::PlainOptions;
use whosaid::prompt::Prompt;
use whosaid::quotes::Quotes;
use whosaid::slides::LetterSize;

use crate::harness;

const PAPER: PlainOptions = PlainOptions { width: 80, ascii: false };

/// A prompt at an app, and the app behind it, as it is told at the beginning.
fn prompt(mut app: App) -> Prompt {
    app.letters = LetterSize::Plain;
    let mut prompt = Prompt::new(app, PAPER);
    prompt.render();
    prompt
}

/// The bundled brief.
fn bundled() -> App {
    let Size { width, height } = Prompt::SCREEN;
    let mut app = harness::bundled(width, height);
    app.letters = LetterSize::Plain;
    app
}

/// The answer to a line.
fn ask(prompt: &mut Prompt, line: &str) -> String {
    prompt.run_line(line);
    prompt.render()
}

/// A brief of one file, with faults or without; `None` where nothing can be read.
fn read(text: &str) -> Option<OpenedBrief> {
    let file = SourceFile { name: "brief.toml".to_owned(), text: text.to_owned(), part: FileScope::Brief };
    let (brief, _) = format::read(&[file]);
    let brief = brief?;
    let quotes = Quotes::new(&brief, Vec::new());
    let (name, place) = ("test".to_owned(), "test".to_owned());
    let checked = Some(BriefChecks { quotes, ..BriefChecks::default() });
    Some(OpenedBrief::new(BriefFacts { name, place, checked, ..BriefFacts::new(brief) }))
}

fn reader(app: &App) -> &BriefReader {
    app.reader.as_deref().unwrap()
}

/// A text without its blanks: rows are broken elsewhere here than there.
fn close(text: &str) -> String {
    text.chars().filter(|char| !char.is_whitespace()).collect()
}
