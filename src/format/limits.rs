//! How much of a brief is read. What goes beyond is told with a place, and not read: nobody can make the program take all there is.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::chunks::ChunkSplitter;
use crate::diagnostics::Code;
use crate::diagnostics::SourceFile;
use crate::diagnostics::{Fault, FilePlace};

/// The largest file, in bytes.
pub const FILE: usize = 64 << 20;
/// The largest brief: its files together, in bytes.
pub const BRIEF: usize = 1 << 30;
/// The most files of a brief, or briefs and folders of a library.
pub const FILES: usize = 100_000;
/// How deep lists and tables may stand in each other, and folders below that of the brief.
pub const NESTING: usize = 64;
/// The longest line, in bytes.
pub const LINE: usize = 1 << 20;
/// The largest text that a source is held as, in bytes: to compare quotes with it takes many times of that.
pub const TEXT: usize = 4 << 20;

/// The longest name, id, outlet or question, in bytes: it is told wherever what it names is.
pub const NAME: usize = 2_000;
/// The most that may stand together in a file, in bytes: a table with what belongs to it.
pub const TABLE: usize = 2 << 20;

/// The parts that a file is read in, of about `of_size` bytes each.
///
/// # Errors
/// The first limit that it goes beyond.
pub(super) fn parts(file: &SourceFile, at: usize, of_size: usize) -> Result<Vec<Range<usize>>, Box<Fault>> {
    let text = &file.text;
    let fault = |start: usize, problem: String, help: &str| {
        Err(Box::new(Fault::new(Code::Limit, FilePlace { file: at, span: start..start + 1 }, problem).help(help)))
    };
    if text.len() > FILE {
        let problem = format!("a file of {}, and {} is the most", size(text.len()), size(FILE));
        return fault(0, problem, "give some of its tables a file of their own");
    }
    if let Some((start, length)) = long_line(text) {
        let problem = format!("a line of {}, and {} is the longest", size(length), size(LINE));
        return fault(start, problem, "break it; a text between `\"\"\"` may have several lines");
    }
    let (mut depth, mut cutter) = (NestingDepth::default(), ChunkSplitter::new(of_size));
    for token in Source::new(text).lex() {
        if depth.after(token.kind()) > NESTING {
            let problem = format!("more than {NESTING} lists and tables stand in each other here");
            return fault(token.span().start(), problem, "no field of a brief needs more than three");
        }
        cutter.take(text, token);
    }
    let parts = cutter.parts(text);
    if let Some(part) = parts.iter().find(|part| part.len() > TABLE) {
        let problem = format!("{} from here on belong together, and {} is the most", size(part.len()), size(TABLE));
        let help =
            "close what is left open, and put a header such as `[[actor.roles]]` right below the table that it adds to";
        return fault(part.start, problem, help);
    }
    Ok(parts)
}

/// A number of bytes, in the largest unit of which there is one.
pub(crate) fn size(bytes: usize) -> String {
    let (unit, name) = match bytes {
        0x4000_0000.. => (1 << 30, "GiB"),
        0x10_0000.. => (1 << 20, "MiB"),
        _ => return format!("{bytes} bytes"),
    };
    let tenths = (bytes * 10).div_ceil(unit);
    if tenths % 10 == 0 { format!("{} {name}", tenths / 10) } else { format!("{}.{} {name}", tenths / 10, tenths % 10) }
}

/// Where the first line begins that is too long, and how long it is.
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

/// How deep a word stands: in the tables of the last header, in brackets, and behind the dots of a key.
#[derive(Default)]
struct NestingDepth {
    header: usize,
    is_in_header: bool,
    /// Whether anything but spaces stands before, on the line.
    is_in_line: bool,
    /// Brackets and braces that are open, each with the dots of the key before it.
    open: Vec<usize>,
    inside: usize,
    dots: usize,
}

