//! Pairs the quotation marks of a text, by the conventions of all presses at once. It never looks at what is said.

use std::ops::Range;

use super::characters::is_word_char;
use crate::text::fold::is_unspaced_script;

/// What the quotation marks of a text enclose.
#[derive(Debug, Default)]
pub struct MarkPairs {
    /// What stands inside marks, without them, in no order; nested quotations too.
    pub spans: Vec<Range<usize>>,
    /// The marks that begin a further paragraph of a quotation, with a tight space after them.
    pub repeated: Vec<Range<usize>>,
}

/// A quotation mark of a text: one character, or two single marks that stand for a double one.
#[derive(Debug, Clone, Copy)]
struct MarkToken {
    mark: char,
    start: usize,
    end: usize,
    before: Option<char>,
    after: Option<char>,
}

/// A quotation that is not closed yet.
#[derive(Debug, Clone, Copy)]
struct OpenQuotation {
    mark: char,
    /// Where the words begin.
    inner: usize,
    /// Where a quotation of the same marks began inside of it.
    reopened: Option<usize>,
}

impl MarkPairs {
    /// Pairs the marks of each paragraph. A quotation that is not closed ends with its paragraph, unless the next one begins with its
    /// mark, or closes it before it opens another.
    pub fn new(text: &str, paragraphs: &[Range<usize>]) -> Self {
        let mut pairs = Self::default();
        let mut unclosed: Option<OpenQuotation> = None;
        let mut pending: Vec<Range<usize>> = Vec::new();
        for (number, paragraph) in paragraphs.iter().enumerate() {
            let tokens = tokens(text, paragraph);
            let first = tokens.first().copied();
            let repeats = unclosed.filter(|open| first.is_some_and(|token| open.is_repeated_by(token, paragraph)));
            if let (Some(open), Some(token)) = (repeats, first) {
                let tight = text[token.end..paragraph.end].chars().take_while(|char| char.is_whitespace());
                pairs.repeated.push(token.start..token.end + tight.map(char::len_utf8).sum::<usize>());
                let end = number.checked_sub(1).map_or(open.inner, |before| paragraphs[before].end);
                pairs.spans.push(open.inner..end.max(open.inner));
            }
            let stack = Vec::new();
            let mut pairing = ParagraphPairing { text, tokens: &tokens, stack, pairs: &mut pairs, orphan: None };
            let left = pairing.pair(repeats, paragraph);
            // A press that repeats no mark: the quotation goes on until a later paragraph closes it.
            let goes_on = |orphan: &MarkToken| unclosed.is_some_and(|open| open.is_directed_to(orphan.mark));
            match pairing.orphan {
                Some(orphan) if goes_on(&orphan) => {
                    pairs.spans.append(&mut pending);
                    pairs.spans.push(paragraph.start..orphan.start);
                }
                // A missing opening mark.
                Some(orphan) if orphan.is_stray_end(text) => pairs.spans.push(paragraph.start..orphan.start),
                Some(_) | None => {}
            }
            if left.is_some() || !tokens.is_empty() {
                unclosed = left;
                pending.clear();
            } else {
                pending.push(paragraph.clone());
            }
        }
        pairs
    }
}

/// The pairing of the marks of one paragraph.
struct ParagraphPairing<'a> {
    text: &'a str,
    tokens: &'a [MarkToken],
    stack: Vec<OpenQuotation>,
    pairs: &'a mut MarkPairs,
    /// A closing mark that closes nothing, before any opening mark.
    orphan: Option<MarkToken>,
}

