//! What is not shown as it is: one list of characters, one rule for what stands in their place. Whatever leaves the program as text for
//! the eye is made by it; it knows no screen.
//!
//! The rule. A line feed and a tab are layout, and become spaces where one line is wanted. A character that a terminal or its reading
//! order would obey, or that has no ink, becomes a stand-in of one column: controls their pictures (U+2400 and on), what breaks a line
//! `␤`, all others `�`. What spelling needs is left alone among the neighbours that need it, and among no others: see `spelling`.
//! No cell carries more than [`MARKS`] marks, and no mark stands on what is not of its own text.

mod path;
mod spelling;

use unicode_width::UnicodeWidthChar as _;

pub use path::{decode_path, encode_path};
pub use spelling::Around;

/// The most marks that stand on one letter; of more, one stand-in is left.
pub const MARKS: usize = 8;

/// What stands for a character that has no picture of its own.
const UNKNOWN: char = char::REPLACEMENT_CHARACTER;
/// What stands for a character that breaks a line and is no line feed.
const BREAK: char = '\u{2424}';

/// Whether a terminal, or its reading order, would obey the character: controls, marks of direction, separators that break a line.
///
/// Tab and line feed are layout, and not among them.
pub const fn is_obeyed(char: char) -> bool {
    matches!(char,
        '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{feff}')
}

/// Whether the character has no ink of its own, or none that is the same everywhere: Unicode's default ignorables, format characters
/// that no terminal lays out, what is private and what is no character.
pub const fn is_unseen(char: char) -> bool {
    let is_ignorable = matches!(char,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}');
    let is_private = matches!(char, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    let is_none = matches!(char, '\u{fdd0}'..='\u{fdef}') || char as u32 & 0xfffe == 0xfffe;
    is_ignorable || is_private || is_none
}

/// The text on one line, as it is shown.
///
/// What joins (U+200D, the variation selectors) is left out where it does, since terminals disagree about how wide that is. The
/// non-joiner (U+200C) stays: it is spelling in Persian, Pashto and Urdu.
pub fn harmless(text: &str) -> String {
    let shown = |(_, char, fate)| match fate {
        Fate::Shown => Some(char),
        Fate::Layout => Some(' '),
        Fate::Joins | Fate::LeftOut => None,
        Fate::Replaced(by) => Some(by),
    };
    fates(text).filter_map(shown).collect()
}

/// As [`harmless`], for text that is taken away rather than shown here: what joins is kept, so that a quote stays as it is written.
pub fn as_spelt(text: &str) -> String {
    lines_as_spelt(text).replace(['\n', '\t'], " ")
}

/// As [`as_spelt`], with its line feeds and tabs; a carriage return before a line feed is left out.
pub fn lines_as_spelt(text: &str) -> String {
    let kept = |(_, char, fate)| match fate {
        Fate::Shown | Fate::Joins | Fate::Layout => Some(char),
        Fate::LeftOut => None,
        Fate::Replaced(by) => Some(by),
    };
    fates(text).filter_map(kept).collect()
}

/// The text as [`harmless`] shows it, with where the bytes at `places` have gone; one in the middle of a character goes to its end.
pub fn harmless_with<const N: usize>(text: &str, places: [usize; N]) -> (String, [usize; N]) {
    let shown = harmless(text);
    let mut moved = [shown.len(); N];
    let mut end = 0;
    let mut open: Vec<usize> = (0..N).collect();
    for (at, char, fate) in fates(text) {
        open.retain(|nth| {
            let is_reached = places[*nth] <= at;
            if is_reached {
                moved[*nth] = end;
            }
            !is_reached
        });
        end += match fate {
            Fate::Shown => char.len_utf8(),
            Fate::Layout => 1,
            Fate::Joins | Fate::LeftOut => 0,
            Fate::Replaced(by) => by.len_utf8(),
        };
    }
    (shown, moved)
}

/// What becomes of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Shown,
    /// A line feed or a tab.
    Layout,
    /// Spelling that shapes its neighbours, and has no ink.
    Joins,
    LeftOut,
    Replaced(char),
}

/// Every character with its place in bytes and what becomes of it.
fn fates(text: &str) -> impl Iterator<Item = (usize, char, Fate)> {
    let mut around = Around::default();
    let mut cell = Cell::default();
    text.char_indices().map(move |(at, char)| {
        let rest = &text[at + char.len_utf8()..];
        let fate = cell.after(char, fate(char, &around, rest));
        // Neighbours are those that are left: what is shown once is shown so again.
        match fate {
            Fate::Shown | Fate::Layout | Fate::Joins => around.pass(char),
            Fate::Replaced(by) => around.pass(by),
            Fate::LeftOut => {}
        }
        (at, char, fate)
    })
}

fn fate(char: char, around: &Around, rest: &str) -> Fate {
    match char {
        ' '..='~' => Fate::Shown,
        '\n' | '\t' => Fate::Layout,
        '\r' if rest.starts_with('\n') => Fate::LeftOut,
        _ if !is_obeyed(char) && !is_unseen(char) => Fate::Shown,
        '\u{200c}' if around.is_spelling(char, rest) => Fate::Shown,
        '\u{61c}' | '\u{200e}' | '\u{200f}' if around.is_spelling(char, rest) => Fate::LeftOut,
        _ if around.is_spelling(char, rest) => Fate::Joins,
        _ => Fate::Replaced(stand_in(char)),
    }
}

/// One column of ink.
fn stand_in(char: char) -> char {
    match char {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(char)).unwrap_or(UNKNOWN),
        '\u{7f}' => '\u{2421}',
        '\u{85}' | '\u{2028}' | '\u{2029}' => BREAK,
        _ => UNKNOWN,
    }
}

/// The cell that is being filled: a letter, and the marks on it.
#[derive(Default)]
struct Cell {
    /// Whether there is a letter that marks can stand on.
    has_letter: bool,
    marks: usize,
}

impl Cell {
    /// What becomes of a character in this cell, or in the next, which it then begins.
    fn after(&mut self, char: char, fate: Fate) -> Fate {
        // The mark that it joins would be one too many.
        let is_full = self.marks >= MARKS && matches!(char, '\u{200c}' | '\u{200d}');
        let fate = if is_full { Fate::Replaced(UNKNOWN) } else { fate };
        let is_mark = fate == Fate::Shown && char != '\u{200c}' && char.width() == Some(0);
        match fate {
            Fate::Joins | Fate::LeftOut => return fate,
            Fate::Shown if char == '\u{200c}' => return fate,
            Fate::Shown if is_mark => self.marks += 1,
            Fate::Shown | Fate::Layout | Fate::Replaced(_) => {
                *self = Self { has_letter: fate == Fate::Shown && char != ' ', marks: 0 };
            }
        }
        if !is_mark || self.has_letter && self.marks <= MARKS {
            fate
        } else if self.marks == 1 || self.marks == MARKS + 1 && self.has_letter {
            Fate::Replaced(UNKNOWN)
        } else {
            Fate::LeftOut
        }
    }
}

#[cfg(test)]
mod tests;
