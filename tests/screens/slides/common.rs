//! Decks for tests, and their pages as text.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::widgets::Widget;
use whosaid::analysis::Findings;
use whosaid::diagnostics::{Part, SourceFile};
use whosaid::format::{self};
use whosaid::layout;
use whosaid::loader;
use whosaid::loader::Reading;
use whosaid::model::Brief;
use whosaid::slides::{Card, Deck, Letters, Page, Proofs};
use whosaid::text;
use whosaid::tui::card::CardView;
use whosaid::tui::theme::{Colors, TERMINAL, Theme};
use whosaid::view::cases::Cases;

pub(crate) const THEME: Theme = Theme::of(&TERMINAL, Colors::Indexed);

pub(crate) fn bundled() -> Brief {
    Reading::of(loader::bundled()).brief.unwrap()
}

/// A brief as it is written in a file.
pub(crate) fn brief(text: &str) -> Brief {
    let (brief, faults) =
        format::read(&[SourceFile { name: "brief.toml".to_owned(), text: text.to_owned(), part: Part::Brief }]);
    assert!(faults.is_empty(), "{faults:?}\n{text}");
    brief.unwrap()
}

pub(crate) fn deck(brief: &Brief) -> Deck {
    proven(brief, &Proofs::new())
}

pub(crate) fn proven(brief: &Brief, proofs: &Proofs) -> Deck {
    let findings = Findings::of(brief);
    Deck::of(brief, &findings, &Cases::of(brief, &findings), proofs)
}

/// The body of a card on a screen.
pub(crate) fn body(screen: (u16, u16)) -> Size {
    layout::card(Rect::new(0, 0, screen.0, screen.1)).body.as_size()
}

/// The page of a card on a screen.
pub(crate) fn page(card: &Card, step: usize, screen: (u16, u16)) -> Page {
    card.page(step, body(screen), Letters::Large)
}

/// The text of a page, row by row, with cells apart from each other by spaces.
pub(crate) fn told(page: &Page) -> String {
    let cell = |cell: &text::Cell| cell.line.runs.iter().map(|run| run.text.as_str()).collect::<String>();
    let row = |row: &text::Row| row.iter().map(cell).collect::<Vec<_>>().join(" ");
    let large = page.large.iter().cloned();
    large.chain(page.rows.iter().map(row)).collect::<Vec<_>>().join("\n")
}

/// A card drawn from its row `top` on.
pub(crate) fn drawn(card: &Card, page: &Page, top: usize, screen: (u16, u16)) -> String {
    let area = Rect::new(0, 0, screen.0, screen.1);
    let mut buffer = Buffer::empty(area);
    CardView { card, page, top, theme: THEME }.render(area, &mut buffer);
    let row = |y| {
        let cells = (0..area.width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        cells.trim_end().to_owned()
    };
    (0..area.height).map(row).collect::<Vec<_>>().join("\n")
}
