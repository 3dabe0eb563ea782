//! Words of an article for a record: what stands in quotation marks, and an id. It never changes the article.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::search::fold;

/// The pairs of quotation marks that hold speech.
const MARKS: [(char, char); 4] = [('“', '”'), ('"', '"'), ('«', '»'), ('„', '“')];

/// The stretches of `text` between quotation marks, without the marks. A mark that is never closed holds nothing.
pub(super) fn quoted_ranges(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((start, open)) = text[at..].char_indices().map(|(byte, char)| (at + byte, char)).find(is_open) {
        let inside = start + open.len_utf8();
        let close = MARKS.iter().find(|(first, _)| *first == open).map_or(open, |(_, close)| *close);
        at = match text[inside..].find(close) {
            Some(length) => {
                if length > 0 {
                    found.push(inside..inside + length);
                }
                inside + length + close.len_utf8()
            }
            None => inside,
        };
    }
    found
}

fn is_open((_, char): &(usize, char)) -> bool {
    MARKS.iter().any(|(open, _)| open == char)
}

/// An id that a person would give: the speaker, then a word of what was said, and a number if that is taken.
pub(super) fn propose_id(speaker: &str, words: &str, is_taken: impl Fn(&str) -> bool) -> String {
    const SHORTEST: usize = 6;
    let longest = words
        .unicode_words()
        .map(id_word)
        .filter(|word| word.len() >= SHORTEST)
        .max_by_key(|word| word.len().min(SHORTEST + 4));
    let speaker = id_word(speaker);
    let parts = [speaker, longest.unwrap_or_default()];
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let id = if parts.is_empty() { "record".to_owned() } else { parts.join("-") };
    if !is_taken(&id) {
        return id;
    }
    (2..=u32::MAX).map(|number| format!("{id}-{number}")).find(|id| !is_taken(id)).unwrap_or(id)
}

/// A word or a name as a part of an id: lower-case letters and digits, with hyphens between words.
pub(super) fn id_word(word: &str) -> String {
    let folded = fold(word);
    let kept: String = folded.chars().map(|char| if char.is_ascii_alphanumeric() { char } else { '-' }).collect();
    kept.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        quoted_ranges(text).into_iter().map(|at| &text[at]).collect()
    }

    #[test]
    fn words_between_marks_are_quoted() {
        assert_eq!(quoted("He said “no deal,” then \"never\"."), ["no deal,", "never"]);
        assert_eq!(quoted("“never closed"), [""; 0]);
        assert_eq!(quoted("“” and “x”"), ["x"]);
    }

    #[test]
    fn an_id_is_new_and_made_of_words() {
        let taken = ["asif-federation"];
        let words = "a direct attack on the federation";
        assert_eq!(propose_id("asif", words, |_| false), "asif-federation");
        assert_eq!(propose_id("asif", words, |id| taken.contains(&id)), "asif-federation-2");
        assert_eq!(propose_id("", "!", |_| false), "record");
        assert_eq!(id_word("Żółć Ján O’Brien"), "zolc-jan-obrien");
    }
}
