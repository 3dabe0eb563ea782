//! Parses one key of the configuration file, or explains why the key is refused. It never binds a key.

use crate::keys::{Chord, Key, KeyContext};

/// Parses a key name.
///
/// # Errors
/// The problem, and how to solve it.
pub(super) fn parse_chord(word: &str, context: KeyContext) -> Result<Chord, (String, String)> {
    let chord = parse_key_name(word)?;
    if let (Key::Char(char), true) = (chord.key, chord.ctrl) {
        if "abgot".contains(char) {
            let problem = format!("`{word}` belongs to screen, tmux or other programs around this one");
            return Err((problem, "choose a letter, or another with ctrl".to_owned()));
        }
        if !char.is_ascii_lowercase() {
            let problem = format!("`{word}`: terminals send ctrl with a letter alone");
            return Err((problem, "choose a letter or a sign, or a letter with ctrl".to_owned()));
        }
        if let Some((_, sent)) = SAME_BYTES.iter().find(|(letter, _)| *letter == char) {
            let problem = format!("`{word}` cannot be distinguished from {sent}: terminals send the same for both");
            return Err((problem, "choose a letter, or another with ctrl".to_owned()));
        }
    }
    if context == KeyContext::Cards && chord.typed_char().is_some_and(|char| char.is_ascii_digit()) {
        let problem = format!("`{word}`: a digit is the number of a card");
        return Err((problem, "choose a letter or a sign".to_owned()));
    }
    Ok(chord)
}

/// Letters that with ctrl send the same byte as another key.
const SAME_BYTES: [(char, &str); 4] = [('h', "backspace"), ('i', "tab"), ('j', "enter"), ('m', "enter")];

fn parse_key_name(word: &str) -> Result<Chord, (String, String)> {
    let lower = word.to_lowercase();
    let mut chars = word.chars();
    if let (Some(char), None) = (chars.next(), chars.next()) {
        return if char.is_control() {
            Err(unknown_key(word))
        } else {
            Ok(Chord::from_name(word).unwrap_or(Chord::char(char)))
        };
    }
    if let Some(chord) = Chord::from_name(&lower) {
        return Ok(chord);
    }
    if lower.starts_with("alt-") || lower.starts_with("meta-") {
        let problem = format!("`{word}`: no action is bound to alt, which terminals and screens own");
        return Err((problem, "choose a letter, or one with ctrl".to_owned()));
    }
    if word.chars().count() < 5 && word.chars().all(char::is_alphanumeric) && !is_function_key(&lower) {
        let problem = format!("`{word}`: a key is one press, and these are {}", word.chars().count());
        return Err((problem, format!("several keys for one action are a list: [{}]", quoted_list(word))));
    }
    Err(unknown_key(word))
}

fn quoted_list(word: &str) -> String {
    word.chars().map(|char| format!("\"{char}\"")).collect::<Vec<_>>().join(", ")
}

fn is_function_key(word: &str) -> bool {
    word.strip_prefix('f').is_some_and(|number| number.parse::<u8>().is_ok())
}

fn unknown_key(word: &str) -> (String, String) {
    let names: Vec<&str> = Chord::names().collect();
    let help = match crate::text::suggest::nearest(word, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            format!("a key is a character, ctrl- and a letter, or one of {}", crate::text::suggest::backquoted(&names))
        }
    };
    (format!("no key is called `{word}`"), help)
}
