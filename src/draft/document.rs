//! A text as words, sentences, paragraphs and quotations. It never says what they mean.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::sentences::sentences;
use crate::quotes::{MarkPairs, paragraphs};

/// The longest section, in bytes, unless one grapheme cluster is longer.
const MAX_SECTION: usize = 1 << 16;
/// The most quotation marks of a paragraph whose marks are paired. A paragraph with more is no prose.
const MAX_MARKS: usize = 128;

/// A text in which attributions are searched for. It is read section by section, so that little memory is needed besides the text.
#[derive(Debug, Clone)]
pub struct Document<'t> {
    text: &'t str,
    /// In order; they cover the text.
    sections: Vec<Range<usize>>,
}

/// Some paragraphs of a text, at most 64 KiB: an article is mostly one section. All ranges of bytes are those of the whole text.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// In order.
    pub tokens: Vec<Token>,
    /// Ranges of `tokens`, in order; they cover them.
    pub sentences: Vec<Range<usize>>,
    /// Ranges of `tokens`, in order; they cover them.
    pub paragraphs: Vec<Range<usize>>,
    /// In order; none lies in another.
    pub quotations: Vec<Quotation>,
}

/// A word, a number, or a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    pub start: u32,
    pub end: u32,
    pub is_word: bool,
}

/// Marked speech within one paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// A range of the tokens of the section, with the quotation marks that are there.
    pub tokens: Range<usize>,
    /// Whether its last mark is there.
    pub is_closed: bool,
    /// Whether it goes on from the paragraph before.
    pub continues: bool,
}

impl<'t> Document<'t> {
    /// Splits a text into sections, in linear time.
    pub fn new(text: &'t str) -> Self {
        let mut sections = Vec::new();
        let mut from = 0;
        while from < text.len() {
            let end = section_end(text, from);
            sections.push(from..end);
            from = end;
        }
        Self { text, sections }
    }

    pub const fn text(&self) -> &'t str {
        self.text
    }

    /// The words of a range of bytes; empty if it is no range of characters.
    pub fn words(&self, at: Range<usize>) -> &'t str {
        self.text.get(at).unwrap_or_default()
    }

    /// The sections in order, each made when it is asked for.
    pub fn sections(&self) -> impl Iterator<Item = Section> + '_ {
        self.sections.iter().map(|at| Section::new(self.text, at))
    }
}

/// The end of the section that begins at `from`: after an empty line, else a line, else a space, else a grapheme cluster.
fn section_end(text: &str, from: usize) -> usize {
    let rest = &text[from..];
    if rest.len() <= MAX_SECTION {
        return text.len();
    }
    let boundary = (0..=MAX_SECTION).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
    let window = &rest[..boundary];
    let cut = |found: Option<usize>, length: usize| found.map(|at| at + length).filter(|end| *end > MAX_SECTION / 8);
    let end = cut(window.rfind("\n\n"), 2)
        .or_else(|| cut(window.rfind('\n'), 1))
        .or_else(|| cut(window.rfind(' '), 1))
        .or_else(|| window.grapheme_indices(true).next_back().map(|(at, _)| at).filter(|at| *at > 0));
    from + end.unwrap_or(window.len())
}

impl Section {
    fn new(text: &str, at: &Range<usize>) -> Self {
        let mut section = Self::default();
        let mut found = Vec::new();
        for paragraph in paragraphs(&text[at.clone()]) {
            let first = section.tokens.len();
            push_tokens(text, at.start + paragraph.start..at.start + paragraph.end, &mut section.tokens);
            let all = first..section.tokens.len();
            if !all.is_empty() {
                found.push(section.bytes(&all));
                sentences(text, &section.tokens, all.clone(), &mut section.sentences);
                section.paragraphs.push(all);
            }
        }
        section.quotations = quotations(text, &section, &found);
        section
    }

    /// The bytes of some tokens, which must not be none.
    pub fn bytes(&self, tokens: &Range<usize>) -> Range<usize> {
        let start = self.tokens.get(tokens.start).map_or(0, |token| token.start as usize);
        let last = tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last));
        start..last.map_or(start, |token| token.end as usize).max(start)
    }

    /// The position of the token at or after a byte.
    fn token_from(&self, byte: usize) -> usize {
        self.tokens.partition_point(|token| (token.start as usize) < byte)
    }
}

/// The quotations of the paragraphs, with their marks.
fn quotations(text: &str, section: &Section, paragraphs: &[Range<usize>]) -> Vec<Quotation> {
    let is_mark = |char: char| matches!(char, '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '\'' | '’' | '`');
    let prose = paragraphs.iter().map(|at| {
        let marks = text[at.clone()].matches(is_mark).take(MAX_MARKS + 1).count();
        if marks > MAX_MARKS { at.start..at.start } else { at.clone() }
    });
    let prose: Vec<Range<usize>> = prose.collect();
    let mut spans = MarkPairs::new(text, &prose).spans;
    spans.sort_unstable_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut found: Vec<Quotation> = Vec::new();
    let mut paragraph = 0;
    for span in spans {
        while paragraphs.get(paragraph).is_some_and(|at| at.end < span.start) {
            paragraph += 1;
        }
        let Some(at) = paragraphs.get(paragraph) else { break };
        let opens = text[..span.start].trim_end_matches(' ').ends_with(is_mark) && span.start > at.start;
        let end = span.end.min(at.end);
        let is_closed = text[end..at.end].starts_with(is_mark);
        let inner = section.token_from(span.start)..section.token_from(end);
        let first = inner.start.saturating_sub(usize::from(opens));
        let tokens = first..(inner.end + usize::from(is_closed)).min(section.tokens.len());
        if inner.is_empty() || found.last().is_some_and(|last| tokens.start < last.tokens.end) {
            continue;
        }
        let mark =
            |at: usize| section.tokens.get(at).map_or("", |token| &text[token.start as usize..token.end as usize]);
        let goes_on = |last: &Quotation| {
            !last.is_closed
                && paragraph_before(section, last, tokens.start)
                && mark(last.tokens.start) == mark(tokens.start)
        };
        let repeats = found.last().is_some_and(goes_on);
        found.push(Quotation { tokens, is_closed, continues: !opens || repeats });
    }
    found
}

