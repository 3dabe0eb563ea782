//! Splits a large file into parts that are parsed one after the other, so that the parser never holds the whole tree. It reads no values.

use std::collections::HashMap;
use std::ops::Range;

use toml_parser::lexer::{Token, TokenKind};

/// The minimum size of a part, in bytes. A part is larger when its tables belong together.
pub(super) const SIZE: usize = 256 << 10;

/// Splits a text into parts with the same meaning as the whole text. A part begins at the header of an array of tables, and no later header
/// adds to a table of an earlier part.
#[derive(Default)]
pub(super) struct ChunkSplitter<'t> {
    size: usize,
    /// The starts of the parts after the first.
    cuts: Vec<usize>,
    /// For each name without dots, the start of its last header, and whether it was a header of an array of tables.
    last_headers: HashMap<&'t str, (usize, bool)>,
    /// The header that is being scanned.
    header: Option<ChunkHeader<'t>>,
    /// Whether there are fields before the first header.
    has_top_fields: bool,
    is_in_line: bool,
    /// The number of open brackets and braces in a value.
    open: usize,
}

/// The header of a table.
#[derive(Default)]
struct ChunkHeader<'t> {
    start: usize,
    /// The number of opening brackets.
    brackets: usize,
    name: Option<&'t str>,
    is_quoted: bool,
    is_dotted: bool,
}

impl<'t> ChunkSplitter<'t> {
    /// Creates a splitter for parts of about `size` bytes.
    pub(super) fn new(size: usize) -> Self {
        Self { size, ..Self::default() }
    }

    /// The parts of `text`, as byte ranges. All tokens of the text must have been added.
    pub(super) fn parts(&self, text: &str) -> Vec<Range<usize>> {
        let ends = self.cuts.iter().copied().chain([text.len()]);
        let starts = std::iter::once(0).chain(self.cuts.iter().copied());
        starts.zip(ends).map(|(start, end)| start..end).collect()
    }

    /// Adds the next token of the text.
    pub(super) fn add(&mut self, text: &'t str, token: Token) {
        let begins_line = !self.is_in_line && self.open == 0;
        let (kind, start) = (token.kind(), token.span().start());
        self.is_in_line = kind != TokenKind::Newline && (self.is_in_line || kind != TokenKind::Whitespace);
        if kind == TokenKind::LeftSquareBracket && begins_line {
            self.header = Some(ChunkHeader { start, brackets: 1, ..ChunkHeader::default() });
        } else if let Some(header) = self.header.take_if(|_| matches!(kind, TokenKind::Newline | TokenKind::Eof)) {
            self.end_header(&header);
        } else if let Some(header) = &mut self.header {
            header.add(kind, &text[start..token.span().end()]);
        } else {
            self.in_value(kind, begins_line);
        }
    }

    fn in_value(&mut self, kind: TokenKind, begins_line: bool) {
        match kind {
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => self.open += 1,
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => self.open = self.open.saturating_sub(1),
            TokenKind::Atom | TokenKind::BasicString | TokenKind::LiteralString if begins_line => {
                self.has_top_fields |= self.last_headers.is_empty();
            }
            TokenKind::Atom
            | TokenKind::BasicString
            | TokenKind::LiteralString
            | TokenKind::MlBasicString
            | TokenKind::MlLiteralString
            | TokenKind::Dot
            | TokenKind::Equals
            | TokenKind::Comma
            | TokenKind::Whitespace
            | TokenKind::Comment
            | TokenKind::Newline
            | TokenKind::Eof => {}
        }
    }

    /// Handles the end of a header: starts a part there, or removes earlier cuts when the header belongs to an earlier table.
    fn end_header(&mut self, header: &ChunkHeader<'t>) {
        let name = header.name.unwrap_or_default();
        let is_array = header.brackets == 2;
        let before = self.last_headers.get(name).copied();
        let belongs_to = match before {
            _ if header.is_quoted || self.has_top_fields => Some(0),
            None if header.is_dotted => Some(0),
            Some((at, _)) if header.is_dotted => Some(at),
            Some((at, was_array)) if !(was_array && is_array) => Some(at),
            Some(_) | None => None,
        };
        if let Some(belongs_to) = belongs_to {
            self.cuts.retain(|cut| *cut <= belongs_to);
        } else if is_array && header.start - self.cuts.last().copied().unwrap_or_default() >= self.size {
            self.cuts.push(header.start);
        }
        if !header.is_dotted {
            self.last_headers.insert(name, (header.start, is_array));
        }
    }
}

impl<'t> ChunkHeader<'t> {
    fn add(&mut self, kind: TokenKind, text: &'t str) {
        match kind {
            TokenKind::LeftSquareBracket => self.brackets += 1,
            TokenKind::Dot => self.is_dotted = true,
            TokenKind::Atom => self.name = self.name.or(Some(text)),
            TokenKind::BasicString
            | TokenKind::LiteralString
            | TokenKind::MlBasicString
            | TokenKind::MlLiteralString => self.is_quoted = true,
            TokenKind::RightSquareBracket
            | TokenKind::LeftCurlyBracket
            | TokenKind::RightCurlyBracket
            | TokenKind::Equals
            | TokenKind::Comma
            | TokenKind::Whitespace
            | TokenKind::Comment
            | TokenKind::Newline
            | TokenKind::Eof => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use toml_parser::Source;

    use super::*;

    fn parts_of(text: &str, size: usize) -> Vec<&str> {
        let mut splitter = ChunkSplitter::new(size);
        Source::new(text).lex().for_each(|token| splitter.add(text, token));
        splitter.parts(text).into_iter().map(|part| &text[part]).collect()
    }

    fn parts(text: &str) -> Vec<&str> {
        parts_of(text, 1)
    }

    #[test]
    fn a_part_begins_with_an_array_of_tables() {
        let text =
            "[brief]\na = 1\n[[actor]]\nb = \"\"\"\n[[x]]\n\"\"\"\n[[actor.roles]]\n[[actor]]\nc = [\n[[1]]\n]\n";
        let expected = [
            "[brief]\na = 1\n",
            "[[actor]]\nb = \"\"\"\n[[x]]\n\"\"\"\n[[actor.roles]]\n",
            "[[actor]]\nc = [\n[[1]]\n]\n",
        ];
        assert_eq!(parts(text), expected);
    }

    #[test]
    fn a_header_of_an_earlier_table_joins_the_parts_between() {
        let late = "[[a]]\n[[b]]\n[[c]]\n[b.x]\n[[c]]\n";
        assert_eq!(parts(late), ["[[a]]\n", "[[b]]\n[[c]]\n[b.x]\n", "[[c]]\n"]);
        for whole in
            ["[b]\n[[a]]\n[[a]]\n[b]\n", "x = 1\n[[a]]\n[[b]]\n", "[[a]]\n[[b]]\n[[\"a\"]]\n", "[[a]]\n[[b]]\n[c.d]\n"]
        {
            assert_eq!(parts(whole), [whole]);
        }
    }

    #[test]
    fn a_small_text_is_one_part() {
        assert_eq!(parts_of("[[a]]\n[[b]]\n", 100), ["[[a]]\n[[b]]\n"]);
    }
}
