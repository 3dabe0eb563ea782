//! The events of the library worker and the requests to it. Nothing is loaded here.

use super::super::lookup::{self, LookUpRequest, LookUpResponse};
use super::super::{App, BriefFacts, Effect};
use super::{BriefListItem, LibraryProgress};

/// An event of the library worker.
#[derive(Debug)]
pub enum LibraryEvent {
    /// The briefs that the folder has now.
    Briefs(Vec<BriefListItem>),
    /// Loaded summaries, each with its index in the list.
    Summaries { heads: Vec<(usize, BriefListItem)>, reading: LibraryProgress },
    /// All briefs are indexed.
    Ready,
    /// The response to [`LibraryRequest::Answer`].
    Answer(Box<LookUpResponse>),
    /// The response to [`LibraryRequest::Preview`]: a brief by its index, or why it cannot be shown.
    Preview(usize, Result<Box<BriefFacts>, String>),
}

/// A request to the library worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LibraryRequest {
    /// The answer to a query.
    Answer(LookUpRequest),
    /// The brief with this index in the list, for the preview of its hits.
    Preview(usize),
    /// Read the folder again and load what changed.
    Refresh,
}

/// Handles an event of the library worker, and then the inputs that waited for it.
pub(in crate::app) fn handle_event(app: &mut App, event: LibraryEvent) -> Option<Effect> {
    let library = app.library.as_mut()?;
    match event {
        LibraryEvent::Briefs(briefs) => {
            library.set_briefs(briefs);
            lookup::reset(app);
        }
        LibraryEvent::Summaries { heads, reading } => library.add_summaries(heads, reading),
        LibraryEvent::Ready => library.reading = None,
        LibraryEvent::Answer(response) => {
            lookup::receive(app, *response);
            return lookup::replay_waiting(app);
        }
        LibraryEvent::Preview(brief, read) => {
            library.previews.insert(brief, read);
            app.lay_out_overlays();
            return lookup::replay_waiting(app);
        }
    }
    app.lay_out_overlays();
    None
}

/// The next request of the look-up over the library; each request is returned once.
pub(in crate::app) fn next_request(app: &mut App) -> Option<Effect> {
    if let Some(request) = lookup::next_request(app) {
        return Some(Effect::Library(LibraryRequest::Answer(request)));
    }
    let library = app.library.as_mut().filter(|_| app.at_list)?;
    library.previews.next_request().map(|brief| Effect::Library(LibraryRequest::Preview(brief)))
}
