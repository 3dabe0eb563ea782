//! Which characters without ink a text cannot be spelt without, by their neighbours. Among others they only hide something.
//!
//! | character | is spelling |
//! |---|---|
//! | U+200C, the non-joiner | between letters of a script whose letters join; behind a letter of India's scripts |
//! | U+200D, the joiner | as the non-joiner; between two pictures |
//! | variation selectors | once, behind a picture, an ideograph or, before the sign of a key cap, a digit |
//! | Mongolian selectors | behind a Mongolian letter |
//! | U+034F, the grapheme joiner | behind a Hebrew letter or mark |
//! | marks of direction | where the nearest letter on either side is written from right to left |
//! | tags | behind the black flag, at most six, with the end of tags behind them |

use super::is_invisible;

/// What a text has before a character.
#[derive(Debug, Clone, Copy, Default)]
pub struct SpellingContext {
    before: Option<char>,
    /// The last letter.
    letter: Option<char>,
    /// Tags that a flag may still have, with its end.
    tags: usize,
}

const FLAG: char = '\u{1f3f4}';
/// The tags that name a part of a country, such as `gbsct`, and the end of them.
const TAGS: usize = 7;
/// How far the letter beside a mark of direction is looked for, in characters.
const BESIDE: usize = 16;

impl SpellingContext {
    /// Goes on behind a character.
    pub fn push(&mut self, char: char) {
        self.before = Some(char);
        if char.is_alphabetic() {
            self.letter = Some(char);
        }
        self.tags = match char {
            FLAG => TAGS,
            '\u{e0020}'..='\u{e007e}' => self.tags.saturating_sub(1),
            _ => 0,
        };
    }

    /// Whether a character without ink is spelling here, where `rest` stands behind it.
    pub fn is_required(&self, char: char, rest: &str) -> bool {
        let after = rest.chars().next();
        let before = |is: fn(char) -> bool| self.before.is_some_and(is);
        match char {
            '\u{200c}' => self.joins(after),
            '\u{200d}' => self.joins(after) || before(is_of_picture) && after.is_some_and(is_picture),
            '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => {
                before(|char| is_picture(char) || is_ideograph(char))
                    || before(|char| matches!(char, '0'..='9' | '#' | '*')) && after == Some('\u{20e3}')
            }
            '\u{180b}'..='\u{180d}' | '\u{180f}' => before(|char| matches!(char, '\u{1820}'..='\u{18aa}')),
            '\u{34f}' => before(|char| matches!(char, '\u{591}'..='\u{5f4}')),
            '\u{61c}' | '\u{200e}' | '\u{200f}' => {
                let next = rest.chars().take(BESIDE).find(|char| char.is_alphabetic());
                self.letter.is_some_and(is_right_to_left) || next.is_some_and(is_right_to_left)
            }
            '\u{e0020}'..='\u{e007f}' => is_in_flag(self.tags, char, rest),
            _ => false,
        }
    }

    /// Whether it stands between letters of a script whose letters join; the scripts of India end words with it as well.
    fn joins(self, after: Option<char>) -> bool {
        let is_indic = |char| matches!(char, '\u{900}'..='\u{df4}');
        let after = after.is_some_and(|after| is_joining(after) && !is_invisible(after));
        let is_between = self.before.is_some_and(is_joining) && after;
        is_between || self.before.is_some_and(is_indic)
    }
}

/// Whether a tag belongs to a flag that may have `left` more of them, and has an end.
fn is_in_flag(left: usize, char: char, rest: &str) -> bool {
    let mut tags = std::iter::once(char).chain(rest.chars()).take(left);
    tags.find(|tag| !matches!(tag, '\u{e0020}'..='\u{e007e}')) == Some('\u{e007f}')
}

/// Letters and marks of the scripts in which a joiner, or its lack, makes another word.
const fn is_joining(char: char) -> bool {
    matches!(char,
        '\u{620}'..='\u{8ff}' | '\u{900}'..='\u{df4}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17d3}'
        | '\u{1820}'..='\u{18aa}' | '\u{fb50}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{1e900}'..='\u{1e95f}')
}

/// Whether the character is of a script that is written from right to left.
const fn is_right_to_left(char: char) -> bool {
    matches!(char, '\u{5d0}'..='\u{5f4}' | '\u{620}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Characters that have a form as a picture.
const fn is_picture(char: char) -> bool {
    matches!(char, '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{2bff}'
        | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

/// Pictures, and what may follow one: the sign of the form as a picture.
const fn is_of_picture(char: char) -> bool {
    is_picture(char) || char == '\u{fe0f}'
}

const fn is_ideograph(char: char) -> bool {
    matches!(char, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3fffd}')
}
