//! Which characters of a text are not seen, by their names in Unicode. It lets pass what a script or an emoji cannot be written without.

/// Whether a text may run over several lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    One,
    Many,
}

/// A character that is not seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unseen {
    pub char: char,
    /// Its name, in the words of Unicode.
    pub name: &'static str,
    /// How many such characters the text has.
    pub number: usize,
}

/// The first character of a text that is not seen and has no right to stand there.
pub(super) fn find(text: &str, lines: Lines) -> Option<Unseen> {
    // Most texts are told from others by their bytes alone.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return None;
    }
    let is_rtl = text.chars().any(is_right_to_left);
    let mut before = None;
    let mut found: Option<Unseen> = None;
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        let around = Around { before, after: chars.peek().copied(), lines, is_rtl };
        if let Some(name) = name(char).filter(|_| !around.needs(char)) {
            let first = found.get_or_insert(Unseen { char, name, number: 0 });
            first.number += 1;
        }
        // Tags follow each other, and belong to the flag before them.
        before =
            if matches!(char, '\u{e0020}'..='\u{e007e}') && before == Some(FLAG) { Some(FLAG) } else { Some(char) };
    }
    found
}

const FLAG: char = '\u{1f3f4}';

/// What a character stands among.
#[derive(Clone, Copy)]
struct Around {
    before: Option<char>,
    after: Option<char>,
    lines: Lines,
    /// Whether the text has letters that are written from right to left.
    is_rtl: bool,
}

impl Around {
    /// Whether the text could not be written, or laid out, without the character.
    fn needs(self, char: char) -> bool {
        match char {
            '\n' | '\t' => self.lines == Lines::Many,
            '\r' => self.lines == Lines::Many && self.after == Some('\n'),
            // Marks of direction set a full stop right beside Urdu or Hebrew; alone they do nothing.
            '\u{61c}' | '\u{200e}' | '\u{200f}' => self.is_rtl,
            '\u{200c}' => self.joins(),
            '\u{200d}' => self.joins() || self.before.is_some_and(is_emoji) && self.after.is_some_and(is_emoji),
            // The flags of England, Scotland and Wales.
            '\u{e0020}'..='\u{e007f}' => self.before == Some(FLAG),
            _ => false,
        }
    }

    /// Whether it stands between letters of a script whose letters join; the scripts of India end words with it as well.
    fn joins(self) -> bool {
        let indic = |char| matches!(char, '\u{900}'..='\u{df4}');
        self.before.is_some_and(is_joining) && self.after.is_some_and(is_joining) || self.before.is_some_and(indic)
    }
}

/// Letters and marks of the scripts in which a joiner, or its lack, makes another word.
const fn is_joining(char: char) -> bool {
    matches!(char,
        '\u{620}'..='\u{8ff}' | '\u{900}'..='\u{df4}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17d3}'
        | '\u{1820}'..='\u{18aa}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{1e900}'..='\u{1e95f}')
}

const fn is_right_to_left(char: char) -> bool {
    matches!(char, '\u{5d0}'..='\u{5f4}' | '\u{620}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Pictures, and what may follow one: the sign of the emoji form, a colour of skin.
const fn is_emoji(char: char) -> bool {
    matches!(char, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' | '\u{fe0f}')
}

/// The name of a character that is not seen, or that a terminal obeys; `None` for all others.
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
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => "HANGUL FILLER",
        '\u{180e}' => "MONGOLIAN VOWEL SEPARATOR",
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
        '\u{feff}' => "ZERO WIDTH NO-BREAK SPACE",
        '\u{fff9}'..='\u{fffb}' => "INTERLINEAR ANNOTATION CHARACTER",
        '\u{e0000}'..='\u{e007f}' => "TAG CHARACTER",
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
    use crate::harmless::is_obeyed;

    fn told(text: &str) -> Option<String> {
        find(text, Lines::Many).map(|unseen| format!("{} ×{}", unseen.name, unseen.number))
    }

    #[test]
    fn what_is_not_seen_is_named() {
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
            assert_eq!(told(text).as_deref(), Some(name), "{text:?}");
        }
    }

    #[test]
    fn what_a_script_or_an_emoji_is_written_with_is_let_pass() {
        for text in [
            "plain – “text”, café",
            "می\u{200c}خواهم",
            "خان\u{200f}.",
            "क्\u{200d}ष क्\u{200d}",
            "👩\u{200d}💻 👨🏽\u{200d}🚒 ❤\u{fe0f}\u{200d}🔥",
            "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
            "two\nlines\tand\r\nmore",
        ] {
            assert_eq!(told(text), None, "{text:?}");
        }
        assert_eq!(find("two\nlines", Lines::One).map(|unseen| unseen.name), Some("LINE FEED"));
    }

    #[test]
    fn whatever_a_terminal_obeys_is_among_them() {
        for char in ('\0'..=char::MAX).filter(|char| is_obeyed(*char)) {
            assert!(find(&format!("a{char}b"), Lines::Many).is_some(), "{char:?}");
        }
    }
}
