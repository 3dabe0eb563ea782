//! Normalizes text for comparison: characters that may differ without changing a word are written one way. Every range maps back to the
//! original text.

use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_canonical, decompose_compatible};

use super::NormalizationRule;
use super::characters::CharClass;

/// All rules; those come first that are named only if no other rule suffices.
pub(super) const RULES: [NormalizationRule; 5] = [
    NormalizationRule::UnicodeForm,
    NormalizationRule::Spaces,
    NormalizationRule::Dashes,
    NormalizationRule::QuotationMarks,
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
    pub(super) fn new(text: &str, rules: &[NormalizationRule]) -> Self {
        let normal = Self { text: String::with_capacity(text.len()), units: Vec::with_capacity(text.len()) };
        let mut normalizer = Normalizer { source: text, at: 0, rules, normal };
        while normalizer.at < text.len() {
            normalizer.step();
        }
        normalizer.normal
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
        let (one, other) = (NormalizedText::new(one, rules), NormalizedText::new(other, rules));
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
    source: &'a str,
    at: usize,
    rules: &'a [NormalizationRule],
    normal: NormalizedText,
}

impl Normalizer<'_> {
    /// Consumes the next unit.
    fn step(&mut self) {
        let rest = &self.source[self.at..];
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
        let invisible = |class: CharClass| class.is_space() || class == CharClass::ZeroWidth;
        let spaces = run(rest, invisible);
        if spaces == 0 {
            return self.character(rest);
        }
        match (has(NormalizationRule::Spaces), rest[..spaces].chars().any(|char| CharClass::classify(char).is_space()))
        {
            (true, true) => self.take(SPACE, 0..spaces, spaces),
            (true, false) => self.at += spaces,
            (false, _) => {
                for char in rest[..spaces].chars() {
                    self.take(char, 0..char.len_utf8(), char.len_utf8());
                }
            }
        }
    }

    /// Appends a unit of one character, which is at `span` of the rest of the text, and advances by `length`.
    fn take(&mut self, char: char, span: Range<usize>, length: usize) {
        let source = self.at + span.start..self.at + span.end;
        self.normal.units.push(NormalUnit { at: self.normal.text.len(), source });
        self.normal.text.push(char);
        self.at += length;
    }

    /// A character with its combining marks.
    fn character(&mut self, rest: &str) {
        let Some(first) = rest.chars().next() else { return };
        if CharClass::classify(first) == CharClass::SoftHyphen && self.rules.contains(&NormalizationRule::Dashes) {
            self.at += first.len_utf8();
        } else if self.rules.contains(&NormalizationRule::UnicodeForm) {
            let (mut parts, mut length) = (Vec::new(), 0);
            for char in rest.chars() {
                let before = parts.len();
                decompose(char, &mut parts);
                if before > 0 && parts[before..].iter().any(|part| canonical_combining_class(*part) == 0) {
                    parts.truncate(before);
                    break;
                }
                length += char.len_utf8();
            }
            let marks = |one: &char, other: &char| {
                canonical_combining_class(*one) != 0 && canonical_combining_class(*other) != 0
            };
            for run in parts.chunk_by_mut(marks) {
                run.sort_by_key(|mark| canonical_combining_class(*mark));
            }
            self.normal.units.push(NormalUnit { at: self.normal.text.len(), source: self.at..self.at + length });
            self.normal.text.extend(parts);
            self.at += length;
        } else {
            self.take(first, 0..first.len_utf8(), first.len_utf8());
        }
    }
}

/// Decomposes a character: by its canonical form, and by its compatibility form if it is a ligature or a width of the same letters.
/// Superscript digits and fractions have another meaning and are kept.
fn decompose(char: char, parts: &mut Vec<char>) {
    let has_compatible_form = matches!(char, '\u{132}' | '\u{133}' | '\u{fb00}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{ff01}'..='\u{ffef}');
    let before = parts.len();
    if has_compatible_form {
        decompose_compatible(char, |part| parts.push(part));
        if !parts[before..].contains(&' ') {
            return;
        }
        parts.truncate(before);
    }
    decompose_canonical(char, |part| parts.push(part));
}

/// The length in bytes of the characters of such classes at the start of `text`.
fn run(text: &str, matches: impl Fn(CharClass) -> bool) -> usize {
    text.find(|char| !matches(CharClass::classify(char))).unwrap_or(text.len())
}

fn spaces(text: &str) -> usize {
    run(text, |class| class.is_space() || class == CharClass::ZeroWidth)
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
            | CharClass::ZeroWidth
            | CharClass::Quote
            | CharClass::Guillemet
            | CharClass::Dash
            | CharClass::SoftHyphen => break,
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
