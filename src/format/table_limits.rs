//! How much a brief is made of: its tables and the items of its lists are counted before any is read, for each takes many times the
//! memory of the few bytes that it can be written in. It reads no value.

use std::collections::BTreeMap;

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::limits::size;
use crate::diagnostics::Code;
use crate::diagnostics::SourceFile;
use crate::diagnostics::{Fault, FilePlace};

/// So many tables a brief may have however small they are, and beyond them one for so many bytes of it. Briefs that say something have one
/// for a hundred bytes or more.
const TABLES: TableLimit =
    TableLimit { free: 8_000, bytes: 60, what: "tables (a statement, an actor and a source count twice)" };
/// As many fields and items of lists.
const ITEMS: TableLimit = TableLimit { free: 10_000, bytes: 12, what: "fields and items" };

/// How many of something there may be.
struct TableLimit {
    free: usize,
    bytes: usize,
    what: &'static str,
}

/// The tables that take twice what others take.
const TWICE: [&str; 3] = ["statement", "actor", "source"];

/// What some files are made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct TableCounts {
    bytes: usize,
    tables: usize,
    items: usize,
}

/// The files, by their position, with which those before them would be made of more than a brief may be, each with its fault.
pub(super) fn too_many_tables(files: &[SourceFile]) -> BTreeMap<usize, Fault> {
    let most: Vec<TableCounts> = files.iter().map(|file| TableCounts::at_most(&file.text)).collect();
    if refused(&most).is_empty() {
        return BTreeMap::new();
    }
    let exactly: Vec<TableCounts> = files.iter().map(|file| TableCounts::count(&file.text)).collect();
    refused(&exactly)
}

/// Those that go beyond a share, where what goes beyond is not counted in.
fn refused(files: &[TableCounts]) -> BTreeMap<usize, Fault> {
    let mut all = TableCounts::default();
    let mut refused = BTreeMap::new();
    for (at, file) in files.iter().enumerate() {
        let with = all.and(file);
        let beyond = [(TABLES, with.tables), (ITEMS, with.items)];
        match beyond.into_iter().find(|(share, number)| *number > share.free + with.bytes / share.bytes) {
            Some((share, number)) => drop(refused.insert(at, share.fault(at, number, with.bytes))),
            None => all = with,
        }
    }
    refused
}

impl TableLimit {
    fn fault(&self, at: usize, number: usize, bytes: usize) -> Fault {
        let Self { free, bytes: each, what } = self;
        let up_to_here = if at == 0 { "" } else { " up to here" };
        let problem = format!(
            "{number} {what} in {}{up_to_here}; beyond the first {free} there may be one for every {each} bytes",
            size(bytes)
        );
        Fault::new(Code::Limit, FilePlace { file: at, span: 0..1 }, problem).help("take out those that say nothing")
    }
}

impl TableCounts {
    const fn and(&self, other: &Self) -> Self {
        Self { bytes: self.bytes + other.bytes, tables: self.tables + other.tables, items: self.items + other.items }
    }

    /// What a text is made of, or more, since what stands in a quotation is counted too.
    fn at_most(text: &str) -> Self {
        let bytes = text.as_bytes();
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', bytes).map(|at| at + 1));
        let headers = starts.filter_map(|start| text[start..].trim_start_matches([' ', '\t']).strip_prefix('['));
        let headers: usize = headers.map(tables_for).sum();
        // A full stop ends a sentence, and a dot within a name makes a table.
        let is_dot = |at: &usize| bytes.get(at + 1).is_some_and(|after| !after.is_ascii_whitespace());
        let dots = memchr::memchr_iter(b'.', bytes).filter(is_dot).count();
        let tables = headers + dots + memchr::memchr_iter(b'{', bytes).count();
        let items = bytes.iter().filter(|byte| matches!(**byte, b',' | b'=' | b'[')).count();
        Self { bytes: text.len(), tables, items }
    }

