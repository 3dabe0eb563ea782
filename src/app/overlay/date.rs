//! The line for the date to go to, in place of the footer. It finds no date itself.

use tui_input::Input;

use super::component::{Flow, OverlayComponent, is_closing};
use crate::app::App;
use crate::keys::{Action, BriefAction};

/// The line for a date, and the error of the last attempt.
#[derive(Debug, Default)]
pub struct DateField {
    pub line: Input,
    pub fault: Option<String>,
}

impl OverlayComponent for DateField {
    fn perform(&mut self, app: &mut App, action: Action) -> Flow {
        if action == Action::Brief(BriefAction::Go) {
            let Ok(date) = self.line.value().trim().parse() else {
                self.fault = Some("no date: write 2024, 2024-09 or 2024-09-12".to_owned());
                return Flow::Stay(None);
            };
            if let Some(result) = app.reader.as_mut().map(|reader| reader.go_to_date(&date)) {
                app.set_notice(result);
            }
            return Flow::Close(None);
        }
        if is_closing(action) { Flow::Close(None) } else { Flow::Stay(None) }
    }

    fn text_field(&mut self) -> Option<&mut Input> {
        Some(&mut self.line)
    }

    fn on_edit(&mut self, _app: &mut App) {
        self.fault = None;
    }
}
