//! Handles keys while the list of briefs is shown. It loads no brief itself.

use super::LibraryRequest;
use crate::app::key_handlers::edit_line;
use crate::app::lookup::{self, LookUp};
use crate::app::overlay::Overlay;
use crate::app::{App, Effect, Notice};
use crate::keys::{Action, Chord, Key};

pub(in crate::app) fn handle_library_key(app: &mut App, chord: Chord) -> Option<Effect> {
    let action = app.keys.action_for(chord);
    let library = app.library.as_mut()?;
    let height = library.height();
    let (typed, is_clear) = (library.filter.value(), library.filter.value().is_empty());
    match chord.key {
        _ if action == Some(Action::LookUp) && (chord.ctrl || is_clear && is_sign(chord)) => open_library_look_up(app),
        _ if chord == Chord::ctrl('r') => return Some(Effect::Library(LibraryRequest::Refresh)),
        // A single `q` may begin a name; no name begins with two.
        Key::Char(char) if action == Some(Action::Quit) && typed == char.to_string() => return Some(Effect::Quit),
        Key::Char(_) if action == Some(Action::Quit) && is_clear => {
            app.notice = Some(Notice::Done(format!("{chord} again leaves, any other key goes on with the filter")));
            edit_line(&mut library.filter, chord);
            library.apply_filter();
        }
        Key::Enter => return library.open_chosen(),
        Key::Esc if library.filter.value().is_empty() => {
            app.at_list = app.reader.is_none();
            return app.at_list.then_some(Effect::Quit);
        }
        Key::Esc => {
            library.filter.reset();
            library.apply_filter();
        }
        Key::Down | Key::Tab => library.rows.step(1),
        Key::Up | Key::BackTab => library.rows.step(-1),
        Key::PageDown => library.rows.page(height, true),
        Key::PageUp => library.rows.page(height, false),
        Key::Home => library.rows.move_to_end(false),
        Key::End => library.rows.move_to_end(true),
        Key::Char(_) | Key::Backspace | Key::Delete | Key::Left | Key::Right => {
            if edit_line(&mut library.filter, chord) {
                library.apply_filter();
            }
        }
    }
    let library = app.library.as_mut()?;
    library.rows.show_cursor(height);
    None
}

fn open_library_look_up(app: &mut App) {
    if let Some(library) = &mut app.library {
        app.overlay = Some(Overlay::LookUp(Box::new(LookUp::open_in_library(library))));
        lookup::lay_out(app);
    }
}

/// Whether a key types a sign; no name begins with one.
fn is_sign(chord: Chord) -> bool {
    chord.typed_char().is_some_and(|char| !char.is_alphanumeric() && !char.is_whitespace())
}
