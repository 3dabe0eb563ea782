//! A reader as a test sits at it: keys in, screen out.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::widgets::Widget;
use whosaid::app::{App, BriefChecks, BriefFacts, Effect, Msg, OpenedBrief, update};
use whosaid::diagnostics::{FileScope, SourceFile};
use whosaid::format::{self};
use whosaid::keys::Chord;
use whosaid::loader;
use whosaid::quotes::{Article, Quotes, TextState};
use whosaid::storage::SavedState;
use whosaid::tui::Screen;
use whosaid::tui::theme::{ColorDepth, TERMINAL, Theme};

pub(crate) const COLOUR: Theme = Theme::new(&TERMINAL, ColorDepth::Indexed);

/// A brief of one statement, with a text of its source; [`holding`] holds the text.
pub(crate) const HARBOUR: &str = r#"[brief]
format = 1
title = "Harbour"
as_of = 2025-03-14
bottom_line = "B."
tlp = "TLP:CLEAR"

[[actor]]
id = "vidal"
name = "Irena Vidal"
kind = "person"

[[source]]
id = "courier"
outlet = "The Courier"
published = 2025-03-12
text = { file = "articles/courier.txt" }

[[statement]]
id = "terms"
actor = "vidal"
attribution = "direct"
quote = ["We will pay the toll", "the port opens in May"]
"#;

/// The bundled brief on a screen of a size.
pub(crate) fn bundled(width: u16, height: u16) -> App {
    remembering(SavedState::default(), width, height)
}

/// The bundled brief, with what is remembered of it.
pub(crate) fn remembering(memory: SavedState, width: u16, height: u16) -> App {
    open(&loader::bundled(), memory, Size { width, height })
}

/// The bundled brief, left and started again.
pub(crate) fn reopened(app: &App, width: u16, height: u16) -> App {
    remembering(app.saved_state().expect("a brief is open"), width, height)
}

/// A brief of one file.
pub(crate) fn written(text: &str, width: u16, height: u16) -> App {
    let file = SourceFile { name: "brief.toml".to_owned(), text: text.to_owned(), part: FileScope::Brief };
    open(&[file], SavedState::default(), Size { width, height })
}

/// A brief of one file, with this text held of its first source.
pub(crate) fn holding(text: &str, article: &str, width: u16, height: u16) -> App {
    let file = SourceFile { name: "brief.toml".to_owned(), text: text.to_owned(), part: FileScope::Brief };
    let held = vec![TextState::Text(Box::new(Article::new(article.to_owned())))];
    open_with(&[file], held, SavedState::default(), Size { width, height })
}

fn open(files: &[SourceFile], memory: SavedState, size: Size) -> App {
    open_with(files, Vec::new(), memory, size)
}

pub(crate) fn open_with(files: &[SourceFile], held: Vec<TextState>, memory: SavedState, size: Size) -> App {
    let (brief, faults, places) = format::read_with_places(files);
    assert!(faults.is_empty(), "{faults:#?}");
    let brief = brief.expect("a brief without faults");
    let quotes = Quotes::new(&brief, held);
    let (name, place) = ("test".to_owned(), "kp-kabul-talks".to_owned());
    let opened = OpenedBrief {
        saved_state: memory,
        facts: BriefFacts {
            name,
            place,
            drafts: places.draft_ids().len(),
            checked: Some(BriefChecks { quotes, ..BriefChecks::default() }),
            ..BriefFacts::new(brief)
        },
    };
    App::with_brief(size, opened)
}

/// Presses keys, spelt as [`Chord::parse_all`] reads them; returns what the last asked of the world.
pub(crate) fn press(app: &mut App, keys: &str) -> Option<Effect> {
    Chord::parse_all(keys).into_iter().map(|chord| update(app, Msg::Key(chord))).last().flatten()
}

/// What the screen shows.
pub(crate) fn draw(app: &App, theme: Theme) -> Buffer {
    let area = Rect::new(0, 0, app.size.width, app.size.height);
    let mut buffer = Buffer::empty(area);
    Screen { app, theme }.render(area, &mut buffer);
    buffer
}

/// The rows of the screen, as text.
pub(crate) fn text(app: &App) -> String {
    let buffer = draw(app, COLOUR);
    let row = |y| {
        let mut row = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            row += symbol;
            x += u16::try_from(whosaid::text::width(symbol)).unwrap_or(1).max(1);
        }
        row.trim_end().to_owned()
    };
    (0..buffer.area.height).map(row).collect::<Vec<_>>().join("\n")
}
