//! Limits the number of tables and list items of a brief before they are parsed, because each can take much more memory than its text. It
//! reads no values.

use std::collections::BTreeMap;

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::limits::size;
use crate::diagnostics::Code;
use crate::diagnostics::SourceFile;
use crate::diagnostics::{Fault, FilePlace};

/// Maximum number of tables: a fixed number, and one more per so many bytes of the brief. Real briefs have one table per hundred bytes or
/// more.
const TABLES: TableLimit =
    TableLimit { free: 8_000, bytes: 60, what: "tables (a statement, an actor and a source count twice)" };
/// Maximum number of fields and list items, in the same way.
const ITEMS: TableLimit = TableLimit { free: 10_000, bytes: 12, what: "fields and items" };

/// A limit on a count.
struct TableLimit {
    /// The count that is allowed for any size.
    free: usize,
    /// One more is allowed per this number of bytes.
    bytes: usize,
    /// What is counted, for the message.
    what: &'static str,
}

/// The tables that count twice, because they take twice the memory of others.
const TWICE: [&str; 3] = ["statement", "actor", "source"];

/// The size and the counts of a text, or of several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct TableCounts {
    bytes: usize,
    tables: usize,
    items: usize,
}

/// The files that exceed a limit together with the accepted files before them, by position, each with its fault.
pub(super) fn too_many_tables(files: &[SourceFile]) -> BTreeMap<usize, Fault> {
    let estimates: Vec<TableCounts> = files.iter().map(|file| TableCounts::upper_bound(&file.text)).collect();
    if rejected(&estimates).is_empty() {
        return BTreeMap::new();
    }
    let counts: Vec<TableCounts> = files.iter().map(|file| TableCounts::count(&file.text)).collect();
    rejected(&counts)
}

/// The files that exceed a limit. A rejected file does not count for the files after it.
fn rejected(files: &[TableCounts]) -> BTreeMap<usize, Fault> {
    let mut all = TableCounts::default();
    let mut rejected = BTreeMap::new();
    for (at, file) in files.iter().enumerate() {
        let sum = all.and(file);
        let counts = [(TABLES, sum.tables), (ITEMS, sum.items)];
        match counts.into_iter().find(|(limit, number)| *number > limit.free + sum.bytes / limit.bytes) {
            Some((limit, number)) => drop(rejected.insert(at, limit.fault(at, number, sum.bytes))),
            None => all = sum,
        }
    }
    rejected
}

impl TableLimit {
    fn fault(&self, at: usize, number: usize, bytes: usize) -> Fault {
        let Self { free, bytes: each, what } = self;
        let up_to_here = if at == 0 { "" } else { " up to here" };
        let problem = format!(
            "{number} {what} in {}{up_to_here}; beyond the first {free} there may be one for every {each} bytes",
            size(bytes)
        );
        Fault::new(Code::Limit, FilePlace { file: at, span: 0..1 }, problem).help("remove those without content")
    }
}

impl TableCounts {
    const fn and(&self, other: &Self) -> Self {
        Self { bytes: self.bytes + other.bytes, tables: self.tables + other.tables, items: self.items + other.items }
    }

    /// A fast upper bound of the counts; it also counts characters inside strings.
    fn upper_bound(text: &str) -> Self {
        let bytes = text.as_bytes();
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', bytes).map(|at| at + 1));
        let headers = starts.filter_map(|start| text[start..].trim_start_matches([' ', '\t']).strip_prefix('['));
        let headers: usize = headers.map(tables_for).sum();
        // A dot before a space ends a sentence; other dots may be in a key and make a table.
        let is_dot = |at: &usize| bytes.get(at + 1).is_some_and(|after| !after.is_ascii_whitespace());
        let dots = memchr::memchr_iter(b'.', bytes).filter(is_dot).count();
        let tables = headers + dots + memchr::memchr_iter(b'{', bytes).count();
        let items = bytes.iter().filter(|byte| matches!(**byte, b',' | b'=' | b'[')).count();
        Self { bytes: text.len(), tables, items }
    }

    /// The exact counts of a text.
    fn count(text: &str) -> Self {
        let mut counts = Self { bytes: text.len(), ..Self::default() };
        let mut line = LineScanner::default();
        for token in Source::new(text).lex() {
            let kind = token.kind();
            let is_header = kind == TokenKind::LeftSquareBracket && !line.has_begun && line.open == 0;
            let is_list = kind == TokenKind::LeftSquareBracket && !is_header;
            // The first dot of a header does not count: `actor.roles` is one table.
            let is_nested_key = kind == TokenKind::Dot && (!line.is_header || line.has_dot);
            counts.tables += usize::from(is_nested_key || kind == TokenKind::LeftCurlyBracket);
            counts.tables += if is_header { tables_for(&text[token.span().end()..]) } else { 0 };
            counts.items += usize::from(is_list || matches!(kind, TokenKind::Comma | TokenKind::Equals));
            line.add(kind, is_header);
        }
        counts
    }
}

