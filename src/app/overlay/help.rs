//! The help: the searchable list of every action. It binds no keys.

use ratatui::layout::Position;
use tui_input::Input;

use super::component::{Flow, OverlayComponent, is_closing};
use crate::app::list::{ListRow, PressedRow, ScrollList};
use crate::app::{App, matches_all};
use crate::keys::{Action, ActionGroup, BoundAction, BriefAction, KeyContext};
use crate::layout;
use crate::share::protocol::PresentationView;

/// The searchable list of every action.
#[derive(Debug)]
pub struct Help {
    pub search: Input,
    pub rows: ScrollList<HelpRow>,
    /// The actions of the context in which the help was opened.
    pub table: Vec<BoundAction>,
}

/// A row of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HelpRow {
    Heading(ActionGroup),
    /// A line of the table, by its index.
    Line(usize),
}

/// The rows below the list: a blank row, the legend and the footer.
pub const HELP_BELOW: u16 = 5;

impl ListRow for HelpRow {
    fn is_selectable(self) -> bool {
        matches!(self, Self::Line(_))
    }
}

impl Help {
    /// The help on the actions of the card or of the reader, whichever is shown.
    pub(in crate::app) fn new(app: &mut App) -> Self {
        let on_card =
            app.presentation.as_ref().is_some_and(|presentation| presentation.view != PresentationView::Reader);
        Self::for_context(app, if on_card { KeyContext::Cards } else { KeyContext::Reader })
    }

    /// The help on the actions of a context.
    pub(in crate::app) fn for_context(app: &mut App, context: KeyContext) -> Self {
        let table = app.keys.actions(context).to_vec();
        let mut help = Self { search: Input::default(), rows: ScrollList::new(Vec::new()), table };
        help.on_edit(app);
        help
    }

    fn has_words(&self, binding: &BoundAction) -> bool {
        let keys: Vec<String> = binding.chords.iter().map(ToString::to_string).collect();
        let searched = format!("{} {} {}", keys.join(" "), binding.action.name(), binding.description);
        matches_all(&searched, self.search.value())
    }

    /// The action under the cursor.
    fn chosen_action(&self) -> Option<Action> {
        match self.rows.current()? {
            HelpRow::Line(at) => Some(self.table[at].action),
            HelpRow::Heading(_) => None,
        }
    }
}

impl OverlayComponent for Help {
    fn perform(&mut self, app: &mut App, action: Action) -> Flow {
        if let Some(motion) = action.list_motion() {
            self.rows.move_by(motion, app.overlay_height());
            self.lay_out(app);
        } else if action == Action::Brief(BriefAction::Go) {
            return self.chosen_action().map_or(Flow::Close(None), Flow::Perform);
        } else if is_closing(action) {
            return Flow::Close(None);
        }
        Flow::Stay(None)
    }

    fn text_field(&mut self) -> Option<&mut Input> {
        Some(&mut self.search)
    }

    /// Shows the actions whose keys, name or description have every word of the search.
    fn on_edit(&mut self, app: &mut App) {
        let mut rows = Vec::new();
        let mut last = None;
        for (at, binding) in self.table.iter().enumerate().filter(|(_, binding)| self.has_words(binding)) {
            if last != Some(binding.group) {
                rows.push(HelpRow::Heading(binding.group));
                last = Some(binding.group);
            }
            rows.push(HelpRow::Line(at));
        }
        self.rows.set_rows(rows);
        self.lay_out(app);
    }

    fn scroll_at(&mut self, app: &mut App, _at: Position, rows: isize) {
        self.rows.scroll(rows, app.list_area(HELP_BELOW).height.into(), true);
    }

    fn press(&mut self, app: &mut App, at: Position) -> Flow {
        if let Some(row) = layout::row_at(app.list_area(HELP_BELOW), at) {
            if self.rows.press(row) == PressedRow::Current {
                return self.perform(app, Action::Brief(BriefAction::Go));
            }
            self.lay_out(app);
        }
        Flow::Stay(None)
    }

    fn lay_out(&mut self, app: &mut App) {
        self.rows.show_cursor(app.list_area(HELP_BELOW).height.into());
    }
}
