//! Handles the mouse, if the user enabled it: a press selects, the wheel scrolls what is under the pointer. It does
//! nothing that no key does.
//!
//! The wheel scrolls by three rows and moves the cursor only to keep it visible, as editors do. It never changes the
//! focus; in a pane without the focus only the view moves.

use ratatui::layout::{Position, Rect};

use super::actions::{handle_in_overlay, perform};
use super::list::PressedRow;
use super::overlay::Flow;
use super::presentation::{self};
use super::reader::BriefReader;
use super::{App, Effect, library};
use crate::keys::{Action, BriefAction};
use crate::layout::{self, MATRIX_HEADING, Pane, row_at};
use crate::share::protocol::PresentationView;

/// A mouse action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseAction {
    /// A press of the left button.
    Press,
    WheelUp,
    WheelDown,
}

/// The rows that one notch of the wheel scrolls.
const WHEEL_ROWS: isize = 3;

impl MouseAction {
    /// The rows to scroll by, down if positive; `None` for a press.
    pub(super) const fn scroll_rows(self) -> Option<isize> {
        match self {
            Self::Press => None,
            Self::WheelUp => Some(-WHEEL_ROWS),
            Self::WheelDown => Some(WHEEL_ROWS),
        }
    }
}

/// Handles a mouse action at a cell of the screen; a cell outside the screen or without a function is ignored.
pub(super) fn handle_mouse(app: &mut App, at: Position, what: MouseAction) -> Option<Effect> {
    let (size, content_size) = (app.size, app.content_size());
    if !app.is_large_enough() || at.x >= size.width || at.y >= size.height {
        return None;
    }
    // The banner about faults in the files takes the rows above.
    let y = at.y.checked_sub(size.height - content_size.height)?;
    app.notice = None;
    // An action that cancels a question does nothing else.
    if app.pending_letter.take().is_some()
        || app.presentation.as_mut().is_some_and(|presentation| std::mem::take(&mut presentation.quit_asked))
    {
        return None;
    }
    let at = Position { y, ..at };
    if app.overlay.is_none() {
        return handle_below_overlay(app, at, what);
    }
    handle_in_overlay(app, |overlay, app| match what.scroll_rows() {
        Some(rows) => {
            overlay.component().scroll_at(app, at, rows);
            Flow::Stay(None)
        }
        None => overlay.component().press(app, at),
    })
}

/// Handles the mouse without an overlay: on a card, the list of briefs or the panes.
fn handle_below_overlay(app: &mut App, at: Position, what: MouseAction) -> Option<Effect> {
    match &app.presentation {
        Some(presentation) if presentation.view != PresentationView::Reader => {
            presentation::handle_mouse(app, what);
            None
        }
        Some(_) | None if app.at_list => library::handle_mouse(app, at, what),
        Some(_) | None => handle_in_panes(app, at, what),
    }
}

fn handle_in_panes(app: &mut App, at: Position, what: MouseAction) -> Option<Effect> {
    let reader = app.reader.as_mut()?;
    let regions = reader.regions();
    let tabs = Pane::ALL.into_iter().zip(layout::tabs(regions.tabs, reader.focus));
    let tab = tabs.filter(|(_, tab)| tab.contains(at)).map(|(pane, _)| pane).next();
    let pane = Pane::ALL.into_iter().find(|pane| regions.pane(*pane).contains(at));
    let opens = match (tab, pane, what.scroll_rows()) {
        (Some(tab), _, None) => {
            reader.enter(tab);
            false
        }
        (None, Some(pane), Some(rows)) => {
            reader.scroll_pane(pane, rows);
            false
        }
        (None, Some(pane), None) => reader.press(pane, at),
        (Some(_), _, Some(_)) | (None, None, _) => return None,
    };
    // A follower who acts on his own is detached from the speaker.
    presentation::detach_from_speaker(app);
    if opens { perform(app, Action::Brief(BriefAction::Go)) } else { None }
}

impl BriefReader {
    /// Scrolls a pane without focusing it.
    fn scroll_pane(&mut self, pane: Pane, rows: isize) {
        let height = height(self.regions().body(pane));
        let has_focus = pane == self.selected_pane();
        match pane {
            Pane::Sources => self.panes.sources.scroll(rows, height, has_focus),
            Pane::Actors => self.panes.actors.scroll(rows, height, has_focus),
            Pane::Stances => self.panes.stances.rows.scroll(rows, height.saturating_sub(MATRIX_HEADING), has_focus),
            Pane::Timeline => self.panes.timeline.scroll(rows, height, has_focus),
            Pane::Detail => {
                self.detail.top = self.detail.top.saturating_add_signed(rows);
                self.update_detail();
            }
        }
        // Without the focus only the view moves: showing the links would scroll it back.
        if has_focus {
            self.cursor_moved();
        }
    }

    /// Focuses the pressed pane and puts its cursor on the row. Returns whether the cursor was already there.
    fn press(&mut self, pane: Pane, at: Position) -> bool {
        let body = self.regions().body(pane);
        let pressed = match (pane, row_at(body, at)) {
            (Pane::Detail, _) | (_, None) => PressedRow::Outside,
            (Pane::Sources, Some(row)) => self.panes.sources.press(row),
            (Pane::Actors, Some(row)) => self.panes.actors.press(row),
            (Pane::Stances, Some(row)) => self.press_matrix(row, usize::from(at.x - body.x), body.width),
            (Pane::Timeline, Some(row)) => self.panes.timeline.press(row),
        };
        let was_focused = self.focus == pane;
        match pressed {
            PressedRow::Outside if was_focused => {}
            PressedRow::Outside => self.enter(pane),
            PressedRow::Current if was_focused => return true,
            PressedRow::Current | PressedRow::New => {
                let top = self.panes.timeline.top();
                self.set_focus(pane);
                self.cursor_moved();
                // Keep the row under the pointer, even if its heading is hidden.
                if pane == Pane::Timeline {
                    self.panes.timeline.set_top(top);
                    // If the pane is smaller now, the row may be out of sight.
                    let height = usize::from(self.regions().body(pane).height);
                    if self.panes.timeline.at() >= top + height {
                        self.panes.timeline.show_cursor(height);
                    }
                }
            }
        }
        false
    }

    /// Handles a press on a row of the matrix, including its heading, and a column of the screen.
    fn press_matrix(&mut self, row: usize, x: usize, width: u16) -> PressedRow {
        let stances = &mut self.panes.stances;
        let grid = layout::matrix_grid(width, stances.issues.len());
        let on_screen = x.checked_sub(usize::from(grid.name)).map(|x| x / usize::from(grid.cell.max(1)));
        let column = on_screen.filter(|column| *column < grid.columns).map(|column| stances.left + column);
        let column = column.filter(|column| *column < stances.issues.len());
        let (was_at, was_on_heading) = (stances.column, stances.on_heading);
        let pressed = match (row.checked_sub(MATRIX_HEADING), column) {
            (None, None) => return PressedRow::Outside,
            (None, Some(_)) => PressedRow::Current,
            (Some(row), _) => stances.rows.press(row),
        };
        if pressed == PressedRow::Outside {
            return pressed;
        }
        stances.on_heading = row < MATRIX_HEADING;
        stances.column = column.unwrap_or(was_at);
        let is_same = (stances.column, stances.on_heading) == (was_at, was_on_heading);
        if is_same { pressed } else { PressedRow::New }
    }
}

fn height(rect: Rect) -> usize {
    usize::from(rect.height)
}
