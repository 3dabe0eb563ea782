//! Letters that only look like those that an id is made of. It judges single letters, by the confusables of Unicode (UTS 39), and no words.

use unicode_security::mixed_script::AugmentedScriptSet;
use unicode_security::skeleton;

use crate::diagnostics::Code;
use crate::diagnostics::{Fault, FilePlace};

/// Ids longer than this, in bytes, are not looked through: nobody has typed them.
const LONGEST: usize = 200;

/// An id with letters that only look like those of an id.
pub(super) struct LookalikeId {
    /// The id as it looks.
    pub id: String,
    /// The first letter that is another than it looks.
    letter: char,
    like: LookalikeLetter,
}

/// What a letter looks like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LookalikeLetter {
    /// A letter that an id may have.
    Letter(char),
    /// It is not seen at all.
    Nothing,
}

impl LookalikeId {
    /// `None` for an id that is one, and for what does not even look like one.
    pub(super) fn find(id: &str) -> Option<Self> {
        if id.is_ascii() || id.len() > LONGEST {
            return None;
        }
        let letters =
            id.chars().map(|letter| Some((letter, LookalikeLetter::classify(letter)?))).collect::<Option<Vec<_>>>()?;
        let (letter, like) = *letters.iter().find(|(letter, like)| *like != LookalikeLetter::Letter(*letter))?;
        Some(Self { id: letters.into_iter().filter_map(|(_, like)| like.letter()).collect(), letter, like })
    }

    /// What is wrong where it stands.
    pub(super) fn fault(&self, place: FilePlace) -> Fault {
        let Self { id, letter, like } = self;
        let code = u32::from(*letter);
        let problem = match (like, AugmentedScriptSet::for_char(*letter).base) {
            (LookalikeLetter::Nothing, _) => format!("a character that is not seen (U+{code:04X}) stands in the id"),
            (LookalikeLetter::Letter(like), script) if script.is_common() || script.is_inherited() => {
                format!("`{letter}` (U+{code:04X}) is another sign than `{like}`, which it looks like")
            }
            (LookalikeLetter::Letter(like), script) => {
                format!("`{letter}` (U+{code:04X}) is a letter of {script} that looks like `{like}`")
            }
        };
        Fault::new(Code::LookalikeId, place, problem).help(format!("write `{id}`, as an English keyboard has it"))
    }
}

impl LookalikeLetter {
    /// `None` for what looks like no letter that an id may have.
    fn classify(letter: char) -> Option<Self> {
        let of_id = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        if letter.is_ascii() {
            return of_id(letter).then_some(Self::Letter(letter));
        }
        let mut bytes = [0; 4];
        let shape: String = skeleton(letter.encode_utf8(&mut bytes)).collect();
        match shape.as_str() {
            "" => Some(Self::Nothing),
            // How the confusables write what looks like an m.
            "rn" => Some(Self::Letter('m')),
            shape => {
                let mut letters = shape.chars();
                letters.next().filter(|letter| of_id(*letter) && letters.next().is_none()).map(Self::Letter)
            }
        }
    }

    const fn letter(self) -> Option<char> {
        match self {
            Self::Letter(letter) => Some(letter),
            Self::Nothing => None,
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
        for (id, meant, problem) in [
            ("\u{430}sif", "asif", "`а` (U+0430) is a letter of Cyrillic that looks like `a`"),
            ("gand\u{3b1}pur", "gandapur", "`α` (U+03B1) is a letter of Greek that looks like `a`"),
            ("kp\u{2013}govt", "kp-govt", "`–` (U+2013) is another sign than `-`, which it looks like"),
            ("as\u{200b}if", "asif", "a character that is not seen (U+200B) stands in the id"),
        ] {
            assert_eq!(describe(id), Some((meant.to_owned(), problem.to_owned())), "{id}");
        }
    }

    #[test]
    fn what_does_not_look_like_an_id_is_left_to_others() {
        for id in ["asif", "Asif", "\u{430}sif khan", "خان", "é", "\u{410}sif", ""] {
            assert_eq!(describe(id), None, "{id}");
        }
    }
}
