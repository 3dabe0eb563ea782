//! Builds the tree of a plain text from the events of the parser of `toml_parser`. It reports no errors: a text with errors is not plain.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::lexer::Token;
use toml_parser::parser::{EventReceiver, ValidateWhitespace, parse_document};
use toml_parser::{ErrorSink, ParseError, Raw, Source, Span};

use super::document::{TomlData, TomlEntry, TomlTable, TomlValue};

/// Maximum nesting of lists and tables in a plain text.
const DEPTH: usize = 8;
/// Maximum number of entries of a table in a plain text. Each new key is compared with all keys before it.
pub(super) const ENTRIES: usize = 64;

/// Parses a plain text; `tokens` are those of `text`.
///
/// Returns `None` when the text has an error or is not plain. A plain text has no dotted keys except `a.b` in a header after the header of
/// `a`, no fields before the first header, and no more than [`DEPTH`] and [`ENTRIES`] allow.
pub(super) fn parse_plain<'t>(text: &'t str, tokens: &[Token]) -> Option<TomlTable<'t>> {
    let source = Source::new(text);
    let mut builder = Builder::new(source);
    let mut error: Option<ParseError> = None;
    parse_document(tokens, &mut ValidateWhitespace::new(&mut builder, source), &mut error);
    builder.end_table();
    (builder.is_plain && error.is_none()).then_some(builder.root)
}

impl<'t> TomlTable<'t> {
    fn get_mut(&mut self, key: &str) -> Option<&mut TomlValue<'t>> {
        self.entries.iter_mut().find(|entry| entry.key.get_ref() == key).map(|entry| &mut entry.value)
    }

    /// Adds an entry. Returns `false` when the key is taken or the table is full.
    fn insert(&mut self, key: Spanned<Cow<'t, str>>, value: TomlValue<'t>) -> bool {
        let is_free = self.entries.len() < ENTRIES && self.get(key.get_ref()).is_none();
        if is_free {
            self.entries.push(TomlEntry { key, value });
        }
        is_free
    }

    /// Adds the table of a header. Returns `false` when the key is taken by anything but an array of tables.
    fn insert_table(&mut self, header: Header<'t>, table: Self) -> bool {
        let value = Spanned::new(header.span.clone(), TomlData::Table(table));
        let Header { span, is_array: true, key } = header else { return self.insert(header.key, value) };
        match self.get_mut(key.get_ref()).map(|taken| (taken.span(), taken.get_mut())) {
            // An array of tables starts at its first table; an inline list starts before its first item.
            Some((first, TomlData::List(rows))) if rows.first().is_some_and(|row| row.span() == first) => {
                rows.push(value);
                true
            }
            Some(_) => false,
            None => self.insert(key, Spanned::new(span, TomlData::List(vec![value]))),
        }
    }

    /// The table of a key; the last one of an array of tables.
    fn last_table(&mut self, key: &str) -> Option<&mut Self> {
        let data = self.get_mut(key)?.get_mut();
        if let TomlData::List(rows) = data { rows.last_mut()?.get_mut().as_table_mut() } else { data.as_table_mut() }
    }
}

/// The header of a table, with its last key.
struct Header<'t> {
    span: Range<usize>,
    is_array: bool,
    key: Spanned<Cow<'t, str>>,
}

/// A list or inline table that is not closed yet.
struct Open<'t> {
    start: usize,
    data: TomlData<'t>,
}

/// Builds the tree of a plain text from the events of the parser.
struct Builder<'t> {
    source: Source<'t>,
    root: TomlTable<'t>,
    /// The current header, with the key of its outer table.
    header: Option<(Option<Cow<'t, str>>, Header<'t>)>,
    /// The fields after the current header.
    table: TomlTable<'t>,
    /// The start of the header that is being parsed.
    header_start: Option<usize>,
    /// Keys whose values are not complete, outermost first.
    keys: Vec<Spanned<Cow<'t, str>>>,
    /// Lists and inline tables that are not closed, outermost first.
    open: Vec<Open<'t>>,
    is_plain: bool,
}

