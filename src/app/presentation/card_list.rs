//! The list of all cards, filtered by typing. It draws nothing.

use ratatui::layout::Position;
use tui_input::Input;

use super::{Presentation, keys};
use crate::app::list::{PressedRow, ScrollList};
use crate::app::overlay::{Flow, OverlayComponent, is_closing};
use crate::app::{App, matches_all};
use crate::keys::{Action, BriefAction};
use crate::layout::{self, SMALLEST_CARD};
use crate::slides::CardPage;

/// The rows below the list: a blank row and the footer.
pub const CARDS_BELOW: u16 = 2;

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

    fn apply_filter(&mut self) {
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

impl OverlayComponent for CardList {
    fn perform(&mut self, app: &mut App, action: Action) -> Flow {
        if let Some(motion) = action.list_motion() {
            self.rows.move_by(motion, app.list_area(CARDS_BELOW).height.into());
            self.lay_out(app);
        } else if let Some(chosen) = self.rows.current().filter(|_| action == Action::Brief(BriefAction::Go)) {
            keys::go_to(app, chosen, 0);
            return Flow::Close(None);
        } else if is_closing(action) {
            return Flow::Close(None);
        }
        Flow::Stay(None)
    }

    fn text_field(&mut self) -> Option<&mut Input> {
        Some(&mut self.filter)
    }

    fn on_edit(&mut self, app: &mut App) {
        self.apply_filter();
        self.rows.move_to_end(false);
        self.lay_out(app);
    }

    fn scroll_at(&mut self, app: &mut App, _at: Position, rows: isize) {
        self.rows.scroll(rows, app.list_area(CARDS_BELOW).height.into(), true);
    }

    fn press(&mut self, app: &mut App, at: Position) -> Flow {
        let row = layout::row_at(app.list_area(CARDS_BELOW), at);
        match row.map(|row| self.rows.press(row)) {
            Some(PressedRow::Current) => self.perform(app, Action::Brief(BriefAction::Go)),
            Some(PressedRow::New | PressedRow::Outside) | None => Flow::Stay(None),
        }
    }

    fn lay_out(&mut self, app: &mut App) {
        self.rows.show_cursor(app.list_area(CARDS_BELOW).height.into());
    }
}
