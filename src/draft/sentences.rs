//! Finds where sentences end. It never looks at their words, apart from abbreviations.

use std::ops::Range;

use super::document::Token;

/// The most tokens of a sentence. A longer one is no prose, and is cut.
const MAX_SENTENCE: usize = 256;

/// Adds the sentences of a paragraph: ranges of `tokens` that cover `paragraph`.
pub(super) fn sentences(text: &str, tokens: &[Token], paragraph: Range<usize>, found: &mut Vec<Range<usize>>) {
    let word = |at: usize| tokens.get(at).map_or("", |token| &text[token.start as usize..token.end as usize]);
    let mut start = paragraph.start;
    let mut at = paragraph.start;
    while at < paragraph.end {
        let is_end = is_terminator(word(at)) || ends_with_abbreviation(word(at));
        at += 1;
        if at - start >= MAX_SENTENCE {
            found.push(start..at);
            start = at;
            continue;
        }
        if !is_end {
            continue;
        }
        let mut end = at;
        while end < paragraph.end && closes(text, tokens, end) {
            end += 1;
        }
        let is_abbreviated = ends_with_abbreviation(word(at - 1));
        if end < paragraph.end && begins_sentence(text, tokens, end, is_abbreviated) {
            found.push(start..end);
            start = end;
        }
        at = end.max(at);
    }
    if start < paragraph.end {
        found.push(start..paragraph.end);
    }
}

fn is_terminator(word: &str) -> bool {
    word.starts_with(['.', '!', '?', '…', '。']) && !word.starts_with(char::is_alphanumeric)
}

/// Whether the point of an abbreviation can end the sentence too: `U.S.`, `p.m.`, `Inc.`
fn ends_with_abbreviation(word: &str) -> bool {
    word.ends_with('.')
        && (word[..word.len() - 1].contains('.') || matches!(word, "Inc." | "Corp." | "Co." | "Jr." | "Sr."))
}

/// Whether the token is a mark or a bracket that closes, directly after the one before.
fn closes(text: &str, tokens: &[Token], at: usize) -> bool {
    let token = tokens[at];
    let sign = &text[token.start as usize..token.end as usize];
    let is_tight = at > 0 && tokens[at - 1].end == token.start;
    let is_followed_tightly = tokens.get(at + 1).is_some_and(|next| next.start == token.end && next.is_word);
    is_tight && !is_followed_tightly && sign.starts_with(['"', '”', '’', '\'', ')', ']', '»'])
        || is_tight && is_terminator(sign)
}

/// Whether a sentence can begin at the token: apart from the one before, with a capital, a number or a mark that opens.
fn begins_sentence(text: &str, tokens: &[Token], at: usize, after_abbreviation: bool) -> bool {
    let (before, token) = (tokens[at - 1], tokens[at]);
    let words = &text[token.start as usize..];
    let opens = words.starts_with(['"', '“', '‘', '\'', '(', '[', '«', '–', '—', '-', '•', '<', '@', '`']);
    let is_capital =
        words.starts_with(|char: char| !char.is_lowercase() && char.is_alphanumeric() || matches!(char, '$' | '#'));
    let begins = before.end < token.start && (opens || is_capital);
    let is_usual_start = || {
        let word = &text[token.start as usize..token.end as usize];
        matches!(
            word,
            "The" | "A" | "An" | "He" | "She" | "It" | "They" | "We" | "I" | "But" | "And" | "In" | "This" | "That"
        )
    };
    begins && (!after_abbreviation || opens && words.starts_with(['"', '“']) || is_usual_start())
}
