//! Inserts pasted text into the open line. Pasted text never acts as a command.

use tui_input::Input;

use super::overlay::{Overlay, scroll_help};
use super::{App, lookup};

/// The longest pasted text, in characters; no line here needs more.
const MAX_PASTE_CHARS: usize = 400;

/// Inserts pasted text into the open line; without one, does nothing.
pub(super) fn paste(app: &mut App, text: &str) {
    // A line break separates words, and never acts as the Enter key.
    let to_space = |char: char| if char.is_control() || char.is_whitespace() { ' ' } else { char };
    let text: String = text.trim().replace("\r\n", " ").chars().map(to_space).take(MAX_PASTE_CHARS).collect();
    match &mut app.overlay {
        Some(Overlay::Help(help)) => {
            insert_text(&mut help.search, &text);
            help.update_rows();
            scroll_help(app);
        }
        Some(Overlay::Date { line, fault }) => {
            insert_text(line, &text);
            *fault = None;
        }
        Some(Overlay::LookUp(_)) => lookup::paste(app, &text),
        Some(Overlay::Cards(list)) => {
            insert_text(&mut list.filter, &text);
            list.apply_filter();
        }
        None if app.at_list => {
            if let Some(library) = &mut app.library {
                insert_text(&mut library.filter, &text);
                library.apply_filter();
            }
        }
        Some(Overlay::Page(_) | Overlay::Article(_) | Overlay::Copy(_) | Overlay::Case(_) | Overlay::Audience(_))
        | None => {}
    }
}

pub(super) fn insert_text(line: &mut Input, text: &str) {
    let cursor = line.cursor();
    let (before, after): (String, String) =
        (line.value().chars().take(cursor).collect(), line.value().chars().skip(cursor).collect());
    let cursor = cursor + text.chars().count();
    *line = Input::new(format!("{before}{text}{after}")).with_cursor(cursor);
}
