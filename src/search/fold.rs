//! The tokenizer of the search. It folds text for comparison: without case, diacritics, width, script or punctuation. Both sides of every
//! comparison are folded.

use std::ops::Range;

use any_ascii::any_ascii_char;
use unicode_normalization::char::is_combining_mark;

use crate::text::fold::{
    arabic_letter, decompose, is_apostrophe, is_arabic_mark, is_hyphen, is_invisible, is_unspaced_script,
    line_end_hyphen,
};

/// `text` folded: its words in lower-case Latin letters and digits, separated by one space. Folding twice changes nothing.
///
/// - Letters of every script are romanised one by one (any_ascii), so that case, diacritics and width do not count.
/// - Apostrophes and marks disappear within their word (`Taliban’s` is `talibans`), and so do the commas between groups of digits. Hyphens
///   and all other punctuation end a word; [`fold_joined`] joins the words between hyphens.
/// - Arabic script is decomposed first: presentation forms, forms of one letter, vowel marks, madda and tatweel do not count.
/// - The stops of an acronym disappear (`U.N.` is `un`). A number and its unit are two words (`1,200km` is `1200 km`).
/// - In scripts that are written without spaces each letter is a word, so that any part of a sentence can be found.
/// - Characters without letters (emoji, symbols) disappear.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends `text`, folded, to `out`.
pub(super) fn fold_into(text: &str, out: &mut String) {
    append(text, HyphenMode::Split, out);
}

/// `text` folded, with the words joined that a hyphen separates: `co-operation` is `cooperation`. `None` if there are none.
pub fn fold_joined(text: &str) -> Option<String> {
    let mut folded = String::new();
    (may_have_hyphen(text) && append(text, HyphenMode::Join, &mut folded)).then_some(folded)
}

/// What a hyphen between two letters does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HyphenMode {
    Split,
    Join,
}

/// Whether the text may have a hyphen between two letters.
fn may_have_hyphen(text: &str) -> bool {
    text.contains(|char| is_hyphen(char) || char == '\u{ad}')
}

/// Appends `text`, folded, to `out`, and returns whether there was a hyphen between two letters.
fn append(text: &str, mode: HyphenMode, out: &mut String) -> bool {
    let begin = out.len();
    let (mut at_word_start, mut has_hyphen) = (false, false);
    walk(text, |piece| match piece {
        FoldedPiece::Plain(folded, _) | FoldedPiece::Letters { folded, .. } => {
            if at_word_start && out.len() > begin {
                out.push(' ');
            }
            at_word_start = false;
            out.push_str(folded);
        }
        FoldedPiece::Hyphen => {
            has_hyphen = true;
            at_word_start |= mode == HyphenMode::Split;
        }
        FoldedPiece::Break => at_word_start = true,
    });
    has_hyphen
}

/// A folded word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) folded: String,
    /// For each byte of `folded`, the bytes of the text that it comes from.
    sources: Vec<Range<usize>>,
}

impl Token {
    /// The bytes of the text that the first `length` bytes of the folded word come from.
    pub(super) fn source(&self, length: usize) -> Range<usize> {
        let last = self.sources.get(length.max(1) - 1).or(self.sources.last());
        match (self.sources.first(), last) {
            (Some(first), Some(last)) => first.start..last.end,
            (None, _) | (_, None) => 0..0,
        }
    }

    /// The bytes of the text that the whole word comes from.
    pub(super) fn source_of_word(&self) -> Range<usize> {
        self.source(self.sources.len())
    }
}

/// The folded words of `text`, with their byte ranges.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    tokens_in(text, HyphenMode::Split)
}

/// The folded words of `text`, as [`fold_joined`] joins them; none if it joins nothing.
pub(super) fn joined_tokens(text: &str) -> Vec<Token> {
    if may_have_hyphen(text) { tokens_in(text, HyphenMode::Join) } else { Vec::new() }
}

fn tokens_in(text: &str, mode: HyphenMode) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at_word_start = true;
    walk(text, |piece| {
        let (folded, sources): (&str, Vec<Range<usize>>) = match piece {
            FoldedPiece::Break => return at_word_start = true,
            FoldedPiece::Hyphen => return at_word_start |= mode == HyphenMode::Split,
            FoldedPiece::Plain(folded, start) => (folded, (start..start + folded.len()).map(|at| at..at + 1).collect()),
            FoldedPiece::Letters { folded, at } => (folded, vec![at; folded.len()]),
        };
        if at_word_start {
            tokens.push(Token { folded: String::new(), sources: Vec::new() });
        }
        at_word_start = false;
        if let Some(token) = tokens.last_mut() {
            token.folded.push_str(folded);
            token.sources.extend(sources);
        }
    });
    tokens
}

