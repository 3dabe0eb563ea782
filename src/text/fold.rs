//! Folds what can be written in several ways without changing a word, for look-up and for proof. It never changes a word.

use std::collections::HashSet;
use std::ops::Range;

use unicode_normalization::char::{
    canonical_combining_class, decompose_canonical, decompose_compatible, is_combining_mark,
};

/// A difference between two texts that changes no word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NormalizationRule {
    QuotationMarks,
    /// The kinds of apostrophes inside of a word, and the letters that are written like one.
    Apostrophes,
    Dashes,
    /// A word that is broken at the end of a line.
    LineEndHyphens,
    Spaces,
    /// Soft hyphens, joiners, and other characters without width.
    InvisibleCharacters,
    Ellipses,
    /// The forms of yeh, kaf and heh, vowel marks, and lengthened letters.
    ArabicLetters,
    /// The digits of the Arabic script.
    ArabicDigits,
    /// The Unicode form of the same text, such as é as one character or as two, ﬁ as one or two letters, and presentation forms.
    UnicodeForm,
    /// A quotation mark that begins a further paragraph of one quotation.
    RepeatedMarks,
    /// What a transcript says in brackets, such as `(APPLAUSE)`.
    Interruptions,
}

impl NormalizationRule {
    /// The difference, in words.
    pub const fn word(self) -> &'static str {
        match self {
            Self::QuotationMarks => "quotation marks",
            Self::Apostrophes => "apostrophes",
            Self::Dashes => "dashes",
            Self::LineEndHyphens => "line-end hyphens",
            Self::Spaces => "spaces",
            Self::InvisibleCharacters => "invisible characters",
            Self::Ellipses => "ellipses",
            Self::ArabicLetters => "Arabic letters",
            Self::ArabicDigits => "Arabic digits",
            Self::UnicodeForm => "Unicode form",
            Self::RepeatedMarks => "repeated marks",
            Self::Interruptions => "interruptions",
        }
    }
}

/// Whether the character is used as an apostrophe, also by mistake or by a wrong encoding.
pub const fn is_apostrophe(char: char) -> bool {
    is_letter_apostrophe(char)
        || matches!(char, '\'' | '’' | '＇' | '‘' | '‛' | '′' | '´' | '`' | '｀' | '\u{92}' | '\u{55a}' | '\u{5f3}')
}

/// Whether the character is an apostrophe that Unicode counts among the letters, as in Ukrainian and in transliterations of Arabic.
const fn is_letter_apostrophe(char: char) -> bool {
    matches!(char, '\u{2b9}' | '\u{2bb}'..='\u{2bf}' | '\u{2c8}' | '\u{2ca}' | '\u{2cb}' | '\u{2ee}' | '\u{a78c}')
}

/// Whether the character is a hyphen inside of a word.
pub const fn is_hyphen(char: char) -> bool {
    matches!(char, '-' | '‐' | '‑' | '\u{5be}' | '﹣' | '－')
}

