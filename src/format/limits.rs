//! Limits on the size of a brief, so that no input exhausts the memory. It reports input beyond a limit, with its place, and never reads it.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::chunks::ChunkSplitter;
use crate::diagnostics::Code;
use crate::diagnostics::SourceFile;
use crate::diagnostics::{Fault, FilePlace};

/// Maximum size of a file, in bytes.
pub const FILE: usize = 64 << 20;
/// Maximum size of a brief, all files together, in bytes.
pub const BRIEF: usize = 1 << 30;
/// Maximum number of files of a brief, and of briefs and folders of a library.
pub const FILES: usize = 100_000;
/// Maximum nesting of lists and tables, and of folders below the folder of a brief.
pub const NESTING: usize = 64;
/// Maximum length of a line, in bytes.
pub const LINE: usize = 1 << 20;
/// Maximum size of the held text of a source, in bytes. Comparing quotes with it takes a multiple of its size.
pub const TEXT: usize = 4 << 20;

/// Maximum length of a name, id, outlet or question, in bytes. It is shown wherever the item is named.
pub const NAME: usize = 2_000;
/// Maximum size of tables that must be parsed together, in bytes: a table with its subtables.
pub const TABLE: usize = 2 << 20;

/// Checks the limits of a file, and returns the parts in which it is parsed, of about `part_size` bytes each.
///
/// # Errors
/// The first limit that the file exceeds.
pub(super) fn parts(file: &SourceFile, at: usize, part_size: usize) -> Result<Vec<Range<usize>>, Box<Fault>> {
    let text = &file.text;
    let fault = |start: usize, problem: String, help: &str| {
        Err(Box::new(Fault::new(Code::Limit, FilePlace { file: at, span: start..start + 1 }, problem).help(help)))
    };
    if text.len() > FILE {
        let problem = format!("a file of {}, and {} is the most", size(text.len()), size(FILE));
        return fault(0, problem, "move some of its tables to another file");
    }
    if let Some((start, length)) = long_line(text) {
        let problem = format!("a line of {}, and {} is the longest", size(length), size(LINE));
        return fault(start, problem, "break it; a text between `\"\"\"` may have several lines");
    }
    let (mut depth, mut splitter) = (NestingDepth::default(), ChunkSplitter::new(part_size));
    for token in Source::new(text).lex() {
        if depth.add(token.kind()) > NESTING {
            let problem = format!("more than {NESTING} nested lists and tables");
            return fault(token.span().start(), problem, "no field of a brief needs more than three");
        }
        splitter.add(text, token);
    }
    let parts = splitter.parts(text);
    if let Some(part) = parts.iter().find(|part| part.len() > TABLE) {
        let problem = format!("{} from here on belong together, and {} is the most", size(part.len()), size(TABLE));
        let help =
            "close what is left open, and put a header such as `[[actor.roles]]` right below the table that it adds to";
        return fault(part.start, problem, help);
    }
    Ok(parts)
}

/// A number of bytes in words, in the largest fitting unit, rounded up to tenths: `1.5 MiB`.
pub(crate) fn size(bytes: usize) -> String {
    let (unit, name) = match bytes {
        0x4000_0000.. => (1 << 30, "GiB"),
        0x10_0000.. => (1 << 20, "MiB"),
        _ => return format!("{bytes} bytes"),
    };
    let tenths = (bytes * 10).div_ceil(unit);
    if tenths % 10 == 0 { format!("{} {name}", tenths / 10) } else { format!("{}.{} {name}", tenths / 10, tenths % 10) }
}

/// The start and the length of the first line that is too long.
fn long_line(text: &str) -> Option<(usize, usize)> {
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        if end - start > LINE {
            return Some((start, end - start));
        }
        start = end + 1;
    }
    None
}

/// The nesting depth of a token: the names of the last header, open brackets, and the dots of a key.
#[derive(Default)]
struct NestingDepth {
    header: usize,
    is_in_header: bool,
    /// Whether the line has a token other than spaces so far.
    is_in_line: bool,
    /// For each open bracket or brace, the depth that it adds: one, and the dots of the key before it.
    open: Vec<usize>,
    /// The sum of `open`.
    open_depth: usize,
    dots: usize,
}

impl NestingDepth {
    /// Adds a token and returns the depth after it.
    fn add(&mut self, kind: TokenKind) -> usize {
        let begins_line = !self.is_in_line && self.open.is_empty();
        self.is_in_line = !matches!(kind, TokenKind::Newline) && (self.is_in_line || kind != TokenKind::Whitespace);
        match kind {
            TokenKind::LeftSquareBracket if begins_line => {
                (self.is_in_header, self.header, self.dots) = (true, 1, 0);
            }
            TokenKind::Newline if self.open.is_empty() => (self.is_in_header, self.dots) = (false, 0),
            TokenKind::Dot if self.is_in_header => self.header += 1,
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket if !self.is_in_header => {
                self.open.push(self.dots + 1);
                self.open_depth += self.dots + 1;
                self.dots = 0;
            }
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                self.open_depth -= self.open.pop().unwrap_or_default();
                self.dots = 0;
            }
            TokenKind::Dot => self.dots += 1,
            TokenKind::Comma => self.dots = 0,
            TokenKind::Newline
            | TokenKind::LeftSquareBracket
            | TokenKind::LeftCurlyBracket
            | TokenKind::Equals
            | TokenKind::Whitespace
            | TokenKind::Comment
            | TokenKind::LiteralString
            | TokenKind::BasicString
            | TokenKind::MlLiteralString
            | TokenKind::MlBasicString
            | TokenKind::Atom
            | TokenKind::Eof => {}
        }
        self.header + self.open_depth + self.dots
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{FileScope, MOST_FAULTS};
    use crate::format::chunks;

