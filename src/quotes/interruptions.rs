//! What a transcript says in brackets of the room, such as `(APPLAUSE)` or `[laughs]`. No other bracket is taken for it.

use std::ops::Range;

/// The longest interruption, in bytes with its brackets.
const MAX_LENGTH: usize = 80;
/// The most words of an interruption.
const MAX_WORDS: usize = 6;

/// The beginnings of words that only a transcript has in brackets, in lower case.
const BEGINNINGS: &[&str] = &[
    // English
    "applau",
    "laugh",
    "cheer",
    "crosstalk",
    "cross-talk",
    "inaudible",
    "unintelligible",
    "indiscernible",
    "pause",
    "boo",
    "sigh",
    "music",
    "interrupt",
    "chant",
    "off-mike",
    "off-mic",
    "commercial",
    "video",
    "translat",
    "clears",
    "crying",
    "cries",
    "sobs",
    "whistl",
    "coughs",
    // French, Spanish, Italian, Portuguese
    "rire",
    "huées",
    "brouhaha",
    "aplaus",
    "risa",
    "abuche",
    "applaus",
    "risate",
    "risos",
    "vaias",
    "brusio",
    // German, Dutch
    "beifall",
    "gelächter",
    "heiterkeit",
    "lachen",
    "lacht",
    "zwischenruf",
    "zuruf",
    "gelach",
    "applaus",
    // Russian, Ukrainian, Polish, Turkish
    "аплодисмент",
    "смех",
    "смеёт",
    "смеет",
    "оваци",
    "оплески",
    "сміх",
    "шум в зал",
    "oklaski",
    "śmiech",
    "alkış",
    "gülüş",
    // Arabic, Persian, Urdu, Japanese, Chinese
    "تصفيق",
    "ضحك",
    "تشویق",
    "خنده",
    "تالیاں",
    "قہقہ",
    "拍手",
    "笑",
    "掌声",
    "笑声",
];

/// The ranges of the interruptions of a text, in order, with their brackets.
pub(super) fn interruptions(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(['(', '[', '（', '［', '【']).map(|at| at + from) {
        let inner = start + text[start..].chars().next().map_or(1, char::len_utf8);
        let end = text[inner..].find([')', ']', '）', '］', '】', '\n', '(', '[']).map(|at| at + inner);
        from = inner;
        let Some(end) = end else { break };
        let after = end + text[end..].chars().next().map_or(1, char::len_utf8);
        let is_closed = text[end..after].contains([')', ']', '）', '］', '】']);
        if is_closed && after - start <= MAX_LENGTH && is_interruption(&text[inner..end]) {
            found.push(start..after);
            from = after;
        }
    }
    found
}

/// Whether the words of a bracket are those of a transcript: one begins as such a word does, or there are several in capitals.
fn is_interruption(words: &str) -> bool {
    let count = words.split_whitespace().count();
    let lower = words.to_lowercase();
    let begins = |word: &str| BEGINNINGS.iter().any(|beginning| word.starts_with(beginning));
    let is_in_capitals = || {
        let letters = words.chars().filter(|char| char.is_alphabetic());
        let long = words.split_whitespace().filter(|word| word.chars().count() > 3).count();
        long > 1 && letters.clone().all(char::is_uppercase) && !words.contains(char::is_numeric)
    };
    (1..=MAX_WORDS).contains(&count) && (lower.split_whitespace().any(begins) || is_in_capitals())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_transcript_says_of_the_room_is_an_interruption() {
        let found = |text: &str| interruptions(text).into_iter().map(|at| text[at].to_owned()).collect::<Vec<_>>();
        for text in [
            "(APPLAUSE)",
            "[laughs]",
            "(Laughter.)",
            "(CHEERS AND APPLAUSE)",
            "(END VIDEO CLIP)",
            "(Beifall bei der SPD)",
            "（拍手）",
            "(Rires.)",
            "(аплодисменты)",
        ] {
            assert_eq!(found(&format!("So {text} it is.")), [text]);
        }
        for text in ["(TTP)", "(the toll)", "[the mayor]", "(UNICEF)", "(", "(a (b", "(12 March)", "[...]", "(US EU)"] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
