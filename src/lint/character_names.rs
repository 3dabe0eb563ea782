//! Finds invisible and control characters in a text and gives their Unicode names. It never reports one that a script or an emoji needs.

use crate::text::sanitize::SpellingContext;

/// Whether a text may have several lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineMode {
    One,
    Many,
}

/// An invisible or control character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct UnseenChar {
    pub char: char,
    /// Its name in Unicode, or the name of its group.
    pub name: &'static str,
    /// How many invisible or control characters the text has in all.
    pub number: usize,
}

/// The first invisible or control character of `text` that the script or emoji around it does not need. Returns `None` when there is
/// none. Line breaks and tabs are allowed in [`LineMode::Many`].
pub(super) fn find(text: &str, lines: LineMode) -> Option<UnseenChar> {
    // Fast path: most texts are printable ASCII.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return None;
    }
    let mut context = SpellingContext::default();
    let mut found: Option<UnseenChar> = None;
    for (at, char) in text.char_indices() {
        let rest = &text[at + char.len_utf8()..];
        let is_layout =
            lines == LineMode::Many && (matches!(char, '\n' | '\t') || char == '\r' && rest.starts_with('\n'));
        if let Some(name) = name(char).filter(|_| !is_layout && !context.is_required(char, rest)) {
            let first = found.get_or_insert(UnseenChar { char, name, number: 0 });
            first.number += 1;
        }
        context.push(char);
    }
    found
}

/// The Unicode name of an invisible character or terminal control; `None` for all others.
const fn name(char: char) -> Option<&'static str> {
    Some(match char {
        '\0'..='\u{1f}' => C0[char as usize],
        '\u{7f}' => "DELETE",
        '\u{85}' => "NEXT LINE",
        '\u{9b}' => "CONTROL SEQUENCE INTRODUCER",
        '\u{80}'..='\u{9f}' => "C1 CONTROL CHARACTER",
        '\u{ad}' => "SOFT HYPHEN",
        '\u{34f}' => "COMBINING GRAPHEME JOINER",
        '\u{61c}' => "ARABIC LETTER MARK",
        '\u{200b}' => "ZERO WIDTH SPACE",
        '\u{200c}' => "ZERO WIDTH NON-JOINER",
        '\u{200d}' => "ZERO WIDTH JOINER",
        '\u{200e}' => "LEFT-TO-RIGHT MARK",
        '\u{200f}' => "RIGHT-TO-LEFT MARK",
        '\u{2028}' => "LINE SEPARATOR",
        '\u{2029}' => "PARAGRAPH SEPARATOR",
        '\u{202a}' => "LEFT-TO-RIGHT EMBEDDING",
        '\u{202b}' => "RIGHT-TO-LEFT EMBEDDING",
        '\u{202c}' => "POP DIRECTIONAL FORMATTING",
        '\u{202d}' => "LEFT-TO-RIGHT OVERRIDE",
        '\u{202e}' => "RIGHT-TO-LEFT OVERRIDE",
        '\u{2060}' => "WORD JOINER",
        '\u{2061}'..='\u{2064}' => "INVISIBLE OPERATOR",
        '\u{2066}' => "LEFT-TO-RIGHT ISOLATE",
        '\u{2067}' => "RIGHT-TO-LEFT ISOLATE",
        '\u{2068}' => "FIRST STRONG ISOLATE",
        '\u{2069}' => "POP DIRECTIONAL ISOLATE",
        '\u{206a}'..='\u{206f}' => "DEPRECATED FORMAT CHARACTER",
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => "VARIATION SELECTOR",
        '\u{feff}' => "ZERO WIDTH NO-BREAK SPACE",
        '\u{fff9}'..='\u{fffb}' => "INTERLINEAR ANNOTATION CHARACTER",
        '\u{e0000}'..='\u{e007f}' => "TAG CHARACTER",
        _ => return rare_name(char),
    })
}

