//! A look-up over a library while its answer is still to come: what it wants to know, what then becomes of it, and the keys that wait.

use super::keys::{handle_look_up_key, lay_out, open_look_up};
use super::request::{LookUpRequest, LookUpResponse};
use super::target::{LookUpTarget, find_record};
use super::{LookUp, LookUpFocus};
use crate::app::overlay::Overlay;
use crate::app::{App, BriefItem, Effect, detail};
use crate::keys::{Action, BriefAction, Chord, Key};
use crate::text::Paragraph;

/// More keys than these do not wait.
const MAX_WAITING_KEYS: usize = 64;

/// What the look-up that is open does not have and needs to show, each time once.
pub(in crate::app) fn next_request(app: &mut App) -> Option<LookUpRequest> {
    let size = app.content_size();
    let (look, _) = open_look_up(app)?;
    let height = usize::from(look.regions(size).hits.height);
    look.next_request(height)
}

/// Takes in an answer.
pub(in crate::app) fn receive(app: &mut App, found: LookUpResponse) {
    if let Some((look, _)) = open_look_up(app) {
        look.receive(found);
    }
    lay_out(app);
}

/// The briefs have other places now: whatever was found among them is asked for anew.
pub(in crate::app) fn reset(app: &mut App) {
    let kept = app.library.as_mut().and_then(|library| library.look_up.take());
    if let Some((look, mut over)) = open_look_up(app) {
        let number = over.next_number();
        look.reset(number);
    }
    if let (Some(mut look), Some(library)) = (kept, &mut app.library) {
        library.query_count += 1;
        look.reset(library.query_count);
        library.look_up = Some(look);
    }
    lay_out(app);
}

impl App {
    /// The chosen hit of a look-up over a library, told whole, where its brief is at hand.
    pub fn hit_paragraphs(&self) -> Option<Vec<Paragraph>> {
        let (Some(Overlay::LookUp(look)), Some(reader)) = (&self.overlay, self.shown_reader()) else { return None };
        let record = find_record(&reader.brief, look.excerpt(look.hits.at())?)?;
        Some(detail::paragraphs(reader, BriefItem::Record(record)))
    }
}

/// Presses the keys that waited for what has come, as far as they need to wait no longer.
pub(in crate::app) fn replay_waiting_keys(app: &mut App) -> Option<Effect> {
    let waited = match open_look_up(app) {
        Some((LookUp { pending: Some(pending), .. }, _)) => std::mem::take(&mut pending.waiting_keys),
        Some(_) | None => return None,
    };
    if !waited.is_empty() {
        app.notice = None;
    }
    for chord in waited {
        let effect = handle_look_up_key(app, chord);
        if effect.is_some() {
            return effect;
        }
    }
    None
}

impl LookUp {
    /// Whether a key has to wait for an answer or for the brief of a hit, and does from now on. None waits to leave.
    pub(super) fn queue_key(&mut self, chord: Chord, action: Option<Action>, over: &LookUpTarget<'_>) -> bool {
        let LookUpTarget::Library(library) = over else { return false };
        let is_awaited = self.is_awaited();
        let waits = match self.focus {
            LookUpFocus::Line => {
                let is_on_hits = match chord.key {
                    Key::Enter | Key::PageDown => true,
                    Key::Down => !self.history.is_back(),
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
            LookUpFocus::Hits => {
                let needs_brief = matches!(action, Some(Action::Copy | Action::ShowCopy | Action::Link));
                let needs_hit = needs_brief || action == Some(Action::Brief(BriefAction::Go));
                needs_hit && self.hits.current().is_none()
                    || needs_brief && library.preview().is_none() && library.preview_error().is_none()
            }
        };
        let Some(pending) = &mut self.pending else { return false };
        let waits = chord.key != Key::Esc && (waits || !pending.waiting_keys.is_empty());
        if waits && pending.waiting_keys.len() < MAX_WAITING_KEYS {
            pending.waiting_keys.push(chord);
        }
        waits
    }
}
