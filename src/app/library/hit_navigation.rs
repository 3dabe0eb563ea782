//! From a hit of a look-up over the library to its brief, and back to the same hit. It opens no brief itself.

use super::super::overlay::Overlay;
use super::super::{App, lookup};

/// Keeps the look-up that a brief is opened from, and forgets the one that another was.
pub(in crate::app) fn keep_look_up(app: &mut App) {
    let Some(library) = &mut app.library else { return };
    library.look_up = None;
    if app.at_list
        && let Some(Overlay::LookUp(look)) = app.overlay.take()
    {
        library.look_up = Some(look);
    }
}

/// To be called when the open brief stands at the hit: the way back leads to the look-up, and the next hit is one of its question.
pub(in crate::app) fn begin_at_hit(app: &mut App) {
    let look = app.library.as_ref().and_then(|library| library.look_up.as_ref());
    if let (Some(look), Some(reader)) = (look, &mut app.reader) {
        reader.start_history_here(look.query_text());
    }
}

/// Whether there is a look-up to come back to from the open brief.
pub(in crate::app) fn can_return(app: &App) -> bool {
    !app.at_list && app.presentation.is_none() && app.library.as_ref().is_some_and(|library| library.look_up.is_some())
}

/// Shows the list, with the look-up over it that the open brief was come to from; whether there is one.
pub(in crate::app) fn return_to_list(app: &mut App) -> bool {
    app.at_list = true;
    let look = app.library.as_mut().and_then(|library| library.look_up.take());
    let is_there = look.is_some();
    if let Some(mut look) = look {
        look.request_again();
        app.overlay = Some(Overlay::LookUp(look));
        lookup::lay_out(app);
    }
    is_there
}
