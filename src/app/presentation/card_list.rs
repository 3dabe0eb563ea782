//! The list of all cards, filtered by typing. It draws nothing.

use ratatui::layout::Position;
use tui_input::Input;

use super::{Presentation, keys};
use crate::app::list::{PressedRow, ScrollList};
use crate::app::overlay::{Flow, OverlayComponent, is_closing};
use crate::app::{App, matches_all};
use crate::keys::{Action, BriefAction};
use crate::layout::{self, SMALLEST_CARD};
use crate::model::Section;
use crate::slides::{Card, CardPage};

/// The text of a card, for the filter.
#[derive(Debug)]
struct CardText {
    /// What is on the card, besides a heading.
    own: String,
    /// The question above a card of an issue or a contradiction, which many cards can have; else empty.
    heading: String,
}

/// The rows below the list: a blank row and the footer.
pub const CARDS_BELOW: u16 = 2;

/// The list of cards.
#[derive(Debug)]
pub struct CardList {
    pub filter: Input,
    /// The cards that match the filter, by their index in the deck.
    pub rows: ScrollList<usize>,
    /// The text of each card, for the filter.
    texts: Vec<CardText>,
}

impl CardList {
    pub(super) fn new(presentation: &Presentation) -> Self {
        let texts = presentation.deck.cards.iter().map(|card| {
            let pages = (0..card.steps).map(|step| page_text(&card.page(step, SMALLEST_CARD, presentation.letters)));
            CardText::new(card, &pages.collect::<Vec<_>>().join(" "))
        });
        let mut list = Self { filter: Input::default(), rows: ScrollList::new(Vec::new()), texts: texts.collect() };
        list.apply_filter();
        list.rows.choose(presentation.at);
        list
    }

    /// Lists the cards that match: those by their own words come before those only by their heading.
    fn apply_filter(&mut self) {
        let query = self.filter.value();
        let all = 0..self.texts.len();
        let (mut rows, others): (Vec<usize>, Vec<usize>) = all.partition(|at| matches_all(&self.texts[*at].own, query));
        let has_heading = |at: &usize| {
            let CardText { own, heading } = &self.texts[*at];
            matches_all(&format!("{heading} {own}"), query)
        };
        rows.extend(others.into_iter().filter(has_heading));
        self.rows.set_rows(rows);
    }
}

impl CardText {
    fn new(card: &Card, pages: &str) -> Self {
        match card.section {
            Some(Section::Issues | Section::Contradictions | Section::Timeline) => {
                Self { own: pages.replace(card.title.as_str(), ""), heading: card.title.clone() }
            }
            Some(Section::BottomLine | Section::KeyPoints | Section::Quotes) | None => {
                Self { own: format!("{} {pages}", card.title), heading: String::new() }
            }
        }
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
