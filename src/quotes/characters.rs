//! Classes of characters that may differ between a quote and its text, and word boundaries. It knows no quotes.

use unicode_normalization::char::is_combining_mark;

use crate::text::fold::{is_apostrophe, is_hyphen, is_invisible, is_joiner, is_unspaced_script, line_end_hyphen};

/// The class of a character in a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CharClass {
    /// A letter, a digit, or punctuation that counts.
    Other,
    Space,
    /// A no-break or narrow space, as French has it inside its quotation marks.
    TightSpace,
    Quote,
    /// A guillemet, which may have a tight space on either side.
    Guillemet,
    Dash,
    Dot,
    Ellipsis,
}

impl CharClass {
    pub(super) fn classify(char: char) -> Self {
        match char {
            '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{200a}' | '\u{202f}' => Self::TightSpace,
            '"' | '\'' | '`' | '´' | '‘'..='‟' | '′' | '″' | '〝'..='〟' | '「'..='』' | '＂' | '＇' | '\u{5f4}' => {
                Self::Quote
            }
            '«' | '»' | '‹' | '›' => Self::Guillemet,
            '-' | '‐'..='―' | '−' | '⸺' | '⸻' | '﹘' | '﹣' | '－' => Self::Dash,
            '.' => Self::Dot,
            '…' | '⋯' => Self::Ellipsis,
            _ if char.is_whitespace() => Self::Space,
            _ => Self::Other,
        }
    }

    pub(super) const fn is_space(self) -> bool {
        matches!(self, Self::Space | Self::TightSpace)
    }
}

/// Whether the character is part of a word: a letter, a digit, a combining mark, or an invisible joiner.
pub(super) fn is_word_char(char: char) -> bool {
    char.is_alphanumeric() || is_modifier(char)
}

/// Whether the character modifies the one before it.
fn is_modifier(char: char) -> bool {
    is_combining_mark(char) || is_joiner(char) || matches!(char, '\u{1f3fb}'..='\u{1f3ff}')
}

/// Whether a quote may begin or end at this byte of the text: not inside a word or a number, nor between a number and its sign, as in
/// `can't`, `non-violent`, `3.5`, `1 500` or `-5`, nor where a word is broken at the end of a line.
pub(super) fn is_bound(text: &str, at: usize) -> bool {
    if breaks_word(text, at) {
        return false;
    }
    let visible = |char: &char| !is_invisible(*char) || is_joiner(*char);
    let mut before = text[..at].chars().rev().filter(visible);
    let mut after = text[at..].chars().filter(visible);
    let (Some(left), Some(right)) = (before.next(), after.next()) else { return true };
    if CharClass::classify(left).is_space() || CharClass::classify(right).is_space() {
        // Except a tight space inside a number.
        return !joins(before.next(), left, right) && !joins(after.next(), right, left);
    }
    if is_modifier(right) || left == '\u{200d}' {
        return false;
    }
    if is_word_char(left) && is_word_char(right) {
        return is_unspaced_script(left) || is_unspaced_script(right);
    }
    // One of the two may join the characters on both its sides.
    let beyond = |middle: char| move |char: &char| !(is_apostrophe(middle) && is_apostrophe(*char));
    let (further_left, further_right) = (before.find(beyond(left)), after.find(beyond(right)));
    !joins(further_left, left, right)
        && !joins(further_right, right, left)
        && !is_number_sign(further_left, left, right)
}

/// Whether a word is broken here, at the end of a line.
fn breaks_word(text: &str, at: usize) -> bool {
    let line_end = text[..at].trim_end();
    let starts = [line_end.strip_suffix(|char| is_hyphen(char) || char == '\u{ad}').map_or(at, str::len), at];
    starts.into_iter().any(|start| {
        let length = line_end_hyphen(text[..start].chars().next_back(), &text[start..]);
        length.is_some_and(|length| at <= start + length)
    })
}

/// Whether `middle` joins the characters on its sides to one word or number.
fn joins(outer: Option<char>, middle: char, inner: char) -> bool {
    let Some(outer) = outer else { return false };
    let both = |class: fn(char) -> bool| class(outer) && class(inner);
    let in_word = |char: char| is_word_char(char) && !is_unspaced_script(char);
    (matches!(middle, '-' | '‐' | '‑') && both(in_word))
        || (is_apostrophe(middle) && both(is_letter))
        || (is_number_separator(middle) && both(char::is_numeric))
}

/// Whether the character may separate the digits of one number.
fn is_number_separator(char: char) -> bool {
    let is_separator =
        matches!(char, '.' | ',' | '·' | '٫' | '٬' | '．' | '，' | '_' | '/' | '⁄' | '／' | ':' | '×' | '–' | '−');
    is_separator || is_apostrophe(char) || CharClass::classify(char) == CharClass::TightSpace
}

/// Whether `left` is the sign or the decimal point of a number.
fn is_number_sign(further_left: Option<char>, left: char, right: char) -> bool {
    let begins = further_left.is_none_or(|char| !is_word_char(char) && CharClass::classify(char) != CharClass::Dot);
    right.is_numeric() && matches!(left, '-' | '−' | '.' | '·' | '٫') && begins
}

/// The end of the first quotation mark in a text, which is no apostrophe. A quote that was interrupted may go on there.
pub(super) fn first_mark(text: &str) -> Option<usize> {
    text.char_indices().find(|(at, char)| is_mark(text, *at, *char)).map(|(at, char)| at + char.len_utf8())
}

fn is_mark(text: &str, at: usize, char: char) -> bool {
    let is_quote = matches!(CharClass::classify(char), CharClass::Quote | CharClass::Guillemet);
    let inner = text[at + char.len_utf8()..].chars().next().zip(text[..at].chars().next_back());
    is_quote && !(is_apostrophe(char) && inner.is_some_and(|(after, before)| is_letter(after) && is_letter(before)))
}

fn is_letter(char: char) -> bool {
    is_word_char(char) && !char.is_numeric() && !is_unspaced_script(char)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_does_not_begin_or_end_inside_of_a_word() {
        let bounds = |text: &str| -> String {
            let at = |at: &usize| is_bound(text, *at);
            let places = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).filter(at);
            places.map(|at| at.to_string()).collect::<Vec<_>>().join(" ")
        };
        for (text, expected) in [
            ("party", "0 5"),
            ("can't", "0 5"),
            ("can’t", "0 7"),
            ("3.5", "0 3"),
            ("1,000", "0 5"),
            ("a.b", "0 1 2 3"),
            ("non-violent", "0 11"),
            ("a—b", "0 1 4 5"),
            ("1\u{202f}500", "0 7"),
            ("-5", "0 2"),
            ("F-16", "0 4"),
            ("can´t", "0 6"),
            ("10:30", "0 5"),
            ("...5", "0 1 2 3 4"),
            ("foo\u{ad}bar", "0 8"),
            ("con-\ntinue", "0 10"),
            ("a con-\n\n b", "0 1 2 5 6 7 8 9 10"),
            ("رســ", "0 8"),
            ("e\u{301}a", "0 4"),
            ("直接会", "0 3 6 9"),
            ("می\u{200c}شود", "0 13"),
            ("", "0"),
        ] {
            assert_eq!(bounds(text), expected, "{text}");
        }
    }
}
