//! Sanitizes text before it is shown: replaces control, bidirectional and invisible characters. All text that the program shows to
//! people passes through here. It knows nothing about the screen.
//!
//! The rule: line feeds and tabs are layout, and become spaces where one line is wanted. A character that controls the terminal or the
//! reading order, or that is invisible, is replaced by one column: a control by its picture (from U+2400), a line separator by `␤`, any
//! other by `�`. Invisible characters that spelling needs are kept between the neighbours that need them; see `spelling`. A cell has at
//! most [`MAX_MARKS`] combining marks, and a mark without a base character is replaced.

mod path;
mod spelling;

use unicode_width::UnicodeWidthChar as _;

pub use path::{decode_path, encode_path};
pub use spelling::SpellingContext;

/// The most combining marks on one base character; those beyond are replaced by one U+FFFD.
pub const MAX_MARKS: usize = 8;

/// Replaces a character that has no picture of its own.
const REPLACEMENT: char = char::REPLACEMENT_CHARACTER;
/// Replaces a line separator other than a line feed.
const LINE_BREAK_PICTURE: char = '\u{2424}';

/// Whether the character controls the terminal or the reading order: C0 and C1 controls, bidirectional controls, line separators.
///
/// Tab and line feed are layout and do not count.
pub const fn is_terminal_control(char: char) -> bool {
    matches!(char,
        '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{feff}')
}

/// Whether the character is invisible or looks different everywhere: Unicode default ignorables, format characters that terminals do
/// not lay out, private use and noncharacters.
pub const fn is_invisible(char: char) -> bool {
    let is_ignorable = matches!(char,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}');
    let is_private = matches!(char, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    let is_noncharacter = matches!(char, '\u{fdd0}'..='\u{fdef}') || char as u32 & 0xfffe == 0xfffe;
    is_ignorable || is_private || is_noncharacter
}

/// Returns `text` on one line, as it is shown.
///
/// Valid joiners (U+200D, variation selectors) are left out, because terminals disagree about the width of the result. The
/// non-joiner (U+200C) is kept: Persian, Pashto and Urdu spelling needs it.
pub fn sanitize(text: &str) -> String {
    let shown = |(_, char, treatment)| match treatment {
        CharTreatment::Keep => Some(char),
        CharTreatment::Layout => Some(' '),
        CharTreatment::Joiner | CharTreatment::Drop => None,
        CharTreatment::Replace(by) => Some(by),
    };
    treatments(text).filter_map(shown).collect()
}

/// Like [`sanitize`], for text that is copied out of the program: joiners are kept, so that a quote stays as it is written.
pub fn sanitize_for_copy(text: &str) -> String {
    sanitize_lines(text).replace(['\n', '\t'], " ")
}

/// Like [`sanitize_for_copy`], but keeps line feeds and tabs. A carriage return before a line feed is left out.
pub fn sanitize_lines(text: &str) -> String {
    let kept = |(_, char, treatment)| match treatment {
        CharTreatment::Keep | CharTreatment::Joiner | CharTreatment::Layout => Some(char),
        CharTreatment::Drop => None,
        CharTreatment::Replace(by) => Some(by),
    };
    treatments(text).filter_map(kept).collect()
}

/// Returns [`sanitize`] of `text`, and `offsets` (byte offsets in `text`) mapped to it. An offset inside a character maps to its end.
pub fn sanitize_with_offsets<const N: usize>(text: &str, offsets: [usize; N]) -> (String, [usize; N]) {
    let shown = sanitize(text);
    let mut moved = [shown.len(); N];
    let mut end = 0;
    let mut pending: Vec<usize> = (0..N).collect();
    for (at, char, treatment) in treatments(text) {
        pending.retain(|nth| {
            let is_reached = offsets[*nth] <= at;
            if is_reached {
                moved[*nth] = end;
            }
            !is_reached
        });
        end += match treatment {
            CharTreatment::Keep => char.len_utf8(),
            CharTreatment::Layout => 1,
            CharTreatment::Joiner | CharTreatment::Drop => 0,
            CharTreatment::Replace(by) => by.len_utf8(),
        };
    }
    (shown, moved)
}

/// How a character is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CharTreatment {
    Keep,
    /// A line feed or a tab.
    Layout,
    /// An invisible character that shapes its neighbours, such as U+200D in an emoji sequence.
    Joiner,
    Drop,
    Replace(char),
}

