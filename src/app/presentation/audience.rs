//! The choice of the audience. It is asked before anything is shown, and nothing of the brief is on the screen.

use ratatui::layout::Position;

use super::{PresentationPlan, begin};
use crate::app::overlay::{Flow, Overlay, OverlayComponent, is_closing};
use crate::app::{App, Effect};
use crate::keys::{Action, BriefAction, Chord, Key, Keymap, Motion};
use crate::layout;
use crate::model::Tlp;
use crate::redact::{self, RENAMED_LABEL};

/// A choice among the labels, the strictest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AudienceChoice {
    /// The index of the cursor in [`Tlp::ALL`].
    pub at: usize,
    /// The beginning of a label, as typed so far.
    pub typed: String,
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
        app.overlay = Some(Overlay::Audience(AudienceChoice { at, typed: String::new(), plan }));
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

impl AudienceChoice {
    /// Adds to what was typed, and puts the cursor on the label that begins with it, with or without `TLP:`; of several, on the one that
    /// shows the least. Returns whether a label does; else nothing changes.
    fn type_text(&mut self, app: &mut App, text: &str) -> bool {
        let typed = format!("{}{text}", self.typed).to_ascii_uppercase();
        let begins = |label: &str| {
            label.starts_with(&typed) || label.strip_prefix("TLP:").is_some_and(|word| word.starts_with(&typed))
        };
        // A whole word comes before a longer one.
        let is_whole = |label: &str| label == typed || label.strip_prefix("TLP:") == Some(&typed);
        let at = Tlp::WORDS.iter().position(|label| is_whole(label));
        let at = at.or_else(|| Tlp::WORDS.iter().rposition(|label| begins(label)));
        self.at = at.unwrap_or(self.at);
        let is_renamed = at.is_none() && begins(RENAMED_LABEL);
        if is_renamed {
            app.refuse(redact::renamed_message(RENAMED_LABEL));
        }
        if at.is_some() || is_renamed {
            self.typed = typed;
        }
        at.is_some() || is_renamed
    }
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

    /// Letters that begin a label choose it. The fixed keys of a text field always work; the others are the user's.
    fn handle_key(&mut self, app: &mut App, chord: Chord) -> Flow {
        if let Some(char) = chord.typed_char()
            && self.type_text(app, &char.to_string())
        {
            return Flow::Stay(None);
        }
        if chord.key == Key::Backspace {
            self.typed.pop();
            return Flow::Stay(None);
        }
        if !std::mem::take(&mut self.typed).is_empty() && chord.typed_char().is_some() {
            app.refuse("no label begins so; type it again, or choose with the arrow keys");
            return Flow::Stay(None);
        }
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

    fn paste(&mut self, app: &mut App, text: &str) {
        self.typed.clear();
        match redact::parse_audience(text.trim()) {
            Ok(audience) => self.at = Tlp::ALL.iter().position(|label| *label == audience).unwrap_or(self.at),
            // A paste without words is none.
            Err(_) if text.trim().is_empty() => {}
            Err(why) => app.refuse(why),
        }
    }

    fn choose(&mut self, _app: &mut App, at: usize) {
        if at < Tlp::ALL.len() {
            self.at = at;
        }
    }
}