/// Like [`name`], for the rare characters.
const fn rare_name(char: char) -> Option<&'static str> {
    Some(match char {
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => "HANGUL FILLER",
        '\u{17b4}' | '\u{17b5}' => "KHMER INHERENT VOWEL",
        '\u{180b}'..='\u{180d}' | '\u{180f}' => "MONGOLIAN VARIATION SELECTOR",
        '\u{180e}' => "MONGOLIAN VOWEL SEPARATOR",
        '\u{e000}'..='\u{f8ff}' => "PRIVATE USE CHARACTER",
        '\u{fdd0}'..='\u{fdef}' => "NONCHARACTER",
        '\u{13430}'..='\u{1343f}' => "EGYPTIAN HIEROGLYPH FORMAT CHARACTER",
        '\u{1bca0}'..='\u{1bca3}' => "SHORTHAND FORMAT CHARACTER",
        '\u{1d173}'..='\u{1d17a}' => "MUSICAL FORMAT CHARACTER",
        '\u{2065}' | '\u{fff0}'..='\u{fff8}' | '\u{e0080}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}' => {
            "UNASSIGNED FORMAT CHARACTER"
        }
        _ if char as u32 & 0xfffe == 0xfffe => "NONCHARACTER",
        '\u{f0000}'.. => "PRIVATE USE CHARACTER",
        _ => return None,
    })
}

const C0: [&str; 32] = [
    "NULL",
    "START OF HEADING",
    "START OF TEXT",
    "END OF TEXT",
    "END OF TRANSMISSION",
    "ENQUIRY",
    "ACKNOWLEDGE",
    "ALERT",
    "BACKSPACE",
    "CHARACTER TABULATION",
    "LINE FEED",
    "LINE TABULATION",
    "FORM FEED",
    "CARRIAGE RETURN",
    "SHIFT OUT",
    "SHIFT IN",
    "DATA LINK ESCAPE",
    "DEVICE CONTROL ONE",
    "DEVICE CONTROL TWO",
    "DEVICE CONTROL THREE",
    "DEVICE CONTROL FOUR",
    "NEGATIVE ACKNOWLEDGE",
    "SYNCHRONOUS IDLE",
    "END OF TRANSMISSION BLOCK",
    "CANCEL",
    "END OF MEDIUM",
    "SUBSTITUTE",
    "ESCAPE",
    "INFORMATION SEPARATOR FOUR",
    "INFORMATION SEPARATOR THREE",
    "INFORMATION SEPARATOR TWO",
    "INFORMATION SEPARATOR ONE",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::sanitize::{is_invisible, is_terminal_control, sanitize};

    fn describe(text: &str) -> Option<String> {
        find(text, LineMode::Many).map(|unseen| format!("{} ×{}", unseen.name, unseen.number))
    }

    #[test]
    fn an_invisible_character_is_named() {
        for (text, name) in [
            ("a\u{202e}b", "RIGHT-TO-LEFT OVERRIDE ×1"),
            ("a\u{2066}b\u{2069}", "LEFT-TO-RIGHT ISOLATE ×2"),
            ("to\u{200b}ll", "ZERO WIDTH SPACE ×1"),
            ("to\u{200d}ll", "ZERO WIDTH JOINER ×1"),
            ("\u{1b}[2J", "ESCAPE ×1"),
            ("a\u{9b}2J", "CONTROL SEQUENCE INTRODUCER ×1"),
            ("har\u{ad}bour", "SOFT HYPHEN ×1"),
            ("a\rb", "CARRIAGE RETURN ×1"),
            ("\u{200f}plain", "RIGHT-TO-LEFT MARK ×1"),
            ("flag\u{e0067}\u{e007f}", "TAG CHARACTER ×2"),
        ] {
            assert_eq!(describe(text).as_deref(), Some(name), "{text:?}");
        }
    }

    #[test]
    fn a_character_that_a_script_or_an_emoji_needs_is_allowed() {
        for text in [
            "plain – “text”, café",
            "می\u{200c}خواهم",
            "خان\u{200f}.",
            "क्\u{200d}ष क्\u{200d}",
            "👩\u{200d}💻 👨🏽\u{200d}🚒 ❤\u{fe0f}\u{200d}🔥",
            "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
            "two\nlines\tand\r\nmore",
        ] {
            assert_eq!(describe(text), None, "{text:?}");
            assert!(!sanitize(text).contains('\u{fffd}'), "{text:?}");
        }
        assert_eq!(find("two\nlines", LineMode::One).map(|unseen| unseen.name), Some("LINE FEED"));
    }

    #[test]
    fn every_character_that_sanitize_replaces_is_reported_and_no_other() {
        for char in ('\0'..=char::MAX).filter(|char| is_terminal_control(*char) || is_invisible(*char)) {
            assert!(find(&format!("a{char}b"), LineMode::Many).is_some(), "{char:?}");
        }
        for char in ('\u{20}'..=char::MAX).filter(|char| name(*char).is_some()) {
            assert!(is_terminal_control(char) || is_invisible(char), "{char:?}");
        }
    }
}
