//! Detects letters that only look like letters of an id, by the confusables of Unicode (UTS 39). It never compares whole words.

use unicode_security::mixed_script::AugmentedScriptSet;
use unicode_security::skeleton;

use crate::diagnostics::Code;
use crate::diagnostics::{Fault, FilePlace};

/// Ids longer than this, in bytes, are not checked: nobody types them.
const LONGEST: usize = 200;

/// An id with letters that only look like letters of an id.
pub(super) struct LookalikeId {
    /// The id that it looks like.
    pub id: String,
    /// The first letter that is not the one that it looks like.
    letter: char,
    like: LookalikeLetter,
}

/// The letter that a character looks like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LookalikeLetter {
    /// A letter that is allowed in an id.
    Letter(char),
    /// Nothing: the character is invisible.
    Invisible,
}

impl LookalikeId {
    /// Returns `None` for a valid id, and for a text that does not look like an id.
    pub(super) fn find(id: &str) -> Option<Self> {
        if id.is_ascii() || id.len() > LONGEST {
            return None;
        }
        let letters =
            id.chars().map(|letter| Some((letter, LookalikeLetter::classify(letter)?))).collect::<Option<Vec<_>>>()?;
        let (letter, like) = *letters.iter().find(|(letter, like)| *like != LookalikeLetter::Letter(*letter))?;
        Some(Self { id: letters.into_iter().filter_map(|(_, like)| like.letter()).collect(), letter, like })
    }

    /// The fault at the place of the id.
    pub(super) fn fault(&self, place: FilePlace) -> Fault {
        let Self { id, letter, like } = self;
        let code = u32::from(*letter);
        let problem = match (like, AugmentedScriptSet::for_char(*letter).base) {
            (LookalikeLetter::Invisible, _) => format!("an invisible character (U+{code:04X}) in the id"),
            (LookalikeLetter::Letter(like), script) if script.is_common() || script.is_inherited() => {
                format!("`{letter}` (U+{code:04X}) only looks like `{like}`")
            }
            (LookalikeLetter::Letter(like), script) => {
                format!("`{letter}` (U+{code:04X}) is a letter of {script} that looks like `{like}`")
            }
        };
        Fault::new(Code::LookalikeId, place, problem).help(format!("write `{id}`, as an English keyboard has it"))
    }
}

impl LookalikeLetter {
    /// Returns `None` for a character that looks like no letter of an id.
    fn classify(letter: char) -> Option<Self> {
        let is_id_letter = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        if letter.is_ascii() {
            return is_id_letter(letter).then_some(Self::Letter(letter));
        }
        let mut bytes = [0; 4];
        let shape: String = skeleton(letter.encode_utf8(&mut bytes)).collect();
        match shape.as_str() {
            "" => Some(Self::Invisible),
            // The skeleton of characters that look like an m.
            "rn" => Some(Self::Letter('m')),
            shape => {
                let mut letters = shape.chars();
                letters.next().filter(|letter| is_id_letter(*letter) && letters.next().is_none()).map(Self::Letter)
            }
        }
    }

    const fn letter(self) -> Option<char> {
        match self {
            Self::Letter(letter) => Some(letter),
            Self::Invisible => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn describe(id: &str) -> Option<(String, String)> {
        let fault = |found: &LookalikeId| found.fault(FilePlace { file: 0, span: 0..0 }).problem;
        LookalikeId::find(id).map(|found| (found.id.clone(), fault(&found)))
    }

    #[test]
    fn a_letter_of_another_script_is_named() {
        for (id, intended, problem) in [
            ("\u{430}sif", "asif", "`а` (U+0430) is a letter of Cyrillic that looks like `a`"),
            ("gand\u{3b1}pur", "gandapur", "`α` (U+03B1) is a letter of Greek that looks like `a`"),
            ("kp\u{2013}govt", "kp-govt", "`–` (U+2013) only looks like `-`"),
            ("as\u{200b}if", "asif", "an invisible character (U+200B) in the id"),
        ] {
            assert_eq!(describe(id), Some((intended.to_owned(), problem.to_owned())), "{id}");
        }
    }

    #[test]
    fn a_text_that_does_not_look_like_an_id_is_not_reported() {
        for id in ["asif", "Asif", "\u{430}sif khan", "خان", "é", "\u{410}sif", ""] {
            assert_eq!(describe(id), None, "{id}");
        }
    }
}