/// Whether a quotation ends the paragraph before the one that begins at this token.
fn paragraph_before(section: &Section, before: &Quotation, start: usize) -> bool {
    before.tokens.end == start && section.paragraphs.binary_search_by_key(&start, |paragraph| paragraph.start).is_ok()
}

/// Splits a stretch of text into words and signs. A possessive or another short form after an apostrophe is a word of its own.
fn push_tokens(text: &str, at: Range<usize>, tokens: &mut Vec<Token>) {
    let Ok(_) = u32::try_from(at.end) else { return };
    let mut push = |start: usize, end: usize, is_word: bool| {
        if let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(end)) {
            tokens.push(Token { start, end, is_word });
        }
    };
    let mut chars = text[at.clone()].char_indices().peekable();
    while let Some((offset, char)) = chars.next() {
        let start = at.start + offset;
        if char.is_whitespace() || char.is_control() {
            continue;
        }
        if !is_of_word(char) {
            let mut end = start + char.len_utf8();
            if matches!(char, '\'' | '`' | '.' | '-' | '’') {
                while let Some((_, _)) = chars.next_if(|(_, next)| *next == char) {
                    end += char.len_utf8();
                }
            }
            push(start, end, false);
            continue;
        }
        let mut end = start + char.len_utf8();
        let mut apostrophe = None;
        while let Some((offset, next)) = chars.peek().copied() {
            let following = at.start + offset + next.len_utf8();
            let goes_on = || text[following..at.end].starts_with(is_of_word);
            match next {
                _ if is_of_word(next) => {}
                '\'' | '’' if goes_on() => apostrophe = Some(at.start + offset),
                '-' | '&' | '.' | ',' | '/' | '@' | '_' if goes_on() && joins(text, end, next, following) => {}
                '.' if is_abbreviation(&text[start..end]) => {}
                _ => break,
            }
            chars.next();
            end = following;
        }
        match apostrophe.filter(|at| is_clitic(&text[*at..end])) {
            Some(at) => {
                push(start, at, true);
                push(at, end, true);
            }
            None => push(start, end, true),
        }
    }
}

fn is_of_word(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '$' | '%' | '#' | '\u{300}'..='\u{36f}')
}

/// Whether a sign between two letters belongs to one word: a point or a comma only in numbers, abbreviations and addresses.
fn joins(text: &str, end: usize, sign: char, after: usize) -> bool {
    let before = text[..end].chars().next_back();
    let next = text[after..].chars().next();
    match sign {
        ',' => before.is_some_and(char::is_numeric) && next.is_some_and(char::is_numeric),
        '.' => {
            before.is_some_and(char::is_numeric) && next.is_some_and(char::is_numeric)
                || next.is_some_and(char::is_lowercase)
                || text[..end].chars().rev().nth(1).is_none_or(|char| !char.is_alphabetic())
        }
        _ => true,
    }
}

/// Whether a point after these letters belongs to them: an initial, a title, a month, or letters with points between them.
fn is_abbreviation(word: &str) -> bool {
    let mut chars = word.chars();
    let is_initial =
        chars.next().is_some_and(|char| char.is_uppercase() && char.is_alphabetic()) && chars.next().is_none();
    is_initial && word != "I"
        || word.contains('.') && word.len() < 8
        || ABBREVIATIONS.contains(&word.rsplit('-').next().unwrap_or(word))
}

/// Words that stand with a point in the middle of a sentence.
pub(super) const ABBREVIATIONS: &[&str] = &[
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Rev", "Hon", "Sen", "Sens", "Rep", "Reps", "Gov", "Govs", "Gen", "Lt", "Col",
    "Maj", "Capt", "Sgt", "Adm", "Cmdr", "Jr", "Sr", "St", "Mt", "Ft", "Jan", "Feb", "Aug", "Sept", "Oct", "Nov",
    "Dec", "vs", "Ala", "Ariz", "Ark", "Calif", "Colo", "Conn", "Del", "Fla", "Ga", "Ill", "Ind", "Kan", "Ky", "La",
    "Md", "Mass", "Mich", "Minn", "Miss", "Mo", "Mont", "Neb", "Nev", "Okla", "Ore", "Pa", "Tenn", "Tex", "Va", "Vt",
    "Wash", "Wis", "Wyo", "Inc", "Corp", "Co", "Ltd", "No", "Atty", "Supt", "Amb", "Pres",
];

fn is_clitic(word: &str) -> bool {
    matches!(&*word.replace('’', "'").to_lowercase(), "'s" | "'d" | "'ll" | "'re" | "'ve" | "'m")
}