enum FoldedPiece<'a> {
    /// ASCII letters or digits, folded; the byte position of the first in the text.
    Plain(&'a str, usize),
    /// The Latin letters and digits, at least one, that the bytes `at` of the text fold to.
    Letters { folded: &'a str, at: Range<usize> },
    /// A hyphen between two letters, also at the end of a line.
    Hyphen,
    /// A word ends here, if one has begun.
    Break,
}

fn walk(text: &str, each: impl FnMut(FoldedPiece<'_>)) {
    let mut walk = FoldWalk { text, each, buffer: String::new(), digits: None };
    let mut next = 0;
    while let Some(char) = text[next..].chars().next() {
        let start = next;
        if char.is_ascii_alphanumeric() {
            let same_class =
                |byte: &&u8| byte.is_ascii_alphanumeric() && byte.is_ascii_digit() == char.is_ascii_digit();
            next += text.as_bytes()[start..].iter().take_while(same_class).count();
            walk.plain(start..next);
        } else if let Some(length) = hyphen(text, start, char) {
            next += length;
            walk.end_word(FoldedPiece::Hyphen);
        } else {
            next += char.len_utf8();
            walk.other(char, start..next);
        }
    }
}

/// The length of the hyphen between two letters that is here, with a line end behind it.
fn hyphen(text: &str, at: usize, char: char) -> Option<usize> {
    if !is_hyphen(char) && char != '\u{ad}' {
        return None;
    }
    let is_letter = |char: char| char.is_alphabetic() || is_combining_mark(char);
    let (before, after) = (text[..at].chars(), text[at + char.len_utf8()..].chars());
    let mut before = before.rev().skip_while(|char| is_ignored(*char) && !is_combining_mark(*char));
    let before = before.next().filter(|char| is_letter(*char))?;
    let length = line_end_hyphen(Some(before), &text[at..]);
    let is_inside = || is_hyphen(char) && after.clone().find(|char| !is_ignored(*char)).is_some_and(is_letter);
    length.or_else(|| is_inside().then(|| char.len_utf8()))
}

/// The state of folding a text.
struct FoldWalk<'t, F> {
    text: &'t str,
    each: F,
    buffer: String,
    /// Whether the last character of the current word is a digit; `None` between words.
    digits: Option<bool>,
}

impl<F: FnMut(FoldedPiece<'_>)> FoldWalk<'_, F> {
    /// ASCII letters, or digits.
    fn plain(&mut self, at: Range<usize>) {
        self.split_at_digits(self.text.as_bytes()[at.start].is_ascii_digit());
        self.buffer.clear();
        self.buffer.push_str(&self.text[at.clone()]);
        self.buffer.make_ascii_lowercase();
        (self.each)(FoldedPiece::Plain(&self.buffer, at.start));
    }

    /// Any other character.
    fn other(&mut self, char: char, at: Range<usize>) {
        self.buffer.clear();
        let ends_word = match char {
            ',' => !is_between_digits(self.text, &at),
            '.' => !is_stop_of_acronym(self.text, &at),
            _ if is_ignored(char) => false,
            _ if char.is_alphanumeric() => {
                romanise(char, &mut self.buffer);
                is_unspaced_script(char)
            }
            _ => true,
        };
        if ends_word {
            self.end_word(FoldedPiece::Break);
        }
        let buffer = std::mem::take(&mut self.buffer);
        for folded in buffer.as_bytes().chunk_by(|one, next| one.is_ascii_digit() == next.is_ascii_digit()) {
            self.split_at_digits(folded[0].is_ascii_digit());
            (self.each)(FoldedPiece::Letters {
                folded: std::str::from_utf8(folded).unwrap_or_default(),
                at: at.clone(),
            });
        }
        self.buffer = buffer;
        if ends_word {
            self.end_word(FoldedPiece::Break);
        }
    }

    /// Ends the word between letters and digits.
    fn split_at_digits(&mut self, are_digits: bool) {
        if self.digits.replace(are_digits).is_some_and(|before| before != are_digits) {
            (self.each)(FoldedPiece::Break);
        }
    }

    /// Ends the word at a break or a hyphen.
    fn end_word(&mut self, end: FoldedPiece<'_>) {
        (self.each)(end);
        self.digits = None;
    }
}

fn romanise(char: char, buffer: &mut String) {
    let mut push = |char| {
        let latin = any_ascii_char(char).chars().filter(char::is_ascii_alphanumeric);
        buffer.extend(latin.map(|latin| latin.to_ascii_lowercase()));
    };
    if is_arabic(char) {
        let mut parts = Vec::new();
        decompose(char, &mut parts);
        parts.into_iter().filter(|part| !is_ignored(*part)).map(arabic_letter).for_each(&mut push);
    } else {
        push(char);
    }
}

/// Whether the character is a comma between groups of three digits, as in `800,000`.
fn is_between_digits(text: &str, at: &Range<usize>) -> bool {
    let (before, after) = (text.as_bytes()[..at.start].last(), &text.as_bytes()[at.end..]);
    let digits = after.iter().take_while(|byte| byte.is_ascii_digit()).count();
    before.is_some_and(u8::is_ascii_digit) && digits == 3
}

/// Whether the character is a full stop between single letters, as in `U.N.`
fn is_stop_of_acronym(text: &str, at: &Range<usize>) -> bool {
    let ends_in_one = |mut chars: std::iter::Rev<std::str::Chars<'_>>| {
        chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none_or(|char| !char.is_alphanumeric())
    };
    let mut after = text[at.end..].chars();
    let begins_with_one =
        after.next().is_some_and(char::is_alphabetic) && after.next().is_none_or(|char| !char.is_alphanumeric());
    begins_with_one && ends_in_one(text[..at.start].chars().rev())
}

/// Whether the character stands within a word without being part of its spelling: apostrophes, combining marks, joiners, and also what a
/// proof must not overlook, such as direction overrides and madda.
const fn is_ignored(char: char) -> bool {
    is_apostrophe(char)
        || is_invisible(char)
        || is_arabic_mark(char)
        || matches!(char, '\u{2ba}' | '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c7}' | '\u{653}'..='\u{655}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

const fn is_arabic(char: char) -> bool {
    matches!(char, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Whether no letter belongs to a script that omits vowels or has signs for whole words.
pub(super) fn has_vowels(text: &str) -> bool {
    !text.chars().any(|char| is_arabic(char) || is_unspaced_script(char) || matches!(char, '\u{590}'..='\u{5ff}'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_does_not_count_folds_away() {
        for (one, other) in [
            ("Łukasz MÜLLER", "lukasz muller"),
            ("ＰＴＩ", "pti"),
            ("Tehreek-e-Insaf", "tehreek e insaf"),
            ("Taliban’s", "Taliban's"),
            ("don’t", "dont"),
            ("over 800,000 people", "over 800000 people"),
            ("1, 2,3", "1 2 3"),
            ("خواجہ آصف", "خواجہ اصف"),
            ("ﻛﺎﺑﻞ", "کابل"),
            ("كابل", "کابل"),
            ("کَابُل", "کابل"),
            ("Зеленський", "zelenskiy"),
            ("日本", "日 本"),
            ("ok 👍 now", "ok now"),
            ("ﬁne", "fine"),
            ("the U.N. and the U.S.", "the un and the us"),
            ("J. Smith", "j smith"),
            ("1,200km", "1200 km"),
            ("G-20", "g20"),
            ("об\u{2bc}єднає", "об’єднає"),
            ("علی", "علي"),
            ("re\u{ad}form", "reform"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} and {other}");
        }
        assert_eq!(fold("  “Direct attack”  "), "direct attack");
        assert_eq!(fold("👍 … —"), "");
    }

    #[test]
    fn a_word_keeps_its_place_in_the_text() {
        let text = "the Tehrîk’s “ßee”";
        let tokens = tokens(text);
        let words: Vec<&str> = tokens.iter().map(|token| token.folded.as_str()).collect();
        assert_eq!(words, ["the", "tehriks", "ssee"]);
        assert_eq!(&text[tokens[1].source(5)], "Tehrî");
        assert_eq!(&text[tokens[1].source_of_word()], "Tehrîk’s");
        assert_eq!(&text[tokens[2].source(1)], "ß", "half a letter is the letter");
    }

    #[test]
    fn words_with_hyphens_are_joined_too() {
        for (text, joined) in [
            ("closer co-operation now", "closer cooperation now"),
            ("an e\u{2011}mail", "an email"),
            ("Ahmed al-Sharaa’s", "ahmed alsharaas"),
            ("Tehreek-e-Insaf", "tehreekeinsaf"),
            ("con-\ntinue", "continue"),
            ("con\u{ad}\n tinue", "continue"),
            ("al-‘Arabiya", "alarabiya"),
        ] {
            assert_eq!(fold_joined(text).as_deref(), Some(joined), "{text}");
            let words: Vec<String> = joined_tokens(text).into_iter().map(|token| token.folded).collect();
            assert_eq!(words.join(" "), joined);
        }
        for text in ["800-900", "G-20", "a - b", "no-\n\nwork", "re\u{ad}form", "plain"] {
            assert_eq!(fold_joined(text), None, "{text}");
        }
        let text = "an e-mail";
        assert_eq!(&text[joined_tokens(text)[1].source(3)], "e-ma");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,60}|[\\u{600}-\\u{6ff}\\u{fb50}-\\u{fefc} ]{0,30}|[0-9, ]{0,20}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
            let words: Vec<String> = tokens(&text).into_iter().map(|token| token.folded).collect();
            prop_assert_eq!(words.join(" "), once);
            for token in tokens(&text) {
                prop_assert!(text.get(token.source_of_word()).is_some_and(|part| !part.is_empty()));
            }
        }
    }
}
