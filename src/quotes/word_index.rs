//! Where each word of a text stands. Words are folded to lower case here alone: nothing is verified by it.

use std::collections::HashMap;
use std::ops::Range;

use super::characters::{is_of_word, stands_alone};
use super::normalize::{NormalizedText, RULES};

/// A text as it is compared, and its words.
#[derive(Debug)]
pub(super) struct WordIndex {
    pub normal: NormalizedText,
    /// In their order in the text.
    pub words: Vec<IndexedWord>,
    numbers: HashMap<String, usize>,
    /// By the number of a word, the positions at which it stands.
    places: Vec<Vec<usize>>,
}

/// A word where it stands.
#[derive(Debug, Clone)]
pub(super) struct IndexedWord {
    /// Its bytes of the compared text.
    pub span: Range<usize>,
    /// The same for the same word; `None` for one that the text does not have.
    pub number: Option<usize>,
}

impl WordIndex {
    pub(super) fn new(text: &str) -> Self {
        let normal = NormalizedText::new(text, &RULES);
        let mut numbers = HashMap::new();
        let mut places: Vec<Vec<usize>> = Vec::new();
        let mut words = Vec::new();
        for span in spans(&normal.text) {
            let new = places.len();
            let number = *numbers.entry(normal.text[span.clone()].to_lowercase()).or_insert(new);
            if number == new {
                places.push(Vec::new());
            }
            places[number].push(words.len());
            words.push(IndexedWord { span, number: Some(number) });
        }
        Self { normal, words, numbers, places }
    }

    /// The words of a piece of a quote.
    pub(super) fn words_of(&self, piece: &str) -> Vec<IndexedWord> {
        let number = |span: &Range<usize>| self.numbers.get(&piece[span.clone()].to_lowercase()).copied();
        spans(piece).map(|span| IndexedWord { number: number(&span), span }).collect()
    }

    /// Whether there is each word of a quote, wherever.
    pub(super) fn has_words_of(&self, part: &str) -> bool {
        self.words_of(&NormalizedText::new(part, &RULES).text).iter().all(|word| word.number.is_some())
    }

    /// The positions of the words of this number, in order.
    pub(super) fn places(&self, number: usize) -> &[usize] {
        &self.places[number]
    }

    /// Where a piece of a quote, as it is compared, begins in the compared text; not yet on the bounds of words.
    pub(super) fn starts_of(&self, piece: &str) -> Vec<usize> {
        let words = self.words_of(piece);
        let Some(words) = words.iter().map(|word| Some((word, word.number?))).collect::<Option<Vec<_>>>() else {
            return Vec::new();
        };
        let Some((word, number)) = words.into_iter().min_by_key(|(_, number)| self.places[*number].len()) else {
            return memchr::memmem::find_iter(self.normal.text.as_bytes(), piece).collect();
        };
        let starts =
            self.places[number].iter().filter_map(|at| self.words[*at].span.start.checked_sub(word.span.start));
        starts.filter(|start| self.normal.text.as_bytes()[*start..].starts_with(piece.as_bytes())).collect()
    }
}

/// The words of a compared text.
fn spans(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = chars.find(|(_, char)| is_of_word(*char))?;
        let mut end = start + first.len_utf8();
        while let Some((at, char)) = chars.next_if(|(_, char)| {
            is_of_word(*char) && !stands_alone(*char) && !(stands_alone(first) && char.is_alphanumeric())
        }) {
            end = at + char.len_utf8();
        }
        Some(start..end)
    })
}
