//! Breaks short text into lines of large letters. It never draws a letter.

use super::LARGE_LETTER;
use crate::text;

/// The most letters of a card. More would take too many bytes on a slow connection and are no easier to read than plain text.
const MAX_CHARS: usize = 70;

/// Breaks `text` between words into lines of large letters for a body of `width` columns. Returns `None` when the text or one of its words is
/// too long, or when the font has no glyph for a character.
pub(super) fn break_lines(text: &str, width: usize) -> Option<Vec<String>> {
    let text = to_large_font(text)?;
    let letters = width / usize::from(LARGE_LETTER.width);
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut()?;
        if line.is_empty() {
            word.clone_into(line);
        } else if line.chars().count() + 1 + word.chars().count() <= letters {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    let fits = lines.iter().all(|line| (1..=letters).contains(&line.chars().count()));
    (fits && text.chars().count() <= MAX_CHARS).then_some(lines)
}

/// `text` in the characters of the large font: ASCII and Latin-1, with typographic signs in plain form. Returns `None` when the font lacks
/// one.
fn to_large_font(text: &str) -> Option<String> {
    let mut converted = String::new();
    for char in text::clean(text).chars() {
        match char {
            ' '..='~' | '¡' | '¿' | '«' | '»' | '£' | '§' | '°' | 'À'..='ÿ' => converted.push(char),
            '“' | '”' | '„' => converted.push('"'),
            '‘' | '’' | '‚' => converted.push('\''),
            '–' | '—' | '‐' | '‑' | '−' => converted.push('-'),
            '…' => converted.push_str("..."),
            '\u{a0}' | '\u{202f}' | '\u{2009}' => converted.push(' '),
            _ => return None,
        }
    }
    Some(converted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_short_is_broken_between_words() {
        let wanted = Some(vec!["\"deadly".to_owned(), "poison\"".to_owned()]);
        assert_eq!(break_lines("“deadly poison”", 32), wanted);
        assert_eq!(break_lines("“deadly poison”", 64), Some(vec!["\"deadly poison\"".to_owned()]));
    }

    #[test]
    fn what_is_long_or_has_no_large_letters_is_not_set_in_them() {
        assert_eq!(break_lines("unconstitutional", 60), None, "a word is not broken");
        assert_eq!(break_lines(&"word ".repeat(15), 104), None);
        assert_eq!(break_lines("عمران خان", 104), None);
        assert_eq!(break_lines(" ", 104), None);
        assert!(break_lines("Größe – ¿qué?", 104).is_some());
    }
}
