//! A look-up over a library that waits for its answer: requests, responses, and keys that wait. It never searches
//! itself.

use super::keys::{handle_look_up_key, lay_out, open_look_up};
use super::request::{LookUpRequest, LookUpResponse};
use super::target::{LookUpTarget, find_record};
use super::{LookUp, LookUpFocus};
use crate::app::overlay::Overlay;
use crate::app::{App, Effect};
use crate::keys::{Action, BriefAction, Chord, Key};
use crate::text::Paragraph;
use crate::view::detail;

/// The largest number of waiting keys; further keys are dropped.
const MAX_WAITING_KEYS: usize = 64;

/// The next request of the open look-up; each request is returned once.
pub(in crate::app) fn next_request(app: &mut App) -> Option<LookUpRequest> {
    let size = app.content_size();
    let (look_up, _) = open_look_up(app)?;
    let height = usize::from(look_up.regions(size).hits.height);
    look_up.next_request(height)
}

/// Handles the response to a request.
pub(in crate::app) fn receive(app: &mut App, response: LookUpResponse) {
    if let Some((look_up, _)) = open_look_up(app) {
        look_up.receive(response);
    }
    lay_out(app);
}

/// Runs the queries again because the indices of the briefs changed.
pub(in crate::app) fn reset(app: &mut App) {
    let kept_look_up = app.kept_look_up.take();
    if let Some((look_up, mut target)) = open_look_up(app) {
        let number = target.next_number();
        look_up.reset(number);
    }
    if let (Some(mut look_up), Some(library)) = (kept_look_up, &mut app.library) {
        library.query_count += 1;
        look_up.reset(library.query_count);
        app.kept_look_up = Some(look_up);
    }
    lay_out(app);
}

impl App {
    /// The preview of the chosen hit of a look-up over a library; `None` while its brief is loading.
    pub fn hit_paragraphs(&self) -> Option<Vec<Paragraph>> {
        let (Some(Overlay::LookUp(look_up)), Some(facts)) = (&self.overlay, self.shown_facts()) else { return None };
        let record = find_record(&facts.brief, look_up.excerpt(look_up.hits.at())?)?;
        Some(detail::record_paragraphs(facts, None, record))
    }
}

/// Handles the waiting keys, as far as they need not wait any longer.
pub(in crate::app) fn replay_waiting_keys(app: &mut App) -> Option<Effect> {
    let chords = match open_look_up(app) {
        Some((LookUp { pending: Some(pending), .. }, _)) => std::mem::take(&mut pending.waiting_keys),
        Some(_) | None => return None,
    };
    if !chords.is_empty() {
        app.notice = None;
    }
    for chord in chords {
        let effect = handle_look_up_key(app, chord);
        if effect.is_some() {
            return effect;
        }
    }
    None
}

impl LookUp {
    /// Queues a key that must wait for the answer or for the brief of a hit. Returns whether it waits. Esc never waits.
    pub(super) fn queue_key(&mut self, chord: Chord, action: Option<Action>, target: &LookUpTarget<'_>) -> bool {
        let LookUpTarget::Library(library) = target else { return false };
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
