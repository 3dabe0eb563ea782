//! Moves cursors and the focus, scrolls panes, sets and removes pins. Moving never hides anything; only pins do.

use super::BriefItem;
use super::filter::Pin;
use super::reader::{AsOf, BriefReader};
use crate::layout::{self, Pane};
use crate::text;

impl AsOf {
    /// The date as the title of the matrix shows it.
    pub fn describe(self) -> String {
        match self {
            Self::Latest => "the latest".to_owned(),
            Self::Cursor(Some(day)) => format!("as of {day}"),
            Self::Cursor(None) => "as of no day: the cursor's record is undated".to_owned(),
        }
    }
}

impl BriefReader {
    /// Moves the cursor of the focused pane by `steps`, or scrolls Detail.
    pub(super) fn step(&mut self, steps: isize) {
        match self.focus {
            Pane::Sources => self.panes.sources.step(steps),
            Pane::Actors => self.panes.actors.step(steps),
            Pane::Stances => self.panes.stances.step(steps),
            Pane::Timeline => self.panes.timeline.step(steps),
            Pane::Detail => return self.scroll_detail(steps),
        }
        self.cursor_moved();
    }

    /// Moves the cursor of the focused pane to its first or last row.
    pub(super) fn move_to_end(&mut self, last: bool) {
        match self.focus {
            Pane::Sources => self.panes.sources.move_to_end(last),
            Pane::Actors => self.panes.actors.move_to_end(last),
            Pane::Stances => {
                // The heading is the matrix's first row.
                self.panes.stances.rows.move_to_end(last);
                self.panes.stances.on_heading = !last;
            }
            Pane::Timeline => self.panes.timeline.move_to_end(last),
            Pane::Detail => self.detail.top = if last { self.detail.lines.len() } else { 0 },
        }
        self.cursor_moved();
    }

    /// Moves the cursor of the focused pane by a screenful.
    pub(super) fn move_page(&mut self, down: bool) {
        let height = usize::from(self.regions().body(self.focus).height);
        match self.focus {
            Pane::Sources => self.panes.sources.page(height, down),
            Pane::Actors => self.panes.actors.page(height, down),
            Pane::Stances => self.panes.stances.rows.page(height.saturating_sub(layout::MATRIX_HEADING), down),
            Pane::Timeline => self.panes.timeline.page(height, down),
            Pane::Detail => {
                let rows = isize::try_from(height).unwrap_or(1);
                return self.scroll_detail(if down { rows } else { -rows });
            }
        }
        self.cursor_moved();
    }

    /// Moves the matrix's cursor to the next or the previous issue; does nothing in other panes.
    pub(super) fn step_column(&mut self, right: bool) {
        if self.focus == Pane::Stances {
            self.panes.stances.step_column(right);
            self.cursor_moved();
        }
    }

    /// Scrolls Detail by `rows`, without moving the focus.
    pub(super) fn scroll_detail(&mut self, rows: isize) {
        self.detail.top = self.detail.top.saturating_add_signed(rows);
        self.cursor_moved();
    }

    /// Focuses a pane. Its cursor moves to the first item there that is linked to the selected item, unless it is
    /// already on one.
    pub(super) fn enter(&mut self, pane: Pane) {
        if pane != Pane::Detail && pane != self.selected_pane() {
            self.carry_cursor(pane);
        }
        self.set_focus(pane);
        self.cursor_moved();
    }

    fn carry_cursor(&mut self, pane: Pane) {
        let (linked, timeline_index) = (&self.linked, &self.facts.timeline_index);
        let is_linked = |item: BriefItem| match item {
            BriefItem::Source(ix) => linked.has_source(ix),
            BriefItem::Actor(ix) => linked.has_actor(ix),
            BriefItem::Issue(_) => false,
            BriefItem::Cell(actor, issue) => linked.has_cell(actor, issue),
            BriefItem::Record(record) => linked.has_record_at(timeline_index.position(record)),
        };
        if self.panes.item(pane).is_some_and(is_linked) {
            return;
        }
        let target = match pane {
            Pane::Sources => {
                self.panes.sources.rows().iter().copied().map(BriefItem::Source).find(|item| is_linked(*item))
            }
            Pane::Actors => {
                self.panes.actors.rows().iter().copied().map(BriefItem::Actor).find(|item| is_linked(*item))
            }
            Pane::Stances => {
                let stances = &self.panes.stances;
                let column = |actor| stances.issues.iter().map(move |issue| BriefItem::Cell(actor, *issue));
                stances.rows.rows().iter().flat_map(|actor| column(*actor)).find(|item| is_linked(*item))
            }
            Pane::Timeline => self
                .panes
                .timeline
                .rows()
                .iter()
                .rev()
                .find_map(|row| row.record().map(BriefItem::Record).filter(|item| is_linked(*item))),
            Pane::Detail => None,
        };
        if let Some(item) = target {
            self.panes.choose(item);
        }
    }

    /// The pane after or before the focused one; wraps around at the ends.
    pub(super) fn neighbouring_pane(&self, forward: bool) -> Pane {
        let count = Pane::ALL.len();
        let by = if forward { 1 } else { count - 1 };
        Pane::ALL[(self.focus as usize + by) % count]
    }

    /// Sets or removes the pin of the selected item.
    ///
    /// # Errors
    /// Returns a sentence if no item is selected or no record is linked to it.
    pub(super) fn toggle_pin(&mut self) -> Result<(), String> {
        let Some(item) = self.selected_item() else { return Err("nothing here to pin".to_owned()) };
        if self.facts.timeline_index.linked_to(&self.facts.brief, item).is_empty() {
            return Err(format!(
                "{}: silent, so there is nothing to narrow to",
                text::clean(&item.describe(&self.facts.brief))
            ));
        }
        self.history.push(self.bookmark());
        self.pins.toggle(Pin::Item(item));
        self.pins_changed();
        Ok(())
    }

    /// Removes the last pin, or all of them.
    ///
    /// # Errors
    /// Returns a sentence if there are no pins.
    pub(super) fn unpin(&mut self, all: bool) -> Result<(), String> {
        if self.pins.is_empty() {
            return Err("nothing is pinned".to_owned());
        }
        self.history.push(self.bookmark());
        if all {
            self.pins = super::filter::Pins::default();
        } else {
            self.pins.pop();
        }
        self.pins_changed();
        Ok(())
    }

    /// Shows the matrix as of the timeline's cursor, or as of the latest record again.
    ///
    /// # Errors
    /// Returns a sentence if the record under the timeline's cursor is undated.
    pub(super) fn toggle_as_of(&mut self) -> Result<(), String> {
        let next = match self.as_of {
            AsOf::Cursor(_) => AsOf::Latest,
            AsOf::Latest => match self.cursor_day() {
                Some(day) => AsOf::Cursor(Some(day)),
                None => return Err("the timeline's cursor stands on something undated".to_owned()),
            },
        };
        self.set_as_of(next);
        self.cursor_moved();
        Ok(())
    }
}
