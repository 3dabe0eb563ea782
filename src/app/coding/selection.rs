//! A selection of words of an article by keys: it starts on a word and grows by words, sentences and quotation marks.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::words::quoted_ranges;

/// A stretch of words of a text, from the first letter of one to the end of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TextSelection {
    words: Vec<Range<usize>>,
    sentences: Vec<Range<usize>>,
    /// What stands in quotation marks, with the marks.
    quotations: Vec<Range<usize>>,
    at: Range<usize>,
}

impl TextSelection {
    /// A selection of the first word at or after `from`; `None` if the text has no word there and none before.
    pub(super) fn new(text: &str, from: usize) -> Option<Self> {
        let words: Vec<Range<usize>> = text.unicode_word_indices().map(|(at, word)| at..at + word.len()).collect();
        let sentences = sentences(text);
        let quotations = quoted_ranges(text).into_iter().map(|inside| with_marks(text, &inside)).collect();
        let first = words.iter().find(|word| word.end > from).or(words.last())?.clone();
        Some(Self { words, sentences, quotations, at: first })
    }

    /// The selected bytes.
    pub(super) const fn at(&self) -> &Range<usize> {
        &self.at
    }

    /// Selects the first stretch of `text` with these words, whatever spaces are between them. Returns whether there is one.
    pub(super) fn find(&mut self, text: &str, words: &str) -> bool {
        let wanted: Vec<&str> = words.split_whitespace().collect();
        let Some((first, rest)) = wanted.split_first() else { return false };
        let found = text.match_indices(first).find_map(|(start, _)| {
            let follow = rest.iter().try_fold(start + first.len(), |end, word| {
                let gap = text[end..].len() - text[end..].trim_start().len();
                text[end + gap..].starts_with(word).then_some(end + gap + word.len())
            });
            follow.map(|end| start..end)
        });
        self.at = found.clone().unwrap_or_else(|| self.at.clone());
        found.is_some()
    }

    /// Moves to the word before or after, and selects it alone.
    pub(super) fn move_by_word(&mut self, forward: bool) {
        if let Some(word) = neighbour(&self.words, &self.at, forward) {
            self.at = word;
        }
    }

    /// Moves to the first word of the sentence before or after, and selects it alone.
    pub(super) fn move_by_sentence(&mut self, forward: bool) {
        let Some(sentence) = neighbour(&self.sentences, &self.at, forward) else { return };
        if let Some(word) = self.words.iter().find(|word| word.start >= sentence.start) {
            self.at = word.clone();
        }
    }

    /// Takes one more word, with the sign that closes its sentence or its quotation if nothing else follows.
    pub(super) fn grow_by_word(&mut self) {
        if let Some(word) = self.words.iter().find(|word| word.start >= self.at.end) {
            self.at.end = word.end;
        }
    }

    /// Takes the whole sentence; if that is selected already, the next one too.
    pub(super) fn grow_by_sentence(&mut self) {
        let whole = self.sentences.iter().find(|sentence| sentence.end > self.at.start).cloned();
        let Some(whole) = whole else { return };
        if self.at.start > whole.start || self.at.end < whole.end {
            self.at = whole.start.min(self.at.start)..whole.end.max(self.at.end);
        } else if let Some(next) = self.sentences.iter().find(|sentence| sentence.start >= self.at.end) {
            self.at.end = next.end;
        }
    }

    /// Takes what stands in the quotation marks around it or, without such marks, in the next ones.
    pub(super) fn take_quotation(&mut self) {
        let next = self.quotations.iter().find(|quotation| quotation.end > self.at.start && **quotation != self.at);
        if let Some(quotation) = next {
            self.at = quotation.clone();
        }
    }
}

/// The range before or after `at`, of ranges in order.
fn neighbour(ranges: &[Range<usize>], at: &Range<usize>, forward: bool) -> Option<Range<usize>> {
    if forward {
        ranges.iter().find(|range| range.start > at.start).cloned()
    } else {
        ranges.iter().rev().find(|range| range.end <= at.start).cloned()
    }
}

/// The sentences of a text without the spaces around them; a line break between paragraphs ends one.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let trimmed = |(at, sentence): (usize, &str)| {
        let start = at + sentence.len() - sentence.trim_start().len();
        start..start + sentence.trim().len()
    };
    text.split_sentence_bound_indices().map(trimmed).filter(|sentence| !sentence.is_empty()).collect()
}

/// A stretch inside of quotation marks, with its marks.
fn with_marks(text: &str, inside: &Range<usize>) -> Range<usize> {
    let before = text[..inside.start].chars().next_back().map_or(0, char::len_utf8);
    let after = text[inside.end..].chars().next().map_or(0, char::len_utf8);
    inside.start - before..inside.end + after
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The port opens in May. “We will pay,” she said. Nobody replied.";

    #[test]
    fn a_selection_grows_by_words_sentences_and_marks() {
        let mut selection = TextSelection::new(TEXT, 0).expect("there are words");
        let mut after = |change: fn(&mut TextSelection)| {
            change(&mut selection);
            TEXT[selection.at().clone()].to_owned()
        };
        assert_eq!(after(TextSelection::grow_by_word), "The port");
        assert_eq!(after(TextSelection::grow_by_sentence), "The port opens in May.");
        assert_eq!(after(TextSelection::grow_by_sentence), "The port opens in May. “We will pay,” she said.");
        assert_eq!(after(TextSelection::take_quotation), "“We will pay,”");
        assert_eq!(after(|selection| selection.move_by_word(true)), "We");
        assert_eq!(after(|selection| selection.move_by_word(false)), "May");
        assert_eq!(after(|selection| selection.move_by_sentence(true)), "We");
        assert_eq!(after(|selection| selection.move_by_sentence(true)), "Nobody");
        assert_eq!(after(|selection| selection.move_by_sentence(false)), "We");
        assert!(selection.find(TEXT, "port  opens") && !selection.find(TEXT, "port closes"));
        assert_eq!(&TEXT[selection.at().clone()], "port opens");
    }

    #[test]
    fn nothing_is_selected_where_there_is_no_word() {
        assert_eq!(TextSelection::new("… – !", 0), None);
        let selection = TextSelection::new("one", 9).expect("a word is before it");
        assert_eq!(*selection.at(), 0..3);
    }
}
