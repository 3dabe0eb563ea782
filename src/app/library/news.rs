//! What becomes known of a library while its list is open, and what the look-up over it wants to know next. It asks nobody itself.

use super::super::lookup::{self, Ask, Found};
use super::super::reader::Reader;
use super::super::{App, Effect};
use super::{Reading, Volume};

/// What becomes known of a library.
#[derive(Debug)]
pub enum News {
    /// The folder has these briefs now.
    Briefs(Vec<Volume>),
    /// These briefs are read, each by its place in the list.
    Heads { heads: Vec<(usize, Volume)>, reading: Reading },
    /// All can be asked.
    Ready,
    /// What [`Wanted::Answer`] asked for.
    Found(Box<Found>),
    /// What [`Wanted::Leaf`] asked for: a brief by its place, or why it cannot be told of.
    Leaf(usize, Result<Box<Reader>, String>),
}

/// What is wanted of a library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// The answer to a question.
    Answer(Ask),
    /// A brief, by its place in the list, laid out so that hits can be told from it.
    Leaf(usize),
    /// To look again which briefs there are, and to read what changed.
    Again,
}

/// Takes in what became known; keys that waited for it are pressed now.
pub(in crate::app) fn hear(app: &mut App, news: News) -> Option<Effect> {
    let library = app.library.as_mut()?;
    match news {
        News::Briefs(briefs) => {
            library.renew(briefs);
            lookup::forget(app);
        }
        News::Heads { heads, reading } => library.read(heads, reading),
        News::Ready => library.reading = None,
        News::Found(found) => {
            lookup::take(app, *found);
            return lookup::press_what_waited(app);
        }
        News::Leaf(brief, read) => {
            library.leaves.keep(brief, read);
            lookup::lay_out(app);
            return lookup::press_what_waited(app);
        }
    }
    lookup::lay_out(app);
    None
}

/// What the look-up over a library does not have and needs to show, each time asked for once.
pub(in crate::app) fn wants(app: &mut App) -> Option<Effect> {
    if let Some(ask) = lookup::wanted(app) {
        return Some(Effect::Library(Wanted::Answer(ask)));
    }
    let library = app.library.as_mut().filter(|_| app.at_list)?;
    library.leaves.wanted().map(|brief| Effect::Library(Wanted::Leaf(brief)))
}