/// How many tables a table counts as; `header` is the text after the first bracket of its header.
fn tables_for(header: &str) -> usize {
    let name = header.trim_start_matches(['[', ' ', '\t', '"', '\'']);
    let is_name = |twice: &str| name.strip_prefix(twice).is_some_and(|after| !after.starts_with(['.', '-', '_']));
    1 + usize::from(TWICE.into_iter().any(is_name))
}

/// The state of the current line.
#[derive(Default)]
struct LineScanner {
    /// Whether it has a token other than spaces.
    has_begun: bool,
    is_header: bool,
    /// Whether the name in its header has a dot.
    has_dot: bool,
    /// The number of open brackets and braces in a value.
    open: usize,
}

impl LineScanner {
    fn add(&mut self, kind: TokenKind, is_header: bool) {
        self.is_header = kind != TokenKind::Newline && (self.is_header || is_header);
        self.has_begun = kind != TokenKind::Newline && (self.has_begun || kind != TokenKind::Whitespace);
        self.has_dot = self.is_header && (self.has_dot || kind == TokenKind::Dot);
        if self.is_header {
            return;
        }
        if matches!(kind, TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket) {
            self.open += 1;
        } else if matches!(kind, TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket) {
            self.open = self.open.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::FileScope;

    fn describe(texts: &[String]) -> Vec<(usize, String)> {
        let file = |text: &String| SourceFile { name: "a.toml".to_owned(), text: text.clone(), part: FileScope::Brief };
        let files: Vec<SourceFile> = texts.iter().map(file).collect();
        too_many_tables(&files).into_iter().map(|(at, fault)| (at, fault.problem)).collect()
    }

    #[test]
    fn tables_have_a_maximum_number() {
        let tables = |header: &str, count: usize| header.repeat(count);
        let shapes = [
            ("[[issue]]\n", 1),
            (" [[issue]]#\n", 1),
            ("[[actor]]\n", 2),
            (" [[ 'statement' ]]\n", 2),
            ("[[actor.roles]]\n", 1),
            ("a={b={}}\n", 2),
            ("[[issue\n", 1),
            ("[a.b.c]\n", 2),
        ];
        for (header, per_table) in shapes {
            let is_too_much = |count: &usize| count * per_table > TABLES.free + count * header.len() / TABLES.bytes;
            let least = (0..20_000).find(is_too_much).unwrap_or_default();
            assert_eq!(describe(&[tables(header, least - 1)]), [], "{header}");
            assert_eq!(describe(&[tables(header, least)]).len(), 1, "{header}");
        }
        let problem = "10500 tables (a statement, an actor and a source count twice) in 105000 bytes; beyond the first 8000 there may be one for \
            every 60 bytes";
        assert_eq!(describe(&[tables("[[issue]]\n", 10_500)]), [(0, problem.to_owned())]);
    }

    #[test]
    fn fifty_thousand_actors_are_allowed() {
        let actor = "[[actor]]\nid = \"abdul-rahman\"\nname = \"Abdul Rahman\"\naliases = [\"A. Rahman\", \"Rahman\"]\nkind = \"person\"\n";
        let role =
            "[[actor.roles]]\ntitle = \"Minister of Finance\"\nat = \"ministry-of-finance\"\nfrom = \"2021-09\"\n";
        assert_eq!(describe(&[(actor.to_owned() + role).repeat(50_000)]), []);
    }

    #[test]
    fn tables_with_content_are_always_allowed() {
        let table = format!("[[statement]]\nabout = [\"a\", \"b\"]\ngist = \"{}\"\n", "x, ".repeat(40));
        assert_eq!(describe(&[table.repeat(20_000)]), []);
        let in_texts = format!("a = \"\"\"\n{}\"\"\"\n# {}\n", "[{,\n".repeat(20_000), ",{".repeat(20_000));
        assert_eq!(describe(&[in_texts]), [], "a string makes no table");
    }

    #[test]
    fn list_items_have_a_maximum_number() {
        let list = |count: usize| format!("a = [{}]\n", "1,".repeat(count));
        assert_eq!(describe(&[list(11_000)]), []);
        let problem =
            "20002 fields and items in 40007 bytes; beyond the first 10000 there may be one for every 12 bytes";
        assert_eq!(describe(&[list(20_000)]), [(0, problem.to_owned())]);
        assert_eq!(describe(&["[".repeat(20_000)]).len(), 1);
        assert_eq!(describe(&["a=1\n".repeat(20_000)]).len(), 1);
    }

    #[test]
    fn a_file_beyond_the_limit_is_left_out_and_the_others_are_not() {
        let [few, many] = [5_000, 6_000].map(|count| "[[issue]]\n".repeat(count));
        let faults = describe(&[few.clone(), many, "# nothing".to_owned(), few]);
        let problem = "11000 tables (a statement, an actor and a source count twice) in 110000 bytes up to here; beyond the first 8000 there may be one \
             for every 60 bytes";
        assert_eq!(faults[0], (1, problem.to_owned()));
        assert_eq!(faults.len(), 2, "{faults:?}");
    }
}
