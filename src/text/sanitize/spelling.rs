//! Decides by their neighbours which invisible characters spelling needs. Anywhere else they could only hide something.
//!
//! | character | is kept |
//! |---|---|
//! | U+200C, zero width non-joiner | between letters of a script whose letters join; after a letter of an Indic script |
//! | U+200D, zero width joiner | like the non-joiner; between two emoji |
//! | variation selectors | once, after an emoji, an ideograph or, before U+20E3 (keycap), a digit |
//! | Mongolian selectors | after a Mongolian letter |
//! | U+034F, combining grapheme joiner | after a Hebrew letter or mark |
//! | direction marks | if the nearest letter on either side is written from right to left |
//! | tags | after the black flag, at most six, followed by the cancel tag |

use super::is_invisible;

/// The text before a character, as far as it matters for spelling.
#[derive(Debug, Clone, Copy, Default)]
pub struct SpellingContext {
    before: Option<char>,
    /// The last letter.
    letter: Option<char>,
    /// How many tags the current flag may still have, with the cancel tag.
    tags: usize,
}

const FLAG: char = '\u{1f3f4}';
/// The most tags of a flag: a subdivision such as `gbsct`, and the cancel tag.
const MAX_TAGS: usize = 7;
/// How far the letter after a direction mark is searched, in characters.
const MAX_LETTER_DISTANCE: usize = 16;

impl SpellingContext {
    /// Appends a character to the context.
    pub fn push(&mut self, char: char) {
        self.before = Some(char);
        if char.is_alphabetic() {
            self.letter = Some(char);
        }
        self.tags = match char {
            FLAG => MAX_TAGS,
            '\u{e0020}'..='\u{e007e}' => self.tags.saturating_sub(1),
            _ => 0,
        };
    }

    /// Whether spelling needs the invisible `char` here; `rest` is the text after it.
    pub fn is_required(&self, char: char, rest: &str) -> bool {
        let after = rest.chars().next();
        let before = |is: fn(char) -> bool| self.before.is_some_and(is);
        match char {
            '\u{200c}' => self.joins(after),
            '\u{200d}' => self.joins(after) || before(is_emoji_part) && after.is_some_and(is_emoji),
            '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => {
                before(|char| is_emoji(char) || is_ideograph(char))
                    || before(|char| matches!(char, '0'..='9' | '#' | '*')) && after == Some('\u{20e3}')
            }
            '\u{180b}'..='\u{180d}' | '\u{180f}' => before(|char| matches!(char, '\u{1820}'..='\u{18aa}')),
            '\u{34f}' => before(|char| matches!(char, '\u{591}'..='\u{5f4}')),
            '\u{61c}' | '\u{200e}' | '\u{200f}' => {
                let next = rest.chars().take(MAX_LETTER_DISTANCE).find(|char| char.is_alphabetic());
                self.letter.is_some_and(is_right_to_left) || next.is_some_and(is_right_to_left)
            }
            '\u{e0020}'..='\u{e007f}' => is_in_flag(self.tags, char, rest),
            _ => false,
        }
    }

    /// Whether the joiner is between letters of a joining script. Indic scripts also use it at the end of words.
    fn joins(self, after: Option<char>) -> bool {
        let is_indic = |char| matches!(char, '\u{900}'..='\u{df4}');
        let after = after.is_some_and(|after| is_joining(after) && !is_invisible(after));
        let is_between = self.before.is_some_and(is_joining) && after;
        is_between || self.before.is_some_and(is_indic)
    }
}

/// Whether a tag belongs to a flag that may have `left` more tags and ends with the cancel tag.
fn is_in_flag(left: usize, char: char, rest: &str) -> bool {
    let mut tags = std::iter::once(char).chain(rest.chars()).take(left);
    tags.find(|tag| !matches!(tag, '\u{e0020}'..='\u{e007e}')) == Some('\u{e007f}')
}

/// Whether the character is a letter or mark of a script in which a joiner or non-joiner makes a different word.
const fn is_joining(char: char) -> bool {
    matches!(char,
        '\u{620}'..='\u{8ff}' | '\u{900}'..='\u{df4}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17d3}'
        | '\u{1820}'..='\u{18aa}' | '\u{fb50}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{1e900}'..='\u{1e95f}')
}

/// Whether the character belongs to a script that is written from right to left.
const fn is_right_to_left(char: char) -> bool {
    matches!(char, '\u{5d0}'..='\u{5f4}' | '\u{620}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Whether the character can be shown as an emoji.
const fn is_emoji(char: char) -> bool {
    matches!(char, '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{2bff}'
        | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

/// Whether the character is an emoji, or the variation selector that may follow one.
const fn is_emoji_part(char: char) -> bool {
    is_emoji(char) || char == '\u{fe0f}'
}

const fn is_ideograph(char: char) -> bool {
    matches!(char, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3fffd}')
}