    fn describe(text: String) -> Option<(usize, String)> {
        let file = SourceFile { name: "a.toml".to_owned(), text, part: FileScope::Brief };
        parts(&file, 0, chunks::SIZE).err().map(|fault| (fault.place.span.start, fault.problem))
    }

    #[test]
    fn a_line_has_a_maximum_length() {
        let line = |length: usize| format!("a = 1\nb = \"{}\"\n", "x".repeat(length - 6));
        assert_eq!(describe(line(LINE)), None);
        let problem = "a line of 1.1 MiB, and 1 MiB is the longest".to_owned();
        assert_eq!(describe(line(LINE + 1)), Some((6, problem.clone())));
        assert_eq!(describe("x".repeat(LINE + 1)), Some((0, problem)));
    }

    #[test]
    fn tables_that_belong_together_have_a_maximum_size() {
        let table =
            |length: usize| format!("[[a]]\n{}", "#xxxxxxx\n".repeat(length / 9 + 1))[..length - 1].to_owned() + "\n";
        assert_eq!(describe(table(TABLE) + &table(TABLE)), None);
        let problem = "2.1 MiB from here on belong together, and 2 MiB is the most".to_owned();
        assert_eq!(describe(table(TABLE) + &table(TABLE + 2)), Some((TABLE, problem)));
    }

    #[test]
    fn faults_of_one_code_beyond_the_limit_are_only_counted() {
        let text = |count: usize| (0..count).map(|at| format!("a{at} = 1")).collect::<Vec<_>>().join("\n");
        let read = |count| {
            let file = SourceFile { name: "a.toml".to_owned(), text: text(count), part: FileScope::Brief };
            let (_, mut faults) = crate::format::read(&[file]);
            faults.retain(|fault| fault.code == Code::OutsideTable);
            faults
        };
        assert_eq!(read(MOST_FAULTS).len(), MOST_FAULTS);
        let faults = read(MOST_FAULTS + 234);
        assert_eq!(faults.len(), MOST_FAULTS + 1);
        assert_eq!(faults.iter().map(|fault| fault.times).sum::<usize>(), MOST_FAULTS + 234);
        let more: Vec<&str> = faults.iter().filter(|fault| fault.times > 1).map(|fault| &*fault.problem).collect();
        assert_eq!(
            more,
            ["234 more of `E-outside-table`, which are counted but not listed; the first of them is here"]
        );
    }

    #[test]
    fn a_name_beyond_the_maximum_length_is_cut() {
        let read = |length: usize| {
            let name = "é".repeat(length / 2) + "x";
            let text = format!("[[actor]]\nid = \"a\"\nname = \"{name}\"\nkind = \"person\"\n");
            let head = "[brief]\nformat = 1\ntitle = \"T\"\nas_of = 2025\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n";
            let file = SourceFile {
                name: "a.toml".to_owned(),
                text: head.replace("2025", "\"2025\"") + &text,
                part: FileScope::Brief,
            };
            let (brief, faults) = crate::format::read(&[file]);
            let name = brief.map(|brief| brief.actors.iter().map(|(_, actor)| actor.name.len()).collect::<Vec<_>>());
            (name, faults.into_iter().map(|fault| (fault.code, fault.problem)).collect::<Vec<_>>())
        };
        assert_eq!(read(NAME - 1), (Some(vec![NAME - 1]), Vec::new()));
        let problem = format!("actor `a`: `{}…` has 2001 bytes, and 2000 bytes is the most", "é".repeat(60));
        assert_eq!(read(NAME + 1), (Some(vec![NAME]), vec![(Code::Limit, problem)]));
    }

    #[test]
    fn a_file_has_a_maximum_size() {
        let line = format!("#{}\n", "x".repeat((1 << 16) - 2));
        let table = format!("[[a]]\n{}", line.repeat(TABLE / line.len()))[..TABLE - 1].to_owned() + "\n";
        let file = |length: usize| table.repeat(length / TABLE) + &"#".repeat(length % TABLE);
        assert_eq!(describe(file(FILE)), None);
        assert_eq!(describe(file(FILE + 1)), Some((0, "a file of 64.1 MiB, and 64 MiB is the most".to_owned())));
    }

    #[test]
    fn lists_and_tables_have_a_maximum_nesting() {
        let lists = |depth: usize| format!("a = {}{}", "[".repeat(depth), "]".repeat(depth));
        let tables = |depth: usize| format!("a = {}1{}", "{ b = ".repeat(depth), " }".repeat(depth));
        let keys = |depth: usize| format!("a{} = 1", ".b".repeat(depth));
        let header = |depth: usize| format!("[a{}]\nb = 1", ".b".repeat(depth - 1));
        let within =
            |depth: usize| format!("[[a.b]]\nc.d = [\n1.5, {}{}]", "[".repeat(depth - 4), "]".repeat(depth - 4));
        for text in [lists, tables, keys, header, within] {
            assert_eq!(describe(text(NESTING)), None, "{}", text(NESTING));
            assert!(
                describe(text(NESTING + 1)).is_some_and(|(_, problem)| problem.starts_with("more than 64")),
                "{}",
                text(NESTING)
            );
        }
    }

    #[test]
    fn brackets_in_strings_and_comments_do_not_count() {
        let many = "[{".repeat(100);
        assert_eq!(describe(format!("a = \"{many}\" # {many}\nb = '{many}'\nc = \"\"\"\n{many}\n\"\"\"")), None);
        assert_eq!(
            describe("[a]\nb = [1, 2]\nc.d = { e.f = 1.5 }\n".repeat(200)),
            None,
            "closed brackets do not count"
        );
    }
}