/// Returns every character with its byte offset and its treatment.
fn treatments(text: &str) -> impl Iterator<Item = (usize, char, CharTreatment)> {
    let mut context = SpellingContext::default();
    let mut cell = SanitizedCell::default();
    text.char_indices().map(move |(at, char)| {
        let rest = &text[at + char.len_utf8()..];
        let treatment = cell.after(char, treatment_of(char, &context, rest));
        // The context is the sanitized text, so that sanitizing twice changes nothing.
        match treatment {
            CharTreatment::Keep | CharTreatment::Layout | CharTreatment::Joiner => context.push(char),
            CharTreatment::Replace(by) => context.push(by),
            CharTreatment::Drop => {}
        }
        (at, char, treatment)
    })
}

fn treatment_of(char: char, context: &SpellingContext, rest: &str) -> CharTreatment {
    match char {
        ' '..='~' => CharTreatment::Keep,
        '\n' | '\t' => CharTreatment::Layout,
        '\r' if rest.starts_with('\n') => CharTreatment::Drop,
        _ if !is_terminal_control(char) && !is_invisible(char) => CharTreatment::Keep,
        '\u{200c}' if context.is_required(char, rest) => CharTreatment::Keep,
        '\u{61c}' | '\u{200e}' | '\u{200f}' if context.is_required(char, rest) => CharTreatment::Drop,
        _ if context.is_required(char, rest) => CharTreatment::Joiner,
        _ => CharTreatment::Replace(replacement_for(char)),
    }
}

/// Returns a visible replacement of one column.
fn replacement_for(char: char) -> char {
    match char {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(char)).unwrap_or(REPLACEMENT),
        '\u{7f}' => '\u{2421}',
        '\u{85}' | '\u{2028}' | '\u{2029}' => LINE_BREAK_PICTURE,
        _ => REPLACEMENT,
    }
}

/// The current cell: a base character and its combining marks.
#[derive(Default)]
struct SanitizedCell {
    /// Whether the cell has a base character for marks.
    has_letter: bool,
    marks: usize,
}

impl SanitizedCell {
    /// Adds a character to this cell, or starts the next cell with it. Returns its final treatment.
    fn after(&mut self, char: char, treatment: CharTreatment) -> CharTreatment {
        // A joiner after the last allowed mark could only join one mark too many.
        let is_full = self.marks >= MAX_MARKS && matches!(char, '\u{200c}' | '\u{200d}');
        let treatment = if is_full { CharTreatment::Replace(REPLACEMENT) } else { treatment };
        let is_mark = treatment == CharTreatment::Keep && char != '\u{200c}' && char.width() == Some(0);
        match treatment {
            CharTreatment::Joiner | CharTreatment::Drop => return treatment,
            CharTreatment::Keep if char == '\u{200c}' => return treatment,
            CharTreatment::Keep if is_mark => self.marks += 1,
            CharTreatment::Keep | CharTreatment::Layout | CharTreatment::Replace(_) => {
                *self = Self { has_letter: treatment == CharTreatment::Keep && char != ' ', marks: 0 };
            }
        }
        if !is_mark || self.has_letter && self.marks <= MAX_MARKS {
            treatment
        } else if self.marks == 1 || self.marks == MAX_MARKS + 1 && self.has_letter {
            CharTreatment::Replace(REPLACEMENT)
        } else {
            CharTreatment::Drop
        }
    }
}

#[cfg(test)]
mod tests;