impl<'t> Builder<'t> {
    fn new(source: Source<'t>) -> Self {
        Self {
            source,
            root: TomlTable::default(),
            header: None,
            table: TomlTable::default(),
            header_start: None,
            keys: Vec::new(),
            open: Vec::new(),
            is_plain: true,
        }
    }

    fn raw(&self, span: Span, encoding: Option<Encoding>) -> Raw<'t> {
        Raw::new_unchecked(self.source.input().get(span.start()..span.end()).unwrap_or_default(), encoding, span)
    }

    fn begin_header(&mut self, start: usize) {
        self.end_table();
        self.header_start = Some(start);
    }

    fn end_header(&mut self, end: usize, is_array: bool) {
        let start = self.header_start.take().unwrap_or(end);
        let (key, outer) = (self.keys.pop(), self.keys.pop());
        self.is_plain &= self.keys.is_empty();
        self.keys.clear();
        let outer = outer.map(Spanned::into_inner);
        self.header = key.map(|key| (outer, Header { span: start..end, is_array, key }));
    }

    /// Inserts the finished table at the place of its header.
    fn end_table(&mut self) {
        let next = TomlTable { entries: Vec::with_capacity(self.table.entries.len()) };
        let table = std::mem::replace(&mut self.table, next);
        let Some((outer, header)) = self.header.take() else { return };
        let parent = match outer {
            Some(outer) => self.root.last_table(&outer),
            None => Some(&mut self.root),
        };
        self.is_plain &= parent.is_some_and(|parent| parent.insert_table(header, table));
    }

    fn value(&mut self, span: Range<usize>, data: TomlData<'t>) {
        let value = Spanned::new(span, data);
        let table = match self.open.last_mut() {
            Some(Open { data: TomlData::List(items), .. }) => return items.push(value),
            Some(Open { data, .. }) => data.as_table_mut(),
            None => self.header.is_some().then_some(&mut self.table),
        };
        self.is_plain &= table.zip(self.keys.pop()).is_some_and(|(table, key)| table.insert(key, value));
    }

    fn begin(&mut self, start: usize, data: TomlData<'t>) -> bool {
        self.is_plain &= self.open.len() < DEPTH;
        if self.is_plain {
            self.open.push(Open { start, data });
        }
        self.is_plain
    }

    fn end(&mut self, end: usize) {
        match self.open.pop() {
            Some(Open { start, data }) => self.value(start..end, data),
            None => self.is_plain = false,
        }
    }
}

impl EventReceiver for Builder<'_> {
    fn std_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.begin_header(span.start());
    }

    fn std_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.end_header(span.end(), false);
    }

    fn array_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.begin_header(span.start());
    }

    fn array_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.end_header(span.end(), true);
    }

    fn inline_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.begin(span.start(), TomlData::Table(TomlTable::default()))
    }

    fn inline_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.end(span.end());
    }

    fn array_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.begin(span.start(), TomlData::List(Vec::new()))
    }

    fn array_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.end(span.end());
    }

    fn simple_key(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let mut key = Cow::Borrowed("");
        self.raw(span, encoding).decode_key(&mut key, error);
        self.keys.push(Spanned::new(span.start()..span.end(), key));
    }

    fn key_sep(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.is_plain &= self.header_start.is_some();
    }

    fn scalar(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let mut text = Cow::Borrowed("");
        let data = match self.raw(span, encoding).decode_scalar(&mut text, error) {
            ScalarKind::String => TomlData::String(text),
            ScalarKind::Boolean(truth) => TomlData::Boolean(truth),
            ScalarKind::Integer(radix) => TomlData::from_digits(&text, radix.value()),
            ScalarKind::Float => TomlData::from_float(&text),
            ScalarKind::DateTime => match text.parse() {
                Ok(date) => TomlData::Datetime(date),
                Err(_) => return self.is_plain = false,
            },
        };
        self.value(span.start()..span.end(), data);
    }
}
