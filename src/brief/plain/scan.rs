//! The words of a plain text one by one: headers, keys, values. What is written in any other way stops it; it tells no faults.

use std::borrow::Cow;
use std::ops::Range;

/// Brackets in brackets that are still plain; no field of a brief needs more than three.
const DEPTH: usize = 4;

/// A text that is read from its beginning to its end, for as long as it is plain.
pub(super) struct Scan<'t> {
    text: &'t str,
    at: usize,
    /// The header that was read last, where its table is still to be read.
    pub next: Option<Header<'t>>,
    /// Whether nothing was met yet that is not plain.
    pub is_plain: bool,
}

/// The header of a table: `[[actor.roles]]`.
#[derive(Clone)]
pub(super) struct Header<'t> {
    pub span: Range<usize>,
    pub is_array: bool,
    pub name: &'t str,
    /// What stands behind the dot.
    pub field: Option<&'t str>,
}

/// A value as it begins.
#[derive(Clone)]
pub(super) enum Word<'t> {
    Text(Cow<'t, str>),
    List,
    Table,
    /// A number, a date or a truth, in its signs.
    Atom(&'t str),
}

impl<'t> Scan<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, at: 0, next: None, is_plain: true }
    }

    /// Gives up.
    fn stop<T>(&mut self) -> Option<T> {
        self.is_plain = false;
        None
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Goes on behind a sign where it stands here.
    fn takes(&mut self, sign: u8) -> bool {
        let is_here = self.peek() == Some(sign);
        self.at += usize::from(is_here);
        is_here
    }

    fn while_any(&mut self, of: impl Fn(u8) -> bool) -> Range<usize> {
        let start = self.at;
        let rest = &self.text.as_bytes()[start..];
        self.at += rest.iter().position(|byte| !of(*byte)).unwrap_or(rest.len());
        start..self.at
    }

    fn spaces(&mut self) {
        self.while_any(|byte| byte == b' ' || byte == b'\t');
    }

    /// Goes on to the next line that says something, over comments.
    pub(super) fn blank_lines(&mut self) {
        loop {
            self.while_any(|byte| matches!(byte, b' ' | b'\t' | b'\n'));
            if self.peek() != Some(b'#') || self.comment().is_none() {
                return;
            }
        }
    }

    fn comment(&mut self) -> Option<()> {
        let rest = &self.text.as_bytes()[self.at..];
        let comment = &rest[..memchr::memchr(b'\n', rest).unwrap_or(rest.len())];
        self.at += comment.len();
        if has_controls(comment) { self.stop() } else { Some(()) }
    }

    /// Goes on to the next line; nothing but a comment may stand before it.
    pub(super) fn end_of_line(&mut self) -> Option<()> {
        self.spaces();
        if self.peek() == Some(b'#') {
            self.comment()?;
        }
        if self.takes(b'\n') || self.peek().is_none() { Some(()) } else { self.stop() }
    }

    /// The bare key that stands here, with its place.
    pub(super) fn key(&mut self) -> Option<(&'t str, Range<usize>)> {
        let span = self.while_any(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        if span.is_empty() { self.stop() } else { Some((&self.text[span.clone()], span)) }
    }

    /// Goes on behind the `=` of a key, to its value.
    pub(super) fn equals(&mut self) -> Option<()> {
        self.spaces();
        if !self.takes(b'=') {
            return self.stop();
        }
        self.spaces();
        Some(())
    }

    /// Reads the header that stands here, where the text is not over.
    pub(super) fn next_header(&mut self) {
        self.next = if self.peek().is_some() { self.header() } else { None };
    }

    fn header(&mut self) -> Option<Header<'t>> {
        if self.peek() != Some(b'[') {
            return self.stop();
        }
        let start = self.at;
        self.at += 1;
        let is_array = self.takes(b'[');
        let (name, _) = self.key()?;
        let field = if self.takes(b'.') { Some(self.key()?.0) } else { None };
        if !self.takes(b']') || is_array && !self.takes(b']') {
            return self.stop();
        }
        let span = start..self.at;
        self.end_of_line()?;
        Some(Header { span, is_array, name, field })
    }

    /// The value that begins here, and where it ends. What stands in brackets is still to be read.
    pub(super) fn word(&mut self) -> Option<(Word<'t>, Range<usize>)> {
        let start = self.at;
        let word = match self.peek() {
            Some(b'"') => Word::Text(self.quoted()?),
            Some(sign @ (b'[' | b'{')) => {
                self.skip(DEPTH)?;
                let span = start..self.at;
                self.at = start + 1;
                return Some((if sign == b'[' { Word::List } else { Word::Table }, span));
            }
            Some(_) | None => Word::Atom(self.atom()?),
        };
        Some((word, start..self.at))
    }

    /// The words between quotation marks.
    fn quoted(&mut self) -> Option<Cow<'t, str>> {
        let start = self.at + 1;
        let rest = self.text.as_bytes().get(start..)?;
        let Some(length) = memchr::memchr2(b'"', b'\\', rest) else { return self.stop() };
        if rest[length] == b'\\' {
            return self.escaped(start);
        }
        // Three of them begin a text of several lines.
        if has_controls(&rest[..length]) || length == 0 && rest.get(1) == Some(&b'"') {
            return self.stop();
        }
        self.at = start + length + 1;
        Some(Cow::Borrowed(&self.text[start..start + length]))
    }

    /// The same with signs that stand for others.
    fn escaped(&mut self, start: usize) -> Option<Cow<'t, str>> {
        let bytes = self.text.as_bytes();
        let mut words = String::new();
        self.at = start;
        loop {
            let Some(length) = memchr::memchr2(b'"', b'\\', &bytes[self.at..]) else { return self.stop() };
            let end = self.at + length;
            if has_controls(&bytes[self.at..end]) {
                return self.stop();
            }
            words.push_str(&self.text[self.at..end]);
            if bytes[end] == b'"' {
                self.at = end + 1;
                return Some(Cow::Owned(words));
            }
            words.push(match bytes.get(end + 1) {
                Some(b'"') => '"',
                Some(b'\\') => '\\',
                Some(b'n') => '\n',
                Some(b't') => '\t',
                _ => return self.stop(),
            });
            self.at = end + 2;
        }
    }

    fn atom(&mut self) -> Option<&'t str> {
        let span =
            self.while_any(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b':' | b'_'));
        if span.is_empty() { self.stop() } else { Some(&self.text[span]) }
    }

    /// Goes on behind the value that begins here.
    fn skip(&mut self, depth: usize) -> Option<()> {
        match self.peek() {
            Some(b'"') => self.quoted().map(|_| ()),
            Some(b'[' | b'{') if depth == 0 => self.stop(),
            Some(b'[') => {
                self.at += 1;
                while self.next_item()? {
                    self.skip(depth - 1)?;
                }
                Some(())
            }
            Some(b'{') => {
                self.at += 1;
                let mut is_first = true;
                while self.next_field(is_first)? {
                    self.key()?;
                    self.equals()?;
                    self.skip(depth - 1)?;
                    is_first = false;
                }
                Some(())
            }
            Some(_) => self.atom().map(|_| ()),
            None => self.stop(),
        }
    }

    /// Goes on to the next item of a list, behind the comma before it; whether there is one. The list is over behind its bracket.
    ///
    /// It is asked at the opening bracket's end and behind every item.
    pub(super) fn next_item(&mut self) -> Option<bool> {
        let is_first = self.text.as_bytes()[self.at - 1] == b'[';
        self.lines_in_list();
        if !is_first && self.takes(b',') {
            self.lines_in_list();
        } else if !is_first && self.peek() != Some(b']') {
            return self.stop();
        }
        Some(!self.takes(b']'))
    }

    fn lines_in_list(&mut self) {
        self.while_any(|byte| matches!(byte, b' ' | b'\t' | b'\n'));
    }

    /// Goes on to the next field of a table on one line, as [`Self::next_item`] does in a list.
    pub(super) fn next_field(&mut self, is_first: bool) -> Option<bool> {
        self.spaces();
        if self.takes(b'}') {
            return Some(false);
        }
        if !is_first {
            if !self.takes(b',') {
                return self.stop();
            }
            self.spaces();
        }
        Some(true)
    }
}

/// Whether a byte stands there that TOML lets stand nowhere, or that ends a line.
fn has_controls(bytes: &[u8]) -> bool {
    let is_control = |byte: u8| (byte < b' ' && byte != b'\t') || byte == 0x7f;
    bytes.iter().fold(false, |found, byte| found | is_control(*byte))
}
