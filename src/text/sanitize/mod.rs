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
pub use spelling::SpellingContext;

/// The most marks that stand on one letter; of more, one stand-in is left.
pub const MAX_MARKS: usize = 8;

/// What stands for a character that has no picture of its own.
const REPLACEMENT: char = char::REPLACEMENT_CHARACTER;
/// What stands for a character that breaks a line and is no line feed.
const LINE_BREAK_PICTURE: char = '\u{2424}';

/// Whether a terminal, or its reading order, would obey the character: controls, marks of direction, separators that break a line.
///
/// Tab and line feed are layout, and not among them.
pub const fn is_terminal_control(char: char) -> bool {
    matches!(char,
        '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{feff}')
}

/// Whether the character has no ink of its own, or none that is the same everywhere: Unicode's default ignorables, format characters
/// that no terminal lays out, what is private and what is no character.
pub const fn is_invisible(char: char) -> bool {
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
pub fn sanitize(text: &str) -> String {
    let shown = |(_, char, fate)| match fate {
        CharTreatment::Keep => Some(char),
        CharTreatment::Layout => Some(' '),
        CharTreatment::Joiner | CharTreatment::Drop => None,
        CharTreatment::Replace(by) => Some(by),
    };
    treatments(text).filter_map(shown).collect()
}

/// As [`harmless`], for text that is taken away rather than shown here: what joins is kept, so that a quote stays as it is written.
pub fn sanitize_for_copy(text: &str) -> String {
    sanitize_lines(text).replace(['\n', '\t'], " ")
}

/// As [`as_spelt`], with its line feeds and tabs; a carriage return before a line feed is left out.
pub fn sanitize_lines(text: &str) -> String {
    let kept = |(_, char, fate)| match fate {
        CharTreatment::Keep | CharTreatment::Joiner | CharTreatment::Layout => Some(char),
        CharTreatment::Drop => None,
        CharTreatment::Replace(by) => Some(by),
    };
    treatments(text).filter_map(kept).collect()
}

/// The text as [`harmless`] shows it, with where the bytes at `places` have gone; one in the middle of a character goes to its end.
pub fn sanitize_with_offsets<const N: usize>(text: &str, places: [usize; N]) -> (String, [usize; N]) {
    let shown = sanitize(text);
    let mut moved = [shown.len(); N];
    let mut end = 0;
    let mut open: Vec<usize> = (0..N).collect();
    for (at, char, fate) in treatments(text) {
        open.retain(|nth| {
            let is_reached = places[*nth] <= at;
            if is_reached {
                moved[*nth] = end;
            }
            !is_reached
        });
        end += match fate {
            CharTreatment::Keep => char.len_utf8(),
            CharTreatment::Layout => 1,
            CharTreatment::Joiner | CharTreatment::Drop => 0,
            CharTreatment::Replace(by) => by.len_utf8(),
        };
    }
    (shown, moved)
}

/// What becomes of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CharTreatment {
    Keep,
    /// A line feed or a tab.
    Layout,
    /// Spelling that shapes its neighbours, and has no ink.
    Joiner,
    Drop,
    Replace(char),
}

/// Every character with its place in bytes and what becomes of it.
fn treatments(text: &str) -> impl Iterator<Item = (usize, char, CharTreatment)> {
    let mut around = SpellingContext::default();
    let mut cell = SanitizedCell::default();
    text.char_indices().map(move |(at, char)| {
        let rest = &text[at + char.len_utf8()..];
        let fate = cell.after(char, treatment(char, &around, rest));
        // Neighbours are those that are left: what is shown once is shown so again.
        match fate {
            CharTreatment::Keep | CharTreatment::Layout | CharTreatment::Joiner => around.push(char),
            CharTreatment::Replace(by) => around.push(by),
            CharTreatment::Drop => {}
        }
        (at, char, fate)
    })
}

fn treatment(char: char, around: &SpellingContext, rest: &str) -> CharTreatment {
    match char {
        ' '..='~' => CharTreatment::Keep,
        '\n' | '\t' => CharTreatment::Layout,
        '\r' if rest.starts_with('\n') => CharTreatment::Drop,
        _ if !is_terminal_control(char) && !is_invisible(char) => CharTreatment::Keep,
        '\u{200c}' if around.is_required(char, rest) => CharTreatment::Keep,
        '\u{61c}' | '\u{200e}' | '\u{200f}' if around.is_required(char, rest) => CharTreatment::Drop,
        _ if around.is_required(char, rest) => CharTreatment::Joiner,
        _ => CharTreatment::Replace(replacement_for(char)),
    }
}

/// One column of ink.
fn replacement_for(char: char) -> char {
    match char {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(char)).unwrap_or(REPLACEMENT),
        '\u{7f}' => '\u{2421}',
        '\u{85}' | '\u{2028}' | '\u{2029}' => LINE_BREAK_PICTURE,
        _ => REPLACEMENT,
    }
}

/// The cell that is being filled: a letter, and the marks on it.
#[derive(Default)]
struct SanitizedCell {
    /// Whether there is a letter that marks can stand on.
    has_letter: bool,
    marks: usize,
}

impl SanitizedCell {
    /// What becomes of a character in this cell, or in the next, which it then begins.
    fn after(&mut self, char: char, fate: CharTreatment) -> CharTreatment {
        // The mark that it joins would be one too many.
        let is_full = self.marks >= MAX_MARKS && matches!(char, '\u{200c}' | '\u{200d}');
        let fate = if is_full { CharTreatment::Replace(REPLACEMENT) } else { fate };
        let is_mark = fate == CharTreatment::Keep && char != '\u{200c}' && char.width() == Some(0);
        match fate {
            CharTreatment::Joiner | CharTreatment::Drop => return fate,
            CharTreatment::Keep if char == '\u{200c}' => return fate,
            CharTreatment::Keep if is_mark => self.marks += 1,
            CharTreatment::Keep | CharTreatment::Layout | CharTreatment::Replace(_) => {
                *self = Self { has_letter: fate == CharTreatment::Keep && char != ' ', marks: 0 };
            }
        }
        if !is_mark || self.has_letter && self.marks <= MAX_MARKS {
            fate
        } else if self.marks == 1 || self.marks == MAX_MARKS + 1 && self.has_letter {
            CharTreatment::Replace(REPLACEMENT)
        } else {
            CharTreatment::Drop
        }
    }
}

#[cfg(test)]
mod tests;
