//! Text that is pasted: it goes into the line that is open, all at once, and is a command nowhere.

use tui_input::Input;

use super::key_handlers::scroll_help;
use super::overlay::Overlay;
use super::{App, lookup};

/// Longer than any line of text here has a use for, in characters.
const MAX_PASTE_CHARS: usize = 400;

/// Puts pasted text into the line that is open, all at once; where none is open, it is no command.
pub(super) fn paste(app: &mut App, text: &str) {
    // Lines that were wrapped somewhere else go on: a break parts words, and is no key.
    let parted = |char: char| if char.is_control() || char.is_whitespace() { ' ' } else { char };
    let text: String = text.trim().replace("\r\n", " ").chars().map(parted).take(MAX_PASTE_CHARS).collect();
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