    /// What a text is made of.
    fn count(text: &str) -> Self {
        let mut crowd = Self { bytes: text.len(), ..Self::default() };
        let mut line = LineScanner::default();
        for token in Source::new(text).lex() {
            let kind = token.kind();
            let is_header = kind == TokenKind::LeftSquareBracket && !line.has_begun && line.open == 0;
            let is_list = kind == TokenKind::LeftSquareBracket && !is_header;
            // `actor.roles` is one table.
            let is_more_of_a_name = kind == TokenKind::Dot && (!line.is_header || line.has_dot);
            crowd.tables += usize::from(is_more_of_a_name || kind == TokenKind::LeftCurlyBracket);
            crowd.tables += if is_header { tables_for(&text[token.span().end()..]) } else { 0 };
            crowd.items += usize::from(is_list || matches!(kind, TokenKind::Comma | TokenKind::Equals));
            line.take(kind, is_header);
        }
        crowd
    }
}

/// As how many tables one counts, of whose header the first bracket is read.
fn tables_for(header: &str) -> usize {
    let name = header.trim_start_matches(['[', ' ', '\t', '"', '\'']);
    let is_name = |twice: &str| name.strip_prefix(twice).is_some_and(|after| !after.starts_with(['.', '-', '_']));
    1 + usize::from(TWICE.into_iter().any(is_name))
}

/// The line that is being read.
#[derive(Default)]
struct LineScanner {
    /// Whether anything but spaces stands on it.
    has_begun: bool,
    is_header: bool,
    /// Whether the name in its header has a dot.
    has_dot: bool,
    /// Brackets and braces of values that are open.
    open: usize,
}

impl LineScanner {
    fn take(&mut self, kind: TokenKind, is_header: bool) {
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
    fn so_many_tables_there_may_be_and_no_more() {
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
        for (header, of_each) in shapes {
            let is_too_much = |count: &usize| count * of_each > TABLES.free + count * header.len() / TABLES.bytes;
            let least = (0..20_000).find(is_too_much).unwrap_or_default();
            assert_eq!(describe(&[tables(header, least - 1)]), [], "{header}");
            assert_eq!(describe(&[tables(header, least)]).len(), 1, "{header}");
        }
        let problem = "10500 tables (a statement, an actor and a source count twice) in 105000 bytes; beyond the first 8000 there may be one for \
            every 60 bytes";
        assert_eq!(describe(&[tables("[[issue]]\n", 10_500)]), [(0, problem.to_owned())]);
    }

    #[test]
    fn as_many_actors_as_a_desk_may_know_are_not_too_many() {
        let actor = "[[actor]]\nid = \"abdul-rahman\"\nname = \"Abdul Rahman\"\naliases = [\"A. Rahman\", \"Rahman\"]\nkind = \"person\"\n";
        let role =
            "[[actor.roles]]\ntitle = \"Minister of Finance\"\nat = \"ministry-of-finance\"\nfrom = \"2021-09\"\n";
        assert_eq!(describe(&[(actor.to_owned() + role).repeat(50_000)]), []);
    }

    #[test]
    fn what_says_something_is_never_too_much() {
        let table = format!("[[statement]]\nabout = [\"a\", \"b\"]\ngist = \"{}\"\n", "x, ".repeat(40));
        assert_eq!(describe(&[table.repeat(20_000)]), []);
        let in_texts = format!("a = \"\"\"\n{}\"\"\"\n# {}\n", "[{,\n".repeat(20_000), ",{".repeat(20_000));
        assert_eq!(describe(&[in_texts]), [], "of a quotation no table is made");
    }

    #[test]
    fn many_items_of_lists_are_as_good_as_tables() {
        let list = |count: usize| format!("a = [{}]\n", "1,".repeat(count));
        assert_eq!(describe(&[list(11_000)]), []);
        let problem =
            "20002 fields and items in 40007 bytes; beyond the first 10000 there may be one for every 12 bytes";
        assert_eq!(describe(&[list(20_000)]), [(0, problem.to_owned())]);
        assert_eq!(describe(&["[".repeat(20_000)]).len(), 1);
        assert_eq!(describe(&["a=1\n".repeat(20_000)]).len(), 1);
    }

    #[test]
    fn a_file_that_is_too_much_is_left_out_and_the_others_are_not() {
        let [few, many] = [5_000, 6_000].map(|count| "[[issue]]\n".repeat(count));
        let told = describe(&[few.clone(), many, "# nothing".to_owned(), few]);
        let problem = "11000 tables (a statement, an actor and a source count twice) in 110000 bytes up to here; beyond the first 8000 there may be one \
             for every 60 bytes";
        assert_eq!(told[0], (1, problem.to_owned()));
        assert_eq!(told.len(), 2, "{told:?}");
    }
}
