//! Speech that a text marks without quotation marks: dialogue dashes, and the turns of a transcript or an interview. It never reads a
//! quotation mark.

use std::ops::Range;

use super::reporting_clause;

/// The longest label of a turn, in bytes.
const MAX_LABEL: usize = 80;
/// The most words of a label outside of brackets.
const MAX_LABEL_WORDS: usize = 7;

/// What a paragraph begins with before somebody's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LabelKind {
    /// `Q:`, `A:` or their like.
    Answer,
    /// `VIDAL:`, `THE MAYOR (Irena Vidal):`
    Capitals,
    /// `Irena Vidal:`
    Name,
}

/// The speech that is marked by turns.
#[derive(Debug, Default)]
pub(super) struct Turns {
    /// What is said, in order.
    pub spans: Vec<Range<usize>>,
    /// The labels before it.
    pub labels: Vec<Range<usize>>,
    /// Turns with a label that is one only if it names somebody: the label, then what would be said.
    pub single: Vec<[Range<usize>; 2]>,
}

impl Turns {
    pub(super) fn new(text: &str, paragraphs: &[Range<usize>]) -> Self {
        let mut turns = Self::default();
        turns.add_dialogue(text, paragraphs);
        let labelled: Vec<(usize, LabelKind, Range<usize>)> = paragraphs
            .iter()
            .enumerate()
            .filter_map(|(number, paragraph)| {
                let (kind, length) = label(&text[paragraph.clone()])?;
                Some((number, kind, paragraph.start..paragraph.start + length))
            })
            .collect();
        let of_kind = |wanted: LabelKind| labelled.iter().filter(|(_, kind, _)| *kind == wanted).count();
        let (answers, capitals, names) =
            (of_kind(LabelKind::Answer), of_kind(LabelKind::Capitals), of_kind(LabelKind::Name));
        // A title or the place of a report looks like one label, but not like two or three.
        let is_turn = |kind: LabelKind| match kind {
            LabelKind::Answer => true,
            LabelKind::Capitals => answers > 0 || capitals > 1,
            LabelKind::Name => {
                let is_dialogue =
                    names > 2 && names * 3 >= paragraphs.len() || names > 1 && names * 3 >= paragraphs.len() * 2;
                answers + capitals > 1 || is_dialogue
            }
        };
        let real: Vec<&(usize, LabelKind, Range<usize>)> =
            labelled.iter().filter(|(_, kind, _)| is_turn(*kind)).collect();
        let is_transcript =
            real.len() > 2 && real.first().is_some_and(|(first, ..)| real.len() * 4 >= paragraphs.len() - first);
        for (at, (number, _, label)) in real.iter().enumerate() {
            // The paragraphs after a turn of a transcript belong to it.
            let next = real.get(at + 1).map_or(paragraphs.len(), |(next, ..)| *next);
            let last = if is_transcript { next - 1 } else { *number };
            turns.labels.push(label.clone());
            turns.spans.push(label.end..paragraphs[last].end);
        }
        for (number, kind, label) in labelled.iter().filter(|(_, kind, _)| !is_turn(*kind)) {
            if *kind == LabelKind::Capitals {
                turns.single.push([label.clone(), label.end..paragraphs[*number].end]);
            }
        }
        turns
    }

    /// Adds the paragraphs that begin with a dash, without what a reporting clause begins in them, and what follows a colon and a dash.
    fn add_dialogue(&mut self, text: &str, paragraphs: &[Range<usize>]) {
        for paragraph in paragraphs {
            let words = &text[paragraph.clone()];
            let begin = dialogue_dash(words).or_else(|| {
                let (colon, _) =
                    words.match_indices(": ").find(|(at, _)| words[at + 2..].starts_with(['—', '–', '―']))?;
                Some(colon + 2 + words[colon + 2..].chars().next().map_or(1, char::len_utf8))
            });
            if let Some(begin) = begin {
                let mut is_first = true;
                for segment in reporting_clause::between_dashes(words, begin) {
                    let is_clause = !is_first && reporting_clause::begins_with_verb(&words[segment.clone()]);
                    if !is_clause {
                        self.spans.push(paragraph.start + segment.start..paragraph.start + segment.end);
                    }
                    is_first = false;
                }
            }
            if words.starts_with('>') {
                self.spans.push(paragraph.clone());
            }
        }
    }
}

/// The end of a dash at the start of a paragraph, before a word.
fn dialogue_dash(words: &str) -> Option<usize> {
    let first = words.chars().next()?;
    let end = first.len_utf8();
    let rest = &words[end..];
    let is_dash = match first {
        '—' | '―' | '–' => true,
        '-' => rest.starts_with(char::is_whitespace),
        _ => false,
    };
    let next = rest.trim_start().chars().next()?;
    (is_dash && !matches!(next, '—' | '―' | '–' | '-')).then_some(end)
}

/// The label that a paragraph begins with, and its length with the colon.
fn label(words: &str) -> Option<(LabelKind, usize)> {
    let colon = words.char_indices().take_while(|(at, _)| *at < MAX_LABEL).find(|(_, char)| matches!(char, ':' | '：'));
    let answer = ["Q. ", "A. "].iter().find(|start| words.starts_with(**start));
    if let Some(start) = answer {
        return Some((LabelKind::Answer, start.len()));
    }
    let (at, colon) = colon?;
    let end = at + colon.len_utf8();
    let label = words[..at].trim().trim_matches('*');
    let has_words = words[end..].contains(char::is_alphanumeric);
    if !has_words
        || words[end..].starts_with("//")
        || label.contains(['.', ',', '“', '"', '«', '?', '!']) && !is_titled(label)
    {
        return None;
    }
    if matches!(
        label,
        "Q" | "A"
            | "Question"
            | "Answer"
            | "QUESTION"
            | "ANSWER"
            | "В"
            | "О"
            | "Вопрос"
            | "Ответ"
            | "Frage"
            | "Antwort"
            | "R"
            | "P"
            | "D"
            | "F"
            | "问"
            | "答"
            | "問"
            | "س"
            | "ج"
    ) {
        return Some((LabelKind::Answer, end));
    }
    let name = label.split(['(', '[']).next().unwrap_or(label).trim();
    let list: Vec<&str> = name.split_whitespace().collect();
    let letters = || name.chars().filter(|char| char.is_alphabetic());
    if list.is_empty() || list.len() > MAX_LABEL_WORDS || letters().count() < 2 {
        return None;
    }
    let is_cased = letters().any(|char| char.is_uppercase() || char.is_lowercase());
    if is_cased
        && (letters().all(|char| !char.is_lowercase())
            || label.ends_with([')', ']']) && name.starts_with(char::is_uppercase))
    {
        return Some((LabelKind::Capitals, end));
    }
    let is_name = |word: &&str| word.chars().next().is_some_and(|first| first.is_uppercase() || !first.is_lowercase());
    let is_short = list.len() <= 4 && list.iter().filter(|word| is_name(word)).count() * 2 > list.len();
    is_short.then_some((LabelKind::Name, end))
}

/// Whether the full stops and commas of a label are those of titles, as in `MR. VIDAL` or `VIDAL, MAYOR`.
fn is_titled(label: &str) -> bool {
    let plain = label.chars().all(|char| !char.is_lowercase());
    let is_title = |word: &str| word.strip_suffix('.').is_none_or(|title| title.chars().count() <= 4);
    !label.contains(['“', '"', '«', '?', '!'])
        && (plain || label.split_whitespace().all(is_title) && !label.contains(','))
}
