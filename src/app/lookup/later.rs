//! A look-up over a library while its answer is still to come: what it wants to know, what then becomes of it, and the keys that wait.

use super::found::{Ask, Found};
use super::keys::{in_look_up, lay_out, open};
use super::over::{Over, record_in};
use super::{LookUp, Part};
use crate::app::overlay::Overlay;
use crate::app::{App, Effect, Item, detail};
use crate::keys::{Action, Chord, Key, Verb};
use crate::text::Paragraph;

/// More keys than these do not wait.
const MOST: usize = 64;

/// What the look-up that is open does not have and needs to show, each time once.
pub(in crate::app) fn wanted(app: &mut App) -> Option<Ask> {
    let size = app.room();
    let (look, _) = open(app)?;
    let height = usize::from(look.regions(size).hits.height);
    look.wanted(height)
}

/// Takes in an answer.
pub(in crate::app) fn take(app: &mut App, found: Found) {
    if let Some((look, _)) = open(app) {
        look.take(found);
    }
    lay_out(app);
}

/// The briefs have other places now: whatever was found among them is asked for anew.
pub(in crate::app) fn forget(app: &mut App) {
    let kept = app.library.as_mut().and_then(|library| library.look.take());
    if let Some((look, mut over)) = open(app) {
        let number = over.number();
        look.forget(number);
    }
    if let (Some(mut look), Some(library)) = (kept, &mut app.library) {
        library.asked += 1;
        look.forget(library.asked);
        library.look = Some(look);
    }
    lay_out(app);
}

impl App {
    /// The chosen hit of a look-up over a library, told whole, where its brief is at hand.
    pub fn hit_told(&self) -> Option<Vec<Paragraph>> {
        let (Some(Overlay::LookUp(look)), Some(reader)) = (&self.overlay, self.looked_at()) else { return None };
        let record = record_in(&reader.brief, look.excerpt(look.hits.at())?)?;
        Some(detail::of(reader, Item::Record(record)))
    }
}

/// Presses the keys that waited for what has come, as far as they need to wait no longer.
pub(in crate::app) fn press_what_waited(app: &mut App) -> Option<Effect> {
    let waited = match open(app) {
        Some((LookUp { pending: Some(pending), .. }, _)) => std::mem::take(&mut pending.keys),
        Some(_) | None => return None,
    };
    if !waited.is_empty() {
        app.notice = None;
    }
    for chord in waited {
        let effect = in_look_up(app, chord);
        if effect.is_some() {
            return effect;
        }
    }
    None
}

impl LookUp {
    /// Whether a key has to wait for an answer or for the brief of a hit, and does from now on. None waits to leave.
    pub(super) fn waits_with(&mut self, chord: Chord, action: Option<Action>, over: &Over<'_>) -> bool {
        let Over::Library(library) = over else { return false };
        let is_awaited = self.is_awaited();
        let waits = match self.part {
            Part::Line => {
                let is_on_hits = match chord.key {
                    Key::Enter | Key::PageDown => true,
                    Key::Down => !self.recall.is_back(),
                    Key::Char('n') => chord.ctrl,
                    Key::Char(_)
                    | Key::Esc
                    | Key::Tab
                    | Key::BackTab
                    | Key::Backspace
                    | Key::Delete
                    | Key::Up
                    | Key::Left
                    | Key::Right
                    | Key::Home
                    | Key::End
                    | Key::PageUp => false,
                };
                is_on_hits && is_awaited
            }
            Part::Hits => {
                let needs_brief = matches!(action, Some(Action::Copy | Action::ShowCopy | Action::Link));
                let needs_hit = needs_brief || action == Some(Action::Brief(Verb::Go));
                needs_hit && self.hits.current().is_none()
                    || needs_brief && library.leaf().is_none() && library.trouble().is_none()
            }
        };
        let Some(pending) = &mut self.pending else { return false };
        let waits = chord.key != Key::Esc && (waits || !pending.keys.is_empty());
        if waits && pending.keys.len() < MOST {
            pending.keys.push(chord);
        }
        waits
    }
}
