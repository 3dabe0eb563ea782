//! Changes the tables in the text of one file by the places of their parts: every other byte stays as it is. It opens no file.

use std::ops::Range;

use toml_edit::{ArrayOfTables, Document, Item, Table};

use super::toml_text::{aligned_text, toml_value};
use super::{CodedTable, FieldValue};

/// The text of a file, and its tables with their places.
pub(super) struct FileTables<'t> {
    text: &'t str,
    /// The bytes of the byte order mark, which stands before all places of `document`.
    mark: usize,
    document: Document<&'t str>,
}

/// A field with its value as it is written: on one line, by a dotted key, or below a header of its own.
struct WrittenField {
    /// From the key or the header to the end of the value.
    span: Range<usize>,
    /// How far behind the beginning of the key the equals sign stands; `None` for a header.
    equals: Option<usize>,
}

impl<'t> FileTables<'t> {
    /// Reads the tables of a text.
    ///
    /// # Errors
    /// The reason why it is no TOML.
    pub(super) fn parse(text: &'t str) -> Result<Self, String> {
        let rest = text.strip_prefix('\u{feff}').unwrap_or(text);
        let document = Document::parse(rest).map_err(|error| error.message().to_owned())?;
        Ok(Self { text, mark: text.len() - rest.len(), document })
    }

    /// The tables of a kind, in the order of the file.
    pub(super) fn rows(&self, table: CodedTable) -> impl Iterator<Item = &Table> {
        let tables = self.document.get(table.word()).and_then(Item::as_array_of_tables);
        tables.into_iter().flat_map(ArrayOfTables::iter)
    }

    /// The table of a kind with this id.
    pub(super) fn row(&self, table: CodedTable, id: &str) -> Option<&Table> {
        self.rows(table).find(|row| row.get("id").and_then(Item::as_str) == Some(id))
    }

    /// The text with a new table after the last one of its kind, or else at its end.
    pub(super) fn insert(&self, table: CodedTable, fields: &[(String, FieldValue)]) -> String {
        let last = self.rows(table).last();
        let at = last.map_or(self.text.len(), |row| self.end_with_comments(self.block(row).end));
        let (before, after) = self.text.split_at(at);
        let end = self.line_end();
        let mut block = String::new();
        if !before.is_empty() && !before.ends_with('\n') {
            block.push_str(end);
        }
        if before.lines().next_back().is_some_and(|line| !line.trim_matches(['\u{feff}', ' ', '\t']).is_empty()) {
            block.push_str(end);
        }
        let is_aligned = last.or_else(|| self.first_row()).is_some_and(|row| self.alignment(row).is_some());
        block.push_str(&aligned_text(table, fields, is_aligned, end));
        if !after.is_empty() && !after.starts_with(['\n', '\r']) {
            block.push_str(end);
        }
        self.with(at..at, &block)
    }

    /// The text with another value of a field, or without the field. `order` are the names of the fields of the table as people order them.
    pub(super) fn set(&self, row: &Table, name: &str, value: Option<&FieldValue>, order: &[&str]) -> String {
        let Some(value) = value else { return self.without_field(row, name) };
        let written = toml_value(value).to_string();
        if let Some(span) = row.get(name).and_then(Item::as_value).and_then(toml_edit::Value::span) {
            return self.with(self.place(span), written.trim());
        }
        let at = self.line_after_field(row, name, order);
        let end = self.line_end();
        let gap = if self.text[..at].ends_with('\n') { "" } else { end };
        let width = self.alignment(row).unwrap_or_default();
        let line = format!("{gap}{name:width$} = {}{end}", written.trim());
        let inserted = self.with(at..at, &line);
        // A field that is written as a table of its own gives way to the one on a line; its places after the line have moved.
        let moved = |place: usize| if place >= at { place + line.len() } else { place };
        self.fields_named(row, name)
            .into_iter()
            .rev()
            .fold(inserted, |text, field| without_span(&text, moved(field.span.start)..moved(field.span.end)))
    }

