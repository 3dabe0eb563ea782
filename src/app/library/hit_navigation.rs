//! Goes from a hit of a library look-up to its brief, and back to the same hit. It opens no brief itself.

use super::super::App;
use super::super::overlay::Overlay;

/// Keeps the look-up that a brief is opened from, and drops an earlier one.
pub(in crate::app) fn keep_look_up(app: &mut App) {
    if app.library.is_none() {
        return;
    }
    app.kept_look_up = None;
    if app.at_list
        && let Some(Overlay::LookUp(look_up)) = app.overlay.take()
    {
        app.kept_look_up = Some(look_up);
    }
}

/// Starts the navigation history at the hit. Call it when the open brief shows the hit: going back leads to the
/// look-up, and the next hit is one of its query.
pub(in crate::app) fn begin_at_hit(app: &mut App) {
    if let (Some(look_up), Some(reader)) = (&app.kept_look_up, &mut app.reader) {
        reader.start_history_here(look_up.query_text());
    }
}

/// Whether the open brief was opened from a look-up that can be shown again.
pub(in crate::app) fn can_return(app: &App) -> bool {
    !app.at_list && app.presentation.is_none() && app.kept_look_up.is_some()
}

/// Shows the list with the look-up from which the open brief was opened. Returns whether there is one.
pub(in crate::app) fn return_to_list(app: &mut App) -> bool {
    app.at_list = true;
    app.covered = app.kept_look_up.take().map(Overlay::LookUp);
    app.uncover_overlay();
    app.overlay.is_some()
}
