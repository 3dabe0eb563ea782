//! The choice of the audience. It is asked before anything is shown, and nothing of the brief is on the screen.

use ratatui::layout::Position;

use super::{PresentationPlan, begin};
use crate::app::overlay::{Flow, Overlay, OverlayComponent, is_closing};
use crate::app::{App, Effect};
use crate::keys::{Action, BriefAction, Chord, Keymap, Motion};
use crate::layout;
use crate::model::Tlp;

/// A choice among the labels, the strictest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AudienceChoice {
    /// The index of the cursor in [`Tlp::ALL`].
    pub at: usize,
    plan: PresentationPlan,
}

impl AudienceChoice {
    /// The plan of the presentation that follows the choice.
    pub const fn plan(&self) -> &PresentationPlan {
        &self.plan
    }
}

/// Asks for the audience. The cursor starts at the brief's own label, which shows the least, so that a slip never shows
/// more.
pub(in crate::app) fn ask_audience(app: &mut App, plan: PresentationPlan) {
    if let Some(reader) = &app.reader {
        let at = Tlp::ALL.iter().position(|label| *label == reader.facts.brief.tlp).unwrap_or(0);
        app.overlay = Some(Overlay::Audience(AudienceChoice { at, plan }));
    }
}

/// Presents to `audience`; `None` asks for it first.
pub(in crate::app) fn present_to(app: &mut App, audience: Option<Tlp>, plan: PresentationPlan) -> Option<Effect> {
    if let Some(audience) = audience {
        return begin(app, audience, plan);
    }
    ask_audience(app, plan);
    None
}

impl OverlayComponent for AudienceChoice {
    fn perform(&mut self, app: &mut App, action: Action) -> Flow {
        let last = Tlp::ALL.len() - 1;
        match action.list_motion() {
            Some(Motion::Rows(rows)) => self.at = self.at.saturating_add_signed(rows).min(last),
            Some(Motion::Page { down: is_last } | Motion::End { last: is_last }) => {
                self.at = if is_last { last } else { 0 }
            }
            // A screen that is too small does not show the choice.
            None if action == Action::Brief(BriefAction::Go) && app.is_large_enough() => {
                let effect = begin(app, Tlp::ALL[self.at.min(last)], self.plan.clone());
                return if app.presentation.is_some() { Flow::Close(effect) } else { Flow::Stay(effect) };
            }
            None if is_closing(action) => return Flow::Close(self.plan.is_standalone.then_some(Effect::Quit)),
            None => {}
        }
        Flow::Stay(None)
    }

    /// The fixed keys of a text field always work; the others are the user's.
    fn handle_key(&mut self, app: &mut App, chord: Chord) -> Flow {
        let action = Keymap::text_field_action(chord).or(app.keys.action_for(chord));
        action.map_or(Flow::Stay(None), |action| self.perform(app, action))
    }

    /// Only selects: presenting takes the enter key, so that nothing is shown by accident.
    fn press(&mut self, app: &mut App, at: Position) -> Flow {
        if let Some(row) = layout::row_at(layout::audience_area(app.content_area()), at) {
            self.choose(app, row);
        }
        Flow::Stay(None)
    }

    fn choose(&mut self, _app: &mut App, at: usize) {
        if at < Tlp::ALL.len() {
            self.at = at;
        }
    }
}
