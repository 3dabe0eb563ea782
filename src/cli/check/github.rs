//! What is wrong, as workflow commands of GitHub Actions: each marks its line in the changes of a pull request.

use std::io::{self, Write};
use std::path::Path;

use super::form::{Checked, Tally, Writer};
use crate::diagnostics::Fault;
use crate::diagnostics::render::Pages;
use crate::diagnostics::{Level, Policy};
use crate::text::sanitize::{decode_path, harmless};

pub(super) struct Github<'a> {
    pub out: &'a mut dyn Write,
    pub policy: &'a Policy,
}

impl Writer for Github<'_> {
    fn brief(&mut self, checked: &Checked) -> io::Result<()> {
        let pages = Pages::of(&checked.reading.files, &checked.faults);
        for fault in &checked.faults {
            if let Some(level) = self.policy.level(fault.code) {
                writeln!(self.out, "{}", command(fault, level, &pages))?;
            }
        }
        Ok(())
    }

    fn end(&mut self, _tally: &Tally) -> io::Result<()> {
        Ok(())
    }
}

fn command(fault: &Fault, level: Level, pages: &Pages<'_>) -> String {
    let command = match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let [start, end] = pages.points(&fault.place);
    // Paths are taken from the root of the repository, which is where the command runs.
    let name = pages.name(&fault.place);
    let name = name.strip_prefix("./").unwrap_or(name);
    let (file, remark) = match file(&decode_path(Path::new(name))) {
        Some(file) => (file, String::new()),
        None => (property(name), format!("\nno annotation can name this file: its path is `{name}`, percent-encoded")),
    };
    let place = if start.line == end.line {
        format!("line={},col={},endColumn={}", start.line, start.column, end.column)
    } else {
        // Columns are understood within one line only.
        format!("line={},endLine={}", start.line, end.line)
    };
    let help = fault.help.as_ref().map(|help| format!("\n{}", harmless(help))).unwrap_or_default();
    let message = data(&(harmless(&fault.problem) + &help + &remark));
    format!("::{command} file={file},{place},title={}::{message}", property(fault.code.word()))
}

/// A path as a property, which can have line breaks; `None` where it has bytes that are not UTF-8, or other controls.
fn file(path: &Path) -> Option<String> {
    let path = path.to_str()?;
    let text = path.replace(['\n', '\r'], "");
    (harmless(&text) == text).then(|| escaped(path))
}

/// A message as a command takes it: what would end or begin one is escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property as a command takes it.
fn property(text: &str) -> String {
    escaped(&harmless(text))
}

fn escaped(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use std::os::unix::ffi::OsStrExt as _;

    use super::*;

    #[test]
    fn nothing_in_a_message_ends_the_command() {
        assert_eq!(data("50 %\n::error::"), "50 %25%0A::error::");
        assert_eq!(property("a:b,c\n"), "a%3Ab%2Cc ");
    }

    #[test]
    fn a_path_is_named_by_its_own_bytes_or_not_at_all() {
        assert_eq!(file(Path::new("50%/a:b,c\r\nd.toml")).as_deref(), Some("50%25/a%3Ab%2Cc%0D%0Ad.toml"));
        assert_eq!(file(Path::new("\u{1b}[2J")), None);
        assert_eq!(file(Path::new(std::ffi::OsStr::from_bytes(b"\xff"))), None);
    }
}
