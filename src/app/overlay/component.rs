//! What every overlay does with keys, actions, the mouse, pasted text, a new size and a reload. It knows no single overlay.

use ratatui::layout::Position;
use tui_input::Input;

use super::text_field::{edit_line, insert_text};
use crate::app::reader::BriefReader;
use crate::app::{App, Effect};
use crate::keys::{Action, BriefAction, Chord, Keymap};
use crate::model::Brief;

/// What becomes of an overlay after an input.
#[derive(Debug)]
pub(in crate::app) enum Flow {
    /// It stays open.
    Stay(Option<Effect>),
    /// It closes, and what it covers is shown again.
    Close(Option<Effect>),
    /// It closes with what it covers, and the action is performed on what is below.
    Perform(Action),
}

/// An overlay. Its methods are called while it is taken out of the app; what `app.overlay` then holds is put above it.
pub(in crate::app) trait OverlayComponent {
    /// Performs an action. Ignores those that it does not know.
    fn perform(&mut self, app: &mut App, action: Action) -> Flow;

    /// The text field that has the focus.
    fn text_field(&mut self) -> Option<&mut Input> {
        None
    }

    /// Applies a change of the text field.
    fn on_edit(&mut self, _app: &mut App) {}

    /// Handles a key press: performs its action, or edits the text field.
    fn handle_key(&mut self, app: &mut App, chord: Chord) -> Flow {
        let Some(field) = self.text_field() else {
            return app.keys.action_for(chord).map_or(Flow::Stay(None), |action| self.perform(app, action));
        };
        if let Some(action) = Keymap::text_field_action(chord) {
            return self.perform(app, action);
        }
        if edit_line(field, chord) {
            self.on_edit(app);
        }
        Flow::Stay(None)
    }

    /// Inserts pasted text, which has no control characters, into the text field.
    fn paste(&mut self, app: &mut App, text: &str) {
        if let Some(field) = self.text_field() {
            insert_text(field, text);
            self.on_edit(app);
        }
    }

    /// Scrolls what is at a cell by `rows`, down if positive.
    fn scroll_at(&mut self, _app: &mut App, _at: Position, _rows: isize) {}

    /// Handles a press on a cell: selects what is there. A press on what is selected already does what the enter key does.
    fn press(&mut self, _app: &mut App, _at: Position) -> Flow {
        Flow::Stay(None)
    }

    /// Puts the cursor on an item of the list, from 0; does nothing beyond the last one.
    fn choose(&mut self, _app: &mut App, _at: usize) {}

    /// Lays it out for the size of the screen.
    fn lay_out(&mut self, _app: &mut App) {}

    /// Shows it again after another overlay covered it.
    fn uncover(&mut self, app: &mut App) {
        self.lay_out(app);
    }

    /// Takes over the reloaded brief of `reader` in place of `old`; `lay_out` follows. Returns whether anything that it shows is left.
    fn reload(&mut self, _old: &Brief, _reader: &mut BriefReader) -> bool {
        true
    }
}

/// Whether an action closes every overlay.
pub(in crate::app) fn is_closing(action: Action) -> bool {
    matches!(action, Action::Quit | Action::Brief(BriefAction::UnpinAll | BriefAction::Back))
}

/// What a text does with an action other than its own: the help and the look-up replace it, and enter closes it.
pub(in crate::app) fn close_text(action: Action) -> Flow {
    if matches!(action, Action::Help | Action::LookUp) {
        Flow::Perform(action)
    } else if is_closing(action) || action == Action::Brief(BriefAction::Go) {
        Flow::Close(None)
    } else {
        Flow::Stay(None)
    }
}
