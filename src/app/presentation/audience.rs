//! The choice of the audience. It is asked before anything is shown, and nothing of the brief is on the screen.

use super::{PresentationPlan, begin};
use crate::app::overlay::Overlay;
use crate::app::{App, Effect};
use crate::keys::{Chord, Key};
use crate::layout::SMALLEST;
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

pub(in crate::app) fn handle_audience_key(app: &mut App, chord: Chord) -> Option<Effect> {
    let Some(Overlay::Audience(choice)) = &mut app.overlay else { return None };
    let last = Tlp::ALL.len() - 1;
    match chord.key {
        // A screen that is too small does not show the choice.
        Key::Enter if app.size.width < SMALLEST.width || app.size.height < SMALLEST.height => {}
        Key::Enter => {
            let (label, plan) = (Tlp::ALL[choice.at.min(last)], choice.plan.clone());
            return begin(app, label, plan);
        }
        Key::Esc | Key::Char('q') => {
            let is_standalone = choice.plan.is_standalone;
            app.overlay = None;
            return is_standalone.then_some(Effect::Quit);
        }
        Key::Down | Key::Tab | Key::Char('j') => choice.at = (choice.at + 1).min(last),
        Key::Up | Key::BackTab | Key::Char('k') => choice.at = choice.at.saturating_sub(1),
        Key::Home | Key::PageUp | Key::Char('g') => choice.at = 0,
        Key::End | Key::PageDown | Key::Char('G') => choice.at = last,
        Key::Char(_) | Key::Backspace | Key::Delete | Key::Left | Key::Right => {}
    }
    None
}
