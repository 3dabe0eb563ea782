//! Words of an article for a record: what stands in quotation marks, a passage that is unique, an id. It never changes the article.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::model::Passage;
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

/// The words of a stretch of text as one line.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The passage of a stretch of `text`: its first words, its last words, and what stands before it if that is needed to find it.
pub(super) fn passage_of(text: &str, at: &Range<usize>) -> Passage {
    const SHORT: usize = 12;
    const TERM: usize = 5;
    let inside = &text[at.clone()];
    let words: Vec<(usize, &str)> = inside.unicode_word_indices().collect();
    if words.len() <= SHORT {
        let start = one_line(inside);
        let prefix = (text.matches(inside).count() > 1).then(|| last_words(&text[..at.start], TERM));
        return Passage { start, end: None, prefix: prefix.filter(|prefix| !prefix.is_empty()), suffix: None };
    }
    let (after, last) = (words[TERM], words[words.len() - TERM]);
    let start = inside[..after.0].trim_end();
    let end = inside[last.0..].trim();
    let prefix = (text.matches(start).count() > 1).then(|| last_words(&text[..at.start], TERM));
    let prefix = prefix.filter(|prefix| !prefix.is_empty());
    Passage { start: one_line(start), end: Some(one_line(end)), prefix, suffix: None }
}

/// The last words of a text, from its last paragraph.
fn last_words(text: &str, count: usize) -> String {
    let paragraph = text.trim_end().rsplit("\n\n").next().unwrap_or_default();
    let words: Vec<&str> = paragraph.split_whitespace().collect();
    words[words.len().saturating_sub(count)..].join(" ")
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
    fn a_passage_names_what_stands_before_it_where_its_words_stand_twice() {
        let text = "She said no. He said no.";
        let passage = passage_of(text, &(21..23));
        assert_eq!((passage.start.as_str(), passage.prefix.as_deref()), ("no", Some("She said no. He said")));
        let long = "One two three four five six seven eight nine ten eleven twelve thirteen.";
        let passage = passage_of(long, &(0..long.len()));
        assert_eq!(passage.start, "One two three four five");
        assert_eq!(passage.end.as_deref(), Some("nine ten eleven twelve thirteen."));
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