    fn without_field(&self, row: &Table, name: &str) -> String {
        let fields = self.fields_named(row, name);
        fields.into_iter().rev().fold(self.text.to_owned(), |text, field| without_span(&text, field.span))
    }

    /// The text without a table. The comments before it stay.
    ///
    /// # Errors
    /// If a part of another table stands inside of it.
    pub(super) fn remove(&self, row: &Table) -> Result<String, String> {
        let Range { start, end } = self.block(row);
        let starts = self.document.iter().flat_map(|(_, item)| match item {
            Item::ArrayOfTables(rows) => rows.iter().filter_map(Table::span).collect(),
            Item::Table(table) => table.span().into_iter().collect(),
            Item::None | Item::Value(_) => Vec::new(),
        });
        if starts.map(|span| self.place(span).start).any(|other| start < other && other < end) {
            return Err("the parts of this table do not stand together; remove it by hand".to_owned());
        }
        let is_gap = |line: Option<&str>| line.is_none_or(|line| line.trim().is_empty());
        let mut after = self.text[end..].split_inclusive('\n');
        let next = after.next().filter(|line| line.trim().is_empty()).map_or(0, str::len);
        let is_after_gap = is_gap(self.text[..start].lines().next_back());
        if next > 0 || !is_after_gap || end < self.text.len() {
            return Ok(self.with(start..end + if is_after_gap { next } else { 0 }, ""));
        }
        // The blank lines before the last table go with it.
        let before = self.text[..start].trim_end_matches(['\n', '\r', ' ', '\t']).len();
        Ok(self.with(line_after(self.text, before).min(start)..end, ""))
    }

    /// From the header of a table to the end of its last line, with the tables below it.
    fn block(&self, row: &Table) -> Range<usize> {
        let mut spans = Vec::new();
        self.collect_fields(row, &mut spans);
        let header = row.span().map(|span| self.place(span)).unwrap_or_default();
        let end = spans.iter().map(|field| field.span.end).fold(self.header_end(&header), usize::max);
        line_start(self.text, header.start)..line_after(self.text, end)
    }

    /// Where the line of a header ends that has this span.
    fn header_end(&self, header: &Range<usize>) -> usize {
        let line = self.text[header.start..].lines().next().unwrap_or_default();
        header.start + line.len()
    }

    /// The end of the comment lines after `end`, if a blank line or nothing follows them. Else they belong to what follows.
    fn end_with_comments(&self, end: usize) -> usize {
        let lines = self.text[end..].split_inclusive('\n');
        let comments: usize = lines.take_while(|line| line.trim_start().starts_with('#')).map(str::len).sum();
        let next = self.text[end + comments..].lines().next();
        if next.is_none_or(|line| line.trim().is_empty()) { end + comments } else { end }
    }

    /// The beginning of the line after which a field is written that the table does not have: after the last of those before it in `order`.
    fn line_after_field(&self, row: &Table, name: &str, order: &[&str]) -> usize {
        let rank = |name: &str| order.iter().position(|other| *other == name).unwrap_or(order.len());
        let before = row.iter().filter(|(other, item)| item.is_value() && rank(other) <= rank(name));
        let ends = before.filter_map(|(_, item)| item.span()).map(|span| self.place(span).end);
        let header = row.span().map(|span| self.place(span)).unwrap_or_default();
        line_after(self.text, ends.max().unwrap_or_else(|| self.header_end(&header)))
    }

    /// The width to which the names of a table are filled, if its equals signs stand below each other and its names do not have one length.
    fn alignment(&self, row: &Table) -> Option<usize> {
        let plain = row.iter().filter(|(_, item)| item.is_value());
        let fields: Vec<(usize, usize)> =
            plain.filter_map(|(name, _)| Some((name.len(), self.fields_named(row, name).first()?.equals?))).collect();
        let (_, column) = *fields.first()?;
        let is_column = fields.iter().all(|(_, other)| *other == column);
        let has_lengths = fields.iter().any(|(length, _)| length + 1 != column);
        (is_column && has_lengths && fields.len() > 1).then(|| column - 1)
    }

