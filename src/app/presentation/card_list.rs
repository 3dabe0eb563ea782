//! The list of all cards, filtered by typing. It draws nothing.

use tui_input::Input;

use super::{Presentation, keys};
use crate::app::key_handlers::edit_line;
use crate::app::list::ScrollList;
use crate::app::overlay::Overlay;
use crate::app::{App, Effect, OVERLAY_FRAME_ROWS, matches_all};
use crate::keys::{Chord, Key};
use crate::layout::SMALLEST_CARD;
use crate::slides::CardPage;

/// The list of cards.
#[derive(Debug)]
pub struct CardList {
    pub filter: Input,
    /// The cards that match the filter, by their index in the deck.
    pub rows: ScrollList<usize>,
    /// The text of each card, for the filter.
    texts: Vec<String>,
}

impl CardList {
    pub(super) fn new(presentation: &Presentation) -> Self {
        let texts = presentation.deck.cards.iter().map(|card| {
            let pages = (0..card.steps).map(|step| page_text(&card.page(step, SMALLEST_CARD, presentation.letters)));
            format!("{} {}", card.title, pages.collect::<Vec<_>>().join(" "))
        });
        let mut list = Self { filter: Input::default(), rows: ScrollList::new(Vec::new()), texts: texts.collect() };
        list.apply_filter();
        list.rows.choose(presentation.at);
        list
    }

    pub(in crate::app) fn apply_filter(&mut self) {
        let kept = |at: &usize| matches_all(&self.texts[*at], self.filter.value());
        self.rows.set_rows((0..self.texts.len()).filter(kept).collect());
    }
}

/// The text of a page.
fn page_text(page: &CardPage) -> String {
    let cells = page.rows.iter().flatten();
    let rows = cells.map(|cell| cell.line.runs.iter().map(|run| run.text.as_str()).collect::<String>());
    page.large.iter().cloned().chain(rows).collect::<Vec<_>>().join(" ")
}

pub(in crate::app) fn handle_card_list_key(app: &mut App, chord: Chord) -> Option<Effect> {
    let height = height(app);
    let Some(Overlay::Cards(list)) = &mut app.overlay else { return None };
    match chord.key {
        Key::Esc => app.overlay = None,
        Key::Enter => {
            let chosen = list.rows.current()?;
            app.overlay = None;
            keys::go_to(app, chosen, 0);
        }
        Key::Down | Key::Tab => list.rows.step(1),
        Key::Up | Key::BackTab => list.rows.step(-1),
        Key::PageDown => list.rows.page(height, true),
        Key::PageUp => list.rows.page(height, false),
        Key::Char(_) | Key::Backspace | Key::Delete | Key::Left | Key::Right | Key::Home | Key::End => {
            if edit_line(&mut list.filter, chord) {
                list.apply_filter();
                list.rows.move_to_end(false);
            }
        }
    }
    lay_out(app);
    None
}

/// Scrolls the list so that its cursor is visible.
pub(in crate::app) fn lay_out(app: &mut App) {
    let height = height(app);
    if let Some(Overlay::Cards(list)) = &mut app.overlay {
        list.rows.show_cursor(height);
    }
}

/// The number of rows of the list on the screen.
fn height(app: &App) -> usize {
    usize::from(app.size.height.saturating_sub(OVERLAY_FRAME_ROWS + 1))
}
