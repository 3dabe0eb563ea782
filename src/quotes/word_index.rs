//! An index of the words of a text. Words are folded to lower case, so it can only suggest where a quote may be.

use std::collections::HashMap;
use std::ops::Range;

use super::characters::is_word_char;
use super::normalize::{NormalizedText, RULES};
use crate::text::fold::{hyphenated_words, is_unspaced_script};

/// A normalized text, and its words.
#[derive(Debug)]
pub(super) struct WordIndex {
    pub normal: NormalizedText,
    /// The words, in the order of the text.
    pub words: Vec<IndexedWord>,
    numbers: HashMap<String, usize>,
    /// For each number of a word, the positions in `words` at which it occurs.
    positions: Vec<Vec<usize>>,
}

/// A word at a place.
#[derive(Debug, Clone)]
pub(super) struct IndexedWord {
    /// The bytes in the normalized text.
    pub span: Range<usize>,
    /// The number of the word, equal for equal words; `None` if the text does not have the word.
    pub number: Option<usize>,
}

impl WordIndex {
    pub(super) fn new(text: &str) -> Self {
        Self::from_normal(NormalizedText::new(text, &RULES, None))
    }

    /// The index for a normalized part of a quote with words that the text breaks at the end of a line, and that have a hyphen in the part;
    /// `None` if there are none.
    pub(super) fn with_hyphens_of(&self, part: &str, text: &str) -> Option<Self> {
        let has_broken = !self.normal.joined_words.is_disjoint(&hyphenated_words(part));
        has_broken.then(|| Self::from_normal(NormalizedText::new(text, &RULES, Some(part))))
    }

    fn from_normal(normal: NormalizedText) -> Self {
        let mut numbers = HashMap::new();
        let mut positions: Vec<Vec<usize>> = Vec::new();
        let mut words = Vec::new();
        for span in spans(&normal.text) {
            let new = positions.len();
            let number = *numbers.entry(normal.text[span.clone()].to_lowercase()).or_insert(new);
            if number == new {
                positions.push(Vec::new());
            }
            positions[number].push(words.len());
            words.push(IndexedWord { span, number: Some(number) });
        }
        Self { normal, words, numbers, positions }
    }

    /// The words of a part of a quote.
    pub(super) fn words_of(&self, part: &str) -> Vec<IndexedWord> {
        let number = |span: &Range<usize>| self.numbers.get(&part[span.clone()].to_lowercase()).copied();
        spans(part).map(|span| IndexedWord { number: number(&span), span }).collect()
    }

    /// The numbers of the words of any text, as they are before normalization; `None` for a word that the indexed text does not have.
    pub(super) fn numbers_of(&self, text: &str) -> Vec<Option<usize>> {
        self.words_of(&NormalizedText::new(text, &RULES, None).text).into_iter().map(|word| word.number).collect()
    }

    /// The positions of the words of this number, in order.
    pub(super) fn positions(&self, number: usize) -> &[usize] {
        &self.positions[number]
    }

    /// The positions in the normalized text where a normalized part of a quote begins; word boundaries are not checked.
    pub(super) fn starts_of(&self, part: &str) -> Vec<usize> {
        let words = self.words_of(part);
        let Some(words) = words.iter().map(|word| Some((word, word.number?))).collect::<Option<Vec<_>>>() else {
            return Vec::new();
        };
        let Some((word, number)) = words.into_iter().min_by_key(|(_, number)| self.positions[*number].len()) else {
            return memchr::memmem::find_iter(self.normal.text.as_bytes(), part).collect();
        };
        let starts =
            self.positions[number].iter().filter_map(|at| self.words[*at].span.start.checked_sub(word.span.start));
        starts.filter(|start| self.normal.text.as_bytes()[*start..].starts_with(part.as_bytes())).collect()
    }
}

/// The ranges of the words of a normalized text.
fn spans(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = chars.find(|(_, char)| is_word_char(*char))?;
        let mut end = start + first.len_utf8();
        while let Some((at, char)) = chars.next_if(|(_, char)| {
            is_word_char(*char) && !is_unspaced_script(*char) && !(is_unspaced_script(first) && char.is_alphanumeric())
        }) {
            end = at + char.len_utf8();
        }
        Some(start..end)
    })
}
