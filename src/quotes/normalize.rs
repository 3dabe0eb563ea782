//! Normalizes text for comparison: characters that may differ without changing a word are written one way. Every range maps back to the
//! original text.

use std::collections::HashSet;
use std::ops::Range;

use super::NormalizationRule;
use super::characters::CharClass;
use crate::text::fold::FoldedText;

/// All rules; those come first that are named only if no other rule suffices.
pub(super) const RULES: [NormalizationRule; 10] = [
    NormalizationRule::UnicodeForm,
    NormalizationRule::InvisibleCharacters,
    NormalizationRule::ArabicLetters,
    NormalizationRule::ArabicDigits,
    NormalizationRule::Spaces,
    NormalizationRule::Dashes,
    NormalizationRule::Apostrophes,
    NormalizationRule::QuotationMarks,
    NormalizationRule::LineEndHyphens,
    NormalizationRule::Ellipses,
];

/// The characters that stand for classes of characters.
pub(super) const SPACE: char = ' ';
const DASH: char = '-';
const QUOTE: char = '\'';
pub(super) const ELLIPSIS: char = '…';

/// A text normalized by some rules.
#[derive(Debug, Clone)]
pub(super) struct NormalizedText {
    pub text: String,
    /// In the order of both texts.
    units: Vec<NormalUnit>,
    /// The words that are broken at the end of a line in the original text, with a hyphen where they are.
    pub joined_words: HashSet<String>,
}

/// A stretch of text that cannot be compared in part.
#[derive(Debug, Clone)]
struct NormalUnit {
    /// Its start in the normalized text.
    at: usize,
    /// Its bytes in the original text.
    source: Range<usize>,
}

impl NormalizedText {
    /// Normalizes `text` for a comparison with `other`: a word that is broken at the end of a line keeps its hyphen if `other` has it with
    /// one, and is joined else.
    pub(super) fn new(text: &str, rules: &[NormalizationRule], other: Option<&str>) -> Self {
        let folded = FoldedText::new(text, rules, other);
        let (text, units) = (String::with_capacity(folded.text.len()), Vec::with_capacity(folded.text.len()));
        let normal = Self { text, units, joined_words: HashSet::new() };
        let mut normalizer = Normalizer { folded: &folded, at: 0, rules, normal };
        while normalizer.at < folded.text.len() {
            normalizer.step();
        }
        let normal = normalizer.normal;
        Self { joined_words: folded.joined_words, ..normal }
    }

    /// The range of the original text that a range of the normalized text comes from; `None` if the range splits a unit.
    pub(super) fn source(&self, span: &Range<usize>) -> Option<Range<usize>> {
        let first = self.units.binary_search_by_key(&span.start, |unit| unit.at).ok()?;
        let after = match self.units.binary_search_by_key(&span.end, |unit| unit.at) {
            Ok(after) => after,
            Err(after) if span.end == self.text.len() => after,
            Err(_) => return None,
        };
        let last = self.units.get(after.checked_sub(1)?)?;
        (first < after).then(|| self.units[first].source.start..last.source.end)
    }

    /// The range without spaces and ellipses at the ends; `trimmed` is the range without spaces at the ends.
    pub(super) fn core(&self) -> Range<usize> {
        within(&self.text, &[SPACE, ELLIPSIS])
    }

    pub(super) fn trimmed(&self) -> Range<usize> {
        within(&self.text, &[SPACE])
    }
}

fn within(text: &str, left_out: &[char]) -> Range<usize> {
    let start = text.len() - text.trim_start_matches(left_out).len();
    start..text.trim_end_matches(left_out).len().max(start)
}

/// The fewest rules by which two texts are equal, apart from spaces at the ends; `None` if all rules are not enough.
pub(super) fn needed(one: &str, other: &str) -> Option<Vec<NormalizationRule>> {
    if one == other {
        return Some(Vec::new());
    }
    let same = |rules: &[NormalizationRule]| {
        let both = [(one, other), (other, one)];
        let [one, other] = both.map(|(text, other)| NormalizedText::new(text, rules, Some(other)));
        if !rules.contains(&NormalizationRule::Spaces) {
            return one.text == other.text;
        }
        one.text[one.trimmed()] == other.text[other.trimmed()]
    };
    let mut rules = RULES.to_vec();
    if !same(&rules) {
        return None;
    }
    for rule in RULES {
        let fewer: Vec<NormalizationRule> = rules.iter().copied().filter(|active| *active != rule).collect();
        if same(&fewer) {
            rules = fewer;
        }
    }
    rules.sort_unstable();
    Some(rules)
}