impl NestingDepth {
    /// The depth behind a word.
    fn after(&mut self, word: TokenKind) -> usize {
        let begins_line = !self.is_in_line && self.open.is_empty();
        self.is_in_line = !matches!(word, TokenKind::Newline) && (self.is_in_line || word != TokenKind::Whitespace);
        match word {
            TokenKind::LeftSquareBracket if begins_line => {
                (self.is_in_header, self.header, self.dots) = (true, 1, 0);
            }
            TokenKind::Newline if self.open.is_empty() => (self.is_in_header, self.dots) = (false, 0),
            TokenKind::Dot if self.is_in_header => self.header += 1,
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket if !self.is_in_header => {
                self.open.push(self.dots + 1);
                self.inside += self.dots + 1;
                self.dots = 0;
            }
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                self.inside -= self.open.pop().unwrap_or_default();
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
        self.header + self.inside + self.dots
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
    fn a_line_may_be_so_long_and_no_longer() {
        let line = |length: usize| format!("a = 1\nb = \"{}\"\n", "x".repeat(length - 6));
        assert_eq!(describe(line(LINE)), None);
        let problem = "a line of 1.1 MiB, and 1 MiB is the longest".to_owned();
        assert_eq!(describe(line(LINE + 1)), Some((6, problem.clone())));
        assert_eq!(describe("x".repeat(LINE + 1)), Some((0, problem)));
    }

    #[test]
    fn so_much_may_stand_together_and_no_more() {
        let table =
            |length: usize| format!("[[a]]\n{}", "#xxxxxxx\n".repeat(length / 9 + 1))[..length - 1].to_owned() + "\n";
        assert_eq!(describe(table(TABLE) + &table(TABLE)), None);
        let problem = "2.1 MiB from here on belong together, and 2 MiB is the most".to_owned();
        assert_eq!(describe(table(TABLE) + &table(TABLE + 2)), Some((TABLE, problem)));
    }

    #[test]
    fn so_many_faults_of_a_code_are_kept_and_the_others_counted() {
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
    fn a_name_may_be_so_long_and_is_cut_where_it_is_longer() {
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
    fn a_file_may_be_so_large_and_no_larger() {
        let line = format!("#{}\n", "x".repeat((1 << 16) - 2));
        let table = format!("[[a]]\n{}", line.repeat(TABLE / line.len()))[..TABLE - 1].to_owned() + "\n";
        let file = |length: usize| table.repeat(length / TABLE) + &"#".repeat(length % TABLE);
        assert_eq!(describe(file(FILE)), None);
        assert_eq!(describe(file(FILE + 1)), Some((0, "a file of 64.1 MiB, and 64 MiB is the most".to_owned())));
    }

    #[test]
    fn lists_and_tables_may_stand_so_deep_and_no_deeper() {
        let lists = |depth: usize| format!("a = {}{}", "[".repeat(depth), "]".repeat(depth));
        let tables = |depth: usize| format!("a = {}1{}", "{ b = ".repeat(depth), " }".repeat(depth));
        let keys = |depth: usize| format!("a{} = 1", ".b".repeat(depth));
        let header = |depth: usize| format!("[a{}]\nb = 1", ".b".repeat(depth - 1));
        let within =
            |depth: usize| format!("[[a.b]]\nc.d = [\n1.5, {}{}]", "[".repeat(depth - 4), "]".repeat(depth - 4));
        for text in [lists, tables, keys, header, within] {
            assert_eq!(describe(text(NESTING)), None, "{}", text(NESTING));
            assert!(
                describe(text(NESTING + 1)).is_some_and(|(_, told)| told.starts_with("more than 64")),
                "{}",
                text(NESTING)
            );
        }
    }

    #[test]
    fn brackets_in_texts_and_comments_are_none() {
        let many = "[{".repeat(100);
        assert_eq!(describe(format!("a = \"{many}\" # {many}\nb = '{many}'\nc = \"\"\"\n{many}\n\"\"\"")), None);
        assert_eq!(describe("[a]\nb = [1, 2]\nc.d = { e.f = 1.5 }\n".repeat(200)), None, "what is closed is over");
    }
}