    fn first_row(&self) -> Option<&Table> {
        self.document.iter().find_map(|(_, item)| item.as_array_of_tables()?.iter().next())
    }

    /// The parts of a field, in the order of the file.
    fn fields_named(&self, row: &Table, name: &str) -> Vec<WrittenField> {
        let mut fields = Vec::new();
        if let Some((key, item)) = row.get_key_value(name) {
            self.collect_field(key, item, &mut fields);
        }
        fields.sort_by_key(|field| field.span.start);
        fields
    }

    fn collect_fields(&self, table: &Table, fields: &mut Vec<WrittenField>) {
        for (name, _) in table {
            if let Some((key, item)) = table.get_key_value(name) {
                self.collect_field(key, item, fields);
            }
        }
    }

    fn collect_field(&self, key: &toml_edit::Key, item: &Item, fields: &mut Vec<WrittenField>) {
        let header = |table: &Table| {
            let header = self.place(table.span().unwrap_or_default());
            WrittenField { span: header.start..self.header_end(&header), equals: None }
        };
        match item {
            Item::None => {}
            Item::Value(value) => {
                let key = self.place(key.span().unwrap_or_default());
                let end = self.place(value.span().unwrap_or_default()).end;
                let equals = self.text[key.end..].find('=').map(|at| key.end + at - key.start);
                let start = line_start(self.text, key.start);
                let indent = self.text[start..].len() - self.text[start..].trim_start().len();
                fields.push(WrittenField { span: start + indent..end, equals });
            }
            Item::Table(table) => {
                if !table.is_dotted() && !table.is_implicit() {
                    fields.push(header(table));
                }
                self.collect_fields(table, fields);
            }
            Item::ArrayOfTables(rows) => {
                for row in rows {
                    fields.push(header(row));
                    self.collect_fields(row, fields);
                }
            }
        }
    }

    /// A place in the text, of one in the document.
    fn place(&self, span: Range<usize>) -> Range<usize> {
        span.start + self.mark..span.end + self.mark
    }

    fn with(&self, range: Range<usize>, text: &str) -> String {
        format!("{}{text}{}", &self.text[..range.start], &self.text[range.end..])
    }

    /// How the lines of the file end.
    fn line_end(&self) -> &'static str {
        let first = self.text.find('\n').unwrap_or_default();
        if self.text[..first].ends_with('\r') { "\r\n" } else { "\n" }
    }
}

/// The text without a stretch, and without its line if nothing else but space stands there. A comment behind it stays.
fn without_span(text: &str, span: Range<usize>) -> String {
    let line = line_start(text, span.start)..line_after(text, span.end);
    let rest = text[span.end..line.end].trim_start();
    if rest.is_empty() && text[line.start..span.start].trim().is_empty() {
        return format!("{}{}", &text[..line.start], &text[line.end..]);
    }
    format!("{}{rest}{}", &text[..span.start], &text[line.end..])
}

fn line_start(text: &str, at: usize) -> usize {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    if start == 0 && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8().min(at) } else { start }
}

