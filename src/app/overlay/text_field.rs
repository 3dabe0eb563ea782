//! Edits a line of text by keys and by pasted text. It never runs a command.

use tui_input::{Input, InputRequest};

use crate::keys::{Chord, Key};

/// Edits a line of text. Returns whether the text changed.
pub(in crate::app) fn edit_line(line: &mut Input, chord: Chord) -> bool {
    let request = match (chord.key, chord.ctrl) {
        (Key::Char('w'), true) => InputRequest::DeletePrevWord,
        (Key::Char('u'), true) => InputRequest::DeleteFromStart,
        (Key::Char(char), false) => InputRequest::InsertChar(char),
        (Key::Backspace, _) => InputRequest::DeletePrevChar,
        (Key::Delete, _) => InputRequest::DeleteNextChar,
        (Key::Left, _) => InputRequest::GoToPrevChar,
        (Key::Right, _) => InputRequest::GoToNextChar,
        (Key::Home, _) => InputRequest::GoToStart,
        (Key::End, _) => InputRequest::GoToEnd,
        (Key::Char(_), true)
        | (Key::Enter | Key::Esc | Key::Tab | Key::BackTab | Key::Up | Key::Down | Key::PageUp | Key::PageDown, _) => {
            return false;
        }
    };
    line.handle(request).is_some_and(|changed| changed.value)
}

/// Inserts a text at the cursor.
pub(in crate::app) fn insert_text(line: &mut Input, text: &str) {
    let cursor = line.cursor();
    let (before, after): (String, String) =
        (line.value().chars().take(cursor).collect(), line.value().chars().skip(cursor).collect());
    let cursor = cursor + text.chars().count();
    *line = Input::new(format!("{before}{text}{after}")).with_cursor(cursor);
}
