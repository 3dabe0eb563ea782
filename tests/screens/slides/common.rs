//! Decks for tests, and their pages as text.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::widgets::Widget;
use whosaid::analysis::Analysis;
use whosaid::diagnostics::{FileScope, SourceFile};
use whosaid::format::{self};
use whosaid::layout;
use whosaid::loader;
use whosaid::loader::LoadedBrief;
use whosaid::model::Brief;
use whosaid::slides::{Card, CardPage, Deck, LetterSize, QuoteProofs};
use whosaid::text;
use whosaid::tui::card::CardWidget;
use whosaid::tui::theme::{ColorDepth, TERMINAL, Theme};
use whosaid::view::cases::Cases;

pub(crate) const THEME: Theme = Theme::new(&TERMINAL, ColorDepth::Indexed);

pub(crate) fn bundled() -> Brief {
    LoadedBrief::from_source_files(loader::bundled()).brief.unwrap()
}

/// A brief as it is written in a file.
pub(crate) fn brief(text: &str) -> Brief {
    let (brief, faults) =
        format::read(&[SourceFile { name: "brief.toml".to_owned(), text: text.to_owned(), part: FileScope::Brief }]);
    assert!(faults.is_empty(), "{faults:?}\n{text}");
    brief.unwrap()
}

pub(crate) fn deck(brief: &Brief) -> Deck {
    proven(brief, &QuoteProofs::new())
}

pub(crate) fn proven(brief: &Brief, proofs: &QuoteProofs) -> Deck {
    let findings = Analysis::new(brief);
    Deck::new(brief, &findings, &Cases::new(brief, &findings), proofs)
}

/// The body of a card on a screen.
pub(crate) fn body(screen: (u16, u16)) -> Size {
    layout::card(Rect::new(0, 0, screen.0, screen.1)).body.as_size()
}

/// The page of a card on a screen.
pub(crate) fn page(card: &Card, step: usize, screen: (u16, u16)) -> CardPage {
    card.page(step, body(screen), LetterSize::Large)
}

/// The text of a page, row by row, with cells apart from each other by spaces.
pub(crate) fn told(page: &CardPage) -> String {
    let cell = |cell: &text::TextCell| cell.line.runs.iter().map(|run| run.text.as_str()).collect::<String>();
    let row = |row: &text::TextRow| row.iter().map(cell).collect::<Vec<_>>().join(" ");
    let large = page.large.iter().cloned();
    large.chain(page.rows.iter().map(row)).collect::<Vec<_>>().join("\n")
}

/// A card drawn from its row `top` on.
pub(crate) fn drawn(card: &Card, page: &CardPage, top: usize, screen: (u16, u16)) -> String {
    let area = Rect::new(0, 0, screen.0, screen.1);
    let mut buffer = Buffer::empty(area);
    CardWidget { card, page, top, theme: THEME }.render(area, &mut buffer);
    let row = |y| {
        let cells = (0..area.width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        cells.trim_end().to_owned()
    };
    (0..area.height).map(row).collect::<Vec<_>>().join("\n")
}
