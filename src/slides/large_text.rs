//! What is short enough to be set in large letters, and how that is broken into lines. It draws no letter.

use super::LARGE_LETTER;
use crate::text;

/// The most letters of a card: more of them would cost a bad line more than one step may, and are no quicker to read than plain ones.
const MAX_CHARS: usize = 70;

/// `text` in lines of large letters on a body of `width` columns, broken between words; `None` where it is too long for them, or has a
/// letter or a word for which they have no room.
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

/// `text` in the letters that there are large ones of, those of ASCII and Latin-1; typographic signs in their plain form.
fn to_large_font(text: &str) -> Option<String> {
    let mut found = String::new();
    for char in text::clean(text).chars() {
        match char {
            ' '..='~' | '¡' | '¿' | '«' | '»' | '£' | '§' | '°' | 'À'..='ÿ' => found.push(char),
            '“' | '”' | '„' => found.push('"'),
            '‘' | '’' | '‚' => found.push('\''),
            '–' | '—' | '‐' | '‑' | '−' => found.push('-'),
            '…' => found.push_str("..."),
            '\u{a0}' | '\u{202f}' | '\u{2009}' => found.push(' '),
            _ => return None,
        }
    }
    Some(found)
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