impl ParagraphPairing<'_> {
    /// Pairs the marks, and returns the outermost quotation that is not closed.
    fn pair(&mut self, goes_on: Option<OpenQuotation>, paragraph: &Range<usize>) -> Option<OpenQuotation> {
        let mut opened = goes_on.is_some();
        for at in 0..self.tokens.len() {
            let token = self.tokens[at];
            if let (Some(open), 0) = (goes_on, at) {
                self.stack.push(OpenQuotation { inner: token.end, reopened: None, ..open });
            } else if let Some(depth) = self.closed_by(at) {
                let inner = self.stack[depth].inner;
                self.stack.truncate(depth);
                self.pairs.spans.push(inner..token.start);
            } else if self.opens(at) {
                opened = true;
                let same = self.stack.iter_mut().rev().find(|open| open.mark == token.mark);
                if let Some(open) = same {
                    open.reopened.get_or_insert(token.start);
                }
                self.stack.push(OpenQuotation { mark: token.mark, inner: token.end, reopened: None });
            } else if !opened && !is_single(token.mark) {
                self.orphan.get_or_insert(token);
            }
        }
        // A single mark that is not closed may be an apostrophe.
        let unclosed = self.stack.iter().filter(|open| !is_single(open.mark));
        let spans = unclosed.clone().map(|open| open.inner..open.reopened.unwrap_or(paragraph.end));
        self.pairs.spans.extend(spans.filter(|span| span.start < span.end));
        self.stack.iter().find(|open| open.reopened.is_none()).copied()
    }

    /// The position in the stack of the quotation that a mark closes.
    fn closed_by(&self, at: usize) -> Option<usize> {
        let token = self.tokens[at];
        let may_close = |open: &OpenQuotation| {
            closing(open.mark).contains(&token.mark)
                && (is_always_closing(token.mark)
                    || token.is_directed_from(open.mark)
                    || token.is_like_closing(self.text))
                && !(is_single(open.mark) && self.is_possessive(at))
        };
        self.stack.iter().rposition(may_close)
    }

    /// Whether a single mark after an `s` is an apostrophe, because the quotation is closed later: ‘the workers’ rights’.
    fn is_possessive(&self, at: usize) -> bool {
        let token = self.tokens[at];
        if !token.before.is_some_and(|char| matches!(char, 's' | 'S' | 'z' | 'x')) {
            return false;
        }
        let later = self.tokens[at + 1..].iter().filter(|later| is_single(later.mark));
        let next = later.clone().find(|later| later.is_like_opening() || later.is_like_closing(self.text));
        next.is_some_and(|next| !next.is_like_opening())
    }

    fn opens(&self, at: usize) -> bool {
        let token = self.tokens[at];
        match token.mark {
            '「' | '『' | '〝' | '﹁' | '﹃' | '《' | '〈' => true,
            '„' | '‚' => token.after.is_some_and(|char| !char.is_whitespace()),
            '“' => token.after.is_some_and(|char| !char.is_whitespace()),
            '«' | '‹' => token.is_like_opening() || token.after.is_some_and(is_word_char),
            '»' | '›' | '"' | '”' => token.is_like_opening(),
            '‘' | '\'' | '`' | '’' => self.opens_single(at),
            _ => false,
        }
    }

    /// Whether a single mark opens a quotation: before a word that is no elision, and a mark that closes it follows.
    fn opens_single(&self, at: usize) -> bool {
        let token = self.tokens[at];
        let word: String = self.text[token.end..].chars().take_while(|char| char.is_alphabetic()).collect();
        let is_elision = token.mark != '‘' && ELISIONS.contains(&word.to_lowercase().as_str());
        let is_year = token.after.is_some_and(char::is_numeric) && token.mark != '‘';
        let begins = token.is_like_opening() && !is_elision && !is_year;
        let closes = |later: &MarkToken| closing(token.mark).contains(&later.mark) && later.is_like_closing(self.text);
        let is_closed = || self.tokens[at + 1..].iter().any(closes);
        // At the start of a paragraph the next paragraph may repeat it.
        begins && (is_closed() || matches!(token.mark, '‘' | '\'') && token.before.is_none())
    }
}

/// Words that begin with an apostrophe.
const ELISIONS: &[&str] =
    &["tis", "twas", "em", "til", "till", "cause", "bout", "round", "n", "s", "t", "k", "ve", "re"];

impl OpenQuotation {
    /// Whether the first mark of a paragraph repeats the mark of this quotation.
    fn is_repeated_by(self, token: MarkToken, paragraph: &Range<usize>) -> bool {
        let is_guillemet = matches!((self.mark, token.mark), ('«', '»') | ('„', '“') | ('‹', '›'));
        token.start == paragraph.start && (token.mark == self.mark || is_guillemet) && token.after.is_some()
    }

    /// Whether the mark can only close this quotation.
    fn is_directed_to(self, mark: char) -> bool {
        matches!(self.mark, '“' | '„' | '«' | '‹' | '「' | '『') && closing(self.mark).contains(&mark) && mark != '"'
    }
}

impl MarkToken {
    /// Whether a word follows, and no word stands directly before.
    fn is_like_opening(&self) -> bool {
        let is_guillemet = matches!(self.mark, '«' | '‹' | '»' | '›');
        let is_apart = |char: char| {
            char.is_whitespace()
                || is_unspaced_script(char)
                || !is_word_char(char) && !matches!(char, '.' | ',' | ';' | '!' | '?' | '…' | ')' | ']' | '%')
        };
        let is_word = |char: char| {
            !char.is_whitespace() && !matches!(char, '.' | ',' | ';' | '!' | '?' | ':' | ')' | ']')
                || is_guillemet && is_tight(char)
                || matches!(self.mark, '«') && char == ' '
        };
        let begins_paragraph = self.before.is_none() && self.after.is_some() && matches!(self.mark, '"' | '”');
        begins_paragraph || self.before.is_none_or(is_apart) && self.after.is_some_and(is_word)
    }

