//! What becomes known of a library while its list is open, and what the look-up over it wants to know next. It asks nobody itself.

use super::super::lookup::{self, LookUpRequest, LookUpResponse};
use super::super::reader::BriefReader;
use super::super::{App, Effect};
use super::{BriefListItem, LibraryProgress};

/// What becomes known of a library.
#[derive(Debug)]
pub enum LibraryEvent {
    /// The folder has these briefs now.
    Briefs(Vec<BriefListItem>),
    /// These briefs are read, each by its place in the list.
    Summaries { heads: Vec<(usize, BriefListItem)>, reading: LibraryProgress },
    /// All can be asked.
    Ready,
    /// What [`Wanted::Answer`] asked for.
    Answer(Box<LookUpResponse>),
    /// What [`Wanted::Leaf`] asked for: a brief by its place, or why it cannot be told of.
    Preview(usize, Result<Box<BriefReader>, String>),
}

/// What is wanted of a library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LibraryRequest {
    /// The answer to a question.
    Answer(LookUpRequest),
    /// A brief, by its place in the list, laid out so that hits can be told from it.
    Preview(usize),
    /// To look again which briefs there are, and to read what changed.
    Refresh,
}

/// Takes in what became known; keys that waited for it are pressed now.
pub(in crate::app) fn handle_event(app: &mut App, news: LibraryEvent) -> Option<Effect> {
    let library = app.library.as_mut()?;
    match news {
        LibraryEvent::Briefs(briefs) => {
            library.set_briefs(briefs);
            lookup::reset(app);
        }
        LibraryEvent::Summaries { heads, reading } => library.add_summaries(heads, reading),
        LibraryEvent::Ready => library.reading = None,
        LibraryEvent::Answer(found) => {
            lookup::receive(app, *found);
            return lookup::replay_waiting_keys(app);
        }
        LibraryEvent::Preview(brief, read) => {
            library.previews.insert(brief, read);
            lookup::lay_out(app);
            return lookup::replay_waiting_keys(app);
        }
    }
    lookup::lay_out(app);
    None
}

/// What the look-up over a library does not have and needs to show, each time asked for once.
pub(in crate::app) fn next_request(app: &mut App) -> Option<Effect> {
    if let Some(ask) = lookup::next_request(app) {
        return Some(Effect::Library(LibraryRequest::Answer(ask)));
    }
    let library = app.library.as_mut().filter(|_| app.at_list)?;
    library.previews.next_request().map(|brief| Effect::Library(LibraryRequest::Preview(brief)))
}
