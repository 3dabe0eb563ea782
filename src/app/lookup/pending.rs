//! A look-up over a library that waits for its answer: requests, responses, and inputs that wait. It never searches
//! itself.

use super::request::{LookUpInput, LookUpRequest, LookUpResponse};
use super::target::{LookUpTarget, find_record};
use super::{LookUp, LookUpFocus};
use crate::app::actions::handle_in_overlay;
use crate::app::overlay::{Flow, Overlay, is_closing};
use crate::app::{App, Effect};
use crate::keys::{Action, BriefAction};
use crate::text::Paragraph;
use crate::view::detail;

/// The largest number of waiting inputs; further ones are dropped.
const MAX_WAITING: usize = 64;

/// The next request of the open look-up; each request is returned once.
pub(in crate::app) fn next_request(app: &mut App) -> Option<LookUpRequest> {
    let size = app.content_size();
    let look_up = app.overlay.as_mut()?.as_look_up()?;
    look_up.next_request(look_up.regions(size).hits.height.into())
}

/// Handles the response to a request.
pub(in crate::app) fn receive(app: &mut App, response: LookUpResponse) {
    if let Some(look_up) = app.overlay.as_mut().and_then(Overlay::as_look_up) {
        look_up.receive(response);
    }
    app.lay_out_overlays();
}

/// Runs the queries again because the indices of the briefs changed.
pub(in crate::app) fn reset(app: &mut App) {
    let Some(library) = &mut app.library else { return };
    let open = app.overlay.as_mut().filter(|_| app.at_list).and_then(Overlay::as_look_up);
    for look_up in open.into_iter().chain(app.kept_look_up.as_deref_mut()) {
        library.query_count += 1;
        look_up.reset(library.query_count);
    }
    app.lay_out_overlays();
}

impl App {
    /// The preview of the chosen hit of a look-up over a library; `None` while its brief is loading.
    pub fn hit_paragraphs(&self) -> Option<Vec<Paragraph>> {
        let (Some(Overlay::LookUp(look_up)), Some(facts)) = (&self.overlay, self.shown_facts()) else { return None };
        let record = find_record(&facts.brief, look_up.excerpt(look_up.hits.at())?)?;
        Some(detail::record_paragraphs(facts, None, record))
    }
}

/// Handles the waiting inputs, as far as they need not wait any longer.
pub(in crate::app) fn replay_waiting(app: &mut App) -> Option<Effect> {
    let pending = app.overlay.as_mut()?.as_look_up()?.pending.as_mut()?;
    let waiting = std::mem::take(&mut pending.waiting);
    if !waiting.is_empty() {
        app.notice = None;
    }
    waiting.into_iter().find_map(|input| {
        app.overlay.as_mut()?.as_look_up()?;
        handle_in_overlay(app, |overlay, app| match overlay.as_look_up() {
            Some(look_up) => look_up.handle_input(app, input),
            None => Flow::Stay(None),
        })
    })
}

impl LookUp {
    /// Queues an input that must wait for the answer or for the brief of a hit. Returns whether it waits. Closing the
    /// look-up never waits.
    pub(super) fn queue(&mut self, input: LookUpInput, action: Option<Action>, target: &LookUpTarget<'_>) -> bool {
        let LookUpTarget::Library(library) = target else { return false };
        let is = |actions: &[BriefAction]| actions.iter().any(|one| action == Some(Action::Brief(*one)));
        let waits = match self.focus {
            LookUpFocus::Line => {
                let is_on_hits = is(&[BriefAction::Go, BriefAction::PageDown, BriefAction::NextHit])
                    || is(&[BriefAction::Down]) && !self.history.is_back();
                is_on_hits && self.is_awaited()
            }
            LookUpFocus::Hits => {
                let needs_brief = matches!(action, Some(Action::Copy | Action::ShowCopy | Action::Link));
                (needs_brief || is(&[BriefAction::Go])) && self.hits.current().is_none()
                    || needs_brief && library.preview().is_none() && library.preview_error().is_none()
            }
        };
        let Some(pending) = &mut self.pending else { return false };
        let waits = !action.is_some_and(is_closing) && (waits || !pending.waiting.is_empty());
        if waits && pending.waiting.len() < MAX_WAITING {
            pending.waiting.push(input);
        }
        waits
    }
}