    /// Whether the mark closes what `open` opened, also where no space follows it.
    fn is_directed_from(&self, open: char) -> bool {
        let opens_itself = self.before.is_none_or(char::is_whitespace) && self.after.is_some_and(is_word_char);
        matches!((open, self.mark), ('“' | '„', '”') | ('«', '»') | ('»', '«') | ('‹', '›') | ('›', '‹'))
            && !opens_itself
    }

    /// Whether the mark can only close a quotation, and is no sign of inches.
    fn is_stray_end(&self, text: &str) -> bool {
        let is_closing = matches!(self.mark, '”' | '"' | '»') && self.is_like_closing(text);
        is_closing && !self.before.is_some_and(|char| char.is_numeric() || char.is_whitespace())
    }

    /// Whether a word stands directly before, and none follows.
    fn is_like_closing(&self, text: &str) -> bool {
        let is_guillemet = matches!(self.mark, '«' | '‹' | '»' | '›');
        let word_before = |char: char| !char.is_whitespace() || is_guillemet && is_tight(char);
        let is_before = self.before.is_some_and(word_before);
        // A mark set apart from its last word, before punctuation, a space or the end.
        let may_be_apart = is_guillemet || matches!(self.mark, '"' | '”');
        let is_apart =
            || may_be_apart && self.after.is_none_or(|char| !is_word_char(char)) && text[..self.start].ends_with(' ');
        let no_word = |char: char| !is_word_char(char) || is_unspaced_script(char);
        (is_before && self.after.is_none_or(no_word)) || is_apart()
    }
}

/// Whether the space belongs to the mark beside it, as in French.
const fn is_tight(char: char) -> bool {
    matches!(char, '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{200a}')
}

const fn is_single(mark: char) -> bool {
    matches!(mark, '‘' | '’' | '\'' | '`' | '‚')
}

/// Whether the mark is used for nothing but closing.
const fn is_always_closing(mark: char) -> bool {
    matches!(mark, '」' | '』' | '〞' | '〟' | '﹂' | '﹄' | '》' | '〉')
}

/// The marks that close a quotation which `mark` opens; empty if it opens none.
const fn closing(mark: char) -> &'static [char] {
    match mark {
        '“' => &['”', '"', '“'],
        '”' => &['”', '"'],
        '„' => &['“', '”', '"'],
        '"' => &['"', '”', '“'],
        '«' => &['»'],
        '»' => &['«', '»'],
        '‹' => &['›'],
        '›' => &['‹', '›'],
        '‘' => &['’', '\''],
        '’' => &['’'],
        '‚' => &['‘', '’', '\''],
        '\'' => &['\'', '’'],
        '`' => &['\'', '’', '`'],
        '「' => &['」'],
        '『' => &['』'],
        '〝' => &['〞', '〟'],
        '﹁' => &['﹂'],
        '﹃' => &['﹄'],
        '《' => &['》'],
        '〈' => &['〉'],
        _ => &[],
    }
}

/// The marks of a paragraph in order, without the apostrophes inside of words.
fn tokens(text: &str, paragraph: &Range<usize>) -> Vec<MarkToken> {
    let mut tokens = Vec::new();
    let mut chars = text[paragraph.clone()].char_indices().peekable();
    let mut before = None;
    while let Some((at, char)) = chars.next() {
        let Some(single) = mark(char) else {
            before = Some(char);
            continue;
        };
        let doubled = doubled(char).filter(|_| chars.peek().is_some_and(|(_, next)| *next == char));
        let mark = doubled.map_or(single, |double| {
            chars.next();
            double
        });
        let after = chars.peek().map(|(_, after)| *after);
        let end = chars.peek().map_or(paragraph.len(), |(end, _)| *end);
        let is_letter = |char: Option<char>| char.is_some_and(|char| is_word_char(char) && !is_unspaced_script(char));
        if !(is_single(mark) && is_letter(before) && is_letter(after)) {
            tokens.push(MarkToken { mark, start: paragraph.start + at, end: paragraph.start + end, before, after });
        }
        before = Some(char);
    }
    tokens
}

/// The mark that a character is taken for.
const fn mark(char: char) -> Option<char> {
    match char {
        '‟' => Some('“'),
        '＂' | '″' => Some('"'),
        '‛' => Some('‘'),
        '´' | '＇' | '′' => Some('\''),
        '”' | '〞' | '〟' | '」' | '』' | '﹂' | '﹄' | '》' | '〉' => Some(char),
        _ if !closing(char).is_empty() => Some(char),
        _ => None,
    }
}

/// The double mark that two of these single marks stand for.
const fn doubled(char: char) -> Option<char> {
    match char {
        '\'' | '´' => Some('"'),
        '‘' | '`' => Some('“'),
        '’' => Some('”'),
        '‚' => Some('„'),
        _ => None,
    }
}