/// Where the line after the one at `at` begins; the end of the text after the last line.
fn line_after(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# head\r\n[[actor]] # mine\r\nid   = 'a' # kept\r\nname = \"A\"\r\n# of a\r\n\r\n\
        # of s\r\n[[source]]\r\nid=\"s\"\r\nstance.toll = 'for' # why\r\nstance.road = 'against'\r\n[source.text]\r\nfile = \"x\"";

    fn text(text: &str) -> FieldValue {
        FieldValue::Text(text.to_owned())
    }

    fn set(before: &str, (table, id): (CodedTable, &str), name: &str, value: Option<&FieldValue>) -> String {
        let tables = FileTables::parse(before).unwrap();
        tables.set(tables.row(table, id).unwrap(), name, value, &["id", "kind", "name", "stance", "text"])
    }

    #[test]
    fn only_the_bytes_of_a_value_change() {
        for mark in ["", "\u{feff}"] {
            let file = format!("{mark}{FILE}");
            let set = |row, name, value: Option<FieldValue>| set(&file, row, name, value.as_ref());
            let (a, s) = ((CodedTable::Actor, "a"), (CodedTable::Source, "s"));
            assert_eq!(set(a, "id", Some(text("b"))), file.replace("'a'", "\"b\""));
            assert_eq!(set(a, "kind", Some(text("k"))), file.replace("kept\r\n", "kept\r\nkind = \"k\"\r\n"));
            assert_eq!(set(a, "id", None), file.replace("id   = 'a' # kept", "# kept"));
            assert_eq!(set(a, "name", None), file.replace("name = \"A\"\r\n", ""));
            assert_eq!(set(a, "none", None), file);
            let no_stance = file.replace("stance.toll = 'for' # why\r\nstance.road = 'against'", "# why");
            assert_eq!(set(s, "stance", None), no_stance);
            let one = FieldValue::Table(vec![("toll".to_owned(), text("for"))]);
            let inline = "id=\"s\"\r\nstance = { toll = \"for\" }";
            assert_eq!(set(s, "stance", Some(one)), no_stance.replace("id=\"s\"", inline));
            assert_eq!(set(s, "text", None), file.replace("[source.text]\r\nfile = \"x\"", ""));
        }
    }

    #[test]
    fn a_table_is_added_behind_its_like_as_they_are_written() {
        let fields = [("id".to_owned(), text("n")), ("name".to_owned(), text("N\n\"1\""))];
        let insert = |before: &str, table| FileTables::parse(before).unwrap().insert(table, &fields);
        let block = "[[actor]]\r\nid   = \"n\"\r\nname = \"\"\"\nN\n\"1\"\"\"\"\r\n";
        assert_eq!(insert(FILE, CodedTable::Actor), FILE.replace("# of a\r\n", &format!("# of a\r\n\r\n{block}")));
        let statement = insert(FILE, CodedTable::Statement);
        assert_eq!(statement, format!("{FILE}\r\n\r\n{}", block.replace("actor", "statement")));
        assert_eq!(insert("", CodedTable::Issue), "[[issue]]\nid = \"n\"\nname = \"\"\"\nN\n\"1\"\"\"\"\n");
        assert!(
            insert("[[issue]]\nid='a'\n# next\n[[actor]]\n", CodedTable::Issue).ends_with("\n\n# next\n[[actor]]\n")
        );
    }

    #[test]
    fn a_table_is_removed_with_its_lines_alone() {
        let remove = |before: &str, table, id: &str| {
            let tables = FileTables::parse(before).unwrap();
            tables.remove(tables.row(table, id).unwrap())
        };
        let lines = FILE.replace("[[actor]] # mine\r\nid   = 'a' # kept\r\nname = \"A\"\r\n", "");
        assert_eq!(remove(FILE, CodedTable::Actor, "a").unwrap(), lines);
        let head = FILE.split("[[source]]").next().unwrap();
        assert_eq!(remove(FILE, CodedTable::Source, "s").unwrap(), head, "the comment before it stays");
        let three = "[[issue]]\nid = 'a'\n\n[[issue]]\nid = 'b'\n\n[[issue]]\nid = 'c'\n";
        assert_eq!(remove(three, CodedTable::Issue, "b").unwrap(), three.replace("[[issue]]\nid = 'b'\n\n", ""));
        assert_eq!(remove(three, CodedTable::Issue, "c").unwrap(), three.replace("\n[[issue]]\nid = 'c'\n", ""));
        assert_eq!(remove("[[issue]]\nid = 'a'", CodedTable::Issue, "a").unwrap(), "");
        let parted = "[[actor]]\nid = 'a'\n[[issue]]\nid = 'b'\n[[actor.roles]]\ntitle = 't'\n";
        assert!(remove(parted, CodedTable::Actor, "a").unwrap_err().contains("by hand"));
        assert!(remove(parted, CodedTable::Issue, "b").is_ok());
    }
}