struct Normalizer<'a> {
    folded: &'a FoldedText,
    at: usize,
    rules: &'a [NormalizationRule],
    normal: NormalizedText,
}

impl Normalizer<'_> {
    /// Consumes the next unit.
    fn step(&mut self) {
        let rest = &self.folded.text[self.at..];
        let has = |rule| self.rules.contains(&rule);
        let plain = rest.as_bytes()[0];
        if plain.is_ascii_alphanumeric() && rest.as_bytes().get(1).is_none_or(u8::is_ascii) {
            return self.take(char::from(plain), 0..1, 1);
        }
        if let Some((span, length)) = ellipsis(rest).filter(|_| has(NormalizationRule::Ellipses)) {
            return self.take(ELLIPSIS, span, length);
        }
        if let Some((span, length)) = dash(rest).filter(|_| has(NormalizationRule::Dashes)) {
            return self.take(DASH, span, length);
        }
        if let Some((span, length)) = quote(rest).filter(|_| has(NormalizationRule::QuotationMarks)) {
            return self.take(QUOTE, span, length);
        }
        match spaces(rest) {
            0 => self.unit(rest),
            spaces if has(NormalizationRule::Spaces) => self.take(SPACE, 0..spaces, spaces),
            spaces => {
                for char in rest[..spaces].chars() {
                    self.take(char, 0..char.len_utf8(), char.len_utf8());
                }
            }
        }
    }

    /// Appends a unit of one character, which is at `span` of the rest of the text, and advances by `length`.
    fn take(&mut self, char: char, span: Range<usize>, length: usize) {
        let source = self.folded.source(&(self.at + span.start..self.at + span.end));
        self.normal.units.push(NormalUnit { at: self.normal.text.len(), source });
        self.normal.text.push(char);
        self.at += length;
    }

    /// Appends the unit of the folded text that is here.
    fn unit(&mut self, rest: &str) {
        let end = self.folded.unit_end(self.at);
        let source = self.folded.source(&(self.at..end));
        self.normal.units.push(NormalUnit { at: self.normal.text.len(), source });
        self.normal.text.push_str(&rest[..end - self.at]);
        self.at = end;
    }
}

/// The length in bytes of the characters of such classes at the start of `text`.
fn run(text: &str, matches: impl Fn(CharClass) -> bool) -> usize {
    text.find(|char| !matches(CharClass::classify(char))).unwrap_or(text.len())
}

fn spaces(text: &str) -> usize {
    run(text, CharClass::is_space)
}

/// An ellipsis with the spaces around it, in brackets or not: the range of its characters, and the length of everything. A full stop before
/// it is part of it.
fn ellipsis(text: &str) -> Option<(Range<usize>, usize)> {
    let start = spaces(text);
    let close = match text[start..].chars().next()? {
        '[' => Some(']'),
        '(' => Some(')'),
        _ => None,
    };
    let mut at = start + usize::from(close.is_some());
    let (mut end, mut dots) = (at, 0);
    loop {
        at = end + spaces(&text[end..]);
        let Some(char) = text[at..].chars().next() else { break };
        match CharClass::classify(char) {
            CharClass::Dot => dots += 1,
            CharClass::Ellipsis => dots += 3,
            CharClass::Other
            | CharClass::Space
            | CharClass::TightSpace
            | CharClass::Quote
            | CharClass::Guillemet
            | CharClass::Dash => break,
        }
        end = at + char.len_utf8();
    }
    if let Some(close) = close {
        end = text[at..].starts_with(close).then_some(at + 1)?;
    }
    (dots >= 3).then(|| (start..end, end + spaces(&text[end..])))
}

/// One or more dashes with the spaces around them.
fn dash(text: &str) -> Option<(Range<usize>, usize)> {
    let start = spaces(text);
    let end = start + run(&text[start..], |class| class == CharClass::Dash);
    (start < end).then(|| (start..end, end + spaces(&text[end..])))
}

/// Adjacent quotation marks, with the tight spaces inside guillemets.
fn quote(text: &str) -> Option<(Range<usize>, usize)> {
    let tight = run(text, |class| class == CharClass::TightSpace);
    let start = if text[tight..].starts_with(['»', '›', '«', '‹']) { tight } else { 0 };
    let end = start + run(&text[start..], |class| matches!(class, CharClass::Quote | CharClass::Guillemet));
    if start == end {
        return None;
    }
    let is_guillemet = text[..end].ends_with(['«', '‹', '»', '›']);
    let after = if is_guillemet { run(&text[end..], |class| class == CharClass::TightSpace) } else { 0 };
    Some((start..end, end + after))
}