/// Whether the character has no width and no meaning: soft hyphens, zero-width spaces and joiners, direction marks and isolates, variation
/// selectors. The direction overrides are not among them, because they change what is read.
pub const fn is_invisible(char: char) -> bool {
    is_joiner(char)
        || matches!(char, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202c}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Whether the character joins the characters on its sides, or changes the form of the one before it.
pub const fn is_joiner(char: char) -> bool {
    matches!(char, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// Whether the character is a vowel mark of the Arabic script or lengthens a letter. Hamza and madda are part of the spelling.
pub const fn is_arabic_mark(char: char) -> bool {
    matches!(char, '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{652}' | '\u{656}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}')
}

/// The letter for all forms of a letter of the Arabic script; any other character for itself. The heh with two eyes (U+06BE) is kept,
/// because in Urdu it makes another word: بھاری is not بہاری.
pub const fn arabic_letter(char: char) -> char {
    match char {
        '\u{64a}' | '\u{649}' => '\u{6cc}',
        '\u{643}' | '\u{6aa}' => '\u{6a9}',
        '\u{647}' | '\u{6d5}' => '\u{6c1}',
        '\u{6c3}' => '\u{629}',
        _ => char,
    }
}

/// The ASCII digit for a digit of the Arabic script; any other character for itself.
fn arabic_digit(char: char) -> char {
    let value = match char {
        '\u{660}'..='\u{669}' => u32::from(char) - 0x660,
        '\u{6f0}'..='\u{6f9}' => u32::from(char) - 0x6f0,
        _ => return char,
    };
    char::from_digit(value, 10).unwrap_or(char)
}

/// Whether the script has no spaces between words, so that each character may begin a word: Thai, Lao, Burmese, Khmer, kana, ideographs.
pub const fn is_unspaced_script(char: char) -> bool {
    matches!(char, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Whether the character is a letter of a script with spaces, or a mark on one. U+FDFC stands for the letters of a word.
fn is_letter(char: char) -> bool {
    (char.is_alphabetic() || is_combining_mark(char) || char == '\u{fdfc}') && !is_unspaced_script(char)
}

/// Decomposes a character: by its canonical form, and by its compatibility form if it is a ligature, a presentation form or a width of the
/// same letters. Superscript digits and fractions have another meaning and are kept.
pub fn decompose(char: char, parts: &mut Vec<char>) {
    let has_compatible_form = matches!(char, '\u{132}' | '\u{133}' | '\u{fb00}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{ff01}'..='\u{ffef}');
    let before = parts.len();
    if has_compatible_form {
        decompose_compatible(char, |part| parts.push(part));
        if !parts[before..].contains(&' ') {
            return;
        }
        parts.truncate(before);
    }
    decompose_canonical(char, |part| parts.push(part));
}

/// The length in bytes of a hyphen that breaks a word at the end of a line, with the line end: `rest` begins with it, and `before` is the
/// character before it.
pub fn line_end_hyphen(before: Option<char>, rest: &str) -> Option<usize> {
    let hyphen = rest.chars().next().filter(|char| is_hyphen(*char) || *char == SOFT_HYPHEN)?;
    before.filter(|char| is_letter(*char))?;
    let (behind, mut line_ends) = (&rest[hyphen.len_utf8()..], 0);
    // Of several soft hyphens the last one is it, so that each is examined once.
    let is_other = |char: char, line_ends: usize| char == SOFT_HYPHEN && hyphen == SOFT_HYPHEN && line_ends == 0;
    let goes_on_at = behind.char_indices().find_map(|(at, char)| {
        line_ends += usize::from(char == '\n');
        let is_between = char.is_whitespace() || (is_invisible(char) && !is_other(char, line_ends));
        (!is_between).then_some(at)
    })?;
    let goes_on = behind[goes_on_at..].starts_with(|char: char| is_letter(char) && !is_combining_mark(char));
    (line_ends == 1 && goes_on).then_some(hyphen.len_utf8() + goes_on_at)
}

const SOFT_HYPHEN: char = '\u{ad}';

/// The length in bytes of the apostrophes that `rest` begins with, if they are inside of a word; `before` is the character before them.
fn apostrophes_in_word(before: Option<char>, rest: &str) -> Option<usize> {
    before.filter(|char| is_letter(*char) && rest.starts_with(is_apostrophe))?;
    let length = rest.find(|char| !is_apostrophe(char) && !is_invisible(char))?;
    rest[length..].starts_with(is_letter).then_some(length)
}

/// The words of `text` that are written with a hyphen or a dash, folded, such as `co-operation`. A word that is broken at the end of a line
/// is none.
pub fn hyphenated_words(text: &str) -> HashSet<String> {
    let hyphens = text.char_indices().filter(|(_, char)| is_hyphen(*char) || matches!(char, '\u{2012}'..='\u{2015}'));
    let words = hyphens.filter_map(|(at, hyphen)| {
        let spaced = |char: char| char.is_whitespace() && char != '\n';
        let (before, after) = (&text[..at], &text[at + hyphen.len_utf8()..]);
        hyphenated_word(before.trim_end_matches(spaced), after.trim_start_matches(spaced))
    });
    words.collect()
}

/// The last letters of `before` and the first of `after`, folded, with a hyphen between; `None` if one of them has none.
fn hyphenated_word(before: &str, after: &str) -> Option<String> {
    let start =
        before.len() - before.chars().rev().take_while(|char| is_letter(*char)).map(char::len_utf8).sum::<usize>();
    let end = after.find(|char| !is_letter(char)).unwrap_or(after.len());
    let fold = |word: &str| FoldedText::new(word, LETTER_RULES, None).text;
    (start < before.len() && end > 0).then(|| format!("{}-{}", fold(&before[start..]), fold(&after[..end])))
}

/// The rules for the letters of a word.
const LETTER_RULES: &[NormalizationRule] = &[NormalizationRule::ArabicLetters, NormalizationRule::UnicodeForm];

/// A text, folded by the rules for the characters of words: apostrophes, line-end hyphens, invisible characters, Arabic letters and digits,
/// and the Unicode form. Folding twice changes nothing. The other rules do nothing here.
#[derive(Debug, Clone, Default)]
pub struct FoldedText {
    /// The folded text.
    pub text: String,
    /// In the order of both texts.
    units: Vec<FoldedUnit>,
    /// The words that were broken at the end of a line, and are joined now, as [`hyphenated_words`] has them.
    pub joined_words: HashSet<String>,
}

/// A stretch of text that cannot be compared in part, such as a letter with its marks.
#[derive(Debug, Clone)]
struct FoldedUnit {
    /// Its start in the folded text.
    at: usize,
    /// Its bytes in the original text.
    source: Range<usize>,
}

impl FoldedText {
    /// Folds `text`. A word that is broken at the end of a line is joined, except that it keeps its hyphen if `other`, with which the text
    /// is compared, has it with one.
    pub fn new(text: &str, rules: &[NormalizationRule], other: Option<&str>) -> Self {
        let empty = Self {
            text: String::with_capacity(text.len()),
            units: Vec::with_capacity(text.len()),
            joined_words: HashSet::new(),
        };
        let mut folder = TextFolder { source: text, at: 0, rules, other, hyphenated: None, folded: empty };
        while folder.at < text.len() {
            folder.step();
        }
        folder.folded
    }

    /// The end of the unit that `at`, a position in the folded text, is in.
    pub fn unit_end(&self, at: usize) -> usize {
        let after = self.units.partition_point(|unit| unit.at <= at);
        self.units.get(after).map_or(self.text.len(), |unit| unit.at)
    }

    /// The bytes of the original text that a range of the folded text comes from; whole units.
    pub fn source(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.units.partition_point(|unit| unit.at <= range.start).saturating_sub(1);
        let after = self.units.partition_point(|unit| unit.at < range.end).max(first);
        match &self.units[first..after] {
            [] => 0..0,
            [one] => one.source.clone(),
            [one, .., last] => one.source.start..last.source.end,
        }
    }
}

struct TextFolder<'a> {
    source: &'a str,
    at: usize,
    rules: &'a [NormalizationRule],
    other: Option<&'a str>,
    /// The hyphenated words of `other`, when they are needed.
    hyphenated: Option<HashSet<String>>,
    folded: FoldedText,
}

impl TextFolder<'_> {
    fn has(&self, rule: NormalizationRule) -> bool {
        self.rules.contains(&rule)
    }

    /// Consumes the next unit.
    fn step(&mut self) {
        let rest = &self.source[self.at..];
        let Some(first) = rest.chars().next() else { return };
        if first.is_ascii_alphanumeric() && rest.as_bytes().get(1).is_none_or(u8::is_ascii) {
            return self.push(first, 1);
        }
        let before = self.folded.text.chars().next_back();
        if let Some(length) = line_end_hyphen(before, rest).filter(|_| self.has(NormalizationRule::LineEndHyphens)) {
            return self.line_end(length);
        }
        if self.is_left_out(first) {
            self.at += first.len_utf8();
            return;
        }
        let letter = || is_letter_apostrophe(first).then(|| first.len_utf8());
        let apostrophe = apostrophes_in_word(before, rest).or_else(letter);
        match apostrophe.filter(|_| self.has(NormalizationRule::Apostrophes)) {
            Some(length) => self.push('\'', length),
            None => self.letter(rest),
        }
    }

    /// Appends a unit of one character for the next `length` bytes.
    fn push(&mut self, char: char, length: usize) {
        self.folded.units.push(FoldedUnit { at: self.folded.text.len(), source: self.at..self.at + length });
        self.folded.text.push(char);
        self.at += length;
    }

    /// Joins the word that is broken here, or keeps its hyphen.
    fn line_end(&mut self, length: usize) {
        let word = hyphenated_word(&self.source[..self.at], &self.source[self.at + length..]);
        let hyphenated = self.hyphenated.get_or_insert_with(|| self.other.map(hyphenated_words).unwrap_or_default());
        if word.as_ref().is_some_and(|word| hyphenated.contains(word)) {
            return self.push('-', length);
        }
        self.folded.joined_words.extend(word);
        self.at += length;
    }

    fn is_left_out(&self, char: char) -> bool {
        (is_invisible(char) && self.has(NormalizationRule::InvisibleCharacters))
            || (is_arabic_mark(char) && self.has(NormalizationRule::ArabicLetters))
    }

    /// A character with its marks, and with what is left out but belongs to it.
    fn letter(&mut self, rest: &str) {
        let is_mark = |part: &char| canonical_combining_class(*part) != 0;
        let (mut parts, mut length) = (Vec::new(), 0);
        for (at, char) in rest.char_indices() {
            let (before, end) = (parts.len(), at + char.len_utf8());
            if before > 0 && self.is_left_out(char) {
                length = if is_joiner(char) || is_arabic_mark(char) { end } else { length };
                continue;
            }
            let decomposes = self.has(NormalizationRule::UnicodeForm);
            if decomposes {
                decompose(char, &mut parts);
            } else {
                parts.push(char);
            }
            if before > 0 && !(decomposes && parts[before..].iter().all(is_mark)) {
                parts.truncate(before);
                break;
            }
            length = end;
        }
        for run in parts.chunk_by_mut(|one, other| is_mark(one) && is_mark(other)) {
            run.sort_by_key(|mark| canonical_combining_class(*mark));
        }
        let parts = parts.into_iter().filter(|part| !self.is_left_out(*part)).map(|part| self.fold(part));
        let folded: String = parts.collect();
        if !folded.is_empty() {
            self.folded.units.push(FoldedUnit { at: self.folded.text.len(), source: self.at..self.at + length });
            self.folded.text.push_str(&folded);
        }
        self.at += length;
    }

    /// The character for all forms of a letter or digit of the Arabic script.
    fn fold(&self, char: char) -> char {
        let letter = if self.has(NormalizationRule::ArabicLetters) { arabic_letter(char) } else { char };
        if self.has(NormalizationRule::ArabicDigits) { arabic_digit(letter) } else { letter }
    }
}

#[cfg(test)]
mod tests {
    use super::NormalizationRule::{
        Apostrophes, ArabicDigits, ArabicLetters, InvisibleCharacters, LineEndHyphens, UnicodeForm,
    };
    use super::*;
    use proptest::prelude::*;

    const ALL: &[NormalizationRule] =
        &[Apostrophes, LineEndHyphens, InvisibleCharacters, ArabicLetters, ArabicDigits, UnicodeForm];

    fn fold(text: &str) -> String {
        FoldedText::new(text, ALL, None).text
    }

    #[test]
    fn what_changes_no_word_folds_to_one_form() {
        for (one, other) in [
            ("об\u{2bc}єднає", "об’єднає"),
            ("we don＇t", "we don't"),
            ("Hawai\u{2bb}i", "Hawai‘i"),
            ("الرســـوم", "الرسوم"),
            ("كَابُل", "کابل"),
            ("علي", "على"),
            ("علي", "علی"),
            ("ﻛﺎﺑﻞ", "كابل"),
            ("كتابه", "کتابہ"),
            ("١٢٣", "۱۲۳"),
            ("١٢٣", "123"),
            ("o\u{fb03}ce", "office"),
            ("می\u{200c}شود", "میشود"),
            ("re\u{ad}form", "reform"),
            ("con-\ntinue", "continue"),
            ("con\u{2010} \r\n  tinue", "continue"),
            ("con\u{ad}\ntinue", "continue"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} and {other}");
        }
    }

    #[test]
    fn what_may_change_a_word_is_kept() {
        for (one, other) in [
            ("بھاری", "بہاری"),
            ("آن", "ان"),
            ("no-\n\nwork", "nowork"),
            ("1990-\n2000", "19902000"),
            ("the talks -\nall", "the talks all"),
            ("re-form", "reform"),
            ("‘no’", "'no'"),
            ("10²", "102"),
            ("a\u{202e}b", "ab"),
        ] {
            assert_ne!(fold(one), fold(other), "{one} and {other}");
        }
    }

    #[test]
    fn a_hyphen_at_a_line_end_is_kept_if_the_other_text_has_it() {
        let folded = |other: &str| FoldedText::new("co-\noperation will con-\ntinue", ALL, Some(other)).text;
        assert_eq!(folded("cooperation"), "cooperation will continue");
        assert_eq!(folded("the co-operation"), "co-operation will continue");
        assert_eq!(folded("co\u{2011}operation will con- tinue"), "co-operation will con-tinue");
        assert_eq!(folded("co-\noperation"), "cooperation will continue", "broken there too");
    }

    #[test]
    fn a_range_of_the_folded_text_is_one_of_the_text() {
        let text = "La ca\u{301}fé con-\ntinue الرســ now";
        let folded = FoldedText::new(text, ALL, None);
        let source = |words: &str| {
            let at = folded.text.find(words).unwrap();
            &text[folded.source(&(at..at + words.len()))]
        };
        assert_eq!(source("a\u{301}"), "a\u{301}");
        assert_eq!(source("continue"), "con-\ntinue");
        assert_eq!(source("الرس"), "الرســ");
        assert_eq!(source("now"), "now");
    }

    fn texts() -> impl Strategy<Value = String> {
        prop_oneof![
            "\\PC{0,60}",
            "([ab]|[ '’‘\u{2bc}\u{2b9}`-]|-\n|\u{ad}|\u{200b}|\u{200c}|\u{301}|\u{323}|é|ﬁ|ﷻ|\u{fdfc}|\u{ff9e}|ｶ|직|会|\r\n|\n){0,40}",
            "[\u{600}-\u{6ff}\u{fb50}-\u{fefc}\u{200c} -]{0,40}",
        ]
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in texts()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn every_unit_is_a_stretch_of_the_text_in_its_order(text in texts(), other in texts(), rules in prop::sample::subsequence(ALL, 0..=ALL.len())) {
            let folded = FoldedText::new(&text, &rules, Some(&other));
            let mut from = (0, 0);
            for unit in &folded.units {
                prop_assert!(text.get(unit.source.clone()).is_some_and(|part| !part.is_empty()));
                prop_assert!(folded.text.is_char_boundary(unit.at));
                prop_assert!(from.0 <= unit.at && from.1 <= unit.source.start);
                from = (folded.unit_end(unit.at), unit.source.end);
            }
        }
    }
}
