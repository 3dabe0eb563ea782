//! Text that is pasted: it goes into the line that is open, all at once, and is a command nowhere.

use tui_input::Input;

use super::entry::show_help;
use super::overlay::Overlay;
use super::{App, lookup};

/// Longer than any line of text here has a use for, in characters.
const LONGEST_PASTE: usize = 400;

/// Puts pasted text into the line that is open, all at once; where none is open, it is no command.
pub(super) fn paste(app: &mut App, text: &str) {
    // Lines that were wrapped somewhere else go on: a break parts words, and is no key.
    let parted = |char: char| if char.is_control() || char.is_whitespace() { ' ' } else { char };
    let text: String = text.trim().replace("\r\n", " ").chars().map(parted).take(LONGEST_PASTE).collect();
    match &mut app.overlay {
        Some(Overlay::Help(help)) => {
            insert(&mut help.search, &text);
            help.research();
            show_help(app);
        }
        Some(Overlay::Date { line, fault }) => {
            insert(line, &text);
            *fault = None;
        }
        Some(Overlay::LookUp(_)) => lookup::paste(app, &text),
        Some(Overlay::Cards(list)) => {
            insert(&mut list.filter, &text);
            list.refilter();
        }
        None if app.at_list => {
            if let Some(library) = &mut app.library {
                insert(&mut library.filter, &text);
                library.refilter();
            }
        }
        Some(Overlay::Page(_) | Overlay::Passage(_) | Overlay::Copy(_) | Overlay::Case(_) | Overlay::Audience(_))
        | None => {}
    }
}

pub(super) fn insert(line: &mut Input, text: &str) {
    let cursor = line.cursor();
    let (before, after): (String, String) =
        (line.value().chars().take(cursor).collect(), line.value().chars().skip(cursor).collect());
    let cursor = cursor + text.chars().count();
    *line = Input::new(format!("{before}{text}{after}")).with_cursor(cursor);
}
